"""A round's filing units into how returns came in: expected, on time, late, missing, and what review made of them.

Two things are told apart and both derived from what arrived. `timeliness` is decided by the first submission,
whatever is corrected later; `state` is what became of the last one. Days are days in Vietnam (UTC+7).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from etl.register import Register, Unit
from etl.rounds import Round
from etl.store import Cursor
from returns.rounds import RoundState, settings_of
from returns.stored import ReturnState

VIETNAM = timedelta(hours=7)
NOT_FILED, ON_TIME, LATE = "not_filed", "on_time", "late"
WAITING, RETURNED, APPROVED, LOCKED = "waiting", "returned", "approved", "locked"
TIMELINESS_NAMES: Mapping[str, str] = {NOT_FILED: "Chưa nộp", ON_TIME: "Nộp đúng hạn", LATE: "Nộp muộn"}
STATE_NAMES: Mapping[str, str] = {
    **TIMELINESS_NAMES,
    WAITING: "Chờ duyệt",
    RETURNED: "Bị trả lại",
    APPROVED: "Đã duyệt",
    LOCKED: "Đã khóa",
}
REVIEWED: Mapping[ReturnState, str] = {
    ReturnState.WAITING: WAITING,
    ReturnState.RETURNED: RETURNED,
    ReturnState.APPROVED: APPROVED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFiling:
    """How one unit stands in one round. Times are UTC; `days_late` counts from the day after the due date.

    `state` is a code of STATE_NAMES: what review made of the last version. `return_number` is that version's.
    """

    unit: Unit
    state: str
    due: date
    first_submitted_at: datetime | None
    revision: int
    days_late: int
    last_submitted_at: datetime | None = None
    return_number: int | None = None

    @property
    def timeliness(self) -> str:
        """not_filed, on_time or late, by the first submission."""
        if self.first_submitted_at is None:
            return NOT_FILED
        return LATE if self.days_late else ON_TIME

    @property
    def timeliness_name(self) -> str:
        """The timeliness in words."""
        return TIMELINESS_NAMES[self.timeliness]

    @property
    def state_name(self) -> str:
        """Both in words: "Nộp muộn, đã duyệt"; a unit that has not filed has nothing to review."""
        if self.state in TIMELINESS_NAMES:
            return STATE_NAMES[self.state]
        return f"{self.timeliness_name}, {STATE_NAMES[self.state].lower()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """One round: the counts, and every filing unit in Vietnamese name order."""

    round: Round
    units: tuple[UnitFiling, ...]

    @property
    def counts(self) -> Counter[str]:
        """How many units are on time, late, not filed: by the first submission."""
        return Counter(unit.timeliness for unit in self.units)

    @property
    def states(self) -> Counter[str]:
        """How many units are in each state of review."""
        return Counter(unit.state for unit in self.units)

    @property
    def received(self) -> int:
        """How many units have filed, on time or late."""
        return len(self.units) - self.counts[NOT_FILED]

    @property
    def counted(self) -> int:
        """How many units' figures stand in the verdicts: filed and not sent back."""
        return self.received - self.states[RETURNED]


def completeness(cursor: Cursor, register: Register, round_: Round, today: date) -> Completeness:
    """How every unit that owes a return in the round stands, as of `today`."""
    rows = cursor.execute(
        """
        select
            round_unit.unit_key,
            round_unit.due,
            min(return_.submitted_at),
            max(return_.submitted_at),
            max(return_.revision),
            arg_max(return_.number, return_.revision),
            arg_max(return_.state, return_.revision)
        from round_unit
        left join return_
            on return_.round = round_unit.round and return_.unit_key = round_unit.unit_key
        where round_unit.round = ?
        group by round_unit.unit_key, round_unit.due
        """,
        [round_.code],
    ).fetchall()
    locked = settings_of(cursor, round_).state is RoundState.LOCKED
    by_key = {row[0]: row for row in rows}
    units = register.filing_units(round_.tier, round_.data_to)
    return Completeness(
        round=round_,
        units=tuple(
            _filing(unit, *by_key[unit.key][1:], today=today, locked=locked) for unit in units if unit.key in by_key
        ),
    )


def day_in_vietnam(moment: datetime) -> date:
    """The day that the calendar shows in Vietnam at a moment in UTC."""
    return (moment + VIETNAM).date()


def _filing(
    unit: Unit,
    due: date,
    first: datetime | None,
    last: datetime | None,
    revision: int | None,
    number: int | None,
    kept_state: str | None,
    *,
    today: date,
    locked: bool,
) -> UnitFiling:
    filed_on = day_in_vietnam(first) if first else None
    return UnitFiling(
        unit=unit,
        state=_state(kept_state, locked),
        due=due,
        first_submitted_at=first,
        revision=revision or 0,
        days_late=max(0, ((filed_on or today) - due).days),
        last_submitted_at=last,
        return_number=number,
    )


def _state(kept: str | None, locked: bool) -> str:
    """A version that was sent back stays so in a locked round: its figures are out."""
    if kept is None:
        return NOT_FILED
    state = REVIEWED[ReturnState(kept)]
    return LOCKED if locked and state != RETURNED else state
