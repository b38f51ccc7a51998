"""Back up, damage, restore, compare: nothing that was accepted is lost, and nothing is put over anything."""

import os
import threading
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from accounts import audit, sessions
from accounts.model import CONSOLE, Account, Actor, Role
from accounts.permissions import Forbidden
from etl.store import BackupFault, Store, StoreDamaged
from etl.store.copying import Content, contents, database_of
from returns import backups
from returns.backups import OLD_AFTER, backup, last_backup, last_failure, warning
from returns.safety import inspect
from returns.safety.restore import restore
from returns.safety.schedule import Schedule, made_by, run_if_due
from tests.returns.conftest import LEADER, OFFICER, Filing
from tests.returns.filed_store import filed_store

ADMIN = Actor(Account("quan-tri", "Quản trị", Role.ADMIN, "38@0"))
NOON = datetime(2026, 11, 21, 5, 0, 0)
CHANGED_BY_RESTORING = {"audit", "audit_head", "meta", "account_session"}


@pytest.fixture
def bim_son(tmp_path: Path) -> Filing:
    """A unit that filed twice."""
    return filed_store(tmp_path / "store")


@pytest.fixture
def filed(bim_son: Filing) -> Store:
    """A store with two revisions of one return, its originals, an account and somebody signed in."""
    with bim_son.store.writing() as cursor:
        cursor.execute(
            "insert into account values ('a', 'A', 'admin', '38@0', true, false, false, 'x', ?, ?)", [NOON, NOON]
        ).fetchall()
        sessions.begin(cursor, Actor(Account("a", "A", Role.ADMIN, "38@0")), device="máy", now=NOON)
    return bim_son.store


def test_a_damaged_store_comes_back_with_everything(filed: Store, tmp_path: Path) -> None:
    made = backup(filed, tmp_path / "b.zip", by=ADMIN)
    before, originals, trail = _tables(filed), _originals(filed), _trail(filed)
    filed.close()
    filed.path.write_bytes(filed.path.read_bytes()[:9000])
    for path in filed.archive.rglob("*"):
        if path.is_file():
            path.write_bytes(b"damaged")
    with pytest.raises(StoreDamaged), filed.reading():
        pass

    other = Store(tmp_path / "elsewhere/kho.duckdb", wait_s=2.0)
    restored = restore(other, tmp_path / "b.zip", by=ADMIN, now=NOON + timedelta(minutes=1))

    after = _tables(other)
    assert {n: c for n, c in after.items() if n not in CHANGED_BY_RESTORING} == {
        n: c for n, c in before.items() if n not in CHANGED_BY_RESTORING
    }
    assert _originals(other) == originals
    # the backup knows what happened until it was made, and the restored store adds what happened to it
    in_backup = made.audit_seq
    assert _trail(other)[:in_backup] == trail[:in_backup]
    assert [row.action for row in _trail(other)[in_backup:]] == ["session.revoked", "store.restored"]
    with other.reading() as cursor:
        verdict = audit.verify(cursor)
    assert verdict.broken is None
    assert (restored.verdict.rows, restored.verdict.head_hash) == (made.audit_seq, made.audit_hash)
    assert inspect(other, by=CONSOLE) == ()


def test_a_restored_store_works_on(filed: Store, bim_son: Filing, tmp_path: Path) -> None:
    backup(filed, tmp_path / "b.zip", by=CONSOLE)
    other = Store(tmp_path / "kho.duckdb", wait_s=2.0)
    restore(other, tmp_path / "b.zip", by=CONSOLE)
    again = Filing(other, bim_son.round, bim_son.unit, bim_son.communes)
    assert again.file(again.values()).duplicate
    answer = again.file(again.values({"TH-1.2a": "Không áp dụng"}))
    assert (answer.accepted, answer.revision) == (True, 3)
    assert inspect(other, by=CONSOLE) == ()


def test_doors_that_were_open_then_stay_shut(filed: Store, tmp_path: Path) -> None:
    backup(filed, tmp_path / "b.zip", by=CONSOLE)
    other = Store(tmp_path / "kho.duckdb", wait_s=2.0)
    restore(other, tmp_path / "b.zip", by=CONSOLE, now=NOON + timedelta(minutes=1))
    with other.reading() as cursor:
        rows = cursor.execute("select count(*), count(revoked_at) from account_session").fetchall()
    assert rows == [(1, 1)]


