"""The eleven statuses: the first rule that matches wins."""

from datetime import date

import pytest

from indicators.model import Indicator, Kind, Mode
from indicators.status import Status
from indicators.tally import Observation
from indicators.verdict import Verdict
from tests.indicators.builders import (
    ALL_THEN_KEEP,
    END_2025,
    END_2030,
    HALF_THEN_ALL,
    indicator,
    judged,
    pct,
    seen,
    summed,
    target,
)

Y2022, Y2023, Y2024 = date(2022, 12, 14), date(2023, 12, 14), date(2024, 12, 14)
Y2025, H2026, Y2026 = date(2025, 12, 14), date(2026, 6, 14), date(2026, 12, 14)
FRIENDLY = indicator(*HALF_THEN_ALL)
KEEP = indicator(*ALL_THEN_KEEP)
RATIO = indicator(*ALL_THEN_KEEP, kind=Kind.RATIO)


@pytest.mark.parametrize(
    ("of", "observations", "status"),
    [
        # nothing at all reported, though figures were there before
        (FRIENDLY, [seen(Y2024, 50, 100), seen(H2026, 0, 100, missing=100)], Status.NO_RETURN),
        (FRIENDLY, [seen(Y2024, 0, 10, missing=7, not_applicable=3)], Status.NO_RETURN),
        # everything reported, nothing to divide by
        (RATIO, [summed(Y2024, 0, 0, nothing=10)], Status.NOTHING_AROSE),
        (FRIENDLY, [seen(Y2024, 0, 10, not_applicable=10)], Status.NOTHING_AROSE),
        (indicator(*ALL_THEN_KEEP, kind=Kind.CADENCE, times=1), [seen(Y2024, 0, 9, nothing=9)], Status.NOTHING_AROSE),
        # the milestone of 2025 cannot be told from the returns of its day
        (FRIENDLY, [seen(Y2024, 10, 100), seen(Y2025, 40, 100, missing=30), seen(H2026, 45, 100)], Status.NOT_ENOUGH),
        # today's figures cannot be told against the milestone that is past
        (FRIENDLY, [seen(Y2024, 10, 100), seen(Y2025, 40, 100), seen(H2026, 45, 100, missing=10)], Status.NOT_ENOUGH),
        # nobody reported before the milestone
        (FRIENDLY, [seen(H2026, 45, 100)], Status.NOT_ENOUGH),
        (FRIENDLY, [seen(Y2025, 100, 100)], Status.FINAL_MET),
        (FRIENDLY, [seen(Y2025, 40, 100), seen(H2026, 100, 100)], Status.FINAL_MET),
        (KEEP, [seen(Y2024, 100, 100)], Status.FINAL_MET),
        (FRIENDLY, [seen(Y2024, 50, 100)], Status.MET),
        (FRIENDLY, [seen(Y2024, 50, 100, missing=20)], Status.MET),
        (FRIENDLY, [seen(END_2025, 49, 100)], Status.MISSED),
        (FRIENDLY, [seen(Y2025, 49, 100), seen(H2026, 99, 100)], Status.MISSED),
        (KEEP, [seen(Y2025, 199, 200), seen(H2026, 199, 200)], Status.MISSED),
        (FRIENDLY, [seen(Y2022, 0, 100), seen(Y2024, 40, 100)], Status.ON_TRACK),
        (FRIENDLY, [seen(Y2022, 0, 100), seen(Y2024, 25, 100)], Status.SPEED_UP),
        (FRIENDLY, [seen(Y2022, 0, 100), seen(Y2024, 10, 100)], Status.SLOW),
        (FRIENDLY, [seen(Y2022, 20, 100), seen(Y2024, 19, 100)], Status.FALLEN),
        (FRIENDLY, [seen(Y2023, 55, 100), seen(Y2024, 45, 100)], Status.FALLEN),
        (FRIENDLY, [seen(Y2024, 25, 100)], Status.NO_BASELINE),
        (indicator(), [seen(Y2024, 25, 100)], Status.NO_BASELINE),
        (indicator(kind=Kind.SURVEY), [seen(Y2024, 0, 100, missing=3)], Status.NO_BASELINE),
        (indicator(kind=Kind.REFERENCE), [seen(Y2024, 0, 100)], Status.NO_BASELINE),
        (indicator(kind=Kind.SURVEY), [seen(Y2024, 0, 100, missing=100)], Status.NO_RETURN),
    ],
)
def test_the_first_rule_that_matches_wins(of: Indicator, observations: list[Observation], status: Status) -> None:
    assert judged(of, *observations).status is status


