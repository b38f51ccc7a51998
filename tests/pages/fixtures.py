"""A made-up province into the views that screens show: real register and plan, invented answers, judged for real."""

import random
from collections import Counter
from datetime import date, datetime
from fractions import Fraction
from functools import cache

from etl.register import Level, Unit, default_register
from etl.rounds import Round
from indicators.catalogue import plan as plan_of
from indicators.formatting import number_vi
from indicators.judging import judge
from indicators.model import Indicator, Kind, Plan
from indicators.status import Status
from indicators.tally import Observation, Tally, tally_of
from indicators.unit_state import UnitState
from reports.views import (
    Change,
    CommuneCell,
    CommuneFigure,
    CommuneIndicator,
    CommuneView,
    CompletenessView,
    DistrictIndicatorRow,
    DistrictView,
    FilingRow,
    GroupStanding,
    Heading,
    HeatCell,
    IndicatorView,
    OverviewView,
    PathPoint,
    SourceCell,
    Standing,
)
from returns.marks import Marks

PROVINCE_KEY = "38@0"
NOTE = "Từ 01/7/2025 không còn cấp huyện: “huyện” là huyện cũ theo địa giới ngày 30/6/2025."
SENT = datetime(2026, 7, 9, 14, 32)
SILENT = "387@0"
"""The key of the district that has not filed the last round yet; the second one in the list filed late."""


@cache
def the_plan() -> Plan:
    return plan_of("th862")


def marks(calendar: str) -> Marks:
    """What a store with this calendar and nothing else would be at."""
    return Marks(rounds=(), calendar=calendar, threads=0, trail=0, tables=0, sample=True)


@cache
def rounds() -> tuple[Round, ...]:
    plan = the_plan()
    return tuple(
        Round(
            code=c.code, plan=plan.code, name=c.name, data_from=c.data_from, data_to=c.data_to,
            due=c.due, tier=c.tier, number=number,
        )
        for number, c in enumerate(plan.calendar, start=1)
    )  # fmt: skip


def last_round() -> Round:
    return rounds()[-1]


@cache
def districts(day: date) -> tuple[Unit, ...]:
    return default_register().districts_on(day)


@cache
def communes(scope: str, day: date) -> tuple[Unit, ...]:
    register = default_register()
    return register.on(day, Level.COMMUNE) if scope == PROVINCE_KEY else register.communes_of(scope, day)


def silent_district(round_: Round) -> Unit | None:
    return next((d for d in districts(round_.data_to) if d.key == SILENT), None) if round_ == last_round() else None


@cache
def state(round_: Round, unit: Unit, indicator: Indicator) -> UnitState:
    """Steady per commune: who is met stays so, and more are met each round."""
    silent = silent_district(round_)
    if silent and indicator.group != "3":
        silent = None
    home = default_register().district_of(unit, round_.data_to)
    if silent and home and home.key == silent.key:
        return UnitState.MISSING
    place = random.Random(f"{unit.code}{indicator.code}").random()
    if round_ == last_round() and random.Random(f"blank{unit.code}{indicator.code}").random() < 0.001:
        return UnitState.MISSING
    if indicator.conditional and random.Random(f"na{unit.code}{indicator.code}").random() < 0.55:
        return UnitState.NOT_APPLICABLE
    if indicator.kind is Kind.RATIO and random.Random(f"n{unit.code}{indicator.code}").random() < 0.03:
        return UnitState.NOTHING
    return UnitState.MET if place < _reached(indicator, round_) else UnitState.NOT_MET


def _reached(indicator: Indicator, round_: Round) -> float:
    own = random.Random(indicator.code)
    start, speed = own.uniform(0.3, 0.85), own.choice([0.01, 0.06, 0.1, 0.2, 0.35])
    if indicator.code == "TH-3.4":
        start, speed = 0.06, 0.095
    return start + speed * (round_.data_to - date(2022, 6, 30)).days / 365


@cache
def tally(round_: Round, scope: str, indicator: Indicator) -> Tally:
    units = communes(scope, round_.data_to)
    states = [state(round_, unit, indicator) for unit in units]
    if indicator.kind is not Kind.RATIO:
        return tally_of(states)
    seen = [s for s in states if s in (UnitState.MET, UnitState.NOT_MET)]
    met = seen.count(UnitState.MET)
    return tally_of(states, numerator=12 * met + 7 * (len(seen) - met), denominator=12 * len(seen))


