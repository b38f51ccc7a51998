"""The sheets of a workbook into those that carry words and those that carry figures."""

from collections.abc import Sequence

from etl.matching.grid import Grid
from etl.matching.tables import Table
from etl.reading import CellKind
from etl.words.frame import frame_of, top_texts
from etl.words.layout import ALL_KEYS, WORDS_SHEET, label_key

FEWEST_KEYS, FEWEST_LABELS = 2, 3
MOST_NUMBERS = 5


def is_keyed(grid: Grid) -> bool:
    """Whether a sheet carries the hidden keys of the sheet of words."""
    return len({text for _, _, text in top_texts(grid) if text in ALL_KEYS}) >= FEWEST_KEYS


def without_keyed(grids: Sequence[Grid]) -> tuple[list[Grid], list[Grid]]:
    """Sheets of words by their keys, and the others."""
    told = [grid for grid in grids if is_keyed(grid)]
    return told, [grid for grid in grids if grid not in told]


def without_labelled(grids: Sequence[Grid], tables: Sequence[Table]) -> tuple[list[Grid], list[Table]]:
    """Sheets of words by their labels, and the tables of the others. A sheet with the code of an item is never one."""
    coded = {table.grid.name for table in tables if any(placed.by == "key" for placed in table.placed_columns)}
    headed = {table.grid.name for table in tables if table.placed_columns}
    told = [grid for grid in grids if grid.name not in coded and is_labelled(grid, headed=grid.name in headed)]
    names = {grid.name for grid in told}
    return told, [table for table in tables if table.grid.name not in names]


def is_labelled(grid: Grid, *, headed: bool) -> bool:
    """Whether a sheet is one of words by its labels: several, one below the other, and next to no numbers.

    A sheet that still has its name needs fewer of them; `headed`, one with headings of items, needs both, for a plan
    may have an item that is called like a label. Labels beside each other are the heads of a table.
    """
    if sum(cell.kind is CellKind.NUMBER for cell in grid.sheet.cells) >= MOST_NUMBERS:
        return False
    frame = frame_of(grid)
    is_named = label_key(grid.name) == label_key(WORDS_SHEET)
    enough = len(set(frame.labels.values())) >= FEWEST_LABELS
    if headed:
        return is_named and enough
    return enough or (is_named and (bool(frame.labels) or frame.head_row is not None))
