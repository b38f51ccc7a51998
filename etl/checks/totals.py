"""Rows that add others up ("Tổng cộng", a section's subtotal) against the sum of the communes."""

from collections.abc import Iterator, Mapping, Sequence

from etl.checking_model import CellFact
from etl.issues import Issue, cell_name, issue
from etl.matching.heads import PlacedColumn
from etl.matching.tables import Table
from etl.normalising.numbers import number_of, plain
from etl.reading import CellKind
from indicators.model import ItemType

MOST_TOTALS = 100
ADDED = (ItemType.COUNT, ItemType.NUMBER, ItemType.YES_NO)


def check_totals(table: Table, facts: Sequence[CellFact], faulty: set[str]) -> Iterator[Issue]:
    """Compare every total of every additive column. `faulty` items have a cell that could not be read.

    A total may stand above or below what it adds: it is right when it equals the whole column, the rows since
    the total or section before it, or the rows down to the next one.
    """
    totals = sorted([*table.rows.totals, *table.rows.sections])
    if not totals or not table.placed_rows:
        return
    by_item: dict[str, dict[int, float]] = {}
    for fact in facts:
        if fact.value is not None:
            by_item.setdefault(fact.item_code, {})[fact.row] = fact.value
    for row in totals[:MOST_TOTALS]:
        for column in table.placed_columns:
            if column.item.type in ADDED and column.item.code not in faulty:
                yield from check_total(table, row, column, totals, by_item.get(column.item.code, {}))


def check_total(
    table: Table, row: int, column: PlacedColumn, totals: Sequence[int], values: Mapping[int, float]
) -> Iterator[Issue]:
    """One cell of a total row."""
    found = total_value(table, row, column)
    if found is None:
        return
    before = max((r for r in totals if r < row), default=0)
    after = min((r for r in totals if r > row), default=table.grid.sheet.last_row + 1)
    whole = sum(values.values())
    above = sum(v for r, v in values.items() if before < r < row)
    below = sum(v for r, v in values.items() if row < r < after)
    if any(abs(found - added) < 1e-6 for added in (whole, above, below)):
        return
    is_part = row in table.rows.sections
    yield issue(
        "total_wrong",
        sheet=table.grid.name,
        cell=cell_name(row, column.column),
        item=column.item.code,
        value=plain(found),
        expected=plain(below if is_part else whole),
    )


def total_value(table: Table, row: int, column: PlacedColumn) -> float | None:
    """The number in a total's cell, None for anything else."""
    cell = table.grid.at(row, column.column)
    if cell is None:
        return None
    if cell.kind is CellKind.NUMBER and isinstance(cell.value, (int, float)):
        return float(cell.value)
    number = number_of(table.grid.text(row, column.column)) if cell.kind is CellKind.TEXT else None
    return number if isinstance(number, float) else None
