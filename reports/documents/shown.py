"""A cell into the one number that its words show: what a workbook and a chart hold."""

from fractions import Fraction

from reports.tables.model import Cell


def shown_number(cell: Cell) -> float | int:
    """The number that the cell's words show: a percentage as a part of 1, cut off after four decimals."""
    value = cell.value
    assert isinstance(value, (int, Fraction))
    if cell.words.endswith("%"):
        exact = Fraction(value)
        steps = abs(exact.numerator) * 100 // exact.denominator
        return (steps if exact >= 0 else -steps) / 10_000
    if isinstance(value, int):
        return value
    return float(Fraction(cell.words.lstrip("+").replace(".", "").replace(",", ".")))
