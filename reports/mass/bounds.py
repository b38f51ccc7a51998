"""Bounds and paths of many scopes at once: what `indicators.bounds` and `indicators.pace` say of one, as arrays."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indicators.aims import Aim
from indicators.pace import ON_TRACK_PCT, SPEED_UP_PCT

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

VERDICTS, MET, MISSED, NOT_ENOUGH, NO_VERDICT = 4, 0, 1, 2, 3
PACES, FALLEN, ON_TRACK, SPEED_UP, SLOW = 4, 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Bounds:
    """`low`/`whole` ≤ value ≤ `high`/`whole` of every round and scope; `known` where there are any."""

    low: Ints
    high: Ints
    whole: Ints
    high_open: Flags
    known: Flags

    def at(self, place: int | tuple[Ints, Ints]) -> "Bounds":
        """The bounds of one round, or of a round for each scope."""
        return Bounds(self.low[place], self.high[place], self.whole[place], self.high_open[place], self.known[place])

    def verdict(self, aim: Aim) -> Ints:
        """MET, MISSED or NOT_ENOUGH; NO_VERDICT without bounds."""
        low = 100 * aim.whole * self.low - aim.part * self.whole
        high = 100 * aim.whole * self.high - aim.part * self.whole
        below = (high < 0) | ((high == 0) & self.high_open)
        if aim.op == ">=":
            met, missed = low >= 0, below
        elif aim.op == "<=":
            met, missed = high <= 0, low > 0
        else:
            met, missed = (low == 0) & (high == 0) & ~below, (low > 0) | below
        found = np.where(met, MET, np.where(missed, MISSED, NOT_ENOUGH))
        return np.where(self.known, found, NO_VERDICT)


@dataclass(frozen=True, slots=True)
class Path:
    """The start of the path to the live aim, one per scope; `known` where there is one."""

    part: Ints
    whole: Ints
    on: Ints
    known: Flags

    def rise(self, aim: Aim) -> Ints:
        """Sign and size of the way to the aim."""
        return np.asarray(aim.part * self.whole - self.part * aim.whole)

    def pace(self, aim: Aim, part: Ints, whole: Ints, on: int) -> Ints:
        """The class of the pace of `part`/`whole` on a day; the path must not be level."""
        rise = self.rise(aim)
        done = (100 * part * self.whole - self.part * whole) * np.sign(rise)
        gone = on - self.on
        lead = 100 * aim.whole * done * (aim.due.toordinal() - self.on)
        expected = whole * np.abs(rise) * gone
        behind = np.where(lead >= SPEED_UP_PCT * expected, SPEED_UP, SLOW)
        found = np.where((gone <= 0) | (lead >= ON_TRACK_PCT * expected), ON_TRACK, behind)
        return np.where(done < 0, FALLEN, found)


def ratio_bounds(part: Ints, whole: Ints, valued: Flags, complete: Flags) -> Bounds:
    """Of sums `part` of `whole`, `valued` where there is a value, `complete` where every return is in."""
    settled = ~valued | (part == whole)
    return Bounds(
        low=np.where(complete, part, 0),
        high=np.where(complete, part, np.where(settled, 1, np.maximum(part, whole))),
        whole=np.where(complete, whole, np.where(settled, 1, whole)),
        high_open=~complete & valued & (part < whole),
        known=~complete | valued,
    )


def ahead(rise: Ints, aim: Aim) -> Flags:
    """Whether the aim lies ahead of the start."""
    return rise < 0 if aim.op == "<=" else rise > 0 if aim.op == ">=" else rise != 0
