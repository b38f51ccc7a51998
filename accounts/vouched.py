"""A login that an identity provider vouches for into a session of the account that already exists, or a refusal."""

from accounts import sessions
from accounts.audit import write
from accounts.events import SignInRefused
from accounts.model import Account, AccountFault, Actor
from accounts.signing_in import known_account
from etl.store import Cursor, Store

NOBODY = "Tài khoản cơ quan này chưa được cấp quyền trong chương trình. Hãy báo quản trị viên của Ban."
WAY = "sso"


def sign_in_vouched(store: Store, login: str, *, address: str, device: str) -> tuple[Account, str]:
    """The account and the token of its new session; never makes an account, never gives a role.

    Raises AccountFault where no account that could sign in has this login, or it is a demo account; that is kept too.
    """

    def work(cursor: Cursor) -> tuple[Account, str] | None:
        account = known_account(cursor, login)
        if account is None or account.demo:
            refused = SignInRefused(by=Actor(account=None, address=address), account="", reason=WAY)
            write(cursor, refused)
            return None
        return account, sessions.begin(cursor, Actor(account=account, address=address), device=device, way=WAY)

    begun = store.transact(work)
    if begun is None:
        raise AccountFault(NOBODY)
    return begun
