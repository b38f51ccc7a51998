"""Documents back into rows of words, and words into the number that they stand for: for comparing with tables."""

import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree

from pypdf import PdfReader

from reports.documents.parts import Panel
from reports.tables.model import RowKind, Table

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_NUMBER = re.compile(r"[+-]?[0-9][0-9.]*(?:,[0-9]+)?%?")


def number_of(words: str) -> Decimal | None:
    """What "+1.234,5" or "85,54%" stands for (a percentage as part of 1); None where words are no number."""
    if not _NUMBER.fullmatch(words):
        return None
    plain = Decimal(words.rstrip("%").replace(".", "").replace(",", "."))
    return plain / 100 if words.endswith("%") else plain


def wanted_rows(table: Table, panel: Panel) -> list[list[str]]:
    """The words that a panel shows, row by row, without the header."""
    return [[cell.words for cell in panel.cells(row)] for row in table.rows]


def body_rows(table: Table) -> list[list[str]]:
    return [[cell.words for cell in row.cells] for row in table.rows if row.kind is not RowKind.SECTION]


def xml_of(content: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return ElementTree.fromstring(packed.read(name))


def docx_tables(content: bytes) -> list[list[list[str]]]:
    """Every table with borders: heads and signatures have none."""
    root = xml_of(content, "word/document.xml")
    return [
        [[_text(cell, W) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
        for table in root.iter(f"{W}tbl")
        if table.find(f"{W}tblPr/{W}tblBorders") is not None
    ]


def docx_words(content: bytes) -> str:
    root = xml_of(content, "word/document.xml")
    return "\n".join(_text(paragraph, W) for paragraph in root.iter(f"{W}p"))


def pptx_slides(content: bytes) -> Iterator[ElementTree.Element]:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        names = [n for n in packed.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", n)]
        for name in sorted(names, key=lambda n: int(re.findall(r"\d+", n)[0])):
            yield ElementTree.fromstring(packed.read(name))


def pptx_tables(content: bytes) -> list[list[list[str]]]:
    """Every table of every slide, cells merged away left out."""
    found = []
    for slide in pptx_slides(content):
        for table in slide.iter(f"{A}tbl"):
            rows = []
            for row in table.iter(f"{A}tr"):
                cells = [c for c in row.iter(f"{A}tc") if not c.get("hMerge") and not c.get("vMerge")]
                rows.append([_text(cell, A) for cell in cells])
            found.append(rows)
    return found


def slide_words(slide: ElementTree.Element) -> str:
    return " ".join(text.text or "" for text in slide.iter(f"{A}t"))


def pdf_words(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def pdf_pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(content)).pages]


def tight(words: str) -> str:
    """Without any space: lines break where they will."""
    return re.sub(r"\s+", "", words)


def _text(element: ElementTree.Element, space: str) -> str:
    return "".join(text.text or "" for text in element.iter(f"{space}t"))
