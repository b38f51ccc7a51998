"""Tables and a frame into a workbook: a sheet per table, real numbers, filters, frozen heads, native charts.

What a percentage shows on paper is cut off, never rounded up; the number written is the one that is shown. Text stays
text: nothing that a person typed can become a formula or a link.
"""

from io import BytesIO

import xlsxwriter

from reports.documents.layouts import SAMPLE_WORDS, Frame, capitals
from reports.documents.parts import HeaderCell, Panel, panels_of
from reports.documents.xlsx_cells import FONT, Format, Looks, Sheet, cell_look, write_cell
from reports.documents.xlsx_charts import add_charts
from reports.tables.model import Row, RowKind, Table

LANDSCAPE_CHARS, MM_PER_CHAR = 110, 2.05
MM_PER_LETTER = 1.78
LETTERS_PER_MM = 0.62
"""In running text, where narrow letters and wide ones even out; of a name alone one cannot be so sure."""
PAGE_MM, WIDE_SCALE = 250.0, 80
"""Room on a page lying across, and the scale in percent at which a table of several pages is printed."""


def write_xlsx(tables: tuple[Table, ...], frame: Frame) -> bytes:
    """The workbook as bytes: a sheet per table in order, then one with charts where a table asks for it."""
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    )
    book.set_properties({"title": tables[0].title, "author": frame.left[1].words, "comments": ""})
    looks = Looks(book)
    for place, (table, name) in enumerate(zip(tables, sheet_names(tables), strict=True), 1):
        annex = frame.annex_number(place) if len(tables) > 1 else ""
        _sheet(book.add_worksheet(name), table, frame, looks, annex)
    add_charts(book, tables, font=FONT)
    book.close()
    return out.getvalue()


def sheet_names(tables: tuple[Table, ...]) -> tuple[str, ...]:
    """ "Biểu 1"; of several tables of one number "Biểu 3.1", "Biểu 3.2"."""
    numbers = [table.number for table in tables]
    seen: dict[int, int] = {}
    names = []
    for number in numbers:
        seen[number] = seen.get(number, 0) + 1
        names.append(f"Biểu {number}.{seen[number]}" if numbers.count(number) > 1 else f"Biểu {number}")
    return tuple(names)


def _sheet(sheet: Sheet, table: Table, frame: Frame, looks: Looks, annex: str) -> None:
    """Fill one sheet. Titles and notes stand over the columns of the first printed page."""
    panels = panels_of(table, PAGE_MM)
    last = len(panels[0].places) - 1
    top = _top(sheet, table, frame, looks, annex, last)
    first = _header(sheet, table, panels, looks, top)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width_mm / MM_PER_CHAR)
    for number, row in enumerate(table.rows):
        _row(sheet, first + number, row, table, looks)
    end = first + len(table.rows)
    totals = sum(row.kind is RowKind.TOTAL for row in table.rows)
    sheet.autofilter(first - 1, 0, max(first, end - 1 - totals), len(table.columns) - 1)
    sheet.freeze_panes(first, sum(column.lead for column in table.columns))
    _bottom(sheet, table, frame, looks, end + 1, last)
    _print_setup(sheet, table, frame, top, first, end)


def _top(sheet: Sheet, table: Table, frame: Frame, looks: Looks, annex: str, last: int) -> int:
    """The head or the annex heading, the title, the unit; gives back the first free row."""
    row = 0
    if annex:
        titles = [(annex, {"bold": True, "font_size": 14}), (capitals(table.title), {"bold": True, "font_size": 14}),
                  (frame.attached_words, {"italic": True, "font_size": 13})]  # fmt: skip
    else:
        row = _head(sheet, frame, looks, last)
        titles = [(capitals(table.title), {"bold": True, "font_size": 14})]
    titles.append((table.subtitle, {"italic": True, "font_size": 13}))
    if table.sample:
        titles.append((SAMPLE_WORDS, {"bold": True, "font_size": 12}))
    for words, look in titles:
        _across(sheet, row, 0, last, words, looks.of(align="center", text_wrap=True, **look))
        sheet.set_row(row, 19 if len(words) < LANDSCAPE_CHARS else 38)
        row += 1
    if table.unit_line:
        _across(sheet, row, 0, last, table.unit_line, looks.of(align="right", italic=True))
        row += 1
    return row


