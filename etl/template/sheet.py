"""One group of indicators into one sheet: hidden keys, headers, inputs, the last round in grey."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from etl.figures import CellEntry, Figure, entry_of
from etl.issues import column_name
from etl.register.model import Unit
from etl.template.layout import (
    FIRST_COLUMN,
    FIRST_ROW,
    HEADER_ROW,
    INDICATOR_ROW,
    KEY_COLUMN,
    KEY_ROW,
    NAME_COLUMN,
    NOTE_ROW,
    NUMBER_COLUMN,
    PREVIOUS_HEADER,
    SAMPLE_WORDS,
    SCOPE_ROW,
    TARGET_ROW,
    TITLE_ROW,
    UNIT_ROW,
    SheetFrame,
    header_words,
    target_words,
    unit_words,
)
from etl.template.rules import ListSheet, set_rule
from etl.template.style import Styles, input_width, lines_needed
from indicators.model import Indicator, Item

PREVIOUS_WIDTH = 7.5
NAME_WIDTH = 26.0
LINE_POINTS = 15.0
PRINT_SCALE = 62
PAGE_CHARACTERS = 158.0  # what an A4 page on its side holds at that scale, beside its margins
LONGEST_COMMENT = 900


@dataclass(frozen=True, slots=True)
class SheetContent:
    """What stands in the sheets of one book: the scope line, the communes, old and given values."""

    scope: str
    communes: Sequence[Unit]
    previous: Mapping[tuple[str, str], Figure]
    values: Mapping[tuple[str, str], CellEntry]
    sample: bool


def write_sheet(
    book: xlsxwriter.Workbook, frame: SheetFrame, content: SheetContent, styles: Styles, lists: ListSheet
) -> str:
    """Add the sheet and return its input range, absolute and 1-based ("$D$9:$AC$38")."""
    sheet = book.add_worksheet(frame.name)
    columns = frame.columns
    last_row = FIRST_ROW + max(len(content.communes), 1) - 1
    last_column = columns[-1][2]
    write_heads(sheet, frame, content, styles)
    write_headers(sheet, frame, styles)
    write_rows(sheet, columns, content, styles)
    for indicator, item, column in columns:
        set_rule(sheet, indicator, item, (FIRST_ROW, column, last_row, column), lists)
    set_up(sheet, frame, content, last_row, last_column + 1)
    return f"{absolute(FIRST_ROW, FIRST_COLUMN)}:{absolute(last_row, last_column)}"


def write_heads(sheet: Worksheet, frame: SheetFrame, content: SheetContent, styles: Styles) -> None:
    """Title, unit and round, and the one line on how to fill; the hidden row of item codes."""
    put(sheet, TITLE_ROW, NUMBER_COLUMN, f"{frame.group.code}. {frame.group.name}", styles.title)
    put(sheet, SCOPE_ROW, NUMBER_COLUMN, content.scope, styles.scope)
    note = "Chỉ điền ô nền vàng nhạt. Chưa có số liệu thì để trống; không phát sinh thì ghi 0."
    if content.sample:
        put(sheet, NOTE_ROW, NUMBER_COLUMN, f"{SAMPLE_WORDS}. {note}", styles.sample)
    else:
        put(sheet, NOTE_ROW, NUMBER_COLUMN, note, styles.note)
    for _, item, column in frame.columns:
        put(sheet, KEY_ROW, column, item.code, styles.key)
    sheet.set_row(KEY_ROW - 1, None, None, {"hidden": True})
    sheet.set_row(TITLE_ROW - 1, 24)
    sheet.set_row(SCOPE_ROW - 1, 20)
    sheet.set_row(NOTE_ROW - 1, 24)


def write_headers(sheet: Worksheet, frame: SheetFrame, styles: Styles) -> None:
    """Four header rows: indicator and target over all its columns, then header and unit of each."""
    for column, words in ((NUMBER_COLUMN, "STT"), (NAME_COLUMN, "Xã, phường, thị trấn")):
        span(sheet, INDICATOR_ROW, column, UNIT_ROW, column, words, styles.header)
    sheet.set_column(KEY_COLUMN - 1, KEY_COLUMN - 1, 4, None, {"hidden": True})
    sheet.set_column(NUMBER_COLUMN - 1, NUMBER_COLUMN - 1, 5)
    sheet.set_column(NAME_COLUMN - 1, NAME_COLUMN - 1, NAME_WIDTH)
    lines = {INDICATOR_ROW: 2, TARGET_ROW: 1, HEADER_ROW: 2}
    at = FIRST_COLUMN
    for indicator in frame.indicators:
        last = at + 2 * len(indicator.item) - 1
        width = sum(input_width(item) + PREVIOUS_WIDTH for item in indicator.item) - 1
        heading, target = header_words(indicator), target_words(indicator.target)
        span(sheet, INDICATOR_ROW, at, INDICATOR_ROW, last, heading, styles.indicator)
        span(sheet, TARGET_ROW, at, TARGET_ROW, last, target, styles.target)
        lines[INDICATOR_ROW] = max(lines[INDICATOR_ROW], lines_needed(heading, width * 0.85))
        lines[TARGET_ROW] = max(lines[TARGET_ROW], lines_needed(target, width))
        for item in indicator.item:
            write_item_header(sheet, indicator, item, at, styles)
            lines[HEADER_ROW] = max(lines[HEADER_ROW], lines_needed(item.header, input_width(item) * 0.88))
            at += 2
    for row, count in lines.items():
        sheet.set_row(row - 1, count * LINE_POINTS + 6)
    sheet.set_row(UNIT_ROW - 1, 18)


def write_item_header(sheet: Worksheet, indicator: Indicator, item: Item, column: int, styles: Styles) -> None:
    """The header and unit of one input and of the grey column beside it, with the clause as a note."""
    put(sheet, HEADER_ROW, column, item.header, styles.header)
    put(sheet, HEADER_ROW, column + 1, PREVIOUS_HEADER, styles.old_header)
    put(sheet, UNIT_ROW, column, unit_words(item), styles.unit)
    put(sheet, UNIT_ROW, column + 1, "", styles.old_header)
    sheet.set_column(column - 1, column - 1, input_width(item))
    sheet.set_column(column, column, PREVIOUS_WIDTH)
    sheet.write_comment(
        HEADER_ROW - 1,
        column - 1,
        comment_words(indicator, item),
        {"x_scale": 2.4, "y_scale": 2.2, "font_name": "Times New Roman", "font_size": 10},
    )


def comment_words(indicator: Indicator, item: Item) -> str:
    """The note on a header: the clause, its words, how to count and the local rule."""
    parts = [indicator.clause, f"“{indicator.quote}”"]
    if item.note:
        parts.append(f"Cách ghi: {item.note}")
    if indicator.applies_to:
        parts.append(f"Chỉ áp dụng: {indicator.applies_to}. Xã khác ghi Không áp dụng.")
    if indicator.local_rule:
        parts.append(indicator.local_rule)
    words = "\n".join(parts)
    return words if len(words) <= LONGEST_COMMENT else words[: LONGEST_COMMENT - 1] + "…"


def write_rows(
    sheet: Worksheet, columns: Sequence[tuple[Indicator, Item, int]], content: SheetContent, styles: Styles
) -> None:
    """One row per commune: key, number, name, then each input with the last round's value beside it."""
    for place, unit in enumerate(content.communes):
        row = FIRST_ROW + place
        put(sheet, row, KEY_COLUMN, unit.key, styles.key)
        sheet.write_number(row - 1, NUMBER_COLUMN - 1, place + 1, styles.number)
        put(sheet, row, NAME_COLUMN, unit.full_name, styles.name)
        for _, item, column in columns:
            at = (unit.key, item.code)
            put(sheet, row, column, content.values.get(at), styles.inputs[item.type])
            old = content.previous.get(at)
            shown = None if old is None else entry_of(item, old)
            put(sheet, row, column + 1, shown, styles.previous[item.type])


