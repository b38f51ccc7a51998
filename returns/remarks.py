"""A reviewer's remark on one cell of a return: made, taken back, read by those who may see the return."""

from dataclasses import dataclass
from datetime import datetime

from accounts import audit
from accounts.clock import utc_now
from accounts.model import Actor
from accounts.permissions import Action, require_of
from etl.register import Unit, default_register
from etl.store import Cursor, Store
from indicators.catalogue import plan as plan_of
from returns.events import ReturnRemarked
from returns.faults import ReviewFault
from returns.rounds import RoundState, round_of, settings_of
from returns.stored import ReturnHead, head_of

LONGEST_REMARK = 1000


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark on the cell of a commune and an item. Times are UTC."""

    number: int
    return_number: int
    unit_key: str
    item_code: str
    words: str
    made_by: str
    made_by_name: str
    made_at: datetime


def remark_on(
    store: Store, number: int, *, unit_key: str, item_code: str, words: str, by: Actor, now: datetime | None = None
) -> int:
    """Put a remark on a cell of the last version, filled or blank; the remark's own number.

    Raises Forbidden, UnknownReturn, ReviewFault.
    """

    def work(cursor: Cursor) -> int:
        head = head_of(cursor, number)
        require_of(by, Action.REVIEW_RETURN, head.unit_key, default_register())
        refuse_settled(cursor, head)
        _check_cell(cursor, head, unit_key, item_code)
        told = _words(words)
        at = now or utc_now()
        made = int(cursor.execute("select coalesce(max(number), 0) + 1 from return_remark").fetchall()[0][0])
        cursor.execute(
            "insert into return_remark values (?, ?, ?, ?, ?, ?, ?, null)",
            [made, number, unit_key, item_code, told, by.login, at],
        ).fetchall()
        event = ReturnRemarked(
            by=by,
            unit_key=unit_key,
            round=head.round_code,
            return_number=number,
            item=item_code,
            remark=told,
            withdrawn=False,
        )
        audit.write(cursor, event, at=at)
        return made

    return store.transact(work)


def withdraw_remark(store: Store, remark_number: int, *, by: Actor, now: datetime | None = None) -> None:
    """Take a remark back; it stays in the audit trail. Raises Forbidden, ReviewFault."""

    def work(cursor: Cursor) -> None:
        rows = cursor.execute(
            "select return_number, unit_key, item, words from return_remark where number = ? and withdrawn_at is null",
            [remark_number],
        ).fetchall()
        if not rows:
            raise ReviewFault(f"Không có ghi chú số {remark_number}, hoặc đã được rút.")
        return_number, unit_key, item, words = rows[0]
        head = head_of(cursor, return_number)
        require_of(by, Action.REVIEW_RETURN, head.unit_key, default_register())
        refuse_settled(cursor, head)
        at = now or utc_now()
        cursor.execute("update return_remark set withdrawn_at = ? where number = ?", [at, remark_number]).fetchall()
        event = ReturnRemarked(
            by=by,
            unit_key=unit_key,
            round=head.round_code,
            return_number=return_number,
            item=item,
            remark=words,
            withdrawn=True,
        )
        audit.write(cursor, event, at=at)

    store.transact(work)


def remarks_of(cursor: Cursor, number: int) -> tuple[Remark, ...]:
    """The remarks on one version that stand, the oldest first."""
    rows = cursor.execute(
        """
        select
            return_remark.number, return_remark.return_number, return_remark.unit_key, return_remark.item,
            return_remark.words, return_remark.made_by, coalesce(account.name, return_remark.made_by),
            return_remark.made_at
        from return_remark
        left join account on account.login = return_remark.made_by
        where return_remark.return_number = ? and return_remark.withdrawn_at is null
        order by return_remark.number
        """,
        [number],
    ).fetchall()
    return tuple(Remark(*row) for row in rows)


def remarks(store: Store, number: int, *, by: Actor) -> tuple[Remark, ...]:
    """The same for one who may see the return. Raises Forbidden, UnknownReturn."""
    with store.reading() as cursor:
        require_of(by, Action.SEE_RETURNS, head_of(cursor, number).unit_key, default_register())
        return remarks_of(cursor, number)


def refuse_settled(cursor: Cursor, head: ReturnHead) -> None:
    """Raises ReviewFault when nothing can be said of this version any more: a later one came, the round is locked."""
    round_ = round_of(cursor, head.round_code)
    if settings_of(cursor, round_).state is RoundState.LOCKED:
        raise ReviewFault(f"Kỳ {round_.name} đã khóa; mở khóa trước khi thẩm định lại.")
    if not head.last:
        raise ReviewFault(f"Lần nộp {head.revision} đã có bản sau thay thế; hãy thẩm định bản mới nhất.")


def _check_cell(cursor: Cursor, head: ReturnHead, unit_key: str, item_code: str) -> None:
    """The cell must be one of the return's form."""
    round_ = round_of(cursor, head.round_code)
    items = {item.code for item in plan_of(round_.plan).items}
    communes: tuple[Unit, ...] = default_register().communes_of(head.unit_key, round_.data_to)
    if item_code not in items or unit_key not in {unit.key for unit in communes}:
        raise ReviewFault(f"Báo cáo số {head.number} không có ô {unit_key} {item_code}.")


def _words(words: str) -> str:
    told = " ".join(words.split())
    if not told:
        raise ReviewFault("Ghi chú còn trống.")
    if len(told) > LONGEST_REMARK:
        raise ReviewFault(f"Ghi chú dài {len(told)} ký tự, tối đa {LONGEST_REMARK}.")
    return told
