"""Figures as exact numbers: a target or a sum becomes an integer or a fraction, so 57/100 meets 57%."""

from fractions import Fraction
from functools import lru_cache

_STEPS = 10**6
"""Sums of decimals are taken to six places: finer than any figure typed, coarser than float noise."""


def exact(amount: int | float | None) -> int | Fraction:
    """A count or a sum, exactly; None counts as 0. Raises ValueError or OverflowError for nan and inf."""
    if amount is None:
        return 0
    if isinstance(amount, int):
        return amount
    if amount == (whole := int(amount)):
        return whole
    return Fraction(round(Fraction(amount) * _STEPS), _STEPS)


def written(figure: int | float) -> Fraction:
    """A figure of a plan as the decimal it is written as: 33.3 is 333/10."""
    return Fraction(figure) if isinstance(figure, int) else Fraction(repr(figure))


@lru_cache(maxsize=1 << 16)
def percentage(part: int, whole: int) -> Fraction:
    """`part` of `whole` in percent."""
    return Fraction(100 * part, whole)
