"""Numbers, percentages and days in Vietnamese words."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.formatting import NO_FIGURE, date_vi, number_vi, percent_of_vi, percent_vi


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1.000"),
        (-1234567, "-1.234.567"),
        (1234.5, "1.234,5"),
        (12.50, "12,5"),
        (0.1, "0,1"),
        (-0.0000001, "0"),
        (Fraction(1, 3), "0,333333"),
        (3.0, "3"),
    ],
)
def test_a_number_has_points_between_thousands_and_a_comma_before_decimals(value: float, text: str) -> None:
    assert number_vi(value) == text


def test_a_fixed_number_of_decimals_rounds_half_away_from_zero() -> None:
    assert number_vi(2.345, places=2) == "2,35"
    assert number_vi(-2.5, places=0) == "-3"
    assert number_vi(7, places=1) == "7,0"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(100 * 199, 200), "99,50%"),
        (Fraction(100 * 199_999, 200_000), "99,99%"),
        (Fraction(100 * 54, 166), "32,53%"),
        (100, "100,00%"),
        (42.31, "42,31%"),
        (57.0, "57,00%"),
        (Fraction(-5, 3), "-1,66%"),
        (Fraction(-1, 1000), "0,00%"),
    ],
)
def test_a_percentage_is_cut_off(value: float | Fraction, text: str) -> None:
    assert percent_vi(value) == text


def test_a_percentage_can_be_trimmed_and_cut_upwards() -> None:
    assert percent_vi(50, trim=True) == "50%"
    assert percent_vi(33.3, trim=True) == "33,3%"
    assert percent_vi(Fraction(10001, 1000), up=True) == "10,01%"
    assert percent_vi(10, up=True) == "10,00%"


def test_what_is_missing_is_said_and_never_zero() -> None:
    assert {number_vi(None), percent_vi(None), date_vi(None)} == {NO_FIGURE}


def test_a_day_has_two_digits() -> None:
    assert date_vi(date(2025, 6, 3)) == "03/06/2025"


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_only_the_whole_is_shown_as_a_hundred_percent(part: int, whole: int) -> None:
    text = percent_of_vi(min(part, whole), whole)
    assert (text == "100,00%") == (part >= whole)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.integers(0, 10000))
def test_nothing_below_a_target_is_shown_as_the_target(share: tuple[int, int], basis_points: int) -> None:
    part, whole = share
    if 10000 * part < basis_points * whole:
        assert percent_of_vi(part, whole) != percent_vi(Fraction(basis_points, 100))
    if 10000 * part > basis_points * whole:
        assert percent_of_vi(part, whole, up=True) != percent_vi(Fraction(basis_points, 100))
