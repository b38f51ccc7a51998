"""A typed event into one row of the audit trail, chained by hashes so that no row can go unnoticed."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, ClassVar

from accounts.clock import utc_now
from accounts.model import Actor
from etl.store import Cursor

CHUNK_ROWS = 5000


@dataclass(frozen=True, kw_only=True)
class Change:
    """One field before and after; None where there was, or is, nothing."""

    field: str
    before: str | int | bool | None
    after: str | int | bool | None


@dataclass(frozen=True, kw_only=True)
class Event:
    """Base of every event. A kind of event is a frozen subclass with its own `code`, `words` and fields.

    The fields below have columns of their own; the fields of a subclass are kept as JSON in `details`, so they
    must be text, numbers, truth values, dates or tuples of these (or of `Change`). Never put a password, a token
    or a file's content into an event.
    """

    code: ClassVar[str]
    words: ClassVar[str]

    by: Actor
    unit_key: str | None = None
    round: str | None = None
    return_number: int | None = None
    file_sha256: str | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the trail as it is kept; `details` is canonical JSON."""

    seq: int
    at_utc: datetime
    login: str
    address: str
    action: str
    unit_key: str | None
    round: str | None
    return_number: int | None
    file_sha256: str | None
    details: str
    prev_hash: str
    hash: str

    def sealed(self) -> str:
        """The hash that belongs to this row's content."""
        kept = [getattr(self, field.name) for field in fields(self) if field.name != "hash"]
        return hashlib.sha256(_canonical(kept).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Broken:
    """The first row at which the chain does not hold."""

    seq: int
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `verify` found: how many rows hold, the hash of the last, and the first break if there is one.

    Whoever can rewrite the file can also compute a new chain: note `head_hash` down outside the store (it is
    printed by `audit --verify` and kept with every backup) to notice that too.
    """

    rows: int
    head_hash: str
    broken: Broken | None = None


def write(cursor: Cursor, event: Event, *, at: datetime | None = None) -> Row:
    """Append one event inside the caller's transaction, so that both commit or neither.

    The head row is updated too: of two writers at once one meets a conflict and `Store.transact` runs it again,
    so the numbers have no gap and the chain no fork.
    """
    seq, prev_hash = _head(cursor)
    open_row = Row(
        seq=seq + 1,
        at_utc=at or utc_now(),
        login=event.by.login,
        address=event.by.address,
        action=event.code,
        unit_key=event.unit_key,
        round=event.round,
        return_number=event.return_number,
        file_sha256=event.file_sha256,
        details=_details(event),
        prev_hash=prev_hash,
        hash="",
    )
    row = Row(**{**_as_kept(open_row), "hash": open_row.sealed()})
    insert = "insert into audit values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    cursor.execute(insert, list(_as_kept(row).values())).fetchall()
    cursor.execute("update audit_head set seq = ?, hash = ?", [row.seq, row.hash]).fetchall()
    return row


def verify(cursor: Cursor) -> Verdict:
    """Walk the whole chain and name the first row that was removed, changed, added or moved."""
    last_seq, last_hash = 0, ""
    for row in _rows(cursor):
        why = _fault(row, after_seq=last_seq, after_hash=last_hash)
        if why:
            return Verdict(rows=last_seq, head_hash=last_hash, broken=Broken(seq=row.seq, why=why))
        last_seq, last_hash = row.seq, row.hash
    head_seq, head_hash = _head(cursor)
    if (head_seq, head_hash) != (last_seq, last_hash):
        why = f"Sổ kết thúc ở dòng {last_seq} nhưng đầu sổ ghi dòng {head_seq}: các dòng cuối đã bị xóa hoặc sửa."
        return Verdict(rows=last_seq, head_hash=last_hash, broken=Broken(seq=last_seq + 1, why=why))
    return Verdict(rows=last_seq, head_hash=last_hash)


def _fault(row: Row, *, after_seq: int, after_hash: str) -> str:
    if row.seq != after_seq + 1:
        return f"Thiếu dòng {after_seq + 1}: sau dòng {after_seq} là dòng {row.seq}."
    if row.prev_hash != after_hash:
        return f"Dòng {row.seq} không nối với dòng {after_seq}: một dòng đã bị thay hoặc đổi chỗ."
    if row.sealed() != row.hash:
        return f"Nội dung dòng {row.seq} đã bị sửa sau khi ghi."
    return ""


def _rows(cursor: Cursor) -> Iterator[Row]:
    cursor.execute(
        "select seq, at_utc, login, address, action, unit_key, round, return_number, file_sha256, details,"
        " prev_hash, hash from audit order by seq"
    )
    while chunk := cursor.fetchmany(CHUNK_ROWS):
        for values in chunk:
            yield Row(*values)


def _head(cursor: Cursor) -> tuple[int, str]:
    rows = cursor.execute("select seq, hash from audit_head").fetchall()
    return (int(rows[0][0]), str(rows[0][1])) if rows else (0, "")


def _details(event: Event) -> str:
    own = {field.name for field in fields(Event)}
    told: dict[str, Any] = {f.name: getattr(event, f.name) for f in fields(event) if f.name not in own}
    if event.changes:
        told["changes"] = [[c.field, c.before, c.after] for c in event.changes]
    return _canonical(told)


def _as_kept(row: Row) -> dict[str, Any]:
    return {field.name: getattr(row, field.name) for field in fields(row)}


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"an audit event cannot hold {type(value).__name__}")
