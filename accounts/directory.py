"""The accounts of the store: find, list, add, change, set a password, disable; each with its audit row.

Every function that changes something takes the one who does it, checks the permission, changes and writes the
audit row in one transaction, and ends the sessions that must not outlive the change.
"""

from dataclasses import replace

from accounts import passwords, sessions
from accounts.audit import Change, write
from accounts.clock import utc_now
from accounts.events import AccountAdded, AccountChanged, PasswordChanged
from accounts.model import Account, AccountFault, Actor, Role, as_login
from accounts.permissions import Action, require_of
from etl.store import Cursor, Store

COLUMNS = "login, name, role, scope_key, active, must_change, demo"
NAME_LENGTH = 80


def find(cursor: Cursor, login: str) -> Account | None:
    """The account of this login, or None."""
    rows = cursor.execute(f"select {COLUMNS} from account where login = ?", [login]).fetchall()
    return _account(rows[0]) if rows else None


def everyone(cursor: Cursor) -> tuple[Account, ...]:
    """Every account, by login."""
    rows = cursor.execute(f"select {COLUMNS} from account order by login").fetchall()
    return tuple(_account(row) for row in rows)


def is_empty(cursor: Cursor) -> bool:
    """Whether nobody can sign in yet, because there is no account."""
    return not cursor.execute("select 1 from account limit 1").fetchall()


def add(
    store: Store,
    by: Actor,
    *,
    login: str,
    name: str,
    role: Role,
    scope_key: str = "",
    password: str | None = None,
) -> str:
    """Make an account and return its first password, which must be changed at the first sign-in.

    Without `password` the program invents one. `scope_key` "" sees nothing until a unit is chosen.
    Raises Forbidden, AccountFault.
    """
    account = Account(login=as_login(login), name=_as_name(name), role=role, scope_key=scope_key, must_change=True)
    first = password or passwords.invented()
    password_hash = passwords.hashed(passwords.checked(first, words=[account.login, account.name]))

    def work(cursor: Cursor) -> str:
        require_of(by, Action.MANAGE_ACCOUNTS)
        insert(cursor, by, account, password_hash)
        return first

    return store.transact(work)


