"""A workbook of openpyxl into the bytes of an .xls or an .ods: values, fonts, number formats, merged cells, hiding.

Only what a return needs. The records are those of [MS-XLS] 2.4, in a compound file of 512-byte sectors; the elements
those of OpenDocument 1.2 part 1, chapter 9.
"""

import struct
from datetime import date, datetime
from html import escape
from typing import TypeVar

from openpyxl.cell.cell import Cell
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.etl.reading.packages import HEAD, packed

FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
HIDING = {"visible": 0, "hidden": 1, "veryHidden": 2}
FIRST_FORMAT = 164
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
SHEETS = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = (
    f'<m:manifest xmlns:m="{OASIS}:manifest:1.0" m:version="1.2">'
    f'<m:file-entry m:full-path="/" m:media-type="{SHEETS}"/>'
    '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
)
T = TypeVar("T")


def as_xls(book: Workbook) -> bytes:
    """The workbook as Excel 97 would save it."""
    styles = _XlsStyles(book)
    bodies = [_xls_sheet(sheet, styles) for sheet in book.worksheets]
    head = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)) + _record(0x0042, b"\xb0\x04")
    head += styles.records()
    names = [_short(sheet.title) for sheet in book.worksheets]
    at = len(head) + sum(4 + 6 + len(name) for name in names) + 4
    for sheet, name, body in zip(book.worksheets, names, bodies, strict=True):
        head += _record(0x0085, struct.pack("<IBB", at, HIDING[sheet.sheet_state], 0) + name)
        at += len(body)
    return _compound(head + _record(0x000A, b"") + b"".join(bodies))


def as_ods(book: Workbook) -> bytes:
    """The workbook as OpenDocument."""
    fonts: dict[str, str] = {}
    tables = "".join(_ods_table(sheet, fonts) for sheet in book.worksheets)
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table-cell">'
        f'<style:text-properties fo:font-family="{escape(font)}"/></style:style>'
        for font, name in fonts.items()
    )
    styles += (
        '<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/>'
        "</style:style>"
    )
    spaces = " ".join(f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "table", "text", "style"))
    content = (
        f'<office:document-content office:version="1.2" {spaces} xmlns:fo="{OASIS}:xsl-fo-compatible:1.0">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return packed(
        {
            "mimetype": SHEETS.encode(),
            "META-INF/manifest.xml": MANIFEST.encode(),
            "content.xml": f"{HEAD}{content}".encode(),
        }
    )


