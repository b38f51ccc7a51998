"""The observations of a plan's rounds into what each target was, or is, judged by."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from indicators.aims import Aim, Measure
from indicators.bounds import Bounds, bounds_of
from indicators.model import Mode
from indicators.tally import Observation
from indicators.verdict import Verdict

_MET_EARLY = frozenset({Mode.REACH_BY, Mode.PER_TERM, Mode.ONCE})


@dataclass(frozen=True, slots=True)
class Milestone:
    """A target with its verdict. `judged_on` is None while it is ahead; the figures are then today's."""

    aim: Aim
    verdict: Verdict
    judged_on: date | None
    observation: Observation | None
    bounds: Bounds | None


@dataclass(frozen=True, slots=True)
class Series:
    """Every observation up to the day judged, oldest first; `days` are their `as_of`."""

    measure: Measure
    seen: Sequence[Observation]
    days: Sequence[date]

    def last_up_to(self, day: date, *, after: date | None = None) -> Observation | None:
        """The last observation up to a day (inclusive), and after another (exclusive)."""
        place = bisect_right(self.days, day) - 1
        if place < 0 or (after is not None and self.days[place] <= after):
            return None
        return self.seen[place]


def milestones_of(
    aims: Sequence[Aim], series: Series, *, day: date, current: Observation | None, bounds: Bounds | None
) -> list[Milestone]:
    """One milestone per aim, in their order. `bounds` are those of the current observation.

    A past target is judged by the last figures up to its due day, frozen; without any it is not enough.
    `each_year` is judged every year at the due's month and day by that year's figures, `each_period` at
    every observation: before it is due a target then carries the verdict of the latest occurrence.
    """
    found: list[Milestone] = []
    previous: date | None = None
    for aim in aims:
        if aim.mode is Mode.EACH_YEAR:
            milestone = _yearly(aim, previous, series, day)
        elif aim.mode is Mode.EACH_PERIOD:
            milestone = _each_period(aim, previous, series, day)
        elif aim.due <= day:
            milestone = _judged(aim, aim.due, series.last_up_to(aim.due), series.measure)
        else:
            milestone = None
        found.append(milestone or _ahead(aim, current, bounds))
        previous = aim.due
    return found


def anniversary(due: date, year: int) -> date:
    """The due's month and day in another year; 29 February becomes the 28th."""
    try:
        return due.replace(year=year)
    except ValueError:
        return due.replace(year=year, day=28)


def same_year(due: date, earlier: date, later: date) -> bool:
    """Whether no occurrence of a yearly target lies from `earlier` (inclusive) up to `later` (exclusive)."""
    closing = anniversary(due, earlier.year)
    if closing < earlier:
        closing = anniversary(due, earlier.year + 1)
    return later <= closing


def _yearly(aim: Aim, previous: date | None, series: Series, day: date) -> Milestone | None:
    """The latest occurrence past. None is past before the plan's first round or since the last target."""
    limit = min(day, aim.due)
    occurred = anniversary(aim.due, limit.year)
    if occurred > limit:
        occurred = anniversary(aim.due, limit.year - 1)
    begun = bool(series.days) and series.days[0] <= occurred
    if aim.due > day and (not begun or (previous is not None and occurred <= previous)):
        return None
    since = anniversary(aim.due, occurred.year - 1)
    if previous is not None and previous > since:
        since = previous
    return _judged(aim, occurred, series.last_up_to(occurred, after=since), series.measure)


def _each_period(aim: Aim, previous: date | None, series: Series, day: date) -> Milestone | None:
    found = series.last_up_to(min(day, aim.due), after=previous)
    if aim.due <= day:
        return _judged(aim, aim.due, found, series.measure)
    return _judged(aim, found.as_of, found, series.measure) if found else None


def _judged(aim: Aim, on: date, found: Observation | None, measure: Measure) -> Milestone:
    if found is None:
        return Milestone(aim, Verdict.NOT_ENOUGH, on, None, None)
    bounds = bounds_of(measure, found.tally)
    verdict = bounds.verdict(aim) if bounds else Verdict.NOT_BINDING
    return Milestone(aim, verdict, on, found, bounds)


def _ahead(aim: Aim, current: Observation | None, bounds: Bounds | None) -> Milestone:
    """What is to be reached once may be met early; what is to be kept or done again stays pending."""
    early = aim.mode in _MET_EARLY and bounds is not None and bounds.verdict(aim) is Verdict.MET
    return Milestone(aim, Verdict.MET if early else Verdict.PENDING, None, current, bounds)
