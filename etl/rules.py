"""A plan's indicators as rows that SQL can apply: which item, within which bounds, against which target.

The rows say the same as `indicators.unit_state`; a property test holds the two together.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from etl.rounds import Round
from indicators.model import Indicator, Kind, Plan, Target
from indicators.unit_state import cadence_required

EPOCH = date(1970, 1, 1)
INFINITE = math.inf


@dataclass(frozen=True, slots=True)
class Rule:
    """One indicator in one round. A unit is met when `low` <= value <= `high`; a ratio by `target_bp`/10000.

    Of that target a ratio must have `at_least` or `at_most` so much; exactly so much when both are asked.
    """

    round: str
    indicator: str
    item_number: int
    denominator_number: int | None
    low: float
    high: float
    target_bp: int
    at_least: bool
    at_most: bool
    nothing: bool


def day_number(day: date) -> float:
    """A date as the number stored for it: days since 1970-01-01."""
    return float((day - EPOCH).days)


def target_in_force(indicator: Indicator, day: date) -> Target | None:
    """The first target not yet past on the day, else the last one; None without targets."""
    return next((t for t in indicator.target if t.due >= day), indicator.target[-1] if indicator.target else None)


def periods_due(indicator: Indicator, months: int) -> int:
    """How many meetings a cadence asks for in a round of so many months."""
    return cadence_required(indicator.times or 0, months)


def rules_for(plan: Plan, rounds: Sequence[Round], item_numbers: Mapping[str, int]) -> tuple[Rule, ...]:
    """Every indicator of the plan in every given round, in the order of the plan."""
    return tuple(
        _rule(indicator, round_, item_numbers)
        for round_ in rounds
        for indicator in plan.indicator
        if indicator.item_codes
    )


def _rule(indicator: Indicator, round_: Round, item_numbers: Mapping[str, int]) -> Rule:
    low, high = _bounds(indicator, round_)
    target = target_in_force(indicator, round_.data_to)
    main = indicator.numerator if indicator.kind is Kind.RATIO else indicator.value
    return Rule(
        round=round_.code,
        indicator=indicator.code,
        item_number=item_numbers[main or indicator.code],
        denominator_number=item_numbers[indicator.denominator] if indicator.denominator else None,
        low=low,
        high=high,
        target_bp=round((target.value if target else 100) * 100),
        at_least=target is None or target.op != "<=",
        at_most=target is not None and target.op != ">=",
        nothing=indicator.kind is Kind.CADENCE and periods_due(indicator, round_.months) == 0,
    )


def _bounds(indicator: Indicator, round_: Round) -> tuple[float, float]:
    match indicator.kind:
        case Kind.SHARE:
            return 1.0, 1.0
        case Kind.COUNT_MIN | Kind.SCORE:
            return float(indicator.at_least or 0), INFINITE
        case Kind.COUNT_ZERO:
            return 0.0, 0.0
        case Kind.RANGE:
            return indicator.between or (-INFINITE, INFINITE)
        case Kind.CADENCE:
            return float(periods_due(indicator, round_.months)), INFINITE
        case Kind.DEADLINE:
            return -INFINITE, day_number(indicator.done_by or date.max)
        case Kind.TASK:
            return float(_last_state(indicator)), INFINITE
        case Kind.RATIO | Kind.SURVEY | Kind.REFERENCE:
            return INFINITE, -INFINITE


def _last_state(indicator: Indicator) -> int:
    return max((len(item.choices) for item in indicator.item if item.choices), default=1) - 1
