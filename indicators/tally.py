"""States of units added up: one indicator, one scope, one round."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from indicators.unit_state import UnitState

Amount = int | float


@dataclass(frozen=True, slots=True)
class Tally:
    """How many units are in which state. `units` are those in force in the scope on the round's day.

    `missing` counts units without any state, `nothing` those that reported a denominator of 0.
    `numerator` and `denominator` (ratio only) are sums over the units that reported, in the items' unit.
    Raises ValueError when the parts are more than the whole.
    """

    units: int
    not_applicable: int
    missing: int
    nothing: int
    met: int
    numerator: Amount | None = None
    denominator: Amount | None = None

    def __post_init__(self) -> None:
        if self.not_applicable + self.missing + self.nothing + self.met > self.units:
            raise ValueError(f"a tally whose parts exceed its {self.units} units: {self}")
        if min(self.not_applicable, self.missing, self.nothing, self.met) < 0:
            raise ValueError(f"a tally with a negative count: {self}")

    @property
    def total(self) -> int:
        """Units the indicator applies to. A missing unit stays in."""
        return self.units - self.not_applicable

    @property
    def reported(self) -> int:
        """Units the indicator applies to that reported."""
        return self.units - self.not_applicable - self.missing

    @property
    def counted(self) -> int:
        """N of a share: the units that can be met or not, so without those where nothing arose."""
        return self.units - self.not_applicable - self.nothing

    def __add__(self, other: "Tally") -> "Tally":
        """Two scopes that share no unit, as one."""
        if not isinstance(other, Tally):
            return NotImplemented
        return Tally(
            units=self.units + other.units,
            not_applicable=self.not_applicable + other.not_applicable,
            missing=self.missing + other.missing,
            nothing=self.nothing + other.nothing,
            met=self.met + other.met,
            numerator=_plus(self.numerator, other.numerator),
            denominator=_plus(self.denominator, other.denominator),
        )


@dataclass(frozen=True, slots=True)
class Observation:
    """One round's tally. `as_of` is the last day the round's figures cover."""

    as_of: date
    tally: Tally


def tally_of(
    states: Iterable[UnitState], *, numerator: Amount | None = None, denominator: Amount | None = None
) -> Tally:
    """The tally of one state per unit; the two sums (ratio) come from the caller."""
    seen = list(states)
    return Tally(
        units=len(seen),
        not_applicable=seen.count(UnitState.NOT_APPLICABLE),
        missing=seen.count(UnitState.MISSING),
        nothing=seen.count(UnitState.NOTHING),
        met=seen.count(UnitState.MET),
        numerator=numerator,
        denominator=denominator,
    )


def _plus(one: Amount | None, other: Amount | None) -> Amount | None:
    if one is None or other is None:
        return other if one is None else one
    return one + other
