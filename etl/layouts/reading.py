"""Sheets and the layouts a person has saved into tables: a sheet of a saved shape is read as it was mapped."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from etl.issues import Issue, issue
from etl.layouts.heads import Head, find_heads
from etl.layouts.model import NO_HEADER, Layout
from etl.matching.grid import Grid, text_key
from etl.matching.heads import Columns, PlacedColumn
from etl.matching.places import Places
from etl.matching.rows import Rows, name_column_of, place_row, row_name
from etl.matching.tables import Table, group_of, tables_of
from etl.matching.words import Vocabulary

Saved = Callable[[], Sequence[Layout]]


def match_sheets(
    grids: Sequence[Grid], words: Vocabulary, places: Places, saved: Saved
) -> tuple[list[Table], list[Issue]]:
    """The tables of every sheet, and which of them were read by a saved layout. `saved` is asked once."""
    layouts = [layout for layout in saved() if is_usable(layout, words)]
    tables: list[Table] = []
    told: list[Issue] = []
    for grid in grids:
        used = table_by_layout(grid, layouts, words, places) if layouts else None
        if used is not None:
            told.append(used[1])
        tables += tables_of(grid, words, places) if used is None else [used[0]]
    return tables, told


def is_usable(layout: Layout, words: Vocabulary) -> bool:
    """Whether a layout is of this plan and every item it names still is the plan's."""
    return layout.plan == words.plan.code and bool(layout.items) and set(layout.items.values()) <= set(words.items)


def table_by_layout(
    grid: Grid, layouts: Sequence[Layout], words: Vocabulary, places: Places
) -> tuple[Table, Issue] | None:
    """The sheet read by the first layout whose shape it has, with what the sender is told; None where none fits."""
    heads = find_heads(grid, layouts, places.round)
    for layout in layouts:
        head = heads.get(layout.fingerprint)
        table = table_under(grid, head, layout, words, places) if head is not None else None
        if table is not None and table.placed_rows:
            return table, used_issue(table, layout, places)
    return None


def table_under(grid: Grid, head: Head, layout: Layout, words: Vocabulary, places: Places) -> Table | None:
    """The table below a header that has the layout's shape; None without a column of names."""
    meant = replace(places, chosen={key: unit for key, unit in layout.units.items() if unit}, _seen={})
    names = names_column(grid, head, layout, meant)
    if names is None:
        return None
    rows = Rows(name_column=names)
    for row in sorted(grid.rows):
        if row > head.bottom and not is_left_out(grid, meant, rows, row, layout):
            place_row(grid, meant, rows, row)
    placed = [
        PlacedColumn(column.column, words.items[layout.items[column.key]], "header", column.header)
        for column in head.columns
        if column.key in layout.items and column.column != names
    ]
    columns = Columns(heads_end=head.bottom, placed=placed)
    return Table(grid, rows, columns, group_of(columns, words))


def names_column(grid: Grid, head: Head, layout: Layout, places: Places) -> int | None:
    """The column of names: the one under the layout's header, else the one that names the most communes."""
    if layout.names != NO_HEADER:
        found = head.at(layout.names)
        return None if found is None else found.column
    return name_column_of(grid, places, None, {column.column for column in head.columns})


def is_left_out(grid: Grid, places: Places, rows: Rows, row: int, layout: Layout) -> bool:
    """Whether a person has said of this row's name that it is no commune."""
    name = row_name(grid, places, rows, row)
    return bool(name) and layout.units.get(text_key(name), "") is None and not places.named(name)


def used_issue(table: Table, layout: Layout, places: Places) -> Issue:
    """What the sender is told of a sheet that was read by a saved layout."""
    return issue(
        "layout_used",
        sheet=table.grid.name,
        value=layout.name,
        unit_name=places.filing.full_name,
        columns=len(table.placed_columns),
        rows=len(table.placed_rows),
    )
