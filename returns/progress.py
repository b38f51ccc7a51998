"""Rounds and units into the matrix of how returns came in, who is late by how much, and whom to remind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from accounts.model import Actor
from accounts.permissions import Action, require_of
from etl.register import Register, Unit, default_register
from etl.rounds import Round
from etl.store import Cursor, Store
from indicators.formatting import date_vi
from returns.access import may
from returns.completeness import NOT_FILED, ON_TIME, RETURNED, Completeness, UnitFiling, completeness
from returns.rounds import all_rounds, find_round
from returns.stored import last_heads


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """One unit's rounds. Where it owed nothing in a round there is no cell."""

    unit: Unit
    cells: Mapping[str, UnitFiling]
    on_time: int
    owed: int

    @property
    def on_time_share(self) -> Fraction | None:
        """Returns filed in time, of those whose due date has passed or that are in; None when nothing was due."""
        return Fraction(self.on_time, self.owed) if self.owed else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Units × rounds: rounds from the oldest, units in Vietnamese name order of the latest round they owe in."""

    rounds: tuple[Completeness, ...]
    units: tuple[UnitRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """Whom to remind of a round: not filed (the longest overdue first), and sent back without a correction yet."""

    round: Round
    day: date
    not_filed: tuple[UnitFiling, ...]
    sent_back: tuple[UnitFiling, ...]

    @property
    def text(self) -> str:
        """The list in words, to be copied into a message."""
        if not self.not_filed and not self.sent_back:
            return f"Kỳ {self.round.name}: mọi đơn vị đã nộp báo cáo."
        lines = [f"Báo cáo kỳ {self.round.name}, hạn nộp {date_vi(self.round.due)}. Đến ngày {date_vi(self.day)}:"]
        if self.not_filed:
            lines.append(f"Còn {len(self.not_filed)} đơn vị chưa nộp:")
            lines += [f"{n}. {_unit_words(one, self.round)}" for n, one in enumerate(self.not_filed, 1)]
        if self.sent_back:
            lines.append(f"{len(self.sent_back)} đơn vị bị trả lại, đề nghị sửa và nộp lại:")
            lines += [f"{n}. {one.unit.full_name}" for n, one in enumerate(self.sent_back, 1)]
        return "\n".join(lines)


def progress(store: Store, plan_code: str, *, by: Actor, today: date) -> Progress:
    """Every round of a plan with the units that the actor may see."""
    register = default_register()
    with store.reading() as cursor:
        found = [completeness(cursor, register, round_, today) for round_ in all_rounds(cursor, plan_code)]
    seen = tuple(
        Completeness(round=one.round, units=tuple(u for u in one.units if may(by, Action.SEE_FIGURES, u.unit.key)))
        for one in found
    )
    order: dict[str, Unit] = {}
    for one in reversed(seen):
        for filing in one.units:
            order.setdefault(filing.unit.key, filing.unit)
    return Progress(rounds=seen, units=tuple(_row(unit, seen, today) for unit in order.values()))


def reminder(store: Store, round_code: str, *, by: Actor, today: date) -> Reminder:
    """Whom to remind of a round. Raises Forbidden (only who reviews reminds), UnknownRound."""
    register = default_register()
    with store.reading() as cursor:
        found = completeness(cursor, register, find_round(all_rounds(cursor), round_code), today)
    for filing in found.units:
        require_of(by, Action.REVIEW_RETURN, filing.unit.key, register)
    silent = [unit for unit in found.units if unit.state == NOT_FILED]
    return Reminder(
        round=found.round,
        day=today,
        not_filed=tuple(sorted(silent, key=lambda unit: -unit.days_late)),
        sent_back=tuple(unit for unit in found.units if unit.state == RETURNED),
    )


def filed_for_themselves(cursor: Cursor, register: Register, round_: Round) -> Mapping[str, tuple[Unit, ...]]:
    """The communes that filed in the round beside the unit that owes their return, by that unit's key."""
    owing = {
        str(row[0])
        for row in cursor.execute("select unit_key from round_unit where round = ?", [round_.code]).fetchall()
    }
    found: dict[str, tuple[Unit, ...]] = {}
    for head in last_heads(cursor, round_.code):
        if head.unit_key in owing:
            continue
        commune = register.get(head.unit_key)
        district = register.district_of(commune, round_.data_to)
        if district is not None:
            found[district.key] = (*found.get(district.key, ()), commune)
    return found


def _row(unit: Unit, rounds: tuple[Completeness, ...], today: date) -> UnitRow:
    cells = {one.round.code: filing for one in rounds for filing in one.units if filing.unit.key == unit.key}
    due = [filing for filing in cells.values() if filing.timeliness != NOT_FILED or filing.due < today]
    return UnitRow(unit=unit, cells=cells, on_time=sum(f.timeliness == ON_TIME for f in due), owed=len(due))


def _unit_words(filing: UnitFiling, round_: Round) -> str:
    words = filing.unit.full_name
    if filing.due != round_.due:
        words += f" (được gia hạn đến {date_vi(filing.due)})"
    return f"{words}: quá hạn {filing.days_late} ngày" if filing.days_late else words