def test_a_backup_while_returns_come_in_is_one_moment(filed: Store, bim_son: Filing, tmp_path: Path) -> None:
    filing = threading.Thread(
        target=lambda: [bim_son.file(bim_son.values({"TH-1.2a": word})) for word in ("Không áp dụng", "Có")]
    )
    filing.start()
    try:
        made = [backup(filed, tmp_path / f"{n}.zip", by=CONSOLE) for n in range(3)]
    finally:
        filing.join()
    for number, one in enumerate(made):
        other = Store(tmp_path / f"{number}/kho.duckdb", wait_s=2.0)
        restore(other, tmp_path / f"{number}.zip", by=CONSOLE)
        assert inspect(other, by=CONSOLE) == ()
        assert one.faults == ()
        other.close()


@pytest.mark.parametrize("taken", ["kho.duckdb", "kho.duckdb.wal", "kho-journal.jsonl", "kho-archive/ab"])
def test_nothing_is_restored_over_anything(filed: Store, tmp_path: Path, taken: str) -> None:
    backup(filed, tmp_path / "b.zip", by=CONSOLE)
    place = tmp_path / "place"
    (place / taken).parent.mkdir(parents=True)
    (place / taken).write_bytes(b"somebody's")
    with pytest.raises(BackupFault, match="nơi trống"):
        restore(Store(place / "kho.duckdb"), tmp_path / "b.zip", by=CONSOLE)
    assert [(p.name, p.read_bytes()) for p in place.rglob("*") if p.is_file()] == [(Path(taken).name, b"somebody's")]


