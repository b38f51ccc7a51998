"""What one cell says, once read: a figure in one of the value states (DESIGN §6), and how it is shown."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from etl.rules import EPOCH
from indicators.model import Item, ItemType

State = Literal["reported", "zero", "not_applicable"]
YES, NO, NOT_APPLICABLE = "Có", "Không", "Không áp dụng"
CellEntry = str | int | float | date


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that is there; a missing one is None.

    `value` is 1/0 for Có/Không, `etl.rules.day_number` of a date (None for "Không"), the 0-based place of a
    state in its choices, a percentage on the scale of 100, None for text. `text` holds words, or an ISO date.
    """

    state: State
    value: float | None = None
    text: str | None = None


def entry_of(item: Item, figure: Figure) -> CellEntry:
    """What a clerk would type for this figure."""
    if figure.state == "not_applicable":
        return NOT_APPLICABLE
    if item.type is ItemType.YES_NO:
        return YES if figure.value else NO
    if item.type is ItemType.DATE:
        return NO if figure.value is None else EPOCH + timedelta(days=figure.value)
    if item.type in (ItemType.TEXT, ItemType.STATE):
        return figure.text or ""
    value = figure.value or 0.0
    return int(value) if value.is_integer() else value
