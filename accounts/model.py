"""Who may use the program: a role, an account with its scope, and the one who acts."""

import re
from dataclasses import dataclass
from enum import StrEnum

LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
LOGIN_RULE = "Tên đăng nhập gồm 2–40 ký tự: chữ thường không dấu, chữ số, dấu chấm, gạch ngang, gạch dưới."


class Role(StrEnum):
    """What kind of work somebody does; what it permits is written in `permissions`."""

    ADMIN = "admin"
    OFFICER = "officer"
    LEADER = "leader"
    FILER = "filer"
    VIEWER = "viewer"


ROLE_NAMES: dict[Role, str] = {
    Role.ADMIN: "Quản trị",
    Role.OFFICER: "Chuyên viên Ban",
    Role.LEADER: "Lãnh đạo Ban",
    Role.FILER: "Đơn vị nộp báo cáo",
    Role.VIEWER: "Người xem",
}


class AccountFault(Exception):  # noqa: N818 (this house says fault)
    """A wrong use of accounts; the message is Vietnamese and may be shown as it is."""


@dataclass(frozen=True, slots=True)
class Account:
    """One person's access. `scope_key` is a unit key; "" means that nothing is seen."""

    login: str
    name: str
    role: Role
    scope_key: str
    active: bool = True
    must_change: bool = False
    demo: bool = False

    @property
    def role_name(self) -> str:
        """The role in words for people."""
        return ROLE_NAMES[self.role]


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who does something, and from where: an account, the machine's own console, or a stranger.

    Whoever can run commands on the machine can read and write the store file itself, so the console needs no
    permission; it is named in the audit trail all the same. A stranger (neither) may do nothing.
    """

    account: Account | None
    address: str = ""
    console: bool = False

    @property
    def login(self) -> str:
        """The login for the audit trail; no account can be called `#may-chu` (console) or `#khach` (stranger)."""
        if self.account:
            return self.account.login
        return "#may-chu" if self.console else "#khach"


CONSOLE = Actor(account=None, console=True)


def as_login(text: str) -> str:
    """What somebody typed as a login into the form that is stored.

    Raises AccountFault where it cannot be one.
    """
    login = text.strip().lower()
    if not LOGIN.fullmatch(login):
        raise AccountFault(LOGIN_RULE)
    return login
