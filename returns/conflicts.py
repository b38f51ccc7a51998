"""Two filings of one commune in one round into a conflict that is shown, never added up.

Where a round is filed by several tiers, a commune's figures may arrive from its district and from itself. Then
none of them counts until an officer chooses the filer; the choice holds for that filer's later versions too. What
does not count is moved from `fact` to `fact_aside` and back, so that no reader of facts has to know of conflicts.
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
from returns.rounds import RoundState, round_of, settings_of
from returns.rounds.plans import reason_of
from returns.stored import ReturnHead, head_of

FILED = "select return_number, unit_number from fact union all select return_number, unit_number from fact_aside"


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
        filers = set(_filers(cursor, round_).get(commune_key, {}).values())
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
    """Put aside, or bring back, what does or does not count now. Call it after every change of what is effective."""
    wanted: set[tuple[int, str]] = set()
    if settings_of(cursor, round_).several_tiers:
        choices = _choices(cursor, round_)
        for commune_key, filings in _filers(cursor, round_).items():
            choice = choices.get(commune_key)
            if choice is not None:
                wanted |= {(number, commune_key) for number, filer in filings.items() if filer != choice.filer_key}
            elif len(filings) > 1:
                wanted |= {(number, commune_key) for number in filings}
    present = _aside(cursor, round_)
    for number, commune_key in sorted(wanted - present):
        _move(cursor, number, commune_key, out_of="fact", into="fact_aside")
    for number, commune_key in sorted(present - wanted):
        _move(cursor, number, commune_key, out_of="fact_aside", into="fact")


def _aside(cursor: Cursor, round_: Round) -> set[tuple[int, str]]:
    """The return numbers and unit keys of the round whose figures are put aside."""
    rows = cursor.execute(
        """
        select distinct fact_aside.return_number, unit.unit_key
        from fact_aside
        join return_ on return_.number = fact_aside.return_number
        join unit on unit.number = fact_aside.unit_number
        where return_.round = ?
        """,
        [round_.code],
    ).fetchall()
    return {(int(number), str(unit_key)) for number, unit_key in rows}


def _move(cursor: Cursor, number: int, unit_key: str, *, out_of: str, into: str) -> None:
    where = "where return_number = ? and unit_number = (select number from unit where unit_key = ?)"
    cursor.execute(f"insert into {into} select * from {out_of} {where}", [number, unit_key]).fetchall()
    cursor.execute(f"delete from {out_of} {where}", [number, unit_key]).fetchall()


def _filers(cursor: Cursor, round_: Round) -> Mapping[str, Mapping[int, str]]:
    """Of each commune that has filed for itself, the returns that hold its figures: number and filer's key."""
    rows = cursor.execute(
        f"""
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
        select distinct own.unit_key, effective_return.number, effective_return.unit_key
        from ({FILED}) as filed
        join effective_return on effective_return.number = filed.return_number
        join own on own.number = filed.unit_number
        where effective_return.round = ?
        order by own.unit_key, effective_return.number
        """,
        [round_.code] * 3,
    ).fetchall()
    found: dict[str, dict[int, str]] = {}
    for commune_key, number, filer_key in rows:
        found.setdefault(commune_key, {})[int(number)] = filer_key
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
        f"""
        select distinct unit.unit_key
        from ({FILED}) as filed
        join effective_return on effective_return.number = filed.return_number
        join unit on unit.number = filed.unit_number
        where effective_return.round = ? and effective_return.unit_key <> ?
        """,
        [round_.code, filer_key],
    ).fetchall()
    held = {str(row[0]) for row in rows}
    return tuple(key for key in dict.fromkeys(commune_keys) if key in held)
