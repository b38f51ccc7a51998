"""Where the path starts, when a fall is a fall, and what missing returns leave open."""

from datetime import date

import pytest

from indicators.model import Kind, Mode
from indicators.status import Status
from tests.indicators.builders import (
    ALL_THEN_KEEP,
    END_2025,
    END_2030,
    HALF_THEN_ALL,
    indicator,
    judged,
    seen,
    summed,
    target,
)

Y2022, Y2023, Y2024 = date(2022, 12, 14), date(2023, 12, 14), date(2024, 12, 14)
Y2025, H2026, Y2026 = date(2025, 12, 14), date(2026, 6, 14), date(2026, 12, 14)
FRIENDLY = indicator(*HALF_THEN_ALL)
KEEP = indicator(*ALL_THEN_KEEP)


def test_the_plans_own_baseline_comes_before_the_first_figures() -> None:
    of = indicator(*HALF_THEN_ALL, baseline=(date(2021, 12, 31), 10))
    found = judged(of, seen(Y2023, 20, 100))
    assert found.segment is not None
    assert (found.segment.start_on, found.segment.start_pct, found.segment.end_pct) == (date(2021, 12, 31), 10, 50)
    assert found.status is Status.SLOW


def test_figures_from_before_the_baseline_are_not_judged_by_it() -> None:
    of = indicator(*HALF_THEN_ALL, baseline=(date(2023, 1, 1), 10))
    assert judged(of, seen(Y2022, 20, 100)).status is Status.NO_BASELINE


def test_the_first_round_with_figures_is_the_baseline() -> None:
    empty = seen(Y2022, 0, 100, missing=100)
    found = judged(FRIENDLY, empty, seen(Y2023, 10, 100), seen(Y2024, 30, 100))
    assert found.segment is not None
    assert (found.segment.start_on, found.segment.start_pct) == (Y2023, 10)
    assert judged(FRIENDLY, empty, seen(Y2023, 10, 100)).status is Status.NO_BASELINE


def test_the_later_path_starts_from_the_target_of_2025_not_from_what_was_reached() -> None:
    found = judged(FRIENDLY, seen(Y2024, 40, 100), seen(Y2025, 60, 100), seen(Y2026, 61, 100))
    assert found.segment is not None
    assert (found.segment.start_on, found.segment.start_pct, found.segment.end_on) == (END_2025, 50, END_2030)
    assert found.status is Status.ON_TRACK
    assert found.expected_pct == found.segment.expected_pct(Y2026)


def test_a_target_to_be_kept_after_a_miss_is_approached_from_what_was_reached() -> None:
    found = judged(KEEP, seen(Y2024, 80, 100), seen(Y2025, 90, 100), seen(Y2026, 95, 100))
    assert found.segment is not None
    assert (found.segment.start_on, found.segment.start_pct) == (END_2025, 90)
    assert (found.status, found.label) == (Status.MISSED, "✗ 2025 · ↑ 2030")


def test_a_target_to_be_kept_after_success_has_no_path_and_its_loss_is_a_fall() -> None:
    found = judged(KEEP, seen(Y2025, 100, 100), seen(Y2026, 95, 100))
    assert (found.status, found.label, found.segment) == (Status.FALLEN, "✓ 2025 · ↓ 2030", None)
    later = judged(KEEP, seen(Y2025, 100, 100), seen(H2026, 94, 100), seen(Y2026, 95, 100))
    assert later.status is Status.FALLEN


def test_a_baseline_already_at_the_target_has_no_path_and_its_loss_is_a_fall() -> None:
    assert judged(KEEP, seen(Y2022, 100, 100), seen(Y2023, 90, 100), seen(Y2024, 95, 100)).status is Status.FALLEN
    unclear = judged(KEEP, seen(Y2022, 100, 100), seen(Y2024, 95, 100, missing=5))
    assert (unclear.status, unclear.provisional) == (Status.NO_BASELINE, True)


