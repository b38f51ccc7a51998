"""Our workbook, filled and then broken the way people break it; merged cells move with their cells, as in Excel."""

import io
import unicodedata
from collections.abc import Callable
from copy import copy
from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from etl.figures import CellEntry, Figure
from etl.template.layout import FIRST_COLUMN, FIRST_ROW, HEADER_ROW, KEY_ROW, NAME_COLUMN, UNIT_ROW
from etl.template.workbook import write_template
from tests.workbooks import BIEN_THUONG, ISSUED_ON, PLAN, ROUND, TAY_DO, VINH_LOC, XA_VINH_LOC

Break = Callable[[Workbook], None]
UNITS = (BIEN_THUONG, TAY_DO, XA_VINH_LOC)
LAST_ROW = FIRST_ROW + len(UNITS) - 1
SHEETS = ("1. Đảng ủy", "2. Chính quyền")
GIVEN: dict[str, tuple[CellEntry, CellEntry, CellEntry]] = {
    "T-1": ("Có", "Không", "Có"),
    "T-2.den": (12, 9, 15),
    "T-2.num": (10, 9, 0),
    "T-3": (4, 0, 2),
    "T-4": (98.5, 87, 91.25),
    "T-5": (date(2026, 3, 1), "Không", date(2025, 12, 31)),
    "T-6": ("Đã xong", "Đang làm", "Chưa làm"),
    "T-7": ("Có", "Không áp dụng", "Không"),
    "T-8": ("Thiếu kinh phí", "Cán bộ kiêm nhiệm", "Địa bàn rộng"),
    "T-9": (3, 1, 0),
    "T-10": (12.5, 8, 20.75),
}
EXPECTED: dict[tuple[str, str], float | str | None] = {
    (unit.name, code): value
    for code, line in {
        "T-1": (1.0, 0.0, 1.0),
        "T-2.den": (12.0, 9.0, 15.0),
        "T-2.num": (10.0, 9.0, 0.0),
        "T-3": (4.0, 0.0, 2.0),
        "T-4": (98.5, 87.0, 91.25),
        "T-5": (20513.0, "Không", 20453.0),
        "T-6": (2.0, 1.0, 0.0),
        "T-7": (1.0, "KAD", 0.0),
        "T-8": ("Thiếu kinh phí", "Cán bộ kiêm nhiệm", "Địa bàn rộng"),
        "T-9": (3.0, 1.0, 0.0),
        "T-10": (12.5, 8.0, 20.75),
    }.items()
    for unit, value in zip(UNITS, line, strict=True)
}


def filled_template(*, previous: bool = True) -> bytes:
    """The workbook of Huyện Vĩnh Lộc as its clerk sends it, untouched."""
    out = io.BytesIO()
    old = {(unit.key, "T-3"): Figure("reported", 1.0) for unit in UNITS} if previous else {}
    write_template(
        out,
        plan=PLAN,
        round_=ROUND,
        filing_unit=VINH_LOC,
        communes=UNITS,
        issued_on=ISSUED_ON,
        previous=old,
        values={(u.key, code): line[n] for code, line in GIVEN.items() for n, u in enumerate(UNITS)},
    )
    return out.getvalue()


def broken(folder: Path, *breaks: Break) -> Path:
    """The filled workbook after the breaks, saved by another program."""
    book = openpyxl.load_workbook(io.BytesIO(filled_template()))
    for damage in breaks:
        damage(book)
    path = folder / "bao-cao.xlsx"
    book.save(path)
    return path


def data_sheets(book: Workbook) -> list[Worksheet]:
    """The sheets of indicators."""
    return [sheet for sheet in book.worksheets if sheet.title not in ("Hướng dẫn", "Thông tin khác", "_meta")]


def on_each(damage: Callable[[Worksheet], None]) -> Break:
    """The same damage on every sheet of indicators."""

    def all_of(book: Workbook) -> None:
        for sheet in data_sheets(book):
            damage(sheet)

    return all_of


def moved(
    sheet: Worksheet,
    *,
    row: Callable[[int], int | None] = lambda r: r,
    column: Callable[[int], int | None] = lambda c: c,
) -> None:
    """Every cell and merged area to its new place; None deletes it."""
    cells = {
        (cell.row, cell.column): (cell.value, cell.number_format, copy(cell.font))
        for line in sheet.iter_rows()
        for cell in line
        if cell.value is not None
    }
    areas = [area.bounds for area in sheet.merged_cells.ranges]
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(area.coord)
    for at in cells:
        sheet.cell(*at).value = None
    sheet.data_validations.dataValidation = []
    for line in sheet.iter_rows():
        for cell in line:
            cell.comment = None
    for (r, c), (value, number_format, font) in cells.items():
        place = (row(r), column(c))
        if place[0] is not None and place[1] is not None:
            target = sheet.cell(place[0], place[1])
            target.value, target.number_format, target.font = value, number_format, font
    for left, top, right, bottom in areas:
        rows = [new for r in range(top, bottom + 1) if (new := row(r)) is not None]
        columns = [new for c in range(left, right + 1) if (new := column(c)) is not None]
        if rows and columns and (len(rows) > 1 or len(columns) > 1):
            sheet.merge_cells(
                start_row=min(rows), start_column=min(columns), end_row=max(rows), end_column=max(columns)
            )


def without(at: int) -> Callable[[int], int | None]:
    """A row or column deleted, the later ones moved up."""
    return lambda n: None if n == at else n - (n > at)


