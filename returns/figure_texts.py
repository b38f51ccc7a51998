"""A figure into text: as a person reads it, and as a clerk would type it so that reading it gives the same figure."""

from datetime import date

from etl.figures import Figure, entry_of
from etl.normalising.numbers import plain
from indicators.formatting import date_vi, number_vi
from indicators.model import Item, ItemType


def shown(item: Item, figure: Figure) -> str:
    """For reading: Có, Không áp dụng, 1.234, 98,5%, 30/06/2025."""
    entry = entry_of(item, figure)
    if isinstance(entry, str):
        return entry
    if isinstance(entry, date):
        return date_vi(entry)
    return number_vi(entry) + ("%" if item.type is ItemType.PERCENT else "")


def typed(item: Item, figure: Figure) -> str:
    """For an input field: 1234 ungrouped, 98,5% with its sign, so that no number reads two ways."""
    entry = entry_of(item, figure)
    if isinstance(entry, str):
        return entry
    if isinstance(entry, date):
        return date_vi(entry)
    number = _exact(float(entry))
    return f"{number}%" if item.type is ItemType.PERCENT else number


def _exact(value: float) -> str:
    """`plain`, unless that would lose digits; three decimals get a zero, for "1,234" may be read as thousands."""
    text = plain(value)
    if float(text.replace(",", ".")) != value:
        text = repr(value).replace(".", ",")
    whole, comma, decimals = text.partition(",")
    return f"{whole},{decimals}0" if comma and len(decimals) == 3 else text
