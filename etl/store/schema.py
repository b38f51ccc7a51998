"""An empty or older store into the present layout: numbered steps in one transaction, after a backup."""

import hashlib
import logging
import os
import tempfile
import uuid
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from etl.store import versions
from etl.store.bundle import stamped, write_backup
from etl.store.connection import Cursor, Store
from etl.store.durable import sync_folder
from etl.store.faults import NotUpgraded
from etl.store.journal import STORE_ID

LOG = logging.getLogger("danvan.store")
VERSION_KEY = "schema_version"
VIEWS_KEY = "views"
NEW = ".new-store-"


def prepare(store: Store) -> None:
    """Create the tables of a new store, or bring an older one up to date. Safe to run at every start.

    A new store appears under its name only when it is whole. An older one is first backed up beside the store
    (`danvan-before-v2-….zip`), then changed in one transaction.
    Raises StoreNewer, NotUpgraded (the store is as it was), and what opening a store may raise.
    """
    if not store.exists():
        _create(store)
    present = _present(store)
    if present < versions.newest():
        saved = _saved(store, present) if present else None
        _upgrade(store, saved)
    elif _views_differ(store):
        _upgrade(store, None)


def version_of(cursor: Cursor) -> int:
    """The schema version of the open store, 0 when it has no tables yet."""
    known = cursor.execute("select count(*) from information_schema.tables where table_name = 'meta'").fetchall()
    if not known[0][0]:
        return 0
    return int(meta(cursor, VERSION_KEY) or 0)


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
    return (versions.sql() / name).read_text(encoding="utf-8")


def bring_up_to_date(cursor: Cursor) -> None:
    """Run every step that the open store has not seen, and make the views anew, inside the caller's transaction."""
    present = version_of(cursor)
    for name, _ in reversed(versions.views()):
        cursor.execute(f"drop view if exists {name}").fetchall()
    for step in versions.steps()[present:]:
        for statement in step.statements():
            cursor.execute(statement).fetchall()
        set_meta(cursor, VERSION_KEY, str(step.number))
    for name, select in versions.views():
        cursor.execute(f"create view {name} as {select}").fetchall()
    set_meta(cursor, VIEWS_KEY, _views_digest())
    if meta(cursor, STORE_ID) is None:
        set_meta(cursor, STORE_ID, uuid.uuid4().hex)


def _create(store: Store) -> None:
    """Make the store under another name, then give it its own: one that was begun is never taken for one."""
    with tempfile.TemporaryDirectory(dir=store.path.parent, prefix=NEW) as folder:
        made = Store(Path(folder) / store.path.name)
        with made.writing(create=True) as cursor:
            bring_up_to_date(cursor)
        made.checkpoint()
        made.close()
        made.path.chmod(0o600)
        put_under_its_name(made.path, store.path)  # another process may be faster: its store is as good
    sync_folder(store.path.parent)


def put_under_its_name(made: Path, path: Path) -> bool:
    """Give a finished store its name, never over another one; False when the name is taken. Raises OSError."""
    try:
        os.link(made, path)
    except FileExistsError:
        return False
    except OSError:  # a disk without hard links
        if path.exists():
            return False
        made.rename(path)
    return True


def _present(store: Store) -> int:
    with as_it_is(store).reading() as cursor:
        return version_of(cursor)


def as_it_is(store: Store) -> Store:
    """The same store, of whatever version up to ours."""
    return Store(store.path, wait_s=store.wait_s, any_version=True)


def _views_differ(store: Store) -> bool:
    with store.reading() as cursor:
        return meta(cursor, VIEWS_KEY) != _views_digest() or meta(cursor, STORE_ID) is None


def _views_digest() -> str:
    return hashlib.sha256("\n".join(f"{name}: {text}" for name, text in versions.views()).encode()).hexdigest()


def _saved(store: Store, present: int) -> Path:
    moment = datetime.now(UTC).replace(tzinfo=None)
    target = store.path.with_name(stamped(f"{store.path.stem}-before-v{versions.newest()}", moment))
    write_backup(as_it_is(store), target, made_at=moment)
    LOG.warning("store of version %d backed up to %s before upgrading", present, target.name)
    return target


def _upgrade(store: Store, saved: Path | None) -> None:
    try:
        with store.writing(create=True) as cursor:
            bring_up_to_date(cursor)
    except duckdb.Error as fault:
        where = f" Bản sao lưu trước khi nâng cấp: {saved}." if saved else ""
        raise NotUpgraded(
            f"Không nâng cấp được kho số liệu {store.path.name} lên phiên bản {versions.newest()}: {fault}. "
            f"Kho vẫn như cũ, không mất gì.{where} Hãy dùng lại bản chương trình trước và báo người phát triển."
        ) from fault
    store.checkpoint()
    store.close()  # the next opening reads the new version
