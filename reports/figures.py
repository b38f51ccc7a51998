"""A stored figure into the words a person reads: Có, Không, 12, 98,5%, 30/06/2025."""

from datetime import timedelta

from etl.rules import EPOCH
from etl.store.sources import StoredFigure
from indicators.formatting import date_vi, number_vi, percent_vi
from indicators.model import Item, ItemType

NOT_APPLICABLE = 3
NO_FIGURE = "chưa có số liệu"


def figure_words(item: Item, figure: StoredFigure | None) -> str:
    """The figure of one item in words; what is missing says so."""
    if figure is None:
        return NO_FIGURE
    if figure.state == NOT_APPLICABLE:
        return "Không áp dụng"
    if figure.text is not None and item.type in (ItemType.TEXT, ItemType.STATE):
        return figure.text
    value = figure.value
    match item.type:
        case ItemType.YES_NO:
            return "Có" if value else "Không"
        case ItemType.DATE:
            return "Không" if value is None else date_vi(EPOCH + timedelta(days=value))
        case ItemType.PERCENT:
            return percent_vi(value)
        case _:
            return f"{number_vi(value)} {item.unit}".strip()
