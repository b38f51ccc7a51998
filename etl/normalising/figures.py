"""A cell of the workbook and the item it stands under into a figure, a fault, or nothing (blank)."""

import math
from dataclasses import dataclass, field
from datetime import date, datetime

from etl.figures import NO, Figure
from etl.normalising.dates import date_of
from etl.normalising.numbers import TwoNumbers, fraction_of, number_of, plain
from etl.normalising.words import (
    NO_WORDS,
    NOT_APPLICABLE_WORDS,
    YES_WORDS,
    ZERO_WORDS,
    is_missing,
    word_key,
)
from etl.rules import day_number
from indicators.model import Item, ItemType

NOT_APPLICABLE_FIGURE = Figure("not_applicable")
YES_FIGURE = Figure("reported", 1.0)
NO_FIGURE = Figure("reported", 0.0)
ZERO_FIGURE = Figure("zero", 0.0)
NOT_DONE_FIGURE = Figure("reported", None, NO)
LONGEST_TEXT = 4000
LARGEST = 1e12  # a thousand billion: no commune counts so far, and every whole number below is exact
NUMERIC = (ItemType.COUNT, ItemType.NUMBER, ItemType.PERCENT)

Value = str | int | float | bool | date | datetime


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell cannot be read: a code of the vocabulary, what was found, the words of its sentence."""

    code: str
    found: str
    words: dict[str, str] = field(default_factory=dict)


Reading = Figure | Fault | None


def figure_of(item: Item, value: Value, *, number_format: str | None = None) -> Reading:
    """Read one value (text already clean) as the item asks; None is blank, which is never zero."""
    if isinstance(value, str):
        return words_figure(item, value)
    if isinstance(value, bool):
        return truth_figure(item, value)
    if isinstance(value, date):
        return day_figure(item, value)
    match item.type:
        case ItemType.YES_NO:
            if value in (0, 1):
                return YES_FIGURE if value else NO_FIGURE
            return Fault("not_yes_no", plain(value))
        case ItemType.DATE:
            return Fault("not_a_date", plain(value))
        case ItemType.TEXT:
            return Figure("reported", None, plain(value))
        case ItemType.STATE:
            return choice_figure(item, plain(value))
        case ItemType.PERCENT:
            return percent_figure(item, float(value), "%" in (number_format or ""))
        case _:
            return number_figure(item, float(value))


def words_figure(item: Item, text: str) -> Reading:
    """A clean text under an item: marks of absence and "không áp dụng" first, then what the item asks."""
    key = word_key(text)
    if item.type is ItemType.TEXT:
        if is_missing(key):
            return None
        if len(text) > LONGEST_TEXT:
            return Fault("text_too_long", text, {"count": str(len(text)), "limit": str(LONGEST_TEXT)})
        return Figure("reported", None, text)
    if key in NOT_APPLICABLE_WORDS:
        return NOT_APPLICABLE_FIGURE
    if item.type is not ItemType.STATE and is_missing(key):
        return None
    match item.type:
        case ItemType.YES_NO:
            if key in YES_WORDS:
                return YES_FIGURE
            return NO_FIGURE if key in NO_WORDS else Fault("not_yes_no", text)
        case ItemType.DATE:
            day = date_of(text)
            if day is not None:
                return day_figure(item, day)
            return NOT_DONE_FIGURE if key in NO_WORDS and key != "0" else Fault("not_a_date", text)
        case ItemType.STATE:
            return choice_figure(item, text)
        case _:
            return typed_number(item, text, key)


def typed_number(item: Item, text: str, key: str) -> Reading:
    """Text where a number is asked: "1234", "98,5%", "12 văn bản", "không phát sinh", never a guess."""
    if key in ZERO_WORDS:
        return ZERO_FIGURE
    has_percent = text.endswith("%")
    bare = text[:-1].rstrip() if has_percent else without_unit(item, text)
    if has_percent and item.type is not ItemType.PERCENT:
        return Fault("not_a_number", text)
    number = number_of(bare)
    if number is None:
        pair = fraction_of(bare)
        if pair is not None:
            return Fault("fraction_in_cell", text, {"first": str(pair[0]), "second": str(pair[1])})
        return Fault("not_a_number", text)
    if isinstance(number, TwoNumbers):
        words = {
            "first": str(number.thousands),
            "second": plain(number.decimal),
            "example": str(number.thousands),
        }
        return Fault("ambiguous_number", text, words)
    if item.type is ItemType.PERCENT and not has_percent:
        return percent_figure(item, number, False)
    return number_figure(item, number)


def without_unit(item: Item, text: str) -> str:
    """The text before the item's own unit word: "12 văn bản" where văn bản are counted."""
    unit = item.unit.lower()
    if unit and len(text) > len(unit) and text.lower().endswith(unit) and not text[-len(unit) - 1].isalpha():
        return text[: -len(unit)].rstrip()
    return text


def number_figure(item: Item, number: float) -> Reading:
    """A number under a count, number or percent item, within the item's bounds."""
    if not math.isfinite(number):
        return Fault("not_a_number", plain(number))
    if item.type is ItemType.COUNT and not number.is_integer():
        return Fault("not_whole", plain(number), {"unit_word": item.unit or "số lượng"})
    if number < 0 and (item.minimum is None or item.minimum >= 0):
        return Fault("negative", plain(number))
    if item.minimum is not None and number < item.minimum:
        return Fault("below_minimum", plain(number), {"limit": plain(item.minimum)})
    maximum = item.maximum
    if maximum is None:
        maximum = 100.0 if item.type is ItemType.PERCENT else LARGEST
    if number > maximum:
        return Fault("above_maximum", plain(number), {"limit": plain(maximum)})
    return Figure("reported", number) if number else ZERO_FIGURE


def percent_figure(item: Item, number: float, is_percent_format: bool) -> Reading:
    """A share on the scale of 100. 0,985 without a % sign is 98,5% or 0,985%: asked, not guessed."""
    if is_percent_format:
        scaled = round(number * 100, 9)
        if scaled > 100 and number <= 100:
            return Fault("percent_unclear", plain(scaled) + "%", {"first": plain(number), "second": plain(scaled)})
        return number_figure(item, scaled)
    if 0 < number <= 1:
        words = {"first": plain(round(number * 100, 9)), "second": plain(number)}
        return Fault("percent_unclear", plain(number), words)
    return number_figure(item, number)


def truth_figure(item: Item, value: bool) -> Reading:
    """TRUE or FALSE, which only a yes/no item understands."""
    if item.type is ItemType.YES_NO:
        return YES_FIGURE if value else NO_FIGURE
    return words_figure(item, "TRUE" if value else "FALSE")


def day_figure(item: Item, value: date) -> Reading:
    """A date of Excel; under a number it is most often "12/24" that Excel has changed."""
    day = value.date() if isinstance(value, datetime) else value
    shown = f"{day:%d/%m/%Y}"
    match item.type:
        case ItemType.DATE:
            return Figure("reported", day_number(day), day.isoformat())
        case ItemType.TEXT:
            return Figure("reported", None, shown)
        case ItemType.YES_NO:
            return Fault("not_yes_no", shown)
        case ItemType.STATE:
            return choice_figure(item, shown)
        case _:
            return Fault("date_in_number", shown)


def choice_figure(item: Item, text: str) -> Reading:
    """One of the item's choices, whatever its capitals; blank marks are blank unless they are a choice."""
    key = word_key(text)
    for place, choice in enumerate(item.choices):
        if word_key(choice) == key:
            return Figure("reported", float(place), choice)
    return None if is_missing(key) else Fault("not_a_choice", text, {"choices": ", ".join(item.choices)})
