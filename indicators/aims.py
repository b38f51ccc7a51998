"""An indicator's definition into what judging needs: a measure and its dated aims, in exact numbers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from indicators.exact import written
from indicators.formatting import date_vi
from indicators.model import Indicator, Kind, Mode, Target


class Measure(StrEnum):
    """What is compared with the target: k of N units, Σ numerator / Σ denominator, or nothing."""

    SHARE = "share"
    RATIO = "ratio"
    NONE = "none"


_MEASURES = {Kind.RATIO: Measure.RATIO, Kind.SURVEY: Measure.NONE, Kind.REFERENCE: Measure.NONE}


@dataclass(frozen=True, slots=True)
class Aim:
    """One target. Its value is `part`/`whole` percent; `name` is what people call it ("2025")."""

    due: date
    op: str
    mode: Mode
    part: int
    whole: int
    value_pct: Fraction
    name: str


@dataclass(frozen=True, slots=True)
class Start:
    """A starting value fixed by the plan: `part`/`whole` percent on a day."""

    on: date
    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Rule:
    """What judging needs of an indicator. `aims` are in order of their due days.

    `one_unit_aims` leaves out the aims that bind a province or district as a whole and not each unit:
    half of the communes is nothing one commune can reach. `counted_in` is the word beside a figure.
    """

    measure: Measure
    aims: tuple[Aim, ...]
    one_unit_aims: tuple[Aim, ...]
    baseline: Start | None
    counted_in: str
    asked: bool

    def binding(self, *, single_unit: bool) -> tuple[Aim, ...]:
        """The aims that count for the status."""
        return self.one_unit_aims if single_unit else self.aims


def rule_of(indicator: Indicator) -> Rule:
    """The rule of an indicator, worked out once per definition object."""
    known = _known.get(id(indicator))
    if known is not None and known[0] is indicator:
        return known[1]
    rule = _compile(indicator)
    if len(_known) >= _KNOWN_LIMIT:
        _known.clear()
    _known[id(indicator)] = (indicator, rule)
    return rule


def target_in_force(indicator: Indicator, day: date) -> Target | None:
    """The first target due on the day or later, else the last one; None without targets."""
    ordered = sorted(indicator.target, key=lambda t: t.due)
    return next((t for t in ordered if t.due >= day), ordered[-1] if ordered else None)


def aim_in_force(aims: tuple[Aim, ...], day: date) -> Aim | None:
    """As target_in_force, among these aims."""
    for aim in aims:
        if aim.due >= day:
            return aim
    return aims[-1] if aims else None


_KNOWN_LIMIT = 4096
_known: dict[int, tuple[Indicator, Rule]] = {}
"""By identity: hashing a whole definition costs more than judging by it."""


def _compile(indicator: Indicator) -> Rule:
    measure = _MEASURES.get(indicator.kind, Measure.SHARE)
    targets = () if measure is Measure.NONE else sorted(indicator.target, key=lambda t: t.due)
    years = [t.due.year for t in targets]
    aims = tuple(_aim(t, year_says_it=years.count(t.due.year) == 1) for t in targets)
    start = indicator.baseline
    value = written(start.value) if start else Fraction()
    return Rule(
        measure=measure,
        aims=aims,
        one_unit_aims=tuple(a for a in aims if measure is Measure.RATIO or _binds_one_unit(a)),
        baseline=Start(start.on, value.numerator, value.denominator) if start else None,
        counted_in=_counted_in(indicator) if measure is Measure.RATIO else "xã",
        asked=bool(indicator.item_codes),
    )


def _aim(target: Target, *, year_says_it: bool) -> Aim:
    value = written(target.value)
    name = str(target.due.year) if year_says_it else date_vi(target.due)
    return Aim(target.due, target.op, target.mode, value.numerator, value.denominator, value, name)


def _binds_one_unit(aim: Aim) -> bool:
    """All or none of the units: only then does a share bind each of them."""
    return aim.value_pct == (0 if aim.op == "<=" else 100) or (aim.op == "=" and aim.part == 0)


def _counted_in(indicator: Indicator) -> str:
    roles = (indicator.numerator, indicator.denominator)
    return next((i.unit for i in indicator.item if i.code in roles and i.unit), "")
