"""When a target binds: by a day, from a day on, every year, every period, every term, once."""

from datetime import date

import pytest

from indicators.milestones import anniversary, same_year
from indicators.model import Kind, Mode
from indicators.status import Status
from indicators.verdict import Verdict
from tests.indicators.builders import END_2025, END_2030, indicator, judged, seen, summed, target

Y2022, Y2023, Y2024 = date(2022, 12, 14), date(2023, 12, 14), date(2024, 12, 14)
H2025, Y2025, H2026, Y2026 = date(2025, 6, 14), date(2025, 12, 14), date(2026, 6, 14), date(2026, 12, 14)


YEARLY = indicator(target(100, END_2025, Mode.EACH_YEAR), target(100, END_2030, Mode.EACH_YEAR))
PERIODIC = indicator(target(100, END_2025, Mode.EACH_PERIOD), target(100, END_2030, Mode.EACH_PERIOD), kind=Kind.RATIO)
TERMLY = indicator(target(100, END_2025, Mode.PER_TERM), target(100, END_2030, Mode.PER_TERM))


def test_what_is_to_be_reached_may_be_met_early_and_what_is_to_be_kept_stays_pending() -> None:
    of = indicator(target(50), target(100, END_2030, Mode.MAINTAIN))
    found = judged(of, seen(Y2024, 100, 100))
    assert [(t.verdict, t.live) for t in found.targets] == [
        (Verdict.MET, Status.MET),
        (Verdict.PENDING, Status.FINAL_MET),
    ]
    assert found.status is Status.FINAL_MET


def test_what_was_to_be_kept_is_judged_on_its_due_day() -> None:
    of = indicator(target(100), target(100, END_2030, Mode.MAINTAIN))
    kept = judged(of, seen(Y2025, 9, 9), seen(END_2030, 9, 9))
    lost = judged(of, seen(Y2025, 9, 9), seen(END_2030, 8, 9))
    assert (kept.status, kept.label) == (Status.FINAL_MET, "✓ 2025 · ✓ 2030")
    assert (lost.status, lost.label) == (Status.MISSED, "✓ 2025 · ✗ 2030")


def test_every_year_is_judged_by_its_own_figures() -> None:
    found = judged(YEARLY, seen(Y2022, 9, 9), seen(Y2023, 8, 9), seen(H2025, 3, 9), day=date(2025, 7, 1))
    past = found.targets[0]
    assert (past.verdict, past.judged_on, past.as_of) == (Verdict.NOT_ENOUGH, date(2024, 12, 31), None)
    found = judged(YEARLY, seen(Y2022, 9, 9), seen(Y2023, 8, 9), day=date(2024, 2, 1))
    past = found.targets[0]
    assert (past.verdict, past.judged_on, past.as_of) == (Verdict.MISSED, date(2023, 12, 31), Y2023)
    assert (found.status, found.label) == (Status.MISSED, "✗ 2023")


def test_a_year_not_over_is_no_fall_and_has_no_pace() -> None:
    found = judged(YEARLY, seen(Y2024, 9, 9), seen(H2025, 3, 9), day=date(2025, 7, 1))
    assert (found.status, found.segment, found.pace_per_year) == (Status.NO_BASELINE, None, None)
    assert found.targets[0].verdict is Verdict.MET


def test_a_loss_within_the_same_year_is_a_fall() -> None:
    found = judged(YEARLY, seen(Y2024, 9, 9), seen(H2025, 9, 9), seen(Y2025, 8, 9), day=date(2025, 12, 20))
    assert found.status is Status.FALLEN


def test_before_the_first_year_is_over_nothing_is_judged() -> None:
    found = judged(YEARLY, seen(H2025, 3, 9), day=date(2025, 7, 1))
    assert (found.status, found.targets[0].verdict) == (Status.NO_BASELINE, Verdict.PENDING)


