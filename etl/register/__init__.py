"""The administrative register: the units in force on a day, by key, code and name, and their lineage."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from etl.names import LEAST_LIKENESS, likeness, name_key, split_prefix
from etl.register.checks import check_register
from etl.register.model import (
    AmbiguousUnit,
    Level,
    LineageEdge,
    RegisterFault,
    Relation,
    Unit,
    UnknownUnit,
    as_former,
    label,
    parse_key,
)
from etl.register.reading import read_edges, read_units
from etl.register.stretch import Calendar
from indicators.model import Tier

__all__ = [
    "AmbiguousUnit",
    "Level",
    "LineageEdge",
    "Register",
    "RegisterFault",
    "Relation",
    "Unit",
    "UnknownUnit",
    "as_former",
    "default_register",
    "label",
    "parse_key",
]

_LEVEL_OF_TIER = {
    Tier.DISTRICT: Level.DISTRICT,
    Tier.FORMER_DISTRICT: Level.FORMER_DISTRICT,
    Tier.COMMUNE: Level.COMMUNE,
    Tier.OFFICE: Level.OFFICE,
}


@lru_cache(maxsize=1)
def default_register() -> "Register":
    """The committed register, read once per process."""
    return Register.from_folder(Path(__file__).resolve().parents[2] / "data" / "register")


class Register:
    """Every version of every unit and the edges between them. Immutable; safe to share between threads.

    A look-up by name or code always takes a day, and a name is only ever matched exactly (after normalising):
    near names are offered by `near` and by the errors, for a person to choose.
    """

    def __init__(self, units: Sequence[Unit], edges: Sequence[LineageEdge]) -> None:
        """Takes units and edges that belong together; RegisterFault where they contradict each other."""
        check_register(units, edges)
        self.units, self.edges = tuple(units), tuple(edges)
        self._by_key = {unit.key: unit for unit in self.units}
        self._name_keys = {unit.name: name_key(unit.name) for unit in self.units}
        self._calendar = Calendar(self.units)
        self._outgoing = _grouped((edge.from_key, edge) for edge in self.edges)
        self._incoming = _grouped((edge.to_key, edge) for edge in self.edges)

    @classmethod
    def from_folder(cls, folder: Path) -> "Register":
        """Reads units.csv and lineage.csv; raises RegisterFault with file and line."""
        return cls(read_units(folder), read_edges(folder))

    def on(self, day: date, level: Level | None = None) -> tuple[Unit, ...]:
        """Units in force on the day in Vietnamese name order: of one level, or all from the province down.

        FORMER_DISTRICT gives the districts of the last map on a day after their tier ended, outside "all".
        """
        stretch = self._calendar.at(day)
        return stretch.in_force if level is None else stretch.of_level(level)

    def districts_on(self, day: date) -> tuple[Unit, ...]:
        """The districts in force on the day, or else the former districts that group its communes."""
        return self.on(day, Level.DISTRICT) or self.on(day, Level.FORMER_DISTRICT)

    def filing_units(self, tier: Tier, day: date) -> tuple[Unit, ...]:
        """Who files on the day in a round of this tier. The register holds no offices."""
        return self.on(day, _LEVEL_OF_TIER[tier])

    def communes_of(self, key: str, day: date) -> tuple[Unit, ...]:
        """The communes in force on the day for which this unit files, in Vietnamese order; () for none.

        A district has those of its map, after 2025-06-30 those whose former district it is; a province
        has all; a commune has itself.
        """
        return self._calendar.at(day).under.get(self.get(key).key, ())

    def district_of(self, commune: Unit, day: date) -> Unit | None:
        """The district a commune is counted under: its own while in force on the day, then the former one."""
        key = commune.former_district_key or commune.parent_key
        above = self._by_key.get(key) if key else None
        if commune.level is not Level.COMMUNE or above is None or above.level is not Level.DISTRICT:
            return None
        return above if above.in_force(day) else as_former(above)

    def get(self, key: str) -> Unit:
        """The version with this key, in force or not; UnknownUnit offers the other versions of the code."""
        if key not in self._by_key:
            raise UnknownUnit(key, near=self.versions(key.partition("@")[0]))
        return self._by_key[key]

    def versions(self, code: str) -> tuple[Unit, ...]:
        """Every version of a code, oldest first: not one unit, the code only moved on."""
        of_code = (unit for unit in self.units if unit.code == code)
        return tuple(sorted(of_code, key=lambda unit: unit.valid_from or date.min))

    def by_code(self, code: str, day: date) -> Unit | None:
        """The unit that holds the code on the day; a former district where its tier has ended."""
        return self._calendar.at(day).coded.get(code)

    def find(self, name: str, *, within: str | None = None, day: date, level: Level | None = None) -> tuple[Unit, ...]:
        """Every unit of exactly this name on the day: among the communes of `within`, or in the register.

        A type written in front must be the unit's type: in 2026 "Xã Đông Tiến" is not Phường Đông Tiến.
        """
        type_name, bare = split_prefix(name)
        same = self._calendar.at(day).named.get(name_key(bare), ())
        typed = tuple(unit for unit in same if type_name in (None, unit.type_name))
        scope = {unit.key for unit in self._pool(within, day, level)}
        return tuple(unit for unit in typed if unit.key in scope and level in (None, unit.level))

    def near(
        self, name: str, *, within: str | None = None, day: date, level: Level | None = None, limit: int = 3
    ) -> tuple[Unit, ...]:
        """The units of the likest names, likest first, to be offered. A type in front decides a tie."""
        type_name, bare = split_prefix(name)
        wanted = name_key(bare)
        scored = [
            (-likeness(wanted, self._name_keys[unit.name]), unit.type_name != type_name, place, unit)
            for place, unit in enumerate(self._pool(within, day, level))
        ]
        likest = sorted((score for score in scored if -score[0] >= LEAST_LIKENESS), key=lambda score: score[:3])
        return tuple(unit for *_, unit in likest[:limit])

    def named(self, query: str, *, day: date, level: Level | None = None, within: str | None = None) -> Unit:
        """The one unit on the day that a person names by key, code or exact name ("Xã A", "A, huyện B").

        UnknownUnit carries near matches, or what a unit of the past became; AmbiguousUnit the candidates.
        """
        asked = query.strip()
        if "@" in asked:
            found = self._keyed(asked, day)
        elif asked.isdecimal():
            coded = self.by_code(asked, day)
            found = (coded,) if coded else ()
        else:
            found = self._called(asked, day, level, within)
        found = tuple(unit for unit in found if level in (None, unit.level))
        if len(found) > 1:
            raise AmbiguousUnit(query, day=day, candidates=found)
        if not found:
            name = asked.partition(",")[0]
            raise UnknownUnit(query, day=day, near=self.near(name, within=within, day=day, level=level))
        return found[0]

    def successors(self, key: str) -> tuple[LineageEdge, ...]:
        """The edges from this version to what it became, one step."""
        return self._outgoing.get(self.get(key).key, ())

    def predecessors(self, key: str) -> tuple[LineageEdge, ...]:
        """The edges into this version from what it was made of, one step."""
        return self._incoming.get(self.get(key).key, ())

    def descendants(self, key: str, day: date) -> tuple[Unit, ...]:
        """The units in force on a later day that people of this one came into; unverified ones left out."""
        unit = self.get(key)
        if unit.in_force(day):
            return (unit,)
        reached = {
            below.key: below
            for edge in self.successors(key)
            if edge.to_key and edge.carries_people and edge.effective_on <= day
            for below in self.descendants(edge.to_key, day)
        }
        return tuple(reached.values())

    def ancestors(self, key: str, day: date) -> tuple[Unit, ...]:
        """The units in force on an earlier day whose people came into this one; itself, if already there."""
        unit = self.get(key)
        reached = {unit.key: unit} if unit.in_force(day) else {}
        for edge in self.predecessors(key):
            if edge.carries_people and edge.effective_on > day:
                reached |= {above.key: above for above in self.ancestors(edge.from_key, day)}
        return tuple(reached.values())

    def origin_districts(self, commune: Unit) -> tuple[Unit, ...]:
        """The districts from which the predecessors of a commune brought people, in register order."""
        origins = self._origin_keys(commune)
        return tuple(unit for unit in self.units if unit.key in origins)

    def crosses_districts(self, commune: Unit) -> bool:
        """Whether people of several districts make up a commune: its former district is then a convention."""
        return len(self._origin_keys(commune)) > 1

    def _origin_keys(self, commune: Unit) -> frozenset[str]:
        above = (self.get(e.from_key).parent_key for e in self.predecessors(commune.key) if e.carries_people)
        return frozenset(key for key in above if key)

    def _pool(self, within: str | None, day: date, level: Level | None) -> tuple[Unit, ...]:
        if within is not None:
            pool = self.communes_of(within, day)
        else:
            stretch = self._calendar.at(day)
            pool = stretch.in_force + stretch.former
        return tuple(unit for unit in pool if level in (None, unit.level))

    def _keyed(self, key: str, day: date) -> tuple[Unit, ...]:
        unit = self.get(key)
        if unit.in_force(day):
            return (unit,)
        current = self.by_code(unit.code, day)
        if current is not None and current.key == key:
            return (current,)
        why = f"{label(unit)} không có hiệu lực ngày {day:%d/%m/%Y}."
        raise UnknownUnit(key, day=day, near=self.descendants(key, day), why=why)

    def _called(self, name: str, day: date, level: Level | None, within: str | None) -> tuple[Unit, ...]:
        first, comma, rest = name.partition(",")
        if comma and within is None:
            areas = (unit for unit in self.find(rest.partition(",")[0], day=day) if unit.level is not Level.COMMUNE)
            inside = (unit for area in areas for unit in self.find(first, within=area.key, day=day))
            return tuple({unit.key: unit for unit in inside}.values())
        return self.find(name, within=within, day=day, level=level)


def _grouped(pairs: Iterable[tuple[str | None, LineageEdge]]) -> dict[str, tuple[LineageEdge, ...]]:
    groups: defaultdict[str, list[LineageEdge]] = defaultdict(list)
    for key, edge in pairs:
        if key:
            groups[key].append(edge)
    return {key: tuple(group) for key, group in groups.items()}
