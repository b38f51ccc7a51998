"""Our template, filled by its sender, into a copy with its faulty cells marked and a first sheet of faults."""

import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from etl.issues import Issue
from etl.marking.formulas import formula_results, with_results
from etl.marking.words import (
    HEAD_COLOUR,
    HEADS,
    PLACE_COLUMN,
    WIDTHS,
    colour_of,
    lines_of,
    note_of,
    summary,
)
from etl.template.layout import FAULTS_SHEET
from etl.template.style import FONT, INPUT

AUTHOR = "Sổ chỉ tiêu Dân vận"
LONGEST_NOTE = 1500
LINE = Side(style="thin", color="B8C2CC")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)


def write_copy(original: Path, issues: Sequence[Issue], out: Path) -> None:
    """Write the marked copy. Marks of an earlier round are taken away first; results of formulas are kept."""
    results = formula_results(original)
    book = openpyxl.load_workbook(original)
    take_marks_away(book)
    mark_cells(book, issues)
    add_faults_sheet(book, issues)
    stream = io.BytesIO()
    book.save(stream)
    out.write_bytes(with_results(stream.getvalue(), book.sheetnames, results))


def take_marks_away(book: Workbook) -> None:
    """Remove the sheet of faults and every note and colour that an earlier marking left."""
    if FAULTS_SHEET in book.sheetnames:
        del book[FAULTS_SHEET]
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell, Cell) and cell.comment is not None and cell.comment.author == AUTHOR:
                    cell.comment = None
                    is_input = not cell.protection.locked
                    cell.fill = PatternFill("solid", fgColor=f"FF{INPUT[1:]}") if is_input else PatternFill()


def mark_cells(book: Workbook, issues: Sequence[Issue]) -> None:
    """Colour and note every cell that an issue names; a header keeps its own note."""
    by_place: dict[tuple[str, str], list[Issue]] = {}
    for found in issues:
        if found.sheet in book.sheetnames and found.cell:
            by_place.setdefault((str(found.sheet), found.cell), []).append(found)
    for (sheet_name, address), found_here in by_place.items():
        cell = top_left(book[sheet_name], address)
        if cell is None:
            continue
        colour = colour_of(found_here)
        cell.fill = PatternFill("solid", fgColor=f"FF{colour}")
        if cell.comment is None:
            note = Comment(note_of(found_here)[:LONGEST_NOTE], AUTHOR, height=130, width=320)
            cell.comment = note


def top_left(sheet: Worksheet, address: str) -> Cell | None:
    """The cell of an address; of a merged area the one that holds its value."""
    for area in sheet.merged_cells.ranges:
        if address in area:
            address = area.coord.partition(":")[0]
    cell = sheet[address]
    return cell if isinstance(cell, Cell) else None


def add_faults_sheet(book: Workbook, issues: Sequence[Issue]) -> None:
    """Put the sheet of faults in front and open the book on it."""
    sheet = book.create_sheet(FAULTS_SHEET, 0)
    put(sheet, 1, 1, "Lỗi cần sửa", Font(name=FONT, size=14, bold=True, color=HEAD_COLOUR))
    put(sheet, 2, 1, summary(issues), Font(name=FONT, size=12))
    for column, (words, width) in enumerate(zip(HEADS, WIDTHS, strict=True), start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        head = put(sheet, 4, column, words, Font(name=FONT, size=11, bold=True, color="FFFFFF"))
        head.fill, head.border = PatternFill("solid", fgColor=f"FF{HEAD_COLOUR}"), BOX
    for row, line in enumerate(lines_of(issues), start=5):
        sheet.row_dimensions[row].height = line.height_points
        for column, value in enumerate(line.cells, start=1):
            cell = put(sheet, row, column, value, Font(name=FONT, size=11))
            cell.border, cell.alignment = BOX, Alignment(wrap_text=True, vertical="top")
        sheet.cell(row, 2).fill = PatternFill("solid", fgColor=f"FF{line.colour}")
        if line.issue.sheet in book.sheetnames and line.issue.cell:
            place = sheet.cell(row, PLACE_COLUMN)
            quoted = str(line.issue.sheet).replace("'", "''")
            target = f"'{quoted}'!{line.issue.cell}"
            place.hyperlink = Hyperlink(ref=place.coordinate, location=target)
            place.font = Font(name=FONT, size=11, color="1D4ED8", underline="single")
    sheet.freeze_panes = "A5"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for other in book.worksheets:
        other.sheet_view.tabSelected = False
    book.active = 0


def put(sheet: Worksheet, row: int, column: int, value: int | str, font: Font) -> Cell:
    """Write a value, text always as text: what a sender typed never becomes a formula."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    cell.value = value
    cell.font = font
    if isinstance(value, str) and value:
        cell.data_type = "s"
        if value[0] in "=+-@":
            cell.quotePrefix = True
    return cell
