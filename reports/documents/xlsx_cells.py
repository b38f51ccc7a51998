"""A cell of a table into a cell of a sheet: the number it shows, with the format and the colours that show it so."""

from datetime import date, datetime
from fractions import Fraction
from typing import Any

from indicators.status import LOOKS, Status
from reports.documents.shown import shown_number
from reports.tables.model import Cell, Column, ColumnKind, Row, RowKind

FONT = "Times New Roman"
VIETNAM = "[$-42A]"
INT_FORMAT = f"{VIETNAM}#,##0"
DECIMAL_FORMAT = f"{VIETNAM}#,##0.######"
PERCENT_FORMAT = f"{VIETNAM}0.00%"
POINTS_FORMAT = f"{VIETNAM}+0.00;-0.00;0.00"
DATE_FORMAT = "dd/mm/yyyy"
Format = Any
Sheet = Any


class Looks:
    """The cell formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book, self._known = book, dict[tuple[tuple[str, object], ...], Format]()

    def of(self, **look: object) -> Format:
        """The format of this look: Times New Roman 11, in the middle of the cell's height."""
        key = tuple(sorted(look.items()))
        if key not in self._known:
            base = {"font_name": FONT, "font_size": 11, "valign": "vcenter"}
            self._known[key] = self._book.add_format(base | look)
        return self._known[key]


def write_cell(sheet: Sheet, at: int, place: int, cell: Cell, look: Format) -> None:
    """Write the value where it is a number or a day shown as one; else the words."""
    value = cell.value
    if isinstance(value, date):
        if cell.words == f"{value:%d/%m/%Y}":
            sheet.write_datetime(at, place, datetime(value.year, value.month, value.day), look)
            return
    elif isinstance(value, (int, Fraction)):
        sheet.write_number(at, place, shown_number(cell), look)
        return
    if cell.words:
        sheet.write_string(at, place, cell.words, look)
    else:
        sheet.write_blank(at, place, None, look)


def cell_look(column: Column, cell: Cell, row: Row, looks: Looks) -> Format:
    """The format of one cell: where it stands, how its number is written, the colours of its status."""
    look: dict[str, object] = {"border": 1, "align": column.align.value, "text_wrap": True}
    if row.kind is RowKind.TOTAL:
        look["bold"] = True
    if cell.status is not None:
        look |= _status_look(cell.status)
    if isinstance(cell.value, (int, Fraction, date)):
        look["num_format"] = _number_format(column, cell)
    return looks.of(**look)


def _number_format(column: Column, cell: Cell) -> str:
    if isinstance(cell.value, date):
        return DATE_FORMAT
    if column.kind is ColumnKind.POINTS:
        return POINTS_FORMAT
    if cell.words.endswith("%"):
        sign = f'"{cell.status.symbol} "' if cell.status else ""
        if sign:
            return f"{VIETNAM}{sign}0.00%"
        return PERCENT_FORMAT if "," in cell.words else f"{VIETNAM}0%"
    return INT_FORMAT if isinstance(cell.value, int) else DECIMAL_FORMAT


def _status_look(status: Status) -> dict[str, object]:
    look = LOOKS[status]
    if look.hatched:
        return {"pattern": 13, "fg_color": "#D9D9D9", "bg_color": "#FFFFFF", "font_color": look.ink}
    return {"bg_color": look.colour, "font_color": look.ink}
