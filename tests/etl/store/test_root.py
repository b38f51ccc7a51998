"""The root connection: nothing slips through a reading, and a dead instance is never handed out again."""

import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest

from etl.store import Store, StoreDamaged, StoreFull, StoreNewer, StoreShut, opening
from etl.store.root import root_of
from etl.store.schema import meta, prepare, set_meta

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "s.duckdb", wait_s=1.0)
    prepare(made)
    return made


def test_nothing_can_be_changed_through_a_reading(store: Store) -> None:
    with store.reading() as cursor, pytest.raises(duckdb.TransactionException):
        set_meta(cursor, "a", "b")


def test_a_fatal_fault_costs_one_transaction_and_not_what_was_there(store: Store) -> None:
    store.transact(lambda cursor: set_meta(cursor, "kept", "yes"))
    with pytest.raises(StoreFull, match="vẫn an toàn"), store.writing() as cursor:
        set_meta(cursor, "kept", "no")
        raise duckdb.FatalException("Could not write file: No space left on device")
    with store.reading() as cursor:
        assert meta(cursor, "kept") == "yes"


def test_after_a_fatal_fault_nobody_gets_the_dead_instance_while_one_still_holds_it(store: Store) -> None:
    """DuckDB gives the same, invalidated instance to whoever connects while a cursor of it lives."""
    seen: list[duckdb.DuckDBPyConnection | None] = []
    with store.reading() as outer:
        outer.execute("select 1").fetchall()
        before = root_of(store.path)._connection
        with pytest.raises(StoreFull), store.reading():
            raise duckdb.FatalException("No space left on device")

        def ask() -> None:
            with Store(store.path, wait_s=5.0).reading() as cursor:
                cursor.execute("select 1").fetchall()
                seen.append(root_of(store.path)._connection)

        asking = threading.Thread(target=ask)
        asking.start()
        asking.join(0.2)
        assert asking.is_alive()
    asking.join(5)
    assert len(seen) == 1
    assert seen[0] is not before


@pytest.mark.skipif(sys.platform == "win32", reason="a process's own limit on file sizes stands in for a full disk")
def test_a_disk_that_fills_up_loses_nothing_that_was_accepted(store: Store) -> None:
    store.close()
    script = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from etl.store import Store, StoreFault\n"
        "from etl.store.schema import meta, set_meta\n"
        "store = Store(Path(sys.argv[1]), wait_s=1.0)\n"
        "hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]\n"
        "size = store.path.stat().st_size\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (size + 600_000, hard))\n"
        "done = 0\n"
        "fault = None\n"
        "while fault is None and done < 400:\n"
        "    try:\n"
        "        store.transact(lambda c: (set_meta(c, 'done', str(done + 1)), c.execute(\n"
        "            'insert into lineage select current_date, md5(range::varchar || ?), null, md5(range::varchar),'\n"
        "            ' ?, ?, ? from range(4000)', [str(done)] * 4).fetchall()))\n"
        "        done += 1\n"
        "        store.checkpoint()\n"
        "    except StoreFault as raised:\n"
        "        fault = type(raised).__name__\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))\n"
        "with store.reading() as c: print(fault, done, meta(c, 'done'))\n"
        "store.transact(lambda c: set_meta(c, 'done', 'goes on'))\n"
        "with store.reading() as c: print(meta(c, 'done'))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(store.path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    first, second = ran.stdout.splitlines()
    fault, done, kept = first.split()
    assert fault == "StoreFull"
    assert int(done) > 0
    assert kept == done
    assert second == "goes on"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Could not write file: No space left on device", StoreFull),
        ("Could not write file: File too large", StoreFull),
        ('Cannot open file "x": Permission denied', StoreShut),
        ("Trying to read a database file with version number 999, but we can only read versions 64 to 67", StoreNewer),
        ("Corrupt database file: computed checksum 1 does not match stored checksum 2", StoreDamaged),
        ("WAL does not match database file.", StoreDamaged),
    ],
)
def test_every_fault_has_its_words(text: str, kind: type[Exception]) -> None:
    told = opening.told(duckdb.IOException(text), Path("kho.duckdb"))
    assert type(told) is kind
    assert "kho" in str(told).lower() or "đĩa" in str(told)


def test_a_folder_in_the_stores_place_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "s.duckdb").mkdir()
    with pytest.raises(StoreShut, match="không phải là một tệp"), Store(tmp_path / "s.duckdb").reading():
        pass


@pytest.mark.parametrize("damage", ["zero", "cut", "header", "block"])
def test_a_damaged_file_is_named_and_left_as_it_is(store: Store, damage: str) -> None:
    store.close()
    whole = bytearray(store.path.read_bytes())
    match damage:
        case "zero":
            whole = bytearray(len(whole))
        case "cut":
            whole = whole[: len(whole) // 2]
        case "header":
            whole[4096:4160] = bytes(64)
        case _:
            whole[12288 + 5000 : 12288 + 5100] = b"\xaa" * 100
    store.path.write_bytes(bytes(whole))
    with pytest.raises(StoreDamaged, match="Đừng xóa"), store.reading() as cursor:
        cursor.execute("select * from meta").fetchall()
    assert store.path.read_bytes() == bytes(whole)
