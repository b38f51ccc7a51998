"""The returns that wait for a reviewer, each with what to look at: warnings, differences, evidence, remarks."""

from collections.abc import Mapping
from dataclasses import dataclass

from accounts.model import Actor
from accounts.permissions import Action
from etl.register import Unit, default_register
from etl.rounds import Round
from etl.store import Cursor, Store
from indicators.catalogue import plan as plan_of
from returns.access import may
from returns.changes import changes_between, word_changes
from returns.conflicts import all_conflicts
from returns.rounds import RoundState, all_rounds, find_round, settings_of_all
from returns.stored import ReturnHead, ReturnState, cells_of, last_heads
from returns.words import texts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One return in the queue.

    `differences` are cells and words that differ from the version before, None for a first one.
    """

    head: ReturnHead
    unit: Unit
    round: Round
    warnings: int
    differences: int | None
    evidence: int
    remarks: int
    conflicts: int


def waiting_returns(store: Store, *, by: Actor, round_code: str | None = None) -> tuple[Waiting, ...]:
    """What waits for a decision in the rounds that are not locked and the actor may review, the oldest first.

    Raises UnknownRound.
    """
    register = default_register()
    with store.reading() as cursor:
        known = all_rounds(cursor)
        chosen = find_round(known, round_code) if round_code else None
        rounds = {round_.code: round_ for round_ in known}
        settings = settings_of_all(cursor, known)
        heads = [
            head
            for head in last_heads(cursor, chosen.code if chosen else None)
            if head.state is ReturnState.WAITING
            and settings[head.round_code].state is not RoundState.LOCKED
            and may(by, Action.REVIEW_RETURN, head.unit_key)
        ]
        warnings = _counts(cursor, "return_issue where severity = 'warning'")
        remarks = _counts(cursor, "return_remark where withdrawn_at is null")
        evidence = _evidence(cursor)
        conflicts = {code: _in_conflict(cursor, rounds[code]) for code in {head.round_code for head in heads}}
        before = _numbers_before(cursor, heads)
        return tuple(
            Waiting(
                head=head,
                unit=register.get(head.unit_key),
                round=rounds[head.round_code],
                warnings=warnings.get(head.number, 0),
                differences=_differences(cursor, rounds[head.round_code], before.get(head.number), head.number),
                evidence=sum(
                    evidence.get((head.round_code, commune.key), 0)
                    for commune in register.communes_of(head.unit_key, rounds[head.round_code].data_to)
                ),
                remarks=remarks.get(head.number, 0),
                conflicts=conflicts[head.round_code].get(head.number, 0),
            )
            for head in heads
        )


def _counts(cursor: Cursor, source: str) -> Mapping[int, int]:
    rows = cursor.execute(f"select return_number, count(*) from {source} group by return_number").fetchall()
    return {int(number): int(count) for number, count in rows}


def _evidence(cursor: Cursor) -> Mapping[tuple[str, str], int]:
    rows = cursor.execute(
        "select round, unit_key, count(*) from evidence where removed_at is null group by round, unit_key"
    ).fetchall()
    return {(code, unit_key): int(count) for code, unit_key, count in rows}


def _in_conflict(cursor: Cursor, round_: Round) -> Mapping[int, int]:
    """In how many unsettled conflicts each return stands."""
    counts: dict[int, int] = {}
    for conflict in all_conflicts(cursor, default_register(), round_):
        for head in conflict.filings if conflict.choice is None else ():
            counts[head.number] = counts.get(head.number, 0) + 1
    return counts


def _numbers_before(cursor: Cursor, heads: list[ReturnHead]) -> Mapping[int, int]:
    """The number of the version before each corrected return."""
    wanted = [head for head in heads if head.revision > 1]
    found: dict[int, int] = {}
    for head in wanted:
        rows = cursor.execute(
            "select number from return_ where round = ? and unit_key = ? and revision = ?",
            [head.round_code, head.unit_key, head.revision - 1],
        ).fetchall()
        found[head.number] = int(rows[0][0])
    return found


def _differences(cursor: Cursor, round_: Round, before: int | None, after: int) -> int | None:
    if before is None:
        return None
    old, new = ({key: cell.figure for key, cell in cells_of(cursor, number).items()} for number in (before, after))
    told = word_changes(default_register(), texts_of(cursor, before), texts_of(cursor, after))
    return len(changes_between(default_register(), plan_of(round_.plan), old, new).changed) + len(told)
