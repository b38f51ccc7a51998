"""The units of a register into stretches of time in which nothing changes, each indexed for look-up."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from etl.names import name_key, sort_key
from etl.register.model import Level, Unit, as_former

_LEVEL_ORDER = {level: place for place, level in enumerate(Level)}


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is in force from one change to the next; every tuple in Vietnamese name order.

    `former` are the districts of the last map under which the communes in force are grouped: empty while
    districts are in force. `under` lists the communes below a province, district or former district (and a
    commune below itself); `named` the units of a name key; `coded` the unit of a code, former districts too.
    """

    in_force: tuple[Unit, ...]
    former: tuple[Unit, ...]
    under: Mapping[str, tuple[Unit, ...]]
    named: Mapping[str, tuple[Unit, ...]]
    coded: Mapping[str, Unit]

    def of_level(self, level: Level) -> tuple[Unit, ...]:
        """The units of one level."""
        if level is Level.FORMER_DISTRICT:
            return self.former
        return tuple(unit for unit in self.in_force if unit.level is level)


class Calendar:
    """Finds the stretch a day falls in."""

    def __init__(self, units: Sequence[Unit]) -> None:
        by_key = {unit.key: unit for unit in units}
        ordered = sorted(units, key=lambda unit: (_LEVEL_ORDER[unit.level], sort_key(unit.name), unit.number))
        keys = {unit.name: name_key(unit.name) for unit in units}
        changes = {date.min}
        changes.update(unit.valid_from for unit in units if unit.valid_from)
        changes.update(unit.valid_to + timedelta(days=1) for unit in units if unit.valid_to)
        self._starts = sorted(changes)
        self._stretches = [_stretch(ordered, by_key, keys, start) for start in self._starts]

    def at(self, day: date) -> Stretch:
        """The stretch of the day."""
        return self._stretches[bisect_right(self._starts, day) - 1]


def _stretch(ordered: Sequence[Unit], by_key: Mapping[str, Unit], keys: Mapping[str, str], day: date) -> Stretch:
    in_force = tuple(unit for unit in ordered if unit.in_force(day))
    communes = [unit for unit in in_force if unit.level is Level.COMMUNE]
    former_keys = {unit.former_district_key for unit in communes if unit.former_district_key}
    former = tuple(as_former(unit) for unit in ordered if unit.key in former_keys)
    under: defaultdict[str, list[Unit]] = defaultdict(list)
    for commune in communes:
        for above in _above(commune, by_key):
            under[above].append(commune)
    named: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in (*in_force, *former):
        named[keys[unit.name]].append(unit)
    return Stretch(
        in_force=in_force,
        former=former,
        under={key: tuple(below) for key, below in under.items()},
        named={key: tuple(same) for key, same in named.items()},
        coded={unit.code: unit for unit in (*former, *in_force)},
    )


def _above(commune: Unit, by_key: Mapping[str, Unit]) -> set[str]:
    """The keys a commune is listed under: its own, its district now or former, its province."""
    parent = by_key[commune.parent_key] if commune.parent_key else None
    above = (
        commune.key,
        commune.parent_key,
        commune.former_district_key,
        parent.parent_key if parent else None,
    )
    return {key for key in above if key}
