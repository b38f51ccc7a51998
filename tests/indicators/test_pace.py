"""The straight path to a target and the class of a value on it."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.pace import Segment, pace_class
from indicators.status import Status

START, END = date(2022, 1, 1), date(2026, 1, 1)
MIDDLE = date(2024, 1, 1)


def segment(start: int = 0, end: int = 50) -> Segment:
    return Segment(START, start, 1, True, END, end, 1)


def at(share: Fraction) -> date:
    return date.fromordinal(START.toordinal() + round(share * (END - START).days))


@pytest.mark.parametrize(
    ("met", "units", "status"),
    [
        (25, 100, Status.ON_TRACK),
        (238, 1000, Status.ON_TRACK),
        (237, 1000, Status.SPEED_UP),
        (15, 100, Status.SPEED_UP),
        (149, 1000, Status.SLOW),
        (0, 100, Status.SLOW),
    ],
)
def test_r_is_compared_with_the_three_thresholds(met: int, units: int, status: Status) -> None:
    path = Segment(START, 0, 1, True, date(2026, 1, 1), 50, 1)
    halfway = at(Fraction(1, 2))
    assert path.expected_pct(halfway) == pytest.approx(25, abs=0.02)
    assert pace_class(path, met, units, halfway) is status


def test_two_percent_of_a_fifty_percent_target_is_slow_not_on_track() -> None:
    assert pace_class(segment(), 2, 100, date(2025, 1, 1)) is Status.SLOW


def test_behind_the_start_is_negative() -> None:
    assert pace_class(segment(start=20), 19, 100, MIDDLE) is Status.FALLEN
    assert pace_class(segment(start=20), 20, 100, MIDDLE) is Status.SLOW


def test_a_falling_path_has_its_senses_swapped() -> None:
    down = segment(start=40, end=10)
    assert pace_class(down, 25, 100, MIDDLE) is Status.ON_TRACK
    assert pace_class(down, 38, 100, MIDDLE) is Status.SLOW
    assert pace_class(down, 41, 100, MIDDLE) is Status.FALLEN


def test_nothing_is_expected_on_the_first_day() -> None:
    assert segment().ratio(Fraction(10), START) is None
    assert pace_class(segment(start=10), 10, 100, START) is Status.ON_TRACK
    assert pace_class(segment(start=10), 9, 100, START) is Status.FALLEN


def test_the_path_is_level_outside_its_days() -> None:
    path = segment(start=10, end=50)
    assert path.expected_pct(date(2020, 1, 1)) == 10
    assert path.expected_pct(date(2030, 1, 1)) == 50


@given(st.integers(0, 100), st.integers(0, 100), st.integers(0, 400), st.integers(1, 400), st.integers(1, 1460))
def test_the_class_is_that_of_the_exact_ratio(start: int, end: int, met: int, units: int, gone: int) -> None:
    if start == end or met > units:
        return
    path, on = segment(start, end), date.fromordinal(START.toordinal() + gone)
    ratio = path.ratio(Fraction(100 * met, units), on)
    assert ratio is not None
    expected = (
        Status.FALLEN
        if ratio < 0
        else Status.SLOW
        if ratio < Fraction(6, 10)
        else Status.SPEED_UP
        if ratio < Fraction(95, 100)
        else Status.ON_TRACK
    )
    assert pace_class(path, met, units, on) is expected
