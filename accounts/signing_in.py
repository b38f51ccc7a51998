"""A login and a password into a session, or a refusal in words that tells a guesser nothing."""

from dataclasses import dataclass
from datetime import timedelta

from accounts import devices, directory, passwords, sessions
from accounts.clock import utc_now
from accounts.demo import is_sample
from accounts.model import LOGIN, Account, AccountFault, Actor
from accounts.refusals import Refusals, Refused
from accounts.throttle import Throttle
from etl.store import Cursor, Store

FIRST_PASSWORD_AGE = timedelta(days=14)
EXPIRED = "Mật khẩu được cấp đã quá {days} ngày nên không dùng được nữa. Hãy nhờ quản trị viên của Ban đặt lại."
WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng."


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came with a try: typed words, where from, and the mark of a device that has signed in before."""

    login: str
    password: str
    address: str
    device_mark: str = ""
    device_name: str = ""


@dataclass(frozen=True, slots=True)
class Welcome:
    """A new session: its token and the device's new mark, both for cookies, and whose it is."""

    token: str
    device_mark: str
    account: Account


class SignInRefusedFault(AccountFault):
    """The try failed; `wait_s` is how long the next one has to wait (0: not at all)."""

    def __init__(self, message: str, *, wait_s: float = 0.0) -> None:
        super().__init__(message)
        self.wait_s = wait_s


@dataclass(frozen=True, slots=True)
class Turned:
    """A try that may go ahead after `delay_s`, with what the store knew when it was let through."""

    login: str
    device: str
    delay_s: float


def turned(store: Store, throttle: Throttle, attempt: Attempt) -> Turned:
    """Ask the throttle. Raises SignInRefusedFault with the seconds to wait."""
    login = attempt.login.strip().lower()[:40]
    with store.reading() as cursor:
        device = devices.device_of(attempt.device_mark, login, devices.device_secret(cursor))
        known = known_account(cursor, login) is not None
    turn = throttle.turn(login, address=attempt.address, device=device)
    if turn.refused_for_s > 0:
        refused(store, throttle.refusals, "throttled", account=login if known else "", address=attempt.address)
        words = f"Đã sai nhiều lần. Hãy thử lại sau {_duration(turn.refused_for_s)}."
        raise SignInRefusedFault(words, wait_s=turn.refused_for_s)
    return Turned(login=login, device=device, delay_s=turn.delay_s)


def sign_in(store: Store, throttle: Throttle, attempt: Attempt, turn: Turned) -> Welcome:
    """Check the password (about 30 ms of one core) and begin a session. Raises SignInRefusedFault."""
    with store.reading() as cursor:
        account, stored_hash = _known(cursor, turn.login)
    right = (
        passwords.verified(stored_hash, attempt.password)
        if stored_hash
        else passwords.verified_nobody(attempt.password)
    )
    if not right or account is None:
        reason, who = ("password", turn.login) if account else ("unknown", "")
        refused(store, throttle.refusals, reason, account=who, address=attempt.address)
        raise SignInRefusedFault(WRONG)
    if account.must_change and _first_password_is_old(store, account.login):
        refused(store, throttle.refusals, "expired", account=account.login, address=attempt.address)
        raise SignInRefusedFault(EXPIRED.format(days=FIRST_PASSWORD_AGE.days))
    by = Actor(account=account, address=attempt.address)
    new_hash = passwords.hashed(attempt.password) if passwords.outdated(stored_hash) else ""

    def work(cursor: Cursor) -> Welcome:
        if _known(cursor, turn.login) != (account, stored_hash):
            raise SignInRefusedFault("Tài khoản vừa được thay đổi. Hãy đăng nhập lại.")
        if new_hash:
            cursor.execute("update account set password_hash = ? where login = ?", [new_hash, account.login]).fetchall()
        mark = devices.mark_for(account.login, devices.ensure_secret(cursor))
        token = sessions.begin(cursor, by, device=attempt.device_name)
        return Welcome(token=token, device_mark=mark, account=account)

    welcome = store.transact(work)
    throttle.passed(turn.login, address=attempt.address, device=turn.device)
    return welcome


def refused(store: Store, refusals: Refusals, reason: str, *, account: str, address: str) -> None:
    """Note a failed try; `account` only where there is such an account: people type passwords as their login."""
    stranger = Actor(account=None, address=address)
    refusals.note(Refused(login=stranger.login, what=reason, sign_in=True, account=account), stranger)
    refusals.keep(store)


def known_account(cursor: Cursor, login: str) -> Account | None:
    """The account that could sign in; a disabled one, or a demo one in a real store, is nobody."""
    account = directory.find(cursor, login) if LOGIN.fullmatch(login) else None
    if account is None or not account.active or (account.demo and not is_sample(cursor)):
        return None
    return account


def _first_password_is_old(store: Store, login: str) -> bool:
    """Whether the password that was handed out has lain about too long; asked only after it was right."""
    with store.reading() as cursor:
        rows = cursor.execute("select changed_at from account where login = ?", [login]).fetchall()
    return bool(rows) and utc_now() - rows[0][0] > FIRST_PASSWORD_AGE


def _known(cursor: Cursor, login: str) -> tuple[Account | None, str]:
    account = known_account(cursor, login)
    return (account, directory.password_hash_of(cursor, login)) if account else (None, "")


def _duration(seconds: float) -> str:
    whole = max(1, round(seconds))
    return f"{whole} giây" if whole < 120 else f"{-(-whole // 60)} phút"