def test_a_damaged_backup_puts_nothing_in_place(filed: Store, tmp_path: Path) -> None:
    backup(filed, tmp_path / "b.zip", by=CONSOLE)
    damaged = bytearray((tmp_path / "b.zip").read_bytes())
    damaged[len(damaged) // 3] ^= 1
    (tmp_path / "b.zip").write_bytes(bytes(damaged))
    with pytest.raises(BackupFault, match="hỏng"):
        restore(Store(tmp_path / "place/kho.duckdb"), tmp_path / "b.zip", by=CONSOLE)
    assert list((tmp_path / "place").iterdir()) == []


def test_a_backup_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(BackupFault, match="Không phục hồi được"):
        restore(Store(tmp_path / "place/kho.duckdb"), tmp_path / "no.zip", by=CONSOLE)


def test_the_store_remembers_its_last_good_backup(filed: Store, tmp_path: Path) -> None:
    assert last_backup(filed, by=ADMIN) is None
    made = backup(filed, tmp_path, by=ADMIN, now=NOON)
    assert last_backup(filed, by=ADMIN) == made
    assert (Path(made.path).name, made.returns, made.originals) == ("danvan-20261121-120000.zip", 2, 2)
    with filed.reading() as cursor:
        row = cursor.execute("select login, action from audit order by seq desc limit 1").fetchall()
    assert row == [("quan-tri", "store.backup")]


def test_an_old_backup_is_warned_of(filed: Store, tmp_path: Path) -> None:
    assert "Chưa có" in (warning(None) or "")
    made = backup(filed, tmp_path, by=CONSOLE, now=NOON)
    assert warning(made, now=NOON + OLD_AFTER) is None
    assert "7 ngày" in (warning(made, now=NOON + OLD_AFTER + timedelta(hours=1)) or "")


def test_only_a_backup_is_written_over(filed: Store, tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(b"not a backup")
    with pytest.raises(BackupFault, match="không ghi đè"):
        backup(filed, tmp_path / "letter.docx", by=CONSOLE)
    with pytest.raises(BackupFault, match="không ghi đè"):
        backup(filed, filed.path, by=CONSOLE)
    with pytest.raises(BackupFault, match="Không có thư mục"):
        backup(filed, tmp_path / "no/b.zip", by=CONSOLE)
    with pytest.raises(BackupFault, match="thư mục tệp gốc"):
        backup(filed, filed.archive, by=CONSOLE)
    backup(filed, tmp_path / "b.zip", by=CONSOLE)
    assert backup(filed, tmp_path / "b.zip", by=CONSOLE).audit_seq == 4
    assert (tmp_path / "letter.docx").read_bytes() == b"not a backup"


@pytest.mark.parametrize("actor", [OFFICER, LEADER, Actor(None)])
def test_only_the_administrator_keeps_backups(filed: Store, tmp_path: Path, actor: Actor) -> None:
    with pytest.raises(Forbidden):
        backup(filed, tmp_path / "b.zip", by=actor)
    with pytest.raises(Forbidden):
        restore(Store(tmp_path / "x.duckdb"), tmp_path / "b.zip", by=actor)
    with pytest.raises(Forbidden):
        last_backup(filed, by=actor)
    with pytest.raises(Forbidden):
        inspect(filed, by=actor)
    assert not (tmp_path / "b.zip").exists()


def test_a_scheduled_backup_is_made_when_it_is_time_and_old_ones_go(filed: Store, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "danvan-not-ours.zip").write_bytes(b"kept")
    schedule = Schedule(folder=folder, every=timedelta(hours=6), keep=2)
    made = [run_if_due(filed, schedule, now=NOON + timedelta(hours=hours)) for hours in (0, 5, 6, 13, 20)]
    assert [one is not None for one in made] == [True, False, True, True, True]
    assert [path.name for path in made_by(schedule, filed)] == [
        "danvan-20261122-080000.zip",
        "danvan-20261122-010000.zip",
    ]
    assert (folder / "danvan-not-ours.zip").read_bytes() == b"kept"


def test_a_schedule_without_its_folder_is_a_failure_that_is_remembered(filed: Store, tmp_path: Path) -> None:
    schedule = Schedule(folder=tmp_path / "not mounted")
    with pytest.raises(BackupFault, match="chưa gắn"):
        run_if_due(filed, schedule, now=NOON)
    failure = last_failure(filed, by=ADMIN)
    assert failure is not None
    assert (failure.at, "chưa gắn" in failure.message) == (NOON, True)
    backup(filed, tmp_path / "b.zip", by=ADMIN)
    assert last_failure(filed, by=ADMIN) is None


def test_no_old_backup_goes_when_the_new_one_fails(
    filed: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schedule = Schedule(folder=tmp_path, every=timedelta(hours=1), keep=1)
    run_if_due(filed, schedule, now=NOON)

    def fail(*given: object, **named: object) -> None:
        raise BackupFault("không")

    monkeypatch.setattr(backups, "write_backup", fail)
    with pytest.raises(BackupFault):
        run_if_due(filed, schedule, now=NOON + timedelta(hours=2))
    assert [path.name for path in made_by(schedule, filed)] == ["danvan-20261121-120000.zip"]


def test_what_killed_processes_left_half_made_goes_after_a_day(filed: Store, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    old, young = filed.path.with_name(".backup-work-old"), filed.path.with_name(".backup-work-young")
    for folder in (old, young):
        (folder / "store.duckdb").parent.mkdir()
        (folder / "store.duckdb").write_bytes(b"half")
    part = out / ".backup-part-x"
    part.write_bytes(b"half")
    for path in (old, part):
        os.utime(path, (1, 1))
    backup(filed, out, by=CONSOLE)
    assert (old.exists(), young.exists(), part.exists()) == (False, True, False)


@pytest.mark.parametrize("name", ["DANVAN_BACKUP_HOURS", "DANVAN_BACKUP_KEEP"])
def test_settings_that_are_no_numbers_are_said_so(name: str) -> None:
    with pytest.raises(BackupFault, match=name):
        Schedule.of({"DANVAN_BACKUP_DIR": "/x", name: "0"})


def test_the_schedule_comes_from_the_settings() -> None:
    assert Schedule.of({}) is None
    given = {"DANVAN_BACKUP_DIR": "/x", "DANVAN_BACKUP_HOURS": "12", "DANVAN_BACKUP_KEEP": "3"}
    assert Schedule.of(given) == Schedule(folder=Path("/x"), every=timedelta(hours=12), keep=3)


def _tables(store: Store) -> Mapping[str, Content]:
    with store.reading() as cursor:
        return contents(cursor, database_of(cursor))


def _originals(store: Store) -> dict[str, bytes]:
    return {str(p.relative_to(store.archive)): p.read_bytes() for p in store.archive.rglob("*") if p.is_file()}


def _trail(store: Store) -> list[audit.Row]:
    with store.reading() as cursor:
        return list(audit._rows(cursor))
