"""Vietnamese words of the account page, and what was done to an account as a sentence."""

from datetime import datetime

from accounts.audit import Change
from accounts.events import AccountChanged, PasswordChanged
from accounts.model import ROLE_NAMES
from accounts.notices import Notice
from etl.register import UnknownUnit, default_register
from etl.store.bundle import VIETNAM

TITLE = "Tài khoản"
FIRST_CHANGE = "Hãy đổi mật khẩu được cấp trước khi làm việc."
CHANGED = "Đã đổi mật khẩu."
CHANGE = "Đổi mật khẩu"
OLD, NEW, AGAIN = "Mật khẩu hiện tại", "Mật khẩu mới", "Gõ lại mật khẩu mới"
NEW_HINT = "Từ {least} ký tự, khó đoán; nên ghép vài từ không liên quan với nhau."
NOT_SAME = "Hai lần gõ mật khẩu mới chưa giống nhau."
WAIT = "Đã thử nhiều lần. Hãy chờ {seconds} giây rồi thử lại."
DEVICES = "Thiết bị đang đăng nhập"
DEVICES_SAID = "Không nhận ra thiết bị nào thì đăng xuất thiết bị đó, rồi đổi mật khẩu."
HERE = "máy này"
SINCE, SEEN, FROM = "Đăng nhập lúc", "Dùng lần cuối lúc", "Địa chỉ"
END_ONE = "Đăng xuất thiết bị này"
ENDED_ONE = "Đã đăng xuất thiết bị đó."
EVERYWHERE = "Đăng xuất khỏi mọi thiết bị"
EVERYWHERE_SAID = "Kết thúc mọi phiên, cả ở máy này. Dùng khi nghi có người đăng nhập nhờ tên mình."
KEPT = "Chương trình ghi lại những gì"
KEPT_SAID = (
    "Họ tên, tên đăng nhập, vai trò; lúc đăng nhập, địa chỉ máy và loại trình duyệt; mỗi việc làm thay đổi hoặc lấy ra "
    "số liệu, lúc nào. Những điều này nằm trong nhật ký của Ban, chỉ quản trị viên đọc được, và không bị xóa."
)
BACK = "Quay lại làm việc"
NOTICES = "Tài khoản của đồng chí vừa có thay đổi"
NOTICES_SAID = "Nếu không biết vì sao, hãy hỏi quản trị viên của Ban."
READ = "Tôi đã đọc, vào làm việc"
CONSOLE_NAME = "Người giữ máy chủ"
PASSWORD_SET = "đặt lại mật khẩu"
REVOKED = "đăng xuất tài khoản khỏi mọi thiết bị"
LOCKED, UNLOCKED = "khóa tài khoản", "mở khóa tài khoản"
NO_SCOPE = "chưa giao đơn vị"
FIELDS = {"name": "họ tên, chức danh", "role": "vai trò", "scope_key": "phạm vi"}


def at(moment: datetime) -> str:
    """A UTC moment as the clock shows it in Vietnam."""
    return f"{moment + VIETNAM:%H:%M ngày %d/%m/%Y}"


def notice(one: Notice) -> str:
    """ "10:05 ngày 22/11/2026, Lê An: đổi vai trò từ “Người xem” thành “Chuyên viên Ban”." """
    if one.action == PasswordChanged.code:
        told = PASSWORD_SET
    elif one.action == AccountChanged.code:
        told = "; ".join(_change(change) for change in one.changes)
    else:
        told = REVOKED
    return f"{at(one.at_utc)}, {one.by_name or CONSOLE_NAME}: {told}."


def _change(change: Change) -> str:
    if change.field == "active":
        return UNLOCKED if change.after else LOCKED
    before, after = (_value(change.field, one) for one in (change.before, change.after))
    return f"đổi {FIELDS.get(change.field, change.field)} từ “{before}” thành “{after}”"


def _value(field: str, value: str | int | bool | None) -> str:
    text = "" if value is None else str(value)
    if field == "role":
        return next((name for role, name in ROLE_NAMES.items() if role.value == text), text)
    return _unit(text) if field == "scope_key" else text


def _unit(key: str) -> str:
    try:
        return default_register().get(key).full_name if key else NO_SCOPE
    except UnknownUnit:
        return key
