"""A one-time code, shown in the terminal, into the first administrator of an empty real store."""

import hmac
import secrets

from accounts import demo, directory, passwords
from accounts.model import Account, AccountFault, Actor, Role, as_login
from etl.store import Cursor, Store

CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
WORDS = "Mã thiết lập chưa đúng. Mã được in trong cửa sổ dòng lệnh đang chạy chương trình."


def new_code() -> str:
    """A code nobody can guess (about 119 bits), in groups that can be copied by hand."""
    return "-".join("".join(secrets.choice(CODE_LETTERS) for _ in range(4)) for _ in range(6))


def needed(cursor: Cursor) -> bool:
    """Whether the store is real and nobody can sign in yet."""
    return directory.is_empty(cursor) and not demo.is_sample(cursor)


def make(store: Store, *, code: str, expected: str, address: str, login: str, name: str, password: str) -> Account:
    """Make the first administrator, who sees the whole province. The code is worth nothing afterwards.

    Raises AccountFault: wrong code, faulty login or password, or somebody was faster.
    """
    if not expected or not hmac.compare_digest(_plain(code).encode(), _plain(expected).encode()):
        raise AccountFault(WORDS)
    account = Account(login=as_login(login), name=name.strip() or login, role=Role.ADMIN, scope_key=demo.PROVINCE_KEY)
    password_hash = passwords.hashed(passwords.checked(password, words=[account.login, account.name]))

    def work(cursor: Cursor) -> Account:
        if not needed(cursor):
            raise AccountFault("Kho số liệu đã có tài khoản; hãy đăng nhập.")
        directory.insert(cursor, Actor(account=None, address=address), account, password_hash)
        return account

    return store.transact(work)


def _plain(code: str) -> str:
    return "".join(letter for letter in code.upper() if letter.isalnum())
