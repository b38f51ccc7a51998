"""One unit's values into its state, for every kind."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.model import Kind
from indicators.unit_state import UnitState, cadence_required, unit_state, whole_months
from indicators.value import MISSING, NOT_APPLICABLE, ZERO, ValueState, value_of
from tests.indicators.builders import indicator

MET, NOT_MET, NOTHING = UnitState.MET, UnitState.NOT_MET, UnitState.NOTHING
DONE_BY = date(2022, 12, 31)


@pytest.mark.parametrize(
    ("kind", "more", "content", "state"),
    [
        (Kind.SHARE, {}, 1, MET),
        (Kind.SHARE, {}, 0, NOT_MET),
        (Kind.COUNT_MIN, {"at_least": 3}, 3, MET),
        (Kind.COUNT_MIN, {"at_least": 3}, 2, NOT_MET),
        (Kind.COUNT_MIN, {"at_least": 3}, 0, NOT_MET),
        (Kind.COUNT_ZERO, {}, 0, MET),
        (Kind.COUNT_ZERO, {}, 1, NOT_MET),
        (Kind.RANGE, {"between": (9, 11)}, 9, MET),
        (Kind.RANGE, {"between": (9, 11)}, 11, MET),
        (Kind.RANGE, {"between": (9, 11)}, 8, NOT_MET),
        (Kind.RANGE, {"between": (9, 11)}, 12, NOT_MET),
        (Kind.CADENCE, {"times": 12}, 12, MET),
        (Kind.CADENCE, {"times": 12}, 11, NOT_MET),
        (Kind.DEADLINE, {"done_by": DONE_BY}, DONE_BY, MET),
        (Kind.DEADLINE, {"done_by": DONE_BY}, date(2023, 1, 1), NOT_MET),
        (Kind.DEADLINE, {"done_by": DONE_BY}, 0, NOT_MET),
        (Kind.SCORE, {"at_least": 80}, 80, MET),
        (Kind.SCORE, {"at_least": 80.1}, 80.09, NOT_MET),
        (Kind.SCORE, {"at_least": 80.1}, 80.1, MET),
        (Kind.TASK, {}, "xong", MET),
        (Kind.TASK, {}, "đang", NOT_MET),
        (Kind.TASK, {}, 2, MET),
        (Kind.TASK, {}, 0, NOT_MET),
        (Kind.SURVEY, {}, 0, UnitState.REPORTED),
        (Kind.REFERENCE, {}, 7, UnitState.REPORTED),
    ],
)
def test_a_unit_is_judged_by_its_kind(kind: Kind, more: dict[str, Any], content: Any, state: UnitState) -> None:
    rule = indicator(kind=kind, **more)
    assert unit_state(rule, {"X-1": value_of(content)}, months=12, target_pct=100) is state


@pytest.mark.parametrize(
    ("numerator", "denominator", "target_pct", "op", "state"),
    [
        (57, 100, 57, ">=", MET),
        (56, 100, 57, ">=", NOT_MET),
        (199, 200, 100, ">=", NOT_MET),
        (1, 3, 33.3, ">=", MET),
        (333, 1000, 33.3, ">=", MET),
        (332, 1000, 33.3, ">=", NOT_MET),
        (0.3, 0.3, 100, ">=", MET),
        (0.1 + 0.2, 0.3, 100, "<=", MET),
        (0, 0, 100, ">=", NOTHING),
        (2, 10, 20, "<=", MET),
        (3, 10, 20, "<=", NOT_MET),
        (2, 10, 20, "=", MET),
        (3, 10, None, ">=", UnitState.REPORTED),
    ],
)
def test_a_ratio_meets_the_target_exactly_or_not_at_all(
    numerator: float, denominator: float, target_pct: float | None, op: str, state: UnitState
) -> None:
    values = {"X-1.num": value_of(numerator), "X-1.den": value_of(denominator)}
    rule = indicator(kind=Kind.RATIO)
    assert unit_state(rule, values, months=12, target_pct=target_pct, op=op) is state


@pytest.mark.parametrize("kind", list(Kind))
def test_a_blank_is_missing_whatever_the_kind_and_never_zero(kind: Kind) -> None:
    rule = indicator(kind=kind, at_least=1, between=(1, 2), times=12, done_by=DONE_BY)
    assert unit_state(rule, {}, months=12, target_pct=100) is UnitState.MISSING
    blanks = dict.fromkeys(rule.item_codes, MISSING)
    assert unit_state(rule, blanks, months=12, target_pct=100) is UnitState.MISSING


@pytest.mark.parametrize("kind", list(Kind))
def test_not_applicable_is_its_own_state(kind: Kind) -> None:
    rule = indicator(kind=kind, at_least=1, between=(1, 2), times=12, done_by=DONE_BY)
    values = dict.fromkeys(rule.item_codes, NOT_APPLICABLE)
    assert unit_state(rule, values, months=12, target_pct=100) is UnitState.NOT_APPLICABLE


def test_a_missing_item_comes_before_a_not_applicable_one() -> None:
    rule = indicator(kind=Kind.RATIO)
    half = {"X-1.num": NOT_APPLICABLE}
    assert unit_state(rule, half, months=12, target_pct=100) is UnitState.MISSING
    both = {"X-1.num": value_of(3), "X-1.den": NOT_APPLICABLE}
    assert unit_state(rule, both, months=12, target_pct=100) is UnitState.NOT_APPLICABLE


def test_the_four_states_of_a_value() -> None:
    assert value_of(None) is MISSING
    assert value_of(0) is ZERO
    assert value_of(3).state is ValueState.REPORTED
    assert value_of("xong").words == "xong"


@pytest.mark.parametrize(
    ("times", "months", "required"), [(12, 12, 12), (12, 6, 6), (4, 6, 2), (4, 5, 1), (1, 6, 0), (1, 12, 1)]
)
def test_a_cadence_asks_for_its_part_of_the_year(times: int, months: int, required: int) -> None:
    assert cadence_required(times, months) == required


def test_a_yearly_meeting_is_not_asked_for_at_half_year() -> None:
    rule = indicator(kind=Kind.CADENCE, times=1)
    assert unit_state(rule, {"X-1": ZERO}, months=6, target_pct=100) is NOTHING


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2024, 12, 15), date(2025, 6, 14), 6),
        (date(2024, 12, 15), date(2025, 12, 14), 12),
        (date(2025, 1, 1), date(2025, 12, 31), 12),
        (date(2025, 1, 1), date(2025, 6, 30), 6),
        (date(2025, 1, 1), date(2025, 6, 29), 5),
        (date(2025, 1, 1), date(2025, 1, 1), 0),
    ],
)
def test_months_are_whole_and_both_ends_count(first: date, last: date, months: int) -> None:
    assert whole_months(first, last) == months


@pytest.mark.parametrize("kind", [Kind.COUNT_MIN, Kind.RANGE, Kind.CADENCE, Kind.DEADLINE, Kind.SCORE])
def test_a_definition_without_its_bound_is_refused_by_name(kind: Kind) -> None:
    with pytest.raises(ValueError, match="X-1"):
        unit_state(indicator(kind=kind), {"X-1": value_of(1)}, months=12, target_pct=100)


@given(times=st.integers(1, 366), first=st.dates(date(2020, 1, 1), date(2030, 1, 1)), cuts=st.lists(st.integers(1, 24)))
def test_rounds_that_follow_each_other_never_ask_for_more_than_the_whole_stretch(
    times: int, first: date, cuts: list[int]
) -> None:
    """What is asked for grows with the length, is `times` in a year, and no split into rounds adds to it."""
    whole = sum(cuts)
    parts = [cadence_required(times, months) for months in cuts]
    assert cadence_required(times, 12) == times
    assert sum(parts) <= cadence_required(times, whole)
    assert cadence_required(times, whole + 1) >= cadence_required(times, whole)
    assert cadence_required(times, whole) - sum(parts) < max(1, len(cuts))
    last = date(first.year + (first.month - 1 + whole) // 12, (first.month - 1 + whole) % 12 + 1, 1)
    assert whole_months(first.replace(day=1), last - timedelta(days=1)) == whole


@given(times=st.integers(1, 24), months=st.integers(0, 36), held=st.integers(0, 80))
def test_a_cadence_is_met_from_its_part_of_the_round_on(times: int, months: int, held: int) -> None:
    required = times * months // 12
    state = unit_state(
        indicator(kind=Kind.CADENCE, times=times), {"X-1": value_of(held)}, months=months, target_pct=100
    )
    assert state is (NOTHING if not required else MET if held >= required else NOT_MET)


@given(part=st.integers(0, 400), whole=st.integers(0, 400), basis_points=st.integers(0, 10_000))
def test_exactly_is_both_at_least_and_at_most(part: int, whole: int, basis_points: int) -> None:
    rule, values = indicator(kind=Kind.RATIO), {"X-1.num": value_of(part), "X-1.den": value_of(whole)}
    target = Fraction(basis_points, 100)
    states = {op: unit_state(rule, values, months=12, target_pct=target, op=op) for op in (">=", "<=", "=")}
    if not whole:
        assert set(states.values()) == {NOTHING}
    else:
        assert (states["="] is MET) == (states[">="] is MET and states["<="] is MET)
        assert (states["="] is MET) == (100 * 100 * part == basis_points * whole)
