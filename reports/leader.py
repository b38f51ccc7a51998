"""The page before the meeting: every group's verdict, what moved, five things to ask with names, how complete it is."""

from dataclasses import dataclass
from datetime import date

from accounts.model import Account
from etl.register import Unit
from etl.store import Store
from indicators.model import Group
from indicators.status import Status
from reports.explaining import threads_of
from reports.overview import BEHIND, overview
from reports.source import judge_of
from reports.standing import Judge
from reports.views import Change, GroupStanding, Heading, Standing
from returns.explanations import Explanation

DISTRICTS_NAMED = 3
REACHED = frozenset({Status.FINAL_MET, Status.MET})
WAITING = frozenset({Status.NOT_ENOUGH, Status.NO_RETURN})
SETTLED = frozenset({*REACHED, Status.ON_TRACK, *BEHIND})


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupVerdict:
    """A group by its worst indicator (`status`, None where it has none), with how many stand where.

    `reached` meet their milestone, `moving` are on track, `behind` are not, `unsettled` cannot be judged yet, in
    `idle` ones nothing arose; the five add up to the group's indicators.
    """

    group: Group
    status: Status | None
    rows: tuple[Standing, ...]
    reached: int
    moving: int
    behind: int
    unsettled: int
    idle: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Laggard:
    """A district behind on one indicator, with the communes that reported and are not met, by name."""

    district: Unit
    standing: Standing
    communes: tuple[Unit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing to ask about: an indicator behind, the districts furthest behind first, and what was asked already.

    `districts` are the worst few; `others` counts the further ones that are behind too.
    """

    standing: Standing
    communes: int
    districts: tuple[Laggard, ...]
    others: int
    threads: tuple[Explanation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderView:
    """All of the page.

    Changes since the round before: `better`, `worse`, `unclear` where figures are missing now, `idle` where nothing
    arose any more.
    `waiting` indicators cannot be judged for want of the figures of the communes in `silent`.
    """

    heading: Heading
    counts: dict[Status, int]
    groups: tuple[GroupVerdict, ...]
    better: tuple[Change, ...]
    worse: tuple[Change, ...]
    unclear: tuple[Change, ...]
    idle: tuple[Change, ...]
    asks: tuple[Ask, ...]
    late: tuple[str, ...]
    missing: tuple[str, ...]
    waiting: int
    silent: tuple[Unit, ...]


def leader_view(store: Store, account: Account, *, plan_code: str, day: date) -> LeaderView:
    """The page as far as the account may see. Raises Forbidden."""
    view = overview(store, account, plan_code=plan_code, day=day)
    judge = judge_of(store, plan_code, day)
    rows = tuple(row for group in view.groups for row in group.rows)
    waiting = tuple(row for row in rows if row.judgement.status in WAITING)
    settled = tuple(change for change in view.changes if change.after in SETTLED)
    shown = {district.key for district in view.districts}
    threads = tuple(thread for thread in threads_of(store, judge.picture) if thread.unit_key in shown)
    return LeaderView(
        heading=view.heading,
        counts=dict(view.counts),
        groups=tuple(map(_verdict, view.groups)),
        better=tuple(change for change in settled if _is_better(change)),
        worse=tuple(sorted((c for c in settled if not _is_better(c)), key=lambda c: c.after.concern)),
        unclear=tuple(c for c in view.changes if c.after not in SETTLED and c.after is not Status.NOTHING_AROSE),
        idle=tuple(change for change in view.changes if change.after is Status.NOTHING_AROSE),
        asks=tuple(_ask(judge, row, view.districts, threads) for row in view.worst),
        late=view.late,
        missing=view.missing,
        waiting=len(waiting),
        silent=tuple({unit.key: unit for row in waiting for unit in row.not_reported}.values()),
    )


def furthest_behind(judge: Judge, row: Standing, districts: tuple[Unit, ...]) -> tuple[Laggard, ...]:
    """The districts with communes that reported and are not met: the lowest value first, then the most communes."""
    found = []
    for district in districts:
        standing = judge.of_district(row.indicator, district)
        silent = {unit.key for unit in standing.not_reported}
        communes = tuple(unit for unit in standing.unmet if unit.key not in silent)
        if communes:
            found.append(Laggard(district=district, standing=standing, communes=communes))
    return tuple(sorted(found, key=lambda one: (one.standing.judgement.value_pct or 0, -len(one.communes))))


def _is_better(change: Change) -> bool:
    return change.before is None or change.after.concern > change.before.concern


def _verdict(group: GroupStanding) -> GroupVerdict:
    def held(statuses: frozenset[Status]) -> int:
        return sum(group.counts.get(status, 0) for status in statuses)

    reached, moving, behind = held(REACHED), held(frozenset({Status.ON_TRACK})), held(BEHIND)
    idle = held(frozenset({Status.NOTHING_AROSE}))
    return GroupVerdict(
        group=group.group,
        status=min((row.judgement.status for row in group.rows), key=lambda s: s.concern, default=None),
        rows=group.rows,
        reached=reached,
        moving=moving,
        behind=behind,
        unsettled=len(group.rows) - reached - moving - behind - idle,
        idle=idle,
    )


def _ask(judge: Judge, row: Standing, districts: tuple[Unit, ...], threads: tuple[Explanation, ...]) -> Ask:
    behind = furthest_behind(judge, row, districts)
    return Ask(
        standing=row,
        communes=sum(len(one.communes) for one in behind),
        districts=behind[:DISTRICTS_NAMED],
        others=max(0, len(behind) - DISTRICTS_NAMED),
        threads=tuple(thread for thread in threads if thread.indicator == row.indicator.code),
    )
