"""Every kind of loss is found, named in a sentence and told what to do about; a sound store has no findings."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from accounts import audit
from accounts.events import SignedOut
from accounts.model import CONSOLE, Account, Actor, Role
from accounts.permissions import Forbidden
from etl import archive
from etl.store import Store, durable
from etl.store.schema import set_meta
from etl.store.versions import newest
from returns import safety
from returns.safety import inspect
from returns.safety.findings import WORDS, FindingCode
from returns.safety.trail import EVENT_MODULES, Asked, read_trail, words_of
from tests.returns.conftest import BIM_SON, ROUND, VIEWER, Filing
from tests.returns.filed_store import filed_store

ROOT = Path(__file__).resolve().parents[2]
ENDS_LIKE_A_KILL = """
import os, sys
from pathlib import Path
from accounts import audit
from accounts.events import SignedOut
from accounts.model import CONSOLE
from etl.store import Store
Store(Path(sys.argv[1])).transact(lambda cursor: audit.write(cursor, SignedOut(by=CONSOLE)))
os._exit(9)
"""
ADMIN = Actor(Account("quan-tri", "Quản trị", Role.ADMIN, "38@0"))


@pytest.fixture
def bim_son(tmp_path: Path) -> Filing:
    """A unit that filed twice."""
    return filed_store(tmp_path / "store")


@pytest.fixture
def filed(bim_son: Filing) -> Store:
    """A store with two revisions of one return."""
    return bim_son.store


def test_a_sound_store_has_no_findings(filed: Store) -> None:
    assert inspect(filed, by=ADMIN) == ()
    assert inspect(filed, by=ADMIN, deep=False) == ()


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("delete from fact where item_number = (select min(item_number) from fact)", FindingCode.FACTS_DIFFER),
        ("insert into fact select 99, 1, 1, 1, 1.0, 1, 1, 1", FindingCode.FACTS_ORPHANED),
        ("update return_ set revision = 3 where number = 2", FindingCode.REVISION_GAP),
        ("update return_ set sha256 = repeat('0', 64) where number = 2", FindingCode.RETURN_UNTOLD),
        ("delete from return_ where number = 2", FindingCode.RETURN_GONE),
        ("update audit set login = 'other' where seq = 1", FindingCode.AUDIT_BROKEN),
        ("delete from audit where seq = 2", FindingCode.AUDIT_BROKEN),
    ],
)
def test_what_somebody_changed_in_the_file_is_found(filed: Store, statement: str, code: FindingCode) -> None:
    with duckdb.connect(str(filed.path)) as raw:
        raw.execute(statement)
    found = inspect(filed, by=ADMIN)
    assert code in {one.code for one in found}
    assert all(one.what and one.todo and "{" not in one.what + one.todo for one in found)


@pytest.mark.parametrize(
    ("damage", "code", "shallow"),
    [
        (Path.unlink, FindingCode.ORIGINAL_MISSING, True),
        (lambda path: path.write_bytes(path.read_bytes()[:-1]), FindingCode.ORIGINAL_ALTERED, True),
        (lambda path: path.write_bytes(bytes(path.stat().st_size)), FindingCode.ORIGINAL_ALTERED, False),
    ],
)
def test_an_original_that_is_not_as_it_came_is_found(
    filed: Store, damage: Callable[[Path], object], code: FindingCode, shallow: bool
) -> None:
    path = archive.path_of(filed, _digests(filed)[0])
    damage(path)
    (found,) = inspect(filed, by=ADMIN)
    assert (found.code, found.about) == (code, (str(path),))
    assert [one.code for one in inspect(filed, by=ADMIN, deep=False)] == ([code] if shallow else [])


def test_a_log_that_vanished_with_commits_in_it_is_found_and_nothing_is_lost(filed: Store, bim_son: Filing) -> None:
    """DuckDB opens without its log as if nothing had been; the archive and the journal know better."""
    without = filed.path.read_bytes()
    assert bim_son.file(bim_son.values({"TH-1.2a": "Không áp dụng"})).revision == 3
    filed.close()
    filed.path.write_bytes(without)

    (found,) = inspect(filed, by=ADMIN)
    assert found.code is FindingCode.COMMITS_LOST
    assert "dòng 2" in found.what
    assert "dòng 3" in found.what
    (lost,) = found.about
    assert lost.startswith(f"bao-cao.xlsx ({ROUND}, {BIM_SON}): ")
    again = Path(lost.rsplit(": ", 1)[1])
    assert again.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("tear", "code"),
    [
        (Path.unlink, FindingCode.COMMITS_LOST),
        (lambda log: log.write_bytes(b"\0" * 16 + log.read_bytes()[16:]), FindingCode.COMMITS_LOST),
        (lambda log: log.write_bytes(log.read_bytes()[:-40]), FindingCode.COMMITS_LOST),
        (lambda log: log.write_bytes(_flipped(log.read_bytes())), FindingCode.STORE_DAMAGED),
    ],
)
def test_a_log_that_a_killed_process_left_and_that_was_torn_is_found(
    filed: Store, tear: Callable[[Path], object], code: FindingCode
) -> None:
    killed = subprocess.run([sys.executable, "-c", ENDS_LIKE_A_KILL, str(filed.path)], cwd=ROOT, check=False)
    assert killed.returncode == 9
    log = filed.path.with_name(filed.path.name + ".wal")
    tear(log)
    (found,) = inspect(filed, by=ADMIN)
    assert found.code is code


def test_a_log_that_a_killed_process_left_is_read_and_nothing_is_wrong(filed: Store) -> None:
    subprocess.run([sys.executable, "-c", ENDS_LIKE_A_KILL, str(filed.path)], cwd=ROOT, check=False)
    assert inspect(filed, by=ADMIN) == ()
    with filed.reading() as cursor:
        assert [row.action for row in read_trail(cursor, Asked(limit=1), by=ADMIN)] == ["session.ended"]


def test_a_store_put_in_place_of_another_is_found(filed: Store, bim_son: Filing, tmp_path: Path) -> None:
    before = filed.path.read_bytes()
    bim_son.file(bim_son.values({"TH-1.2a": "Không áp dụng"}))
    filed.close()
    filed.path.write_bytes(before)
    kept = filed.journal.rename(tmp_path / "set aside")
    bim_son.file(bim_son.values({"TH-1.3a": "Không"}))
    filed.close()
    kept.rename(filed.journal)
    assert [one.code for one in inspect(filed, by=ADMIN)] == [FindingCode.COMMITS_OTHER]


@pytest.mark.parametrize("deep", [True, False])
def test_what_is_committed_meanwhile_is_no_loss(filed: Store, monkeypatch: pytest.MonkeyPatch, deep: bool) -> None:
    compare = safety._journal  # noqa: SLF001

    def after_a_commit(*given: Any, **how: Any) -> Any:
        filed.transact(lambda cursor: audit.write(cursor, SignedOut(by=CONSOLE)))
        return compare(*given, **how)

    monkeypatch.setattr(safety, "_journal", after_a_commit)
    assert inspect(filed, by=ADMIN, deep=deep) == ()


def test_a_torn_journal_line_is_no_finding(filed: Store) -> None:
    with filed.journal.open("ab") as out:
        out.write(b'\n{"store":"' + json.dumps("x").encode())
    assert inspect(filed, by=ADMIN) == ()


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda store: store.path.unlink(), FindingCode.STORE_MISSING),
        (lambda store: store.path.write_bytes(bytes(50_000)), FindingCode.STORE_DAMAGED),
        (lambda store: store.path.write_bytes(store.path.read_bytes()[:20_000]), FindingCode.STORE_DAMAGED),
        (
            lambda store: store.transact(lambda cursor: set_meta(cursor, "schema_version", str(newest() + 1))),
            FindingCode.STORE_NEWER,
        ),
    ],
)
def test_a_store_that_cannot_be_opened_is_one_finding(
    filed: Store, damage: Callable[[Store], object], code: FindingCode
) -> None:
    damage(filed)
    filed.close()
    (found,) = inspect(filed, by=ADMIN)
    assert found.code is code
    assert found.todo


def test_a_block_that_rotted_away_is_found_by_reading_all(filed: Store) -> None:
    whole = bytearray(filed.path.read_bytes())
    size = 262_144
    for start in range(12_288 + size, len(whole), size):  # every block but the first, which holds the catalog
        whole[start + 1000 : start + 1100] = b"\xaa" * 100
    filed.path.write_bytes(bytes(whole))
    (found,) = inspect(filed, by=ADMIN)
    assert found.code is FindingCode.STORE_DAMAGED


def test_a_disk_that_is_nearly_full_is_a_warning(filed: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safety, "LOW_BYTES", durable.shutil.disk_usage(filed.path.parent).total + 1)
    (found,) = inspect(filed, by=ADMIN)
    assert (found.code, found.severity.value) == (FindingCode.DISK_NEARLY_FULL, "warning")


def test_every_code_has_its_two_sentences() -> None:
    assert set(WORDS) == set(FindingCode)


def test_a_store_moved_with_all_its_parts_is_sound(filed: Store, tmp_path: Path) -> None:
    shutil.copytree(filed.path.parent, tmp_path / "moved", ignore=shutil.ignore_patterns("moved"))
    assert inspect(Store(tmp_path / "moved" / filed.path.name), by=ADMIN) == ()


def test_the_trail_is_read_by_what_is_asked_for(filed: Store) -> None:
    filed.transact(lambda cursor: set_meta(cursor, "a", "b"))
    with filed.reading() as cursor:
        newest_first = read_trail(cursor, Asked(), by=ADMIN)
        assert [row.seq for row in newest_first] == [2, 1]
        assert read_trail(cursor, Asked(action="store."), by=ADMIN) == ()
        assert len(read_trail(cursor, Asked(unit_key=BIM_SON, round_code=ROUND, login="#may-chu"), by=CONSOLE)) == 2
        assert [row.seq for row in read_trail(cursor, Asked(before_seq=2, limit=1), by=ADMIN)] == [1]
        (row,) = read_trail(cursor, Asked(sha256=newest_first[0].file_sha256), by=ADMIN)
        assert row == newest_first[0]
        since = newest_first[0].at_utc
        assert read_trail(cursor, Asked(until=since), by=ADMIN) == ()
        assert len(read_trail(cursor, Asked(since=since), by=ADMIN)) == 2
        with pytest.raises(Forbidden):
            read_trail(cursor, Asked(), by=VIEWER)


def test_actions_have_words() -> None:
    assert words_of("return.filed") == "Nhận báo cáo"
    assert words_of("store.backup") == "Sao lưu"
    assert words_of("from a later program") == "from a later program"


def test_no_module_with_events_is_left_out() -> None:
    own = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for package in ("accounts", "returns")
        for path in (ROOT / package).rglob("*.py")
        if "(Event):" in path.read_text(encoding="utf-8")
    }
    assert own - {"accounts.audit"} == set(EVENT_MODULES)


def _flipped(log: bytes) -> bytes:
    middle = len(log) // 2
    return log[:middle] + bytes([log[middle] ^ 0xFF]) + log[middle + 1 :]


def _digests(store: Store) -> list[str]:
    with store.reading() as cursor:
        rows = cursor.execute("select sha256 from return_ order by number").fetchall()
    store.close()
    return [str(row[0]) for row in rows]
