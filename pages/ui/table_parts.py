"""A table of the meeting into HTML: the same words as in every document, on the colours of the screen."""

from itertools import groupby

from pages.ui import meeting_words
from pages.ui.markup import NOTHING, Html, bullets, tag
from pages.ui.words import SAMPLE
from reports.tables_model import Align, Cell, Column, Row, RowKind, Table

SIDES = {Align.LEFT: "", Align.CENTER: "mid", Align.RIGHT: "num"}
WIDE_MM = 34


def whole_table(table: Table) -> Html:
    """A table with its title, subtitle, unit and notes, as it stands in the document."""
    mark = tag("p", SAMPLE, cls="sample") if table.sample else NOTHING
    unit = tag("p", table.unit_line, cls="unit") if table.unit_line else NOTHING
    head = tag("div", tag("h3", table.title, cls="head"), tag("p", table.subtitle, cls="say"), mark, unit, cls="over")
    notes = (
        tag("div", tag("h4", meeting_words.TABLE_NOTES, cls="head"), bullets(table.notes), cls="small")
        if table.notes
        else NOTHING
    )
    return tag("section", head, table_html(table), notes, cls="paper")


def table_html(table: Table) -> Html:
    """The columns and rows, scrolling sideways where they must."""
    head = tag("thead", *_head(table.columns))
    body = tag("tbody", *(_row(row, table.columns) for row in table.rows))
    shown = tag("table", tag("caption", table.title or meeting_words.WHICH_TABLES), head, body, cls="data ruled")
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


def _row(row: Row, columns: tuple[Column, ...]) -> Html:
    if row.kind is RowKind.SECTION:
        return tag("tr", tag("th", row.cells[0].words, colspan=len(columns), scope="colgroup"), cls="section")
    cells = (_cell(cell, column) for cell, column in zip(row.cells, columns, strict=True))
    return tag("tr", *cells, cls="strong" if row.kind is RowKind.TOTAL else "")


def _cell(cell: Cell, column: Column) -> Html:
    wide = column.align is Align.LEFT and column.width_mm >= WIDE_MM
    side = " ".join(filter(None, (SIDES[column.align], "wide" if wide else "")))
    shown = tag("span", cell.words, cls=f"chip s-{cell.status.value}") if cell.status else cell.words
    return tag("td", shown, cls=side)
