"""Closing, reopening, locking and unlocking a round: who may, from which state, and what must be settled before."""

from collections.abc import Callable
from datetime import datetime

from accounts import audit
from accounts.audit import Change
from accounts.model import Actor
from accounts.permissions import Action, require_of
from etl.register import default_register
from etl.rounds import Round
from etl.store import Cursor, Store
from returns.conflicts import open_conflicts
from returns.events import RoundStateChanged
from returns.faults import RoundFault
from returns.rounds import ROUND_STATE_NAMES, RoundState, round_of, settings_of
from returns.rounds.plans import reason_of
from returns.rounds.tables import write_state
from returns.stored import ReturnState, last_heads

NAMED = 5
Permit = Callable[[Cursor, Round], None]


def close_round(store: Store, round_code: str, *, by: Actor, reason: str = "", now: datetime | None = None) -> None:
    """Take no more returns, except corrections that a reviewer asked for.

    Raises Forbidden, UnknownRound, RoundFault.
    """
    _change(store, round_code, (RoundState.OPEN,), RoundState.CLOSED, _manager(by), reason=reason, by=by, now=now)


def reopen_round(store: Store, round_code: str, *, by: Actor, reason: str, now: datetime | None = None) -> None:
    """Take returns again after closing; a locked round is unlocked first.

    Raises Forbidden, UnknownRound, RoundFault.
    """
    why = reason_of(reason, "mở lại kỳ")
    _change(store, round_code, (RoundState.CLOSED,), RoundState.OPEN, _manager(by), reason=why, by=by, now=now)


def lock_round(store: Store, round_code: str, *, by: Actor, now: datetime | None = None) -> None:
    """Let nothing in the round change any more: no return, no decision, no evidence.

    Every return must be decided and every conflict settled before. Raises Forbidden, UnknownRound, RoundFault.
    """

    def permit(cursor: Cursor, round_: Round) -> None:
        _may_lock(cursor, round_, by)
        _refuse_unsettled(cursor, round_)

    before = (RoundState.OPEN, RoundState.CLOSED)
    _change(store, round_code, before, RoundState.LOCKED, permit, reason="", by=by, now=now)


def unlock_round(store: Store, round_code: str, *, by: Actor, reason: str, now: datetime | None = None) -> None:
    """Make a locked round a closed one again, for a reason. Raises Forbidden, UnknownRound, RoundFault."""

    def permit(cursor: Cursor, round_: Round) -> None:
        _may_lock(cursor, round_, by)

    why = reason_of(reason, "mở khóa kỳ")
    _change(store, round_code, (RoundState.LOCKED,), RoundState.CLOSED, permit, reason=why, by=by, now=now)


def _change(
    store: Store,
    round_code: str,
    before: tuple[RoundState, ...],
    after: RoundState,
    permit: Permit,
    *,
    reason: str,
    by: Actor,
    now: datetime | None,
) -> None:
    def work(cursor: Cursor) -> None:
        round_ = round_of(cursor, round_code)
        permit(cursor, round_)
        present = settings_of(cursor, round_).state
        if present not in before:
            wanted = " hoặc ".join(ROUND_STATE_NAMES[state].lower() for state in before)
            told = ROUND_STATE_NAMES[present].lower()
            raise RoundFault(f"Kỳ {round_.name} {told}; việc này chỉ làm được khi kỳ {wanted}.")
        write_state(cursor, round_.code, after)
        change = Change(field="state", before=present.value, after=after.value)
        event = RoundStateChanged(by=by, round=round_.code, reason=reason.strip(), changes=(change,))
        audit.write(cursor, event, at=now)

    store.transact(work)


def _manager(by: Actor) -> Permit:
    def permit(_cursor: Cursor, _round: Round) -> None:
        require_of(by, Action.MANAGE_ROUNDS)

    return permit


def _may_lock(cursor: Cursor, round_: Round, by: Actor) -> None:
    """Locking a round locks every unit's return, so all of them must lie in the scope."""
    rows = cursor.execute("select unit_key from round_unit where round = ? order by unit_key", [round_.code]).fetchall()
    for (unit_key,) in rows or [(None,)]:
        require_of(by, Action.LOCK_RETURN, unit_key, default_register())


def _refuse_unsettled(cursor: Cursor, round_: Round) -> None:
    register = default_register()
    waiting = [h for h in last_heads(cursor, round_.code) if h.state is ReturnState.WAITING]
    if waiting:
        names = "; ".join(register.get(head.unit_key).full_name for head in waiting[:NAMED])
        raise RoundFault(f"Còn {len(waiting)} báo cáo chờ duyệt ({names}). Duyệt hoặc trả lại trước khi khóa kỳ.")
    conflicts = open_conflicts(cursor, register, round_)
    if conflicts:
        names = "; ".join(conflict.commune.full_name for conflict in conflicts[:NAMED])
        raise RoundFault(f"Còn {len(conflicts)} xã có hai bản báo cáo chưa chọn ({names}). Chọn trước khi khóa kỳ.")
