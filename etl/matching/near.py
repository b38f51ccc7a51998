"""Columns with figures but no exact header: read when they can mean one item only, else asked about."""

from collections.abc import Sequence

from etl.issues import cell_name, near_words
from etl.matching.grid import Grid
from etl.matching.heads import Columns, Heads, PlacedColumn
from etl.matching.words import Vocabulary, is_frame, is_note, is_previous
from etl.reading import CellKind

OFFERED = 3
MOST_ASKED = 40  # columns per sheet: a sheet with more of them is no return, and each costs a comparison
Path = Sequence[tuple[int, str]]


def place_nearly(
    columns: Columns, words: Vocabulary, heads: Heads, left: Sequence[int], full: dict[int, int], body: Sequence[int]
) -> None:
    """Place or question every column of `left` that has figures and is not placed yet.

    `full` counts the filled body cells of each column, `body` are the rows of communes.
    """
    open_columns = unplaced(columns, heads, left, full, body)
    taken = {placed.item.code for placed in columns.placed}
    meant = {column: meaning(words, columns, path, taken) for column, path in open_columns.items()}
    codes = [found[0] for found in meant.values() if found]
    for column, path in open_columns.items():
        found = meant[column]
        if found and codes.count(found[0]) == 1:
            place_near(columns, words, heads, column, *found)
        else:
            ask_about(columns, words, heads, column, path, taken | set(codes), full[column])


def unplaced(
    columns: Columns, heads: Heads, left: Sequence[int], full: dict[int, int], body: Sequence[int]
) -> dict[int, Path]:
    """Columns with figures that are not placed, and are neither the last round, remarks nor row numbers."""
    placed = {p.column for p in columns.placed}
    flagged = {found.cell for found in columns.issues}
    found: dict[int, Path] = {}
    for column in left:
        if column in placed or not full.get(column) or counts_rows(heads.grid, column, body):
            continue
        if len(found) == MOST_ASKED:
            break
        path = heads.path(column)
        if any(is_previous(text) or is_frame(text) or is_note(text) for _, text in path):
            continue
        if columns.key_row is None or cell_name(columns.key_row, column) not in flagged:
            found[column] = path
    return found


def meaning(words: Vocabulary, columns: Columns, path: Path, taken: set[str]) -> tuple[str, int, str] | None:
    """The item that some text over the column can only mean, the lowest first, with that text and its row."""
    free = free_items(words, columns, path, taken)
    for row, text in reversed(path):
        code = words.surely(text, free)
        if code is not None:
            return code, row, text
    return None


def place_near(columns: Columns, words: Vocabulary, heads: Heads, column: int, code: str, row: int, text: str) -> None:
    """Place a column by a header that has changed a little, and say so."""
    item = words.items[code]
    columns.placed.append(PlacedColumn(column, item, "near", text))
    columns.heads_end = max(columns.heads_end, row)
    columns.issues.append(heads.issue("header_near", row, column, text, item=code, item_name=item.header))


def ask_about(
    columns: Columns, words: Vocabulary, heads: Heads, column: int, path: Path, taken: set[str], count: int
) -> None:
    """Ask which item a column is when it may be one; say that it is left out when it is none."""
    row, text, near = offered(words, path, free_items(words, columns, path, taken))
    if near:
        names = [words.items[code].header for code in near]
        columns.issues.append(heads.issue("column_unclear", row, column, text, near=near_words(names)))
    elif has_figures(heads.grid, column, row):
        columns.issues.append(heads.issue("column_ignored", row, column, text, count=str(count)))


def free_items(words: Vocabulary, columns: Columns, path: Path, taken: set[str]) -> list[str]:
    """Items a column could still be: of the indicator named above it, else of the groups on the sheet."""
    above = next((found for _, text in path if (found := words.indicator_named(text))), None)
    if above is not None:
        return [item.code for item in above.item if item.code not in taken]
    groups = {words.owners[placed.item.code].group for placed in columns.placed}
    return [code for code, owner in words.owners.items() if code not in taken and (not groups or owner.group in groups)]


def offered(words: Vocabulary, path: Path, free: Sequence[str]) -> tuple[int | None, str, Sequence[str]]:
    """The items to offer for a column and the text that suggests them: the indicator above it, or a like header."""
    row, text = path[-1] if path else (None, "")
    for above, said in path:
        if words.indicator_named(said):
            return above, said, free[:OFFERED]
    for place, said in reversed(path):
        near = words.near(said, free)
        if near:
            return place, said, near
    return row, text, ()


def counts_rows(grid: Grid, column: int, body: Sequence[int]) -> bool:
    """Whether a column numbers the rows in order: 1, 2, 3 …, perhaps from 1 again in each section."""
    cells = [grid.at(row, column) for row in sorted(body)]
    numbers = [c.value for c in cells if c is not None and isinstance(c.value, float)]
    if len(numbers) != len(cells) or len(numbers) < 2 or numbers[0] != 1 or numbers[-1] == 1:
        return False
    return all(after == 1 or after == before + 1 for before, after in zip(numbers, numbers[1:], strict=False))


def has_figures(grid: Grid, column: int, below: int | None) -> bool:
    """Whether a column holds numbers under its header, not only remarks."""
    return any(
        cell.column == column and cell.kind is CellKind.NUMBER and (below is None or cell.row > below)
        for cell in grid.sheet.cells
    )
