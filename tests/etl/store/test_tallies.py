"""SQL counts as the pure reference does: one unit's state by `unit_state`, added up."""

import random
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.rounds import Round
from etl.rules import day_number, periods_due, rules_for, target_in_force
from etl.seeding import insert, item_numbers
from etl.store import Store
from etl.store.tallies import Membership, read_tallies
from etl.store.verdict_states import Code, read_states
from indicators.catalogue import load_plan
from indicators.model import Item, ItemType, Kind, Plan, Tier
from indicators.tally import Tally
from indicators.unit_state import UnitState, unit_state
from indicators.value import MISSING, NOT_APPLICABLE, Value, ValueState, value_of

ALL_KINDS = Path(__file__).resolve().parents[2] / "indicators" / "plans" / "all_kinds.toml"
YEAR = Round(
    code="r", plan="p", name="Năm", data_from=date(2025, 1, 1), data_to=date(2025, 12, 31),
    due=date(2026, 1, 15), tier=Tier.DISTRICT, number=99,
)  # fmt: skip
UNITS = range(1, 61)
CODES = {ValueState.REPORTED: 1, ValueState.ZERO: 2, ValueState.NOT_APPLICABLE: 3}


@pytest.mark.parametrize("seed", range(6))
def test_sql_and_the_reference_agree_on_every_kind(seeded_store: Store, seed: int) -> None:
    plan = load_plan(ALL_KINDS)
    draws = random.Random(seed)
    values = {unit: _answers(plan, draws) for unit in UNITS}
    with seeded_store.writing() as cursor:
        numbers = _own_items(cursor, plan)
        _store_facts(cursor, numbers, values)
        rules = rules_for(plan, [YEAR], numbers)
        members = [Membership("r", unit, "even" if unit % 2 == 0 else "odd") for unit in UNITS]
        counted = read_tallies(cursor, rules, members)
    for indicator in plan.indicator:
        if not indicator.item_codes:
            continue
        for scope, rest in (("even", 0), ("odd", 1)):
            units = [u for u in UNITS if u % 2 == rest]
            assert counted["r", scope, indicator.code] == _expected(indicator, units, values), indicator.code


@pytest.mark.parametrize(
    ("code", "part", "whole", "met"),
    [
        ("K-ratio-exact", 57, 100, True),
        ("K-ratio-exact", 58, 100, False),
        ("K-ratio-exact", 56, 100, False),
        ("K-ratio-exact", 0.57, 1, True),
        ("K-ratio-exact", 5_700_001, 10_000_000, False),
        ("K-ratio-exact", 0.570001, 1, False),
        ("K-ratio-exact", 0, 0, False),
        ("K-ratio", 0.57, 1, True),
        ("K-ratio", 0.569999, 1, False),
        ("K-ratio-late", 0.1 + 0.2, 3, True),
        ("K-ratio-late", 0.300001, 3, False),
    ],
)
def test_a_ratio_is_held_to_its_target_exactly(
    seeded_store: Store, code: str, part: float, whole: float, met: bool
) -> None:
    plan = load_plan(ALL_KINDS)
    indicator = plan.find(code)
    assert indicator is not None
    figures = {indicator.numerator or "": value_of(part), indicator.denominator or "": value_of(whole)}
    with seeded_store.writing() as cursor:
        numbers = _own_items(cursor, plan)
        _store_facts(cursor, numbers, {1: figures})
        rules = rules_for(plan, [YEAR], numbers)
        counted = read_tallies(cursor, rules, [Membership("r", 1, "one")])
        codes = read_states(cursor, "r", rules, np.array([1], np.int32)).codes
    assert counted["r", "one", code].met == met
    place = next(n for n, rule in enumerate(rules) if rule.indicator == code)
    assert (codes[place, 0] == Code.MET) == met
    target = target_in_force(indicator, YEAR.data_to)
    assert target is not None
    state = unit_state(indicator, figures, months=12, target_pct=target.value, op=target.op)
    assert (state is UnitState.MET) == met


@given(times=st.integers(1, 366), months=st.integers(0, 60))
def test_rules_and_the_reference_ask_for_as_many_meetings(times: int, months: int) -> None:
    cadence = next(i for i in load_plan(ALL_KINDS).indicator if i.kind is Kind.CADENCE)
    assert periods_due(cadence.model_copy(update={"times": times}), months) == times * months // 12


