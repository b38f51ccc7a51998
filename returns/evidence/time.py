"""A round, a unit and a time into the reason why its evidence cannot be changed then, or None."""

from datetime import datetime

from etl.register import default_register
from etl.rounds import Round
from etl.store import Cursor
from returns.gate import still_taken
from returns.rounds import RoundState, settings_of


def why_closed(cursor: Cursor, round_: Round, unit_key: str, at: datetime) -> str | None:
    """A locked round changes nothing; a closed one only for who may still correct a return of it.

    `unit_key` is a commune or a filing unit; a commune's return may be its own or its (former) district's.
    """
    state = settings_of(cursor, round_).state
    if state is RoundState.LOCKED:
        return f"Kỳ {round_.name} đã khóa nên tài liệu minh chứng không thay đổi được nữa."
    if state is not RoundState.CLOSED:
        return None
    unit = default_register().get(unit_key)
    filers = (unit.key, unit.parent_key, unit.former_district_key)
    if any(key and still_taken(cursor, round_, key, at) for key in filers):
        return None
    return (
        f"Kỳ {round_.name} đã đóng nên không nhận thêm tài liệu minh chứng. "
        "Nếu cần bổ sung, đề nghị Ban trả lại báo cáo hoặc gia hạn cho đơn vị."
    )
