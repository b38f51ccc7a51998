"""A plan's calendar into rounds that could be opened, and a round's wording checked before it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from etl.register import Register
from etl.rounds import Round
from indicators.model import CalendarEntry, Plan, Tier
from returns.faults import RoundFault
from returns.rounds import TIER_NAMES, Way

CODE = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")
YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
LONGEST_NAME, SHORTEST_REASON, LONGEST_REASON = 120, 3, 500
LONGEST_DELAY_DAYS = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPlan:
    """A round to be opened. `ways` says for each tier that files which way it may; () is `tier`, both ways."""

    code: str
    plan: str
    name: str
    data_from: date
    data_to: date
    due: date
    tier: Tier
    ways: tuple[tuple[Tier, Way], ...] = ()


def from_calendar(plan: Plan, known: tuple[Round, ...]) -> tuple[RoundPlan, ...]:
    """What the plan's calendar foresees and the store does not have yet, then its entries a year later."""
    foreseen = [_planned(plan, entry) for entry in plan.calendar]
    last = {p.code: p for p in foreseen}
    later = [one for one in map(_a_year_later, last.values()) if one is not None]
    codes = {round_.code for round_ in known}
    stretches = {(r.data_from, r.data_to) for r in known if r.plan == plan.code}
    fresh = {
        p.code: p for p in [*foreseen, *later] if p.code not in codes and (p.data_from, p.data_to) not in stretches
    }
    return tuple(sorted(fresh.values(), key=lambda p: (p.data_to, p.data_from)))


def checked_round(
    register: Register, round_: Round, ways: Mapping[Tier, Way], known: tuple[Round, ...], *, fresh: bool
) -> Round:
    """The round itself when it can be kept. Raises RoundFault with every fault at once."""
    others = [r for r in known if fresh or r.code != round_.code]
    faults = [*_faults_of_words(round_, others), *_faults_of_days(round_), *_faults_of_tiers(register, round_, ways)]
    if faults:
        raise RoundFault(" ".join(faults))
    return round_


def reason_of(reason: str, what: str) -> str:
    """A reason worth keeping, on one line. Raises RoundFault when it is blank or too long."""
    words = " ".join(reason.split())
    if len(words) < SHORTEST_REASON:
        raise RoundFault(f"Cần ghi lý do {what}.")
    if len(words) > LONGEST_REASON:
        raise RoundFault(f"Lý do dài {len(words)} ký tự, tối đa {LONGEST_REASON}.")
    return words


def _faults_of_words(round_: Round, others: list[Round]) -> list[str]:
    faults = []
    if not CODE.fullmatch(round_.code):
        faults.append("Mã kỳ gồm 2–40 ký tự: chữ thường không dấu, chữ số, gạch ngang, ví dụ th862-2026.")
    if any(r.code == round_.code for r in others):
        faults.append(f"Đã có kỳ mang mã {round_.code}.")
    if not round_.name or len(round_.name) > LONGEST_NAME:
        faults.append(f"Tên kỳ phải có và dài không quá {LONGEST_NAME} ký tự.")
    if any(r.plan == round_.plan and r.name.casefold() == round_.name.casefold() for r in others):
        faults.append(f"Đã có kỳ tên “{round_.name}” của cùng văn bản; tên kỳ phải khác nhau để nhận ra trong tệp.")
    return faults


def _faults_of_days(round_: Round) -> list[str]:
    faults = []
    if round_.data_from > round_.data_to:
        faults.append("Ngày đầu của số liệu phải trước ngày cuối.")
    if round_.due < round_.data_from:
        faults.append("Hạn nộp không thể trước ngày đầu của số liệu.")
    if (round_.due - round_.data_to).days > LONGEST_DELAY_DAYS:
        faults.append("Hạn nộp muộn hơn ngày cuối của số liệu quá một năm; hãy kiểm tra lại năm.")
    return faults


def _faults_of_tiers(register: Register, round_: Round, ways: Mapping[Tier, Way]) -> list[str]:
    faults = []
    for tier in dict.fromkeys((round_.tier, *ways)):
        if not register.filing_units(tier, round_.data_to):
            name = TIER_NAMES[tier].lower()
            faults.append(f"Ngày {round_.data_to:%d/%m/%Y} không có đơn vị cấp {name} để nộp; hãy chọn cấp nộp khác.")
    if round_.tier not in ways:
        faults.append("Cấp phải nộp của kỳ phải có cách nộp.")
    if {Tier.DISTRICT, Tier.FORMER_DISTRICT} <= set(ways):
        faults.append("Huyện và huyện cũ không cùng nộp một kỳ.")
    return faults


def _planned(plan: Plan, entry: CalendarEntry) -> RoundPlan:
    return RoundPlan(
        code=entry.code,
        plan=plan.code,
        name=entry.name,
        data_from=entry.data_from,
        data_to=entry.data_to,
        due=entry.due,
        tier=entry.tier,
    )


def _a_year_later(planned: RoundPlan) -> RoundPlan | None:
    """The same round in the next year, None where its code does not say its year."""
    if not YEAR.search(planned.code):
        return None
    return replace(
        planned,
        code=YEAR.sub(_next_year, planned.code, count=1),
        name=YEAR.sub(_next_year, planned.name),
        data_from=_later(planned.data_from),
        data_to=_later(planned.data_to),
        due=_later(planned.due),
        tier=Tier.FORMER_DISTRICT if planned.tier is Tier.DISTRICT else planned.tier,
    )


def _next_year(found: re.Match[str]) -> str:
    return str(int(found[1]) + 1)


def _later(day: date) -> date:
    leap_day = day.month == 2 and day.day == 29
    return date(day.year + 1, 2, 28) if leap_day else day.replace(year=day.year + 1)
