"""Files that prove a figure: attached to a commune and an item, kept by content, served to who may see the return."""

from dataclasses import dataclass
from datetime import datetime

from accounts import audit
from accounts.clock import utc_now
from accounts.model import Actor
from accounts.permissions import Action, require_of
from etl import archive
from etl.register import Unit, default_register
from etl.rounds import Round
from etl.store import Cursor, Store
from indicators.catalogue import plan as plan_of
from returns.events import EvidenceChanged, OriginalRead
from returns.evidence.kinds import CONTENT_TYPES, EvidenceKind, scanned
from returns.evidence.time import why_closed
from returns.faults import EvidenceRefused, UnknownEvidence
from returns.rounds import round_of
from returns.versions import OriginalFile

MOST_PER_CELL = 10
COLUMNS = """
    evidence.number, evidence.round, evidence.unit_key, evidence.item, evidence.sha256, evidence.file_name,
    evidence.kind, evidence.size_bytes, evidence.added_by, coalesce(account.name, evidence.added_by), evidence.added_at
"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One file that stands behind a commune's item in a round. Times are UTC, sizes bytes."""

    number: int
    round_code: str
    unit_key: str
    item_code: str
    sha256: str
    file_name: str
    kind: EvidenceKind
    size_bytes: int
    added_by: str
    added_by_name: str
    added_at: datetime


def attach(
    store: Store,
    round_code: str,
    *,
    unit_key: str,
    item_code: str,
    data: bytes,
    file_name: str,
    by: Actor,
    now: datetime | None = None,
) -> Evidence:
    """Keep a file for a commune and an item; the same file at the same place again changes nothing.

    Raises Forbidden, UnknownRound, EvidenceRefused (kind, size, what it carries, no such cell, closed), StoreFull.
    """
    require_of(by, Action.FILE_RETURN, unit_key, default_register())
    found = scanned(data, file_name)
    digest = archive.keep(store, data)

    def work(cursor: Cursor) -> Evidence:
        require_of(by, Action.FILE_RETURN, unit_key, default_register())
        at = now or utc_now()
        round_ = _open_round(cursor, round_code, unit_key, at)
        _check_cell(round_, unit_key, item_code)
        there = [one for one in _rows(cursor, round_.code, (unit_key,)) if one.item_code == item_code]
        for one in there:
            if one.sha256 == digest:
                return one
        if len(there) >= MOST_PER_CELL:
            raise EvidenceRefused(f"Mỗi ô có tối đa {MOST_PER_CELL} tệp minh chứng; hãy gộp hoặc bỏ bớt.")
        number = int(cursor.execute("select coalesce(max(number), 0) + 1 from evidence").fetchall()[0][0])
        cursor.execute(
            "insert into evidence values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, null, null)",
            [
                number,
                round_.code,
                unit_key,
                item_code,
                digest,
                found.file_name,
                found.kind.value,
                len(data),
                by.login,
                at,
            ],
        ).fetchall()
        made = next(one for one in _rows(cursor, round_.code, (unit_key,)) if one.number == number)
        audit.write(cursor, _changed(made, by, removed=False), at=at)
        return made

    return store.transact(work)


def detach(store: Store, number: int, *, by: Actor, now: datetime | None = None) -> None:
    """Take a file away from its cell; the bytes stay in the archive.

    Raises Forbidden, UnknownEvidence, EvidenceRefused (closed round).
    """

    def work(cursor: Cursor) -> None:
        one = _one(cursor, number)
        require_of(by, Action.FILE_RETURN, one.unit_key, default_register())
        at = now or utc_now()
        _open_round(cursor, one.round_code, one.unit_key, at)
        cursor.execute(
            "update evidence set removed_by = ?, removed_at = ? where number = ?", [by.login, at, number]
        ).fetchall()
        audit.write(cursor, _changed(one, by, removed=True), at=at)

    store.transact(work)