@cache
def standing(round_: Round, scope: str, indicator: Indicator) -> Standing:
    upto = [r for r in rounds() if r.data_to <= round_.data_to]
    seen = [Observation(as_of=r.data_to, tally=tally(r, scope, indicator)) for r in upto if _exists(scope, r)]
    current, history = seen[-1], seen[:-1]
    judgement = judge(indicator, day=round_.data_to, current=current, history=history)
    before = judge(indicator, day=history[-1].as_of, current=history[-1], history=history[:-1]) if history else None
    unit = default_register().get(scope)
    own = {u: state(round_, u, indicator) for u in communes(scope, round_.data_to)}
    return Standing(
        indicator=indicator,
        scope_key=scope,
        scope_name=unit.full_name,
        level="province" if scope == PROVINCE_KEY else "former_district",
        tally=current.tally,
        judgement=judgement,
        label=judgement.label,
        previous_pct=before.value_pct if before else None,
        previous_status=before.status if before else None,
        expected_pct=judgement.expected_pct,
        unmet=tuple(u for u, s in own.items() if s is UnitState.NOT_MET),
        not_reported=tuple(u for u, s in own.items() if s is UnitState.MISSING),
    )


def _exists(scope: str, round_: Round) -> bool:
    return bool(communes(scope, round_.data_to))


def heading(round_: Round | None = None, *, sample: bool = True) -> Heading:
    round_ = round_ or last_round()
    former = round_.data_to > date(2025, 6, 30)
    expected = len(districts(round_.data_to))
    filed = expected - (silent_district(round_) is not None)
    word = "huyện (cũ)" if former else "huyện"
    return Heading(
        plan=the_plan(), day=round_.data_to, round=round_, basis_name="Địa giới tại thời điểm báo cáo",
        coverage=f"đã nộp {filed}/{expected} {word}", filed=filed, expected=expected, sample=sample,
        district_word=word,
        notes=(NOTE,) if former else (),
    )  # fmt: skip


@cache
def overview(round_: Round | None = None) -> OverviewView:
    round_ = round_ or last_round()
    plan = the_plan()
    rows = {i.code: standing(round_, PROVINCE_KEY, i) for i in plan.indicator}
    heat = {}
    for district in districts(round_.data_to):
        for indicator in plan.indicator:
            own = standing(round_, district.key, indicator).judgement
            heat[district.key, indicator.code] = HeatCell(status=own.status, value_pct=own.value_pct, why=own.why)
    moved = [r for r in rows.values() if r.previous_status and r.previous_status is not r.judgement.status]
    silent = silent_district(round_)
    return OverviewView(
        heading=heading(round_),
        counts=Counter(r.judgement.status for r in rows.values()),
        groups=tuple(
            GroupStanding(
                group=g,
                counts=Counter(rows[i.code].judgement.status for i in plan.in_group(g.code)),
                rows=tuple(rows[i.code] for i in plan.in_group(g.code)),
            )
            for g in plan.group
        ),
        worst=tuple(sorted(rows.values(), key=_concern)[:5]),
        changes=tuple(
            Change(
                indicator=r.indicator, before=r.previous_status, after=r.judgement.status,
                before_pct=r.previous_pct, after_pct=r.judgement.value_pct,
            )
            for r in moved
        ),
        districts=districts(round_.data_to),
        heat=heat,
        late=("Huyện Mường Lát",),
        missing=(silent.full_name,) if silent else (),
    )  # fmt: skip


def _concern(row: Standing) -> tuple[int, Fraction]:
    return row.judgement.status.concern, row.judgement.value_pct or Fraction(0)


@cache
def indicator_view(code: str = "TH-3.4", round_: Round | None = None) -> IndicatorView:
    round_ = round_ or last_round()
    indicator = the_plan().find(code)
    assert indicator is not None
    rows = [standing(round_, d.key, indicator) for d in districts(round_.data_to)]
    rows.sort(key=lambda r: (r.judgement.value_pct is None, -(r.judgement.value_pct or 0)))
    ranks = {r.scope_key: place for place, r in enumerate(rows, 1) if r.judgement.value_pct is not None}
    return IndicatorView(
        heading=heading(round_), indicator=indicator, province=standing(round_, PROVINCE_KEY, indicator),
        districts=tuple(rows), ranks=ranks,
        path=tuple(
            PathPoint(
                round_name=r.name, on=r.data_to,
                value_pct=standing(r, PROVINCE_KEY, indicator).judgement.value_pct,
                total=tally(r, PROVINCE_KEY, indicator).total, met=tally(r, PROVINCE_KEY, indicator).met,
                reported=tally(r, PROVINCE_KEY, indicator).reported,
            )
            for r in rounds() if r.data_to <= round_.data_to
        ),
    )  # fmt: skip


