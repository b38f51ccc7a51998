"""A table of the meeting into HTML: the same words as in every document, on the colours of the screen."""

from itertools import groupby

from pages.ui import meeting_words
from pages.ui.markup import NOTHING, Html, bullets, tag
from pages.ui.words import SAMPLE
from reports.documents.parts import Panel, panels_of
from reports.tables.model import Align, Cell, Column, Row, RowKind, Table

SIDES = {Align.LEFT: "", Align.CENTER: "mid", Align.RIGHT: "num"}
WIDE_MM = 34
PAPER_MM = 252.0
"""The width of A4 lying between an official document's margins."""


def whole_table(table: Table) -> Html:
    """A table with title, subtitle, unit and notes, as it stands in the document: in panels where it is too wide."""
    mark = tag("p", SAMPLE, cls="sample") if table.sample else NOTHING
    unit = tag("p", table.unit_line, cls="unit") if table.unit_line else NOTHING
    head = tag("div", tag("h3", table.title, cls="head"), tag("p", table.subtitle, cls="say"), mark, unit, cls="over")
    panels = (_drawn(panel) for panel in panels_of(table, PAPER_MM))
    said = tag("h4", meeting_words.TABLE_NOTES, cls="head") + bullets(table.notes)
    return tag("section", head, *panels, tag("div", said, cls="small") if table.notes else "", cls="paper")


def table_html(table: Table) -> Html:
    """The columns and rows in one piece, scrolling sideways where they must."""
    return _drawn(Panel(table, tuple(range(len(table.columns))), ()))


def _drawn(panel: Panel) -> Html:
    columns = panel.columns
    head = tag("thead", *_head(columns))
    body = tag("tbody", *(_row(row, panel.cells(row), columns) for row in panel.table.rows))
    caption = tag("caption", panel.table.title or meeting_words.WHICH_TABLES)
    shown = tag("table", caption, head, body, cls="data ruled dense" if panel.table.grouped else "data ruled")
    return tag("div", shown, cls="scroll", role="region")


def _head(columns: tuple[Column, ...]) -> list[Html]:
    """One line, or two where columns stand in groups; those without a group reach over both."""
    if not any(column.group for column in columns):
        return [tag("tr", *(_title(column) for column in columns))]
    above: list[Html] = []
    for group, held in groupby(columns, key=lambda column: column.group):
        members = list(held)
        if group:
            above.append(tag("th", group, colspan=len(members), scope="colgroup", cls="mid"))
        else:
            above += [_title(column, rowspan=2) for column in members]
    below = tag("tr", *(_title(column) for column in columns if column.group))
    return [tag("tr", *above), below]


def _title(column: Column, rowspan: int | None = None) -> Html:
    return tag("th", column.header, scope="col", rowspan=rowspan, cls=SIDES[column.align])


def _row(row: Row, cells: tuple[Cell, ...], columns: tuple[Column, ...]) -> Html:
    if row.kind is RowKind.SECTION:
        return tag("tr", tag("th", cells[0].words, colspan=len(columns), scope="colgroup"), cls="section")
    shown = (_cell(cell, column) for cell, column in zip(cells, columns, strict=True))
    return tag("tr", *shown, cls="strong" if row.kind is RowKind.TOTAL else "")


def _cell(cell: Cell, column: Column) -> Html:
    wide = column.align is Align.LEFT and column.width_mm >= WIDE_MM
    side = " ".join(filter(None, (SIDES[column.align], "wide" if wide else "")))
    shown = tag("span", cell.words, cls=f"chip s-{cell.status.value}") if cell.status else cell.words
    return tag("td", shown, cls=side)