def evidence_of(store: Store, round_code: str, unit_key: str, *, by: Actor) -> tuple[Evidence, ...]:
    """The files of a unit in a round: of a filing unit those of all its communes. Raises Forbidden, UnknownRound."""
    register = default_register()
    with store.reading() as cursor:
        require_of(by, Action.SEE_RETURNS, unit_key, register)
        round_ = round_of(cursor, round_code)
        below = tuple(unit.key for unit in register.communes_of(unit_key, round_.data_to))
        return _rows(cursor, round_.code, (unit_key, *below))


def evidence_closed(store: Store, round_code: str, unit_key: str, *, by: Actor) -> str | None:
    """Why a commune's (or a filing unit's) evidence cannot be changed now, in a sentence; None when it can.

    Raises Forbidden, UnknownRound.
    """
    with store.reading() as cursor:
        require_of(by, Action.SEE_RETURNS, unit_key, default_register())
        return why_closed(cursor, round_of(cursor, round_code), unit_key, utc_now())


def open_evidence(store: Store, number: int, *, by: Actor, now: datetime | None = None) -> OriginalFile:
    """The bytes of one file, to be offered as a download; that somebody took them is kept.

    Raises Forbidden, UnknownEvidence.
    """

    def work(cursor: Cursor) -> Evidence:
        one = _one(cursor, number)
        require_of(by, Action.SEE_RETURNS, one.unit_key, default_register())
        event = OriginalRead(
            by=by, unit_key=one.unit_key, round=one.round_code, file_sha256=one.sha256, file_name=one.file_name
        )
        audit.write(cursor, event, at=now)
        return one

    one = store.transact(work)
    try:
        data = archive.original(store, one.sha256)
    except FileNotFoundError as gone:
        raise UnknownEvidence(f"Kho lưu không còn tệp {one.file_name}; hãy phục hồi từ bản sao lưu.") from gone
    return OriginalFile(data=data, file_name=one.file_name, content_type=CONTENT_TYPES[one.kind])


def _rows(cursor: Cursor, round_code: str, unit_keys: tuple[str, ...]) -> tuple[Evidence, ...]:
    rows = cursor.execute(
        f"""
        select {COLUMNS}
        from evidence
        left join account on account.login = evidence.added_by
        where evidence.removed_at is null and evidence.round = ? and list_contains(?, evidence.unit_key)
        order by evidence.number
        """,
        [round_code, list(unit_keys)],
    ).fetchall()
    return tuple(_evidence(row) for row in rows)


def _one(cursor: Cursor, number: int) -> Evidence:
    rows = cursor.execute(
        f"""
        select {COLUMNS}
        from evidence
        left join account on account.login = evidence.added_by
        where evidence.removed_at is null and evidence.number = ?
        """,
        [number],
    ).fetchall()
    if not rows:
        raise UnknownEvidence(f"Không có tệp minh chứng số {number}, hoặc đã được bỏ.")
    return _evidence(rows[0])


def _evidence(row: tuple[object, ...]) -> Evidence:
    values = [EvidenceKind(str(value)) if place == 6 else value for place, value in enumerate(row)]
    return Evidence(*values)  # type: ignore[arg-type]


def _open_round(cursor: Cursor, round_code: str, unit_key: str, at: datetime) -> Round:
    round_ = round_of(cursor, round_code)
    why = why_closed(cursor, round_, unit_key, at)
    if why is not None:
        raise EvidenceRefused(why)
    return round_


def _check_cell(round_: Round, unit_key: str, item_code: str) -> None:
    communes: tuple[Unit, ...] = default_register().communes_of(unit_key, round_.data_to)
    items = {item.code for item in plan_of(round_.plan).items}
    if unit_key not in {unit.key for unit in communes} or item_code not in items:
        raise EvidenceRefused(f"Kỳ {round_.name} không có ô nào như vậy để gắn tài liệu; hãy chọn lại xã và chỉ tiêu.")


def _changed(one: Evidence, by: Actor, *, removed: bool) -> EvidenceChanged:
    return EvidenceChanged(
        by=by,
        unit_key=one.unit_key,
        round=one.round_code,
        file_sha256=one.sha256,
        evidence=one.number,
        item=one.item_code,
        file_name=one.file_name,
        removed=removed,
    )
