"""The rows of a foreign sheet into its header: what stands over each column, and where a known shape is found."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from etl.layouts.model import HeadColumn, Layout, shape_of
from etl.matching.grid import Grid, text_key
from etl.reading import CellKind
from etl.rounds import Round

SEARCHED_ROWS = 60
MOST_COLUMNS = 300
FEWEST_HEADERS = 2
LONGEST_HEADER = 300
BETWEEN = " › "
YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Head:
    """The header of a sheet: its rows, and its columns from left to right."""

    top: int
    bottom: int
    columns: tuple[HeadColumn, ...]

    @property
    def rows(self) -> int:
        """How many rows it takes."""
        return self.bottom - self.top + 1

    @property
    def shape(self) -> str:
        """The fingerprint of its texts."""
        return shape_of([column.key for column in self.columns])

    def at(self, key: str) -> HeadColumn | None:
        """The column of this key."""
        return next((column for column in self.columns if column.key == key), None)


def find_heads(grid: Grid, layouts: Sequence[Layout], round_: Round) -> Mapping[str, Head]:
    """Where the shapes of these layouts stand on the sheet, the topmost place of each, by fingerprint."""
    wanted: dict[int, set[str]] = {}
    for layout in layouts:
        wanted.setdefault(layout.head_rows, set()).add(layout.fingerprint)
    found: dict[str, Head] = {}
    for rows, shapes in wanted.items():
        for bottom in searched_rows(grid):
            if bottom < rows or len(grid.rows[bottom]) < FEWEST_HEADERS:
                continue
            head = head_of(grid, bottom - rows + 1, bottom, round_)
            if head.shape in shapes:
                found.setdefault(head.shape, head)
    return found


def head_of(grid: Grid, top: int, bottom: int, round_: Round) -> Head:
    """The header in these rows. A text over several columns stands before the text of each."""
    found: list[HeadColumn] = []
    counts: dict[str, int] = {}
    for column in columns_of(grid):
        texts = path_texts(grid, top, bottom, column)
        if not texts:
            continue
        key = BETWEEN.join(header_key(text, round_) for text in texts)
        counts[key] = counts.get(key, 0) + 1
        again = f" #{counts[key]}" if counts[key] > 1 else ""
        found.append(HeadColumn(column, BETWEEN.join(texts), key + again))
    return Head(top, bottom, tuple(found))


def header_key(text: str, round_: Round) -> str:
    """A header as it is compared from round to round: the round's own name and past years count from the round.

    "Năm 2026" in a round of 2026 and "Năm 2027" in one of 2027 are the same header; a target year ahead stays itself.
    """
    key = text_key(text[:LONGEST_HEADER])
    own = text_key(round_.name)
    if own:
        key = key.replace(own, "{kỳ}")
    year = round_.data_to.year
    return YEAR.sub(lambda found: f"{{{int(found[0]) - year}}}" if int(found[0]) <= year else found[0], key)


def searched_rows(grid: Grid) -> list[int]:
    """The first rows with content: where a header may stand."""
    return sorted(grid.rows)[:SEARCHED_ROWS]


def columns_of(grid: Grid) -> tuple[int, ...]:
    """The columns with content, from the left; a hostile lot is cut off."""
    return grid.columns[:MOST_COLUMNS]


def path_texts(grid: Grid, top: int, bottom: int, column: int) -> list[str]:
    """The different texts over a column within these rows, top to bottom."""
    texts: list[str] = []
    for row in range(top, bottom + 1):
        text = head_text(grid, row, column)
        if text and (not texts or texts[-1] != text):
            texts.append(text)
    return texts


def head_text(grid: Grid, row: int, column: int) -> str:
    """What stands over a column in a row, merged cells and years typed as numbers included."""
    cell = grid.at(row, column)
    if cell is not None and cell.kind is CellKind.NUMBER:
        return grid.shown(row, column)
    return grid.header_text(row, column)
