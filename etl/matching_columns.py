"""The columns of a sheet into items: by the hidden row of codes, else by what their headers say."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from etl.issues import Issue, cell_name, issue, near_words
from etl.matching_grid import Grid
from etl.matching_words import CODE, Vocabulary, is_frame, is_note, is_previous
from etl.names import match_key
from etl.reading import CellKind
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
    """The texts over each column of a sheet, from top to bottom, and the row of the lowest one."""

    grid: Grid
    rows: tuple[int, ...]

    def path(self, column: int) -> list[tuple[int, str]]:
        """The different texts over a column with their rows."""
        found: list[tuple[int, str]] = []
        for row in self.rows:
            text = self.grid.header_text(row, column)
            if text and (not found or found[-1][1] != text):
                found.append((row, text))
        return found


def key_row_of(grid: Grid, words: Vocabulary) -> int | None:
    """The row with the most item codes, None when there is none."""
    counts: dict[int, int] = {}
    for cell in grid.sheet.cells:
        if isinstance(cell.value, str) and cell.value.strip() in words.items:
            counts[cell.row] = counts.get(cell.row, 0) + 1
    return max(counts, key=lambda row: (counts[row], -row), default=None)


def keyed_columns(grid: Grid, words: Vocabulary, key_row: int) -> dict[int, str]:
    """The item code of every column the key row names."""
    texts = {column: grid.text(key_row, column) for column in grid.rows[key_row]}
    return {column: code for column, code in texts.items() if code in words.items}


def place_columns(
    grid: Grid, words: Vocabulary, *, key_row: int | None, body: Sequence[int], skip: set[int]
) -> Columns:
    """Recognise every column. `body` are the rows of communes, `skip` the columns of keys and names."""
    columns = Columns(key_row=key_row)
    first = min(body, default=None)
    heads = Heads(grid, tuple(r for r in grid.rows if r != key_row and (first is None or r < first)))
    full = filled_columns(grid, body)
    by_key = keyed_columns(grid, words, key_row) if key_row is not None else {}
    for column, code in by_key.items():
        place_keyed(columns, words, heads, column, code)
    if key_row is not None:
        columns.issues += unknown_codes(grid, words, key_row, full, skip)
    left = [c for c in sorted(all_columns(grid)) if c not in by_key and c not in skip]
    place_by_header(columns, words, heads, left)
    place_nearly(columns, words, heads, left, full)
    drop_repeated(columns, grid, heads, full)
    columns.placed.sort(key=lambda placed: placed.column)
    return columns


def all_columns(grid: Grid) -> set[int]:
    """Every column with content."""
    return {cell.column for cell in grid.sheet.cells}


def filled_columns(grid: Grid, body: Sequence[int]) -> dict[int, int]:
    """How many rows of communes have something in each column."""
    counts: dict[int, int] = {}
    for row in body:
        for column in grid.rows.get(row, {}):
            counts[column] = counts.get(column, 0) + 1
    return counts


def place_keyed(columns: Columns, words: Vocabulary, heads: Heads, column: int, code: str) -> None:
    """A column with an item code; a header that is exactly another item's contradicts it."""
    item = words.items[code]
    for row, text in heads.path(column):
        said = words.by_header.get(match_key(text), ())
        if code in said:
            columns.heads_end = max(columns.heads_end, row)
        elif said:
            columns.issues.append(
                issue(
                    "header_conflict",
                    sheet=heads.grid.name,
                    cell=cell_name(row, column),
                    item=code,
                    value=text,
                    expected=item.header,
                )
            )
            return
    columns.placed.append(PlacedColumn(column, item, "key", item.header))


def unknown_codes(grid: Grid, words: Vocabulary, key_row: int, full: dict[int, int], skip: set[int]) -> list[Issue]:
    """Codes of the key row that the plan does not know, over columns with figures."""
    found = []
    for column in grid.rows[key_row]:
        code = grid.text(key_row, column)
        if not code or code in words.items or column in skip or not full.get(column):
            continue
        if CODE.fullmatch(code):
            near = [known for known in words.items if known.lower().startswith(code.lower()[:6])][:3]
            found.append(
                issue(
                    "item_unknown",
                    sheet=grid.name,
                    cell=cell_name(key_row, column),
                    value=code,
                    near=near_words(near),
                )
            )
    return found


