"""A straight path between two dated values and a figure on it into a class of pace."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from indicators.status import Status

ON_TRACK_PCT = 95
SPEED_UP_PCT = 60


@dataclass(frozen=True, slots=True)
class Segment:
    """The path from a start value to a target, both in percent as `part`/`whole`.

    `attained`: the start is a value that was really reached, not a target that was missed.
    """

    start_on: date
    start_part: int
    start_whole: int
    attained: bool
    end_on: date
    end_part: int
    end_whole: int

    @property
    def start_pct(self) -> Fraction:
        """The value the path starts from, in percent."""
        return Fraction(self.start_part, self.start_whole)

    @property
    def end_pct(self) -> Fraction:
        """The target's value, in percent."""
        return Fraction(self.end_part, self.end_whole)

    @property
    def rise(self) -> int:
        """Sign and size of the way to go, times both `whole`s."""
        return self.end_part * self.start_whole - self.start_part * self.end_whole

    def expected_pct(self, on: date) -> Fraction:
        """Where the value should be on a day, in percent; level before the start and after the end."""
        span = (self.end_on - self.start_on).days
        gone = min(max((on - self.start_on).days, 0), span)
        return self.start_pct + (self.end_pct - self.start_pct) * Fraction(gone, span)

    def ratio(self, value_pct: Fraction, on: date) -> Fraction | None:
        """R = done/expected for a value on a day; None up to the start, when nothing is expected yet."""
        gone = (on - self.start_on).days
        if gone <= 0:
            return None
        done = (value_pct - self.start_pct) / (self.end_pct - self.start_pct)
        return done / Fraction(gone, (self.end_on - self.start_on).days)


def pace_class(segment: Segment, part: int, whole: int, on: date) -> Status:
    """The class of the value `part`/`whole` (of 1, not percent) on a day: R against 0.95, 0.60 and 0.

    FALLEN stands for R < 0, behind the start. Linear, and in whole numbers. Up to the start nothing is
    expected yet: on track unless behind the start. The path must not be level (`rise` ≠ 0).
    """
    done = 100 * part * segment.start_whole - segment.start_part * whole
    rise = segment.rise
    if rise < 0:
        done, rise = -done, -rise
    if done < 0:
        return Status.FALLEN
    gone = (on - segment.start_on).days
    if gone <= 0:
        return Status.ON_TRACK
    lead = 100 * done * segment.end_whole * (segment.end_on - segment.start_on).days
    expected = whole * rise * gone
    if lead >= ON_TRACK_PCT * expected:
        return Status.ON_TRACK
    return Status.SPEED_UP if lead >= SPEED_UP_PCT * expected else Status.SLOW