def put(sheet: Worksheet, row: int, column: int, value: CellEntry | None, style: Format) -> None:
    """Write one value at a 1-based address, text always as text."""
    if value is None or value == "":
        sheet.write_blank(row - 1, column - 1, None, style)
    elif isinstance(value, str):
        sheet.write_string(row - 1, column - 1, value, style)
    elif isinstance(value, date):
        sheet.write_datetime(row - 1, column - 1, value, style)
    else:
        sheet.write_number(row - 1, column - 1, value, style)


def span(sheet: Worksheet, row: int, column: int, last_row: int, last: int, words: str, style: Format) -> None:
    """One text over a block of cells."""
    sheet.merge_range(row - 1, column - 1, last_row - 1, last - 1, words, style)


def set_up(sheet: Worksheet, frame: SheetFrame, content: SheetContent, last_row: int, last_column: int) -> None:
    """Frozen headers, protection without a password, and the page: A4 landscape, headers on every page."""
    sheet.freeze_panes(FIRST_ROW - 1, FIRST_COLUMN - 1)
    sheet.protect("", {"format_columns": True, "format_rows": True, "format_cells": True})
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.9, bottom=0.6)
    sheet.set_header(page_header(frame, content), {"margin": 0.35})
    sheet.print_area(INDICATOR_ROW - 1, NUMBER_COLUMN - 1, last_row - 1, last_column - 1)
    sheet.repeat_rows(INDICATOR_ROW - 1, UNIT_ROW - 1)
    sheet.repeat_columns(NUMBER_COLUMN - 1, NAME_COLUMN - 1)
    breaks = page_breaks(frame)
    if breaks:
        sheet.set_print_scale(PRINT_SCALE)
        sheet.set_v_pagebreaks(breaks)
    else:
        sheet.fit_to_pages(1, 0)
    sheet.set_footer('&L&"Times New Roman"&9&A&R&"Times New Roman"&9Trang &P/&N')


def page_header(frame: SheetFrame, content: SheetContent) -> str:
    """Title and scope at the top of every printed page, within what Excel holds."""
    title = f"{frame.group.code}. {frame.group.name}"
    scope = f"{SAMPLE_WORDS} · {content.scope}" if content.sample else content.scope
    lines = [(words[:90]).replace("&", "&&") for words in (title, scope)]
    return f'&L&"Times New Roman,Bold"&12 {lines[0]}\n&"Times New Roman,Regular"&10 {lines[1]}'


def page_breaks(frame: SheetFrame) -> list[int]:
    """After which columns a new page begins, so that no indicator is cut in two; [] for one page."""
    breaks, column, start = [], FIRST_COLUMN - 1, NAME_WIDTH + 5
    used = start
    for indicator in frame.indicators:
        width = sum(input_width(item) + PREVIOUS_WIDTH for item in indicator.item)
        if used + width > PAGE_CHARACTERS and used > start:
            breaks.append(column)
            used = start
        used += width
        column += 2 * len(indicator.item)
    return breaks


def absolute(row: int, column: int) -> str:
    """An absolute A1 address of a 1-based row and column."""
    return f"${column_name(column)}${row}"
