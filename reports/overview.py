"""Tổng quan: where the scope stands on the day, the worst first, what moved, districts × indicators."""

from collections import Counter
from datetime import date
from fractions import Fraction

from accounts.model import Account
from etl.store import Store
from indicators.model import Group
from indicators.status import Status
from reports.access import seen_scope
from reports.heading import filings_of, heading_of
from reports.picture import PROVINCE
from reports.source import judge_of
from reports.views import Change, GroupStanding, HeatCell, OverviewView, Standing
from returns.completeness import LATE, NOT_FILED

WORST = 5
BEHIND = frozenset({Status.MISSED, Status.FALLEN, Status.SLOW, Status.SPEED_UP})
REACHED = frozenset({Status.MET, Status.FINAL_MET, Status.ON_TRACK})


def overview(store: Store, account: Account, *, plan_code: str, day: date) -> OverviewView:
    """The overview of what the account may see. Raises Forbidden."""
    judge = judge_of(store, plan_code, day)
    picture = judge.picture
    scope = seen_scope(account, picture)
    filings = filings_of(store, picture)
    rows = tuple(judge.of_scope(indicator, scope) for indicator in picture.plan.indicator)
    districts = tuple(d for d in picture.districts if scope in (PROVINCE, d.key))
    units = filings.units if filings else ()
    shown = [u for u in units if scope in (PROVINCE, u.unit.key)]
    return OverviewView(
        heading=heading_of(picture, filings, scope),
        counts=Counter(row.judgement.status for row in rows),
        groups=tuple(_group(group, rows) for group in picture.plan.group),
        worst=worst_first(rows)[:WORST],
        changes=tuple(change for change in map(_change, rows) if change is not None),
        districts=districts,
        heat={(d.key, i.code): _cell(judge.of_district(i, d)) for d in districts for i in picture.plan.indicator},
        late=tuple(u.unit.full_name for u in shown if u.timeliness == LATE),
        missing=tuple(u.unit.full_name for u in shown if u.timeliness == NOT_FILED),
    )


def worst_first(rows: tuple[Standing, ...]) -> tuple[Standing, ...]:
    """The rows that are behind, the worst status and within it the widest gap first."""
    behind = [row for row in rows if row.judgement.status in BEHIND]
    return tuple(sorted(behind, key=lambda r: (r.judgement.status.concern, -_gap(r), r.indicator.code)))


def _gap(row: Standing) -> Fraction:
    value = row.judgement.value_pct or Fraction(0)
    return max((t.required_pct - value for t in row.judgement.targets), default=Fraction(0))


def _group(group: Group, rows: tuple[Standing, ...]) -> GroupStanding:
    own = tuple(row for row in rows if row.indicator.group == group.code)
    return GroupStanding(group=group, counts=Counter(row.judgement.status for row in own), rows=own)


def _change(row: Standing) -> Change | None:
    after = row.judgement
    if row.previous_status is None or row.previous_status is after.status:
        return None
    return Change(
        indicator=row.indicator,
        before=row.previous_status,
        after=after.status,
        before_pct=row.previous_pct,
        after_pct=after.value_pct,
    )


def _cell(row: Standing) -> HeatCell:
    judgement = row.judgement
    return HeatCell(status=judgement.status, value_pct=judgement.value_pct, why=judgement.why)
