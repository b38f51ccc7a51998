"""A sheet into its tables: which rows are communes and which columns are items, and which way that was found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from etl.checking_model import ColumnMatch, MatchedBy, MatchedSheet, RowMatch
from etl.issues import Issue
from etl.matching.columns import key_row_of, keyed_columns, place_columns
from etl.matching.grid import Grid
from etl.matching.heads import Columns, PlacedColumn
from etl.matching.places import Places
from etl.matching.rows import PlacedRow, Rows, place_rows
from etl.matching.stretches import stretches
from etl.matching.words import Vocabulary

TITLE_CELLS = 2


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet that holds a table. `group` is the group most of its columns belong to."""

    grid: Grid
    rows: Rows
    columns: Columns
    group: str | None

    @property
    def placed_rows(self) -> Sequence[PlacedRow]:
        """The rows of communes."""
        return self.rows.placed

    @property
    def placed_columns(self) -> Sequence[PlacedColumn]:
        """The columns of items."""
        return self.columns.placed

    @property
    def by(self) -> MatchedBy:
        """ "keys" when every row and column was found by its key."""
        keyed = all(p.by_key for p in self.rows.placed) and all(p.by == "key" for p in self.columns.placed)
        return "keys" if keyed else "headers"

    @property
    def issues(self) -> list[Issue]:
        """What is wrong with the frame of the table."""
        return [*self.columns.issues, *self.rows.issues]

    def matched(self) -> MatchedSheet:
        """How every row and column was recognised."""
        return MatchedSheet(
            sheet=self.grid.name,
            group=self.group,
            by=self.by,
            rows=tuple(
                RowMatch(p.row, p.unit.key, p.unit.full_name, "key" if p.by_key else "name") for p in self.rows.placed
            ),
            columns=tuple(ColumnMatch(p.column, p.item.code, p.header, p.by) for p in self.columns.placed),
        )


def match_sheet(grid: Grid, words: Vocabulary, places: Places) -> Table:
    """Find rows and columns of one sheet. A sheet without a table has no rows or no columns."""
    key_row = key_row_of(grid, words)
    keyed = keyed_columns(grid, words, key_row) if key_row is not None else {}
    rows = place_rows(grid, places, key_row=key_row, item_columns=tuple(keyed))
    skip = {column for column in (rows.key_column, rows.name_column) if column is not None}
    body = body_rows(grid, rows)
    columns = place_columns(grid, words, key_row=key_row, body=body, skip=skip, names=rows.name_column)
    return Table(grid, rows, columns, group_of(columns, words))


def tables_of(grid: Grid, words: Vocabulary, places: Places) -> list[Table]:
    """The tables of one sheet: several where tables stand below one another, each with its own headers."""
    whole = match_sheet(grid, words, places)
    placed = [p.unit.key for p in whole.rows.placed]
    if len(set(placed)) == len(placed) or whole.columns.key_row is not None:
        return [whole]
    parts = [match_sheet(part, words, places) for part in stretches(grid, words, whole.rows)]
    return parts if all(table.placed_rows and table.placed_columns for table in parts) else [whole]


def matched_sheets(tables: Iterable[Table]) -> tuple[MatchedSheet, ...]:
    """How the rows and columns of every sheet were recognised, the tables of one sheet together."""
    found: dict[str, MatchedSheet] = {}
    for table in tables:
        own = table.matched()
        upper = found.get(own.sheet)
        found[own.sheet] = own if upper is None else together(upper, own)
    return tuple(found.values())


def together(upper: MatchedSheet, lower: MatchedSheet) -> MatchedSheet:
    """Two tables of one sheet."""
    return replace(
        upper,
        group=upper.group or lower.group,
        by="keys" if upper.by == lower.by == "keys" else "headers",
        rows=upper.rows + lower.rows,
        columns=upper.columns + lower.columns,
    )


def body_rows(grid: Grid, rows: Rows) -> list[int]:
    """The rows of communes that hold more than a name: a commune named in a title opens no body."""
    placed = [p.row for p in rows.placed]
    return [row for row in placed if len(grid.rows[row]) > TITLE_CELLS] or placed


def group_of(columns: Columns, words: Vocabulary) -> str | None:
    """The group most columns belong to, None without columns."""
    counts: dict[str, int] = {}
    for placed in columns.placed:
        group = words.owners[placed.item.code].group
        counts[group] = counts.get(group, 0) + 1
    return max(counts, key=lambda group: counts[group], default=None)
