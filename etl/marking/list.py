"""Issues into a workbook of their own, for a file that is not written back."""

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from etl.issues import Issue
from etl.marking.words import HEAD_COLOUR, HEADS, PLACE_COLUMN, WIDTHS, lines_of, summary
from etl.template.layout import FAULTS_SHEET
from etl.template.style import FONT

OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
LONGEST_LINK = 250


def write_list(file_name: str, issues: Sequence[Issue], out: Path) -> None:
    """Write the list; a cell links to the sender's file when both lie in one folder."""
    book = xlsxwriter.Workbook(out, OPTIONS)
    text = book.add_format({"font_name": FONT, "font_size": 11, "text_wrap": True, "valign": "top", "border": 1})
    head = book.add_format(
        {"font_name": FONT, "bold": True, "font_color": "#FFFFFF", "bg_color": f"#{HEAD_COLOUR}", "border": 1}
    )
    title = book.add_format({"font_name": FONT, "font_size": 14, "bold": True})
    link = book.add_format({"font_name": FONT, "font_color": "#1D4ED8", "underline": 1, "valign": "top", "border": 1})
    sheet = book.add_worksheet(FAULTS_SHEET)
    sheet.write_string(0, 0, f"Tệp: {file_name}", title)
    sheet.write_string(1, 0, summary(issues).replace("nộp lại chính tệp này", "nộp lại tệp của đơn vị"))
    for column, (words, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(3, column, words, head)
    for row, line in enumerate(lines_of(issues), start=4):
        sheet.set_row(row, line.height_points)
        mark = book.add_format(
            {"font_name": FONT, "bg_color": f"#{line.colour}", "valign": "top", "border": 1, "align": "center"}
        )
        for column, value in enumerate(line.cells):
            if isinstance(value, int):
                sheet.write_number(row, column, value, mark)
            else:
                sheet.write_string(row, column, value, mark if column == 1 else text)
        address = link_to(file_name, line.issue)
        if address:
            sheet.write_url(row, PLACE_COLUMN - 1, address, link, line.issue.cell)
    sheet.freeze_panes(4, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3)
    book.close()


def link_to(file_name: str, found: Issue) -> str | None:
    """The address of a cell in the sender's file, None when it has none or could not be opened from here."""
    if found.sheet is None or found.cell is None or any(c in file_name for c in "/\\#:"):
        return None
    address = f"external:{file_name}#'{found.sheet}'!{found.cell}"
    return address if len(address) <= LONGEST_LINK else None
