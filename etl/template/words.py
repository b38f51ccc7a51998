"""The words a plan asks for into the sheet where they are written: who fills in, what the unit and communes say."""

from collections.abc import Mapping, Sequence

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from etl.template.layout import KEY_COLUMN, KEY_ROW, NOTE_ROW, SAMPLE_WORDS, SCOPE_ROW, TITLE_ROW
from etl.template.rules import ListSheet, listed
from etl.template.sheet import SheetContent, absolute, put
from etl.template.style import Styles, lines_needed
from etl.told import ReturnText, longest
from etl.words.layout import (
    COLUMN_KEYS,
    COMMUNE_LEAD,
    FILLER_LEAD,
    HEAD_KEY,
    KIND_HEAD,
    TEXT_HEAD,
    TOLD_LEAD,
    UNIT_HEAD,
    WORDS_SHEET,
)
from indicators.texts import FILLER, TEXT_KIND_NAMES, TextItem, TextKind

UNIT_COLUMN, KIND_COLUMN, TEXT_COLUMN = 2, 3, 4
WIDTHS = {UNIT_COLUMN: 28.0, KIND_COLUMN: 36.0, TEXT_COLUMN: 84.0}
FIRST_LINE = 6
LINE_POINTS, TOLD_LINES, FEWEST_ROWS, ROWS_A_COMMUNE = 15.0, 6, 20, 2
TITLE = "Thông tin khác kèm theo báo cáo"
NOTE = "Không bắt buộc. Chỉ ghi vào ô nền vàng nhạt; muốn xuống dòng trong một ô thì bấm Alt + Enter."


def write_words_sheet(
    book: xlsxwriter.Workbook,
    asked: Sequence[TextItem],
    content: SheetContent,
    texts: Sequence[ReturnText],
    styles: Styles,
    lists: ListSheet,
) -> str:
    """Add the sheet and return the range of its last part, absolute and 1-based. `texts` fill it as a clerk would."""
    sheet = book.add_worksheet(WORDS_SHEET)
    write_head(sheet, content, styles)
    whole = {one.kind: one.text for one in texts if not one.unit_key}
    row = FIRST_LINE
    first = row
    for lead, items in (
        (FILLER_LEAD, [item for item in asked if item.kind in FILLER]),
        (TOLD_LEAD, [item for item in asked if item.kind not in FILLER]),
    ):
        if items:
            row = write_fields(sheet, row, lead, items, whole, styles)
    by_commune = [item for item in asked if item.by_commune]
    last = row - 2
    if by_commune and len(content.communes) > 1:
        first, last = write_table(sheet, row, by_commune, content, texts, styles, lists)
    set_up(sheet, content, last)
    return f"{absolute(first, UNIT_COLUMN)}:{absolute(last, TEXT_COLUMN)}"


def write_head(sheet: Worksheet, content: SheetContent, styles: Styles) -> None:
    """Title, unit and round, how to fill; the hidden row and column of keys."""
    put(sheet, TITLE_ROW, UNIT_COLUMN, TITLE, styles.title)
    put(sheet, SCOPE_ROW, UNIT_COLUMN, content.scope, styles.scope)
    note = f"{SAMPLE_WORDS}. {NOTE}" if content.sample else NOTE
    put(sheet, NOTE_ROW, UNIT_COLUMN, note, styles.sample if content.sample else styles.note)
    for key, column in zip(COLUMN_KEYS, (UNIT_COLUMN, KIND_COLUMN, TEXT_COLUMN), strict=True):
        put(sheet, KEY_ROW, column, key, styles.key)
    sheet.set_row(KEY_ROW - 1, None, None, {"hidden": True})
    for row, points in ((TITLE_ROW, 24), (SCOPE_ROW, 20), (NOTE_ROW, 24)):
        sheet.set_row(row - 1, points)
    sheet.set_column(KEY_COLUMN - 1, KEY_COLUMN - 1, 4, None, {"hidden": True})
    for column, width in WIDTHS.items():
        sheet.set_column(column - 1, column - 1, width)


