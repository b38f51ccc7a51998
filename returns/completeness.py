"""A round's filing units into how returns came in: expected, on time, late, missing.

The first submission decides timeliness, whatever is corrected later; days are days in Vietnam (UTC+7).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from etl.register import Register, Unit
from etl.rounds import Round
from etl.store import Cursor

VIETNAM = timedelta(hours=7)
NOT_FILED, ON_TIME, LATE = "not_filed", "on_time", "late"
STATE_NAMES: Mapping[str, str] = {NOT_FILED: "Chưa nộp", ON_TIME: "Nộp đúng hạn", LATE: "Nộp muộn"}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFiling:
    """How one unit stands in one round. Times are UTC; `days_late` counts from the day after the due date."""

    unit: Unit
    state: str
    due: date
    first_submitted_at: datetime | None
    revision: int
    days_late: int

    @property
    def state_name(self) -> str:
        """The state in words."""
        return STATE_NAMES[self.state]


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """One round: the counts, and every filing unit in Vietnamese name order."""

    round: Round
    units: tuple[UnitFiling, ...]

    @property
    def counts(self) -> Counter[str]:
        """How many units are in each state."""
        return Counter(unit.state for unit in self.units)

    @property
    def received(self) -> int:
        """How many units have filed, on time or late."""
        return len(self.units) - self.counts[NOT_FILED]


def completeness(cursor: Cursor, register: Register, round_: Round, today: date) -> Completeness:
    """The state of every unit that files in the round, as of `today`."""
    rows = cursor.execute(
        """
        select round_unit.unit_key, round_unit.due, min(return_.submitted_at), max(return_.revision)
        from round_unit
        left join return_
            on return_.round = round_unit.round and return_.unit_key = round_unit.unit_key
        where round_unit.round = ?
        group by round_unit.unit_key, round_unit.due
        """,
        [round_.code],
    ).fetchall()
    by_key = {row[0]: row for row in rows}
    units = register.filing_units(round_.tier, round_.data_to)
    return Completeness(
        round=round_,
        units=tuple(_filing(unit, *by_key[unit.key][1:], today=today) for unit in units if unit.key in by_key),
    )


def _filing(
    unit: Unit, due: date, first: datetime | None, revision: int | None, *, today: date
) -> UnitFiling:
    filed_on = (first + VIETNAM).date() if first else None
    late_by = ((filed_on or today) - due).days
    if filed_on is None:
        state = NOT_FILED
    else:
        state = ON_TIME if filed_on <= due else LATE
    return UnitFiling(
        unit=unit,
        state=state,
        due=due,
        first_submitted_at=first,
        revision=revision or 0,
        days_late=max(0, late_by),
    )
