"""An account into the part of a picture it may see: the permission is asked for here, where figures are read."""

from accounts.model import Account
from accounts.permissions import Action, Forbidden, require
from etl.register import default_register
from reports.picture import PROVINCE, Picture

PROVINCE_KEY = "38@0"


def seen_scope(account: Account, picture: Picture) -> str:
    """PROVINCE, or the key of the one district or commune in the picture that the account may see.

    Raises Forbidden when nothing of the picture is the account's.
    """
    register = default_register()
    require(account, Action.SEE_FIGURES, account.scope_key, register)
    if account.scope_key == PROVINCE_KEY:
        return PROVINCE
    known = {unit.key for unit in (*picture.districts, *picture.communes)}
    if account.scope_key in known:
        return account.scope_key
    raise Forbidden("Đơn vị của tài khoản này không có trong địa giới của kỳ đang xem; hãy chọn kỳ khác.")


def require_seen(account: Account, unit_key: str) -> None:
    """Let the account see the figures of one unit, or raise Forbidden."""
    require(account, Action.SEE_FIGURES, unit_key, default_register())
