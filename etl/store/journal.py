"""What was committed, told to a file outside the database: a witness when the database has forgotten its last commits.

DuckDB opens without a word when its log is missing or cut off (PLATFORM part 2 §1c), and a store may be replaced by
an older copy by hand. So after each commit that moved the head of the audit trail one line is appended: the store's
id, the head, and every file that was accepted since the line before. Reading it back shows what is missing.
"""

import json
import logging
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

LOG = logging.getLogger("danvan.store")
STORE_ID = "store_id"
TAIL_BYTES = 1 << 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A file whose acceptance was committed: enough to name it, and to load it again from the archive."""

    seq: int
    action: str
    sha256: str
    file_name: str
    round: str | None
    unit_key: str | None
    return_number: int | None
    login: str
    at_utc: str


@dataclass(frozen=True, slots=True)
class Line:
    """The head of the audit trail after one commit, and what was accepted since the line before."""

    store: str
    seq: int
    hash: str
    accepted: tuple[Accepted, ...] = field(default=())


def note(cursor: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Append a line when the committed head lies beyond the last line.

    A journal that cannot be written is logged: the commit stands, and nobody is told otherwise.
    """
    try:
        head = cursor.execute(
            "select seq, hash, (select value from meta where key = 'store_id') from audit_head"
        ).fetchall()
    except duckdb.CatalogException:
        return
    if not head or not head[0][0] or head[0][2] is None:
        return
    seq, digest, store = int(head[0][0]), str(head[0][1]), str(head[0][2])
    try:
        after = last(path, store)
        if after is None or after.seq < seq:
            accepted = _accepted(cursor, after.seq if after else seq - 1, seq)
            _append(path, Line(store, seq, digest, accepted))
    except OSError:
        LOG.warning("journal not written: %s", path.name, exc_info=True)


def last(path: Path, store: str) -> Line | None:
    """The line of this store that went furthest, among the last ones. Raises OSError."""
    found = [line for line in _parsed(_tail(path)) if line.store == store]
    return max(found, key=lambda line: line.seq, default=None)


def lines(path: Path) -> tuple[Line, ...]:
    """Every line that can be read, in order of writing; none when there is no journal. Raises OSError."""
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return ()
    return tuple(_parsed(text))


def _accepted(cursor: duckdb.DuckDBPyConnection, after_seq: int, until_seq: int) -> tuple[Accepted, ...]:
    rows = cursor.execute(
        "select seq, action, file_sha256, details, round, unit_key, return_number, login, at_utc"
        " from audit where seq > ? and seq <= ? and file_sha256 is not null order by seq",
        [after_seq, until_seq],
    ).fetchall()
    return tuple(
        Accepted(
            seq=row[0],
            action=row[1],
            sha256=row[2],
            file_name=str(json.loads(row[3]).get("file_name", "")),
            round=row[4],
            unit_key=row[5],
            return_number=row[6],
            login=row[7],
            at_utc=row[8].isoformat(),
        )
        for row in rows
    )


def _append(path: Path, line: Line) -> None:
    written = {"store": line.store, "seq": line.seq, "hash": line.hash}
    if line.accepted:
        written["accepted"] = [{name: getattr(one, name) for name in Accepted.__slots__} for one in line.accepted]
    # a line cut off by a kill must not swallow the next one: each begins on a line of its own
    text = "\n" + json.dumps(written, ensure_ascii=False, separators=(",", ":")) + "\n"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(handle, text.encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def _tail(path: Path) -> bytes:
    try:
        with path.open("rb") as source:
            source.seek(0, os.SEEK_END)
            source.seek(max(0, source.tell() - TAIL_BYTES))
            return source.read()
    except FileNotFoundError:
        return b""


def _parsed(text: bytes) -> Iterable[Line]:
    for raw in text.splitlines():
        try:
            read: dict[str, Any] = json.loads(raw)
            accepted = tuple(Accepted(**one) for one in read.get("accepted", ()))
            yield Line(str(read["store"]), int(read["seq"]), str(read["hash"]), accepted)
        except (ValueError, KeyError, TypeError, AttributeError):
            continue  # empty, or cut off
