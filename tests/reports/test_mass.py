"""The verdicts of a country at once are those of the ordinary path, one by one."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.register import default_register
from etl.store import Store
from indicators.catalogue import plan as plan_of
from indicators.judgement import Judgement
from indicators.model import Indicator, Kind, Mode, Target
from indicators.status import Status
from reports.mass.alike import classes
from reports.mass.figures import Tallies
from reports.mass.verdicts import MassVerdicts, Outcome, judged, mass_verdicts
from reports.picture import PROVINCE
from reports.source import judge_of
from tests.indicators.builders import indicator, target

DAYS = (date(2023, 12, 31), date(2025, 9, 1), date(2026, 11, 22))
ROUND_DAYS = (date(2023, 12, 31), date(2024, 12, 31), date(2025, 6, 30), date(2025, 12, 31), date(2026, 6, 30))
DUES = (date(2024, 12, 31), date(2025, 12, 31), date(2026, 12, 31), date(2030, 12, 31))
DEFINITIONS = {
    "all, then keep": (target(100, DUES[1]), target(100, DUES[3], Mode.MAINTAIN)),
    "half, then all": (target(50, DUES[1]), target(100, DUES[3])),
    "at most, then less": (target(60, DUES[1], op="<="), target(20, DUES[3], op="<=")),
    "at most, then keep": (target(20, DUES[1], op="<="), target(20, DUES[3], Mode.MAINTAIN, "<=")),
    "exactly": (target(50, DUES[3], op="="),),
    "from a baseline": (target(90, DUES[3]),),
    "from the first value": (target(90, DUES[3]),),
    "each year": (target(80, DUES[1], Mode.EACH_YEAR), target(90, DUES[3], Mode.EACH_YEAR)),
    "each period, then reach": (target(80, DUES[1], Mode.EACH_PERIOD), target(90, DUES[3])),
    "each year to autumn": (target(80, date(2030, 9, 30), Mode.EACH_YEAR),),
    "per term": (target(100, DUES[1], Mode.PER_TERM), target(100, DUES[3], Mode.PER_TERM)),
}
BASELINES = {"from a baseline": (date(2022, 1, 1), 10.0)}
TWO_ON_ONE_DAY = (*ROUND_DAYS[-3:], ROUND_DAYS[-1])


@pytest.mark.parametrize("day", DAYS)
def test_every_commune_and_district_of_the_sample_is_judged_as_by_the_ordinary_path(
    sample_rounds_store: Store, day: date
) -> None:
    found = verdicts(sample_rounds_store, day)
    judge = judge_of(sample_rounds_store, "th862", day, unit_history=True)
    picture = judge.picture
    assert [c.number for c in picture.communes] == found.unit_numbers.tolist()
    assert [d.key for d in picture.districts] == list(found.district_keys)
    for row, of in enumerate(picture.plan.indicator):
        for column, commune in enumerate(picture.communes):
            seen = picture.unit_observations(commune.key, of.code)
            expected = outcome(judge.verdict(of, day, seen, single=True))
            assert found.outcomes[found.of_units[row, column]] == expected, (of.code, commune.key, seen)
        for column, district in enumerate(picture.districts):
            judgement = judge.of_district(of, district).judgement
            assert found.outcomes[found.of_districts[row, column]] == outcome(judgement), (of.code, district.key)
            assert found.of_district(row, column) == judgement
        assert found.whole[row] == judge.of_scope(of, PROVINCE).judgement


def test_before_the_first_round_nobody_has_reported(sample_rounds_store: Store) -> None:
    found = verdicts(sample_rounds_store, date(2022, 3, 1))
    assert found.round is None
    assert found.of_units.shape == (47, 559)
    assert found.of_districts.shape == (47, 27)
    assert {o.status for o in found.outcomes} == {Status.NO_RETURN}
    assert {j.status for j in found.whole} == {Status.NO_RETURN}


@st.composite
def targets(draw: st.DrawFn) -> list[Target]:
    dues = sorted(draw(st.sets(st.sampled_from(DUES), max_size=3)))
    value = st.sampled_from([0, 33.3, 50, 90, 100])
    op, mode = st.sampled_from([">=", ">=", ">=", "<=", "="]), st.sampled_from([*Mode, Mode.REACH_BY, Mode.MAINTAIN])
    return [
        Target.model_validate({"due": due, "value": draw(value), "mode": draw(mode), "op": draw(op)}) for due in dues
    ]


@st.composite
def indicators(draw: st.DrawFn) -> Indicator:
    kind = draw(st.sampled_from([Kind.SHARE, Kind.RATIO, Kind.RATIO, Kind.SURVEY]))
    baseline = draw(
        st.none() | st.tuples(st.sampled_from([date(2022, 1, 1), ROUND_DAYS[-1]]), st.sampled_from([10, 60]))
    )
    of = [] if kind is Kind.SURVEY else draw(targets())
    return indicator(*of, kind=kind, baseline=baseline)


@given(
    indicators(),
    st.integers(1, 5),
    st.booleans(),
    st.integers(0, 2**32 - 1),
    st.sampled_from(ROUND_DAYS[-1:] + DUES[2:]),
)
@settings(max_examples=400, deadline=None)
def test_scopes_of_one_class_have_one_outcome(of: Indicator, rounds: int, single: bool, seed: int, day: date) -> None:
    tallies = drawn(np.random.default_rng(seed), rounds, single=single, ratio=of.kind is Kind.RATIO)
    found = classes(of, tallies, day=day, single_unit=single)
    example = [outcome_of(of, tallies, scope, day, single) for scope in found.examples.tolist()]
    for scope, place in enumerate(found.of_scope.tolist()):
        assert outcome_of(of, tallies, scope, day, single) == example[place], tallies.observations(scope)


@pytest.mark.parametrize("single", [False, True])
@pytest.mark.parametrize("kind", [Kind.SHARE, Kind.RATIO])
@pytest.mark.parametrize("day", [ROUND_DAYS[-1], date(2031, 1, 1)])
@pytest.mark.parametrize("name", sorted(DEFINITIONS))
def test_scopes_of_one_class_have_one_outcome_under_usual_targets(
    name: str, day: date, kind: Kind, single: bool
) -> None:
    of = indicator(*DEFINITIONS[name], kind=kind, baseline=BASELINES.get(name))
    tallies = drawn(np.random.default_rng(7), 4, single=single, ratio=kind is Kind.RATIO, scopes=1500)
    if name == "from the first value":
        tallies = Tallies(TWO_ON_ONE_DAY, tallies.counts, tallies.sums)
    found = classes(of, tallies, day=day, single_unit=single)
    outcomes = [outcome_of(of, tallies, scope, day, single) for scope in range(1500)]
    apart = [s for s in range(1500) if outcomes[s] != outcomes[found.examples[found.of_scope[s]]]]
    assert not apart, tallies.observations(apart[0])
    assert len(found.examples) < 1500 or kind is Kind.RATIO


def test_a_thousand_alike_communes_are_judged_a_few_times() -> None:
    of = indicator(Target(due=DUES[1], value=100, mode=Mode.REACH_BY), kind=Kind.RATIO)
    tallies = drawn(np.random.default_rng(1), 3, single=True, ratio=True, scopes=1000)
    found = classes(of, tallies, day=date(2026, 7, 1), single_unit=True)
    assert len(found.examples) < 200


def test_figures_that_are_not_whole_or_too_large_are_judged_one_by_one() -> None:
    of = indicator(Target(due=DUES[1], value=100, mode=Mode.REACH_BY), kind=Kind.RATIO)
    tallies = drawn(np.random.default_rng(2), 2, single=True, ratio=True, scopes=6)
    sums = np.full(tallies.sums.shape, 7.0)
    sums[0, 1, 2], sums[1, 0, 4] = 6.5, 1e12
    counts = np.zeros_like(tallies.counts)
    counts[0] = 1
    found = classes(of, Tallies(tallies.days, counts, sums), day=date(2026, 7, 1), single_unit=True)
    assert found.of_scope.tolist() == [2, 2, 0, 2, 1, 2]


def verdicts(store: Store, day: date) -> MassVerdicts:
    with store.reading() as cursor:
        return mass_verdicts(cursor, default_register(), plan_of("th862"), day)


def outcome(judgement: Judgement) -> Outcome:
    targets = judgement.targets
    return Outcome(judgement.status, tuple(t.verdict for t in targets), tuple(t.live for t in targets))


def outcome_of(of: Indicator, tallies: Tallies, scope: int, day: date, single: bool) -> Outcome:
    return outcome(judged(of, day, tallies.observations(scope), single_unit=single))


def drawn(draws: np.random.Generator, rounds: int, *, single: bool, ratio: bool, scopes: int = 60) -> Tallies:
    """Small tallies, so that many of them are alike; a few scopes are not observed in every round."""
    shape = (rounds, scopes)
    if single:
        state = draws.integers(0, 5, shape)
        parts = [state == n for n in range(4)]
    else:
        parts = [draws.integers(0, 3, shape) * draws.integers(0, 2, shape) for _ in range(4)]
    unmet = np.asarray(state == 4) if single else draws.integers(0, 3, shape)
    absent = draws.random(shape) < 0.1
    counts = np.stack([sum(np.asarray(p, np.int32) for p in [*parts, unmet]), *parts]).astype(np.int32)
    counts[:, absent] = 0
    reported = counts[0] - counts[1] - counts[2] > 0
    whole = np.where(reported & (draws.random(shape) > 0.1), draws.integers(1, 9, shape), 0)
    part = np.where(draws.random(shape) < 0.4, whole, draws.integers(0, 9, shape) % (whole + 1))
    return Tallies(ROUND_DAYS[-rounds:], counts, np.stack([part, whole]).astype(np.float64) if ratio else None)
