"""A foreign sheet into the rows its header may stand in and the column its names may stand in, the likeliest first."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from etl.layouts.heads import FEWEST_HEADERS, columns_of, head_text, path_texts, searched_rows
from etl.matching.grid import Grid, text_key
from etl.matching.near import counts_rows
from etl.matching.places import Places
from etl.matching.rows import name_column_of
from etl.matching.words import is_frame
from etl.normalising.numbers import number_of
from etl.reading import CellKind

MOST_HEAD_ROWS = 4
FEWEST_BODY_CELLS = 3
LOOKED_BELOW = 40
LONGEST_LABEL = 4
ALIKE = 2  # one row is filled like another when it has at least every second of its figures
NAME_WORDS = ("xã", "phường", "thị trấn", "đơn vị", "địa phương", "tên", "đảng bộ", "đảng ủy", "cơ sở")
FIGURES = (CellKind.NUMBER, CellKind.DATE, CellKind.BOOL)


@dataclass(frozen=True, slots=True)
class HeadOffer:
    """Rows that may be the header, and the texts of the last of them."""

    top: int
    bottom: int
    words: tuple[str, ...]


def head_offers(grid: Grid, places: Places) -> tuple[HeadOffer, ...]:
    """Every row that may be the last one of a header, the likeliest first; () on a sheet without any.

    The likeliest is the lowest row above the communes that says something over their figures.
    """
    names = name_column_of(grid, places, None, set())
    body = first_body_row(grid, places, names)
    rows = [row for row in searched_rows(grid) if len(labels(grid, row)) >= FEWEST_HEADERS and not numbers(grid, row)]
    above = [row for row in reversed(rows) if body is None or row < body]
    likely = [row for row in above if body is not None and stands_over(grid, row, body, names or 0)]
    ordered = dict.fromkeys([*likely[:1], *rows])
    merges = Merges.of(grid)
    return tuple(HeadOffer(top_of(grid, row, merges), row, tuple(labels(grid, row))) for row in ordered)


def first_body_row(grid: Grid, places: Places, names: int | None) -> int | None:
    """The first row of figures: one that names a commune, or one above it that is filled alike (a name misspelt).

    Without any commune's name (`names` None), the first row with a text beside figures.
    """
    rows = sorted(grid.rows)
    for place, row in enumerate(rows):
        if names is None:
            break
        if len(grid.rows[row]) >= FEWEST_BODY_CELLS and is_named(grid, row, names, places):
            while place > 0 and is_filled_alike(grid, rows[place - 1], row, names):
                place -= 1
            return rows[place]
    for row in searched_rows(grid):
        cells = grid.rows[row].values()
        has_figures = any(cell.kind in FIGURES for cell in cells)
        if has_figures and any(cell.kind is CellKind.TEXT for cell in cells) and not numbers(grid, row):
            return row
    return None


def is_filled_alike(grid: Grid, row: int, body: int, names: int) -> bool:
    """Whether a row has a text for a name and numbers where a row of the body has them, its own number included."""
    counted = [column for column, cell in grid.rows[body].items() if cell.kind in FIGURES]
    own = [column for column in counted if (cell := grid.at(row, column)) and cell.kind in FIGURES]
    numbered = [column for column in counted if column < names]
    if not own or not grid.text(row, names) or numbers(grid, row) or not set(numbered) <= set(own):
        return False
    return ALIKE * len(own) >= len(counted)


def names_column(grid: Grid, bottom: int, places: Places) -> int | None:
    """The column of names below a header: the one that names the most communes, else the one headed so."""
    found = name_column_of(grid, places, None, set())
    if found is not None:
        return found
    below = [row for row in sorted(grid.rows) if row > bottom][:LOOKED_BELOW]
    texts = {column: sum(len(grid.text(row, column)) > LONGEST_LABEL for row in below) for column in columns_of(grid)}
    worded = [column for column, count in texts.items() if count]
    headed = [column for column in worded if any(is_name_header(t) for t in path_texts(grid, 1, bottom, column)[-1:])]
    return next(iter(headed or worded), None)


def is_name_header(text: str) -> bool:
    """Whether a header says that names of places stand below it."""
    key = text_key(text)
    return any(word in key for word in NAME_WORDS)


def is_named(grid: Grid, row: int, column: int, places: Places) -> bool:
    """Whether a cell names a commune of the return."""
    return bool(places.named(grid.text(row, column)) or places.named(grid.column_text(row, column)))


def stands_over(grid: Grid, row: int, body: int, names: int) -> bool:
    """Whether a row has a text over a cell to the right of the first commune's name."""
    return any(column > names and head_text(grid, row, column) for column in grid.rows[body])


def labels(grid: Grid, row: int) -> list[str]:
    """The different texts over the columns in one row, from the left, merged ones included."""
    found = dict.fromkeys(text for column in columns_of(grid) if (text := head_text(grid, row, column)))
    return list(found)


def numbers(grid: Grid, row: int) -> bool:
    """Whether a row only numbers the columns: A, B, 1, (2), 3=2/1."""
    shown = [grid.shown(row, column).partition("=")[0].strip("()[] ") for column in grid.rows.get(row, {})]
    counted = [text for text in shown if number_of(text) is not None]
    return len(counted) >= FEWEST_HEADERS and all(len(text) <= LONGEST_LABEL for text in shown)


@dataclass(frozen=True, slots=True)
class Merges:
    """The merged cells of the first rows: the top of what reaches down into a row, and how many run over columns."""

    tops: Mapping[int, int]
    spread: Mapping[int, int]

    @classmethod
    def of(cls, grid: Grid) -> "Merges":
        """Looked at once per sheet: a hostile one has very many."""
        tops: dict[int, int] = {}
        spread: Counter[int] = Counter()
        for area in grid.sheet.merged:
            spread[area.top] += area.left < area.right
            if area.bottom - area.top < MOST_HEAD_ROWS:
                for row in range(area.top, area.bottom + 1):
                    tops[row] = min(area.top, tops.get(row, row))
        return cls(tops, spread)


def top_of(grid: Grid, bottom: int, merges: Merges) -> int:
    """The first row of a header that ends here: as far up as cells are merged into it, or headings go on."""
    top = max(merges.tops.get(bottom, bottom), bottom - MOST_HEAD_ROWS + 1)
    below = len(labels(grid, bottom))
    while bottom - top + 1 < MOST_HEAD_ROWS and is_heading(grid, top - 1, below, merges):
        top -= 1
    return top


def is_heading(grid: Grid, row: int, below: int, merges: Merges) -> bool:
    """Whether a row above a header belongs to it: several texts, half as many as below or spread over columns."""
    if row not in grid.rows or numbers(grid, row):
        return False
    texts = labels(grid, row)
    return len(texts) >= FEWEST_HEADERS and (2 * len(texts) >= below or merges.spread.get(row, 0) > 1)


def is_row_number(grid: Grid, column: int, header: str, body: list[int]) -> bool:
    """Whether a column numbers the rows, by its header or by what it holds."""
    return is_frame(header) or counts_rows(grid, column, body)
