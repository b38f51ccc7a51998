"""The look of the workbook: fonts, colours and borders, as XlsxWriter formats made once per book."""

from dataclasses import dataclass
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

from indicators.model import Item, ItemType

FONT = "Times New Roman"
INK, QUIET, LINE = "#1F2933", "#7B8794", "#B8C2CC"
HEAD, SUBHEAD, INPUT, PREVIOUS, SAMPLE = "#1F3A5F", "#E4EAF2", "#FFFDF2", "#F3F4F6", "#B42318"
NUMBER_FORMATS = {
    ItemType.COUNT: "#,##0",
    ItemType.NUMBER: "#,##0.##",
    ItemType.PERCENT: "General",
    ItemType.DATE: "dd/mm/yyyy",
    ItemType.TEXT: "@",
}
LEFT_TYPES = (ItemType.TEXT, ItemType.STATE)
CENTRED_TYPES = (ItemType.YES_NO, ItemType.DATE)


@dataclass(frozen=True, slots=True)
class Styles:
    """Every format of the workbook. `inputs` and `previous` are per type of item."""

    title: Format
    scope: Format
    note: Format
    sample: Format
    indicator: Format
    target: Format
    header: Format
    old_header: Format
    unit: Format
    number: Format
    name: Format
    key: Format
    heading: Format
    text: Format
    label: Format
    link: Format
    words: Format
    words_label: Format
    words_note: Format
    inputs: dict[ItemType, Format]
    previous: dict[ItemType, Format]


def styles_of(book: xlsxwriter.Workbook) -> Styles:
    """Make the formats in a new book."""

    def style(**properties: Any) -> Format:
        return book.add_format(
            {"font_name": FONT, "font_size": 11, "font_color": INK, "valign": "vcenter", **properties}
        )

    boxed = {"border": 1, "border_color": LINE}
    centred = {**boxed, "align": "center", "text_wrap": True}
    return Styles(
        title=style(font_size=14, bold=True, font_color=HEAD),
        scope=style(font_size=12, bold=True),
        note=style(italic=True, font_color=QUIET, valign="top"),
        sample=style(font_size=12, bold=True, font_color=SAMPLE, valign="top"),
        indicator=style(**centred, bold=True, bg_color=HEAD, font_color="#FFFFFF"),
        target=style(**centred, italic=True, bg_color=SUBHEAD, font_size=10),
        header=style(**centred, bold=True, bg_color=SUBHEAD),
        old_header=style(**centred, font_color=QUIET, bg_color=PREVIOUS, font_size=10),
        unit=style(**centred, italic=True, font_color=QUIET, font_size=10),
        number=style(**boxed, align="center", font_color=QUIET),
        name=style(**boxed, indent=1),
        key=style(font_size=9, font_color=QUIET),
        heading=style(font_size=12, bold=True, font_color=HEAD),
        text=style(text_wrap=True, valign="top"),
        label=style(bold=True, valign="top", text_wrap=True),
        link=style(font_color="#1D4ED8", underline=1, valign="top"),
        words=style(**boxed, valign="top", text_wrap=True, num_format="@", locked=False, bg_color=INPUT),
        words_label=style(**boxed, valign="top", text_wrap=True, bold=True, bg_color=SUBHEAD),
        words_note=style(**boxed, text_wrap=True, valign="top", italic=True, font_color=QUIET, font_size=10),
        inputs={kind: style(**boxed, **value_look(kind), locked=False, bg_color=INPUT) for kind in ItemType},
        previous={
            kind: style(**boxed, **value_look(kind), font_color=QUIET, bg_color=PREVIOUS, font_size=10)
            for kind in ItemType
        },
    )


def value_look(kind: ItemType) -> dict[str, Any]:
    """How a value of this type stands in its cell: names left, numbers right, answers centred."""
    look: dict[str, Any] = {"num_format": NUMBER_FORMATS.get(kind, "General")}
    if kind in LEFT_TYPES:
        return look | {"align": "left", "text_wrap": True}
    return look | ({"align": "center"} if kind in CENTRED_TYPES else {"align": "right", "indent": 1})


def lines_needed(text: str, width: float) -> int:
    """How many lines a wrapped text takes in a column of so many characters."""
    lines, used = 1, 0
    per_line = max(int(width), 1)
    for word in text.split():
        step = len(word) + (used > 0)
        if used + step > per_line and used:
            lines, used = lines + 1, len(word)
        else:
            used += step
        lines += (used - 1) // per_line if used > per_line else 0
    return lines


def input_width(item: Item) -> float:
    """Characters an input column is wide: enough for its longest word and for a readable header."""
    if item.type is ItemType.TEXT:
        return 32.0
    if item.type is ItemType.STATE:
        return 18.0
    return 16.0 if len(item.header) > 60 else 12.5
