"""A person's own signed-in devices: which, since when, last used when, and any one of them ended."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from accounts import sessions
from accounts.audit import write
from accounts.clock import utc_now
from accounts.events import SessionsRevoked
from accounts.model import AccountFault, Actor
from etl.store import Cursor, Store

GONE = "Thiết bị này đã đăng xuất rồi."


@dataclass(frozen=True, slots=True)
class OwnSession:
    """One device. Times are UTC; `name` stands for it on a page and opens nothing; `here` is the asking browser."""

    name: str
    device: str
    address: str
    began_at: datetime
    seen_at: datetime
    here: bool


def own_sessions(store: Store, by: Actor, *, token_hash: str) -> tuple[OwnSession, ...]:
    """The live sessions of the acting account, this browser's first, then the last used first."""
    with store.reading() as cursor:
        found = [_own(row, token_hash) for row in _live(cursor, by)]
    return tuple(sorted(found, key=lambda one: (one.here, one.seen_at), reverse=True))


def end_own(store: Store, by: Actor, name: str) -> str:
    """Sign one device of the acting account out; its token's hash, for whoever keeps sessions in mind.

    Raises AccountFault where the account has no such session (any more).
    """

    def work(cursor: Cursor) -> str:
        hashes = [str(row[0]) for row in _live(cursor, by) if _name(str(row[0])) == name]
        if not hashes:
            raise AccountFault(GONE)
        at = utc_now()
        cursor.execute("update account_session set revoked_at = ? where token_hash = ?", [at, hashes[0]]).fetchall()
        write(cursor, SessionsRevoked(by=by, account=by.login, sessions=1), at=at)
        return hashes[0]

    return store.transact(work)


Row = tuple[str, str, str, datetime, datetime]


def _live(cursor: Cursor, by: Actor) -> list[Row]:
    now = utc_now()
    rows: list[Row] = cursor.execute(
        "select token_hash, device, address, made_at, seen_at from account_session"
        " where login = ? and revoked_at is null and ends_at > ? and seen_at > ?",
        [by.login, now, now - sessions.limits(cursor).idle],
    ).fetchall()
    return rows if by.account is not None else []


def _own(row: Row, here: str) -> OwnSession:
    token_hash, device, address, began_at, seen_at = row
    return OwnSession(
        name=_name(token_hash), device=device, address=address, began_at=began_at, seen_at=seen_at,
        here=token_hash == here,
    )  # fmt: skip


def _name(token_hash: str) -> str:
    return hashlib.sha256(f"phien\n{token_hash}".encode()).hexdigest()[:20]
