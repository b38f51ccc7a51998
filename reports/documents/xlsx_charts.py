"""The charts that tables ask for, as native charts on a sheet of their own that read the tables' cells."""

from typing import Any

from indicators.status import LOOKS, Status
from reports.tables_model import Chart, Row, RowKind, Table

Placed = tuple[Table, str, int]
"""A table, the name of its sheet, and the row of its first line, from 0."""
SHEET = "Biểu đồ"
PX_PER_BAR, PX_WIDE = 19, 760


def add_charts(book: Any, placed: list[Placed], *, font: str) -> None:
    """A sheet with one chart per stretch of figures; no sheet where no table asks for a chart."""
    wanted = [(table, name, first, table.chart) for table, name, first in placed if table.chart is not None]
    if not wanted:
        return
    sheet = book.add_worksheet(SHEET)
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    row = 1
    for table, name, first, chart in wanted:
        for title, start, end in stretches(table, chart):
            made = _chart(book, table, name, chart, title, first + start, first + end, font)
            height = 130 + PX_PER_BAR * 2 * (end - start + 1)
            made.set_size({"width": PX_WIDE, "height": height})
            sheet.insert_chart(row, 1, made, {"description": title})
            row += height // 20 + 2


def stretches(table: Table, chart: Chart) -> list[tuple[str, int, int]]:
    """(title, first, last) of the rows between two headings: one chart each."""
    found: list[tuple[str, int, int]] = []
    title, start = chart.title, None
    for place, row in enumerate((*table.rows, None)):
        if isinstance(row, Row) and row.kind is RowKind.BODY:
            start = place if start is None else start
            continue
        if start is not None:
            found.append((title, start, place - 1))
            start = None
        if isinstance(row, Row) and row.kind is RowKind.SECTION:
            title = row.cells[0].words
    return found


def _chart(book: Any, table: Table, name: str, chart: Chart, title: str, first: int, last: int, font: str) -> Any:
    made = book.add_chart({"type": "bar"})
    label, value = table.place(chart.label_key), table.place(chart.value_key)
    made.add_series(
        {
            "name": table.columns[value].header,
            "categories": [name, first, label, last, label],
            "values": [name, first, value, last, value],
            "fill": {"color": LOOKS[Status.ON_TRACK].colour},
            "gap": 45,
            "data_labels": {"value": True, "num_format": "[$-42A]0.00%", "font": {"name": font, "size": 9}},
        }
    )
    if chart.goal_key is not None:
        goal = table.place(chart.goal_key)
        made.add_series(
            {
                "name": table.columns[goal].header,
                "categories": [name, first, label, last, label],
                "values": [name, first, goal, last, goal],
                "fill": {"none": True},
                "border": {"color": LOOKS[Status.MISSED].colour, "width": 1.25, "dash_type": "dash"},
            }
        )
    small = {"name": font, "size": 9}
    made.set_title({"name": title, "name_font": {"name": font, "size": 13}, "overlay": False})
    made.set_x_axis({"min": 0, "max": 1, "num_format": "0%", "num_font": small, "major_gridlines": {"visible": True}})
    made.set_y_axis({"reverse": True, "num_font": small})
    made.set_legend({"position": "bottom", "font": small})
    return made