def test_before_the_first_round_there_is_no_return() -> None:
    found = judged(FRIENDLY, day=date(2021, 1, 1))
    assert (found.status, found.value_pct, found.as_of) == (Status.NO_RETURN, None, None)
    assert [t.verdict for t in found.targets] == [Verdict.PENDING, Verdict.PENDING]


def test_a_missed_milestone_stays_beside_a_live_one() -> None:
    found = judged(FRIENDLY, seen(Y2024, 120, 558), seen(Y2025, 54, 166), seen(H2026, 60, 166))
    assert found.status is Status.MISSED
    assert found.label == "✗ 2025 · → 2030"
    past, ahead = found.targets
    assert (past.verdict, past.required, past.short_by, past.judged_on, past.as_of) == (
        Verdict.MISSED, 83, 29, END_2025, Y2025,
    )  # fmt: skip
    assert (past.lower_pct, past.upper_pct, past.live) == (pct(54, 166), pct(54, 166), None)
    assert (ahead.verdict, ahead.required, ahead.short_by, ahead.live) == (Verdict.PENDING, 166, 106, Status.SLOW)
    assert found.value_pct == pct(60, 166)
    assert found.pace_per_year == 24


def test_a_past_milestone_is_frozen_with_the_figures_of_its_day() -> None:
    found = judged(FRIENDLY, seen(Y2024, 10, 100), seen(Y2025, 60, 100), seen(Y2026, 40, 100))
    assert found.targets[0].verdict is Verdict.MET
    assert found.targets[0].lower_pct == 60
    assert (found.status, found.label) == (Status.FALLEN, "✓ 2025 · ↓ 2030")


def test_a_target_due_today_counts_as_due_with_todays_figures() -> None:
    met = judged(FRIENDLY, seen(Y2024, 10, 100), seen(END_2025, 50, 100))
    assert (met.status, met.targets[0].verdict, met.targets[0].judged_on) == (Status.MET, Verdict.MET, END_2025)
    eve = judged(FRIENDLY, seen(Y2024, 10, 100), seen(date(2025, 12, 30), 49, 100))
    assert (eve.status, eve.targets[0].verdict) == (Status.ON_TRACK, Verdict.PENDING)


def test_late_figures_are_no_figures_for_a_milestone_before_them() -> None:
    found = judged(FRIENDLY, seen(H2026, 45, 100))
    assert (found.targets[0].verdict, found.targets[0].as_of) == (Verdict.NOT_ENOUGH, None)
    assert (found.targets[0].required, found.targets[0].lower_pct) == (None, None)


def test_what_certainly_meets_the_target_is_met_though_the_milestone_was_unclear() -> None:
    of = indicator(target(50), target(60, date(2027, 12, 31)), target(100, END_2030))
    unclear = seen(Y2025, 40, 100, missing=30)
    assert judged(of, unclear, seen(H2026, 70, 100)).status is Status.MET
    assert judged(of, unclear, seen(H2026, 100, 100)).status is Status.FINAL_MET


def test_after_the_last_target_the_loss_of_what_was_met_is_a_fall() -> None:
    of = indicator(target(50))
    assert judged(of, seen(Y2025, 60, 100), seen(H2026, 40, 100), seen(Y2026, 45, 100)).status is Status.FALLEN
    assert judged(of, seen(Y2025, 60, 100), seen(H2026, 50, 100)).status is Status.FINAL_MET


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        (Kind.SHARE, {}),
        (Kind.COUNT_MIN, {"at_least": 3}),
        (Kind.COUNT_ZERO, {}),
        (Kind.RANGE, {"between": (9, 11)}),
        (Kind.CADENCE, {"times": 12}),
        (Kind.DEADLINE, {"done_by": date(2022, 12, 31)}),
        (Kind.SCORE, {"at_least": 80}),
        (Kind.TASK, {}),
    ],
)
def test_every_kind_of_yes_or_no_is_judged_as_a_share_of_units(kind: Kind, more: dict[str, object]) -> None:
    of = indicator(*HALF_THEN_ALL, kind=kind, **more)
    found = judged(of, seen(Y2024, 6, 11))
    assert (found.status, found.value_pct, found.targets[0].required) == (Status.MET, pct(6, 11), 6)


def test_a_ratio_is_judged_by_its_sums() -> None:
    found = judged(RATIO, summed(Y2024, 180, 200), summed(Y2025, 199, 200))
    assert (found.status, found.value_pct) == (Status.ON_TRACK, pct(199, 200))
    assert (found.targets[0].required, found.targets[0].short_by) == (200, 1)


