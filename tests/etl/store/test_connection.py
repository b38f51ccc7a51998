"""The store opens late, closes early, keeps all or nothing, and says who holds it."""

import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest

from etl.store import Store, StoreBusy, StoreDamaged, StoreMissing, StoreNewer
from etl.store.schema import prepare, set_meta
from etl.store.versions import newest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "s.duckdb", wait_s=1.0)
    prepare(made)
    return made


def test_a_missing_store_is_named_with_the_command_that_makes_it(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match="manage.py init"), Store(tmp_path / "no.duckdb").reading():
        pass


def test_an_error_inside_writing_leaves_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError), store.writing() as cursor:
        set_meta(cursor, "kept", "no")
        raise RuntimeError
    with store.reading() as cursor:
        assert cursor.execute("select count(*) from meta where key = 'kept'").fetchall() == [(0,)]


def test_what_is_written_is_there_after_closing(store: Store) -> None:
    with store.writing() as cursor:
        set_meta(cursor, "kept", "yes")
    store.close()
    with store.reading() as cursor:
        assert cursor.execute("select value from meta where key = 'kept'").fetchall() == [("yes",)]


def test_threads_that_add_to_one_row_lose_no_step(store: Store) -> None:
    store.transact(lambda cursor: set_meta(cursor, "count", "0"))

    def add() -> None:
        for _ in range(10):
            store.transact(
                lambda c: c.execute(
                    "update meta set value = cast(cast(value as integer) + 1 as varchar) where key = 'count'"
                ).fetchall()
            )

    threads = [threading.Thread(target=add) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reading() as cursor:
        assert cursor.execute("select value from meta where key = 'count'").fetchall() == [("30",)]


def test_another_process_may_write_while_this_one_lives(store: Store) -> None:
    with store.reading() as cursor:
        cursor.execute("select 1").fetchall()
    done = _elsewhere(store, "set_meta(c, 'from', 'elsewhere')", wait_s=5.0)
    assert done.returncode == 0, done.stderr
    with store.reading() as cursor:
        assert cursor.execute("select value from meta where key = 'from'").fetchall() == [("elsewhere",)]


def test_a_store_held_elsewhere_is_waited_for_and_then_named(store: Store) -> None:
    store.close()
    holder = duckdb.connect(str(store.path))
    try:
        done = _elsewhere(store, "None", wait_s=0.3)
    finally:
        holder.close()
    assert StoreBusy.__name__ in done.stderr
    assert "tiến trình số" in done.stderr


def test_something_else_in_the_file_is_damage_and_stays_untouched(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    path.write_bytes(b"not a database at all" * 900)
    with pytest.raises(StoreDamaged), Store(path).reading():
        pass
    assert path.read_bytes().startswith(b"not a database")


def test_a_newer_store_is_refused_unchanged(store: Store) -> None:
    store.transact(lambda cursor: set_meta(cursor, "schema_version", str(newest() + 1)))
    store.close()
    before = store.path.read_bytes()
    with pytest.raises(StoreNewer, match="Hãy cập nhật chương trình"):
        prepare(store)
    with pytest.raises(StoreNewer), store.reading():
        pass
    assert store.path.read_bytes() == before


def test_files_outside_cannot_be_read_through_the_store(store: Store) -> None:
    with store.reading() as cursor, pytest.raises(duckdb.PermissionException):
        cursor.execute("select * from read_csv('/etc/hostname')").fetchall()


def _elsewhere(store: Store, work: str, *, wait_s: float) -> subprocess.CompletedProcess[str]:
    script = (
        "from pathlib import Path\n"
        "from etl.store import Store\n"
        "from etl.store.schema import set_meta\n"
        f"store = Store(Path({str(store.path)!r}), wait_s={wait_s})\n"
        f"store.transact(lambda c: {work})\n"
    )
    return subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
