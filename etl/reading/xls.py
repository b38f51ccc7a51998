"""The bytes of an .xls into sheets of typed cells (runs in the limited child only)."""

import struct
from datetime import date, datetime, time, timedelta
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from etl.reading.biff import Marks, read_marks
from etl.reading.counting import Tally
from etl.reading.dates import plain
from etl.reading.limits import Limits
from etl.reading.raw import Area, CellKind, RawCell, RawSheet, Value, Visibility
from etl.reading.refusals import RefusalCode, refusal
from etl.reading.styles import Style
from etl.reading.tables import Tables

XLS_FAULTS = (CalamineError, struct.error)
_PLAIN = Style()


def read_xls(data: bytes, *, limits: Limits) -> Tables:
    """Every worksheet, hidden ones too. Raises Unreadable, and XLS_FAULTS or ValueError for a damaged file.

    calamine gives the values, `biff` the errors, fonts and formats. Defined names are not read.
    """
    marks = read_marks(data)
    try:
        book = load_workbook(BytesIO(data))
    except PasswordError as locked:
        raise refusal(RefusalCode.ENCRYPTED) from locked
    if not marks.sheets or len(book.sheets_metadata) != len(marks.sheets):
        raise ValueError("no sheets, or two readings of their list differ")
    tally = Tally(limits)
    sheets = [
        _sheet(book.get_sheet_by_index(number), metadata, marks.sheets[number], tally)
        for number, metadata in enumerate(book.sheets_metadata)
        if metadata.typ == SheetTypeEnum.WorkSheet
    ]
    return Tables(tuple(sheets), {}, external_links=marks.external_links)


def _sheet(sheet: CalamineSheet, metadata: SheetMetadata, marks: Marks, tally: Tally) -> RawSheet:
    places: dict[tuple[int, int], RawCell] = {}
    # The default would leave out blank rows at the top and shift every address.
    for row, values in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        for column, raw in enumerate(values, start=1):
            if raw != "":
                style = marks.styles.get((row, column), _PLAIN)
                kind, value = _typed(raw)
                places[row, column] = RawCell(row, column, kind, value, style.font, style.number_format)
    for (row, column), error in marks.errors.items():
        places[row, column] = RawCell(row, column, CellKind.ERROR, error)
    cells = tuple(places[place] for place in sorted(places))
    for cell in cells:
        tally.check_place(metadata.name, cell.row, cell.column)
        tally.count(metadata.name, cell)
    merged = tuple(
        Area(top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    for area in merged:
        tally.count_merged(area)
    return RawSheet(metadata.name, _visibility(metadata.visible), cells, {}, merged)


def _visibility(visible: SheetVisibleEnum) -> Visibility:
    # calamine's enums do not hash.
    if visible == SheetVisibleEnum.VeryHidden:
        return Visibility.VERY_HIDDEN
    return Visibility.HIDDEN if visible == SheetVisibleEnum.Hidden else Visibility.VISIBLE


def _typed(raw: int | float | str | bool | time | date | datetime | timedelta) -> tuple[CellKind, Value]:
    if isinstance(raw, bool):
        return CellKind.BOOL, raw
    if isinstance(raw, int | float):
        return CellKind.NUMBER, float(raw)
    if isinstance(raw, datetime):
        return CellKind.DATE, plain(raw)
    if isinstance(raw, date):
        return CellKind.DATE, raw
    if isinstance(raw, time):
        return CellKind.NUMBER, (raw.hour * 3600 + raw.minute * 60 + raw.second) / 86_400
    if isinstance(raw, timedelta):
        return CellKind.NUMBER, raw / timedelta(days=1)
    return CellKind.TEXT, raw
