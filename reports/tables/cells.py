"""A figure into a cell: the exact value, and the words that the page and every document show for it."""

import unicodedata
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from etl.register import Unit
from indicators.exact import exact
from indicators.formatting import NO_FIGURE, date_vi, number_vi, percent_vi
from indicators.judgement import TargetVerdict
from indicators.status import Status
from indicators.verdict import Verdict
from reports.tables.model import Align, Cell, Column, ColumnKind, Row, RowKind

BLANK = Cell(None, "")
DASH = Cell(None, "–")
NO_TARGET = Cell(None, "không đặt")
_VERDICTS = {Verdict.MET: Status.MET, Verdict.MISSED: Status.MISSED, Verdict.NOT_ENOUGH: Status.NOT_ENOUGH}
_VERDICT_WORDS = {Verdict.PENDING: "Chưa đến hạn", Verdict.NOT_BINDING: "Không xét"}


def clean(words: str) -> str:
    """Words in composed letters, without the control characters that no document may hold."""
    composed = unicodedata.normalize("NFC", words)
    return "".join(c for c in composed if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs", "Co", "Cn"))


def text(words: str) -> Cell:
    """Words as they are."""
    shown = clean(words)
    return Cell(shown, shown)


def integer(amount: int | float | None) -> Cell:
    """A count, or a sum of what was reported; None says that there is no figure."""
    if amount is None:
        return Cell(None, NO_FIGURE)
    value = exact(amount)
    return Cell(value, number_vi(value))


def place(number: int | None) -> Cell:
    """STT or rank: a number without a word where there is none."""
    return Cell(None, "–") if number is None else Cell(number, str(number))


def percent(value: Fraction | None, status: Status | None = None) -> Cell:
    """A percentage cut off at two decimals, never rounded towards a target."""
    return Cell(value, percent_vi(value), status)


def target(value: Fraction | None) -> Cell:
    """What a target asks for: as few decimals as it was written with."""
    return NO_TARGET if value is None else Cell(value, percent_vi(value, trim=True))


def points(change: Fraction | None) -> Cell:
    """A change in percentage points, with its sign."""
    if change is None:
        return Cell(None, "–")
    return Cell(change, f"{'+' if change > 0 else ''}{number_vi(change, places=2)}")


def status(found: Status) -> Cell:
    """A status as sign and word."""
    return Cell(f"{found.symbol} {found.word}", f"{found.symbol} {found.word}", found)


def verdict(of: TargetVerdict | None) -> Cell:
    """What became of one milestone."""
    if of is None:
        return NO_TARGET
    known = _VERDICTS.get(of.verdict)
    if known is None or of.judged_on is None and known is not Status.MET:
        return text(_VERDICT_WORDS.get(of.verdict, "Chưa đến hạn"))
    return status(known)


def heat(found: Status, value: Fraction | None) -> Cell:
    """A sign with the percentage it belongs to; the sign alone where there is no percentage."""
    if value is None:
        return Cell(None, found.symbol, found)
    return Cell(value, f"{found.symbol} {percent_vi(value)}", found)


def day(on: date | None) -> Cell:
    """A day; without one a dash."""
    return Cell(None, "–") if on is None else Cell(on, date_vi(on))


def names(units: Iterable[Unit]) -> Cell:
    """Units by name, in the order given; a dash for none."""
    return text(", ".join(unit.full_name for unit in units) or "–")


def section(words: str) -> Row:
    """A heading over the lines that follow."""
    return Row((text(words),), RowKind.SECTION)


def column(key: str, header: str, kind: ColumnKind, width_mm: float, *, group: str = "", lead: bool = False) -> Column:
    """A column aligned by its kind: words left, figures right, signs and days in the middle."""
    align = Align.RIGHT
    if kind is ColumnKind.TEXT:
        align = Align.LEFT
    if kind in (ColumnKind.STATUS, ColumnKind.DATE) or key in ("place", "unit", "rank"):
        align = Align.CENTER
    return Column(key=key, header=clean(header), kind=kind, align=align, width_mm=width_mm, group=group, lead=lead)
