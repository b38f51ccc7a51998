"""Theo huyện: one district, every indicator with its rank and its communes, and what it must do by when."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from accounts.model import Account
from etl.register import Unit
from etl.store import Store
from indicators.formatting import date_vi, number_vi, percent_vi
from indicators.judgement import TargetVerdict
from indicators.model import Indicator, Kind
from indicators.unit_state import UnitState
from indicators.verdict import Verdict
from reports.access import require_seen
from reports.heading import filings_of, heading_of
from reports.source import judge_of
from reports.standing import Judge, ranks
from reports.views import CommuneCell, DistrictIndicatorRow, DistrictView, Standing
from returns.completeness import Completeness, UnitFiling

STATE_WORDS: Mapping[UnitState, str] = {
    UnitState.MET: "đạt",
    UnitState.NOT_MET: "chưa đạt",
    UnitState.NOT_APPLICABLE: "không áp dụng",
    UnitState.NOTHING: "không phát sinh",
    UnitState.MISSING: "chưa báo cáo",
    UnitState.REPORTED: "đã báo cáo",
}


def district_view(store: Store, account: Account, *, plan_code: str, day: date, district_key: str) -> DistrictView:
    """One district as the account may see it. Raises Forbidden, LookupError for a district not of the day."""
    judge = judge_of(store, plan_code, day)
    picture = judge.picture
    district = next((d for d in picture.districts if d.key == district_key), None)
    if district is None:
        raise LookupError(district_key)
    require_seen(account, district.key)
    filings = filings_of(store, picture)
    rows = tuple(_row(judge, indicator, district) for indicator in picture.plan.indicator)
    return DistrictView(
        heading=heading_of(picture, filings, district.key),
        district=district,
        communes=picture.communes_by_district.get(district.key, ()),
        counts=Counter(row.standing.judgement.status for row in rows),
        rows=rows,
        filing_words=_filing_words(filings, district),
        duties=tuple(duty for row in rows for duty in duties_of(row.standing, day)),
    )


def duties_of(row: Standing, day: date) -> tuple[str, ...]:
    """What the scope still owes for one indicator: the nearest target not yet reached, in a sentence."""
    owed = [t for t in row.judgement.targets if t.short_by and t.verdict is not Verdict.NOT_BINDING and row.unmet]
    coming = [t for t in owed if t.due >= day] or owed[-1:]
    return tuple(f"{row.indicator.code} {row.indicator.short_name}: {_owed(row, t)}" for t in coming[:1])


def _owed(row: Standing, target: TargetVerdict) -> str:
    by = f"đến {date_vi(target.due)}"
    if row.indicator.kind is Kind.RATIO:
        return f"còn thiếu {number_vi(target.short_by)} để đạt {percent_vi(target.required_pct, trim=True)} {by}"
    names = ", ".join(unit.full_name for unit in row.unmet)
    return f"còn thiếu {target.short_by} xã {by}. Chưa đạt hoặc chưa báo cáo: {names}"


def _row(judge: Judge, indicator: Indicator, district: Unit) -> DistrictIndicatorRow:
    standing = judge.of_district(indicator, district)
    places = ranks(judge.of_district(indicator, d) for d in judge.picture.districts)
    communes = judge.picture.communes_by_district.get(district.key, ())
    return DistrictIndicatorRow(
        standing=standing,
        rank=places.get(district.key),
        ranked=len(places),
        communes=tuple(_cell(judge, indicator, commune) for commune in communes),
    )


def _cell(judge: Judge, indicator: Indicator, commune: Unit) -> CommuneCell:
    state = judge.state(commune, indicator)
    return CommuneCell(unit=commune, state=state, value_text=STATE_WORDS[state])


def _filing_words(filings: Completeness | None, district: Unit) -> str:
    if filings is None:
        return "Chưa có kỳ báo cáo nào tính đến ngày này."
    own: UnitFiling | None = next((u for u in filings.units if u.unit.key == district.key), None)
    if own is None:
        return "Đơn vị này không nộp báo cáo trong kỳ."
    if own.revision == 0:
        return f"Chưa nộp báo cáo kỳ {filings.round.name}; hạn {date_vi(own.due)}."
    late = f", muộn {own.days_late} ngày" if own.days_late else ", đúng hạn"
    return f"{own.state_name}{late if own.days_late else ''}; đang dùng lần nộp {own.revision}."
