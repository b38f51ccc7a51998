"""Two filings of one commune in one round into a conflict that is shown, never added up.

Where a round is filed by several tiers, a commune's figures may arrive from its district and from itself. Then
none of them counts until an officer chooses the filer; the choice holds for that filer's later versions too. The
rows of `set_aside` name what does not count: they are written anew whenever a version comes in or is decided on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from accounts import audit
from accounts.clock import utc_now
from accounts.model import Actor
from accounts.permissions import Action, require_of
from etl.register import Register, Unit, default_register
from etl.rounds import Round
from etl.store import Cursor, Store
from returns.access import may
from returns.events import ConflictSettled
from returns.faults import ReviewFault, RoundFault
from returns.round_plans import reason_of
from returns.rounds import RoundState, round_of, settings_of
from returns.stored import ReturnHead, head_of


@dataclass(frozen=True, slots=True)
class Choice:
    """Whose figures of a commune count, and why."""

    filer_key: str
    reason: str
    chosen_by: str
    chosen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One commune with figures from several filers in one round; `choice` None: none of them counts yet."""

    round: Round
    commune: Unit
    filings: tuple[ReturnHead, ...]
    choice: Choice | None


def conflicts(store: Store, round_code: str, *, by: Actor) -> tuple[Conflict, ...]:
    """Every conflict of a round that the actor may see, the open ones first. Raises UnknownRound."""
    register = default_register()
    with store.reading() as cursor:
        found = all_conflicts(cursor, register, round_of(cursor, round_code))
    seen = [c for c in found if may(by, Action.SEE_RETURNS, c.commune.key)]
    return tuple(sorted(seen, key=lambda c: c.choice is not None))


def open_conflicts(cursor: Cursor, register: Register, round_: Round) -> tuple[Conflict, ...]:
    """The conflicts that nobody has settled."""
    return tuple(c for c in all_conflicts(cursor, register, round_) if c.choice is None)


def all_conflicts(cursor: Cursor, register: Register, round_: Round) -> tuple[Conflict, ...]:
    """The conflicts of a round, settled ones too, in Vietnamese name order of the communes."""
    filers = _filers(cursor, round_)
    choices = _choices(cursor, round_)
    order = {unit.key: place for place, unit in enumerate(register.on(round_.data_to))}
    keys = sorted((key for key, numbers in filers.items() if len(numbers) > 1), key=lambda k: order.get(k, 0))
    return tuple(
        Conflict(
            round=round_,
            commune=register.get(key),
            filings=tuple(head_of(cursor, number) for number in filers[key]),
            choice=choices.get(key),
        )
        for key in keys
    )


def choose(
    store: Store,
    round_code: str,
    commune_key: str,
    *,
    filer_key: str,
    reason: str,
    by: Actor,
    now: datetime | None = None,
) -> None:
    """Say whose figures of a commune count (`filer_key` is a filing unit's key), or take that back with "".

    Raises Forbidden, UnknownRound, RoundFault (locked, no reason), ReviewFault (not one of the filers).
    """
    register = default_register()

    def work(cursor: Cursor) -> None:
        require_of(by, Action.REVIEW_RETURN, commune_key, register)
        why = reason_of(reason, "chọn bản được tính")
        round_ = round_of(cursor, round_code)
        if settings_of(cursor, round_).state is RoundState.LOCKED:
            raise RoundFault(f"Kỳ {round_.name} đã khóa; mở khóa trước khi chọn lại.")
        filers = {head_of(cursor, number).unit_key for number in _filers(cursor, round_).get(commune_key, ())}
        if filer_key and filer_key not in filers:
            names = "; ".join(register.get(key).full_name for key in sorted(filers)) or "chưa có bản nào"
            raise ReviewFault(f"Bản được chọn phải là một trong các bản đã nộp: {names}.")
        at = now or utc_now()
        cursor.execute(
            "delete from conflict_choice where round = ? and unit_key = ?", [round_.code, commune_key]
        ).fetchall()
        if filer_key:
            cursor.execute(
                "insert into conflict_choice values (?, ?, ?, ?, ?, ?)",
                [round_.code, commune_key, filer_key, why, by.login, at],
            ).fetchall()
        settle(cursor, round_)
        event = ConflictSettled(by=by, unit_key=commune_key, round=round_.code, filer=filer_key, reason=why)
        audit.write(cursor, event, at=at)

    store.transact(work)


def settle(cursor: Cursor, round_: Round) -> None:
    """Write anew which figures of the round do not count. Call it after every change of what is effective."""
    cursor.execute("delete from set_aside where round = ?", [round_.code]).fetchall()
    if not settings_of(cursor, round_).several_tiers:
        return
    choices = _choices(cursor, round_)
    for commune_key, numbers in _filers(cursor, round_).items():
        choice = choices.get(commune_key)
        aside = numbers if len(numbers) > 1 else ()
        if choice is not None:
            aside = tuple(n for n in numbers if head_of(cursor, n).unit_key != choice.filer_key)
        for number in aside:
            cursor.execute(
                "insert into set_aside select ?, number, ? from unit where unit_key = ?",
                [number, round_.code, commune_key],
            ).fetchall()


def _filers(cursor: Cursor, round_: Round) -> Mapping[str, tuple[int, ...]]:
    """The returns that hold figures of each commune that has filed for itself, by the commune's key."""
    rows = cursor.execute(
        """
        with own as (
            select unit.number, unit.unit_key
            from effective_return
            join unit on unit.unit_key = effective_return.unit_key
            where effective_return.round = ? and unit.level = 'commune'
            union
            select unit.number, unit.unit_key
            from conflict_choice
            join unit on unit.unit_key = conflict_choice.unit_key
            where conflict_choice.round = ?
        )
        select distinct own.unit_key, fact.return_number
        from fact
        join effective_return on effective_return.number = fact.return_number
        join own on own.number = fact.unit_number
        where effective_return.round = ?
        order by own.unit_key, fact.return_number
        """,
        [round_.code] * 3,
    ).fetchall()
    found: dict[str, tuple[int, ...]] = {}
    for unit_key, number in rows:
        found[unit_key] = (*found.get(unit_key, ()), int(number))
    return found


def _choices(cursor: Cursor, round_: Round) -> Mapping[str, Choice]:
    rows = cursor.execute(
        "select unit_key, filer_key, reason, chosen_by, chosen_at from conflict_choice where round = ?", [round_.code]
    ).fetchall()
    return {str(row[0]): Choice(*row[1:]) for row in rows}


def others_figures(cursor: Cursor, round_: Round, filer_key: str, commune_keys: Iterable[str]) -> tuple[str, ...]:
    """Which of these communes have effective figures in the round from another filer."""
    if not settings_of(cursor, round_).several_tiers:
        return ()
    rows = cursor.execute(
        """
        select distinct unit.unit_key
        from fact
        join effective_return on effective_return.number = fact.return_number
        join unit on unit.number = fact.unit_number
        where effective_return.round = ? and effective_return.unit_key <> ?
        """,
        [round_.code, filer_key],
    ).fetchall()
    held = {str(row[0]) for row in rows}
    return tuple(key for key in dict.fromkeys(commune_keys) if key in held)
