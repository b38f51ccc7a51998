"""A workbook opened and saved by another program, with other cells or another structure."""

import random
from datetime import date, datetime

from openpyxl.styles import Font
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.broken import moved
from tests.workbooks import BIEN_THUONG, TAY_DO, Cell

NASTY: tuple[Cell, ...] = (
    *("Có", "Không", "x", "✓", "chưa đạt", "-", "…", "", " ", "Không áp dụng", "không phát sinh", "KAD"),
    *("1.234", "1,5", "17,21", "98,5%", "12/24", "0", "-3", "1e5", "٣", "１２", "1 234", "1'234'567", "+7", "∞", "NaN"),
    *(
        "31/02/2026",
        "01/06/2026",
        "2026-06-01",
        "ngày 5 tháng 6 năm 2026",
        "12:30",
        "Tổng cộng",
        "Cộng huyện",
        "I",
        "II.",
    ),
    *("T-1", "T-2.num", "T-99", "TH-1.1a", "Kỳ trước", "STT", "Ghi chú", "=1+1", "=cmd|' /C calc'!A0", "#N/A", "#REF!"),
    *(
        "Xã Tây Đô",
        "Tây Đô",
        "Tay Do",
        "X. Vĩnh Lộc",
        "Huyện Vĩnh Lộc",
        "Xã Cẩm Tân",
        "Vĩnh An",
        "Xa\u0303 Ta\u0302y Đo\u0302",
    ),
    *(BIEN_THUONG.key, TAY_DO.key, "15382@0", "99999@2025-07-01", "a" * 500, "ă\u0301\u200b\u00a0", "\u202eabc", "😀"),
    *(0, 1, -1, 3, 12, 98.5, 0.985, 1e15, 1e308, 5e-324, 45658, 2.5, True, False, None),
    *(date(2026, 3, 1), date(1900, 1, 1), datetime(2026, 3, 1, 12, 30), date(9999, 12, 31)),
)
FONTS = (".VnTime", ".VnTimeH", "VNI-Times", "Times New Roman", "Wingdings")
FORMATS = ("0%", "0.00%", "dd/mm/yyyy", "@", "#,##0", "General", "mmm-yy", "[h]:mm", '0" tổ"')


# --- cells ---


def any_sheet(book: Workbook, chance: random.Random) -> Worksheet:
    return chance.choice(book.worksheets)


def near_cell(sheet: Worksheet, chance: random.Random) -> tuple[int, int]:
    return chance.randint(1, sheet.max_row + 2), chance.randint(1, sheet.max_column + 2)


def put(sheet: Worksheet, row: int, column: int, new: Cell) -> None:
    cell = sheet.cell(row, column)
    if type(cell).__name__ == "Cell":
        cell.value = new


def nasty_cells(book: Workbook, chance: random.Random) -> None:
    sheet = any_sheet(book, chance)
    for _ in range(chance.choice((1, 1, 3, 12))):
        put(sheet, *near_cell(sheet, chance), chance.choice(NASTY))


def nasty_inputs(book: Workbook, chance: random.Random) -> None:
    """Nasty values where figures stand."""
    sheet = any_sheet(book, chance)
    for _ in range(chance.choice((1, 2, 4))):
        row = chance.randint(max(1, sheet.max_row - 4), sheet.max_row)
        put(sheet, row, chance.randint(1, sheet.max_column), chance.choice(NASTY))


def swap_cells(book: Workbook, chance: random.Random) -> None:
    sheet = any_sheet(book, chance)
    one, other = near_cell(sheet, chance), near_cell(sheet, chance)
    kept = sheet.cell(*one).value, sheet.cell(*other).value
    put(sheet, *one, kept[1])
    put(sheet, *other, kept[0])


def fonts_and_formats(book: Workbook, chance: random.Random) -> None:
    sheet = any_sheet(book, chance)
    for _ in range(chance.choice((1, 5, 20))):
        cell = sheet.cell(*near_cell(sheet, chance))
        if chance.random() < 0.5:
            cell.font = Font(name=chance.choice(FONTS))
        else:
            cell.number_format = chance.choice(FORMATS)


