"""States of many units into tallies of many scopes, as arrays; and one of them back into observations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from etl.store.verdict_states import Amounts, Bytes, Code, Places, RoundStates
from indicators.tally import Observation, Tally

Counts = npt.NDArray[np.int32]
STATES = (Code.NOT_APPLICABLE, Code.MISSING, Code.NOTHING, Code.MET)


@dataclass(frozen=True, slots=True)
class Tallies:
    """The tallies of many scopes in some rounds, oldest first; `days` are the rounds' last days.

    `counts` is (units, not applicable, missing, nothing, met) × rounds × scopes; `sums` is (numerator,
    denominator) × rounds × scopes, None but for a ratio. A scope without units in a round is not observed there.
    """

    days: tuple[date, ...]
    counts: Counts
    sums: Amounts | None

    def of(self, rounds: Sequence[int], scopes: npt.NDArray[np.integer]) -> "Tallies":
        """Some rounds of some scopes."""
        if len(rounds) == len(self.days) and len(scopes) == self.counts.shape[2]:
            return self
        places = list(rounds)
        sums = None if self.sums is None else self.sums[:, places][:, :, scopes]
        return Tallies(tuple(self.days[place] for place in places), self.counts[:, places][:, :, scopes], sums)

    def observations(self, scope: int) -> tuple[Observation, ...]:
        """One scope as the judge takes it, oldest first."""
        found = []
        for place, day in enumerate(self.days):
            units, not_applicable, missing, nothing, met = self.counts[:, place, scope].tolist()
            sums = () if self.sums is None else map(_whole, self.sums[:, place, scope].tolist())
            if units:
                found.append(Observation(day, Tally(units, not_applicable, missing, nothing, met, *sums)))
        return tuple(found)


def of_units(days: tuple[date, ...], codes: Bytes, sums: Amounts | None) -> Tallies:
    """Every unit a scope of its own; `codes` is rounds × scopes."""
    counts = np.stack([codes != Code.ABSENT, *(codes == state for state in STATES)])
    return Tallies(days, counts.astype(np.int32), sums)


@dataclass(frozen=True, slots=True)
class Areas:
    """The units of every round added up by area: counts are states × rounds × indicators × areas."""

    days: tuple[date, ...]
    counts: Counts
    sums: Amounts

    def of(self, indicators: Sequence[int], ratios: Sequence[int] | None, size: int) -> Tallies:
        """The first `size` areas under some indicators, indicator by indicator; `ratios` are their rows in the sums."""
        rounds = len(self.days)
        counts = self.counts[:, :, list(indicators), :size].reshape(5, rounds, -1)
        sums = None if ratios is None else self.sums[:, :, list(ratios), :size].reshape(2, rounds, -1)
        return Tallies(self.days, counts, sums)

    def together(self) -> "Areas":
        """All areas as one."""
        counts = self.counts.sum(axis=3, keepdims=True, dtype=np.int32)
        return Areas(self.days, counts, self.sums.sum(axis=3, keepdims=True))


def of_areas(days: tuple[date, ...], states: Sequence[RoundStates], areas: Sequence[Places], size: int) -> Areas:
    """`areas[r]` is the area, below `size`, of each unit of round r. Sums of decimals carry their float noise."""
    return Areas(
        days,
        np.stack([_counted(found.codes, area, size) for found, area in zip(states, areas, strict=True)], axis=1),
        np.stack([_summed(found, area, size) for found, area in zip(states, areas, strict=True)], axis=1),
    )


def _counted(codes: Bytes, area: Places, size: int) -> Counts:
    """(units, not applicable, missing, nothing, met) × indicators × areas."""
    kinds, rows = len(Code), len(codes)
    cells = (np.arange(rows)[:, None] * size + area) * kinds + codes
    found = np.bincount(cells.ravel(), minlength=rows * size * kinds).reshape(rows, size, kinds)
    units = np.broadcast_to(np.bincount(area, minlength=size), (rows, size))
    return np.stack([units, *(found[:, :, state] for state in STATES)]).astype(np.int32)


def _summed(found: RoundStates, area: Places, size: int) -> Amounts:
    """(numerator, denominator) × ratios × areas."""
    rows = len(found.numerators)
    cells = (np.arange(rows)[:, None] * size + area).ravel()
    both = (found.numerators, found.denominators)
    return np.stack([np.bincount(cells, a.ravel(), rows * size).reshape(rows, size) for a in both])


def _whole(amount: float) -> int | float:
    return int(amount) if amount.is_integer() else amount
