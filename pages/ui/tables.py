"""Columns and rows into an HTML table: aligned figures, a head that stays, room to scroll, whole when printed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pages.ui.markup import NOTHING, Child, Html, tag

Align = Literal["left", "right", "centre"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column. `right` is for figures; `hint` is shown over the title; `narrow` never wraps."""

    title: Child
    align: Align = "left"
    hint: str | None = None
    cls: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line, a cell per column. `anchor` is where a deep link may point; `strong` marks a total or a choice."""

    cells: Sequence[Child]
    anchor: str | None = None
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A line across the table that names the rows below it."""

    title: Child


def table(
    columns: Sequence[Column],
    rows: Iterable[Row | Section],
    *,
    caption: str,
    cls: str = "",
    stack: bool = False,
    foot: Sequence[Row] = (),
) -> Html:
    """A table inside a frame that scrolls sideways when it must.

    `caption` says what it is to who cannot see it. `stack`: on a phone every row becomes a small list of its own.
    Raises ValueError when a row has not one cell per column.
    """
    head = tag("thead", tag("tr", *(_head(column) for column in columns)))
    body = tag("tbody", *(_line(columns, row, stack) for row in rows))
    below = tag("tfoot", *(_line(columns, row, stack) for row in foot)) if foot else NOTHING
    kind = " ".join(filter(None, ("data", cls, "stack" if stack else "")))
    return tag("div", tag("table", tag("caption", caption), head, body, below, cls=kind), cls="scroll", role="region")


def _head(column: Column) -> Html:
    return tag("th", column.title, scope="col", title=column.hint, cls=_cell_class(column))


def _line(columns: Sequence[Column], row: Row | Section, stack: bool) -> Html:
    if isinstance(row, Section):
        return tag("tr", tag("th", row.title, colspan=len(columns), scope="colgroup"), cls="section")
    if len(row.cells) != len(columns):
        raise ValueError(f"{len(row.cells)} cells for {len(columns)} columns")
    cells = (
        tag("td", cell, cls=_cell_class(column), data_label=_label(column) if stack else None)
        for column, cell in zip(columns, row.cells, strict=True)
    )
    return tag("tr", *cells, id=row.anchor, cls="strong" if row.strong else "")


def _label(column: Column) -> str | None:
    """The title that stands beside a cell once the head is gone."""
    return column.title if isinstance(column.title, str) and column.title else None


def _cell_class(column: Column) -> str:
    aligned = {"left": "", "right": "num", "centre": "mid"}[column.align]
    return " ".join(filter(None, (aligned, column.cls)))
