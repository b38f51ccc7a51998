"""A login that an identity provider vouches for into a session of the account that already exists, or a refusal."""

from accounts import sessions
from accounts.model import Account, AccountFault, Actor
from accounts.refusals import Refusals
from accounts.signing_in import known_account, refused
from etl.store import Cursor, Store

NOBODY = "Tài khoản cơ quan này chưa được cấp quyền trong chương trình. Hãy báo quản trị viên của Ban."
WAY = "sso"


def sign_in_vouched(store: Store, refusals: Refusals, login: str, *, address: str, device: str) -> tuple[Account, str]:
    """The account and the token of its new session; never makes an account, never gives a role.

    Raises AccountFault where no account that could sign in has this login, or it is a demo account; that is kept too.
    """

    def work(cursor: Cursor) -> tuple[Account, str] | None:
        account = known_account(cursor, login)
        if account is None or account.demo:
            return None
        return account, sessions.begin(cursor, Actor(account=account, address=address), device=device, way=WAY)

    begun = store.transact(work)
    if begun is None:
        refused(store, refusals, WAY, account="", address=address)
        raise AccountFault(NOBODY)
    return begun
