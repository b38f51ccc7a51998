"""A picture into standings: one indicator in one scope, judged, with the communes behind it by name."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from etl.register import Level, Unit
from indicators.judgement import Judgement
from indicators.judging import judge
from indicators.model import Indicator, Kind
from indicators.tally import Observation, Tally
from indicators.unit_state import UnitState
from reports.picture import PROVINCE, Picture
from reports.views import Standing

Signature = tuple[object, ...]


@dataclass(frozen=True)
class Judge:
    """Judges the scopes of one picture; equal figures are judged once, and what was judged elsewhere may be given."""

    picture: Picture
    _known: dict[Signature, Judgement] = field(default_factory=dict)
    _standings: dict[tuple[str, str], Standing] = field(default_factory=dict)

    def verdict(
        self, indicator: Indicator, day: date, observations: tuple[Observation, ...], *, single: bool = False
    ) -> Judgement:
        """The judgement on a day from the observations up to it, oldest first; the last one is current."""
        history, current = observations[:-1], observations[-1] if observations else None
        signature = (indicator.code, day, single, *_figures(observations))
        if signature not in self._known:
            self._known[signature] = judge(indicator, day=day, current=current, history=history, single_unit=single)
        return self._known[signature]

    def of_province(self, indicator: Indicator) -> Standing:
        """The whole province."""
        return self._standing(indicator, PROVINCE, "Toàn tỉnh", Level.PROVINCE, self.picture.communes)

    def of_district(self, indicator: Indicator, district: Unit) -> Standing:
        """One district, or former district, with the communes of its round."""
        communes = self.picture.communes_by_district.get(district.key, ())
        return self._standing(indicator, district.key, district.full_name, district.level, communes)

    def of_commune(self, indicator: Indicator, commune: Unit) -> Standing:
        """One commune of the current round: a target below 100% of the communes does not bind it."""
        tally = self.picture.unit_tally(commune.key, indicator.code) or Tally(1, 0, 1, 0, 0)
        seen = self.picture.unit_observations(commune.key, indicator.code)
        judgement = self.verdict(indicator, self.picture.day, seen, single=True)
        state = state_of(tally, indicator)
        return Standing(
            indicator=indicator,
            scope_key=commune.key,
            scope_name=commune.full_name,
            level=commune.level.value,
            tally=tally,
            judgement=judgement,
            label=judgement.label,
            previous_pct=None,
            previous_status=None,
            expected_pct=None,
            unmet=(commune,) if state in BEHIND else (),
            not_reported=(commune,) if state is UnitState.MISSING else (),
        )

    def of_scope(self, indicator: Indicator, scope: str) -> Standing:
        """The province, a district or a commune of the current round, by key."""
        if scope == PROVINCE:
            return self.of_province(indicator)
        district = next((d for d in self.picture.districts if d.key == scope), None)
        if district is not None:
            return self.of_district(indicator, district)
        return self.of_commune(indicator, next(c for c in self.picture.communes if c.key == scope))

    def _standing(
        self, indicator: Indicator, scope: str, name: str, level: Level, communes: tuple[Unit, ...]
    ) -> Standing:
        key = (indicator.code, scope)
        if key not in self._standings:
            self._standings[key] = self._made(indicator, scope, name, level, communes)
        return self._standings[key]

    def _made(self, indicator: Indicator, scope: str, name: str, level: Level, communes: tuple[Unit, ...]) -> Standing:
        seen = self.picture.observations(scope, indicator.code)
        judgement = self.verdict(indicator, self.picture.day, seen)
        before = self.verdict(indicator, seen[-2].as_of, seen[:-1]) if len(seen) > 1 else None
        states = {commune.key: self.state(commune, indicator) for commune in communes}
        return Standing(
            indicator=indicator,
            scope_key=scope,
            scope_name=name,
            level=level.value,
            tally=seen[-1].tally if seen else Tally(len(communes), 0, len(communes), 0, 0),
            judgement=judgement,
            label=judgement.label,
            previous_pct=before.value_pct if before else None,
            previous_status=before.status if before else None,
            expected_pct=judgement.expected_pct,
            unmet=tuple(c for c in communes if states[c.key] in BEHIND),
            not_reported=tuple(c for c in communes if states[c.key] is UnitState.MISSING),
        )

    def state(self, commune: Unit, indicator: Indicator) -> UnitState:
        """The commune's own state in the current round."""
        tally = self.picture.unit_tally(commune.key, indicator.code)
        return state_of(tally, indicator) if tally else UnitState.MISSING


def _figures(observations: tuple[Observation, ...]) -> Iterator[object]:
    """What equal judgements are known by, flat: hashing the observations themselves takes as long as judging."""
    for seen in observations:
        tally = seen.tally
        yield seen.as_of
        yield tally.units
        yield tally.not_applicable
        yield tally.missing
        yield tally.nothing
        yield tally.met
        yield tally.numerator
        yield tally.denominator


UNJUDGED = frozenset({Kind.SURVEY, Kind.REFERENCE})
BEHIND = frozenset({UnitState.NOT_MET, UnitState.MISSING})


def state_of(tally: Tally, indicator: Indicator) -> UnitState:
    """The state of a tally of one unit; where nothing is to be met, that it reported."""
    if tally.missing:
        return UnitState.MISSING
    if tally.not_applicable:
        return UnitState.NOT_APPLICABLE
    if tally.nothing:
        return UnitState.NOTHING
    if indicator.kind in UNJUDGED:
        return UnitState.REPORTED
    return UnitState.MET if tally.met else UnitState.NOT_MET


def standings(
    judge_: Judge, *, by: str, indicators: Iterable[Indicator] | None = None, within: str = PROVINCE
) -> tuple[Standing, ...]:
    """Every standing of one level, indicator by indicator, units in name order.

    `by` is province, district or commune; `within` keeps to one district and its communes.
    """
    picture = judge_.picture
    chosen = tuple(indicators) if indicators is not None else picture.plan.indicator
    districts = tuple(d for d in picture.districts if within in (PROVINCE, d.key))
    if by == "province":
        return tuple(judge_.of_province(i) for i in chosen)
    if by == "district":
        return tuple(judge_.of_district(i, d) for i in chosen for d in districts)
    communes = tuple(c for c in picture.communes if within in (PROVINCE, picture.district_of[c.key]))
    return tuple(judge_.of_commune(i, c) for i in chosen for c in communes)


def ranks(rows: Iterable[Standing]) -> Mapping[str, int]:
    """Places by value, best first: ties share a place; no place under 80% of returns or without a value."""
    able = [r for r in rows if r.judgement.value_pct is not None and 100 * r.tally.reported >= 80 * r.tally.total]
    values = sorted((r.judgement.value_pct or 0 for r in able), reverse=True)
    return {r.scope_key: 1 + values.index(r.judgement.value_pct or 0) for r in able}
