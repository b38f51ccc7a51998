"""A signed-in browser into a row that can end: opaque token outside, its hash in the store.

A session ends by itself when nothing was done for the idle time, at the latest after its lifetime; it is ended by
its owner, by a change of the account, or by signing out everywhere. It survives a refresh and a restart.
"""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.audit import write
from accounts.clock import utc_now
from accounts.events import SessionsRevoked, SignedIn, SignedOut
from accounts.model import Account, AccountFault, Actor, Role
from etl.store import Cursor
from etl.store.schema import meta, set_meta

IDLE_KEY = "session_idle_min"
LIFETIME_KEY = "session_lifetime_h"
IDLE_MIN = (5, 30, 24 * 60)
LIFETIME_H = (1, 12, 24 * 14)
TOKEN_BYTES = 32
TOUCH_EVERY = timedelta(seconds=60)
KEPT_AFTER_END = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Signed:
    """A live session and whose it is. `account` is as the store has it now, not as it was at sign-in."""

    token_hash: str
    account: Account
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session lives: without use, and at all."""

    idle: timedelta
    lifetime: timedelta


def token_hash(token: str) -> str:
    """What the store knows of a token: reading the store gives nobody a session."""
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def limits(cursor: Cursor) -> Limits:
    """The limits in force: 30 minutes idle and 12 hours in all unless the store says otherwise."""
    return Limits(
        idle=timedelta(minutes=_setting(cursor, IDLE_KEY, IDLE_MIN)),
        lifetime=timedelta(hours=_setting(cursor, LIFETIME_KEY, LIFETIME_H)),
    )


def set_limits(cursor: Cursor, *, idle_min: int, lifetime_h: int) -> None:
    """Write the limits; the caller checks the permission and writes the audit row.

    Raises AccountFault outside 5 minutes … 24 hours idle and 1 hour … 14 days in all.
    """
    for value, (least, _, most), words in (
        (idle_min, IDLE_MIN, "Thời gian chờ (phút)"),
        (lifetime_h, LIFETIME_H, "Thời hạn phiên (giờ)"),
    ):
        if not least <= value <= most:
            raise AccountFault(f"{words} phải trong khoảng {least}–{most}.")
    set_meta(cursor, IDLE_KEY, str(idle_min))
    set_meta(cursor, LIFETIME_KEY, str(lifetime_h))


def begin(cursor: Cursor, by: Actor, *, device: str, way: str = "", now: datetime | None = None) -> str:
    """A new session of the acting account inside the caller's transaction; the token is given out only here."""
    if by.account is None:
        raise AccountFault("Phiên làm việc phải thuộc về một tài khoản.")
    at = now or utc_now()
    token = secrets.token_urlsafe(TOKEN_BYTES)
    ends_at = at + limits(cursor).lifetime
    row = [token_hash(token), by.account.login, at, at, ends_at, None, by.address, device[:60]]
    cursor.execute("delete from account_session where ends_at < ?", [at - KEPT_AFTER_END]).fetchall()
    cursor.execute("insert into account_session values (?, ?, ?, ?, ?, ?, ?, ?)", row).fetchall()
    write(cursor, SignedIn(by=by, way=way), at=at)
    return token


def live(cursor: Cursor, hashes: Sequence[str], *, now: datetime | None = None) -> dict[str, Signed]:
    """The sessions among `hashes` that are alive now, with their accounts; the others are left out."""
    if not hashes:
        return {}
    at = now or utc_now()
    places = ", ".join("?" for _ in hashes)
    rows = cursor.execute(
        "select s.token_hash, s.seen_at, a.login, a.name, a.role, a.scope_key, a.active, a.must_change, a.demo"
        " from account_session s join account a on a.login = s.login"
        f" where s.token_hash in ({places}) and s.revoked_at is null and a.active"
        " and s.ends_at > ? and s.seen_at > ?"
        " and (not a.demo or exists (select 1 from meta where key = 'sample' and value = 'true'))",
        [*hashes, at, at - limits(cursor).idle],
    ).fetchall()
    return {
        str(row[0]): Signed(
            token_hash=str(row[0]),
            seen_at=row[1],
            account=Account(
                login=row[2], name=row[3], role=Role(row[4]), scope_key=row[5],
                active=row[6], must_change=row[7], demo=row[8],
            ),
        )
        for row in rows
    }  # fmt: skip


def touch(cursor: Cursor, hashes: Iterable[str], *, now: datetime | None = None) -> None:
    """Note that these sessions are being used."""
    at = now or utc_now()
    for one in hashes:
        cursor.execute(
            "update account_session set seen_at = ? where token_hash = ? and seen_at < ?", [at, one, at]
        ).fetchall()


def end(cursor: Cursor, by: Actor, *, token_hash: str, now: datetime | None = None) -> None:
    """Sign one browser out."""
    at = now or utc_now()
    cursor.execute(
        "update account_session set revoked_at = ? where token_hash = ? and revoked_at is null",
        [at, token_hash],
    ).fetchall()
    write(cursor, SignedOut(by=by), at=at)


def end_all(cursor: Cursor, by: Actor, login: str, *, keep: str = "", now: datetime | None = None) -> int:
    """Sign `login` out of every browser except the session `keep`; returns how many were alive."""
    at = now or utc_now()
    which = "login = ? and revoked_at is null and ends_at > ? and token_hash <> ?"
    rows = cursor.execute(f"select count(*) from account_session where {which}", [login, at, keep]).fetchall()
    cursor.execute(f"update account_session set revoked_at = ? where {which}", [at, login, at, keep]).fetchall()
    count = int(rows[0][0])
    if count:
        write(cursor, SessionsRevoked(by=by, account=login, sessions=count), at=at)
    return count


def _setting(cursor: Cursor, key: str, bounds: tuple[int, int, int]) -> int:
    least, usual, most = bounds
    text = meta(cursor, key)
    return min(most, max(least, int(text))) if text and text.isdigit() else usual
