"""Every word and number of every table stands the same in Excel, Word, PDF, PowerPoint and CSV."""

import csv
from datetime import date, datetime
from fractions import Fraction
from io import BytesIO, StringIO

import openpyxl
import pytest

from reports.documents.csv import write_csv
from reports.documents.deck import deck_of
from reports.documents.docx import write_docx
from reports.documents.layouts import Frame, LayoutName, frame_of
from reports.documents.parts import parts_of
from reports.documents.pdf import write_pdf
from reports.documents.pptx import write_pptx
from reports.documents.xlsx import sheet_names, write_xlsx
from reports.tables import tables_about
from reports.tables.model import Cell, ColumnKind, RowKind, Table
from tests.reports.documents.made_up import DAY, subject
from tests.reports.documents.reading import docx_tables, number_of, pdf_words, pptx_tables, tight, wanted_rows

SOME = ("TH-1.1a", "TH-1.2a", "TH-1.3e", "TH-2.3c", "TH-2.5", "TH-3.4")


@pytest.fixture(scope="module", params=list(LayoutName))
def frame(request: pytest.FixtureRequest) -> Frame:
    return frame_of(request.param, None, DAY)


@pytest.fixture(scope="module", params=["some", "blank", "before"])
def tables(request: pytest.FixtureRequest) -> tuple[Table, ...]:
    """The tables of a usual day, of a round that nobody filed, and of a day before any round."""
    day = date(2022, 6, 1) if request.param == "before" else DAY
    return tables_about(subject(day, chosen=SOME, blank=request.param == "blank"))


def test_word_shows_every_cell(tables: tuple[Table, ...], frame: Frame) -> None:
    shown = docx_tables(write_docx(tables, frame))
    panels = [panel for part in parts_of(tables, frame) for panel in part.panels]
    assert len(shown) == len(panels)
    for rows, panel in zip(shown, panels, strict=True):
        header = len(panel.header)
        assert rows[header:] == wanted_rows(panel.table, panel)
        assert {word for row in rows[:header] for word in row} >= {column.header for column in panel.columns}


@pytest.fixture(scope="module")
def printed(tables: tuple[Table, ...], frame: Frame) -> str:
    """All words of the PDF without any space."""
    return tight(pdf_words(write_pdf(tables, frame)))


def test_pdf_shows_every_row(tables: tuple[Table, ...], frame: Frame, printed: str) -> None:
    for part in parts_of(tables, frame):
        for panel in part.panels:
            for row in wanted_rows(panel.table, panel):
                assert tight("".join(row)) in printed


def test_pdf_shows_every_note(tables: tuple[Table, ...], printed: str) -> None:
    for table in tables:
        for note in table.notes:
            assert tight(note) in printed


def test_slides_show_every_row_in_order(tables: tuple[Table, ...]) -> None:
    shown = pptx_tables(write_pptx(deck_of(subject(chosen=SOME), tables=tables, story=False)))
    rows = [row for table in shown for row in table]
    place = 0
    for table in tables:
        for row in table.rows:
            wanted = [cell.words for cell in row.cells]
            assert wanted in rows[place:], wanted
            place += rows[place:].index(wanted) + 1


def test_slides_split_a_wide_table_and_keep_every_cell() -> None:
    (wide,) = tables_about(subject(), numbers=(2,))
    shown = pptx_tables(write_pptx(deck_of(subject(), tables=(wide,), story=False)))
    cells = {cell for table in shown for row in table for cell in row}
    assert cells >= {cell.words for row in wide.rows for cell in row.cells if cell.words}
    assert all(len(row) < 22 for table in shown for row in table)


def test_excel_holds_real_numbers(tables: tuple[Table, ...], frame: Frame) -> None:
    book = openpyxl.load_workbook(BytesIO(write_xlsx(tables, frame)))
    for table, name in zip(tables, sheet_names(tables), strict=True):
        sheet = book[name]
        rows = list(sheet.iter_rows(values_only=False))
        start = next(n for n, row in enumerate(rows) if row[0].value == table.columns[0].header)
        start += 2 if table.grouped else 1
        for row, shown in zip(table.rows, rows[start:], strict=False):
            if row.kind is RowKind.SECTION:
                assert shown[0].value == row.cells[0].words
                continue
            for cell, found in zip(row.cells, shown, strict=False):
                assert_same(cell, found.value, found.number_format)


def assert_same(cell: Cell, found: object, form: str) -> None:
    if isinstance(cell.value, date):
        if isinstance(found, datetime):
            assert (found.date(), form) == (cell.value, "dd/mm/yyyy")
        else:
            assert found == cell.words
        return
    if not isinstance(cell.value, (int, Fraction)):
        assert (found or "") == cell.words
        return
    assert isinstance(found, (int, float)) and not isinstance(found, bool)
    words = cell.words.partition(" ")[2] if cell.status else cell.words
    wanted = number_of(words)
    assert wanted is not None and abs(float(wanted) - found) < 1e-9, (cell, found)
    assert ("%" in form) == words.endswith("%")
    if cell.status:
        assert cell.status.symbol in form


def test_csv_is_exact(tables: tuple[Table, ...]) -> None:
    for table in tables:
        text = write_csv(table).decode("utf-8-sig")
        lines = list(csv.DictReader(StringIO(text)))
        body = [row for row in table.rows if row.kind is not RowKind.SECTION]
        assert len(lines) == len(body)
        for line, row in zip(lines, body, strict=True):
            for column, cell in zip(table.columns, row.cells, strict=True):
                if isinstance(cell.value, Fraction) and column.kind is not ColumnKind.STATUS:
                    assert float(line[column.key]) == float(cell.value)
                elif isinstance(cell.value, date):
                    assert line[column.key] == cell.value.isoformat()
                elif cell.value is None:
                    assert line[column.key] == ""


def test_csv_starts_with_a_byte_order_mark() -> None:
    (table,) = tables_about(subject(chosen=("TH-1.2a",)), numbers=(1,))
    assert write_csv(table).startswith(b"\xef\xbb\xbf")


def test_a_percentage_is_never_rounded_up_to_its_target() -> None:
    from reports.documents.shown import shown_number
    from reports.tables import cells as tables_cells

    almost = tables_cells.percent(Fraction(100 * 19_999, 20_000))
    assert almost.words == "99,99%"
    assert shown_number(almost) == 0.9999
