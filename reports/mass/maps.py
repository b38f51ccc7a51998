"""The register on the days of some rounds into arrays: which units, in which districts, where they stand today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from etl.register import Level, Register, Unit
from etl.rounds import Round
from etl.store.verdict_states import Amounts, Bytes, Code, Places, RoundStates


@dataclass(frozen=True, slots=True)
class Map:
    """The communes in force on a day and, for each, the place of its district (or former district)."""

    unit_numbers: Places
    district_places: Places


@dataclass(frozen=True, slots=True)
class Maps:
    """The map of today and of each round. The first of all `districts` are those of today, by their keys."""

    now: Map
    of_rounds: tuple[Map, ...]
    district_keys: tuple[str, ...]
    districts: int


def maps_of(register: Register, rounds: Sequence[Round], today: date) -> Maps:
    """The maps of the rounds' last days and of today, the day the current round's figures are of."""
    keys = tuple(district.key for district in register.districts_on(today))
    places = {key: place for place, key in enumerate(keys)}
    drawn: list[tuple[tuple[Unit, ...], Map]] = []
    maps = [_map(register, day, places, drawn) for day in (today, *(round_.data_to for round_ in rounds))]
    return Maps(maps[0], tuple(maps[1:]), keys, len(places))


def aligned(states: RoundStates, seen: Map, now: Map) -> tuple[Bytes, Amounts]:
    """The codes and sums of a round for the units of today: ABSENT where one was not in force."""
    sums = np.stack([states.numerators, states.denominators])
    if seen is now:
        return states.codes, sums
    top = int(max(seen.unit_numbers.max(initial=0), now.unit_numbers.max(initial=0)))
    places = np.full(top + 1, -1, np.int32)
    places[seen.unit_numbers] = np.arange(len(seen.unit_numbers), dtype=np.int32)
    place = places[now.unit_numbers]
    codes = np.where(place >= 0, states.codes[:, place], np.int8(Code.ABSENT))
    return codes, np.where(place >= 0, sums[:, :, place], 0.0)


def _map(register: Register, day: date, places: dict[str, int], drawn: list[tuple[tuple[Unit, ...], Map]]) -> Map:
    """Drawn once for all days between which nothing changes."""
    communes = register.on(day, Level.COMMUNE)
    for same, known in drawn:
        if same == communes:
            return known
    districts = [places.setdefault(_district_key(register, commune, day), len(places)) for commune in communes]
    found = Map(np.array([c.number for c in communes], np.int32), np.array(districts, np.int32))
    drawn.append((communes, found))
    return found


def _district_key(register: Register, commune: Unit, day: date) -> str:
    district = register.district_of(commune, day)
    if district is None:
        raise ValueError(f"{commune.key} lies in no district on {day}")
    return district.key
