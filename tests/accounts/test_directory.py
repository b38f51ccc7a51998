"""Accounts: made, changed, locked; who may do it; the sessions that must not outlive it; the row that tells."""

import json
import unicodedata

import pytest

from accounts import directory, first_admin, passwords, sessions
from accounts.audit import verify
from accounts.model import CONSOLE, Account, AccountFault, Actor, Role
from accounts.permissions import Forbidden
from etl.store import Store
from tests.accounts.people import GOOD, added, signed


def events(store: Store) -> list[tuple[str, str, dict[str, object]]]:
    """Who did what, in order, with the details."""
    with store.reading() as cursor:
        assert verify(cursor).broken is None
        rows = cursor.execute("select login, action, details from audit order by seq").fetchall()
    return [(login, action, json.loads(details)) for login, action, details in rows]


def begun(store: Store, by: Actor) -> str:
    """The hash of a new session's token."""
    return sessions.token_hash(signed(store, by))


def alive(store: Store, *hashes: str) -> set[str]:
    """Which of the sessions still live."""
    with store.reading() as cursor:
        return set(sessions.live(cursor, hashes))


def test_a_new_account_must_change_the_password_it_was_given(store: Store) -> None:
    password = directory.add(store, CONSOLE, login="  HoangHoa ", name=" Lê  Thị A", role=Role.FILER)
    with store.reading() as cursor:
        account = directory.existing(cursor, "hoanghoa")
        stored_hash = directory.password_hash_of(cursor, "hoanghoa")
    assert account == Account("hoanghoa", "Lê Thị A", Role.FILER, "", must_change=True)
    assert password not in stored_hash
    assert passwords.verified(stored_hash, password)
    assert events(store)[0][:2] == ("#may-chu", "account.added")
    assert password not in json.dumps(events(store))


@pytest.mark.parametrize("login", ["", "a", "có dấu", "a b", "a\nb", "../x", "#may-chu", "x" * 41])
def test_a_login_that_cannot_be_one_is_refused(store: Store, login: str) -> None:
    with pytest.raises(AccountFault):
        directory.add(store, CONSOLE, login=login, name="A", role=Role.VIEWER)


@pytest.mark.parametrize(
    "password",
    ["ngắn-11-chữ", "123456789012", "password123", "matkhau2026", "hoanghoa2026", "aaaaaaaaaaaa", "qwertyuiop"],
)
def test_a_short_or_guessable_password_is_refused(store: Store, password: str) -> None:
    with pytest.raises(AccountFault):
        directory.add(store, CONSOLE, login="hoanghoa", name="A", role=Role.VIEWER, password=password)
    with store.reading() as cursor:
        assert directory.is_empty(cursor)


def test_a_password_is_the_same_however_the_keyboard_composes_its_letters() -> None:
    stored_hash = passwords.hashed(unicodedata.normalize("NFC", GOOD))
    assert passwords.verified(stored_hash, unicodedata.normalize("NFD", GOOD))
    assert not passwords.verified(stored_hash, GOOD + " ")
    assert not passwords.verified("damaged", GOOD)


def test_a_scope_that_is_no_unit_and_a_login_twice_are_refused(store: Store) -> None:
    added(store)
    for login, scope_key, words in (("khac", "999@0", "999@0"), ("hoanghoa", "", "Đã có")):
        with pytest.raises(AccountFault, match=words):
            directory.add(store, CONSOLE, login=login, name="A", role=Role.VIEWER, scope_key=scope_key)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_an_administrator_manages_accounts(store: Store, role: Role) -> None:
    by = added(store, "nguoi", role, "38@0")
    before = events(store)
    for act in (
        lambda: directory.add(store, by, login="moi", name="A", role=Role.ADMIN),
        lambda: directory.change(store, by, "nguoi", role=Role.ADMIN),
        lambda: directory.disable(store, by, "nguoi"),
        lambda: directory.reset_password(store, by, "nguoi"),
    ):
        with pytest.raises(Forbidden):
            act()
    assert events(store) == before


