"""The database of a running store into a second file that was opened again and compared with the snapshot it is of."""

import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.store import opening
from etl.store.connection import Cursor, Store, rolled_back
from etl.store.durable import need_room
from etl.store.faults import BackupFault
from etl.store.root import root_of

ALIAS = "copy_in_the_making_"
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Content:
    """Rows of one table and the sum of their hashes, which no changed, lost or added row leaves as it was."""

    rows: int
    digest: int


def copy_database(store: Store, target: Path) -> Mapping[str, Content]:
    """Write a copy of one consistent snapshot to `target`, a new name in the store's own folder.

    Other threads read and write meanwhile; other processes wait while it is written, not while it is compared.
    Raises StoreFault; BackupFault when the copy does not equal the snapshot (nothing is left at `target`).
    """
    need_room(store.path.parent, store.path.stat().st_size if store.exists() else 0)
    with _one_at_a_time, root_of(store.path).cursor(wait_s=store.wait_s) as cursor:
        made = opening.copy_path(store.path.resolve())
        _clear(made)
        content = _copied(cursor, made)
        made.replace(target)
    if _found(target) != content:
        _clear(target)
        raise BackupFault(
            "Bản sao không khớp với kho số liệu nên đã bị bỏ; kho không thay đổi. "
            "Hãy chạy: python manage.py audit --verify để kiểm tra kho, và kiểm tra ổ đĩa."
        )
    return content


def contents(cursor: Cursor, database: str) -> Mapping[str, Content]:
    """What every table of an attached database holds; reads every block, so damage anywhere comes to light."""
    names = cursor.execute(
        "select table_name from duckdb_tables() where database_name = ? and not internal and not temporary"
        " order by table_name",
        [database],
    ).fetchall()
    found = {}
    for (name,) in names:
        rows = cursor.execute(
            f"select count(*), coalesce(sum(hash(t)::hugeint), 0) from {_name(database)}.main.{_name(name)} as t"
        ).fetchall()
        found[str(name)] = Content(int(rows[0][0]), int(rows[0][1]))
    return found


def database_of(cursor: Cursor) -> str:
    """The name under which the store itself is open."""
    return str(cursor.execute("select current_database()").fetchall()[0][0])


def _copied(cursor: Cursor, made: Path) -> Mapping[str, Content]:
    source, path = database_of(cursor), str(made).replace("'", "''")
    cursor.execute(f"attach '{path}' as {ALIAS}").fetchall()
    try:
        cursor.execute("begin transaction").fetchall()
        content = contents(cursor, source)
        cursor.execute(f"copy from database {_name(source)} to {ALIAS}").fetchall()
        cursor.execute("commit").fetchall()
        cursor.execute(f"checkpoint {ALIAS}").fetchall()
    except BaseException:
        rolled_back(cursor)
        raise
    finally:
        with suppress(duckdb.FatalException):
            cursor.execute(f"detach {ALIAS}").fetchall()
    return content


def _found(path: Path) -> Mapping[str, Content]:
    again = opening.opened(path)
    try:
        return contents(again.connection, database_of(again.connection))
    except duckdb.Error as fault:
        raise opening.told(fault, path) from fault
    finally:
        again.connection.close()


def _clear(path: Path) -> None:
    for ending in ("", *opening.LOG_ENDINGS):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _name(identifier: str) -> str:
    quoted = identifier.replace('"', '""')
    return f'"{quoted}"'
