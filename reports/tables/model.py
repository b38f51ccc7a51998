"""The shape of a table that a page and every document show alike: columns, rows, exact values with their words."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from indicators.status import Status

Value = str | int | Fraction | date | None
"""What a cell holds exactly; percentages are 0..100. None: no figure, or nothing to say."""


class ColumnKind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    INT = "int"
    PERCENT = "percent"
    POINTS = "points"
    STATUS = "status"
    DATE = "date"


class Align(StrEnum):
    """Where the cells of a column stand: names left, numbers right, STT and signs in the middle."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class RowKind(StrEnum):
    """A line of figures, a total, or a heading over the lines that follow (it has one cell)."""

    BODY = "body"
    TOTAL = "total"
    SECTION = "section"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. `width_mm` is its share of the page; `lead` columns stand on every part of a table too wide."""

    key: str
    header: str
    kind: ColumnKind
    align: Align
    width_mm: float
    group: str = ""
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A value and the words it is shown by, everywhere the same. `status` colours the cell."""

    value: Value
    words: str
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """As many cells as the table has columns; a section has one."""

    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.BODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars of one column, named by another, with a column that each bar should reach. Keys of columns."""

    title: str
    label_key: str
    value_key: str
    goal_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table, complete: nothing is left to compute for the page or the document that shows it.

    `number` is 1..6 (Biểu số). `title` is spoken, not in capitals. `notes` carry basis, denominators, coverage and
    the day of the data; `sample` asks for "Số liệu minh họa" on every page.
    """

    number: int
    title: str
    subtitle: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    unit_line: str = ""
    sample: bool = False
    chart: Chart | None = None
    scope_key: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.cells) != (1 if row.kind is RowKind.SECTION else len(self.columns)):
                raise ValueError(f"a row of {len(row.cells)} cells in a table of {len(self.columns)} columns")

    @property
    def width_mm(self) -> float:
        """The width that the columns ask for."""
        return sum(column.width_mm for column in self.columns)

    @property
    def grouped(self) -> bool:
        """Whether the header has a second line above it."""
        return any(column.group for column in self.columns)

    def place(self, key: str) -> int:
        """The place of a column, from 0. Raises KeyError."""
        for place, column in enumerate(self.columns):
            if column.key == key:
                return place
        raise KeyError(key)