def erase(book: Workbook, chance: random.Random) -> None:
    sheet = any_sheet(book, chance)
    row, column = near_cell(sheet, chance)
    for at_row in range(row, row + chance.choice((1, 3, 8))):
        for at_column in range(column, column + chance.choice((1, 3, 8))):
            put(sheet, at_row, at_column, None)


def fill_down(book: Workbook, chance: random.Random) -> None:
    """One value drawn over the cells below it."""
    sheet = any_sheet(book, chance)
    row, column = near_cell(sheet, chance)
    for at in range(row + 1, row + 6):
        put(sheet, at, column, sheet.cell(row, column).value)


# --- structure ---


def of_rows(book: Workbook, chance: random.Random) -> None:
    sheet = any_sheet(book, chance)
    at, count = chance.randint(1, sheet.max_row), chance.choice((1, 1, 2, 5))
    if chance.random() < 0.5:
        moved(sheet, row=lambda r: None if at <= r < at + count else r - count * (r >= at + count))
    else:
        moved(sheet, row=lambda r: r + count * (r >= at))


def of_columns(book: Workbook, chance: random.Random) -> None:
    sheet = any_sheet(book, chance)
    at, count = chance.randint(1, sheet.max_column), chance.choice((1, 1, 2, 5))
    if chance.random() < 0.5:
        moved(sheet, column=lambda c: None if at <= c < at + count else c - count * (c >= at + count))
    else:
        moved(sheet, column=lambda c: c + count * (c >= at))


def swap_rows_or_columns(book: Workbook, chance: random.Random) -> None:
    sheet = any_sheet(book, chance)
    if chance.random() < 0.5:
        a, b = chance.randint(1, sheet.max_row), chance.randint(1, sheet.max_row)
        moved(sheet, row=lambda r: {a: b, b: a}.get(r, r))
    else:
        a, b = chance.randint(1, sheet.max_column), chance.randint(1, sheet.max_column)
        moved(sheet, column=lambda c: {a: b, b: a}.get(c, c))


def turn(book: Workbook, chance: random.Random) -> None:
    """Rows become columns."""
    sheet = any_sheet(book, chance)
    cells = {
        (cell.row, cell.column): cell.value for line in sheet.iter_rows() for cell in line if cell.value is not None
    }
    fresh = book.create_sheet(f"Quay {chance.randrange(99)}")
    for (row, column), kept in cells.items():
        fresh.cell(column, row).value = kept
    if chance.random() < 0.5 and len(book.sheetnames) > 1:
        del book[sheet.title]


def of_sheets(book: Workbook, chance: random.Random) -> None:
    sheet = any_sheet(book, chance)
    what = chance.randrange(5)
    if what == 0 and len(book.sheetnames) > 1:
        del book[sheet.title]
    elif what == 1:
        book.copy_worksheet(sheet).title = chance.choice((f"{sheet.title[:20]} (2)", "Bản sao", "Sheet1"))
    elif what == 2:
        sheet.title = chance.choice(("Bảng", "_x", "1", "Lỗi cần sửa", "Hướng dẫn2", "a" * 31))
    elif what == 3:
        chance.shuffle(book._sheets)  # noqa: SLF001
    else:
        sheet.sheet_state = chance.choice(("visible", "hidden", "veryHidden"))
    if all(one.sheet_state != "visible" for one in book.worksheets):
        book.worksheets[0].sheet_state = "visible"


def merge(book: Workbook, chance: random.Random) -> None:
    sheet = any_sheet(book, chance)
    for area in list(sheet.merged_cells.ranges)[: chance.choice((0, 1, 99))]:
        sheet.unmerge_cells(area.coord)
    row, column = near_cell(sheet, chance)
    sheet.merge_cells(
        start_row=row, start_column=column, end_row=row + chance.randint(0, 3), end_column=column + chance.randint(0, 6)
    )


CELL_CHANGES = (nasty_cells, nasty_inputs, swap_cells, fonts_and_formats, erase, fill_down)
STRUCTURE_CHANGES = (of_rows, of_columns, swap_rows_or_columns, turn, of_sheets, merge)
