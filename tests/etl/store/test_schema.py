"""Numbered steps: a new store runs all, an older one the rest, after a backup and all or nothing."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from etl.store import NotUpgraded, Store, StoreDamaged, StoreOlder, versions
from etl.store.bundle import unpack_backup
from etl.store.schema import meta, prepare, set_meta, version_of
from etl.store.versions import newest, statements, steps

ROOT = Path(__file__).resolve().parents[3]
SECOND = """
-- a note to a return; kept short
create table note (
    return_number integer not null,
    words varchar not null
);

alter table round add column note varchar;
update round set note = 'cũ; chưa ghi';
"""


@pytest.fixture
def migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of SQL like the program's own, to which a test may add migrations."""
    sql = tmp_path / "sql"
    for kind in ("tables", "marts"):
        (sql / kind).mkdir(parents=True)
        for file in (ROOT / "etl/store/sql" / kind).glob("*.sql"):
            (sql / kind / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    (sql / "migrations").mkdir()
    monkeypatch.setattr(versions, "sql", lambda: sql)
    return sql / "migrations"


@pytest.fixture
def first(tmp_path: Path, migrations: Path) -> Store:
    """A store of version 1 with a round in it, as an earlier program left it."""
    store = Store(tmp_path / "danvan.duckdb", wait_s=2.0)
    prepare(store)
    with store.writing() as cursor:
        cursor.execute(
            "insert into round values ('r', 1, 'p', 'Năm', '2025-01-01', '2025-12-31', '2026-01-15', 'district')"
        ).fetchall()
    store.close()
    return store


def test_a_new_store_runs_every_step(tmp_path: Path, migrations: Path) -> None:
    (migrations / "0002_notes.sql").write_text(SECOND, encoding="utf-8")
    store = Store(tmp_path / "new.duckdb")
    prepare(store)
    with store.reading() as cursor:
        assert version_of(cursor) == 2 == newest()
        assert cursor.execute("select count(*) from note").fetchall() == [(0,)]
        assert cursor.execute("select count(*) from effective_return").fetchall() == [(0,)]
    assert not list(tmp_path.glob("*.zip"))


def test_an_older_store_is_backed_up_and_brought_up_to_date(first: Store, migrations: Path, tmp_path: Path) -> None:
    (migrations / "0002_notes.sql").write_text(SECOND, encoding="utf-8")
    prepare(first)
    with first.reading() as cursor:
        assert version_of(cursor) == 2
        assert cursor.execute("select code, note from round").fetchall() == [("r", "cũ; chưa ghi")]
    first.close()
    (saved,) = tmp_path.glob("danvan-before-v2-*.zip")
    with saved.open("rb") as source:
        assert unpack_backup(source, tmp_path / "unpacked").schema_version == 1
    with Store(tmp_path / "unpacked/store.duckdb", any_version=True).reading() as cursor:
        assert version_of(cursor) == 1
        assert cursor.execute("select code from round").fetchall() == [("r",)]


def test_preparing_again_changes_nothing(first: Store, migrations: Path, tmp_path: Path) -> None:
    (migrations / "0002_notes.sql").write_text(SECOND, encoding="utf-8")
    prepare(first)
    first.close()
    before = first.path.read_bytes()
    prepare(first)
    first.close()
    assert first.path.read_bytes() == before
    assert len(list(tmp_path.glob("*.zip"))) == 1


def test_a_step_that_fails_leaves_the_store_as_it_was(first: Store, migrations: Path) -> None:
    (migrations / "0002_notes.sql").write_text(SECOND, encoding="utf-8")
    (migrations / "0003_wrong.sql").write_text("insert into note values (1, 'a');\nselect * from nowhere;\n")
    with pytest.raises(NotUpgraded, match="Kho vẫn như cũ"):
        prepare(first)
    first.close()
    with duckdb.connect(str(first.path)) as raw:
        assert raw.execute("select value from meta where key = 'schema_version'").fetchall() == [("1",)]
        assert raw.execute("select count(*) from effective_return").fetchall() == [(0,)]
        with pytest.raises(duckdb.CatalogException):
            raw.execute("select * from note")


def test_an_older_store_takes_nothing_until_it_is_up_to_date(first: Store, migrations: Path) -> None:
    (migrations / "0002_notes.sql").write_text(SECOND, encoding="utf-8")
    with pytest.raises(StoreOlder, match="manage.py init"):
        first.transact(lambda cursor: set_meta(cursor, "a", "b"))
    with pytest.raises(StoreOlder), first.reading() as cursor:
        cursor.execute("select * from note").fetchall()
    prepare(first)
    first.transact(lambda cursor: set_meta(cursor, "a", "b"))


def test_a_changed_view_is_made_anew_at_the_next_start(first: Store, migrations: Path) -> None:
    view = migrations.parent / "marts/effective_return.sql"
    view.write_text("select *, 1 as changed from return_", encoding="utf-8")
    prepare(first)
    with first.reading() as cursor:
        assert cursor.execute("select changed from effective_return").fetchall() == []


@pytest.mark.parametrize(
    "names", [("0002_a.sql", "0002_b.sql"), ("0003_a.sql",), ("2_a.sql",), ("0002_a.sql", "0004_b.sql")]
)
def test_misnumbered_migrations_stop_the_program(migrations: Path, names: tuple[str, ...]) -> None:
    for name in names:
        (migrations / name).write_text("select 1;\n")
    with pytest.raises(ValueError, match=r"0002|2_a|number"):
        steps()


def test_the_programs_own_steps_count_on() -> None:
    assert [step.number for step in steps()] == list(range(1, newest() + 1))
    assert steps()[0].files[0].name == "core.sql"


def test_semicolons_inside_a_line_end_nothing() -> None:
    assert list(statements("select ';a';\n-- only a note; nothing\n;\nselect 2")) == ["select ';a'", "select 2"]


def test_a_new_store_is_its_owners_and_has_an_id(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.duckdb")
    prepare(store)
    if os.name != "nt":
        assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
    with store.reading() as cursor:
        assert len(meta(cursor, "store_id") or "") == 32
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_an_empty_file_in_the_stores_place_becomes_one(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.duckdb")
    duckdb.connect(str(store.path)).close()
    prepare(store)
    with store.reading() as cursor:
        assert version_of(cursor) == newest()


def test_another_database_is_not_made_into_a_store(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.duckdb")
    with duckdb.connect(str(store.path)) as other:
        other.execute("create table theirs (a integer)")
    with pytest.raises(StoreDamaged, match="DANVAN_STORE"):
        prepare(store)
    with duckdb.connect(str(store.path)) as other:
        assert other.execute("select table_name from duckdb_tables()").fetchall() == [("theirs",)]


def test_processes_that_create_one_store_at_once_make_one(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from etl.store import Store\n"
        "from etl.store.schema import meta, prepare\n"
        "store = Store(Path(sys.argv[1]))\n"
        "prepare(store)\n"
        "with store.reading() as c: print(meta(c, 'store_id'))\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "s.duckdb")]
    makers = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    ids = {maker.communicate()[0].strip() for maker in makers}
    assert len(ids) == 1
    assert ids != {""}
