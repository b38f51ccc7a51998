"""What the cells of .ods and .xls become. The .xls is a small file saved by LibreOffice, kept as bytes."""

import base64
import zlib
from datetime import date, datetime

import pytest

from etl.reading import (
    Area,
    CellKind,
    Format,
    Limits,
    RawCell,
    RawSheet,
    RefusalCode,
    Unreadable,
    Visibility,
    read_bytes,
)
from etl.reading.ods import read_ods
from tests.etl.reading.packages import ods
from tests.etl.reading.saved_xls import SAVED_XLS

HIDDEN = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
OLD_FONT = (
    '<style:style style:name="ce1"><style:text-properties fo:font-family="\'.VnTime\'"/></style:style>'
    '<style:style style:name="ce2" style:parent-style-name="ce1"/>'
)


def sheet(body: str, styles: str = "") -> RawSheet:
    return read_ods(ods(body, styles=styles), limits=Limits()).sheets[0]


def cell(attributes: str, inside: str = "") -> RawCell | None:
    row = f"<table:table-row><table:table-cell {attributes}>{inside}</table:table-cell></table:table-row>"
    return sheet(row).at(1, 1)


@pytest.mark.parametrize(
    ("attributes", "inside", "kind", "value"),
    [
        ('office:value-type="float" office:value="12.5"', "<text:p>12,5</text:p>", CellKind.NUMBER, 12.5),
        ('office:value-type="boolean" office:boolean-value="true"', "<text:p>1</text:p>", CellKind.BOOL, True),
        ('office:value-type="date" office:date-value="2025-06-30"', "", CellKind.DATE, date(2025, 6, 30)),
        (
            'office:value-type="date" office:date-value="2025-06-30T14:30:00"',
            "",
            CellKind.DATE,
            datetime(2025, 6, 30, 14, 30),
        ),
        ('office:value-type="string"', "<text:p>a</text:p><text:p>b</text:p>", CellKind.TEXT, "a\nb"),
        ('office:value-type="string"', '<text:p>a<text:s text:c="2"/>b</text:p>', CellKind.TEXT, "a  b"),
        ('office:value-type="string"', "<text:p><text:span>Hòa</text:span> Lộc</text:p>", CellKind.TEXT, "Hòa Lộc"),
        (
            'office:value-type="string"',
            "<office:annotation><text:p>ghi chú</text:p></office:annotation><text:p>a</text:p>",
            CellKind.TEXT,
            "a",
        ),
        (
            'office:value-type="string" calcext:value-type="error" table:formula="of:=NA()"',
            "<text:p>#N/A</text:p>",
            CellKind.ERROR,
            "#N/A",
        ),
        ('table:formula="of:=SUM([.B1:.B9])"', "", CellKind.FORMULA_WITHOUT_VALUE, "=SUM([.B1:.B9])"),
        ('office:value-type="float" office:value="nan"', "<text:p>x</text:p>", CellKind.ERROR, "x"),
        ('office:value-type="float" office:value="12,5"', "<text:p>12,5</text:p>", CellKind.ERROR, "12,5"),
    ],
)
def test_ods_cell_becomes(attributes: str, inside: str, kind: CellKind, value: object) -> None:
    found = cell(attributes, inside)
    assert found is not None
    assert (found.kind, found.value) == (kind, value)


def test_ods_formula_that_comes_to_an_empty_text_is_blank() -> None:
    assert cell('table:formula="of:=IF(1=1;&quot;&quot;;1)"', "<text:p/>") is None


def test_ods_percentage_says_so() -> None:
    found = cell('office:value-type="percentage" office:value="0.985"', "<text:p>98,5%</text:p>")
    assert found is not None
    assert (found.value, found.number_format) == (0.985, "0%")


def test_ods_repeated_and_covered_cells_and_spans() -> None:
    value = '<table:table-cell office:value-type="float" office:value="5"'
    found = sheet(
        '<table:table-row table:number-rows-repeated="2"/>'
        f'<table:table-row table:number-rows-repeated="2">{value} table:number-columns-repeated="2"/></table:table-row>'
        f'<table:table-row>{value} table:number-columns-spanned="2"/>'
        '<table:covered-table-cell office:value-type="float" office:value="6"/></table:table-row>'
    )
    assert [cell.address for cell in found.cells] == ["A3", "B3", "A4", "B4", "A5"]
    assert found.merged == (Area(5, 1, 5, 2),)


def test_ods_hidden_sheet_and_inherited_font() -> None:
    row = '<table:table-row><table:table-cell table:style-name="ce2" office:value-type="string"><text:p>a</text:p>'
    body = (
        f'{row}</table:table-cell></table:table-row></table:table><table:table table:name="B" table:style-name="ta2">'
    )
    tables = read_ods(ods(body, styles=HIDDEN + OLD_FONT), limits=Limits())
    assert [each.visibility for each in tables.sheets] == [Visibility.VISIBLE, Visibility.HIDDEN]
    assert tables.sheets[0].cells[0].font == ".VnTime"


def old_book() -> bytes:
    return zlib.decompress(base64.b85decode(SAVED_XLS))


def test_xls_cells_errors_fonts_and_formats() -> None:
    book = read_bytes(old_book(), name="cu.xls")
    assert book.format is Format.XLS
    assert [(each.name, each.visibility) for each in book.sheets] == [
        ("Nhóm 1", Visibility.VISIBLE),
        ("Ẩn", Visibility.HIDDEN),
    ]
    found = {each.address: each for each in book.sheets[0].cells}
    assert {place: (each.kind, each.value) for place, each in found.items()} == {
        "B3": (CellKind.TEXT, "Xa\u0303 Hoà"),
        "C3": (CellKind.NUMBER, 12.0),
        "D3": (CellKind.NUMBER, 0.985),
        "E3": (CellKind.BOOL, True),
        "F3": (CellKind.DATE, date(2025, 6, 30)),
        "G3": (CellKind.DATE, datetime(2025, 6, 30, 14, 30)),
        "B4": (CellKind.ERROR, "#DIV/0!"),
        "C4": (CellKind.ERROR, "#N/A"),
        "D4": (CellKind.NUMBER, 2.0),
        "F4": (CellKind.TEXT, "X· Hoµng"),
        "B6": (CellKind.TEXT, "gộp"),
    }
    assert found["D3"].number_format == "0.0%"
    assert (found["F4"].font, found["B3"].font) == (".VnTime", "Calibri")
    assert book.sheets[0].merged == (Area(6, 2, 7, 4),)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_xls_cut_short_is_refused(share: float) -> None:
    data = old_book()
    with pytest.raises(Unreadable) as refused:
        read_bytes(data[: int(len(data) * share)], name="cu.xls")
    assert refused.value.code in (RefusalCode.TRUNCATED, RefusalCode.DAMAGED)