def place_by_header(columns: Columns, words: Vocabulary, heads: Heads, left: list[int]) -> None:
    """Columns whose heading says exactly which item they are, by header or by the indicator above."""
    sure: dict[int, tuple[str, str]] = {}
    for column in left:
        path = heads.path(column)
        if not path or is_previous(path[-1][1]) or any(is_previous(text) for _, text in path):
            continue
        code = exact_item(words, [text for _, text in path])
        if code:
            sure[column] = (code, path[-1][1])
            columns.heads_end = max(columns.heads_end, path[-1][0])
    taken = {placed.item.code for placed in columns.placed}
    for column, (code, text) in sure.items():
        if code not in taken or columns.key_row is None:
            columns.placed.append(PlacedColumn(column, words.items[code], "header", text))


def exact_item(words: Vocabulary, path: Sequence[str]) -> str | None:
    """The item a heading names: its header, the lowest first; or the only item of the indicator it names."""
    for text in reversed(path):
        codes = words.by_header.get(match_key(text), ())
        if len(codes) == 1:
            return codes[0]
        if codes:
            above = next((found for t in path if (found := words.indicator_named(t))), None)
            own = [c for c in codes if above is not None and words.owners[c] is above]
            return own[0] if len(own) == 1 else None
    named = next((found for text in reversed(path) if (found := words.indicator_named(text))), None)
    return named.item[0].code if named is not None and len(named.item) == 1 else None


def place_nearly(columns: Columns, words: Vocabulary, heads: Heads, left: list[int], full: dict[int, int]) -> None:
    """Columns with figures and no exact heading: read when it can mean one item only, else asked about."""
    taken_items = {placed.item.code for placed in columns.placed}
    taken = {placed.column for placed in columns.placed}
    flagged = {found.cell for found in columns.issues}
    for column in left:
        if column in taken or not full.get(column):
            continue
        path = heads.path(column)
        text = path[-1][1] if path else ""
        row = path[-1][0] if path else None
        if any(is_previous(t) or is_frame(t) for _, t in path) or is_note(text):
            continue
        if columns.key_row is not None and cell_name(columns.key_row, column) in flagged:
            continue
        free = free_items(words, columns, path, taken_items)
        code = words.surely(text, free) if text else None
        if code is not None:
            taken_items.add(code)
            item = words.items[code]
            columns.placed.append(PlacedColumn(column, item, "near", text))
            columns.heads_end = max(columns.heads_end, row or 0)
            columns.issues.append(head_issue("header_near", heads, row, column, text, item=code, item_name=item.header))
            continue
        near = [words.items[c].header for c in words.near(text, free)] if text else []
        if near:
            columns.issues.append(head_issue("column_unclear", heads, row, column, text, near=near_words(near)))
        elif has_figures(heads.grid, column, row):
            count = str(full[column])
            columns.issues.append(head_issue("column_ignored", heads, row, column, text, count=count))


def free_items(words: Vocabulary, columns: Columns, path: Sequence[tuple[int, str]], taken: set[str]) -> list[str]:
    """Items a column could still be: of the indicator named above it, else of the groups on the sheet."""
    above = next((found for _, text in path if (found := words.indicator_named(text))), None)
    if above is not None:
        return [item.code for item in above.item if item.code not in taken]
    groups = {words.owners[placed.item.code].group for placed in columns.placed}
    return [code for code, owner in words.owners.items() if code not in taken and (not groups or owner.group in groups)]


def has_figures(grid: Grid, column: int, below: int | None) -> bool:
    """Whether a column holds numbers under its header, not only remarks."""
    return any(
        cell.column == column and cell.kind is CellKind.NUMBER and (below is None or cell.row > below)
        for cell in grid.sheet.cells
    )


def head_issue(
    code: str, heads: Heads, row: int | None, column: int, text: str, *, item: str | None = None, **words: str
) -> Issue:
    """An issue at a column's heading, or at its top cell when it has none."""
    at = row or (heads.rows[-1] if heads.rows else 1)
    return issue(code, sheet=heads.grid.name, cell=cell_name(at, column), item=item, value=text, **words)


def drop_repeated(columns: Columns, grid: Grid, heads: Heads, full: dict[int, int]) -> None:
    """Two columns of one item: the empty one is left out; two with figures are a fault."""
    kept: dict[str, PlacedColumn] = {}
    for placed in sorted(columns.placed, key=lambda p: (not full.get(p.column), p.column)):
        first = kept.setdefault(placed.item.code, placed)
        if first is placed or not full.get(placed.column):
            continue
        path = heads.path(placed.column)
        row = path[-1][0] if path else columns.key_row
        columns.issues.append(
            head_issue(
                "item_repeated",
                heads,
                row,
                placed.column,
                placed.header,
                item=placed.item.code,
                other=cell_name(1, first.column)[:-1],
                item_name=placed.item.header,
            )
        )
    columns.placed = list(kept.values())
