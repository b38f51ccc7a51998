"""States added up, and scopes added up."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.tally import Observation, Tally, tally_of
from indicators.unit_state import UnitState


def test_states_are_counted_and_the_missing_stay_in_the_total() -> None:
    states = [UnitState.MET] * 3 + [UnitState.NOT_MET, UnitState.MISSING, UnitState.NOT_APPLICABLE, UnitState.NOTHING]
    tally = tally_of(states)
    assert tally == Tally(units=7, not_applicable=1, missing=1, nothing=1, met=3)
    assert (tally.total, tally.reported, tally.counted) == (6, 5, 5)


def test_a_figure_that_asks_nothing_is_reported_but_not_met() -> None:
    tally = tally_of([UnitState.REPORTED, UnitState.MISSING])
    assert (tally.met, tally.reported) == (0, 1)


def test_parts_beyond_the_whole_are_refused() -> None:
    with pytest.raises(ValueError, match="exceed"):
        Tally(units=3, not_applicable=1, missing=1, nothing=0, met=2)
    with pytest.raises(ValueError, match="negative"):
        Tally(units=3, not_applicable=0, missing=-1, nothing=0, met=0)


def test_sums_are_added_only_where_there_are_any() -> None:
    none, some = Tally(1, 0, 1, 0, 0), Tally(2, 0, 0, 0, 1, 5, 7)
    assert (none + some).numerator == 5
    assert (none + none).denominator is None


def test_observations_can_be_remembered_by_value() -> None:
    assert len({Observation(date(2025, 1, 1), Tally(1, 0, 0, 0, 1)) for _ in range(2)}) == 1


@given(st.lists(st.lists(st.tuples(st.sampled_from(UnitState), st.integers(0, 50)), max_size=12), max_size=8))
def test_districts_add_up_to_the_province(districts: list[list[tuple[UnitState, int]]]) -> None:
    def tally(units: list[tuple[UnitState, int]]) -> Tally:
        return tally_of([s for s, _ in units], numerator=sum(n for _, n in units), denominator=2 * len(units))

    added = sum(map(tally, districts), Tally(0, 0, 0, 0, 0))
    province = tally([unit for district in districts for unit in district])
    assert added == (province if districts else Tally(0, 0, 0, 0, 0))