def test_a_new_target_begins_with_its_own_first_year() -> None:
    found = judged(YEARLY, seen(Y2024, 9, 9), seen(Y2025, 8, 9), seen(H2026, 3, 9), day=date(2026, 7, 1))
    assert [(t.verdict, t.judged_on) for t in found.targets] == [
        (Verdict.MISSED, END_2025),
        (Verdict.PENDING, None),
    ]
    after = judged(YEARLY, seen(Y2025, 8, 9), seen(Y2026, 9, 9), seen(date(2027, 6, 14), 3, 9))
    assert (after.targets[1].verdict, after.targets[1].judged_on) == (Verdict.MET, date(2026, 12, 31))
    assert (after.status, after.label) == (Status.NO_BASELINE, "✗ 2025 · ✓ 2026")


def test_a_yearly_target_past_its_day_without_figures_is_not_enough() -> None:
    assert judged(YEARLY, seen(H2026, 3, 9)).targets[0].verdict is Verdict.NOT_ENOUGH


def test_every_period_is_an_occurrence() -> None:
    found = judged(PERIODIC, summed(Y2024, 10, 10), summed(H2025, 9, 10))
    assert (found.status, found.targets[0].verdict, found.targets[0].judged_on) == (
        Status.MISSED, Verdict.MISSED, H2025,
    )  # fmt: skip
    assert found.label == "✗ 06/2025"
    again = judged(PERIODIC, summed(Y2024, 9, 10), summed(H2025, 10, 10))
    assert (again.status, again.targets[0].verdict) == (Status.FINAL_MET, Verdict.MET)
    assert judged(PERIODIC, summed(H2025, 10, 10, missing=1)).status is Status.NOT_ENOUGH


def test_a_period_after_a_target_does_not_answer_it() -> None:
    found = judged(PERIODIC, summed(Y2025, 10, 10), summed(H2026, 9, 10))
    assert [(t.verdict, t.judged_on) for t in found.targets] == [(Verdict.MET, END_2025), (Verdict.MISSED, H2026)]
    between = judged(PERIODIC, summed(Y2025, 10, 10), day=date(2026, 2, 1))
    assert between.targets[1].verdict is Verdict.PENDING


@pytest.mark.parametrize("mode", [Mode.PER_TERM, Mode.ONCE])
def test_a_term_or_a_single_time_has_no_pace(mode: Mode) -> None:
    of = indicator(target(100, END_2025, mode), target(100, END_2030, mode))
    found = judged(of, seen(Y2022, 1, 9), seen(Y2024, 3, 9))
    assert (found.status, found.segment) == (Status.NO_BASELINE, None)
    assert judged(of, seen(Y2024, 9, 9)).targets[0].verdict is Verdict.MET
    assert judged(of, seen(Y2024, 1, 9), seen(END_2025, 8, 9)).status is Status.MISSED


def test_a_new_term_starts_afresh_and_is_no_fall() -> None:
    assert judged(TERMLY, seen(Y2025, 9, 9), seen(H2026, 2, 9)).status is Status.NO_BASELINE
    assert judged(TERMLY, seen(Y2023, 9, 9), seen(Y2024, 8, 9)).status is Status.FALLEN
    once = indicator(target(100, END_2025, Mode.ONCE), target(100, END_2030, Mode.ONCE))
    assert judged(once, seen(Y2025, 9, 9), seen(H2026, 2, 9)).status is Status.FALLEN


def test_a_yearly_day_that_a_year_lacks_is_the_day_before() -> None:
    assert anniversary(date(2024, 2, 29), 2025) == date(2025, 2, 28)


@pytest.mark.parametrize(
    ("earlier", "later", "same"),
    [
        (date(2025, 1, 1), END_2025, True),
        (END_2025, END_2025, True),
        (END_2025, date(2026, 1, 1), False),
        (date(2025, 12, 15), date(2026, 6, 14), False),
    ],
)
def test_a_year_closes_on_its_last_day(earlier: date, later: date, same: bool) -> None:
    assert same_year(END_2025, earlier, later) is same