def write_fields(
    sheet: Worksheet, row: int, lead: str, items: Sequence[TextItem], whole: Mapping[TextKind, str], styles: Styles
) -> int:
    """A heading and one line per kind: label, how to fill, field; the row after them and a blank one."""
    put(sheet, row, UNIT_COLUMN, lead, styles.heading)
    sheet.set_row(row - 1, 22)
    for at, item in enumerate(items, start=row + 1):
        told = whole.get(item.kind, "")
        put(sheet, at, KEY_COLUMN, f"words.{item.kind}", styles.key)
        put(sheet, at, UNIT_COLUMN, TEXT_KIND_NAMES[item.kind], styles.words_label)
        put(sheet, at, KIND_COLUMN, item.note, styles.words_note)
        put(sheet, at, TEXT_COLUMN, told, styles.words)
        sheet.set_row(at - 1, line_height(told, 1 if item.kind in FILLER else TOLD_LINES, item.note))
        sheet.data_validation(at - 1, TEXT_COLUMN - 1, at - 1, TEXT_COLUMN - 1, length_rule(longest(item.kind)))
    return row + len(items) + 2


def write_table(
    sheet: Worksheet,
    row: int,
    items: Sequence[TextItem],
    content: SheetContent,
    texts: Sequence[ReturnText],
    styles: Styles,
    lists: ListSheet,
) -> tuple[int, int]:
    """The table of what single communes say; its first and last row of inputs."""
    put(sheet, row, UNIT_COLUMN, COMMUNE_LEAD, styles.heading)
    sheet.set_row(row - 1, 22)
    put(sheet, row + 1, KEY_COLUMN, HEAD_KEY, styles.key)
    heads = ((UNIT_COLUMN, UNIT_HEAD), (KIND_COLUMN, KIND_HEAD), (TEXT_COLUMN, TEXT_HEAD))
    for column, words in heads:
        put(sheet, row + 1, column, words, styles.header)
    sheet.set_row(row, 20)
    names = {unit.key: unit.full_name for unit in content.communes}
    told = [one for one in texts if one.unit_key in names]
    first = row + 2
    after = first + max(FEWEST_ROWS, ROWS_A_COMMUNE * len(names), len(told))
    for at in range(first, after):
        one = told[at - first] if at - first < len(told) else None
        put(sheet, at, UNIT_COLUMN, names[one.unit_key] if one else "", styles.words)
        put(sheet, at, KIND_COLUMN, TEXT_KIND_NAMES[one.kind] if one else "", styles.words)
        put(sheet, at, TEXT_COLUMN, one.text if one else "", styles.words)
        sheet.set_row(at - 1, line_height(one.text if one else "", 2))
    kinds = tuple(TEXT_KIND_NAMES[item.kind] for item in items)
    rules = (
        (UNIT_COLUMN, listed(tuple(names.values()), lists, "Chọn một xã, phường trong danh sách.")),
        (KIND_COLUMN, listed(kinds, lists, "Chọn một loại ý kiến trong danh sách.")),
        (TEXT_COLUMN, length_rule(longest(items[0].kind))),
    )
    for column, rule in rules:
        sheet.data_validation(first - 1, column - 1, after - 2, column - 1, rule)
    return first, after - 1


def length_rule(limit: int) -> dict[str, object]:
    """The rule of a text: not longer than this."""
    return {
        "validate": "length",
        "criteria": "<=",
        "value": limit,
        "error_title": "Quá dài",
        "error_message": f"Viết gọn trong {limit} ký tự.",
    }


def line_height(told: str, fewest: int, note: str = "") -> float:
    """Points a row needs for a text that stands in it already, or for one still to be written."""
    lines = sum(lines_needed(part, WIDTHS[TEXT_COLUMN]) for part in told.split("\n"))
    return LINE_POINTS * max(lines, fewest, lines_needed(note, WIDTHS[KIND_COLUMN])) + 6


def set_up(sheet: Worksheet, content: SheetContent, last_row: int) -> None:
    """Frozen title, protection without a password, and the page: A4 landscape, one page wide."""
    sheet.freeze_panes(NOTE_ROW, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True, "format_cells": True})
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.9, bottom=0.6)
    scope = f"{SAMPLE_WORDS} · {content.scope}" if content.sample else content.scope
    lines = [words[:90].replace("&", "&&") for words in (TITLE, scope)]
    head = f'&L&"Times New Roman,Bold"&12 {lines[0]}\n&"Times New Roman,Regular"&10 {lines[1]}'
    sheet.set_header(head, {"margin": 0.35})
    sheet.set_footer('&L&"Times New Roman"&9&A&R&"Times New Roman"&9Trang &P/&N')
    sheet.print_area(FIRST_LINE - 1, UNIT_COLUMN - 1, last_row - 1, TEXT_COLUMN - 1)
    sheet.fit_to_pages(1, 0)
