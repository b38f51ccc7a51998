"""The content of an .ods, element by element, into sheets."""

from dataclasses import replace

from etl.reading.commands import calls_dde_function
from etl.reading.counting import Tally, external_command
from etl.reading.dates import from_iso
from etl.reading.limits import Limits
from etl.reading.ods_styles import TABLE, Styles
from etl.reading.raw import Area, CellKind, RawCell, RawSheet, Value, Visibility
from etl.reading.refusals import RefusalCode, refusal
from etl.reading.xml_stream import Attributes, Malformed

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE = f"{_OASIS}office:1.0 "
_TEXT = f"{_OASIS}text:1.0 "
_DRAW = f"{_OASIS}drawing:1.0 "
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
# What lies over or beside the cells, and former contents kept for "track changes": none of it is content.
_SKIPPED = frozenset((f"{_OFFICE}annotation", f"{_OFFICE}forms", f"{TABLE}shapes", f"{TABLE}tracked-changes"))
_SPACES = {f"{_TEXT}s": " ", f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
_PERCENT = "0%"


class Content:
    """Handlers of content.xml; `sheets` and `names` hold what was found once the stream is over."""

    def __init__(self, limits: Limits, styles: Styles) -> None:
        self.sheets: list[RawSheet] = []
        self.names: dict[str, str] = {}
        self._limits = limits
        self._tally = Tally(limits)
        self._styles = styles
        self._fonts: dict[str, str | None] = {}
        self._skipping = 0
        self._sheet: RawSheet | None = None
        self._rows_done = 0
        self._row: list[RawCell] = []
        self._cells: list[RawCell] = []
        self._merged: list[Area] = []
        self._row_repeat = 1
        self._column = 0
        self._column_styles: list[tuple[int, str]] = []
        self._cell: Attributes | None = None
        self._paragraphs: list[list[str]] = []
        self._in_paragraph = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element has begun."""
        if self._skipping or tag in _SKIPPED or tag.startswith(_DRAW):
            self._skipping += 1
        elif tag in _CELLS:
            self._cell = attributes
            self._paragraphs = []
        elif self._cell is not None:
            self._start_text(tag, attributes)
        elif tag == f"{TABLE}table":
            self._begin_sheet(attributes)
        elif tag == f"{TABLE}table-column":
            repeat = _repeat(attributes, "number-columns-repeated")
            last = self._column_styles[-1][0] if self._column_styles else 0
            self._column_styles.append((last + repeat, attributes.get(f"{TABLE}default-cell-style-name", "")))
        elif tag == f"{TABLE}table-row":
            self._row, self._column = [], 0
            self._row_repeat = _repeat(attributes, "number-rows-repeated")
        elif tag == f"{TABLE}named-range":
            self._add_name(attributes)
        elif tag == f"{TABLE}dde-links" or tag == f"{_OFFICE}dde-source":
            raise refusal(RefusalCode.EXTERNAL_COMMAND)
        else:
            self._styles.start(tag, attributes)

    def end(self, tag: str) -> None:
        """An element has ended."""
        if self._skipping:
            self._skipping -= 1
        elif tag in _CELLS:
            self._end_cell(covered=tag == _CELLS[1])
        elif tag == f"{_TEXT}p":
            self._in_paragraph = max(0, self._in_paragraph - 1)
        elif tag == f"{TABLE}table-row":
            self._end_row()
        elif tag == f"{TABLE}table" and self._sheet is not None:
            self.sheets.append(replace(self._sheet, cells=tuple(self._cells), merged=tuple(self._merged)))
            self._sheet = None

    def characters(self, text: str) -> None:
        """Text between elements."""
        if self._in_paragraph and not self._skipping:
            self._paragraphs[-1].append(text)

    def _start_text(self, tag: str, attributes: Attributes) -> None:
        if tag == f"{_TEXT}p":
            self._in_paragraph += 1
            self._paragraphs.append([])
        elif tag in _SPACES and self._paragraphs:
            count = attributes.get(f"{_TEXT}c", "1")
            repeat = int(count[:6]) if count.isdecimal() else 1
            self._paragraphs[-1].append(_SPACES[tag] * min(repeat, self._limits.text_chars))
        elif tag == f"{TABLE}table":
            raise Malformed("a table inside of a cell")

    def _begin_sheet(self, attributes: Attributes) -> None:
        if self._sheet is not None:
            raise Malformed("a table inside of a table")
        self._fonts = self._styles.fonts()
        hidden = self._styles.is_hidden(attributes.get(f"{TABLE}style-name", ""))
        visibility = Visibility.HIDDEN if hidden else Visibility.VISIBLE
        self._sheet = RawSheet(attributes.get(f"{TABLE}name", ""), visibility, (), {})
        self._rows_done = 0
        self._cells, self._merged, self._column_styles = [], [], []

    def _add_name(self, attributes: Attributes) -> None:
        local = self._sheet.defined_names if self._sheet is not None else None
        names = local if isinstance(local, dict) else self.names
        if len(names) >= self._limits.names:
            raise refusal(RefusalCode.TOO_MUCH_TEXT)
        names[attributes.get(f"{TABLE}name", "")] = attributes.get(f"{TABLE}cell-range-address", "")

    def _end_cell(self, *, covered: bool) -> None:
        attributes, self._cell = self._cell or {}, None
        first = self._column + 1
        repeat = _repeat(attributes, "number-columns-repeated")
        self._column += repeat
        if self._sheet is None:
            raise Malformed("a cell outside of a table")
        row = self._rows_done + 1
        if calls_dde_function(attributes.get(f"{TABLE}formula", "")):
            raise external_command(self._sheet.name, row, first)
        found = None if covered else self._typed(attributes)
        if found is not None and found[1] != "":
            self._tally.check_place(self._sheet.name, self._rows_done + self._row_repeat, self._column)
            kind, value, number_format = found
            cell = RawCell(row, first, kind, value, self._font(attributes, first), number_format)
            for column in range(first, first + repeat):
                again = replace(cell, column=column)
                self._tally.count(self._sheet.name, again)
                self._row.append(again)
        self._add_span(attributes, row, first)

    def _add_span(self, attributes: Attributes, row: int, column: int) -> None:
        rows = _repeat(attributes, "number-rows-spanned")
        columns = _repeat(attributes, "number-columns-spanned")
        if rows > 1 or columns > 1:
            area = Area(row, column, row + rows - 1, column + columns - 1)
            self._tally.count_merged(area)
            self._merged.append(area)

    def _end_row(self) -> None:
        if self._sheet is None:
            raise Malformed("a row outside of a table")
        self._cells.extend(self._row)
        if self._row:
            for offset in range(1, self._row_repeat):
                for cell in self._row:
                    again = replace(cell, row=cell.row + offset)
                    self._tally.count(self._sheet.name, again)
                    self._cells.append(again)
        self._rows_done += self._row_repeat

    def _typed(self, attributes: Attributes) -> tuple[CellKind, Value, str | None]:
        kind = attributes.get(f"{_OFFICE}value-type")
        formula = attributes.get(f"{TABLE}formula")
        text = "\n".join("".join(paragraph) for paragraph in self._paragraphs)
        if kind is None:
            # One that comes to an empty text is written without a type, but with an empty paragraph.
            if formula is not None and not self._paragraphs:
                return CellKind.FORMULA_WITHOUT_VALUE, formula.removeprefix("of:"), None
            return CellKind.TEXT, text, None
        if attributes.get(f"{_CALC}value-type") == "error":
            return CellKind.ERROR, text or "#ERROR!", None
        if kind == "boolean":
            return CellKind.BOOL, attributes.get(f"{_OFFICE}boolean-value") == "true", None
        if kind == "date":
            moment = from_iso(attributes.get(f"{_OFFICE}date-value", ""))
            return (CellKind.ERROR, text, None) if moment is None else (CellKind.DATE, moment, None)
        if kind in ("float", "percentage", "currency"):
            try:
                number = float(attributes.get(f"{_OFFICE}value", ""))
            except ValueError:
                return CellKind.ERROR, text or "#VALUE!", None
            if number - number != 0:
                return CellKind.ERROR, text or "#NUM!", None
            return CellKind.NUMBER, number, _PERCENT if kind == "percentage" else None
        return CellKind.TEXT, attributes.get(f"{_OFFICE}string-value", text) or text, None

    def _font(self, attributes: Attributes, column: int) -> str | None:
        if not self._fonts:
            return None
        style = attributes.get(f"{TABLE}style-name")
        if style is None:
            style = next((style for last, style in self._column_styles if column <= last), "")
        return self._fonts.get(style)


def _repeat(attributes: Attributes, name: str) -> int:
    """How often an element stands for itself, at least once; a far too long number is cut."""
    digits = attributes.get(f"{TABLE}{name}", "1")
    if not digits.isdecimal():
        raise Malformed(name)
    return max(1, int(digits[:9]))
