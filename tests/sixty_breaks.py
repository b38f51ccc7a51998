"""More ways in which a filled workbook of ours comes back, beside those of tests/broken.py."""

from collections.abc import Callable, Sequence

from openpyxl.styles import Font
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from etl.template.layout import FIRST_COLUMN, FIRST_ROW, HEADER_ROW, INDICATOR_ROW, KEY_ROW, NAME_COLUMN, UNIT_ROW
from tests.broken import LAST_ROW, Break, data_sheets, gap, moved, signature
from tests.workbooks import Cell, communes

ADDED_ITEMS = ("T-2.den", "T-3", "T-9", "T-10")
TCVN3 = ("X· BiÖn Th\u00adîng", "X· T©y §«", "X· VÜnh Léc")
VNI = ("Xaõ Bieän Thöôïng", "Xaõ Taây Ñoâ", "Xaõ Vónh Loäc")


def set_at(sheet: str, **changed: Cell) -> Break:
    """Other values at A1 addresses of one sheet; lists go by the sheet's title."""

    def change(book: Workbook) -> None:
        for address, value in changed.items():
            book[sheet][address].value = value

    return change


def formatted(sheet: str, **formats: str) -> Break:
    """Other number formats at A1 addresses."""

    def change(book: Workbook) -> None:
        for address, number_format in formats.items():
            book[sheet][address].number_format = number_format

    return change


def clear(*, row: int) -> Callable[[Worksheet], None]:
    """The contents of a row erased, the row left."""

    def erase(sheet: Worksheet) -> None:
        for cell in sheet[row]:
            if cell.value is not None:
                cell.value = None

    return erase


def retype_headers(sheet: Worksheet) -> None:
    """Headers nobody could know; the hidden codes are still there."""
    for cell in sheet[HEADER_ROW]:
        if cell.value and cell.value != "Kỳ trước":
            cell.value = f"Cột {cell.column}"


def change_headers_a_little(sheet: Worksheet) -> None:
    """Two headers a word longer, one with another spelling."""
    changed = {
        "Đã ban hành quy chế dân vận": "Ban hành quy chế công tác dân vận",
        "Số mô hình mới trong nhiệm kỳ": "Số mô hình mới trong nhiệm kì (lũy kế)",
    }
    for cell in sheet[HEADER_ROW]:
        if cell.value in changed:
            cell.value = changed[cell.value]


def headings_lost(sheet: Worksheet) -> None:
    """Only the row of item headers is left of the four header rows."""
    moved(sheet, row=lambda r: None if INDICATOR_ROW <= r < HEADER_ROW or r == UNIT_ROW else r)


def only_headings(sheet: Worksheet) -> None:
    """The item headers are gone; the headings with the indicator's code are left."""
    moved(sheet, row=lambda r: None if r == HEADER_ROW else r)


def unmerge(sheet: Worksheet) -> None:
    """Merged headers taken apart: their text stands in the first cell only."""
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(area.coord)


def no_previous(sheet: Worksheet) -> None:
    """The columns of the last round thrown away."""
    moved(
        sheet, column=lambda c: c if c < FIRST_COLUMN else None if (c - FIRST_COLUMN) % 2 else (c + FIRST_COLUMN) // 2
    )


def remark_beside(sheet: Worksheet) -> None:
    """A column of remarks to the right of the table."""
    column = sheet.max_column + 2
    sheet.cell(HEADER_ROW, column).value = "Ghi chú"
    sheet.cell(FIRST_ROW, column).value = "xã mới sáp nhập"


def remarks_below(sheet: Worksheet) -> None:
    """Remarks under the table, with numbers in their words."""
    sheet.cell(LAST_ROW + 2, NAME_COLUMN).value = "Ghi chú: 3 xã đã sáp nhập từ 01/7/2025; số liệu tính đến 30/6."
    sheet.cell(LAST_ROW + 3, NAME_COLUMN).value = "- Biểu này thay biểu gửi ngày 02/7/2026."


def own_column(sheet: Worksheet) -> None:
    """A column of the district's own among ours."""
    moved(sheet, column=gap(FIRST_COLUMN))
    sheet.cell(HEADER_ROW, FIRST_COLUMN).value = "Dân số"
    for row in range(FIRST_ROW, LAST_ROW + 1):
        sheet.cell(row, FIRST_COLUMN).value = 5000 + row


def own_sheet(book: Workbook) -> None:
    """A sheet of the district's own with figures."""
    sheet = book.create_sheet("Theo dõi riêng")
    for number in range(1, 7):
        sheet.append([f"Mục {number}", number, number * 2])


def shift_away(sheet: Worksheet) -> None:
    """Rows and columns inserted before the table."""
    moved(sheet, row=gap(1, 4), column=gap(1, 3))


def blank_rows(sheet: Worksheet) -> None:
    """Two blank rows after every commune."""
    moved(sheet, row=lambda r: r + 2 * max(0, r - FIRST_ROW))


def subtotals(sheet: Worksheet) -> None:
    """Two Roman sections, each with the sum of what follows it."""
    columns = [cell.column for cell in sheet[KEY_ROW] if cell.value in ADDED_ITEMS]
    moved(sheet, row=gap(FIRST_ROW))
    moved(sheet, row=gap(FIRST_ROW + 2))
    for at, rows in ((FIRST_ROW, [FIRST_ROW + 1]), (FIRST_ROW + 2, [FIRST_ROW + 3, FIRST_ROW + 4])):
        sheet.cell(at, 2).value = "I" if at == FIRST_ROW else "II"
        sheet.cell(at, NAME_COLUMN).value = "Cụm"
        for column in columns:
            sheet.cell(at, column).value = sum(sheet.cell(r, column).value or 0 for r in rows)


