"""The chain of the audit trail: what is written is found again, what is tampered with is named."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import pytest

from accounts.audit import Change, Event, Row, Verdict, verify, write
from accounts.model import CONSOLE
from etl.store import Cursor, Store


@dataclass(frozen=True, kw_only=True)
class Tried(Event):
    """An event of the tests."""

    code: ClassVar[str] = "test.tried"
    words: ClassVar[str] = "Thử"
    what: str
    on: date = date(2026, 6, 30)


COPIED = (
    "insert into audit select 6, at_utc, login, address, action, unit_key, round, return_number, file_sha256,"
    " details, prev_hash, hash from audit where seq = 5"
)
SWAPPED = (
    "update audit set seq = 99 where seq = 2; update audit set seq = 2 where seq = 4;"
    " update audit set seq = 4 where seq = 99"
)


def trail(store: Store, rows: int = 5) -> None:
    """Write a few events, one transaction each."""
    for number in range(rows):
        store.transact(lambda c, n=number: write(c, Tried(by=CONSOLE, what=f"lần {n}", unit_key="399@0")))  # type: ignore[misc]


def verdict(store: Store) -> Verdict:
    """Read the chain."""
    with store.reading() as cursor:
        return verify(cursor)


def test_an_untouched_trail_holds_and_tells_its_head(store: Store) -> None:
    trail(store)
    found = verdict(store)
    assert (found.rows, found.broken) == (5, None)
    assert len(found.head_hash) == 64


def test_an_event_keeps_its_own_fields_and_its_changes_as_json(store: Store) -> None:
    change = Change(field="role", before="viewer", after="filer")
    row: Row = store.transact(lambda c: write(c, Tried(by=CONSOLE, what="Hoằng Hóa", changes=(change,))))
    assert row.details == '{"changes":[["role","viewer","filer"]],"on":"2026-06-30","what":"Hoằng Hóa"}'
    assert (row.login, row.action) == ("#may-chu", "test.tried")


@pytest.mark.parametrize(
    ("tamper", "seq"),
    [
        ('update audit set details = \'{"what":"khác"}\' where seq = 3', 3),
        ("update audit set login = 'tinh' where seq = 3", 3),
        ("update audit set at_utc = at_utc + interval 1 microsecond where seq = 1", 1),
        ("update audit set unit_key = null where seq = 2", 2),
        ("delete from audit where seq = 3", 4),
        ("delete from audit where seq = 1", 2),
        ("delete from audit where seq = 5", 5),
        ("delete from audit where seq >= 4", 4),
        ("delete from audit", 1),
        (COPIED, 6),
        (SWAPPED, 2),
    ],
)
def test_a_changed_removed_added_or_moved_row_is_named(store: Store, tamper: str, seq: int) -> None:
    trail(store)
    with store.writing() as cursor:
        for statement in tamper.split(";"):
            cursor.execute(statement).fetchall()
    broken = verdict(store).broken
    assert broken is not None
    assert broken.seq == seq


def test_an_event_of_a_transaction_that_fails_leaves_no_row(store: Store) -> None:
    def work(cursor: Cursor) -> None:
        write(cursor, Tried(by=CONSOLE, what="hỏng giữa chừng"))
        raise KeyError("giữa chừng")

    with pytest.raises(KeyError):
        store.transact(work)
    assert verdict(store).rows == 0


def test_writers_at_once_leave_no_gap_and_no_fork(store: Store) -> None:
    failures: list[BaseException] = []

    def guarded(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as fault:
            failures.append(fault)
            raise

    threads = [threading.Thread(target=guarded, args=(lambda: trail(store, 4),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = verdict(store)
    assert (failures, found.rows, found.broken) == ([], 16, None)


def test_an_event_with_something_that_has_no_plain_form_is_refused(store: Store) -> None:
    with pytest.raises(TypeError, match="bytes"):
        store.transact(lambda c: write(c, Tried(by=CONSOLE, what=b"tep")))  # type: ignore[arg-type]
