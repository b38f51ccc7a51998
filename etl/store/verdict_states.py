"""The facts of one round into a state per unit and indicator, as arrays: for judging more units than objects can be.

The states are those of `indicators.unit_state` and of marts/tally.sql; tests hold the three together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from etl.rules import Rule
from etl.store.connection import Cursor
from etl.store.schema import script

Bytes = npt.NDArray[np.int8]
Places = npt.NDArray[np.int32]
Amounts = npt.NDArray[np.float64]


class Code(IntEnum):
    """The state of a unit in an indicator. ABSENT: not in force on the round's day, so not counted there."""

    MISSING = 0
    NOT_APPLICABLE = 1
    NOTHING = 2
    MET = 3
    NOT_MET = 4
    ABSENT = 5


FACT_NOT_APPLICABLE, FACT_WITHOUT_NUMBER = 3, 4


@dataclass(frozen=True, slots=True)
class RoundStates:
    """One round. Rows are the rules as given, columns the units as given; `codes` holds `Code`s.

    `numerators` and `denominators` have a row per ratio, in the order of the rules, 0 where a unit is missing
    or the indicator does not apply to it.
    """

    codes: Bytes
    numerators: Amounts
    denominators: Amounts


def read_states(cursor: Cursor, round_code: str, rules: Sequence[Rule], unit_numbers: Places) -> RoundStates:
    """The states of these units in one round. A unit's item is taken to be reported once in a round."""
    # not cursor.sql: a relation keeps its parameter out of the join's filter and scans every round
    found = cursor.execute(script("marts/verdict_state.sql"), [round_code]).to_arrow_table()
    unit, item, state, value = (column.to_numpy() for column in found.columns)
    numbers = sorted({n for rule in rules for n in (rule.item_number, rule.denominator_number) if n is not None})
    rows = {number: row for row, number in enumerate(numbers)}
    places = _looked_up(np.array(numbers, np.int32), item), _looked_up(unit_numbers, unit)
    known = (places[0] >= 0) & (places[1] >= 0)
    if not known.all():
        places = places[0][known], places[1][known]
        state, value = state[known], value[known]
    states = np.zeros((len(numbers), len(unit_numbers)), np.int8)
    values = np.zeros(states.shape, np.float64)
    flat = places[0].astype(np.int64) * len(unit_numbers) + places[1]
    states.ravel()[flat] = state
    values.ravel()[flat] = value
    return _judged_by(rules, rows, states, values)


def _looked_up(numbers: Places, asked: npt.NDArray[np.integer]) -> Places:
    """The place of every asked number in `numbers`, -1 where it is not there."""
    top = max(numbers.max(initial=0), asked.max(initial=0))
    places = np.full(int(top) + 1, -1, np.int32)
    places[numbers] = np.arange(len(numbers), dtype=np.int32)
    return np.asarray(places[asked])


def _judged_by(rules: Sequence[Rule], rows: dict[int, int], states: Bytes, values: Amounts) -> RoundStates:
    codes = np.zeros((len(rules), states.shape[1]), np.int8)
    single = [place for place, rule in enumerate(rules) if rule.denominator_number is None]
    paired = [place for place, rule in enumerate(rules) if rule.denominator_number is not None]
    codes[single] = _single([rules[p] for p in single], rows, states, values)
    parts = [rows[rules[p].item_number] for p in paired]
    wholes = [rows[rules[p].denominator_number or 0] for p in paired]
    codes[paired] = _paired([rules[p] for p in paired], states[parts], states[wholes], values[parts], values[wholes])
    counts = codes[paired] > Code.NOT_APPLICABLE
    return RoundStates(codes, np.where(counts, values[parts], 0.0), np.where(counts, values[wholes], 0.0))


def _single(rules: Sequence[Rule], rows: dict[int, int], states: Bytes, values: Amounts) -> Bytes:
    items = [rows[rule.item_number] for rule in rules]
    seen, value = states[items], values[items]
    held = (value >= _column([r.low for r in rules])) & (value <= _column([r.high for r in rules]))
    nothing = _column([r.nothing for r in rules]).astype(bool)
    codes = np.where(held & (seen != FACT_WITHOUT_NUMBER), np.int8(Code.MET), np.int8(Code.NOT_MET))
    codes = np.where(nothing, np.int8(Code.NOTHING), codes)
    codes[seen == FACT_NOT_APPLICABLE] = Code.NOT_APPLICABLE
    codes[seen == 0] = Code.MISSING
    return codes


def _paired(rules: Sequence[Rule], part_seen: Bytes, whole_seen: Bytes, part: Amounts, whole: Amounts) -> Bytes:
    """A ratio needs both items; then one that is not applicable is enough for the unit to be so.

    Figures have at most six decimals, so an exact difference is a multiple of 0.01: less is noise of the floats.
    """
    ahead = 10000 * part - _column([r.target_bp for r in rules]) * whole
    too_little = (ahead <= -0.005) & _column([r.at_least for r in rules]).astype(bool)
    too_much = (ahead >= 0.005) & _column([r.at_most for r in rules]).astype(bool)
    held = ~(too_little | too_much)
    codes = np.where(held, np.int8(Code.MET), np.int8(Code.NOT_MET))
    codes[whole == 0] = Code.NOTHING
    codes[(part_seen == FACT_NOT_APPLICABLE) | (whole_seen == FACT_NOT_APPLICABLE)] = Code.NOT_APPLICABLE
    codes[(part_seen == 0) | (whole_seen == 0)] = Code.MISSING
    return codes


def _column(figures: Sequence[float]) -> Amounts:
    return np.array(figures, np.float64).reshape(-1, 1)
