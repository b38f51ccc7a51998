"""A tally and an aim into whole numbers: how many are required, how many are short, how many a year."""

from collections.abc import Sequence
from datetime import date

from indicators.aims import Aim, Measure
from indicators.exact import exact
from indicators.formatting import number_vi
from indicators.tally import Tally

_YEAR_DAYS = 366


def requirement(measure: Measure, tally: Tally, aim: Aim) -> tuple[int | None, int | None]:
    """(required, short_by) in whole units of the scope, or for a ratio in its denominator's unit.

    Never rounded towards the target: 57.5 of 115 is 58. A ratio counts what is reported. For op "<=" the
    most allowed and how many are too many; for "=" how far off. What is unknown is None: both without
    anything to count, the gap while nothing is reported.
    """
    if measure is Measure.SHARE:
        whole, whole_per, done, done_per = tally.counted, 1, tally.met, 1
    else:
        part, denominator = exact(tally.numerator), exact(tally.denominator)
        whole, whole_per = denominator.numerator, denominator.denominator
        done, done_per = part.numerator, part.denominator
    if not whole:
        return None, None
    asked, per = aim.part * whole, 100 * aim.whole * whole_per
    required = asked // per if aim.op == "<=" else -(-asked // per)
    if not tally.reported:
        return required, None
    gap = asked * done_per - done * per
    if aim.op == "<=":
        gap = -gap
    elif aim.op == "=":
        gap = abs(gap)
    return required, max(0, -(-gap // (per * done_per)))


def per_year(short_by: int, *, day: date, due: date) -> int:
    """Whole units needed each year from the day on to close the gap by the due day.

    Within the last year it is the whole gap: a rate beyond what is missing would mislead.
    """
    if in_last_year(day=day, due=due):
        return short_by
    return -(-short_by * 1461 // (4 * (due - day).days))


def in_last_year(*, day: date, due: date) -> bool:
    """Whether at most a year is left."""
    return (due - day).days <= _YEAR_DAYS


def shortfall_vi(short_by: int, names: Sequence[str], *, counted_in: str = "xã") -> str:
    """As "còn thiếu 3 xã: A, B, C": the gap and the units not met yet, in the order given.

    Where more units are not met than the target needs, says so: any of them would close the gap.
    """
    if short_by <= 0:
        return "không thiếu"
    gap = f"còn thiếu {number_vi(short_by)} {counted_in}"
    if not names:
        return gap
    listed = ", ".join(names)
    if len(names) > short_by:
        return f"{gap} trong {number_vi(len(names))} {counted_in} chưa đạt: {listed}"
    return f"{gap}: {listed}"
