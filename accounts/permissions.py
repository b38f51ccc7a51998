"""The one table of permissions: an account, an action and a unit into yes, or a refusal in words."""

from dataclasses import dataclass
from enum import StrEnum

from accounts import refusals
from accounts.model import Account, AccountFault, Actor, Role
from accounts.refusals import Refused
from etl.register import Register, UnknownUnit, default_register


class Action(StrEnum):
    """Everything that somebody may or may not do. Those under UNITS concern one unit, the others the house."""

    SEE_DEFINITIONS = "see_definitions"
    SEE_FIGURES = "see_figures"
    SEE_RETURNS = "see_returns"
    EXPORT = "export"
    OWN_TEMPLATE = "own_template"
    TAKE_TEMPLATE = "take_template"
    CHECK_RETURN = "check_return"
    FILE_RETURN = "file_return"
    REVIEW_RETURN = "review_return"
    LOCK_RETURN = "lock_return"
    MANAGE_ROUNDS = "manage_rounds"
    MANAGE_DEFINITIONS = "manage_definitions"
    MANAGE_TASKS = "manage_tasks"
    ASK_EXPLANATION = "ask_explanation"
    ANSWER_EXPLANATION = "answer_explanation"
    SIGN_VERDICTS = "sign_verdicts"
    MANAGE_ACCOUNTS = "manage_accounts"
    READ_AUDIT = "read_audit"
    KEEP_BACKUPS = "keep_backups"
    SEE_METRICS = "see_metrics"


@dataclass(frozen=True, slots=True)
class Rule:
    """Which roles may do it, whether it is about a unit (then the unit must lie in the scope), and its words."""

    roles: frozenset[Role]
    of_unit: bool
    words: str


class Forbidden(AccountFault):
    """Not permitted; the message says what and why, in Vietnamese.

    `unnoted` names the action where nobody knew yet who asked: a reader without a name, whose view others share.
    """

    def __init__(self, message: str, *, unnoted: str = "") -> None:
        super().__init__(message)
        self.unnoted = unnoted


_ALL = frozenset(Role)
_BOARD = frozenset({Role.OFFICER})
_FILING = frozenset({Role.OFFICER, Role.FILER})
_ADMIN = frozenset({Role.ADMIN})
_READERS = frozenset({Role.OFFICER, Role.LEADER, Role.FILER, Role.VIEWER})
_RETURNS = frozenset({Role.ADMIN, Role.OFFICER, Role.LEADER, Role.FILER})

TABLE: dict[Action, Rule] = {
    Action.SEE_DEFINITIONS: Rule(_ALL, False, "xem khung chỉ tiêu"),
    Action.SEE_FIGURES: Rule(_ALL, True, "xem số liệu"),
    Action.SEE_RETURNS: Rule(_RETURNS, True, "xem báo cáo đã nộp và tệp gốc"),
    Action.EXPORT: Rule(_ALL, True, "tải biểu tổng hợp"),
    Action.OWN_TEMPLATE: Rule(_READERS, True, "dùng mẫu báo cáo Word riêng"),
    Action.TAKE_TEMPLATE: Rule(_FILING, True, "tải tệp mẫu"),
    Action.CHECK_RETURN: Rule(_FILING, True, "kiểm tra báo cáo"),
    Action.FILE_RETURN: Rule(_FILING, True, "nộp báo cáo"),
    Action.REVIEW_RETURN: Rule(_BOARD, True, "thẩm định báo cáo"),
    Action.LOCK_RETURN: Rule(_BOARD, True, "khóa báo cáo"),
    Action.MANAGE_ROUNDS: Rule(_BOARD, False, "mở và sửa kỳ báo cáo"),
    Action.MANAGE_DEFINITIONS: Rule(_BOARD, False, "sửa khung chỉ tiêu"),
    Action.MANAGE_TASKS: Rule(_BOARD, False, "cập nhật nhiệm vụ"),
    Action.ASK_EXPLANATION: Rule(_BOARD, True, "yêu cầu giải trình"),
    Action.ANSWER_EXPLANATION: Rule(frozenset({Role.FILER}), True, "giải trình"),
    Action.SIGN_VERDICTS: Rule(frozenset({Role.LEADER}), False, "ký xác nhận kết quả"),
    Action.MANAGE_ACCOUNTS: Rule(_ADMIN, False, "quản lý tài khoản"),
    Action.READ_AUDIT: Rule(_ADMIN, False, "xem nhật ký"),
    Action.KEEP_BACKUPS: Rule(_ADMIN, False, "sao lưu và phục hồi"),
    Action.SEE_METRICS: Rule(_ADMIN, False, "xem số đo của máy chủ"),
}


