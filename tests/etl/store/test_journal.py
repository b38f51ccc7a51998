"""The witness outside the database: what was committed is told there, line by line, and survives a cut."""

import hashlib
import json
from datetime import datetime
from pathlib import Path

import pytest

from etl.store import Cursor, Store, journal
from etl.store.schema import meta, prepare, set_meta


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "s.duckdb", wait_s=2.0)
    prepare(made)
    return made


def test_a_commit_that_moved_the_trail_is_told_with_what_it_accepted(store: Store) -> None:
    _commit(store, 1, file="a.xlsx")
    (line,) = journal.lines(store.journal)
    with store.reading() as cursor:
        assert line.store == meta(cursor, "store_id")
    assert (line.seq, line.hash) == (1, "hash 1")
    (accepted,) = line.accepted
    assert (accepted.file_name, accepted.sha256, accepted.login) == ("a.xlsx", _digest("a.xlsx"), "who")


def test_a_commit_that_did_not_move_it_adds_nothing(store: Store) -> None:
    _commit(store, 1)
    store.transact(lambda cursor: set_meta(cursor, "a", "b"))
    assert len(journal.lines(store.journal)) == 1


def test_what_is_rolled_back_is_not_told(store: Store) -> None:
    with pytest.raises(RuntimeError), store.writing() as cursor:
        _row(cursor, 1, "")
        raise RuntimeError
    assert journal.lines(store.journal) == ()


def test_a_line_cut_off_by_a_kill_costs_only_itself(store: Store) -> None:
    _commit(store, 1)
    whole = store.journal.read_bytes()
    _commit(store, 2)
    cut = store.journal.read_bytes()[: len(whole) + 20]
    store.journal.write_bytes(cut)
    _commit(store, 3, file="c.xlsx")
    assert [line.seq for line in journal.lines(store.journal)] == [1, 3]


def test_files_of_commits_whose_line_was_lost_come_with_the_next(store: Store) -> None:
    _commit(store, 1)
    before = store.journal.read_bytes()
    _commit(store, 2, file="b.xlsx")
    store.journal.write_bytes(before)
    _commit(store, 3, file="c.xlsx")
    assert [one.file_name for one in journal.lines(store.journal)[-1].accepted] == ["b.xlsx", "c.xlsx"]


def test_lines_of_another_store_are_not_its_own(store: Store) -> None:
    other = {"store": "another", "seq": 900, "hash": "x"}
    store.journal.write_text(json.dumps(other) + "\n")
    _commit(store, 1)
    with store.reading() as cursor:
        own = meta(cursor, "store_id") or ""
    found = journal.last(store.journal, own)
    assert found is not None
    assert found.seq == 1


def test_a_journal_that_cannot_be_written_stops_no_commit(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    store.journal.mkdir()
    _commit(store, 1)
    with store.reading() as cursor:
        assert cursor.execute("select seq from audit_head").fetchall() == [(1,)]
    assert "journal not written" in caplog.text


def _commit(store: Store, seq: int, *, file: str = "") -> None:
    with store.writing() as cursor:
        _row(cursor, seq, file)


def _row(cursor: Cursor, seq: int, file: str) -> None:
    digest, details = (_digest(file), json.dumps({"file_name": file})) if file else (None, "{}")
    cursor.execute(
        "insert into audit values (?, ?, 'who', '', 'return.filed', 'u', 'r', ?, ?, ?, '', ?)",
        [seq, datetime(2026, 1, seq), seq, digest, details, f"hash {seq}"],
    ).fetchall()
    cursor.execute("update audit_head set seq = ?, hash = ?", [seq, f"hash {seq}"]).fetchall()


def _digest(file: str) -> str:
    return hashlib.sha256(file.encode()).hexdigest()
