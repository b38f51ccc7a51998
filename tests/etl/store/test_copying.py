"""A copy is one snapshot of the store, compared before it is believed."""

import threading
from pathlib import Path

import duckdb
import pytest

from etl.store import BackupFault, Store, StoreFull, copying, durable, opening
from etl.store.copying import contents, copy_database, database_of
from etl.store.root import root_of
from etl.store.schema import prepare, set_meta


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "it's a store.duckdb", wait_s=2.0)
    prepare(made)
    return made


def test_a_copy_holds_every_row_and_every_rule(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "copy.duckdb"
    content = copy_database(store, target)
    with store.reading() as cursor:
        assert contents(cursor, database_of(cursor)) == content
    with Store(target).writing() as cursor, pytest.raises(duckdb.ConstraintException):
        cursor.execute("insert into meta values ('schema_version', '1')").fetchall()
    Store(target).close()


def test_a_copy_made_while_others_write_is_one_moment(store: Store, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            with store.writing() as cursor:  # both or none: every copy must show them equal
                set_meta(cursor, "left", str(number))
                set_meta(cursor, "right", str(number))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(4):
            copy_database(store, tmp_path / f"copy{number}.duckdb")
    finally:
        stop.set()
        writer.join()
    for number in range(4):
        with Store(tmp_path / f"copy{number}.duckdb").reading() as cursor:
            rows = cursor.execute("select distinct value from meta where key in ('left', 'right')").fetchall()
        assert len(rows) <= 1


def test_nothing_is_left_of_the_making(store: Store, tmp_path: Path) -> None:
    opening.copy_path(store.path).write_bytes(b"left by a killed backup")
    copy_database(store, tmp_path / "copy.duckdb")
    assert not list(tmp_path.glob("*copying*"))
    with store.reading() as cursor:
        assert cursor.execute("select count(*) from duckdb_databases() where not internal").fetchall() == [(1,)]


def test_a_copy_that_differs_is_thrown_away(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "_found", lambda path: {})
    with pytest.raises(BackupFault, match="không khớp"):
        copy_database(store, tmp_path / "copy.duckdb")
    assert not (tmp_path / "copy.duckdb").exists()


def test_no_copy_is_begun_without_room(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "SPARE_BYTES", 1 << 60)
    with pytest.raises(StoreFull, match="Chưa ghi gì cả"):
        copy_database(store, tmp_path / "copy.duckdb")


def test_no_other_file_can_be_attached_read_or_written(store: Store, tmp_path: Path) -> None:
    with root_of(store.path).cursor() as cursor:
        for statement in (
            f"attach '{tmp_path}/other.duckdb' as other",
            f"copy meta to '{tmp_path}/meta.csv'",
            "select * from read_text('/etc/hostname')",
            "load httpfs",
            "set enable_external_access = true",
            "set allowed_paths = ['/etc/hostname']",
        ):
            with pytest.raises(duckdb.Error):
                cursor.execute(statement).fetchall()
