"""The XML of one worksheet into its cells and merged areas, in a single pass."""

from dataclasses import dataclass
from itertools import pairwise
from typing import IO

from etl.reading.commands import calls_a_program
from etl.reading.counting import Tally, external_command
from etl.reading.raw import Area, RawCell
from etl.reading.strings import Runs, Text
from etl.reading.styles import Style
from etl.reading.values import Setting, typed
from etl.reading.xml_stream import SEPARATOR, Attributes, Malformed, stream

_DIGITS = "0123456789"
_BEYOND = 1 << 20
_FOREIGN = "-"
_PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Content:
    """The cells of a sheet in row order, and its merged areas."""

    cells: tuple[RawCell, ...]
    merged: tuple[Area, ...]


def read_worksheet(source: IO[bytes], *, name: str, setting: Setting, tally: Tally) -> Content:
    """Read every cell with content. What the sheet claims as its dimension is not looked at.

    Raises Unreadable, Malformed.
    """
    reading = _Worksheet(name, setting, tally)
    stream(source, start=reading.start, end=reading.end, text=reading.runs.characters.append)
    return Content(_in_order(reading.cells), tuple(reading.merged))


def _in_order(cells: list[RawCell]) -> tuple[RawCell, ...]:
    places = [(cell.row, cell.column) for cell in cells]
    if all(here < there for here, there in pairwise(places)):
        return tuple(cells)
    if len(set(places)) < len(places):
        # Two contents of one cell: one program would show the one, another the other.
        raise Malformed("a cell given twice")
    return tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))


class _Worksheet:
    """Handlers of one sheet. `start` and `end` are called for every element: keep them short."""

    def __init__(self, name: str, setting: Setting, tally: Tally) -> None:
        self.cells: list[RawCell] = []
        self.merged: list[Area] = []
        self.runs = Runs(setting.limits)
        self._name = name
        self._setting = setting
        self._tally = tally
        self._columns: dict[str, int] = {}
        self._styles: dict[str, Style] = {}
        self._row = 0
        self._row_digits = ""
        self._column = 0
        self._cell: Attributes | None = None
        self._value: str | None = None
        self._formula: str | None = None
        self._inline = False
        self._inline_text: Text | None = None
        self._namespace = ""
        self._names: dict[str, str] = {}

    def start(self, tag: str, attributes: Attributes) -> None:
        local = self._names.get(tag) or self._learn(tag)
        if local == "c":
            self._begin_cell(attributes)
        elif local in ("v", "f"):
            self.runs.characters.clear()
        elif local == "row":
            self._begin_row(attributes)
        elif self._inline:
            self.runs.start(local, attributes)
        elif local == "is":
            self._inline = True
            self.runs.begin()
        elif local == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end(self, tag: str) -> None:
        local = self._names[tag]
        if local == "v":
            if self._value is not None:
                raise Malformed("two values in one cell")
            self._value = "".join(self.runs.characters)
        elif local == "f":
            self._formula = "".join(self.runs.characters)
        elif local == "c":
            if self._value is not None or self._formula is not None or self._inline_text is not None:
                self._end_cell()
            self._cell = None
        elif local == "is":
            self._inline = False
            self._inline_text = self.runs.text()
        elif self._inline:
            self.runs.end(local)

    def _learn(self, tag: str) -> str:
        """The local name of a tag of the sheet's own namespace; extensions have cells and formulas too."""
        namespace, _, local = tag.rpartition(SEPARATOR)
        if not self._names:
            if local != "worksheet":
                raise Malformed("not a worksheet")
            self._namespace = namespace
        self._names[tag] = local if namespace == self._namespace else _FOREIGN
        return self._names[tag]

    def _begin_row(self, attributes: Attributes) -> None:
        self._row_digits = attributes.get("r", "")
        self._row = _row_number(self._row_digits) if self._row_digits else self._row + 1
        self._column = 0

    def _begin_cell(self, attributes: Attributes) -> None:
        if self._cell is not None:
            raise Malformed("a cell inside of a cell")
        self._cell = attributes
        self._value = self._formula = self._inline_text = None
        self._inline = False
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
            return
        letters = reference.rstrip(_DIGITS)
        digits = reference[len(letters) :]
        if digits != self._row_digits:
            row = _row_number(digits)
            if self._row_digits and row != self._row:
                raise Malformed(f"cell {reference[:20]} stands in row {self._row}")
            self._row = row
        self._column = self._columns.get(letters) or self._learn_column(letters)

    def _learn_column(self, letters: str) -> int:
        column = 0
        for letter in letters.upper():
            if not "A" <= letter <= "Z":
                raise Malformed("a cell's address")
            column = min(column * 26 + ord(letter) - 64, _BEYOND)
        if column == 0:
            raise Malformed("a cell's address")
        self._columns[letters] = column
        return column

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        top, left = self._corner(first)
        bottom, right = self._corner(last or first)
        if top > bottom or left > right:
            raise Malformed("a merged area")
        area = Area(top, left, bottom, right)
        self._tally.count_merged(area)
        self.merged.append(area)

    def _corner(self, reference: str) -> tuple[int, int]:
        letters = reference.rstrip(_DIGITS)
        column = self._columns.get(letters) or self._learn_column(letters)
        return _row_number(reference[len(letters) :]), column

    def _end_cell(self) -> None:
        attributes = self._cell or {}
        style_digits = attributes.get("s", "0")
        style = self._styles.get(style_digits) or self._learn_style(style_digits)
        formula = self._formula
        found = typed(
            attributes.get("t", "n"),
            self._value,
            formula=formula,
            inline=self._inline_text,
            style=style,
            setting=self._setting,
        )
        if formula is not None and calls_a_program(formula):
            raise external_command(self._name, self._row, self._column)
        if found is not None:
            kind, value, font = found
            self._tally.check_place(self._name, self._row, self._column)
            cell = RawCell(self._row, self._column, kind, value, font or style.font, style.number_format)
            self._tally.count(self._name, cell)
            self.cells.append(cell)

    def _learn_style(self, digits: str) -> Style:
        styles = self._setting.styles
        # A number beyond the list is what some exporters write for "no style".
        known = digits[:9].isdecimal() and int(digits[:9]) < len(styles)
        self._styles[digits] = styles[int(digits[:9])] if known else _PLAIN
        return self._styles[digits]


def _row_number(digits: str) -> int:
    """A row's number. A far too long one is cut to one that is far enough out."""
    if not digits.isdecimal() or int(digits[:12]) < 1:
        raise Malformed("a row's number")
    return int(digits[:12])
