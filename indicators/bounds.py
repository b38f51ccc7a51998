"""A tally into the least and most its value can be once every return is in, and a verdict against an aim."""

from dataclasses import dataclass
from fractions import Fraction

from indicators.aims import Aim, Measure
from indicators.exact import exact, percentage
from indicators.tally import Tally
from indicators.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Bounds:
    """`low`/`whole` ≤ value ≤ `high`/`whole`; with `high_open` the value stays below the upper end."""

    low: int
    high: int
    whole: int
    high_open: bool = False

    @property
    def lower_pct(self) -> Fraction:
        """The lower end in percent."""
        return percentage(self.low, self.whole)

    @property
    def upper_pct(self) -> Fraction:
        """The upper end in percent."""
        return percentage(self.high, self.whole)

    def verdict(self, aim: Aim) -> Verdict:
        """Met or missed whatever still arrives, else not enough. Whole numbers: no n/d*100 >= target."""
        asked = aim.part * self.whole
        low = 100 * self.low * aim.whole - asked
        high = 100 * self.high * aim.whole - asked
        below = high < 0 or (high == 0 and self.high_open)
        if aim.op == ">=":
            return Verdict.MET if low >= 0 else Verdict.MISSED if below else Verdict.NOT_ENOUGH
        if aim.op == "<=":
            return Verdict.MET if high <= 0 else Verdict.MISSED if low > 0 else Verdict.NOT_ENOUGH
        if low > 0 or below:
            return Verdict.MISSED
        return Verdict.MET if low == high == 0 else Verdict.NOT_ENOUGH


def bounds_of(measure: Measure, tally: Tally) -> Bounds | None:
    """The bounds of a tally; None where there is nothing to divide by.

    A share: met/N to (met + missing)/N. A ratio with every return in is its value; else the denominators
    to come are unknown, and anything from 0 to 100% is possible, except 100% once Σn < Σd.
    """
    if measure is Measure.SHARE:
        whole = tally.units - tally.not_applicable - tally.nothing
        return Bounds(tally.met, tally.met + tally.missing, whole) if whole else None
    if measure is Measure.NONE:
        return None
    value = ratio_value(tally)
    if not tally.missing:
        return Bounds(value[0], value[0], value[1]) if value else None
    if value is None or value[0] == value[1]:
        return Bounds(0, 1, 1)
    part, whole = value
    return Bounds(0, max(part, whole), whole, high_open=part < whole)


def value_of(measure: Measure, tally: Tally) -> tuple[int, int] | None:
    """The value as (part, whole): met of N, or the two sums; None with nothing reported or to divide by."""
    if measure is Measure.RATIO:
        return ratio_value(tally)
    whole = tally.units - tally.not_applicable - tally.nothing
    if measure is Measure.NONE or not whole or not tally.reported:
        return None
    return tally.met, whole


def ratio_value(tally: Tally) -> tuple[int, int] | None:
    """Σ numerator and Σ denominator over what is reported, scaled to whole numbers; None for Σd = 0."""
    part, whole = exact(tally.numerator), exact(tally.denominator)
    if not whole:
        return None
    return part.numerator * whole.denominator, whole.numerator * part.denominator
