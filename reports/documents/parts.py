"""Tables and a frame into the parts of a document: which annex, upright or across, split into panels that fit."""

from dataclasses import dataclass
from itertools import groupby

from reports.documents.layouts import A4_MM, Frame
from reports.tables.model import Cell, Column, Row, RowKind, Table

SQUEEZE = 1.1
"""Columns may be drawn this much closer before a table is split."""
WIDEN = 1.6
"""And no further apart than this, where there is room to spare."""
TYPE_PT = ((6, 12.0), (11, 10.5), (14, 10.0), (999, 8.5))
"""Up to so many columns, type of so many points."""


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A cell of the header: `across` columns wide and `down` lines high."""

    words: str
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Panel:
    """The columns of a table that stand side by side on one page: places in the table, and widths in mm."""

    table: Table
    places: tuple[int, ...]
    widths_mm: tuple[float, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The panel's columns."""
        return tuple(self.table.columns[place] for place in self.places)

    @property
    def header(self) -> tuple[tuple[HeaderCell, ...], ...]:
        """One line of header cells, or two where columns are grouped."""
        columns = self.columns
        if not any(column.group for column in columns):
            return (tuple(HeaderCell(column.header) for column in columns),)
        top: list[HeaderCell] = []
        for group, members in groupby(columns, key=lambda column: column.group):
            inside = list(members)
            if group:
                top.append(HeaderCell(group, across=len(inside)))
            else:
                top += [HeaderCell(column.header, down=2) for column in inside]
        return tuple(top), tuple(HeaderCell(column.header) for column in columns if column.group)

    def cells(self, row: Row) -> tuple[Cell, ...]:
        """The row's cells in this panel; a section has its one cell in every panel."""
        return row.cells if row.kind is RowKind.SECTION else tuple(row.cells[place] for place in self.places)


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a document. `annex` is "" where the document is this table alone."""

    table: Table
    annex: str
    landscape: bool
    width_mm: float
    size_pt: float
    panels: tuple[Panel, ...]


def parts_of(tables: tuple[Table, ...], frame: Frame) -> tuple[Part, ...]:
    """A part per table, in order; several tables become numbered annexes of one document."""
    several = len(tables) > 1
    return tuple(_part(table, frame.annex_number(n) if several else "", frame) for n, table in enumerate(tables, 1))


def _part(table: Table, annex: str, frame: Frame) -> Part:
    sides = frame.margins.left + frame.margins.right
    upright = A4_MM[0] - sides
    landscape = table.width_mm > upright * SQUEEZE
    width = (A4_MM[1] if landscape else A4_MM[0]) - sides
    size = next(points for columns, points in TYPE_PT if len(table.columns) <= columns)
    return Part(table, annex, landscape, width, size, panels_of(table, width))


def panels_of(table: Table, width_mm: float) -> tuple[Panel, ...]:
    """The table whole, drawn closer if it must; a table of groups that is too wide in pieces.

    Each piece has columns of one group, behind the leading columns again.
    """
    if not table.grouped or table.width_mm <= width_mm * SQUEEZE:
        return (_panel(table, tuple(range(len(table.columns))), width_mm),)
    lead = tuple(place for place, column in enumerate(table.columns) if column.lead)
    room = width_mm * SQUEEZE - sum(table.columns[place].width_mm for place in lead)
    panels = []
    rest = [place for place, column in enumerate(table.columns) if not column.lead]
    for _, members in groupby(rest, key=lambda place: table.columns[place].group):
        panels += [_panel(table, (*lead, *piece), width_mm) for piece in _even(table, list(members), room)]
    return tuple(panels)


def _even(table: Table, places: list[int], room_mm: float) -> list[list[int]]:
    """Places in as few pieces as fit, each about as long."""
    wanted = sum(table.columns[place].width_mm for place in places)
    pieces = max(1, -int(-wanted // room_mm))
    size = -(-len(places) // pieces)
    return [places[start : start + size] for start in range(0, len(places), size)]


def _panel(table: Table, places: tuple[int, ...], width_mm: float) -> Panel:
    asked = [table.columns[place].width_mm for place in places]
    scale = width_mm / sum(asked)
    if scale > 1:
        scale = min(scale, WIDEN)
    return Panel(table, places, tuple(round(width * scale, 2) for width in asked))
