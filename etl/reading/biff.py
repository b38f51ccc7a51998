"""The records of an .xls into what calamine does not tell: errors, fonts and number formats of its cells.

calamine shows an error cell as blank, which would turn `#N/A` into "not reported", and knows no fonts, which
leaves .VnTime unreadable. Only fixed-length fields are read here ([MS-XLS] 2.4).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from etl.reading.compound import stream_named
from etl.reading.dates import BUILT_IN_FORMATS
from etl.reading.refusals import RefusalCode, refusal
from etl.reading.styles import Style, is_legacy

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_FORMULA, _EOF, _FILEPASS, _FONT, _BOUNDSHEET = 0x0006, 0x000A, 0x002F, 0x0031, 0x0085
_MULRK, _XF, _SUPBOOK, _BOOLERR, _FORMAT, _BOF = 0x00BD, 0x00E0, 0x01AE, 0x0205, 0x041E, 0x0809
_ONE_CELL = frozenset((_FORMULA, _BOOLERR, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x027E))
_MACRO_SHEETS = (1, 6)
_OWN_SHEETS, _ADD_INS = 0x0401, 0x3A01

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marks:
    """Of one sheet: the name of the error at a place, the style at a place. Rows and columns from 1."""

    errors: dict[Place, str]
    styles: dict[Place, Style]


@dataclass(frozen=True, slots=True)
class Globals:
    """Marks of every sheet in the order of the tabs, and whether the book refers to other files."""

    sheets: tuple[Marks, ...]
    external_links: bool


def read_marks(data: bytes) -> Globals:
    """Walk the workbook stream of an .xls.

    Raises Unreadable for a password, macro sheets or a DDE link; ValueError, struct.error, IndexError for damage.
    """
    workbook = stream_named(data, "Workbook")
    fonts: list[str] = []
    formats = {int(number): pattern for number, pattern in BUILT_IN_FORMATS.items()}
    cell_formats: list[tuple[int, int]] = []
    starts: list[int] = []
    external = False
    for kind, body in _records(workbook, 0):
        if kind == _FILEPASS:
            raise refusal(RefusalCode.ENCRYPTED)
        if kind == _FONT:
            fonts.append(_short_text(body[14:]))
        elif kind == _FORMAT:
            formats[struct.unpack_from("<H", body)[0]] = _text(body[2:])
        elif kind == _XF:
            cell_formats.append(struct.unpack_from("<HH", body))
        elif kind == _BOUNDSHEET:
            start, _, sheet_type = struct.unpack_from("<IBB", body)
            if sheet_type in _MACRO_SHEETS:
                raise refusal(RefusalCode.MACROS)
            starts.append(start)
        elif kind == _SUPBOOK:
            external = _is_external(body) or external
    styles = _styles(cell_formats, fonts, formats)
    return Globals(tuple(_marks(workbook, start, styles) for start in starts), external)


def _records(workbook: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of one substream; those of charts inside of it are left out."""
    depth = 0
    while at + 4 <= len(workbook):
        kind, length = struct.unpack_from("<HH", workbook, at)
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, workbook[at + 4 : at + 4 + length]
        at += 4 + length


def _is_external(body: bytes) -> bool:
    """Whether a SUPBOOK names another file. Raises Unreadable when it names a program (DDE)."""
    kind = struct.unpack_from("<H", body, 2)[0]
    if kind in (_OWN_SHEETS, _ADD_INS):
        return False
    # In the place of a path: application, character 3, topic ([MS-XLS] 2.5.277).
    if "\x03" in _text(body[2:]):
        raise refusal(RefusalCode.EXTERNAL_COMMAND)
    return True


def _styles(cell_formats: list[tuple[int, int]], fonts: list[str], formats: dict[int, str]) -> list[Style]:
    legacy = any(is_legacy(font) for font in fonts)
    styles = []
    for font_number, format_number in cell_formats:
        # There is no font number 4: from 5 on the list is one behind ([MS-XLS] 2.5.129).
        index = font_number - 1 if font_number > 4 else font_number
        font = fonts[index] if legacy and index < len(fonts) else None
        pattern = formats.get(format_number)
        styles.append(Style(None if pattern is None or pattern == "General" else pattern, font=font))
    return styles


def _marks(workbook: bytes, start: int, styles: list[Style]) -> Marks:
    marks = Marks({}, {})
    for kind, body in _records(workbook, start):
        if kind in _ONE_CELL:
            row, column, style = struct.unpack_from("<HHH", body)
            place = (row + 1, column + 1)
            if style < len(styles):
                marks.styles[place] = styles[style]
            if kind == _BOOLERR and body[7]:
                marks.errors[place] = ERRORS.get(body[6], "#ERROR!")
            elif kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
                marks.errors[place] = ERRORS.get(body[8], "#ERROR!")
        elif kind == _MULRK:
            row, first = struct.unpack_from("<HH", body)
            for index, at in enumerate(range(4, len(body) - 2, 6)):
                style = struct.unpack_from("<H", body, at)[0]
                if style < len(styles):
                    marks.styles[(row + 1, first + index + 1)] = styles[style]
    return marks


def _short_text(body: bytes) -> str:
    """A text whose length takes one byte."""
    return _characters(body[0], body[1], body[2:])


def _text(body: bytes) -> str:
    """A text whose length takes two bytes."""
    length, flags = struct.unpack_from("<HB", body)
    return _characters(length, flags, body[3:])


def _characters(length: int, flags: int, body: bytes) -> str:
    if flags & 1:
        return body[: 2 * length].decode("utf-16-le", "replace")
    return body[:length].decode("latin-1")
