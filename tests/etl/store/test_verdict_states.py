"""The states of many units at once are those that the tallies count, unit by unit."""

import random

import numpy as np
import pytest

from etl.rules import rules_for
from etl.store import Cursor, Store
from etl.store.tallies import Membership, read_tallies
from etl.store.verdict_states import Code, read_states
from indicators.catalogue import load_plan
from indicators.tally import Tally
from tests.etl.store.test_tallies import ALL_KINDS, UNITS, YEAR, _answers, _own_items, _store_facts

COUNTED = {
    Code.MISSING: (0, 1, 0, 0),
    Code.NOT_APPLICABLE: (1, 0, 0, 0),
    Code.NOTHING: (0, 0, 1, 0),
    Code.MET: (0, 0, 0, 1),
    Code.NOT_MET: (0, 0, 0, 0),
}


@pytest.mark.parametrize("seed", range(4))
def test_states_and_tallies_agree_on_every_kind(seeded_store: Store, seed: int) -> None:
    plan = load_plan(ALL_KINDS)
    draws = random.Random(seed)
    with seeded_store.writing() as cursor:
        numbers = _own_items(cursor, plan)
        _store_facts(cursor, numbers, {unit: _answers(plan, draws) for unit in UNITS})
        rules = rules_for(plan, [YEAR], numbers)
        tallies = read_tallies(cursor, rules, [Membership("r", unit, str(unit)) for unit in UNITS])
        found = read_states(cursor, "r", rules, np.array(UNITS, np.int32))
    ratio = 0
    for row, rule in enumerate(rules):
        sums = rule.denominator_number is not None
        for column, unit in enumerate(UNITS):
            parts = COUNTED[Code(found.codes[row, column])]
            amounts = (found.numerators[ratio, column], found.denominators[ratio, column]) if sums else (None, None)
            assert tallies["r", str(unit), rule.indicator] == Tally(1, *parts, *amounts), (rule.indicator, unit)
        ratio += sums


def test_units_and_rounds_that_were_not_asked_for_stay_out(seeded_store: Store) -> None:
    plan = load_plan(ALL_KINDS)
    with seeded_store.writing() as cursor:
        numbers = _own_items(cursor, plan)
        _store_facts(cursor, numbers, {unit: _answers(plan, random.Random(1)) for unit in UNITS})
        rules = rules_for(plan, [YEAR], numbers)
        every = read_states(cursor, "r", rules, np.array(UNITS, np.int32))
        some = read_states(cursor, "r", rules, np.array([7, 999, 3], np.int32))
        none = read_states(cursor, "another", rules, np.array([7, 3], np.int32))
    assert (some.codes == np.stack([every.codes[:, 6], 0 * every.codes[:, 0], every.codes[:, 2]], axis=1)).all()
    assert (none.codes == Code.MISSING).all()
    assert not none.numerators.any()


def test_a_return_that_was_sent_back_does_not_count(seeded_store: Store) -> None:
    plan = load_plan(ALL_KINDS)
    with seeded_store.writing() as cursor:
        numbers = _own_items(cursor, plan)
        _store_facts(cursor, numbers, {unit: _answers(plan, random.Random(1)) for unit in UNITS})
        assert _filled(cursor, plan, numbers)
        cursor.execute("update return_ set state = 'returned'").fetchall()
        assert not _filled(cursor, plan, numbers)


def _filled(cursor: Cursor, plan, numbers: dict[str, int]) -> int:  # type: ignore[no-untyped-def]
    found = read_states(cursor, "r", rules_for(plan, [YEAR], numbers), np.array(UNITS, np.int32))
    return int((found.codes != Code.MISSING).sum())
