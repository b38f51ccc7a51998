"""What can happen to accounts and sessions, one typed event each."""

from dataclasses import dataclass
from typing import ClassVar

from accounts.audit import Event


@dataclass(frozen=True, kw_only=True)
class AccountAdded(Event):
    """An account was made."""

    code: ClassVar[str] = "account.added"
    words: ClassVar[str] = "Thêm tài khoản"
    account: str
    role: str
    scope_key: str
    name: str


@dataclass(frozen=True, kw_only=True)
class AccountChanged(Event):
    """Name, role, scope or activity of an account was changed; `changes` says from what to what."""

    code: ClassVar[str] = "account.changed"
    words: ClassVar[str] = "Sửa tài khoản"
    account: str


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(Event):
    """Somebody changed the own password, or an administrator set one that must be changed."""

    code: ClassVar[str] = "account.password"
    words: ClassVar[str] = "Đổi mật khẩu"
    account: str
    by_owner: bool


@dataclass(frozen=True, kw_only=True)
class SignedIn(Event):
    """A session began; `way` says how where it was not by password."""

    code: ClassVar[str] = "session.began"
    words: ClassVar[str] = "Đăng nhập"
    way: str = ""


@dataclass(frozen=True, kw_only=True)
class SignInRefused(Event):
    """A sign-in failed, or was not let through by the throttle (reason `throttled`); `times` where several share a row.

    The login is kept only when such an account exists: people type passwords there.
    """

    code: ClassVar[str] = "session.refused"
    words: ClassVar[str] = "Đăng nhập không thành công"
    account: str
    reason: str
    times: int = 1


@dataclass(frozen=True, kw_only=True)
class AccessRefused(Event):
    """Somebody asked for what is not theirs: `refused` names the action (or the door), `times` how often."""

    code: ClassVar[str] = "access.refused"
    words: ClassVar[str] = "Bị từ chối quyền"
    refused: str
    times: int = 1


@dataclass(frozen=True, kw_only=True)
class SignedOut(Event):
    """A session ended because its owner signed out."""

    code: ClassVar[str] = "session.ended"
    words: ClassVar[str] = "Đăng xuất"


@dataclass(frozen=True, kw_only=True)
class SessionLimitsChanged(Event):
    """How long sessions live was changed; `changes` says from what to what."""

    code: ClassVar[str] = "session.limits"
    words: ClassVar[str] = "Đổi thời gian phiên"


@dataclass(frozen=True, kw_only=True)
class SessionsRevoked(Event):
    """Every session of one account ended at once."""

    code: ClassVar[str] = "session.revoked"
    words: ClassVar[str] = "Đăng xuất khỏi mọi thiết bị"
    account: str
    sessions: int
