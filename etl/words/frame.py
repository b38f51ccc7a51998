"""A sheet of words into its frame: which row holds which kind of text, and where the table of communes stands.

By its hidden keys where they are left, else by its labels and headings.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from etl.matching.grid import Grid
from etl.words.layout import COLUMN_KEYS, HEAD_KEY, KIND_KEYS, head_named, kind_named
from indicators.texts import TextKind

ROWS_LOOKED_AT, COLUMNS_LOOKED_AT = 80, 8
FEWEST_HEADS = 2


@dataclass(slots=True)
class Frame:
    """`labels` by row; `columns` of the table by their key; the labels stand in `label_column`."""

    labels: dict[int, TextKind] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    head_row: int | None = None
    label_column: int = 0
    by_keys: bool = False


def frame_of(grid: Grid) -> Frame:
    """The frame by keys; what no key says is looked for among the texts."""
    frame = Frame()
    key_column = 0
    for row, column, text in top_texts(grid):
        if text in KIND_KEYS:
            frame.labels[row], key_column = KIND_KEYS[text], column
        elif text == HEAD_KEY:
            frame.head_row = row
        elif text in COLUMN_KEYS:
            frame.columns[text] = column
    frame.by_keys = bool(frame.labels or frame.columns)
    heads = list(head_rows(grid))
    if frame.head_row is None and heads:
        frame.head_row = heads[0][0]
    for row, columns in heads:
        if row == frame.head_row:
            frame.columns = {**columns, **frame.columns}
    add_labels(grid, frame, {row for row, _ in heads}, key_column)
    if frame.head_row is None and set(COLUMN_KEYS) <= set(frame.columns):
        frame.head_row = max(frame.labels, default=1)
    return frame


def add_labels(grid: Grid, frame: Frame, heads: set[int], key_column: int) -> None:
    """Rows told by their label alone, in the column that has the most; below the table's head none is."""
    found: dict[int, dict[int, TextKind]] = {}
    for row, column, text in top_texts(grid):
        kind = kind_named(text) if row not in heads and column != key_column else None
        if kind is not None and (frame.head_row is None or row < frame.head_row):
            found.setdefault(column, {})[row] = kind
    frame.label_column = max(found, key=lambda column: (len(found[column]), -column), default=key_column)
    beside = [row for column, rows in found.items() if column != frame.label_column for row in rows]
    keyed = set(frame.labels.values())
    for row, kind in found.get(frame.label_column, {}).items():
        if kind not in keyed and row not in frame.labels and row not in beside:
            frame.labels[row] = kind


def head_rows(grid: Grid) -> Iterator[tuple[int, Mapping[str, int]]]:
    """Rows that head a table of what communes say, with its columns by their key."""
    rows: dict[int, dict[str, int]] = {}
    for row, column, text in top_texts(grid):
        head = head_named(text)
        if head is not None:
            rows.setdefault(row, {}).setdefault(head, column)
    yield from ((row, columns) for row, columns in rows.items() if len(columns) >= FEWEST_HEADS)


def top_texts(grid: Grid) -> Iterator[tuple[int, int, str]]:
    """Row, column and text of the cells at the top left, where labels and keys stand."""
    for row in islice(grid.rows, ROWS_LOOKED_AT):
        for column in grid.rows[row]:
            if column <= COLUMNS_LOOKED_AT and (text := grid.text(row, column)):
                yield row, column, text
