"""The states of some rounds into what is judged: every commune of today, every district, the whole, by indicator."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from etl.store.verdict_states import Amounts, Bytes, Code, RoundStates
from indicators.model import Plan
from indicators.tally import Observation
from reports.mass.figures import Areas, Tallies, of_areas, of_units
from reports.mass.maps import Maps, aligned

CODES = len(Code)


@dataclass(frozen=True, slots=True)
class Row:
    """Where an indicator stands: its row among the states, and among the sums if it is a ratio."""

    states: int
    sums: int | None


@dataclass(frozen=True, slots=True)
class Scene:
    """`codes` is rounds × indicators × units of today, `sums` (numerator, denominator) × rounds × ratios × units."""

    days: tuple[date, ...]
    codes: Bytes
    sums: Amounts
    areas: Areas
    districts_today: int

    def units(self, rows: Sequence[Row]) -> tuple[Tallies, npt.NDArray[np.integer]]:
        """The communes under indicators of one rule: tallies, and which of them each commune's is.

        Without sums two communes of equal states are one tally. Both run indicator by indicator.
        """
        codes = self.codes[:, [row.states for row in rows]].reshape(len(self.days), -1)
        sums = [row.sums for row in rows if row.sums is not None]
        if sums:
            chosen = self.sums[:, :, sums].reshape(2, len(self.days), -1)
            return of_units(self.days, codes, chosen), np.arange(codes.shape[1])
        digits = CODES ** np.arange(len(self.days), dtype=np.int64)
        packed, place = _distinct((codes * digits[:, None]).sum(axis=0))
        return of_units(self.days, (packed // digits[:, None] % CODES).astype(np.int8), None), place

    def districts(self, rows: Sequence[Row]) -> Tallies:
        """The districts of today under indicators of one rule, indicator by indicator."""
        return self._added(self.areas, rows, self.districts_today)

    def whole(self, row: Row) -> tuple[Observation, ...]:
        """All units of every round together under one indicator."""
        return self._added(self.areas.together(), [row], 1).observations(0)

    def _added(self, areas: Areas, rows: Sequence[Row], size: int) -> Tallies:
        sums = [row.sums for row in rows if row.sums is not None]
        return areas.of([row.states for row in rows], sums or None, size)


def scene_of(days: tuple[date, ...], maps: Maps, states: Sequence[RoundStates]) -> Scene:
    """Put the rounds side by side. There is at least one."""
    pairs = [aligned(found, seen, maps.now) for found, seen in zip(states, maps.of_rounds, strict=True)]
    return Scene(
        days=days,
        codes=np.stack([codes for codes, _ in pairs]),
        sums=np.stack([sums for _, sums in pairs], axis=1),
        areas=of_areas(days, states, [seen.district_places for seen in maps.of_rounds], maps.districts),
        districts_today=len(maps.district_keys),
    )


def rows_of(plan: Plan) -> tuple[Row | None, ...]:
    """Where every indicator of the plan stands, as `etl.rules.rules_for` orders them; None without items."""
    rows: list[Row | None] = []
    states = sums = 0
    for indicator in plan.indicator:
        rows.append(Row(states, sums if indicator.denominator else None) if indicator.item_codes else None)
        states += bool(indicator.item_codes)
        sums += bool(indicator.item_codes and indicator.denominator)
    return tuple(rows)


def _distinct(packed: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.integer]]:
    """The distinct values, and the place of each value among them."""
    distinct = np.unique(packed)
    return distinct, np.searchsorted(distinct, packed)
