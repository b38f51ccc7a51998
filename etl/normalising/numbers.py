"""Digits as people type them into one number, or into the two numbers they could mean."""

import re
import unicodedata
from dataclasses import dataclass

PLAIN = re.compile(r"[+-]?\d+")
DECIMAL = re.compile(r"([+-]?)(\d+)([.,])(\d+)")
GROUPED = re.compile(r"([+-]?)(\d{1,3})((?:([ .,'])\d{3})(?:\4\d{3})*)(?:([.,])(\d+))?")
FRACTION = re.compile(r"(\d+) ?[/:] ?(\d+)")


@dataclass(frozen=True, slots=True)
class TwoNumbers:
    """A text that reads as one number with thousands and as another with decimals."""

    thousands: int
    decimal: float


def number_of(text: str) -> float | TwoNumbers | None:
    """The number in a clean text; both readings of "1.234"; None when it is no number.

    A comma or a point before one, two or four and more digits is decimal; several groups of three are
    thousands; a single group of three after a non-zero head could be either and is never guessed.
    """
    digits = unicodedata.normalize("NFKC", text).replace("−", "-")
    if PLAIN.fullmatch(digits):
        return float(digits)
    grouped = GROUPED.fullmatch(digits)
    if grouped:
        return grouped_number(grouped)
    decimal = DECIMAL.fullmatch(digits)
    if decimal:
        sign, whole, _, part = decimal.groups()
        return float(f"{sign}{whole}.{part}")
    return None


def grouped_number(match: re.Match[str]) -> float | TwoNumbers | None:
    """A number written in groups of three digits."""
    sign, head, groups, separator, point, part = match.groups()
    whole = head + groups.replace(separator, "")
    if point == separator:
        return None
    if point is not None:
        return float(f"{sign}{whole}.{part}")
    if separator in " '" or len(groups) > 4:
        return float(f"{sign}{whole}")
    decimal = float(f"{sign}{head}.{groups[1:]}")
    if set(head) == {"0"}:
        return decimal
    return TwoNumbers(thousands=int(f"{sign}{whole}"), decimal=decimal)


def fraction_of(text: str) -> tuple[int, int] | None:
    """The two whole numbers of "12/24", or None."""
    match = FRACTION.fullmatch(text)
    return (int(match[1]), int(match[2])) if match else None


def plain(value: float) -> str:
    """A number as a Vietnamese clerk types it: 1234 or 98,5, never grouped."""
    number = float(value)
    return str(int(number)) if number.is_integer() else f"{number:.15g}".replace(".", ",")
