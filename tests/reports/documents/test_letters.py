"""Every Vietnamese letter is in every document, none replaced, composed or not when it came in."""

import unicodedata
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from indicators.status import Status
from reports.documents import signs_font
from reports.documents.deck import deck_of
from reports.documents.docx import write_docx
from reports.documents.layouts import LayoutName, frame_of
from reports.documents.pdf import FOLDER, write_pdf
from reports.documents.pptx import write_pptx
from reports.documents.xlsx import write_xlsx
from reports.tables import tables_about
from reports.tables.cells import text
from reports.tables.model import Row, Table
from tests.reports.documents.made_up import DAY, subject
from tests.reports.documents.reading import docx_words, pdf_words, pptx_tables, tight

VOWELS = ("a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y")
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
SMALL = "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES) + "đ"
LETTERS = SMALL + SMALL.upper() + "bcdghklmnpqrstvxBCDGHKLMNPQRSTVX0123456789“”–…’‘≥≤%"
FRAME = frame_of(LayoutName.PARTY, None, DAY)


def with_words(words: str) -> tuple[Table, ...]:
    (table,) = tables_about(subject(chosen=("TH-3.4",)), numbers=(1,))
    first = table.rows[1]
    place = table.place("remark")
    cells = (*first.cells[:place], text(words), *first.cells[place + 1 :])
    return (replace(table, rows=(table.rows[0], Row(cells))),)


def test_the_letters_are_complete() -> None:
    assert len(SMALL) == 73
    assert len(set(SMALL + SMALL.upper())) == 146


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_letter_in_the_pdf(form: str) -> None:
    made = write_pdf(with_words(unicodedata.normalize(form, " ".join(LETTERS))), FRAME)  # type: ignore[arg-type]
    words = tight(pdf_words(made))
    assert tight(LETTERS) in words
    assert "\ufffd" not in words


def test_the_pdf_embeds_its_fonts_and_only_those() -> None:
    reader = PdfReader(BytesIO(write_pdf(tables_about(subject(chosen=("TH-3.4", "TH-1.2a")), numbers=(1, 2)), FRAME)))
    seen = set()
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            seen.add(inner["/BaseFont"].partition("+")[2])
            described = inner["/FontDescriptor"].get_object()
            assert "/FontFile2" in described or "/FontFile3" in described
    assert {name.split("-")[0] for name in seen} == {"LiberationSerif", "DanvanSigns"}


def test_every_letter_in_word_excel_and_powerpoint() -> None:
    tables = with_words(unicodedata.normalize("NFD", LETTERS))
    assert LETTERS in docx_words(write_docx(tables, FRAME))
    sheet = openpyxl.load_workbook(BytesIO(write_xlsx(tables, FRAME)))["Biểu 1"]
    assert LETTERS in {cell.value for row in sheet.iter_rows() for cell in row}
    slides = pptx_tables(write_pptx(deck_of(subject(chosen=("TH-3.4",)), tables=tables, story=False)))
    assert LETTERS in {cell for table in slides for row in table for cell in row}


@pytest.mark.parametrize("style", ["Regular", "Bold", "Italic", "BoldItalic"])
def test_the_faces_have_every_letter(style: str) -> None:
    known = TTFont(FOLDER / "fonts" / f"LiberationSerif-{style}.ttf").getBestCmap()
    assert [letter for letter in LETTERS if ord(letter) not in known] == []


def test_the_signs_have_a_face_of_their_own_that_can_be_built_again(tmp_path: Path) -> None:
    signs_font.build(tmp_path / "signs.ttf")
    assert (tmp_path / "signs.ttf").read_bytes() == signs_font.FILE.read_bytes()
    known = TTFont(signs_font.FILE).getBestCmap()
    assert all(ord(status.symbol) in known for status in Status)


def test_every_status_reads_as_sign_and_word_in_the_pdf() -> None:
    from reports.tables import cells as tables_cells

    (table,) = tables_about(subject(chosen=("TH-3.4",)), numbers=(1,))
    place = table.place("pace")
    first = table.rows[1].cells
    rows = tuple(Row((*first[:place], tables_cells.status(s), *first[place + 1 :])) for s in Status)
    words = tight(pdf_words(write_pdf((replace(table, rows=rows),), FRAME)))
    for status in Status:
        assert tight(f"{status.symbol}{status.word}") in words
