"""The texts over the columns of a sheet, and what a column has been recognised as."""

from dataclasses import dataclass, field
from typing import Literal

from etl.issues import Issue, cell_name, issue
from etl.matching.grid import Grid
from indicators.model import Item

By = Literal["key", "header", "near"]


@dataclass(frozen=True, slots=True)
class PlacedColumn:
    """A column and the item it holds."""

    column: int
    item: Item
    by: By
    header: str


@dataclass(slots=True)
class Columns:
    """What the columns of a sheet are. `heads_end` is the lowest row that holds an item's header."""

    key_row: int | None = None
    heads_end: int = 0
    placed: list[PlacedColumn] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Heads:
    """The header rows of a sheet, from top to bottom, and its column of names: what stands over that is no heading."""

    grid: Grid
    rows: tuple[int, ...]
    names: int | None = None

    def path(self, column: int) -> list[tuple[int, str]]:
        """The different texts over a column with their rows, top to bottom."""
        found: list[tuple[int, str]] = []
        for row in self.rows:
            text = self.grid.header_text(row, column)
            is_title = self.names is not None and self.grid.is_one_cell(row, column, self.names)
            if text and not is_title and (not found or found[-1][1] != text):
                found.append((row, text))
        return found

    def issue(
        self, code: str, row: int | None, column: int, text: str, *, item: str | None = None, **words: str
    ) -> Issue:
        """An issue at a column's heading, or at its top cell when it has none."""
        at = row or (self.rows[-1] if self.rows else 1)
        return issue(code, sheet=self.grid.name, cell=cell_name(at, column), item=item, value=text, **words)