def gap(at: int, count: int = 1) -> Callable[[int], int]:
    """Blank rows or columns inserted before one."""
    return lambda n: n + count if n >= at else n


def delete_key_row(sheet: Worksheet) -> None:
    moved(sheet, row=without(KEY_ROW))


def delete_key_column(sheet: Worksheet) -> None:
    moved(sheet, column=without(1))


def delete_meta(book: Workbook) -> None:
    del book["_meta"]


def delete_readme(book: Workbook) -> None:
    del book["Hướng dẫn"]


def reverse_rows(sheet: Worksheet) -> None:
    moved(sheet, row=lambda r: FIRST_ROW + LAST_ROW - r if FIRST_ROW <= r <= LAST_ROW else r)


def reverse_pairs(sheet: Worksheet) -> None:
    """The pairs of input and last round in reverse order, headers with them; single-item headings only."""
    last = max(cell.column for cell in sheet[KEY_ROW] if cell.value)

    def place(column: int) -> int:
        if column < FIRST_COLUMN:
            return column
        pair, rest = divmod(column - FIRST_COLUMN, 2)
        return FIRST_COLUMN + 2 * ((last - FIRST_COLUMN) // 2 - pair) + rest

    moved(sheet, column=place)


def names(sheet: Worksheet, change: Callable[[str], str], column: int = NAME_COLUMN) -> None:
    """Rewrite the names of the communes."""
    for row in range(FIRST_ROW, LAST_ROW + 1):
        sheet.cell(row, column).value = change(str(sheet.cell(row, column).value))


def texts(sheet: Worksheet, change: Callable[[str], str]) -> None:
    """Rewrite every text below the headers."""
    for line in sheet.iter_rows(min_row=FIRST_ROW, min_col=NAME_COLUMN):
        for cell in line:
            if isinstance(cell.value, str):
                cell.value = change(cell.value)


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def total_below(sheet: Worksheet) -> None:
    """A row "Tổng cộng" under the communes with the right sums of counts and numbers."""
    add_total(sheet, LAST_ROW + 1)


def total_above(sheet: Worksheet) -> None:
    """The same row above the communes."""
    moved(sheet, row=gap(FIRST_ROW))
    add_total(sheet, FIRST_ROW, skip=1)


def add_total(sheet: Worksheet, at: int, *, skip: int = 0) -> None:
    sheet.cell(at, NAME_COLUMN).value = "TỔNG CỘNG"
    for cell in sheet[KEY_ROW]:
        if cell.value in ("T-2.den", "T-2.num", "T-3", "T-9", "T-10"):
            rows = range(FIRST_ROW + skip, LAST_ROW + 1 + skip)
            sheet.cell(at, cell.column).value = sum(sheet.cell(r, cell.column).value or 0 for r in rows)


def signature(sheet: Worksheet) -> None:
    """Who drew it up, who signs, where and when, under the table and inside its columns."""
    below = LAST_ROW + 3
    sheet.cell(below, FIRST_COLUMN + 2).value = "Vĩnh Lộc, ngày 05 tháng 7 năm 2026"
    sheet.cell(below + 1, NAME_COLUMN).value = "NGƯỜI LẬP BIỂU"
    sheet.cell(below + 1, FIRST_COLUMN + 2).value = "T/M BAN THƯỜNG VỤ"
    sheet.cell(below + 5, NAME_COLUMN).value = "Nguyễn Văn A"
    sheet.cell(below + 5, FIRST_COLUMN + 2).value = "Trần Thị B"


def sections(sheet: Worksheet) -> None:
    """Section rows between the communes: a Roman numeral, a district."""
    moved(sheet, row=gap(FIRST_ROW))
    sheet.cell(FIRST_ROW, 2).value = "I"
    sheet.cell(FIRST_ROW, NAME_COLUMN).value = "Các xã phía bắc"
    moved(sheet, row=gap(FIRST_ROW + 2))
    sheet.cell(FIRST_ROW + 2, NAME_COLUMN).value = "Huyện Vĩnh Lộc (tiếp)"


def numbering(sheet: Worksheet) -> None:
    """A row under the headers that numbers the columns."""
    moved(sheet, row=gap(UNIT_ROW + 1))
    sheet.cell(UNIT_ROW + 1, 2).value = "A"
    sheet.cell(UNIT_ROW + 1, NAME_COLUMN).value = "B"
    last = max(cell.column for cell in sheet[HEADER_ROW] if cell.value)
    for number, column in enumerate(range(FIRST_COLUMN, last + 1), start=1):
        sheet.cell(UNIT_ROW + 1, column).value = number


def as_text(sheet: Worksheet) -> None:
    """Every number typed as text with a decimal comma, every date as dd/mm/yyyy."""
    for line in sheet.iter_rows(min_row=FIRST_ROW, min_col=FIRST_COLUMN):
        for cell in line:
            if isinstance(cell.value, (int, float)):
                cell.value = f" {cell.value:g} ".replace(".", ",")
            elif isinstance(cell.value, date):
                cell.value = f"{cell.value.day}/{cell.value.month}/{cell.value.year}"
            cell.number_format = "@"


def values_only(book: Workbook) -> None:
    """Every sheet of indicators copied into a fresh book as values: no formats, no merged cells, no hidden sheet."""
    for sheet in data_sheets(book):
        copy = book.create_sheet(f"Sheet{len(book.sheetnames)}")
        for line in sheet.iter_rows():
            for cell in line:
                if cell.value is not None:
                    copy.cell(cell.row, cell.column).value = cell.value
        del book[sheet.title]
    delete_meta(book)
    delete_readme(book)
