"""Whole communes short of a target, how many a year, and their names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.aims import Measure, rule_of
from indicators.bounds import bounds_of
from indicators.shortfall import per_year, requirement, shortfall_vi
from indicators.tally import Tally
from indicators.verdict import Verdict
from tests.indicators.builders import END_2025, indicator, target

SHARE, RATIO = Measure.SHARE, Measure.RATIO


def needs(measure: Measure, tally: Tally, value: float, op: str = ">=") -> tuple[int | None, int | None]:
    return requirement(measure, tally, rule_of(indicator(target(value, op=op))).aims[0])


@pytest.mark.parametrize(
    ("met", "units", "value", "op", "expected"),
    [
        (54, 166, 50, ">=", (83, 29)),
        (6, 11, 50, ">=", (6, 0)),
        (57, 115, 50, ">=", (58, 1)),
        (199, 200, 100, ">=", (200, 1)),
        (0, 3, 33.3, ">=", (1, 1)),
        (3, 25, 10, "<=", (2, 1)),
        (2, 25, 10, "<=", (2, 0)),
        (4, 10, 50, "=", (5, 1)),
        (7, 10, 50, "=", (5, 2)),
    ],
)
def test_a_share_is_short_of_whole_units(
    met: int, units: int, value: float, op: str, expected: tuple[int, int]
) -> None:
    assert needs(SHARE, Tally(units, 0, 0, 0, met), value, op) == expected


def test_units_the_indicator_does_not_apply_to_are_not_needed() -> None:
    assert needs(SHARE, Tally(12, 2, 3, 0, 4), 50) == (5, 1)


def test_a_ratio_counts_in_its_denominators_unit() -> None:
    assert needs(RATIO, Tally(5, 0, 0, 0, 0, 180, 200), 95) == (190, 10)
    assert needs(RATIO, Tally(5, 0, 0, 0, 0, 9.5, 9.5), 100) == (10, 0)


def test_what_is_unknown_is_none_and_not_zero() -> None:
    assert needs(SHARE, Tally(11, 0, 11, 0, 0), 50) == (6, None)
    assert needs(SHARE, Tally(11, 11, 0, 0, 0), 50) == (None, None)
    assert needs(RATIO, Tally(11, 0, 11, 0, 0), 50) == (None, None)
    assert needs(RATIO, Tally(2, 0, 0, 2, 0, 0, 0), 50) == (None, None)


@given(
    st.integers(1, 700).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.integers(0, 1000),
    st.sampled_from([">=", "<="]),
)
def test_nothing_is_short_exactly_where_the_target_is_met(share: tuple[int, int], permille: int, op: str) -> None:
    met, units = share
    tally = Tally(units, 0, 0, 0, met)
    aim = rule_of(indicator(target(permille / 10, op=op))).aims[0]
    bounds = bounds_of(SHARE, tally)
    assert bounds is not None
    required, short_by = requirement(SHARE, tally, aim)
    assert required is not None
    assert short_by is not None
    assert (short_by == 0) == (bounds.verdict(aim) is Verdict.MET)
    moved = met + short_by if op == ">=" else met - short_by
    assert moved == required or short_by == 0


def test_the_gap_is_spread_over_the_years_left_and_rounded_up() -> None:
    assert per_year(106, day=date(2026, 7, 1), due=date(2030, 12, 31)) == 24
    assert per_year(4, day=date(2026, 12, 31), due=date(2030, 12, 31)) == 1
    assert per_year(29, day=date(2025, 7, 1), due=END_2025) == 29


def test_the_gap_is_named() -> None:
    assert shortfall_vi(0, []) == "không thiếu"
    assert shortfall_vi(3, ["An", "Bình", "Châu"]) == "còn thiếu 3 xã: An, Bình, Châu"
    assert shortfall_vi(1, ["An", "Bình"]) == "còn thiếu 1 xã trong 2 xã chưa đạt: An, Bình"
    assert shortfall_vi(1234, []) == "còn thiếu 1.234 xã"
