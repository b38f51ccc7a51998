"""What an administrator sees and ends: every account, and every session of one."""

from accounts import directory, sessions
from accounts.model import Account, Actor
from accounts.permissions import Action, require_of
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
