"""A sheet with several tables below one another into one grid for each."""

from dataclasses import replace

from etl.matching.grid import Grid, text_key
from etl.matching.rows import Rows
from etl.matching.words import Vocabulary, is_frame

FEWEST_HEADERS = 2


def stretches(grid: Grid, words: Vocabulary, rows: Rows) -> list[Grid]:
    """The sheet cut below the last commune or total before every further row of headers; itself where none is.

    `rows` is what its rows are, all taken for one table.
    """
    body = sorted({p.row for p in rows.placed})
    cuts = [
        cut
        for above, below in zip(body, body[1:], strict=False)
        if (cut := cut_between(grid, words, rows, above, below))
    ]
    if not cuts:
        return [grid]
    edges = [0, *cuts, max(grid.rows)]
    return [part(grid, first, last) for first, last in zip(edges, edges[1:], strict=False)]


def cut_between(grid: Grid, words: Vocabulary, rows: Rows, above: int, below: int) -> int | None:
    """The last row of the upper table where a row of headers stands between two communes, None where none does."""
    between = range(above + 1, below)
    head = next((row for row in between if is_header(grid, words, row)), None)
    if head is None:
        return None
    return max((row for row in rows.totals if above < row < head), default=above)


def is_header(grid: Grid, words: Vocabulary, row: int) -> bool:
    """Whether a row says what columns hold: row numbers and names, or at least two items of the plan."""
    texts = [text for column in grid.rows.get(row, {}) if (text := grid.text(row, column))]
    named = sum(text_key(text) in words.by_header or words.indicator_named(text) is not None for text in texts)
    return named >= FEWEST_HEADERS or (len(texts) > FEWEST_HEADERS and any(is_frame(text) for text in texts))


def part(grid: Grid, above: int, last: int) -> Grid:
    """The rows of a grid after one and up to another, as a sheet of the same name and the same row numbers."""
    sheet = grid.sheet
    cells = tuple(cell for cell in sheet.cells if above < cell.row <= last)
    merged = tuple(area for area in sheet.merged if above < area.top and area.bottom <= last)
    return Grid(replace(sheet, cells=cells, merged=merged))
