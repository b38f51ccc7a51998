"""The charts that tables ask for, as native charts on a sheet of their own that read the tables' cells."""

from fractions import Fraction
from typing import Any

from indicators.formatting import NO_FIGURE
from indicators.status import LOOKS, Status
from reports.documents.shown import shown_number
from reports.tables.model import Cell, Chart, Row, RowKind, Table

SHEET = "Biểu đồ"
PX_PER_BAR, PX_WIDE, DATA_COLUMN = 26, 760, 14
PRINT_SCALE = 75
"""In percent: one chart on a page, none cut."""


def add_charts(book: Any, tables: tuple[Table, ...], *, font: str) -> None:
    """A sheet with one chart per stretch of figures and their numbers beside them; none where none is asked for."""
    wanted = [(table, table.chart) for table in tables if table.chart is not None]
    if not wanted:
        return
    sheet = book.add_worksheet(SHEET)
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.set_print_scale(PRINT_SCALE)
    sheet.set_column(DATA_COLUMN, DATA_COLUMN, 60)
    look = book.add_format({"font_name": font})
    part = book.add_format({"font_name": font, "num_format": "[$-42A]0.00%"})
    row, breaks = 1, list[int]()
    for table, chart in wanted:
        for title, start, end in stretches(table, chart):
            breaks.append(row - 1)
            count = _numbers(sheet, row, table, chart, (start, end), look, part)
            made = _chart(book, table, chart, title, row + 1, row + count, font)
            height = 120 + PX_PER_BAR * count
            made.set_size({"width": PX_WIDE, "height": height})
            sheet.insert_chart(row, 1, made, {"description": title})
            row += max(height // 20, count) + 3
    sheet.set_h_pagebreaks(breaks[1:])
    sheet.print_area(0, 0, row, DATA_COLUMN - 1)


def _numbers(sheet: Any, row: int, table: Table, chart: Chart, rows: tuple[int, int], look: Any, part: Any) -> int:
    """The numbers of one chart, written beside it: what is unknown is left empty, so that no bar says 0."""
    label, value = table.place(chart.label_key), table.place(chart.value_key)
    goal = table.place(chart.goal_key) if chart.goal_key else None
    sheet.write_string(row, DATA_COLUMN, "Số liệu của biểu đồ", look)
    sheet.write_string(row, DATA_COLUMN + 1, table.columns[value].header, look)
    if goal is not None:
        sheet.write_string(row, DATA_COLUMN + 2, table.columns[goal].header, look)
    lines = table.rows[rows[0] : rows[1] + 1]
    for place, line in enumerate(lines, row + 1):
        sheet.write_string(place, DATA_COLUMN, f"{line.cells[label].words}{_why_empty(line.cells[value])}", look)
        for column, at in ((value, 1), (goal, 2)):
            if column is not None and isinstance(line.cells[column].value, (int, Fraction)):
                sheet.write_number(place, DATA_COLUMN + at, shown_number(line.cells[column]), part)
    return len(lines)


def _why_empty(cell: Cell) -> str:
    if cell.value is not None:
        return ""
    return f" ({NO_FIGURE if cell.words == NO_FIGURE else Status.NOTHING_AROSE.word.lower()})"


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


def _chart(book: Any, table: Table, chart: Chart, title: str, first: int, last: int, font: str) -> Any:
    """Bars before the lighter bars of what they should reach."""
    made = book.add_chart({"type": "bar"})
    small = {"name": font, "size": 9}
    series = [(chart.value_key, 1, LOOKS[Status.ON_TRACK].colour)]
    if chart.goal_key is not None:
        series.insert(0, (chart.goal_key, 2, "#DDE3E8"))
    for key, at, colour in series:
        made.add_series(
            {
                "name": table.columns[table.place(key)].header,
                "categories": [SHEET, first, DATA_COLUMN, last, DATA_COLUMN],
                "values": [SHEET, first, DATA_COLUMN + at, last, DATA_COLUMN + at],
                "fill": {"color": colour},
                "gap": 45,
                "overlap": 100,
                "data_labels": {
                    "value": at == 1,
                    "num_format": "[$-42A]0.00%",
                    "font": small,
                    "position": "inside_base",
                },
            }
        )
    made.show_blanks_as("gap")
    made.set_title({"name": title, "name_font": {"name": font, "size": 13}, "overlay": False})
    made.set_x_axis({"min": 0, "max": 1, "num_format": "0%", "num_font": small, "major_gridlines": {"visible": False}})
    made.set_y_axis({"reverse": True, "num_font": small, "interval_unit": 1})
    made.set_legend({"position": "bottom", "font": small})
    return made