@cache
def district_view(key: str | None = None, round_: Round | None = None) -> DistrictView:
    round_ = round_ or last_round()
    register = default_register()
    district = register.get(key) if key else districts(round_.data_to)[6]
    own = communes(district.key, round_.data_to)
    rows = []
    for indicator in the_plan().indicator:
        view = indicator_view(indicator.code, round_)
        cells = tuple(
            CommuneCell(unit=u, state=state(round_, u, indicator), value_text=figure_text(round_, u, indicator))
            for u in own
        )
        rank = view.ranks.get(district.key)
        row = standing(round_, district.key, indicator)
        rows.append(DistrictIndicatorRow(standing=row, rank=rank, ranked=len(view.ranks), communes=cells))
    return DistrictView(
        heading=heading(round_), district=district, communes=own,
        counts=Counter(r.standing.judgement.status for r in rows), rows=tuple(rows),
        filing_words="Đã nộp ngày 09/07/2026, đúng hạn, lần 2.",
        duties=(
            "TH-3.4 Đạt mô hình “Chính quyền thân thiện”: thêm 3 xã trước 31/12/2030.",
            "TH-1.2a Có quy chế công tác dân vận: thêm 2 xã; mốc 2025 đã qua.",
        ),
    )  # fmt: skip


def figure_text(round_: Round, unit: Unit, indicator: Indicator) -> str:
    found = state(round_, unit, indicator)
    if found is UnitState.MISSING:
        return ""
    if indicator.kind is Kind.RATIO:
        return {UnitState.MET: "12/12", UnitState.NOT_MET: "7/12"}.get(found, "0/0")
    if indicator.kind in (Kind.COUNT_MIN, Kind.CADENCE):
        return number_vi(12 if found is UnitState.MET else 1)
    return {UnitState.MET: "Có", UnitState.NOT_APPLICABLE: "Không áp dụng"}.get(found, "Không")


@cache
def commune_view(key: str | None = None, round_: Round | None = None) -> CommuneView:
    round_ = round_ or last_round()
    register = default_register()
    unit = register.get(key) if key else communes(district_view(None, round_).district.key, round_.data_to)[0]
    rows = []
    for position, indicator in enumerate(the_plan().indicator):
        found = state(round_, unit, indicator)
        seen = Observation(as_of=round_.data_to, tally=tally_of([found], numerator=7, denominator=12))
        source = SourceCell(
            round_name=round_.name, file_name="Báo cáo 6 tháng – Hà Trung.xlsx", sheet=f"Nhóm {indicator.group}",
            cell=f"{chr(69 + position % 18)}14", revision=2, submitted_by="Nguyễn Thị Hòa", submitted_at=SENT,
            return_number=131,
        )  # fmt: skip
        figures = tuple(
            CommuneFigure(item_code=i.code, header=i.header, unit_word=i.unit, text=text, source=source)
            for i, text in zip(indicator.item, figure_text(round_, unit, indicator).split("/"), strict=False)
            if text
        )
        past = tuple((r.name, state(r, unit, indicator)) for r in rounds()[-2:-1])
        judged = judge(indicator, day=round_.data_to, current=seen, history=[], single_unit=True)
        rows.append(CommuneIndicator(indicator=indicator, state=found, judgement=judged, figures=figures, past=past))
    home = register.district_of(unit, round_.data_to)
    assert home is not None
    return CommuneView(
        heading=heading(round_), unit=unit, district=home, rows=tuple(rows),
        predecessors=tuple(
            (register.get(e.from_key).full_name, e.relation_name) for e in register.predecessors(unit.key)
        ),
        successors=tuple(
            (register.get(e.to_key).full_name, e.relation_name)
            for e in register.successors(unit.key) if e.to_key
        ),
    )  # fmt: skip


def completeness(round_: Round | None = None) -> CompletenessView:
    round_ = round_ or last_round()
    silent = silent_district(round_)
    rows = tuple(
        FilingRow(
            unit=d, state="not_filed" if d == silent else "on_time",
            state_name="Chưa nộp" if d == silent else "Đúng hạn", due=round_.due,
            first_submitted_at=None if d == silent else SENT, revision=0 if d == silent else 1, days_late=0,
        )
        for d in districts(round_.data_to)
    )  # fmt: skip
    received = sum(row.state != "not_filed" for row in rows)
    return CompletenessView(
        round=round_, expected=len(rows), received=received, on_time=received, late=0,
        missing=len(rows) - received, rows=rows,
    )  # fmt: skip


def counts_of(*statuses: Status) -> Counter[Status]:
    return Counter(statuses)
