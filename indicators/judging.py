"""An indicator's observations into its status on a day, a verdict per target and the reason why."""

from collections.abc import Sequence
from datetime import date

from indicators.aims import Aim, Measure, aim_in_force, rule_of
from indicators.bounds import bounds_of, value_of
from indicators.case import Case
from indicators.exact import percentage
from indicators.judgement import Judgement, TargetVerdict
from indicators.live import PACED, Live, live_of
from indicators.milestones import Milestone, Series, milestones_of
from indicators.model import Indicator
from indicators.shortfall import per_year, requirement
from indicators.status import Status
from indicators.tally import Observation
from indicators.verdict import Verdict


def judge(
    indicator: Indicator,
    *,
    day: date,
    current: Observation | None,
    history: Sequence[Observation],
    single_unit: bool = False,
) -> Judgement:
    """How the indicator stands on a day (DESIGN §6, docs/decisions/0001-judging.md).

    `current` is the observation of the day's round, None before the plan's first round. `history` holds the
    earlier rounds, oldest first. `single_unit`: the scope is one commune. Raises ValueError when the
    observations are out of order or later than the day.
    """
    case = _case(indicator, day, current, history, single_unit)
    status, live = _status(case)
    verdicts = _verdicts(case, live)
    value = value_of(case.rule.measure, current.tally) if current else None
    return Judgement(
        status=status,
        value_pct=percentage(*value) if value else None,
        targets=verdicts,
        provisional=live is not None and live.provisional and status is live.status,
        pace_per_year=_pace_per_year(case, verdicts),
        live=live,
        case=case,
    )


def _case(
    indicator: Indicator,
    day: date,
    current: Observation | None,
    history: Sequence[Observation],
    single_unit: bool,
) -> Case:
    rule = rule_of(indicator)
    seen = [*history, current] if current else list(history)
    days = [o.as_of for o in seen]
    if days != sorted(days) or (days and days[-1] > day):
        raise ValueError(f"{indicator.code}: observations must be in order and not after {day}: {days}")
    aims = rule.binding(single_unit=single_unit)
    series = Series(rule.measure, seen, days)
    bounds = bounds_of(rule.measure, current.tally) if current else None
    milestones = milestones_of(aims, series, day=day, current=current, bounds=bounds)
    live = before = latest = None
    for milestone in milestones:
        if milestone.judged_on and milestone.verdict is not Verdict.NOT_BINDING:
            latest = milestone
        if milestone.aim.due <= day:
            before = milestone
        elif live is None:
            live = milestone
    in_force = aim_in_force(aims, day)
    return Case(rule, day, series, current, bounds, milestones, single_unit, in_force, live, before, latest)


def _status(case: Case) -> tuple[Status, Live | None]:
    """The first status that matches, and the live status of the next target still to come."""
    current, bounds = case.current, case.bounds
    if current is None or (not current.tally.reported and current.tally.total):
        if case.rule.asked or current is None:
            return Status.NO_RETURN, Live(Status.NO_RETURN)
        return Status.NO_BASELINE, None
    if not current.tally.total or (bounds is None and case.rule.measure is not Measure.NONE):
        return Status.NOTHING_AROSE, Live(Status.NOTHING_AROSE)
    if bounds is None or case.last is None or case.in_force is None:
        return Status.NO_BASELINE, None
    live = live_of(case, current, bounds, case.live) if case.live else None
    if bounds.verdict(case.last) is Verdict.MET:
        return Status.FINAL_MET, live
    if bounds.verdict(case.in_force) is Verdict.MET:
        return Status.MET, live
    latest = case.latest
    if latest and (latest.verdict is Verdict.NOT_ENOUGH or case.due_unclear):
        return Status.NOT_ENOUGH, live
    if latest and latest.verdict is Verdict.MISSED:
        return Status.MISSED, live
    if live:
        return live.status, live
    return (Status.FALLEN if latest else Status.NO_BASELINE), None


def _pace_per_year(case: Case, verdicts: tuple[TargetVerdict, ...]) -> int | None:
    """Whole units a year still needed for the next live target; None when it is met, unknown or not paced."""
    if case.live is None or case.one_yes_or_no:
        return None
    aim = case.live.aim
    if aim.op != ">=" or aim.mode not in PACED:
        return None
    short_by = next(v.short_by for v in verdicts if v.due == aim.due)
    return per_year(short_by, day=case.day, due=aim.due) if short_by else None


def _verdicts(case: Case, live: Live | None) -> tuple[TargetVerdict, ...]:
    """One verdict per target of the definition, those that do not bind this scope included."""
    bound = iter(case.milestones)
    following = next(bound, None)
    verdicts = []
    for aim in case.rule.aims:
        if following is not None and following.aim is aim:
            verdicts.append(_verdict(case, aim, following, live))
            following = next(bound, None)
        else:
            verdicts.append(_verdict(case, aim, None, live))
    return tuple(verdicts)


def _verdict(case: Case, aim: Aim, milestone: Milestone | None, live: Live | None) -> TargetVerdict:
    seen = milestone.observation if milestone else None
    bounds = milestone.bounds if milestone else None
    required, short_by = requirement(case.rule.measure, seen.tally, aim) if seen else (None, None)
    return TargetVerdict(
        due=aim.due,
        name=aim.name,
        op=aim.op,
        mode=aim.mode,
        required_pct=aim.value_pct,
        required=required,
        short_by=short_by,
        verdict=milestone.verdict if milestone else Verdict.NOT_BINDING,
        lower_pct=bounds.lower_pct if bounds else None,
        upper_pct=bounds.upper_pct if bounds else None,
        upper_open=bounds.high_open if bounds else False,
        judged_on=milestone.judged_on if milestone else None,
        as_of=seen.as_of if seen else None,
        live=_live_status(case, milestone, live),
    )


def _live_status(case: Case, milestone: Milestone | None, live: Live | None) -> Status | None:
    """How a target not yet due stands; of several ahead only those already met say so beside the first."""
    if milestone is None or milestone.aim.due <= case.day:
        return None
    if milestone is case.live:
        return live.status if live else None
    if case.bounds is None or case.bounds.verdict(milestone.aim) is not Verdict.MET:
        return None
    return Status.FINAL_MET if milestone.aim is case.last else Status.MET
