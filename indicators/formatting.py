"""Numbers, percentages and days into Vietnamese words: 1.234,5 | 42,31% | 31/12/2025."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

NO_FIGURE = "chưa có số liệu"
"""What stands where a figure is missing; a missing figure is never shown as 0."""

_GROUPED = 1000

Number = int | float | Decimal | Fraction


def number_vi(value: Number | None, *, places: int | None = None) -> str:
    """A number with `.` between thousands and `,` before decimals.

    `places` fixes the number of decimals (half away from zero); without it as many are shown as are
    needed, at most six. None gives NO_FIGURE.
    """
    if value is None:
        return NO_FIGURE
    if isinstance(value, int) and not places:
        return f"{value:,}".replace(",", ".") if abs(value) >= _GROUPED else str(value)
    exact = _exact(value)
    shown = 6 if places is None else places
    steps = (2 * abs(exact.numerator) * 10**shown + exact.denominator) // (2 * exact.denominator)
    return _spell(steps, shown, negative=exact < 0, trim=places is None)


def percent_vi(value: Number | None, *, places: int = 2, trim: bool = False, up: bool = False) -> str:
    """A percentage (50 is 50%), cut off after `places` decimals, never rounded towards a target.

    199/200 with one decimal more is 99,99%, not 100,00%. `up` cuts away from zero instead: for a value
    that must stay below a ceiling. `trim` drops trailing zeros ("50%"). None gives NO_FIGURE.
    """
    if value is None:
        return NO_FIGURE
    exact = _exact(value)
    steps, rest = divmod(abs(exact.numerator) * 10**places, exact.denominator)
    return _spell(steps + (up and rest > 0), places, negative=exact < 0, trim=trim) + "%"


def percent_of_vi(part: int, whole: int, *, up: bool = False) -> str:
    """`part` of `whole` (a positive whole) as a percentage with two decimals, cut off as in percent_vi."""
    steps = -(-10000 * part // whole) if up else 10000 * part // whole
    return f"{_spell(abs(steps), 2, negative=steps < 0, trim=False)}%"


def date_vi(day: date | None) -> str:
    """A day as dd/mm/yyyy; None gives NO_FIGURE."""
    return NO_FIGURE if day is None else f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def _exact(value: Number) -> Fraction:
    """A float means the decimal it is written as: 33.3 is 333/10."""
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def _spell(steps: int, places: int, *, negative: bool, trim: bool) -> str:
    """`steps` of size 10**-places, as digits with Vietnamese separators."""
    whole, decimals = divmod(steps, 10**places)
    digits = f"{decimals:0{places}d}" if places else ""
    if trim:
        digits = digits.rstrip("0")
    sign = "-" if negative and steps else ""
    return f"{sign}{whole:,}".replace(",", ".") + (f",{digits}" if digits else "")