def insert(cursor: Cursor, by: Actor, account: Account, password_hash: str) -> None:
    """Put a new account into the store inside the caller's transaction; the caller has checked the permission."""
    if find(cursor, account.login):
        raise AccountFault(f"Đã có tài khoản “{account.login}”.")
    _check_scope(cursor, account.scope_key)
    now = utc_now()
    row = [account.login, account.name, account.role.value, account.scope_key, account.active, account.must_change,
           account.demo, password_hash, now, now]  # fmt: skip
    cursor.execute("insert into account values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row).fetchall()
    event = AccountAdded(
        by=by, account=account.login, role=account.role.value, scope_key=account.scope_key, name=account.name
    )
    write(cursor, event, at=now)


def change(
    store: Store,
    by: Actor,
    login: str,
    *,
    name: str | None = None,
    role: Role | None = None,
    scope_key: str | None = None,
    active: bool | None = None,
) -> Account:
    """Change what is given and end the account's sessions, so that nobody works on with what was taken away.

    Raises Forbidden, AccountFault (unknown login or unit, last administrator).
    """

    def work(cursor: Cursor) -> Account:
        require_of(by, Action.MANAGE_ACCOUNTS)
        before = existing(cursor, login)
        after = replace(
            before,
            name=before.name if name is None else _as_name(name),
            role=before.role if role is None else role,
            scope_key=before.scope_key if scope_key is None else scope_key,
            active=before.active if active is None else active,
        )
        if after == before:
            return before
        _check_scope(cursor, after.scope_key)
        _check_admin_left(cursor, before=before, after=after)
        cursor.execute(
            "update account set name = ?, role = ?, scope_key = ?, active = ?, changed_at = ? where login = ?",
            [after.name, after.role.value, after.scope_key, after.active, utc_now(), login],
        ).fetchall()
        write(
            cursor,
            AccountChanged(by=by, account=login, unit_key=after.scope_key, changes=_changes(before, after)),
        )
        sessions.end_all(cursor, by, login)
        return after

    return store.transact(work)


def disable(store: Store, by: Actor, login: str) -> Account:
    """Lock an account out, at once and everywhere."""
    return change(store, by, login, active=False)


def enable(store: Store, by: Actor, login: str) -> Account:
    """Let a disabled account in again."""
    return change(store, by, login, active=True)


def reset_password(store: Store, by: Actor, login: str, password: str | None = None) -> str:
    """Give an account a new first password, to be changed at the next sign-in, and end its sessions.

    Returns the password (an invented one when none is given). Raises Forbidden, AccountFault.
    """
    first = passwords.checked(password or passwords.invented(), words=[login])
    password_hash = passwords.hashed(first)

    def work(cursor: Cursor) -> str:
        require_of(by, Action.MANAGE_ACCOUNTS)
        existing(cursor, login)
        _set_hash(cursor, login, password_hash, must_change=True)
        write(cursor, PasswordChanged(by=by, account=login, by_owner=False))
        sessions.end_all(cursor, by, login)
        return first

    return store.transact(work)


def change_own_password(store: Store, by: Actor, *, old: str, new: str, keep_session: str = "") -> None:
    """Change the acting account's own password and end its other sessions.

    Raises AccountFault when the old one is wrong or the new one may not be used.
    """
    if by.account is None:
        raise AccountFault("Chỉ chủ tài khoản mới đổi được mật khẩu của mình.")
    login, name = by.account.login, by.account.name
    with store.reading() as cursor:
        known_hash = password_hash_of(cursor, login)
    if not known_hash or not passwords.verified(known_hash, old):
        raise AccountFault("Mật khẩu hiện tại chưa đúng.")
    if new == old:
        raise AccountFault("Mật khẩu mới phải khác mật khẩu hiện tại.")
    new_hash = passwords.hashed(passwords.checked(new, words=[login, name]))

    def work(cursor: Cursor) -> None:
        if password_hash_of(cursor, login) != known_hash:
            raise AccountFault("Mật khẩu vừa được đổi ở nơi khác. Hãy đăng nhập lại.")
        _set_hash(cursor, login, new_hash, must_change=False)
        write(cursor, PasswordChanged(by=by, account=login, by_owner=True))
        sessions.end_all(cursor, by, login, keep=keep_session)

    store.transact(work)


def password_hash_of(cursor: Cursor, login: str) -> str:
    """The stored hash of an active account, or ""."""
    rows = cursor.execute("select password_hash from account where login = ? and active", [login]).fetchall()
    return str(rows[0][0]) if rows else ""


def existing(cursor: Cursor, login: str) -> Account:
    """The account of this login. Raises AccountFault when there is none."""
    account = find(cursor, login)
    if account is None:
        raise AccountFault(f"Không có tài khoản “{login}”.")
    return account


def _set_hash(cursor: Cursor, login: str, password_hash: str, *, must_change: bool) -> None:
    cursor.execute(
        "update account set password_hash = ?, must_change = ?, changed_at = ? where login = ?",
        [password_hash, must_change, utc_now(), login],
    ).fetchall()


def _check_scope(cursor: Cursor, scope_key: str) -> None:
    if scope_key and not cursor.execute("select 1 from unit where unit_key = ?", [scope_key]).fetchall():
        raise AccountFault(f"Không có đơn vị “{scope_key}” trong danh mục.")


def _check_admin_left(cursor: Cursor, *, before: Account, after: Account) -> None:
    if before.role is not Role.ADMIN or (after.role is Role.ADMIN and after.active):
        return
    others = "select 1 from account where role = ? and active and login <> ? limit 1"
    if not cursor.execute(others, [Role.ADMIN.value, before.login]).fetchall():
        raise AccountFault("Đây là quản trị viên cuối cùng; hãy thêm một quản trị viên khác trước.")


def _changes(before: Account, after: Account) -> tuple[Change, ...]:
    told = ("name", "role", "scope_key", "active")
    pairs = [(field, getattr(before, field), getattr(after, field)) for field in told]
    return tuple(Change(field=field, before=old, after=new) for field, old, new in pairs if old != new)


def _as_name(text: str) -> str:
    name = " ".join(text.split())
    if not 1 <= len(name) <= NAME_LENGTH:
        raise AccountFault(f"Họ tên cần có và không dài quá {NAME_LENGTH} ký tự.")
    return name


def _account(row: tuple[str, str, str, str, bool, bool, bool]) -> Account:
    login, name, role, scope_key, active, must_change, demo = row
    return Account(
        login=login,
        name=name,
        role=Role(role),
        scope_key=scope_key,
        active=active,
        must_change=must_change,
        demo=demo,
    )
