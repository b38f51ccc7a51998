"""A made-up province as the subject of tables: real register, plan and rounds, invented answers, judged for real."""

import random
from datetime import date, datetime
from functools import cache

from etl.register import Level, Unit, default_register
from etl.rounds import Round
from etl.store.tallies import TallyKey
from indicators.catalogue import plan as plan_of
from indicators.model import Indicator, Kind
from indicators.tally import Tally, tally_of
from indicators.unit_state import UnitState
from reports.heading import heading_of
from reports.picture import PROVINCE, Picture
from reports.standing import Judge
from reports.tables.about import Subject
from returns.completeness import LATE, NOT_FILED, ON_TIME, Completeness, UnitFiling

DAY = date(2026, 6, 30)
SILENT = "Huyện Hà Trung"
SENT = datetime(2026, 7, 9, 7, 32)


@cache
def subject(
    day: date = DAY, *, chosen: tuple[str, ...] = (), scope: str = PROVINCE, sample: bool = True, blank: bool = False
) -> Subject:
    """What tables are about on a day; with `blank` nothing was reported at all."""
    picture = _picture(day, sample, blank)
    filed = _filings(picture, blank)
    return Subject(judge=_judge(day, sample, blank), heading=heading_of(picture, filed, scope), filings=filed,
                   scope=scope, chosen=chosen)  # fmt: skip


@cache
def _judge(day: date, sample: bool, blank: bool) -> Judge:
    return Judge(_picture(day, sample, blank))


@cache
def _picture(day: date, sample: bool, blank: bool) -> Picture:
    plan, register = plan_of("th862"), default_register()
    rounds = tuple(
        Round(code=c.code, plan=plan.code, name=c.name, data_from=c.data_from, data_to=c.data_to, due=c.due,
              tier=c.tier, number=number)
        for number, c in enumerate(plan.calendar, 1) if c.data_to <= day
    )[-3:]  # fmt: skip
    current = rounds[-1] if rounds else None
    on = current.data_to if current else day
    tallies: dict[TallyKey, Tally] = {}
    own: dict[TallyKey, Tally] = {}
    for round_ in rounds:
        for commune in register.on(round_.data_to, Level.COMMUNE):
            district = register.district_of(commune, round_.data_to)
            assert district is not None
            for indicator in plan.indicator:
                tally = _one(round_, commune, district, indicator, blank)
                if round_ is current:
                    own[round_.code, commune.key, indicator.code] = tally
                for scope in (district.key, PROVINCE):
                    key = (round_.code, scope, indicator.code)
                    tallies[key] = tallies[key] + tally if key in tallies else tally
    communes = register.on(on, Level.COMMUNE)
    return Picture(
        plan=plan, day=day, rounds=rounds, current=current, districts=register.districts_on(on), communes=communes,
        district_of={c.key: _home(c, on).key for c in communes}, tallies=tallies, unit_tallies=own, sample=sample,
    )  # fmt: skip


def _home(commune: Unit, on: date) -> Unit:
    found = default_register().district_of(commune, on)
    assert found is not None
    return found


def _one(round_: Round, commune: Unit, district: Unit, indicator: Indicator, blank: bool) -> Tally:
    dice = random.Random(f"{commune.code}{indicator.code}")
    reached = random.Random(indicator.code).uniform(0.3, 0.9) + 0.1 * (round_.data_to.year - 2024)
    state = UnitState.MET if dice.random() < reached else UnitState.NOT_MET
    if indicator.code in ("TH-1.2a", "TH-2.3a"):
        state = UnitState.MET
    if indicator.conditional and dice.random() < 0.5:
        state = UnitState.NOT_APPLICABLE
    if blank or dice.random() < 0.01 or (district.full_name == SILENT and round_.code.endswith("2026-6t")):
        state = UnitState.MISSING
    if indicator.kind is not Kind.RATIO:
        return tally_of([state])
    known = state in (UnitState.MET, UnitState.NOT_MET)
    return tally_of([state], numerator=1200 if state is UnitState.MET else 7 * known, denominator=1200 * known)


def _filings(picture: Picture, blank: bool) -> Completeness | None:
    if picture.current is None:
        return None
    units = []
    for place, district in enumerate(picture.districts):
        state = LATE if place == 1 else ON_TIME
        if blank or district.full_name == SILENT:
            state = NOT_FILED
        late = 4 if state == LATE else 0
        sent = None if state == NOT_FILED else SENT
        units.append(
            UnitFiling(unit=district, state=state, due=picture.current.due, first_submitted_at=sent,
                       revision=0 if state == NOT_FILED else 1 + place % 2, days_late=late)
        )  # fmt: skip
    return Completeness(round=picture.current, units=tuple(units))
