"""The columns of a sheet into items: by the hidden row of codes, else by what their headers say."""

from collections.abc import Sequence

from etl.issues import Issue, cell_name, column_name, issue, near_words
from etl.matching.grid import Grid, text_key
from etl.matching.heads import Columns, Heads, PlacedColumn
from etl.matching.near import place_nearly
from etl.matching.words import CODE, Vocabulary, is_previous

HEADER_ROWS = 15


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
    grid: Grid, words: Vocabulary, *, key_row: int | None, body: Sequence[int], skip: set[int], names: int | None
) -> Columns:
    """Recognise every column. `body` are the rows of communes, `skip` the columns of keys and `names`."""
    columns = Columns(key_row=key_row)
    heads = Heads(grid, header_rows(grid, key_row, body), names)
    full = filled_columns(grid, body)
    by_key = keyed_columns(grid, words, key_row) if key_row is not None else {}
    for column, code in by_key.items():
        place_keyed(columns, words, heads, column, code)
    if key_row is not None:
        columns.issues += unknown_codes(grid, words, key_row, full, skip)
    left = [c for c in sorted(all_columns(grid)) if c not in by_key and c not in skip]
    place_by_header(columns, words, heads, left)
    place_nearly(columns, words, heads, left, full, body)
    drop_repeated(columns, grid, heads, full)
    columns.placed.sort(key=lambda placed: placed.column)
    return columns


def header_rows(grid: Grid, key_row: int | None, body: Sequence[int]) -> tuple[int, ...]:
    """The rows with content that headers may stand in: the last few above the communes, or the first of all."""
    if not body:
        return tuple(sorted(row for row in grid.rows if row != key_row)[:HEADER_ROWS])
    first = min(body)
    return tuple(sorted(row for row in grid.rows if row != key_row and row < first)[-HEADER_ROWS:])


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
        said = words.by_header.get(text_key(text), ())
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
    """Columns whose own header says exactly which item they are, or that stand alone under an indicator's heading.

    Two columns under one heading could be this round and the last one: they are asked about.
    """
    own: dict[int, tuple[str, int, str]] = {}
    under: dict[str, list[tuple[int, int, str]]] = {}
    for column in left:
        path = heads.path(column)
        if not path or any(is_previous(text) for _, text in path):
            continue
        row, text = path[-1]
        texts = [text for _, text in path]
        if code := item_of_header(words, texts):
            own[column] = (code, row, text)
        elif code := item_of_heading(words, texts):
            under.setdefault(code, []).append((column, row, text))
    taken = {placed.item.code for placed in columns.placed}
    said = {code for code, _, _ in own.values()}
    own |= {at[0][0]: (code, at[0][1], at[0][2]) for code, at in under.items() if len(at) == 1 and code not in said}
    for column, (code, row, text) in own.items():
        if code not in taken or columns.key_row is None:
            columns.placed.append(PlacedColumn(column, words.items[code], "header", text))
            columns.heads_end = max(columns.heads_end, row)


def item_of_header(words: Vocabulary, path: Sequence[str]) -> str | None:
    """The item whose header stands over a column, the lowest text first."""
    for text in reversed(path):
        if coded := words.item_coded(text):
            return coded
        codes = words.by_header.get(text_key(text), ())
        if len(codes) == 1:
            return codes[0]
        if codes:
            above = next((found for t in path if (found := words.indicator_named(t))), None)
            own = [c for c in codes if above is not None and words.owners[c] is above]
            return own[0] if len(own) == 1 else None
    return None


def item_of_heading(words: Vocabulary, path: Sequence[str]) -> str | None:
    """The only item of the indicator that a heading over the column names."""
    named = next((found for text in reversed(path) if (found := words.indicator_named(text))), None)
    return named.item[0].code if named is not None and len(named.item) == 1 else None


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
            heads.issue(
                "item_repeated",
                row,
                placed.column,
                placed.header,
                item=placed.item.code,
                other=column_name(first.column),
                item_name=placed.item.header,
            )
        )
    columns.placed = list(kept.values())
