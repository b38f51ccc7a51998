"""An empty or older store into the present schema, one numbered step at a time."""

import re
from importlib.resources import files

from etl.store.connection import Cursor, Store
from etl.store.faults import StoreNewer

VERSION = 1
STEPS: dict[int, tuple[str, ...]] = {1: ("core", "accounts")}

VIEWS = ("effective_return",)


def prepare(store: Store) -> None:
    """Create the tables of a new store, or bring an older one up to date, in one transaction.

    Raises StoreNewer when the store was written by a later version of the program.
    """
    with store.writing(create=True) as cursor:
        present = version_of(cursor)
        if present > VERSION:
            raise StoreNewer(
                f"Kho số liệu thuộc phiên bản {present}, chương trình này chỉ đọc được đến phiên bản {VERSION}. "
                "Hãy cập nhật chương trình rồi mở lại; kho chưa bị thay đổi gì."
            )
        for step in range(present + 1, VERSION + 1):
            for name in STEPS[step]:
                run_script(cursor, f"tables/{name}.sql")
            for view in VIEWS:
                cursor.execute(f"create view {view} as {script(f'marts/{view}.sql')}").fetchall()
            set_meta(cursor, "schema_version", str(step))
    store.checkpoint()


def version_of(cursor: Cursor) -> int:
    """The schema version of the open store, 0 when it has no tables yet."""
    known = cursor.execute(
        "select count(*) from information_schema.tables where table_name = 'meta'"
    ).fetchall()
    if not known[0][0]:
        return 0
    return int(meta(cursor, "schema_version") or 0)


def meta(cursor: Cursor, key: str) -> str | None:
    """A value of the store's own table of settings, or None."""
    rows = cursor.execute("select value from meta where key = ?", [key]).fetchall()
    return str(rows[0][0]) if rows else None


def set_meta(cursor: Cursor, key: str, value: str) -> None:
    """Write a value into the store's own table of settings."""
    cursor.execute("delete from meta where key = ?", [key]).fetchall()
    cursor.execute("insert into meta values (?, ?)", [key, value]).fetchall()


def script(name: str) -> str:
    """The text of one SQL file below etl/store/sql."""
    return (files("etl.store") / "sql" / name).read_text(encoding="utf-8")


def run_script(cursor: Cursor, name: str) -> None:
    """Run every statement of one SQL file."""
    for statement in re.split(r";\s*(?:\n|$)", script(name)):
        if statement.strip():
            cursor.execute(statement).fetchall()