def _head(sheet: Sheet, frame: Frame, looks: Looks, last: int) -> int:
    """The two columns of the head, line by line; the rule below a line is an underline here."""
    middle = max(1, (last + 1) * 5 // 12)
    for side, (start, end) in ((frame.left, (0, middle)), (frame.right, (middle + 1, last))):
        for row, line in enumerate(side):
            look: dict[str, object] = {"bold": line.bold, "italic": line.italic, "font_size": min(line.size_pt, 13)}
            if line.rule:
                look["underline"] = 1
            _across(sheet, row, start, end, line.words, looks.of(align="center", **look))
            sheet.set_row(row, 19)
    return max(len(frame.left), len(frame.right)) + 1


def _header(sheet: Sheet, table: Table, panels: tuple[Panel, ...], looks: Looks, top: int) -> int:
    """The header. A group that goes over several printed pages has its name on each of them."""
    look = looks.of(bold=True, align="center", text_wrap=True, border=1, bg_color="#EBEBEB")
    for number, panel in enumerate(panels):
        at = 0
        for cell in panel.header[0]:
            place = panel.places[at]
            at += cell.across
            if not (number and table.columns[place].lead):
                _head_cell(sheet, top, place, cell, look)
    if table.grouped:
        for place, column in enumerate(table.columns):
            if column.group:
                sheet.write_string(top + 1, place, column.header, look)
    high = 2 if table.grouped else 1
    sheet.set_row(top + high - 1, 24 if table.grouped else 46)
    return top + high


def _head_cell(sheet: Sheet, top: int, place: int, cell: HeaderCell, look: Format) -> None:
    if cell.across > 1 or cell.down > 1:
        sheet.merge_range(top, place, top + cell.down - 1, place + cell.across - 1, "", look)
    sheet.write_string(top, place, cell.words, look)


def _row(sheet: Sheet, at: int, row: Row, table: Table, looks: Looks) -> None:
    if row.kind is RowKind.SECTION:
        look = looks.of(bold=True, border=1, bg_color="#F5F5F5", text_wrap=len(row.cells[0].words) > LANDSCAPE_CHARS)
        _across(sheet, at, 0, len(table.columns) - 1, row.cells[0].words, look)
        if len(row.cells[0].words) > LANDSCAPE_CHARS:
            sheet.set_row(at, 32)
        return
    height = 1
    for place, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
        write_cell(sheet, at, place, cell, cell_look(column, cell, row, looks))
        if isinstance(cell.value, str) or cell.value is None:
            height = max(height, -int(-len(cell.words) * MM_PER_LETTER // column.width_mm))
    if height > 1:
        sheet.set_row(at, 15 * height + 2)


def _across(sheet: Sheet, row: int, first: int, last: int, words: str, look: Format) -> None:
    if last > first:
        sheet.merge_range(row, first, row, last, "", look)
    sheet.write_string(row, first, words, look)


def _bottom(sheet: Sheet, table: Table, frame: Frame, looks: Looks, row: int, last: int) -> None:
    """Notes, then preparer and signatory."""
    sheet.write_string(row, 0, "Ghi chú:", looks.of(bold=True, italic=True))
    wide = int(sum(column.width_mm for column in table.columns[: last + 1]) * LETTERS_PER_MM)
    for words in table.notes:
        row += 1
        _across(sheet, row, 0, last, f"– {words}", looks.of(text_wrap=True, valign="top"))
        sheet.set_row(row, 15 * (1 + len(words) // min(wide, 400)))
    row += 2
    middle = max(0, last // 2)
    center = looks.of(bold=True, align="center", font_size=13)
    _across(sheet, row, 0, middle, "NGƯỜI LẬP BIỂU", center)
    for place, line in enumerate(frame.signer):
        _across(
            sheet, row + place, middle + 1, last, line.words, looks.of(bold=line.bold, align="center", font_size=13)
        )
    row += len(frame.signer) + 4
    _across(sheet, row, 0, middle, frame.preparer, center)
    _across(sheet, row, middle + 1, last, frame.signatory, center)


def _print_setup(sheet: Sheet, table: Table, frame: Frame, top: int, first: int, end: int) -> None:
    """A4, one page wide, the header repeated, page numbers in the top margin. The notes of a split table come last."""
    inch = 25.4
    margins = frame.margins
    sheet.set_paper(9)
    if table.width_mm > 200:
        sheet.set_landscape()
    sheet.set_margins(margins.left / inch, margins.right / inch, margins.top / inch, margins.bottom / inch)
    sample = f'&L&"{FONT},Bold"&10{SAMPLE_WORDS}' if table.sample else ""
    number = f'&C&"{FONT},Regular"&13&P'
    sheet.set_header(f"{sample}{number}", {"margin": 0.35})
    sheet.repeat_rows(top, first - 1)
    panels = panels_of(table, PAGE_MM)
    if len(panels) > 1:
        lead = sum(column.lead for column in table.columns)
        sheet.repeat_columns(0, lead - 1)
        sheet.set_v_pagebreaks([panel.places[-1] + 1 for panel in panels[:-1]])
        sheet.set_h_pagebreaks([end])
        sheet.print_across()
        sheet.set_print_scale(WIDE_SCALE)
    else:
        sheet.fit_to_pages(1, 0)
    if frame.restart_pages:
        sheet.set_start_page(1)
    sheet.hide_gridlines(2)
