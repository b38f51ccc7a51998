"""Facts, rules and scopes into tallies: one aggregating query, counted per round, scope and indicator."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from etl.rules import Rule
from etl.store.connection import Cursor
from etl.store.schema import script
from indicators.tally import Tally


@dataclass(frozen=True, slots=True)
class Membership:
    """A unit in force on a round's day, and the scope (province, district or itself) it is counted in."""

    round: str
    unit_number: int
    scope: str


TallyKey = tuple[str, str, str]


def read_tallies(cursor: Cursor, rules: Iterable[Rule], members: Iterable[Membership]) -> Mapping[TallyKey, Tally]:
    """The tally of every (round, scope, indicator). Units without figures are counted as missing."""
    rules, members = tuple(rules), tuple(members)
    sizes: dict[tuple[str, str], int] = {}
    for member in members:
        sizes[member.round, member.scope] = sizes.get((member.round, member.scope), 0) + 1
    asked: dict[str, list[tuple[str, bool]]] = {}
    for rule in rules:
        asked.setdefault(rule.round, []).append((rule.indicator, rule.denominator_number is not None))
    counted = {row[:3]: row[3:] for row in _counted(cursor, rules, members)}
    made: dict[tuple[object, ...], Tally] = {}  # most scopes share their figures with another one
    tallies: dict[TallyKey, Tally] = {}
    for (round_code, scope), units in sizes.items():
        for indicator, is_ratio in asked.get(round_code, ()):
            row = counted.get((round_code, indicator, scope))
            key = units, row, is_ratio
            if key not in made:
                made[key] = _tally(units, row, is_ratio)
            tallies[round_code, scope, indicator] = made[key]
    return tallies


def _tally(units: int, row: tuple[Any, ...] | None, is_ratio: bool) -> Tally:
    if row is None:
        zero = 0 if is_ratio else None
        return Tally(units, 0, units, 0, 0, zero, zero)
    not_applicable, reported, nothing, met = (int(value or 0) for value in row[:4])
    numerator, denominator = (_whole(value) for value in row[4:6])
    if is_ratio:
        numerator, denominator = numerator or 0, denominator or 0
    return Tally(units, not_applicable, units - reported - not_applicable, nothing, met, numerator, denominator)


def _whole(value: float | int | None) -> float | int | None:
    return int(value) if value is not None and float(value).is_integer() else value


def _counted(cursor: Cursor, rules: tuple[Rule, ...], members: tuple[Membership, ...]) -> list[tuple[Any, ...]]:
    cursor.register("rule_", rule_relation(rules))
    cursor.register("scope_", scope_relation(members))
    try:
        return cursor.execute(script("marts/tally.sql")).fetchall()
    finally:
        cursor.unregister("rule_")
        cursor.unregister("scope_")


def rule_relation(rules: tuple[Rule, ...]) -> pa.Table:
    """The rules as the relation that tally.sql joins."""
    return pa.table(
        {
            "round": pa.array([r.round for r in rules], pa.string()),
            "indicator": pa.array([r.indicator for r in rules], pa.string()),
            "item_number": pa.array([r.item_number for r in rules], pa.int16()),
            "denominator_number": pa.array([r.denominator_number for r in rules], pa.int16()),
            "low": pa.array([r.low for r in rules], pa.float64()),
            "high": pa.array([r.high for r in rules], pa.float64()),
            "target_bp": pa.array([r.target_bp for r in rules], pa.int32()),
            "at_least": pa.array([r.at_least for r in rules], pa.bool_()),
            "at_most": pa.array([r.at_most for r in rules], pa.bool_()),
            "nothing": pa.array([r.nothing for r in rules], pa.bool_()),
        }
    )


def scope_relation(members: tuple[Membership, ...]) -> pa.Table:
    """The memberships as the relation that tally.sql joins."""
    return pa.table(
        {
            "round": pa.array([m.round for m in members], pa.string()),
            "unit_number": pa.array([m.unit_number for m in members], pa.int32()),
            "scope": pa.array([m.scope for m in members], pa.string()),
        }
    )