UPLOADING = (Action.CHECK_RETURN, Action.OWN_TEMPLATE)
"""The actions for which a file is sent to a screen. What becomes of it, the action's own door decides."""


def role_may(role: Role, action: Action) -> bool:
    """Whether the role has the action at all: for building menus. It never replaces `require`."""
    return role in TABLE[action].roles


def allowed(account: Account, action: Action, unit_key: str | None = None, register: Register | None = None) -> bool:
    """Whether `require` would let it pass. Asking this is no try: it is not noted."""
    return not _refusal(account, action, unit_key, register)


def may_upload(account: Account) -> bool:
    """Whether there is anything for which this account may send a file."""
    register = default_register()
    return any(allowed(account, action, account.scope_key, register) for action in UPLOADING)


def allowed_to(actor: Actor, action: Action, unit_key: str | None = None, register: Register | None = None) -> bool:
    """Whether `require_of` would let it pass; not noted either."""
    return actor.console or (actor.account is not None and allowed(actor.account, action, unit_key, register))


def require(account: Account, action: Action, unit_key: str | None = None, register: Register | None = None) -> None:
    """Let an account do `action` (to the unit `unit_key`) or raise Forbidden.

    Call it where the change or the reading happens. An action about a unit needs both `unit_key` and `register`;
    leaving them out is refused, never waved through. A refusal is noted (`refusals`).
    """
    require_of(Actor(account=account), action, unit_key, register)


def require_of(actor: Actor, action: Action, unit_key: str | None = None, register: Register | None = None) -> None:
    """The same for one who acts: the machine's own console may do everything (see `Actor`)."""
    if actor.console:
        return
    if actor.account is None:
        why = f"Cần đăng nhập để {TABLE[action].words}."
    else:
        why = _refusal(actor.account, action, unit_key, register)
    if why and not actor.login:
        raise Forbidden(why, unnoted=action.value)
    if why:
        refusals.BOOK.note(Refused(login=actor.login, what=action.value), actor, unit_key=unit_key)
        raise Forbidden(why)


def _refusal(account: Account, action: Action, unit_key: str | None, register: Register | None) -> str:
    """Why not, in words; "" where it is permitted."""
    rule = TABLE[action]
    if not account.active:
        return "Tài khoản này đã bị khóa."
    if account.must_change:
        return "Cần đổi mật khẩu trước khi làm việc."
    if account.role not in rule.roles:
        return f"Tài khoản “{account.name}” ({account.role_name}) không được phép {rule.words}."
    if not rule.of_unit:
        return ""
    if not account.scope_key:
        return f"Tài khoản “{account.name}” chưa được giao đơn vị nào nên chưa {rule.words} được."
    if not unit_key or register is None or not is_within(register, unit_key, account.scope_key):
        return f"Tài khoản “{account.name}” chỉ được {rule.words} trong phạm vi đơn vị của mình."
    return ""


def is_within(register: Register, unit_key: str, scope_key: str) -> bool:
    """Whether a unit is the scope's unit or lies below it: on the map of its own days, or as former district."""
    try:
        unit = register.get(unit_key)
    except UnknownUnit:
        return False
    above = (unit.parent_key, unit.former_district_key)
    return unit.key == scope_key or any(key and is_within(register, key, scope_key) for key in above)
