"""What an administrator sees, ends and sets: every account, every session of one, how long sessions live."""

from datetime import timedelta

from accounts import directory, sessions
from accounts.audit import Change, write
from accounts.events import SessionLimitsChanged
from accounts.model import Account, Actor
from accounts.permissions import Action, require_of
from accounts.sessions import Limits
from etl.store import Cursor, Store


def accounts(store: Store, *, by: Actor) -> tuple[Account, ...]:
    """Every account, by login. Raises Forbidden."""
    require_of(by, Action.MANAGE_ACCOUNTS)
    with store.reading() as cursor:
        return directory.everyone(cursor)


def end_sessions(store: Store, by: Actor, login: str) -> int:
    """Sign somebody out of every device; how many sessions were alive. Raises Forbidden, AccountFault."""
    require_of(by, Action.MANAGE_ACCOUNTS)

    def work(cursor: Cursor) -> int:
        directory.existing(cursor, login)
        return sessions.end_all(cursor, by, login)

    return store.transact(work)


def session_limits(store: Store, *, by: Actor) -> Limits:
    """How long sessions live now. Raises Forbidden."""
    require_of(by, Action.MANAGE_ACCOUNTS)
    with store.reading() as cursor:
        return sessions.limits(cursor)


def set_session_limits(store: Store, by: Actor, *, idle_min: int, lifetime_h: int) -> Limits:
    """Set how long sessions live: without use (minutes), and at all (hours, for sessions that begin from now on).

    Raises Forbidden, AccountFault (out of bounds).
    """
    require_of(by, Action.MANAGE_ACCOUNTS)

    def work(cursor: Cursor) -> Limits:
        before = sessions.limits(cursor)
        sessions.set_limits(cursor, idle_min=idle_min, lifetime_h=lifetime_h)
        after = sessions.limits(cursor)
        told = (
            ("idle_min", before.idle // timedelta(minutes=1), after.idle // timedelta(minutes=1)),
            ("lifetime_h", before.lifetime // timedelta(hours=1), after.lifetime // timedelta(hours=1)),
        )
        changes = tuple(Change(field=field, before=old, after=new) for field, old, new in told if old != new)
        if changes:
            write(cursor, SessionLimitsChanged(by=by, changes=changes))
        return after

    return store.transact(work)
