"""Refused tries leave a line in the log and a bounded number of rows in the trail."""

import json
import logging

import pytest

from accounts import refusals
from accounts.model import CONSOLE, Account, Actor, Role
from accounts.permissions import Action, Forbidden, allowed, allowed_to, require, require_of
from accounts.refusals import HOUR_S, ROWS_AN_HOUR, Refusals, Refused
from accounts.signing_in import Attempt, SignInRefusedFault, sign_in, turned
from accounts.throttle import FREE_FAILURES, Throttle
from etl.store import Store, StoreBusy
from tests.accounts.people import GOOD, added


class Clock:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def book(monkeypatch: pytest.MonkeyPatch) -> Refusals:
    """An empty book in the place of the process's own."""
    mine = Refusals(now_s=Clock())
    monkeypatch.setattr(refusals, "BOOK", mine)
    return mine


def rows(store: Store) -> list[tuple[str, str, str | None, dict[str, object]]]:
    with store.reading() as cursor:
        sql = (
            "select action, login, unit_key, details from audit"
            " where action in ('access.refused', 'session.refused') order by seq"
        )
        return [(str(a), str(who), unit, json.loads(d)) for a, who, unit, d in cursor.execute(sql).fetchall()]


def test_a_refused_permission_is_logged_and_kept_with_who_and_what(
    store: Store, book: Refusals, caplog: pytest.LogCaptureFixture
) -> None:
    by = added(store, "an", Role.VIEWER)
    with caplog.at_level(logging.INFO, logger="danvan.access"), pytest.raises(Forbidden):
        require_of(by, Action.FILE_RETURN, "399@0", None)
    line = caplog.records[-1]
    assert (line.__dict__["login"], line.__dict__["reason"]) == ("an", "file_return")
    assert book.keep(store) == 1
    assert rows(store) == [("access.refused", "an", "399@0", {"refused": "file_return", "times": 1})]


def test_asking_whether_something_is_allowed_is_no_try(store: Store, book: Refusals) -> None:
    by = added(store, "an", Role.VIEWER)
    assert by.account is not None
    assert not allowed(by.account, Action.MANAGE_ACCOUNTS)
    assert not allowed_to(by, Action.MANAGE_ACCOUNTS)
    assert allowed_to(CONSOLE, Action.MANAGE_ACCOUNTS)
    assert not allowed_to(Actor(account=None), Action.SEE_DEFINITIONS)
    assert book.keep(store, everything=True) == 0


def test_a_loop_leaves_a_few_rows_an_hour_and_no_try_is_lost(store: Store, book: Refusals) -> None:
    by = added(store, "an", Role.VIEWER)
    for _ in range(1000):
        with pytest.raises(Forbidden):
            require_of(by, Action.READ_AUDIT)
        book.keep(store)
    assert len(rows(store)) == ROWS_AN_HOUR
    book.now_s.now_s += HOUR_S  # type: ignore[attr-defined]
    book.keep(store)
    assert len(rows(store)) == ROWS_AN_HOUR + 1
    assert sum(int(str(details["times"])) for *_, details in rows(store)) == 1000
    book.now_s.now_s += HOUR_S  # type: ignore[attr-defined]
    assert book.keep(store) == 0
    assert not book._counts


def test_a_store_that_is_busy_loses_no_count(store: Store, book: Refusals, monkeypatch: pytest.MonkeyPatch) -> None:
    book.note(Refused(login="an", what="media"), Actor(account=None))

    def busy(*_: object, **__: object) -> None:
        raise StoreBusy("bận")

    with monkeypatch.context() as patched:
        patched.setattr(Store, "transact", busy)
        with pytest.raises(StoreBusy):
            book.keep(store)
    assert book.keep(store) == 1
    assert rows(store)[0][3] == {"refused": "media", "times": 1}


def test_a_reader_without_a_name_is_left_to_the_screen(book: Refusals, store: Store) -> None:
    reader = Account(login="", name="Người xem", role=Role.VIEWER, scope_key="399@0")
    with pytest.raises(Forbidden) as refused:
        require(reader, Action.SEE_RETURNS)
    assert refused.value.unnoted == "see_returns"
    assert book.keep(store, everything=True) == 0


def test_guessing_leaves_a_bounded_number_of_rows_with_the_throttled_tries_among_them(store: Store) -> None:
    added(store, "an")
    throttle = Throttle(now_s=Clock())
    for _ in range(FREE_FAILURES + 300):
        attempt = Attempt(login="an", password="sai", address="10.0.0.1")
        with pytest.raises(SignInRefusedFault):
            sign_in(store, throttle, attempt, turned(store, throttle, attempt))
    kept = [(details["account"], details["reason"]) for *_, details in rows(store)]
    assert kept == [("an", "password")] * FREE_FAILURES + [("an", "throttled")] * ROWS_AN_HOUR
    throttle.refusals.keep(store, everything=True)
    assert sum(int(str(details["times"])) for *_, details in rows(store)) == FREE_FAILURES + 300


def test_a_throttled_try_of_an_unknown_login_keeps_nothing_that_was_typed(store: Store) -> None:
    throttle = Throttle(now_s=Clock())
    for _ in range(FREE_FAILURES + 1):
        attempt = Attempt(login=GOOD, password="x", address="10.0.0.1")
        with pytest.raises(SignInRefusedFault):
            sign_in(store, throttle, attempt, turned(store, throttle, attempt))
    assert {(str(d["account"]), str(d["reason"])) for *_, d in rows(store)} == {("", "unknown"), ("", "throttled")}
