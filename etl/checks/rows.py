"""Rows that cannot be taken as they stand: figures without a commune, and two rows of one commune."""

from collections.abc import Iterator
from itertools import pairwise

from etl.checks.cells import read_cell
from etl.figures import Figure
from etl.issues import Issue
from etl.matching.places import Places
from etl.matching.rows import PlacedRow, row_issue, unclear_row_issue
from etl.matching.tables import Table
from etl.normalising.numbers import number_of
from etl.reading import CellKind
from indicators.model import ItemType

LONGEST_COLUMN_NUMBER = 4
MOST_LISTED = 200


def check_rows(table: Table, places: Places) -> list[Issue]:
    """Drop the second row of a commune from the table and ask about rows whose figures are nobody's."""
    found = list(drop_repeated_rows(table))
    first = min((placed.row for placed in table.placed_rows), default=None)
    for row in table.rows.others:
        above = first is None or row < first
        if above and (row <= table.columns.heads_end or is_numbering(table, row)):
            continue
        if above and not table.grid.text(row, table.rows.name_column or 0):
            continue
        if has_figures(table, row) and not adds_up(table, row):
            found.append(unclear_row_issue(table.grid, places, table.rows, row))
            if len(found) > MOST_LISTED:
                break
    return found


def drop_repeated_rows(table: Table) -> Iterator[Issue]:
    """Keep one row per commune, the first with content; a second one with content is a fault."""
    kept: dict[str, PlacedRow] = {}
    rows = table.rows
    for placed in sorted(rows.placed, key=lambda p: (not has_content(table, p.row), p.row)):
        first = kept.setdefault(placed.unit.key, placed)
        if first is not placed and has_content(table, placed.row):
            name = placed.unit.full_name
            words = {"unit_name": name, "other": str(first.row)}
            yield row_issue("row_repeated", table.grid, rows, placed.row, name, unit=placed.unit.key, **words)
    rows.placed = sorted(kept.values(), key=lambda placed: placed.row)


def has_content(table: Table, row: int) -> bool:
    """Whether any item's cell of the row holds something."""
    cells = table.grid.rows.get(row, {})
    return any(column.column in cells for column in table.placed_columns)


def has_figures(table: Table, row: int) -> bool:
    """Whether any item's cell of the row reads as a figure; words alone (a signature, a note) do not."""
    cells = table.grid.rows.get(row, {})
    for column in table.placed_columns:
        cell = cells.get(column.column)
        if cell is None or column.item.type is ItemType.TEXT:
            continue
        if cell.kind is CellKind.NUMBER or isinstance(read_cell(column.item, cell), Figure):
            return True
    return False


def adds_up(table: Table, row: int) -> bool:
    """Whether a row without a name is a total whose label was lost: every number the sum of its column's."""
    if table.grid.text(row, table.rows.name_column or 0):
        return False
    sums = []
    for column in table.placed_columns:
        number = number_at(table, row, column.column)
        if number is not None:
            added = sum(number_at(table, placed.row, column.column) or 0.0 for placed in table.placed_rows)
            sums.append((number, added))
    return any(number for number, _ in sums) and all(abs(number - added) < 1e-6 for number, added in sums)


def number_at(table: Table, row: int, column: int) -> float | None:
    """The number in a cell, None for anything else."""
    cell = table.grid.at(row, column)
    return float(cell.value) if cell is not None and isinstance(cell.value, float) else None


def is_numbering(table: Table, row: int) -> bool:
    """Whether a row above the body numbers the columns: no name (or "B", "(2)"), then 1, 2, 3 … or (1), (2), 3=2/1 …"""
    if len(table.grid.text(row, table.rows.name_column or 0)) > LONGEST_COLUMN_NUMBER:
        return False
    cells = table.grid.rows.get(row, {})
    numbers = [n for column in sorted(cells) if (n := column_number(table, row, column)) is not None]
    return len(numbers) >= 2 and all(before < after for before, after in pairwise(numbers))


def column_number(table: Table, row: int, column: int) -> float | None:
    """The number a cell gives its column: 3, "(3)", "3=2/1"."""
    text = table.grid.shown(row, column).partition("=")[0].strip("()[] ")
    number = number_of(text) if text else None
    return number if isinstance(number, float) else None
