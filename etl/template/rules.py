"""An item into the rule of its input cells: a drop-down or a bound that Excel itself enforces."""

from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from etl.figures import NO, NOT_APPLICABLE, YES
from etl.issues import cell_name, column_name
from etl.template.layout import LISTS_SHEET
from indicators.model import Indicator, Item, ItemType

Area = tuple[int, int, int, int]
LONGEST_LIST = 255


class ListSheet:
    """Choices too long for a rule stand on a hidden sheet; it is made when the first one needs it."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._sheet: Worksheet | None = None
        self._columns: dict[tuple[str, ...], str] = {}

    def source(self, choices: tuple[str, ...]) -> str:
        """The range that holds these choices."""
        if choices not in self._columns:
            if self._sheet is None:
                self._sheet = self._book.add_worksheet(LISTS_SHEET)
                self._sheet.hide()
            at = len(self._columns)
            for row, choice in enumerate(choices):
                self._sheet.write_string(row, at, choice)
            letter = column_name(at + 1)
            self._columns[choices] = f"='{LISTS_SHEET}'!${letter}$1:${letter}${len(choices)}"
        return self._columns[choices]


def set_rule(sheet: Worksheet, indicator: Indicator, item: Item, area: Area, lists: ListSheet) -> None:
    """Put the item's rule on its input cells; `area`: first row, first column, last row, last column."""
    first_row, first_column, last_row, last_column = area
    rule = rule_of(item, cell_name(first_row, first_column), may_be_na=indicator.conditional, lists=lists)
    sheet.data_validation(first_row - 1, first_column - 1, last_row - 1, last_column - 1, rule)


def rule_of(item: Item, cell: str, *, may_be_na: bool, lists: ListSheet) -> dict[str, Any]:
    """The rule in XlsxWriter's words. A conditional indicator also takes "Không áp dụng" among numbers."""
    match item.type:
        case ItemType.YES_NO:
            return listed((YES, NO, NOT_APPLICABLE), lists, "Chọn Có, Không hoặc Không áp dụng.")
        case ItemType.STATE:
            return listed(item.choices, lists, "Chọn một mục trong danh sách.")
        case ItemType.TEXT:
            return {
                "validate": "length",
                "criteria": "<=",
                "value": 4000,
                "error_title": "Quá dài",
                "error_message": "Viết gọn trong 4000 ký tự.",
            }
        case ItemType.DATE:
            test = f"ISNUMBER({cell}),{cell}={quoted(NO)},{cell}={quoted(NOT_APPLICABLE)}"
            return custom(test, "Gõ ngày dạng 15/06/2025; chưa thực hiện thì ghi Không.")
        case _:
            return custom(*number_test(item, cell, may_be_na))


def number_test(item: Item, cell: str, may_be_na: bool) -> tuple[str, str]:
    """The formula that accepts a number within the item's bounds, and the message when it does not."""
    low = item.minimum if item.minimum is not None else 0.0
    high = item.maximum if item.maximum is not None else (100.0 if item.type is ItemType.PERCENT else None)
    parts = [f"ISNUMBER({cell})", f"{cell}>={low:g}"]
    kind = "số nguyên" if item.type is ItemType.COUNT else "số"
    message = f"Gõ {kind} từ {low:g}"
    if high is not None:
        parts.append(f"{cell}<={high:.15g}")
        message += f" đến {high:.15g}"
    if item.type is ItemType.COUNT:
        parts.append(f"{cell}=INT({cell})")
    whole = f"IF(ISNUMBER({cell}),AND({','.join(parts[1:])}),FALSE)"
    if may_be_na:
        return f"{cell}={quoted(NOT_APPLICABLE)},{whole}", message + " hoặc Không áp dụng."
    return whole, message + ". Không có số liệu thì để trống."


def custom(tests: str, message: str) -> dict[str, Any]:
    """A rule by formula: any of the tests holds."""
    return {
        "validate": "custom",
        "value": f"=OR({tests})",
        "error_title": "Chưa đúng",
        "error_message": message,
    }


def listed(choices: tuple[str, ...], lists: ListSheet, message: str) -> dict[str, Any]:
    """A drop-down; long or comma-bearing choices are taken from the hidden sheet."""
    inline = len(",".join(choices)) <= LONGEST_LIST and not any("," in choice for choice in choices)
    return {
        "validate": "list",
        "source": list(choices) if inline else lists.source(choices),
        "error_title": "Chưa đúng",
        "error_message": message,
    }


def quoted(words: str) -> str:
    """A text inside a formula."""
    return '"' + words.replace('"', '""') + '"'
