"""A table into CSV for machines: UTF-8 with a byte-order mark, exact figures, one line per row.

Figures are written with a point and in full, days as YYYY-MM-DD, nothing as nothing. CSV has no types: text that a
spreadsheet would take for a formula gets an apostrophe before it.
"""

import csv
import re
from datetime import date
from fractions import Fraction
from io import StringIO

from reports.tables.model import Cell, Column, ColumnKind, RowKind, Table

BOM = "\ufeff"
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"[+-]?[0-9][0-9.,]*")


def write_csv(table: Table) -> bytes:
    """The table as bytes. Columns by their keys; `section` holds the heading a line stands under, `kind` the rest."""
    out = StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    keys = [key for column in table.columns for key in _keys(column)]
    lines.writerow(["section", "kind", *keys])
    section = ""
    for row in table.rows:
        if row.kind is RowKind.SECTION:
            section = row.cells[0].words
            continue
        cells = [words for column, cell in zip(table.columns, row.cells, strict=True) for words in _cells(column, cell)]
        lines.writerow([safe(section), row.kind.value, *cells])
    return (BOM + out.getvalue()).encode("utf-8")


def _keys(column: Column) -> list[str]:
    """A percentage with a sign (districts × indicators) has its status in a column of its own."""
    return [column.key, f"{column.key}.status"] if column.group else [column.key]


def _cells(column: Column, cell: Cell) -> list[str]:
    if column.group:
        return [_value(cell), cell.status.value if cell.status else ""]
    return [cell.status.value] if column.kind is ColumnKind.STATUS and cell.status else [_value(cell)]


def _value(cell: Cell) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return str(value.numerator) if value.denominator == 1 else repr(float(value))
    return str(value) if isinstance(value, int) else safe(value)


def safe(words: str) -> str:
    """Text that no spreadsheet runs: numbers stay as they are."""
    return f"'{words}" if words.startswith(_RISKY) and not _NUMBER.fullmatch(words) else words
