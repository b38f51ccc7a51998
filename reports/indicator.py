"""Theo chỉ tiêu: one indicator, the province, every district with its rank, the path over time."""

from datetime import date

from accounts.model import Account
from etl.store import Store
from indicators.model import Indicator
from reports.access import seen_scope
from reports.heading import filings_of, heading_of
from reports.picture import PROVINCE
from reports.source import judge_of
from reports.standing import Judge, ranks
from reports.views import IndicatorView, PathPoint, Standing


def indicator_view(store: Store, account: Account, *, plan_code: str, day: date, indicator_code: str) -> IndicatorView:
    """One indicator as the account may see it. Raises Forbidden, and LookupError for an unknown code."""
    judge = judge_of(store, plan_code, day)
    picture = judge.picture
    scope = seen_scope(account, picture)
    indicator = picture.plan.find(indicator_code)
    if indicator is None:
        raise LookupError(indicator_code)
    every = tuple(judge.of_district(indicator, d) for d in picture.districts)
    places = ranks(every)
    shown = tuple(row for row in every if scope in (PROVINCE, row.scope_key))
    return IndicatorView(
        heading=heading_of(picture, filings_of(store, picture), scope),
        indicator=indicator,
        province=judge.of_scope(indicator, scope),
        districts=best_first(shown),
        ranks={row.scope_key: places[row.scope_key] for row in shown if row.scope_key in places},
        path=path_of(judge, indicator, scope),
    )


def best_first(rows: tuple[Standing, ...]) -> tuple[Standing, ...]:
    """By value, the highest first; those without a value last; equal ones stay in name order."""
    return tuple(sorted(rows, key=lambda r: (r.judgement.value_pct is None, -(r.judgement.value_pct or 0))))


def path_of(judge: Judge, indicator: Indicator, scope: str) -> tuple[PathPoint, ...]:
    """The value in every round that the picture holds, oldest first."""
    picture = judge.picture
    points = []
    for round_ in picture.rounds:
        tally = picture.tally(scope, indicator.code, round_.code)
        if tally is None:
            continue
        upto = tuple(o for o in picture.observations(scope, indicator.code) if o.as_of <= round_.data_to)
        points.append(
            PathPoint(
                round_name=round_.name,
                on=round_.data_to,
                value_pct=judge.verdict(indicator, round_.data_to, upto).value_pct,
                total=tally.total,
                met=tally.met,
                reported=tally.reported,
            )
        )
    return tuple(points)
