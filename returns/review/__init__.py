"""An officer's decision on the last version of a return: accepted, or sent back with reasons; one or many at once."""

from collections.abc import Sequence
from datetime import datetime

from accounts import audit
from accounts.clock import utc_now
from accounts.model import Actor
from accounts.permissions import Action, require_of
from etl.register import default_register
from etl.store import Cursor, Store
from returns.conflicts import settle
from returns.events import ReturnDecided
from returns.faults import ReviewFault
from returns.remarks import refuse_settled, remarks_of
from returns.rounds import round_of
from returns.stored import ReturnHead, ReturnState, head_of

SHORTEST_REASON, LONGEST_REASON = 3, 2000


def approve(store: Store, numbers: Sequence[int], *, by: Actor, note: str = "", now: datetime | None = None) -> None:
    """Accept these versions, all or none. One that was sent back by mistake may be accepted too.

    Raises Forbidden, UnknownReturn, ReviewFault naming the first that cannot be accepted.
    """
    wanted = tuple(dict.fromkeys(numbers))
    if not wanted:
        raise ReviewFault("Chưa chọn báo cáo nào.")

    def work(cursor: Cursor) -> None:
        for number in wanted:
            head = _reviewed(cursor, number, by)
            if head.state is ReturnState.APPROVED:
                raise ReviewFault(f"{_name(head)} đã được duyệt trước đó.")
            _decide(cursor, head, ReturnState.APPROVED, _tidy(note), by=by, at=now or utc_now())

    store.transact(work)


def send_back(store: Store, number: int, *, reason: str, by: Actor, now: datetime | None = None) -> None:
    """Send the last version back: its figures leave the verdicts, the sender sees the reason and the remarks.

    A reason is needed unless remarks on cells say it. Raises Forbidden, UnknownReturn, ReviewFault.
    """

    def work(cursor: Cursor) -> None:
        head = _reviewed(cursor, number, by)
        why = _tidy(reason)
        if head.state is ReturnState.RETURNED:
            raise ReviewFault(f"{_name(head)} đã bị trả lại trước đó.")
        if len(why) < SHORTEST_REASON and not remarks_of(cursor, number):
            raise ReviewFault("Cần ghi lý do trả lại, hoặc ghi chú vào ô cần sửa.")
        _decide(cursor, head, ReturnState.RETURNED, why, by=by, at=now or utc_now())

    store.transact(work)


def _reviewed(cursor: Cursor, number: int, by: Actor) -> ReturnHead:
    head = head_of(cursor, number)
    require_of(by, Action.REVIEW_RETURN, head.unit_key, default_register())
    refuse_settled(cursor, head)
    return head


def _decide(cursor: Cursor, head: ReturnHead, decision: ReturnState, reason: str, *, by: Actor, at: datetime) -> None:
    cursor.execute("update return_ set state = ? where number = ?", [decision.value, head.number]).fetchall()
    cursor.execute(
        "insert into review values (?, ?, ?, ?, ?)", [head.number, decision.value, reason, by.login, at]
    ).fetchall()
    settle(cursor, round_of(cursor, head.round_code))
    event = ReturnDecided(
        by=by,
        unit_key=head.unit_key,
        round=head.round_code,
        return_number=head.number,
        file_sha256=head.sha256,
        decision=decision.value,
        revision=head.revision,
        reason=reason,
        remarks=len(remarks_of(cursor, head.number)),
    )
    audit.write(cursor, event, at=at)


def _name(head: ReturnHead) -> str:
    unit = default_register().get(head.unit_key)
    return f"Báo cáo của {unit.full_name}, lần {head.revision},"


def _tidy(words: str) -> str:
    told = "\n".join(" ".join(line.split()) for line in words.strip().splitlines())
    if len(told) > LONGEST_REASON:
        raise ReviewFault(f"Lý do dài {len(told)} ký tự, tối đa {LONGEST_REASON}.")
    return told
