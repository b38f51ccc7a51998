"""A return's number into what is kept of it: its head, its figures with their cells, its issues."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from etl.figures import Figure, State
from etl.issues import Issue, Severity
from etl.store import Cursor
from returns.faults import UnknownReturn

FIGURE_STATES: Mapping[int, State] = {1: "reported", 2: "zero", 3: "not_applicable"}
HEAD = """
    select
        return_.number, return_.round, return_.unit_key, return_.revision, return_.sha256, return_.content_hash,
        return_.file_name, return_.size_bytes, return_.matched_by, return_.submitted_at, return_.submitted_by,
        coalesce(account.name, return_.submitted_by), return_.units, return_.reported_values, return_.blank_values,
        return_.state, return_.revision = last.revision
    from return_
    join (select round, unit_key, max(revision) as revision from return_ group by round, unit_key) as last
        on last.round = return_.round and last.unit_key = return_.unit_key
    left join account on account.login = return_.submitted_by
"""


class ReturnState(StrEnum):
    """What became of one version: accepted by the check and waiting for a reviewer, approved, or sent back."""

    WAITING = "accepted"
    APPROVED = "approved"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class ReturnHead:
    """One version of a return, without its figures. Times are UTC; `last` says that no later version came."""

    number: int
    round_code: str
    unit_key: str
    revision: int
    sha256: str
    content_hash: str
    file_name: str
    size_bytes: int
    matched_by: str
    submitted_at: datetime
    submitted_by: str
    sender_name: str
    units: int
    values: int
    blanks: int
    state: ReturnState
    last: bool

    @property
    def counts(self) -> bool:
        """Whether its figures stand in the verdicts."""
        return self.last and self.state is not ReturnState.RETURNED


@dataclass(frozen=True, slots=True)
class StoredCell:
    """One figure of a stored return and where it stood; entry on screen has row and column 0."""

    unit_key: str
    item_code: str
    figure: Figure
    sheet: str
    row: int
    column: int


Cells = Mapping[tuple[str, str], StoredCell]


def head_of(cursor: Cursor, number: int) -> ReturnHead:
    """The head of one version. Raises UnknownReturn."""
    rows = cursor.execute(f"{HEAD} where return_.number = ?", [number]).fetchall()
    if not rows:
        raise UnknownReturn(f"Không có báo cáo số {number}.")
    return as_head(rows[0])


def heads_of(cursor: Cursor, round_code: str, unit_key: str) -> tuple[ReturnHead, ...]:
    """Every version that a unit filed in a round, the latest first."""
    rows = cursor.execute(
        f"{HEAD} where return_.round = ? and return_.unit_key = ? order by return_.revision desc",
        [round_code, unit_key],
    ).fetchall()
    return tuple(as_head(row) for row in rows)


def last_heads(cursor: Cursor, round_code: str | None = None) -> tuple[ReturnHead, ...]:
    """The last version of every unit that filed, of one round or of all, the oldest first."""
    rows = cursor.execute(
        f"{HEAD} where return_.revision = last.revision and (return_.round = ? or ? is null)"
        " order by return_.submitted_at, return_.number",
        [round_code, round_code],
    ).fetchall()
    return tuple(as_head(row) for row in rows)


def as_head(row: tuple[Any, ...]) -> ReturnHead:
    """A row of HEAD as a head."""
    fields: tuple[Any, ...] = (*row[:15], ReturnState(row[15]), bool(row[16]))
    return ReturnHead(*fields)


def cells_of(cursor: Cursor, number: int) -> Cells:
    """Every figure of one version by (unit key, item code), also those that are put aside."""
    rows = cursor.execute(
        """
        with filed as (
            select * from fact where return_number = ?
            union all
            select * from fact_aside where return_number = ?
        )
        select
            unit.unit_key, item.code, fact.state, fact.value, fact_text.value,
            return_sheet.sheet, fact.row_number, fact.column_number
        from filed as fact
        join unit on unit.number = fact.unit_number
        join item on item.number = fact.item_number
        left join return_sheet
            on return_sheet.return_number = fact.return_number
            and return_sheet.sheet_number = fact.sheet_number
        left join fact_text
            on fact_text.return_number = fact.return_number
            and fact_text.unit_number = fact.unit_number
            and fact_text.item_number = fact.item_number
        """,
        [number, number],
    ).fetchall()
    return {
        (unit, item): StoredCell(
            unit, item, Figure(state=FIGURE_STATES[state], value=value, text=text), sheet or "", row, column
        )
        for unit, item, state, value, text, sheet, row, column in rows
    }


def issues_of(cursor: Cursor, number: int) -> tuple[Issue, ...]:
    """What the check had found when the version came in, in its order."""
    rows = cursor.execute(
        """
        select code, severity, message, fix, sheet, cell, unit_key, item, value
        from return_issue
        where return_number = ?
        order by position
        """,
        [number],
    ).fetchall()
    return tuple(
        Issue(
            code=code,
            severity=Severity(severity),
            message=message,
            fix=fix,
            sheet=sheet,
            cell=cell,
            unit=unit,
            item=item,
            value=value,
        )
        for code, severity, message, fix, sheet, cell, unit, item, value in rows
    )