@pytest.mark.parametrize(("before", "now", "live"), [(40, 45, "→"), (40, 40, "→"), (45, 40, "↓")])
def test_below_a_start_never_reached_only_a_real_fall_is_called_one(before: int, now: int, live: str) -> None:
    found = judged(FRIENDLY, seen(Y2024, 10, 100), seen(Y2025, before, 100), seen(Y2026, now, 100))
    assert found.label == f"✗ 2025 · {live} 2030"


def test_below_a_start_that_was_reached_is_a_fall_though_the_last_step_was_up() -> None:
    assert judged(FRIENDLY, seen(Y2022, 40, 100), seen(Y2023, 25, 100), seen(Y2024, 30, 100)).status is Status.FALLEN


def test_missing_returns_never_make_a_fall() -> None:
    found = judged(FRIENDLY, seen(Y2022, 20, 100), seen(Y2024, 15, 100, missing=10))
    assert (found.status, found.provisional) == (Status.SLOW, True)
    certain = judged(FRIENDLY, seen(Y2022, 20, 100), seen(Y2024, 15, 100, missing=4))
    assert (certain.status, certain.provisional) == (Status.FALLEN, False)


def test_the_missing_count_against_a_share_and_make_its_class_provisional() -> None:
    found = judged(FRIENDLY, seen(Y2022, 0, 100), seen(Y2024, 10, 100, missing=30))
    assert (found.status, found.provisional) == (Status.SLOW, True)
    settled = judged(FRIENDLY, seen(Y2022, 0, 100), seen(Y2024, 10, 100, missing=2))
    assert (settled.status, settled.provisional) == (Status.SLOW, False)
    near = judged(FRIENDLY, seen(Y2022, 0, 100), seen(Y2024, 40, 100, missing=15))
    assert (near.status, near.provisional) == (Status.ON_TRACK, True)


def test_an_incomplete_ratio_is_measured_on_what_is_reported_and_provisional() -> None:
    of = indicator(target(90), kind=Kind.RATIO)
    found = judged(of, summed(Y2022, 50, 100), summed(Y2024, 80, 100, missing=2))
    assert (found.status, found.provisional) == (Status.ON_TRACK, True)
    assert judged(of, summed(Y2022, 50, 100), summed(Y2024, 20, 100, missing=2)).status is Status.SLOW
    assert judged(of, summed(Y2022, 50, 100), summed(Y2024, 0, 0, missing=2, nothing=8)).status is Status.NO_BASELINE


def test_on_the_first_days_of_a_path_nothing_is_expected_yet() -> None:
    met = judged(FRIENDLY, seen(Y2024, 40, 100), seen(Y2025, 52, 100), day=date(2026, 2, 1))
    assert met.label == "✓ 2025 · ↑ 2030"
    missed = judged(FRIENDLY, seen(Y2024, 40, 100), seen(Y2025, 45, 100), day=date(2026, 2, 1))
    assert missed.label == "✗ 2025 · → 2030"


def test_the_pace_needed_is_in_whole_units_and_only_while_something_is_short() -> None:
    figures = (seen(Y2025, 54, 166), seen(H2026, 60, 166))
    assert judged(FRIENDLY, *figures, day=date(2026, 7, 1)).pace_per_year == 24
    assert judged(FRIENDLY, seen(Y2025, 166, 166)).pace_per_year is None
    assert judged(FRIENDLY, seen(Y2025, 54, 166), seen(H2026, 0, 166, missing=166)).pace_per_year is None
    assert judged(indicator(target(100, END_2030, Mode.ONCE)), seen(H2026, 60, 166)).pace_per_year is None


def test_an_exact_target_approached_from_above_counts_the_missing_against_itself() -> None:
    of = indicator(target(10, op="="))
    found = judged(of, seen(Y2022, 40, 100), seen(Y2024, 20, 100, missing=20))
    assert (found.status, found.provisional) == (Status.SLOW, True)
