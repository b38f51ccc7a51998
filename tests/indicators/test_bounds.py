"""The least and the most a value can be, and the verdict that follows."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.aims import Aim, Measure, rule_of
from indicators.bounds import Bounds, bounds_of, value_of
from indicators.exact import percentage
from indicators.model import Kind
from indicators.tally import Tally, tally_of
from indicators.unit_state import UnitState
from indicators.verdict import Verdict
from tests.indicators.builders import END_2025, indicator, pct, target

SHARE, RATIO = Measure.SHARE, Measure.RATIO


def aim(value: float, op: str = ">=") -> Aim:
    return rule_of(indicator(target(value, END_2025, op=op))).aims[0]


def test_a_missing_unit_stays_in_the_denominator() -> None:
    bounds = bounds_of(SHARE, Tally(units=12, not_applicable=2, missing=3, nothing=0, met=4))
    assert bounds is not None
    assert (bounds.lower_pct, bounds.upper_pct) == (40, 70)


def test_a_complete_ratio_is_its_value_not_a_mean_of_percentages() -> None:
    one, other = Tally(1, 0, 0, 0, 0, 1, 2), Tally(1, 0, 0, 0, 1, 98, 98)
    bounds = bounds_of(RATIO, one + other)
    assert bounds is not None
    assert bounds.lower_pct == bounds.upper_pct == 99


def test_an_incomplete_ratio_can_be_anything_but_a_hundred_once_something_is_lost() -> None:
    lossy = bounds_of(RATIO, Tally(10, 0, 1, 0, 0, 99, 100))
    clean = bounds_of(RATIO, Tally(10, 0, 1, 0, 0, 100, 100))
    assert lossy == Bounds(0, 100, 100, high_open=True)
    assert clean == Bounds(0, 1, 1)
    assert lossy.verdict(aim(100)) is Verdict.MISSED
    assert lossy.verdict(aim(99.9)) is Verdict.NOT_ENOUGH
    assert clean.verdict(aim(100)) is Verdict.NOT_ENOUGH


@pytest.mark.parametrize(
    ("measure", "tally"),
    [
        (SHARE, Tally(3, 3, 0, 0, 0)),
        (SHARE, Tally(3, 1, 0, 2, 0)),
        (RATIO, Tally(3, 0, 0, 3, 0, 0, 0)),
        (RATIO, Tally(3, 3, 0, 0, 0)),
        (Measure.NONE, Tally(3, 0, 0, 0, 0)),
    ],
)
def test_without_a_denominator_there_are_no_bounds(measure: Measure, tally: Tally) -> None:
    assert bounds_of(measure, tally) is None


@pytest.mark.parametrize(
    ("met", "missing", "units", "value", "op", "verdict"),
    [
        (57, 0, 100, 57, ">=", Verdict.MET),
        (199, 0, 200, 100, ">=", Verdict.MISSED),
        (199, 1, 200, 100, ">=", Verdict.NOT_ENOUGH),
        (6, 5, 11, 50, ">=", Verdict.MET),
        (5, 0, 11, 50, ">=", Verdict.MISSED),
        (5, 1, 11, 50, ">=", Verdict.NOT_ENOUGH),
        (1, 0, 3, 33.3, ">=", Verdict.MET),
        (1, 0, 10, 10, "<=", Verdict.MET),
        (1, 1, 10, 10, "<=", Verdict.NOT_ENOUGH),
        (2, 0, 10, 10, "<=", Verdict.MISSED),
        (5, 0, 10, 50, "=", Verdict.MET),
        (5, 1, 10, 50, "=", Verdict.NOT_ENOUGH),
        (4, 0, 10, 50, "=", Verdict.MISSED),
        (6, 2, 10, 50, "=", Verdict.MISSED),
    ],
)
def test_a_verdict_holds_whatever_still_arrives(
    met: int, missing: int, units: int, value: float, op: str, verdict: Verdict
) -> None:
    bounds = bounds_of(SHARE, Tally(units, 0, missing, 0, met))
    assert bounds is not None
    assert bounds.verdict(aim(value, op)) is verdict


STATES = st.sampled_from([s for s in UnitState if s is not UnitState.REPORTED])
PAIRS = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda p: (min(p), max(p)))
UNITS = st.lists(st.tuples(STATES, PAIRS), min_size=1, max_size=25)


def tally_for(units: list[tuple[UnitState, tuple[int, int]]]) -> Tally:
    """The tally of units with made-up sums that agree with their states."""
    sums = [p for s, p in units if s in (UnitState.MET, UnitState.NOT_MET) and p[1]]
    states = [UnitState.NOTHING if s in (UnitState.MET, UnitState.NOT_MET) and not p[1] else s for s, p in units]
    return tally_of(states, numerator=sum(n for n, _ in sums), denominator=sum(d for _, d in sums))


@pytest.mark.parametrize("measure", [SHARE, RATIO])
@given(units=UNITS)
def test_bounds_are_ordered_and_contain_the_value(
    measure: Measure, units: list[tuple[UnitState, tuple[int, int]]]
) -> None:
    tally = tally_for(units)
    bounds, value = bounds_of(measure, tally), value_of(measure, tally)
    if bounds is None:
        assert value is None
        return
    assert 0 <= bounds.lower_pct <= bounds.upper_pct <= 100
    if value is not None:
        assert bounds.lower_pct <= percentage(*value) <= bounds.upper_pct
        assert not bounds.high_open or percentage(*value) < bounds.upper_pct


@pytest.mark.parametrize("measure", [SHARE, RATIO])
@given(units=UNITS, arriving=st.lists(st.tuples(STATES, PAIRS), max_size=10), asked=st.integers(0, 100))
def test_more_returns_never_widen_the_bounds_nor_turn_a_verdict(
    measure: Measure,
    units: list[tuple[UnitState, tuple[int, int]]],
    arriving: list[tuple[UnitState, tuple[int, int]]],
    asked: int,
) -> None:
    before = bounds_of(measure, tally_for(units + [(UnitState.MISSING, (0, 0)) for _ in arriving]))
    after = bounds_of(measure, tally_for(units + arriving))
    if before is None or after is None:
        return
    assert before.lower_pct <= after.lower_pct <= after.upper_pct <= before.upper_pct
    if before.high_open and after.upper_pct == before.upper_pct:
        assert after.high_open
    for op in (">=", "<=", "="):
        was = before.verdict(aim(asked, op))
        if was is not Verdict.NOT_ENOUGH:
            assert after.verdict(aim(asked, op)) is was


@given(st.integers(1, 700).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.integers(0, 1000))
def test_no_share_is_rounded_up_to_its_target(share: tuple[int, int], permille: int) -> None:
    met, units = share
    bounds = bounds_of(SHARE, Tally(units, 0, 0, 0, met))
    assert bounds is not None
    held = bounds.verdict(aim(permille / 10)) is Verdict.MET
    assert held == (1000 * met >= permille * units)
    assert held == (10 * pct(met, units) >= permille)


def test_sums_with_float_noise_are_what_was_typed() -> None:
    bounds = bounds_of(RATIO, Tally(3, 0, 0, 0, 0, 0.1 + 0.2, 0.3))
    assert bounds is not None
    assert bounds.verdict(aim(100)) is Verdict.MET


def test_the_kind_decides_what_is_measured() -> None:
    measures = {kind: rule_of(indicator(kind=kind, done_by=date(2022, 1, 1))).measure for kind in Kind}
    assert measures.pop(Kind.RATIO) is RATIO
    assert measures.pop(Kind.SURVEY) is measures.pop(Kind.REFERENCE) is Measure.NONE
    assert set(measures.values()) == {SHARE}
