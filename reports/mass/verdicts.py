"""The facts of a whole country into every verdict of one day, in typed columns: without an object per cell.

Only the rounds that verdicts look at are read (`reports.picture.needed_rounds`), and scopes that a judgement cannot
tell apart are judged once (`reports.mass.alike`), by the same judge as everywhere. For one province `reports.standing`
says more (names, shortfalls, reasons) and is quick enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from etl.register import Register
from etl.rounds import Round
from etl.rules import rules_for
from etl.seeding import item_numbers
from etl.store import Cursor
from etl.store.verdict_states import Places, read_states
from indicators.aims import Aim, Measure, Start, rule_of
from indicators.judgement import Judgement
from indicators.judging import judge
from indicators.model import Indicator, Plan
from indicators.status import Status
from indicators.tally import Observation
from indicators.verdict import Verdict
from reports.mass.alike import classes
from reports.mass.figures import Tallies
from reports.mass.maps import maps_of
from reports.mass.scene import Row, Scene, rows_of, scene_of
from reports.picture import needed_rounds
from returns.rounds import all_rounds, current_round

Outcomes = npt.NDArray[np.int32]
RuleKey = tuple[Measure, tuple[Aim, ...], tuple[Aim, ...], Start | None, bool]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a scope's figures come to: its status, and for every target its verdict and how it stands while ahead."""

    status: Status
    verdicts: tuple[Verdict, ...]
    live: tuple[Status | None, ...]


@dataclass(frozen=True, slots=True)
class MassVerdicts:
    """Every verdict of a plan on a day. `of_units` and `of_districts` are indicators × scopes.

    Both hold places in `outcomes`; their rows are the plan's indicators in order, their columns the communes of
    `unit_numbers` and the districts (or former districts) of `district_keys`. The whole is judged in full, a
    district on demand.
    """

    day: date
    round: Round | None
    indicators: tuple[Indicator, ...]
    unit_numbers: Places
    district_keys: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    of_units: Outcomes
    of_districts: Outcomes
    whole: tuple[Judgement, ...]
    _districts: tuple[Tallies | None, ...]

    def of_district(self, indicator_place: int, district_place: int) -> Judgement:
        """One district's judgement with its figures and reason; both count from 0."""
        tallies = self._districts[indicator_place]
        seen = tallies.observations(district_place) if tallies else ()
        return judged(self.indicators[indicator_place], self.day, seen)


def mass_verdicts(cursor: Cursor, register: Register, plan: Plan, day: date) -> MassVerdicts:
    """Judge every commune, every district and the whole in one consistent snapshot."""
    known = all_rounds(cursor, plan.code)
    current = current_round(known, day)
    rounds = needed_rounds(known, plan, current)
    maps = maps_of(register, rounds, current.data_to if current else day)
    numbers = item_numbers(cursor, plan.code)
    states = [
        read_states(cursor, round_.code, rules_for(plan, [round_], numbers), seen.unit_numbers)
        for round_, seen in zip(rounds, maps.of_rounds, strict=True)
    ]
    scene = scene_of(tuple(round_.data_to for round_ in rounds), maps, states) if states else None
    rows = rows_of(plan) if scene else (None,) * len(plan.indicator)
    court = _Court(day, scene)
    units = np.empty((len(rows), len(maps.now.unit_numbers)), np.int32)
    districts = np.empty((len(rows), len(maps.district_keys)), np.int32)
    for group in _groups(plan.indicator, rows):
        court.judge_units(group, units)
        court.judge_districts(group, districts)
    return MassVerdicts(
        day=day,
        round=current,
        indicators=plan.indicator,
        unit_numbers=maps.now.unit_numbers,
        district_keys=maps.district_keys,
        outcomes=tuple(court.outcomes),
        of_units=units,
        of_districts=districts,
        whole=tuple(
            judged(indicator, day, scene.whole(row) if scene and row else ())
            for indicator, row in zip(plan.indicator, rows, strict=True)
        ),
        _districts=tuple(scene.districts([row]) if scene and row else None for row in rows),
    )


def judged(indicator: Indicator, day: date, seen: Sequence[Observation], *, single_unit: bool = False) -> Judgement:
    """The judgement from observations up to the day, oldest first; the last one is current."""
    current = seen[-1] if seen else None
    return judge(indicator, day=day, current=current, history=seen[:-1], single_unit=single_unit)


@dataclass(frozen=True, slots=True)
class _Group:
    """Indicators that are judged by the same rule, so that the same figures come to the same outcome."""

    example: Indicator
    places: list[int]
    rows: list[Row]


def _groups(indicators: Sequence[Indicator], rows: Sequence[Row | None]) -> list[_Group]:
    found: dict[tuple[RuleKey, bool], _Group] = {}
    for place, (indicator, row) in enumerate(zip(indicators, rows, strict=True)):
        rule = rule_of(indicator)
        key = rule.measure, rule.aims, rule.one_unit_aims, rule.baseline, rule.asked
        group = found.setdefault((key, row is None), _Group(indicator, [], []))
        group.places.append(place)
        if row is not None:
            group.rows.append(row)
    return list(found.values())


class _Court:
    """Judges one scope of every class, and keeps what several classes come to once."""

    def __init__(self, day: date, scene: Scene | None) -> None:
        self._day, self._scene = day, scene
        self.outcomes: dict[Outcome, int] = {}

    def judge_units(self, group: _Group, into: Outcomes) -> None:
        """Write the outcomes of every unit into the group's rows."""
        if self._scene is None or not group.rows:
            into[group.places] = self._unasked(group.example)
            return
        tallies, place = self._scene.units(group.rows)
        found = self._judged(group.example, tallies, single_unit=True)
        into[group.places] = found[place].reshape(len(group.places), -1)

    def judge_districts(self, group: _Group, into: Outcomes) -> None:
        """Write the outcomes of every district into the group's rows."""
        if self._scene is None or not group.rows:
            into[group.places] = self._unasked(group.example)
            return
        found = self._judged(group.example, self._scene.districts(group.rows), single_unit=False)
        into[group.places] = found.reshape(len(group.places), -1)

    def _judged(self, indicator: Indicator, tallies: Tallies, *, single_unit: bool) -> Outcomes:
        found = classes(indicator, tallies, day=self._day, single_unit=single_unit)
        outcomes = [
            self._outcome(judged(indicator, self._day, tallies.observations(scope), single_unit=single_unit))
            for scope in found.examples.tolist()
        ]
        return np.array(outcomes, np.int32)[found.of_scope]

    def _unasked(self, indicator: Indicator) -> int:
        """Nobody was ever asked, so nobody has reported."""
        return self._outcome(judged(indicator, self._day, ()))

    def _outcome(self, judgement: Judgement) -> int:
        targets = judgement.targets
        outcome = Outcome(judgement.status, tuple(t.verdict for t in targets), tuple(t.live for t in targets))
        return self.outcomes.setdefault(outcome, len(self.outcomes))