def _expected(indicator, units, values) -> Tally:  # type: ignore[no-untyped-def]
    target = target_in_force(indicator, YEAR.data_to)
    pct, op = (target.value, target.op) if target else (100, ">=")
    states = {u: unit_state(indicator, values[u], months=12, target_pct=pct, op=op) for u in units}
    ratio = indicator.kind is Kind.RATIO
    told = [u for u in units if states[u] not in (UnitState.MISSING, UnitState.NOT_APPLICABLE)]
    return Tally(
        units=len(units),
        not_applicable=sum(s is UnitState.NOT_APPLICABLE for s in states.values()),
        missing=sum(s is UnitState.MISSING for s in states.values()),
        nothing=sum(s is UnitState.NOTHING for s in states.values()),
        met=sum(s is UnitState.MET for s in states.values()),
        numerator=sum(int(values[u][indicator.numerator].number or 0) for u in told) if ratio else None,
        denominator=sum(int(values[u][indicator.denominator].number or 0) for u in told) if ratio else None,
    )


def _answers(plan: Plan, draws: random.Random) -> dict[str, Value]:
    answers = {item.code: _answer(item, draws) for item in plan.items}
    for indicator in plan.indicator:
        if indicator.kind is Kind.RATIO:
            _keep_in_order(answers, indicator.numerator or "", indicator.denominator or "")
    return answers


def _answer(item: Item, draws: random.Random) -> Value:
    chance = draws.random()
    if chance < 0.15:
        return MISSING
    if chance < 0.25:
        return NOT_APPLICABLE
    match item.type:
        case ItemType.YES_NO:
            return value_of(draws.choice((0, 1)))
        case ItemType.DATE:
            return value_of(date(2022, 1, 1) + timedelta(days=draws.randrange(900)))
        case ItemType.STATE:
            return value_of(draws.choice(item.choices))
        case ItemType.TEXT:
            return value_of("lời")
        case _:
            return value_of(draws.choice((0, 0, 1, 2, 3, 4, 6, 9, 10, 11, 12, 57, 80, 100)))


def _keep_in_order(answers: dict[str, Value], numerator: str, denominator: str) -> None:
    upper, lower = answers[numerator], answers[denominator]
    if upper.number is not None and lower.number is not None and upper.number > lower.number:
        answers[numerator] = lower


def _own_items(cursor, plan: Plan) -> dict[str, int]:  # type: ignore[no-untyped-def]
    for number, item in enumerate(plan.items, start=500):
        cursor.execute("insert into item values (?, ?, ?)", [number, plan.code, item.code]).fetchall()
    return item_numbers(cursor, plan.code)


def _store_facts(cursor, numbers: dict[str, int], values: dict[int, dict[str, Value]]) -> None:  # type: ignore[no-untyped-def]
    cursor.execute(
        "insert into return_ values"
        " (1, 'r', '399@0', 1, 'a', 'b', 'f', 1, '1', 'keys', now(), 'x', 1, 1, 1, 'accepted')"
    ).fetchall()
    choices = {item.code: item.choices for item in load_plan(ALL_KINDS).items}
    rows = [
        (unit, numbers[code], CODES[value.state], _number(value, choices[code]))
        for unit, answers in values.items()
        for code, value in answers.items()
        if value.state is not ValueState.MISSING
    ]
    relation = pa.table(
        {
            "return_number": pa.array([1] * len(rows), pa.int32()),
            "unit_number": pa.array([r[0] for r in rows], pa.int32()),
            "item_number": pa.array([r[1] for r in rows], pa.int16()),
            "state": pa.array([r[2] for r in rows], pa.int16()),
            "value": pa.array([r[3] for r in rows], pa.float64()),
            "sheet_number": pa.array([1] * len(rows), pa.int16()),
            "row_number": pa.array([1] * len(rows), pa.int32()),
            "column_number": pa.array([1] * len(rows), pa.int16()),
        }
    )
    insert(cursor, "fact", relation)


def _number(value: Value, choices: tuple[str, ...]) -> float | None:
    if value.day is not None:
        return day_number(value.day)
    if value.words is not None:
        return float(choices.index(value.words)) if value.words in choices else None
    return None if value.number is None else float(value.number)
