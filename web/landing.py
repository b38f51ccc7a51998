"""Somebody who has just signed in, into the first page: the account's own page when there is something to do there."""

from urllib.parse import quote

from accounts import identity, notices
from accounts.model import Account
from web.house import House


def landing(house: House, account: Account, wanted: str) -> str:
    """The address; asks the store, so call it in a thread. What was wanted is kept for afterwards."""
    with house.store.reading() as cursor:
        stops = account.must_change or bool(notices.unread(cursor, account.login))
    if not stops:
        return house.landing(account.role, wanted)
    return identity.ACCOUNT_PATH + (f"?next={quote(wanted, safe='')}" if wanted != "/" else "")
