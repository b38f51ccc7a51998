"""Today's figures against a target not yet due into its live status: met, or the class of its pace."""

from dataclasses import dataclass

from indicators.aims import Aim, Measure, Start
from indicators.bounds import Bounds, value_of
from indicators.case import RECURRING, Case
from indicators.milestones import Milestone, same_year
from indicators.model import Mode
from indicators.pace import Segment, pace_class
from indicators.status import Status
from indicators.tally import Observation
from indicators.verdict import Verdict

PACED = frozenset({Mode.REACH_BY, Mode.MAINTAIN})


@dataclass(frozen=True, slots=True)
class Live:
    """A status, whether missing returns could still change it, and the path it was measured on."""

    status: Status
    provisional: bool = False
    segment: Segment | None = None


def live_of(case: Case, current: Observation, bounds: Bounds, live: Milestone) -> Live:
    """The live status of the first target due after the day. The current figures have something to judge."""
    aim = live.aim
    if bounds.verdict(aim) is Verdict.MET:
        return Live(Status.FINAL_MET if aim is case.last else Status.MET)
    if case.due_unclear:
        return Live(Status.NOT_ENOUGH)
    if lost(case, current, bounds):
        return Live(Status.FALLEN, segment=_path(_start_of(case, current, live), aim))
    if live.judged_on is not None and live.verdict is Verdict.MISSED:
        return Live(Status.MISSED)
    if aim.mode not in PACED or case.one_yes_or_no:
        return Live(Status.NO_BASELINE)
    start = _start_of(case, current, live)
    if start is None or value_of(case.rule.measure, current.tally) is None:
        return Live(Status.NO_BASELINE)
    segment = _path(start, aim)
    if segment is not None:
        return _paced(case, current, bounds, segment)
    if start[1] and bounds.verdict(aim) is Verdict.MISSED:
        return Live(Status.FALLEN)
    return Live(Status.NO_BASELINE, provisional=current.tally.missing > 0)


def lost(case: Case, current: Observation, bounds: Bounds) -> bool:
    """Whether what was met is certainly met no longer.

    Met in the previous observation: the target in force or the latest milestone's value; or the latest
    milestone itself. A new year, period or term of a recurring target starts afresh: nothing is lost there.
    """
    latest = case.latest
    stood = latest is not None and latest.verdict is Verdict.MET and latest.aim.mode not in RECURRING
    if stood and latest is not None and bounds.verdict(latest.aim) is Verdict.MISSED:
        return True
    before = case.previous()
    if before is None:
        return False
    seen, seen_bounds = before
    for aim in (case.in_force, latest.aim if latest else None):
        if (
            aim is not None
            and _goes_on(case, aim, seen, current)
            and seen_bounds.verdict(aim) is Verdict.MET
            and bounds.verdict(aim) is Verdict.MISSED
        ):
            return True
    return False


def _goes_on(case: Case, aim: Aim, seen: Observation, current: Observation) -> bool:
    """Whether both observations answer the same occurrence of the target."""
    match aim.mode:
        case Mode.EACH_PERIOD:
            return False
        case Mode.EACH_YEAR:
            return same_year(aim.due, seen.as_of, current.as_of)
        case Mode.PER_TERM:
            begun = case.before is None or case.before.aim is aim or seen.as_of > case.before.aim.due
            return begun and current.as_of <= aim.due
        case _:
            return True


def _start_of(case: Case, current: Observation, live: Milestone) -> tuple[Start, bool] | None:
    """Where the path to the live target begins, and whether that value was really reached.

    The previous target at its due day, else the baseline. Where the previous target asks as much already,
    the value it was missed with.
    """
    before = case.before
    if before is None:
        first = case.rule.baseline or _first_value(case, current)
        return (first, True) if first and first.on < current.as_of else None
    start = Start(before.aim.due, before.aim.part, before.aim.whole), before.verdict is Verdict.MET
    if before.verdict is Verdict.MISSED and before.observation and _path(start, live.aim) is None:
        value = value_of(case.rule.measure, before.observation.tally)
        return (Start(before.aim.due, 100 * value[0], value[1]), True) if value else None
    return start


def _path(start: tuple[Start, bool] | None, aim: Aim) -> Segment | None:
    """None unless the target lies ahead of the start: above it, for "<=" below it, and later."""
    if start is None:
        return None
    begin, attained = start
    path = Segment(begin.on, begin.part, begin.whole, attained, aim.due, aim.part, aim.whole)
    ahead = path.rise < 0 if aim.op == "<=" else path.rise > 0 if aim.op == ">=" else path.rise != 0
    return path if ahead and begin.on < aim.due else None


def _first_value(case: Case, current: Observation) -> Start | None:
    """The first observation in which anything was reported, unless it is the current one."""
    for seen in case.series.seen:
        if seen is current:
            return None
        value = value_of(case.rule.measure, seen.tally)
        if value:
            return Start(seen.as_of, 100 * value[0], value[1])
    return None


def _paced(case: Case, current: Observation, bounds: Bounds, segment: Segment) -> Live:
    """The class of the pace; provisional if the best the bounds allow gives another.

    A share counts its missing units against itself; a ratio cannot, and is taken as reported. Behind the
    start is "fallen" only if that is certain, and the start was really reached or the value fell since the
    previous observation. Otherwise it is slow.
    """
    worst, best = (bounds.low, bounds.high) if segment.rise > 0 else (bounds.high, bounds.low)
    of_ratio = value_of(Measure.RATIO, current.tally) if case.rule.measure is Measure.RATIO else None
    value = of_ratio or (worst, bounds.whole)
    status = pace_class(segment, *value, current.as_of)
    at_best = pace_class(segment, best, bounds.whole, current.as_of)
    provisional = bounds.low != bounds.high and (
        of_ratio is not None or at_best is not status or _arrives(segment, best, bounds.whole)
    )
    if status is Status.FALLEN:
        certain = at_best is Status.FALLEN and (segment.attained or _fell(case, bounds, segment))
        status = Status.FALLEN if certain else Status.SLOW
    return Live(status, provisional, segment)


def _arrives(segment: Segment, part: int, whole: int) -> bool:
    """Whether a value is at the target, or beyond it."""
    left = segment.end_part * whole - 100 * part * segment.end_whole
    return left <= 0 if segment.rise > 0 else left >= 0


def _fell(case: Case, bounds: Bounds, segment: Segment) -> bool:
    """Whether the value certainly moved away from the target since the previous observation."""
    before = case.previous()
    if before is None:
        return False
    seen = before[1]
    if segment.rise > 0:
        return bounds.high * seen.whole < seen.low * bounds.whole
    return bounds.low * seen.whole > seen.high * bounds.whole
