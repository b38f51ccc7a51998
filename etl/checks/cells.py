"""The cells where communes and items cross into facts, and what is wrong with single cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from etl.checking_model import CellFact
from etl.figures import Figure
from etl.issues import Issue, cell_name, issue
from etl.matching.grid import cell_text, shown_value
from etl.matching.heads import PlacedColumn
from etl.matching.rows import PlacedRow
from etl.matching.tables import Table
from etl.normalising.figures import Fault, Reading, figure_of
from etl.reading import CellKind, RawCell
from etl.rules import day_number
from indicators.model import Indicator, Item, ItemType, Plan


@dataclass(slots=True)
class Cells:
    """What the cells of one sheet say. `blanks` counts required cells without a figure or a fault."""

    facts: list[CellFact] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    blanks: int = 0


@dataclass(frozen=True)
class Rules:
    """What the plan asks of its items, looked up by item code."""

    day: date
    partners: Mapping[str, tuple[str, bool]]
    conditional: frozenset[str]

    @classmethod
    def of(cls, plan: Plan, day: date) -> "Rules":
        """The rules of a plan on the last day of a round."""
        ratios = [i for i in plan.indicator if i.numerator and i.denominator]
        partners = {i.denominator: (i.numerator, False) for i in reversed(ratios)}
        partners |= {i.numerator: (i.denominator, True) for i in ratios}
        found = {c: p for c, p in partners.items() if c is not None and p[0] is not None}
        return cls(day, {c: (str(p[0]), p[1]) for c, p in found.items()}, conditional_items(plan.indicator))


def conditional_items(indicators: tuple[Indicator, ...]) -> frozenset[str]:
    """Items that some indicator uses for a part of the communes only."""
    return frozenset(
        code
        for indicator in indicators
        if indicator.conditional
        for code in (*indicator.item_codes, *(item.code for item in indicator.item))
    )


def read_cells(table: Table, rules: Rules) -> Cells:
    """Read every crossing of a commune's row and an item's column."""
    cells = Cells()
    columns = {placed.item.code: placed.column for placed in table.placed_columns}
    for row in table.placed_rows:
        line = table.grid.rows.get(row.row, {})
        for column in table.placed_columns:
            cell = line.get(column.column)
            read = None if cell is None else read_cell(column.item, cell)
            if isinstance(read, Fault):
                read = read_fault(cells, table, rules, row, column, read, columns)
            elif read is None:
                cells.blanks += column.item.required
            if read is not None and cell is not None:
                cells.facts.append(fact_of(table, row, column, cell, read))
                look_again(cells, table, rules, row, column, read)
    return cells


def read_cell(item: Item, cell: RawCell) -> Reading:
    """What one cell says under an item."""
    match cell.kind:
        case CellKind.TEXT:
            return figure_of(item, cell_text(cell))
        case CellKind.ERROR:
            return Fault("cell_error", str(cell.value))
        case CellKind.FORMULA_WITHOUT_VALUE:
            return Fault("formula_without_value", str(cell.value))
        case _:
            return figure_of(item, cell.value, number_format=cell.number_format)


def read_fault(
    cells: Cells,
    table: Table,
    rules: Rules,
    row: PlacedRow,
    column: PlacedColumn,
    fault: Fault,
    columns: Mapping[str, int],
) -> Figure | None:
    """Record a fault; "12/24" beside a column that says 24 is read as 12, with a warning."""
    figure = None
    if fault.code == "fraction_in_cell":
        figure = fraction_figure(table, rules, row, column, fault, columns)
    code = "fraction_read" if figure else fault.code
    cells.issues.append(cell_issue(code, table, row, column, fault.found, **fault.words))
    return figure


def fraction_figure(
    table: Table,
    rules: Rules,
    row: PlacedRow,
    column: PlacedColumn,
    fault: Fault,
    columns: Mapping[str, int],
) -> Figure | None:
    """The figure of "12/24" when the partner's own cell confirms the other number."""
    partner, is_numerator = rules.partners.get(column.item.code, ("", False))
    beside = table.grid.at(row.row, columns.get(partner, 0))
    if beside is None:
        return None
    mine, other = (fault.words["first"], fault.words["second"])
    if not is_numerator:
        mine, other = other, mine
    read = read_cell(column.item, beside)
    if not isinstance(read, Figure) or read.value != float(other):
        return None
    figure = figure_of(column.item, float(mine))
    return figure if isinstance(figure, Figure) else None


def fact_of(table: Table, row: PlacedRow, column: PlacedColumn, cell: RawCell, figure: Figure) -> CellFact:
    """A figure with its place."""
    return CellFact(
        unit_key=row.unit.key,
        item_code=column.item.code,
        state=figure.state,
        value=figure.value,
        text=figure.text,
        sheet=table.grid.name,
        row=row.row,
        column=column.column,
        original=shown_value(cell),
    )


def look_again(cells: Cells, table: Table, rules: Rules, row: PlacedRow, column: PlacedColumn, figure: Figure) -> None:
    """Warnings about a figure that can be read: not applicable where all are, a date after the round."""
    item = column.item
    if figure.state == "not_applicable":
        if item.code not in rules.conditional:
            words = {"item_name": item.header, "unit_name": row.unit.full_name}
            cells.issues.append(cell_issue("na_unexpected", table, row, column, "Không áp dụng", **words))
    elif item.type is ItemType.DATE and figure.value is not None and figure.value > day_number(rules.day):
        found = date.fromisoformat(figure.text or "")
        limit = f"{rules.day:%d/%m/%Y}"
        cells.issues.append(cell_issue("date_late", table, row, column, f"{found:%d/%m/%Y}", limit=limit))


def cell_issue(code: str, table: Table, row: PlacedRow, column: PlacedColumn, found: str, **words: str) -> Issue:
    """An issue at one cell of the table."""
    return issue(
        code,
        sheet=table.grid.name,
        cell=cell_name(row.row, column.column),
        unit=row.unit.key,
        item=column.item.code,
        value=found,
        **words,
    )
