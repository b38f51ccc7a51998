"""One unit's values for one indicator into the state of that unit. The reference for the marts' SQL."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from indicators.exact import exact, written
from indicators.model import Indicator, Kind
from indicators.value import MISSING as NO_VALUE
from indicators.value import Value, ValueState


class UnitState(StrEnum):
    """How one unit stands in one indicator. `reported`: it answered where there is nothing to be met."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"
    NOTHING = "nothing"
    MISSING = "missing"
    REPORTED = "reported"


def unit_state(
    indicator: Indicator,
    values: Mapping[str, Value],
    *,
    months: int,
    target_pct: Fraction | int | float | None,
    op: str = ">=",
) -> UnitState:
    """The state of one unit (DESIGN §6).

    `values` maps item codes to values; an absent code is missing. `months` is the length of the round in
    whole months (cadence). `target_pct` with `op` is the target in force (ratio); None: nothing to be met.
    A missing item makes the unit missing, before a "not applicable" of another item is looked at.
    Raises ValueError when the definition lacks what its kind needs.
    """
    needed = [values.get(code, NO_VALUE) for code in indicator.item_codes]
    states = [v.state for v in needed]
    if ValueState.MISSING in states or not states:
        return UnitState.MISSING
    if ValueState.NOT_APPLICABLE in states:
        return UnitState.NOT_APPLICABLE
    match indicator.kind:
        case Kind.SURVEY | Kind.REFERENCE:
            return UnitState.REPORTED
        case Kind.RATIO:
            return _of_ratio(indicator, values, target_pct, op)
        case Kind.CADENCE:
            return _of_cadence(indicator, needed[0], months)
        case _:
            return UnitState.MET if _holds(indicator, needed[0]) else UnitState.NOT_MET


def cadence_required(times: int, months: int) -> int:
    """How often something due `times` a year must have been done in a round of `months` whole months."""
    return times * months // 12


def whole_months(data_from: date, data_to: date) -> int:
    """Whole months from the first to the last day covered: 15/12 to 14/06 is 6, 01/01 to 31/12 is 12."""
    end = data_to + timedelta(days=1)
    months = 12 * (end.year - data_from.year) + end.month - data_from.month
    return max(0, months - (end.day < data_from.day))


def _of_ratio(
    indicator: Indicator, values: Mapping[str, Value], target_pct: Fraction | int | float | None, op: str
) -> UnitState:
    part = _number(values[_given(indicator, "numerator")])
    whole = _number(values[_given(indicator, "denominator")])
    if whole == 0:
        return UnitState.NOTHING
    if target_pct is None:
        return UnitState.REPORTED
    asked = target_pct if isinstance(target_pct, Fraction) else written(target_pct)
    ahead = 100 * part - asked * whole
    held = ahead >= 0 if op == ">=" else ahead <= 0 if op == "<=" else ahead == 0
    return UnitState.MET if held else UnitState.NOT_MET


def _of_cadence(indicator: Indicator, value: Value, months: int) -> UnitState:
    if indicator.times is None:
        raise ValueError(f"{indicator.code}: a cadence needs `times`")
    required = cadence_required(indicator.times, months)
    if required == 0:
        return UnitState.NOTHING
    return UnitState.MET if _number(value) >= required else UnitState.NOT_MET


def _holds(indicator: Indicator, value: Value) -> bool:
    """Whether one value meets what the indicator asks of each unit."""
    match indicator.kind:
        case Kind.SHARE:
            return _number(value) == 1
        case Kind.COUNT_ZERO:
            return _number(value) == 0
        case Kind.COUNT_MIN | Kind.SCORE:
            if indicator.at_least is None:
                raise ValueError(f"{indicator.code}: {indicator.kind} needs `at_least`")
            return _number(value) >= written(indicator.at_least)
        case Kind.RANGE:
            if indicator.between is None:
                raise ValueError(f"{indicator.code}: a range needs `between`")
            low, high = indicator.between
            return written(low) <= _number(value) <= written(high)
        case Kind.DEADLINE:
            if indicator.done_by is None:
                raise ValueError(f"{indicator.code}: a deadline needs `done_by`")
            return value.day is not None and value.day <= indicator.done_by
        case _:
            return _task_done(indicator, value)


def _task_done(indicator: Indicator, value: Value) -> bool:
    """A task is done when its state is the last of the choices, given in words or as a place from 0."""
    choices = next((i.choices for i in indicator.item if i.code == indicator.value), ())
    if not choices:
        raise ValueError(f"{indicator.code}: a task needs an item of its own with `choices`")
    if value.words is not None:
        return value.words == choices[-1]
    return _number(value) == len(choices) - 1


def _number(value: Value) -> int | Fraction:
    if value.state is ValueState.ZERO:
        return 0
    if value.number is None:
        raise ValueError(f"a number was expected, found {value}")
    return exact(value.number)


def _given(indicator: Indicator, role: str) -> str:
    code = indicator.numerator if role == "numerator" else indicator.denominator
    if code is None:
        raise ValueError(f"{indicator.code}: a ratio needs `{role}`")
    return code