def test_an_incomplete_ratio_that_lost_something_has_missed_a_hundred_percent() -> None:
    lossy = judged(RATIO, summed(Y2024, 180, 200), summed(END_2025, 199, 200, missing=1))
    assert (lossy.status, lossy.targets[0].verdict, lossy.targets[0].upper_open) == (
        Status.MISSED, Verdict.MISSED, True,
    )  # fmt: skip
    clean = judged(RATIO, summed(Y2024, 180, 200), summed(END_2025, 200, 200, missing=1))
    assert (clean.status, clean.targets[0].verdict) == (Status.NOT_ENOUGH, Verdict.NOT_ENOUGH)


def test_a_ceiling_is_judged_the_other_way_round() -> None:
    of = indicator(target(10, op="<="))
    assert judged(of, seen(Y2024, 1, 10)).status is Status.FINAL_MET
    assert judged(of, seen(END_2025, 2, 10)).status is Status.MISSED
    assert judged(of, seen(END_2025, 1, 10, missing=1)).status is Status.NOT_ENOUGH
    assert judged(of, seen(Y2022, 40, 100), seen(Y2024, 20, 100)).status is Status.ON_TRACK
    assert judged(of, seen(Y2022, 40, 100), seen(Y2024, 41, 100)).status is Status.FALLEN
    assert judged(of, seen(Y2024, 41, 100), seen(END_2025, 11, 100)).targets[0].short_by == 1


def test_one_commune_is_not_bound_by_half_of_the_communes() -> None:
    found = judged(FRIENDLY, seen(Y2024, 0, 1), seen(Y2025, 0, 1), seen(H2026, 0, 1), single_unit=True)
    assert [t.verdict for t in found.targets] == [Verdict.NOT_BINDING, Verdict.PENDING]
    assert (found.status, found.label, found.pace_per_year) == (Status.NO_BASELINE, "○ 2030", None)
    assert judged(FRIENDLY, seen(H2026, 1, 1), single_unit=True).status is Status.FINAL_MET
    assert judged(FRIENDLY, seen(Y2025, 1, 1), seen(H2026, 0, 1), single_unit=True).status is Status.FALLEN


def test_one_commune_is_bound_by_all_of_the_communes_and_by_every_ratio() -> None:
    assert judged(KEEP, seen(Y2025, 0, 1), seen(H2026, 0, 1), single_unit=True).status is Status.MISSED
    of = indicator(target(80), kind=Kind.RATIO)
    assert judged(of, summed(END_2025, 7, 10, units=1), single_unit=True).status is Status.MISSED


def test_one_commune_with_a_target_for_the_province_only() -> None:
    found = judged(indicator(target(50)), seen(H2026, 0, 1), single_unit=True)
    assert (found.status, found.targets[0].verdict) == (Status.NO_BASELINE, Verdict.NOT_BINDING)


def test_where_nothing_arose_on_the_day_the_milestone_does_not_bind() -> None:
    found = judged(RATIO, summed(Y2024, 9, 10), summed(Y2025, 0, 0, nothing=10), summed(H2026, 9, 10))
    assert found.targets[0].verdict is Verdict.NOT_BINDING
    assert found.status not in (Status.MISSED, Status.NOT_ENOUGH)


def test_a_survey_has_no_value_and_a_task_without_target_has_one() -> None:
    assert judged(indicator(kind=Kind.SURVEY), seen(Y2024, 0, 9)).value_pct is None
    assert judged(indicator(kind=Kind.TASK), seen(Y2024, 3, 9)).value_pct == pct(3, 9)


def test_an_indicator_without_items_waits_for_nobody() -> None:
    of = indicator(kind=Kind.REFERENCE, asked=False)
    assert judged(of, seen(Y2024, 0, 9, missing=9)).status is Status.NO_BASELINE


def test_observations_out_of_order_or_from_the_future_are_wrong_use() -> None:
    with pytest.raises(ValueError, match="in order"):
        judged(FRIENDLY, seen(Y2025, 1, 9), seen(Y2024, 1, 9))
    with pytest.raises(ValueError, match="not after"):
        judged(FRIENDLY, seen(Y2025, 1, 9), day=Y2024)


def test_targets_are_judged_in_the_order_of_their_days_however_they_are_written() -> None:
    turned = indicator(*reversed(HALF_THEN_ALL))
    figures = (seen(Y2024, 10, 100), seen(Y2025, 40, 100), seen(H2026, 60, 100))
    one, other = judged(turned, *figures), judged(FRIENDLY, *figures)
    assert (one.status, one.targets, one.why) == (other.status, other.targets, other.why)


def test_two_targets_of_one_year_are_told_apart_by_their_day() -> None:
    of = indicator(target(40, date(2025, 6, 30)), target(50, mode=Mode.REACH_BY))
    found = judged(of, seen(date(2025, 6, 14), 20, 100), day=date(2025, 7, 1))
    assert [t.name for t in found.targets] == ["30/06/2025", "31/12/2025"]
