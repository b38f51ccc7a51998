"""What a workbook holds, as read and before anyone has judged it: cells, sheets, the book."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from itertools import groupby


class CellKind(StrEnum):
    """What the sender's program said a cell holds. A blank cell is not listed at all."""

    TEXT = "text"
    NUMBER = "number"
    BOOL = "bool"
    DATE = "date"
    ERROR = "error"
    FORMULA_WITHOUT_VALUE = "formula_without_value"


class Visibility(StrEnum):
    """Whether a sheet is shown, hidden by the menu, or hidden so that only a program shows it."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    VERY_HIDDEN = "very_hidden"


class Format(StrEnum):
    """The family a file's bytes belong to, whatever its name says."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"


Value = str | float | bool | date | datetime


@dataclass(frozen=True, slots=True)
class RawCell:
    """One cell with content. Row and column count from 1.

    `value` is str for text, float for number, bool for bool, date or datetime for date, the error's
    name (`#N/A`) for error and the formula's text for formula_without_value. Text is exactly what the file
    holds (NFD stays NFD). `font` is given only when some font of the book is an old Vietnamese one.
    """

    row: int
    column: int
    kind: CellKind
    value: Value
    font: str | None = None
    number_format: str | None = None

    @property
    def address(self) -> str:
        """The cell's name in A1 notation."""
        return address(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, edges included, counting from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def size(self) -> int:
        """How many cells it covers."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


@dataclass(frozen=True)
class RawSheet:
    """One sheet: its cells row by row, left to right. A merged area's value stands in its top-left cell."""

    name: str
    visibility: Visibility
    cells: tuple[RawCell, ...]
    defined_names: Mapping[str, str] = field(default_factory=dict)
    merged: tuple[Area, ...] = ()

    def rows(self) -> Iterator[tuple[int, tuple[RawCell, ...]]]:
        """The rows that have content, top to bottom: row number and its cells."""
        for row, cells in groupby(self.cells, key=lambda cell: cell.row):
            yield row, tuple(cells)

    def at(self, row: int, column: int) -> RawCell | None:
        """The cell at a place, None when it is blank."""
        return self._by_place.get((row, column))

    @property
    def last_row(self) -> int:
        """The lowest row with content, 0 for a blank sheet."""
        return self.cells[-1].row if self.cells else 0

    @cached_property
    def _by_place(self) -> dict[tuple[int, int], RawCell]:
        return {(cell.row, cell.column): cell for cell in self.cells}


@dataclass(frozen=True, slots=True)
class RawBook:
    """A workbook: sheets in the order of their tabs, names of the whole book, and what identifies the bytes.

    `external_links` says that the book refers to other files or data connections; their last values are
    what its cells hold. `size` is in bytes, `sha256` of the bytes as sent.
    """

    format: Format
    sheets: tuple[RawSheet, ...]
    defined_names: Mapping[str, str]
    sha256: str
    size: int
    external_links: bool = False

    def sheet(self, name: str) -> RawSheet | None:
        """The sheet of exactly that name, None when there is none."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def address(row: int, column: int) -> str:
    """A1 notation of a place: address(3, 28) is 'AB3'."""
    return f"{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """The letters of a column that counts from 1: 28 is 'AB'."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