class _XlsStyles:
    """Fonts and formats of the book as numbered records; font number 4 does not exist."""

    def __init__(self, book: Workbook) -> None:
        self.fonts, self.formats, self.pairs = ["Arial"] * 4, ["General"], [(0, 0)]
        for sheet in book.worksheets:
            for line in sheet.iter_rows():
                for cell in line:
                    self.number(cell)

    def number(self, cell: Cell) -> int:
        """The style of a cell."""
        pair = (_place(self.fonts, str(cell.font.name or "Arial")), _place(self.formats, str(cell.number_format)))
        return _place(self.pairs, pair)

    def records(self) -> bytes:
        """FONT, FORMAT and XF records."""
        out = b""
        for font in self.fonts:
            out += _record(0x0031, struct.pack("<HHHHHBBBB", 220, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + _short(font))
        for number, pattern in enumerate(self.formats[1:], start=FIRST_FORMAT):
            out += _record(0x041E, struct.pack("<H", number) + _long(pattern))
        for font_place, format_place in self.pairs:
            font_number = font_place + (font_place >= 4)
            format_number = FIRST_FORMAT + format_place - 1 if format_place else 0
            out += _record(0x00E0, struct.pack("<HH", font_number, format_number) + bytes(16))
        return out


def _place(kept: list[T], one: T) -> int:
    if one not in kept:
        kept.append(one)
    return kept.index(one)


def _xls_sheet(sheet: Worksheet, styles: _XlsStyles) -> bytes:
    out = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    out += _record(0x0200, struct.pack("<IIHHH", 0, sheet.max_row, 0, sheet.max_column, 0))
    for line in sheet.iter_rows():
        for cell in line:
            if cell.value is not None:
                out += _xls_cell(cell, struct.pack("<HHH", cell.row - 1, cell.column - 1, styles.number(cell)))
    areas = [area.bounds for area in sheet.merged_cells.ranges]
    if areas:
        body = b"".join(
            struct.pack("<HHHH", top - 1, down - 1, left - 1, right - 1) for left, top, right, down in areas
        )
        out += _record(0x00E5, struct.pack("<H", len(areas)) + body)
    return out + _record(0x000A, b"")


def _xls_cell(cell: Cell, place: bytes) -> bytes:
    value = cell.value
    if isinstance(value, bool):
        return _record(0x0205, place + struct.pack("<BB", value, 0))
    if isinstance(value, (int, float)):
        return _record(0x0203, place + struct.pack("<d", value))
    if isinstance(value, (date, datetime)):
        return _record(0x0203, place + struct.pack("<d", _serial(value)))
    return _record(0x0204, place + _long(str(value)))


def _serial(day: date | datetime) -> float:
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
    return (moment - datetime(1899, 12, 30)).total_seconds() / 86_400


def _record(kind: int, body: bytes) -> bytes:
    assert len(body) <= 8224, "no CONTINUE records here"
    return struct.pack("<HH", kind, len(body)) + body


def _short(text: str) -> bytes:
    return bytes([len(text), 1]) + text.encode("utf-16-le")


def _long(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _compound(stream: bytes) -> bytes:
    """A compound file with the one stream "Workbook" ([MS-CFB]); up to 100 sectors of sector numbers."""
    stream = stream.ljust(4096, b"\0")
    chunks = [stream[at : at + 512].ljust(512, b"\0") for at in range(0, len(stream), 512)]
    tables = 1
    while tables * 128 < tables + 1 + len(chunks):
        tables += 1
    first = tables + 1
    chain = [TABLE] * tables + [END] + [*range(first + 1, first + len(chunks)), END]
    numbers = struct.pack(f"<{tables * 128}I", *(chain + [FREE] * tables * 128)[: tables * 128])
    entries = _entry("Root Entry", 5, END, 0, child=1) + _entry("Workbook", 2, first, len(stream))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, tables, 0, 4096, END, 0, END, 0, 0)
    head = head[:76] + struct.pack(f"<{tables}I", *range(tables))
    return head.ljust(512, b"\xff") + numbers + entries.ljust(512, b"\0") + b"".join(chunks)


def _entry(name: str, kind: int, start: int, size: int, *, child: int = FREE) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    head = encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded), kind, 1, FREE, FREE, child)
    return head.ljust(116, b"\0") + struct.pack("<IQ", start, size)


def _ods_table(sheet: Worksheet, fonts: dict[str, str]) -> str:
    covered = {
        (row, column)
        for area in sheet.merged_cells.ranges
        for row, column in area.cells
        if (row, column) != (area.min_row, area.min_col)
    }
    spans = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    rows = []
    for line in sheet.iter_rows():
        cells = []
        for cell in line:
            if (cell.row, cell.column) in covered:
                cells.append("<table:covered-table-cell/>")
                continue
            area = spans.get((cell.row, cell.column))
            span = ""
            if area is not None:
                wide, high = area.max_col - area.min_col + 1, area.max_row - area.min_row + 1
                span = f' table:number-columns-spanned="{wide}" table:number-rows-spanned="{high}"'
            cells.append(_ods_cell(cell, fonts, span))
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    hidden = "" if sheet.sheet_state == "visible" else ' table:style-name="hidden"'
    return f'<table:table table:name="{escape(sheet.title)}"{hidden}>{"".join(rows)}</table:table>'


def _ods_cell(cell: Cell, fonts: dict[str, str], span: str) -> str:
    value = cell.value
    if value is None:
        return f"<table:table-cell{span}/>"
    style = fonts.setdefault(str(cell.font.name or "Arial"), f"ce{len(fonts)}")
    if isinstance(value, bool):
        typed = f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
    elif isinstance(value, (int, float)):
        kind = "percentage" if "%" in cell.number_format else "float"
        typed = f'office:value-type="{kind}" office:value="{value!r}"'
    elif isinstance(value, (date, datetime)):
        typed = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    else:
        typed = 'office:value-type="string"'
    shown = escape(str(value))
    return f'<table:table-cell table:style-name="{style}" {typed}{span}><text:p>{shown}</text:p></table:table-cell>'
