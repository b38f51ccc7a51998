"""A sheet as read into rows of cells, their texts as people see them: composed, clean, old fonts decoded."""

from collections import Counter
from functools import cached_property, lru_cache
from itertools import islice

from etl.names import clean, match_key
from etl.names.fonts import decode_legacy, font_encoding
from etl.normalising.numbers import plain
from etl.reading import CellKind, RawCell, RawSheet

REMEMBERED_CHARACTERS = 160
MOST_COVERED = 50_000


class Grid:
    """One sheet by row and column, counting from 1. Texts are cleaned once, when asked for."""

    def __init__(self, sheet: RawSheet) -> None:
        self.name = sheet.name
        self.sheet = sheet
        self.rows: dict[int, dict[int, RawCell]] = {}
        for cell in sheet.cells:
            self.rows.setdefault(cell.row, {})[cell.column] = cell

    def at(self, row: int, column: int) -> RawCell | None:
        """The cell, or None when it is blank."""
        return self.rows.get(row, {}).get(column)

    def text(self, row: int, column: int) -> str:
        """The clean text of a cell, "" when it is blank or holds no text."""
        cell = self.at(row, column)
        return cell_text(cell) if cell is not None and cell.kind is CellKind.TEXT else ""

    def shown(self, row: int, column: int) -> str:
        """What a person sees in the cell: its text, its number; "" when blank."""
        cell = self.at(row, column)
        return "" if cell is None else shown_value(cell)

    def header_text(self, row: int, column: int) -> str:
        """The text over a column in a header row, also where a merged cell brings it there."""
        own = self.text(row, column)
        return own or self.text(*self._merged.get((row, column), (0, 0)))

    def is_one_cell(self, row: int, column: int, other: int) -> bool:
        """Whether one merged cell covers two columns of a row: a title runs over names and figures alike."""
        if column == other:
            return False
        places = [self._merged.get((row, at)) for at in (column, other)]
        return places[0] is not None and places[0] == places[1]

    def column_text(self, row: int, column: int) -> str:
        """The text decoded by the old font most of its column is set in, "" when the column has none."""
        cell = self.at(row, column)
        font = self._column_fonts.get(column)
        if cell is None or font is None or not isinstance(cell.value, str):
            return ""
        decoded = decode_legacy(cell.value, font)
        return clean(decoded) if decoded else ""

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """The columns with content, from the left."""
        return tuple(sorted({cell.column for cell in self.sheet.cells}))

    @cached_property
    def _merged(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Every covered place of a merged area with the place that holds its value; a hostile lot is cut off."""
        covered = (
            ((row, column), (area.top, area.left))
            for area in self.sheet.merged
            for row in range(area.top, area.bottom + 1)
            for column in range(area.left, area.right + 1)
        )
        return dict(islice(covered, MOST_COVERED))

    @cached_property
    def _column_fonts(self) -> dict[int, str]:
        """The old font of every column that is mostly set in one."""
        fonts: dict[int, Counter[str]] = {}
        for cell in self.sheet.cells:
            if cell.kind is CellKind.TEXT and cell.font:
                fonts.setdefault(cell.column, Counter())[cell.font] += 1
        most = {column: counted.most_common(1)[0] for column, counted in fonts.items()}
        return {
            column: font
            for column, (font, count) in most.items()
            if font_encoding(font) is not None and 2 * count > fonts[column].total()
        }


def cell_text(cell: RawCell) -> str:
    """A text cell's clean text, decoded where its own font is an old Vietnamese one."""
    text = str(cell.value)
    if cell.font:
        text = decode_legacy(text, cell.font) or text
    return short_clean(text) if len(text) <= REMEMBERED_CHARACTERS else clean(text)


def shown_value(cell: RawCell) -> str:
    """A cell's content as text, for a message: a number with a comma, a date as dd/mm/yyyy."""
    match cell.kind:
        case CellKind.TEXT:
            return cell_text(cell)
        case CellKind.NUMBER:
            return plain(float(cell.value)) if isinstance(cell.value, (int, float)) else str(cell.value)
        case CellKind.DATE:
            return f"{cell.value:%d/%m/%Y}"
        case CellKind.BOOL:
            return "TRUE" if cell.value else "FALSE"
        case _:
            return str(cell.value)


def text_key(text: str) -> str:
    """`match_key`, remembered for short texts: every return of a plan has the same headers."""
    return short_key(text) if len(text) <= REMEMBERED_CHARACTERS else match_key(text)


@lru_cache(maxsize=8192)
def short_key(text: str) -> str:
    """`match_key` of a text that is not long."""
    return match_key(text)


@lru_cache(maxsize=8192)
def short_clean(text: str) -> str:
    """`clean`, remembered: a return repeats the same few words thousands of times."""
    return clean(text)
