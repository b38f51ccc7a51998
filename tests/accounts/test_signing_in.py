"""Signing in, sessions and their ends, the throttle, and the demo accounts."""

import math
from datetime import timedelta

import pytest

from accounts import demo, devices, directory, first_admin, sessions
from accounts.clock import utc_now
from accounts.model import CONSOLE, AccountFault, Actor, Role
from accounts.signing_in import Attempt, SignInRefusedFault, Welcome, sign_in, turned
from accounts.throttle import CROWD_DELAY_S, CROWD_FAILURES, FREE_FAILURES, LONGEST_WAIT_S, Throttle
from etl.store import Store
from etl.store.schema import set_meta
from tests.accounts.people import GOOD


class Clock:
    """A clock that stands still until it is told."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def people(store: Store) -> Store:
    """A real store with one person."""
    directory.add(store, CONSOLE, login="an", name="An", role=Role.FILER, scope_key="399@0", password=GOOD)
    return store


def tried(
    store: Store, throttle: Throttle, login: str, password: str, *, address: str = "10.0.0.1", mark: str = ""
) -> Welcome:
    """One try, as the sign-in page makes it."""
    attempt = Attempt(login=login, password=password, address=address, device_mark=mark)
    return sign_in(store, throttle, attempt, turned(store, throttle, attempt))


def refusals(store: Store) -> list[tuple[str, str]]:
    """The failed tries in the trail: from where, and which account."""
    with store.reading() as cursor:
        sql = "select address, details from audit where action = 'session.refused' order by seq"
        return [(str(address), str(details)) for address, details in cursor.execute(sql).fetchall()]


def test_the_right_password_begins_a_session_that_the_store_knows_only_by_its_hash(people: Store) -> None:
    welcome = tried(people, Throttle(), " AN ", GOOD)
    with people.reading() as cursor:
        alive = sessions.live(cursor, [sessions.token_hash(welcome.token), sessions.token_hash("khác")])
        kept = str(cursor.execute("select * from account_session").fetchall())
    assert [signed.account.login for signed in alive.values()] == ["an"]
    assert welcome.token not in kept


@pytest.mark.parametrize("login", ["an", "khong-co", "không thể là tên", ""])
def test_a_wrong_try_says_the_same_for_every_login(people: Store, login: str) -> None:
    with pytest.raises(SignInRefusedFault, match=r"^Tên đăng nhập hoặc mật khẩu chưa đúng\.$"):
        tried(people, Throttle(), login, "sai")
    assert len(refusals(people)) == 1


def test_what_was_typed_as_an_unknown_login_is_not_kept(people: Store) -> None:
    with pytest.raises(SignInRefusedFault):
        tried(people, Throttle(), "mat-khau-go-nham-o", "x")
    assert refusals(people) == [("10.0.0.1", '{"account":"","reason":"unknown","times":1}')]


def test_a_password_that_was_handed_out_dies_after_two_weeks(people: Store) -> None:
    directory.reset_password(people, CONSOLE, "an", GOOD)
    assert tried(people, Throttle(), "an", GOOD).account.must_change
    with people.writing() as cursor:
        cursor.execute("update account set changed_at = changed_at - interval 15 day").fetchall()
    with pytest.raises(SignInRefusedFault, match="quá 14 ngày"):
        tried(people, Throttle(), "an", GOOD)
    with pytest.raises(SignInRefusedFault, match="chưa đúng"):
        tried(people, Throttle(), "an", "sai")
    assert refusals(people)[0] == ("10.0.0.1", '{"account":"an","reason":"expired","times":1}')
    with people.writing() as cursor:
        cursor.execute("update account set must_change = false").fetchall()
    assert tried(people, Throttle(), "an", GOOD).account.login == "an"  # one's own password does not expire


def test_the_set_up_code_has_more_than_112_bits() -> None:
    code = first_admin.new_code()
    letters = len(code.replace("-", "")) * math.log2(len(first_admin.CODE_LETTERS))
    assert letters > 112 and code != first_admin.new_code()


def test_a_disabled_account_is_told_nothing_else(people: Store) -> None:
    directory.disable(people, CONSOLE, "an")
    with pytest.raises(SignInRefusedFault, match="chưa đúng"):
        tried(people, Throttle(), "an", GOOD)


def test_the_guesser_waits_longer_and_longer_and_the_owner_not_at_all(people: Store) -> None:
    clock = Clock()
    throttle = Throttle(now_s=clock)
    mark = tried(people, throttle, "an", GOOD).device_mark
    for _ in range(FREE_FAILURES):
        with pytest.raises(SignInRefusedFault, match="chưa đúng"):
            tried(people, throttle, "an", "sai")
    with pytest.raises(SignInRefusedFault, match="thử lại sau 5 giây") as refused:
        tried(people, throttle, "an", GOOD)
    assert refused.value.wait_s == 5.0
    assert tried(people, throttle, "an", GOOD, mark=mark).account.login == "an"  # the owner's device, same address
    assert tried(people, throttle, "an", GOOD, address="10.0.0.2").account.login == "an"  # another place
    clock.now_s += 5
    with pytest.raises(SignInRefusedFault, match="chưa đúng"):
        tried(people, throttle, "an", "sai")
    with pytest.raises(SignInRefusedFault, match="thử lại sau 10 giây"):
        tried(people, throttle, "an", GOOD)


def test_a_refused_try_does_not_lengthen_the_wait_and_a_right_one_clears_it(people: Store) -> None:
    clock = Clock()
    throttle = Throttle(now_s=clock)
    for _ in range(FREE_FAILURES):
        with pytest.raises(SignInRefusedFault):
            tried(people, throttle, "an", "sai")
    for _ in range(10):
        with pytest.raises(SignInRefusedFault, match="thử lại sau"):
            tried(people, throttle, "an", "sai")
    clock.now_s += 5.1
    tried(people, throttle, "an", GOOD)
    with pytest.raises(SignInRefusedFault, match="chưa đúng"):
        tried(people, throttle, "an", "sai")


def test_a_wait_has_an_end_and_tries_at_once_gain_nothing() -> None:
    clock = Clock()
    throttle = Throttle(now_s=clock)
    let_through = [throttle.turn("an", address="10.0.0.1").refused_for_s == 0 for _ in range(50)]
    assert sum(let_through) == FREE_FAILURES
    longest_s = 0.0
    for _ in range(200):
        wait_s = throttle.turn("an", address="10.0.0.1").refused_for_s
        longest_s = max(longest_s, wait_s)
        clock.now_s += wait_s
    assert longest_s == LONGEST_WAIT_S


def test_an_address_that_sprays_is_slowed_down_not_shut_out() -> None:
    throttle = Throttle(now_s=Clock())
    turns = [throttle.turn(f"nguoi{number}", address="10.0.0.1") for number in range(CROWD_FAILURES + 5)]
    assert [turn.refused_for_s for turn in turns] == [0.0] * len(turns)
    assert [turn.delay_s for turn in turns[-5:]] == [CROWD_DELAY_S] * 5
    assert throttle.turn("an", address="10.0.0.2").delay_s == 0.0
    assert throttle.turn("an", address="10.0.0.1", device="may-cua-an").delay_s == 0.0


def test_one_ipv6_network_is_one_origin() -> None:
    throttle = Throttle(now_s=Clock())
    waits = [throttle.turn("an", address=f"2001:db8::{n:x}").refused_for_s for n in range(FREE_FAILURES + 1)]
    assert waits[-1] > 0


def test_a_device_mark_is_proof_for_its_own_login_only() -> None:
    key = b"k" * 32
    mark = devices.mark_for("an", key)
    assert devices.device_of(mark, "an", key)
    assert not devices.device_of(mark, "binh", key)
    assert not devices.device_of(mark, "an", b"x" * 32)
    assert not devices.device_of(mark[:-1], "an", key)
    assert not devices.device_of(devices.mark_for("an", b""), "an", b"")
    assert not devices.device_of("không phải mã", "an", key)


def test_a_session_ends_when_idle_and_at_its_lifetime(people: Store) -> None:
    with people.writing() as cursor:
        sessions.set_limits(cursor, idle_min=30, lifetime_h=2)
    one = sessions.token_hash(tried(people, Throttle(), "an", GOOD).token)
    start = utc_now()

    def alive(after: timedelta) -> bool:
        with people.reading() as cursor:
            return one in sessions.live(cursor, [one], now=start + after)

    assert alive(timedelta(minutes=29))
    assert not alive(timedelta(minutes=31))
    for minutes in range(20, 121, 20):
        with people.writing() as cursor:
            sessions.touch(cursor, [one], now=start + timedelta(minutes=minutes))
    assert alive(timedelta(minutes=119))
    assert not alive(timedelta(minutes=121))


@pytest.mark.parametrize(("idle_min", "lifetime_h"), [(1, 12), (60, 0), (60, 9999)])
def test_limits_that_would_shut_everybody_out_or_nobody_are_refused(
    people: Store, idle_min: int, lifetime_h: int
) -> None:
    with people.writing() as cursor, pytest.raises(AccountFault):
        sessions.set_limits(cursor, idle_min=idle_min, lifetime_h=lifetime_h)


def test_signing_out_ends_one_session_and_everywhere_ends_the_others(people: Store) -> None:
    welcome = [tried(people, Throttle(), "an", GOOD) for _ in range(3)]
    hashes = [sessions.token_hash(one.token) for one in welcome]
    by = Actor(account=welcome[0].account, address="10.0.0.1")
    people.transact(lambda c: sessions.end(c, by, token_hash=hashes[0]))
    with people.reading() as cursor:
        assert set(sessions.live(cursor, hashes)) == set(hashes[1:])
    assert people.transact(lambda c: sessions.end_all(c, by, "an", keep=hashes[1])) == 1
    with people.reading() as cursor:
        assert set(sessions.live(cursor, hashes)) == {hashes[1]}


def test_demo_accounts_work_in_a_sample_store_and_cannot_exist_in_a_real_one(store: Store, sample_store: Store) -> None:
    demo.ensure(sample_store)
    demo.ensure(sample_store)
    with sample_store.reading() as cursor:
        offered = demo.offered(cursor)
    assert [one.account.login for one in offered] == ["tinh", "huyen", "lanhdao", "xem", "quantri"]
    for one in offered:
        assert tried(sample_store, Throttle(), one.account.login, one.password).account.role is one.account.role
    with pytest.raises(AccountFault, match="minh họa"):
        demo.ensure(store)
    with store.reading() as cursor:
        assert demo.offered(cursor) == ()
        assert directory.is_empty(cursor)


def test_a_demo_account_in_a_store_that_became_real_is_dead_at_once(sample_store: Store) -> None:
    demo.ensure(sample_store)
    welcome = tried(sample_store, Throttle(), "tinh", demo.DEMO[0].password)
    with sample_store.writing() as cursor:
        set_meta(cursor, "sample", "false")
    with sample_store.reading() as cursor:
        assert sessions.live(cursor, [sessions.token_hash(welcome.token)]) == {}
    with pytest.raises(SignInRefusedFault, match="chưa đúng"):
        tried(sample_store, Throttle(), "tinh", demo.DEMO[0].password)
