"""Whatever a person typed stays words: no formula, no link, no markup, no control character."""

import zipfile
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from reports.documents.csv import safe, write_csv
from reports.documents.deck import deck_of
from reports.documents.docx import write_docx
from reports.documents.layouts import LayoutName, LayoutSettings, frame_of
from reports.documents.pdf import write_pdf
from reports.documents.pptx import write_pptx
from reports.documents.slides import Bar, ChartSlide, Deck, TitleSlide
from reports.documents.xlsx import write_xlsx
from reports.tables import cells as tables_cells
from reports.tables import tables_about
from reports.tables.model import Row, Table
from tests.reports.documents.made_up import DAY, subject
from tests.reports.documents.reading import docx_words, pdf_words, tight

HOSTILE = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "=HYPERLINK(\"http://vi.du\",\"Xã A\")",
    "http://vi.du",
    "<w:b/>&amp;<script>",
    "#set text(red); #{1}",
    "{{ nguoi_ky }} {% for %}",
    "a\x00b\x0bc\ufffe",
    "danvan-piece-0-",
]  # fmt: skip
FRAME = frame_of(LayoutName.PARTY, LayoutSettings(issuing_body="=1+1 <Ban>", signatory="@Người & ký"), DAY)


@pytest.fixture(scope="module")
def tables() -> tuple[Table, ...]:
    (table,) = tables_about(subject(chosen=("TH-3.4",)), numbers=(3,))
    first, place = table.rows[0].cells, table.place("district")
    rows = tuple(Row((*first[:place], tables_cells.text(words), *first[place + 1 :])) for words in HOSTILE)
    return (replace(table, rows=rows),)


def test_no_formula_and_no_link_in_excel(tables: tuple[Table, ...]) -> None:
    made = write_xlsx(tables, FRAME)
    with zipfile.ZipFile(BytesIO(made)) as packed:
        sheets = [packed.read(n).decode() for n in packed.namelist() if n.startswith("xl/worksheets/sheet")]
    assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)
    book = openpyxl.load_workbook(BytesIO(made))
    types = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in types
    found = {cell.value for row in book["Biểu 3"].iter_rows() for cell in row}
    assert {tables_cells.clean(words) for words in HOSTILE} <= found


def test_the_chart_of_a_slide_keeps_names_as_words() -> None:
    slides = (
        TitleSlide(title="=1+1", lines=("x",)),
        ChartSlide(title="=1", lead="", bars=(Bar(label="=cmd|x", value=None, words="-"),), value_name="Tỷ lệ"),
    )
    made = write_pptx(Deck(slides=slides, foot="=2", sample=False))
    with zipfile.ZipFile(BytesIO(made)) as packed:
        inner = [packed.read(n) for n in packed.namelist() if n.endswith(".xlsx")]
    book = openpyxl.load_workbook(BytesIO(inner[0]))
    assert "f" not in {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}


def test_word_pdf_and_slides_show_it_as_it_is(tables: tuple[Table, ...]) -> None:
    shown = tight(docx_words(write_docx(tables, FRAME)))
    printed = tight(pdf_words(write_pdf(tables, FRAME)))
    write_pptx(deck_of(subject(chosen=("TH-3.4",)), tables=tables))
    for words in HOSTILE:
        assert tight(tables_cells.clean(words)) in shown
        assert tight(tables_cells.clean(words)) in printed
    assert "@Người & ký".replace(" ", "") in shown


def test_csv_puts_an_apostrophe_before_what_would_run(tables: tuple[Table, ...]) -> None:
    assert [safe(words)[0] for words in HOSTILE[:6]] == ["'"] * 6
    assert [safe(words) for words in ("-", "+1,5", "-3", "Xã A")] == ["'-", "+1,5", "-3", "Xã A"]
    assert b"\r\n=cmd" not in write_csv(tables[0]) and b",=cmd" not in write_csv(tables[0])