def bracketed_numbering(sheet: Worksheet) -> None:
    """A row that numbers the columns as (1), (2), 3=2/1."""
    moved(sheet, row=gap(UNIT_ROW + 1))
    last = max(cell.column for cell in sheet[HEADER_ROW] if cell.value)
    for number, column in enumerate(range(FIRST_COLUMN, last + 1), start=1):
        sheet.cell(UNIT_ROW + 1, column).value = f"{number}=2/1" if number == 3 else f"({number})"


def total_in_the_number_column(sheet: Worksheet) -> None:
    """ "Tổng cộng" in a cell merged over number and name."""
    sheet.cell(LAST_ROW + 1, 2).value = "Tổng cộng:"
    sheet.merge_cells(start_row=LAST_ROW + 1, end_row=LAST_ROW + 1, start_column=2, end_column=NAME_COLUMN)
    for cell in sheet[KEY_ROW]:
        if cell.value in ADDED_ITEMS:
            rows = range(FIRST_ROW, LAST_ROW + 1)
            sheet.cell(LAST_ROW + 1, cell.column).value = sum(sheet.cell(r, cell.column).value or 0 for r in rows)


def figures_of_another_commune(sheet: Worksheet) -> None:
    """A commune of the neighbouring district typed below, with figures."""
    sheet.cell(LAST_ROW + 1, NAME_COLUMN).value = communes("Huyện Cẩm Thủy")[0].full_name
    sheet.cell(LAST_ROW + 1, FIRST_COLUMN).value = "Có" if sheet.title.startswith("1") else 2


def other_district_below(sheet: Worksheet) -> None:
    """The communes of a second district in the same sheet, as a province's office would collect them."""
    for place, unit in enumerate(communes("Huyện Cẩm Thủy"), start=LAST_ROW + 1):
        sheet.cell(place, NAME_COLUMN).value = unit.full_name
        sheet.cell(place, FIRST_COLUMN).value = "Có" if sheet.title.startswith("1") else 2


def swap_names(sheet: Worksheet) -> None:
    """Names sorted without the hidden column of keys."""
    first, second = sheet.cell(FIRST_ROW, NAME_COLUMN), sheet.cell(FIRST_ROW + 1, NAME_COLUMN)
    first.value, second.value = second.value, first.value


def copy_of_a_sheet(book: Workbook) -> None:
    """The first sheet once more, as a copy left behind."""
    book.copy_worksheet(data_sheets(book)[0]).title = "1. Đảng ủy (2)"


def both_on_one_sheet(book: Workbook) -> None:
    """The second table pasted to the right of the first one, its sheet thrown away."""
    first, second = data_sheets(book)
    right = first.max_column
    for line in second.iter_rows(min_col=FIRST_COLUMN):
        for cell in line:
            if cell.value is not None:
                first.cell(cell.row, right + cell.column - FIRST_COLUMN + 1).value = cell.value
    del book[second.title]


def one_below_the_other(book: Workbook) -> None:
    """The second table with its headers pasted below the first one and its signature, its sheet thrown away."""
    first, second = data_sheets(book)
    signature(first)
    down = first.max_row + 2
    for line in second.iter_rows():
        for cell in line:
            if cell.value is not None:
                first.cell(down + cell.row, cell.column).value = cell.value
    del book[second.title]


def coded_headers(sheet: Worksheet) -> None:
    """Headers with the item's code in front; the hidden codes are still there."""
    codes = {cell.column: str(cell.value) for cell in sheet[KEY_ROW] if cell.value}
    for cell in sheet[HEADER_ROW]:
        if cell.column in codes:
            cell.value = f"{codes[cell.column]} {str(cell.value)[:6]}"


def marks(yes: Sequence[str], no: Sequence[str]) -> Callable[[Worksheet], None]:
    """Other marks for Có and Không, in turn."""

    def change(sheet: Worksheet) -> None:
        turn = {"Có": list(yes), "Không": list(no)}
        for cell in (cell for line in sheet.iter_rows(min_row=FIRST_ROW, min_col=FIRST_COLUMN) for cell in line):
            left = turn.get(str(cell.value))
            if left:
                left.append(left.pop(0))
                cell.value = left[-1]

    return change


def one_font(font: str, typed: Sequence[str], *, only: Sequence[int] | None = None) -> Callable[[Worksheet], None]:
    """Names typed in an old font; `only` says in which of the rows."""

    def change(sheet: Worksheet) -> None:
        for place, name in enumerate(typed):
            cell = sheet.cell(FIRST_ROW + place, NAME_COLUMN)
            cell.font = Font(name=font)
            if only is None or place in only:
                cell.value = name

    return change


def old_headers(sheet: Worksheet) -> None:
    """One header typed in .VnTime: "Đã ban hành quy chế dân vận"."""
    for cell in sheet[HEADER_ROW]:
        if cell.value == "Đã ban hành quy chế dân vận":
            cell.value, cell.font = "§· ban hµnh quy chÕ d©n vËn", Font(name=".VnTime")