def test_a_change_is_told_with_before_and_after_and_ends_the_sessions(store: Store) -> None:
    by = added(store)
    session = begun(store, by)
    assert alive(store, session) == {session}
    directory.change(store, CONSOLE, "hoanghoa", role=Role.VIEWER, scope_key="384@0")
    assert alive(store, session) == set()
    login, action, details = events(store)[-2]
    assert (login, action) == ("#may-chu", "account.changed")
    assert details["changes"] == [["role", "filer", "viewer"], ["scope_key", "399@0", "384@0"]]
    assert events(store)[-1][1] == "session.revoked"


def test_a_change_to_what_it_is_already_leaves_sessions_and_trail_alone(store: Store) -> None:
    session = begun(store, added(store))
    before = events(store)
    directory.change(store, CONSOLE, "hoanghoa", name="Cán bộ thử")
    assert (alive(store, session), events(store)) == ({session}, before)


def test_disabling_ends_the_sessions_at_once_and_enabling_does_not_bring_them_back(store: Store) -> None:
    session = begun(store, added(store))
    directory.disable(store, CONSOLE, "hoanghoa")
    assert alive(store, session) == set()
    directory.enable(store, CONSOLE, "hoanghoa")
    assert alive(store, session) == set()


def test_the_last_administrator_stays(store: Store) -> None:
    added(store, "admin1", Role.ADMIN, "38@0")
    for act in (
        lambda: directory.disable(store, CONSOLE, "admin1"),
        lambda: directory.change(store, CONSOLE, "admin1", role=Role.VIEWER),
    ):
        with pytest.raises(AccountFault, match="cuối cùng"):
            act()
    added(store, "admin2", Role.ADMIN, "38@0")
    assert directory.disable(store, CONSOLE, "admin1").active is False


def test_a_reset_password_must_be_changed_and_ends_the_sessions(store: Store) -> None:
    session = begun(store, added(store))
    new = directory.reset_password(store, CONSOLE, "hoanghoa")
    with store.reading() as cursor:
        assert directory.existing(cursor, "hoanghoa").must_change
        assert passwords.verified(directory.password_hash_of(cursor, "hoanghoa"), new)
    assert alive(store, session) == set()


def test_the_owner_changes_the_password_and_keeps_only_this_session(store: Store) -> None:
    by = added(store)
    here, elsewhere = begun(store, by), begun(store, by)
    directory.change_own_password(store, by, old=GOOD, new="bốn-từ-không-liên-quan", keep_session=here)
    assert alive(store, here, elsewhere) == {here}
    with store.reading() as cursor:
        stored_hash = directory.password_hash_of(cursor, "hoanghoa")
    assert passwords.verified(stored_hash, "bốn-từ-không-liên-quan")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("sai-mật-khẩu", "bốn-từ-không-liên-quan", "chưa đúng"),
        (GOOD, GOOD, "phải khác"),
        (GOOD, "123456789012", "dễ đoán"),
    ],
)
def test_the_owner_s_change_is_refused_in_words(store: Store, old: str, new: str, words: str) -> None:
    by = added(store)
    with pytest.raises(AccountFault, match=words):
        directory.change_own_password(store, by, old=old, new=new)


def test_the_first_administrator_needs_the_code_and_an_empty_real_store(store: Store, sample_store: Store) -> None:
    code = first_admin.new_code()
    who = {"address": "127.0.0.1", "login": "quan.tri", "name": "Quản trị", "password": GOOD}
    with pytest.raises(AccountFault, match="Mã thiết lập"):
        first_admin.make(store, code=first_admin.new_code(), expected=code, **who)
    with pytest.raises(AccountFault, match="Mã thiết lập"):
        first_admin.make(store, code="", expected="", **who)
    made = first_admin.make(store, code=code.lower().replace("-", " "), expected=code, **who)
    assert (made.role, made.scope_key, made.must_change) == (Role.ADMIN, "38@0", False)
    with pytest.raises(AccountFault, match="đã có tài khoản"):
        first_admin.make(store, code=code, expected=code, **{**who, "login": "khac"})
    with pytest.raises(AccountFault, match="đã có tài khoản"):
        first_admin.make(sample_store, code=code, expected=code, **who)
