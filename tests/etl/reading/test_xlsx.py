"""What the cells of an .xlsx become: kinds, values, fonts, formats, names, merged areas."""

import unicodedata
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from etl.reading import Area, CellKind, Format, Limits, RawCell, RawSheet, Visibility, read_bytes
from etl.reading.xlsx import read_xlsx
from tests.etl.reading.packages import (
    MAIN,
    SHEET,
    STRINGS,
    TYPES,
    WORKBOOK,
    default_workbook,
    packed,
    parts,
)

DATE, NUMBER, TEXT, ERROR = CellKind.DATE, CellKind.NUMBER, CellKind.TEXT, CellKind.ERROR


def sheet(data: bytes) -> RawSheet:
    return read_xlsx(data, limits=Limits()).sheets[0]


def cell(content: str, **more: str) -> RawCell | None:
    """The cell A1 of a sheet whose first row holds one element <c>."""
    return sheet(packed(parts(f'<row r="1">{content}</row>', **more))).at(1, 1)  # type: ignore[arg-type]


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def value_of(content: str, **more: str) -> tuple[CellKind, object]:
    found = cell(content, **more)
    assert found is not None
    return found.kind, found.value


@pytest.mark.parametrize(
    ("content", "kind", "value"),
    [
        ('<c r="A1"><v>12</v></c>', NUMBER, 12.0),
        ('<c r="A1"><v>1.5E-3</v></c>', NUMBER, 0.0015),
        ('<c r="A1"><v>-0.25</v></c>', NUMBER, -0.25),
        ('<c r="A1"><v>0</v></c>', NUMBER, 0.0),
        ("<c><v>7</v></c>", NUMBER, 7.0),
        ('<c r="A1" t="b"><v>1</v></c>', CellKind.BOOL, True),
        ('<c r="A1" t="b"><v>0</v></c>', CellKind.BOOL, False),
        ('<c r="A1" t="e"><v>#N/A</v></c>', ERROR, "#N/A"),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', ERROR, "#DIV/0!"),
        ('<c r="A1" t="s"><v>0</v></c>', TEXT, "Xã Hòa Lộc"),
        ('<c r="A1" t="str"><f>A2</f><v>chữ</v></c>', TEXT, "chữ"),
        ('<c r="A1" t="inlineStr"><is><t> a  b </t></is></c>', TEXT, " a  b "),
        ('<c r="A1" t="inlineStr"><is><r><t>Hòa</t></r><r><t> Lộc</t></r></is></c>', TEXT, "Hòa Lộc"),
        ('<c r="A1" t="inlineStr"><is><t>a</t><rPh><t>b</t></rPh></is></c>', TEXT, "a"),
        ('<c r="A1" t="d"><v>2025-06-30</v></c>', DATE, date(2025, 6, 30)),
        ('<c r="A1" t="d"><v>2025-06-30T07:30:00Z</v></c>', DATE, datetime(2025, 6, 30, 7, 30)),
        ('<c r="A1" t="d"><v>mai</v></c>', ERROR, "mai"),
        ('<c r="A1"><v>1_000</v></c>', ERROR, "1_000"),
        ('<c r="A1"><v>nan</v></c>', ERROR, "nan"),
        ('<c r="A1"><v>1e999</v></c>', ERROR, "1e999"),
        ('<c r="A1"><v>１２</v></c>', ERROR, "１２"),
        ('<c r="A1"><v>12,5</v></c>', ERROR, "12,5"),
        ('<c r="A1"><f>SUM(B1:B9)</f></c>', CellKind.FORMULA_WITHOUT_VALUE, "=SUM(B1:B9)"),
        ('<c r="A1"><f>SUM(B1:B9)</f><v/></c>', CellKind.FORMULA_WITHOUT_VALUE, "=SUM(B1:B9)"),
        ('<c r="A1"><f>SUM(B1:B9)</f><v>3</v></c>', NUMBER, 3.0),
        ('<c r="A1"><f>SUM(B1:B9)</f><v>0</v></c>', NUMBER, 0.0),
    ],
)
def test_cell_becomes(content: str, kind: CellKind, value: object) -> None:
    assert value_of(content) == (kind, value)


@pytest.mark.parametrize(
    "content",
    [
        '<c r="A1" s="0"/>',
        '<c r="A1"><v></v></c>',
        '<c r="A1" t="str"><f>IF(1=1,"","x")</f><v></v></c>',
        '<c r="A1" t="inlineStr"><is><t></t></is></c>',
    ],
)
def test_blank_cell_is_not_listed(content: str) -> None:
    assert cell(content) is None


def test_zero_put_by_a_writer_that_cannot_calculate_is_no_value() -> None:
    stale = default_workbook('<calcPr fullCalcOnLoad="1"/>')
    content = '<c r="A1"><f>SUM(B1:B9)</f><v>0</v></c>'
    assert value_of(content, workbook=stale) == (CellKind.FORMULA_WITHOUT_VALUE, "=SUM(B1:B9)")
    assert value_of('<c r="A1"><v>0</v></c>', workbook=stale) == (NUMBER, 0.0)


def test_formula_of_a_program_that_never_calculates() -> None:
    book = openpyxl.Workbook()
    book.active["B2"] = "=1+1"
    assert sheet(saved(book)).at(2, 2) == RawCell(2, 2, CellKind.FORMULA_WITHOUT_VALUE, "=1+1")


def test_decomposed_text_stays_as_it_is() -> None:
    text = unicodedata.normalize("NFD", "Xã Thiệu Ngọc")
    found = cell('<c r="A1" t="s"><v>0</v></c>', strings=(text,))  # type: ignore[arg-type]
    assert found is not None
    assert found.value == text != "Xã Thiệu Ngọc"


def test_escaped_line_end_is_one_and_forbidden_characters_stay_escaped() -> None:
    found = cell('<c r="A1" t="s"><v>0</v></c>', strings=("a_x000D_b_xD800_c_x0000_",))  # type: ignore[arg-type]
    assert found is not None
    assert found.value == "a\rb_xD800_c_x0000_"


@pytest.mark.parametrize(
    ("number_format", "serial", "kind", "value"),
    [
        ("dd/mm/yyyy", 45838, DATE, date(2025, 6, 30)),
        ("dd/mm/yyyy\\ hh:mm", 45838.5, DATE, datetime(2025, 6, 30, 12)),
        ("[$-42A]dd mmmm yyyy", 45838, DATE, date(2025, 6, 30)),
        ("mm/yyyy", 45838, DATE, date(2025, 6, 30)),
        ("dd/mm/yyyy", 1, DATE, date(1900, 1, 1)),
        ("dd/mm/yyyy", 61, DATE, date(1900, 3, 1)),
        ("dd/mm/yyyy", -1, NUMBER, -1.0),
        ("dd/mm/yyyy", 4_000_000, NUMBER, 4_000_000.0),
        ("hh:mm", 0.5, NUMBER, 0.5),
        ("[h]:mm", 45838, NUMBER, 45838.0),
        ('#,##0 "đồng"', 45838, NUMBER, 45838.0),
        ("#,##0\\ _₫", 45838, NUMBER, 45838.0),
        ('0 "ngày"', 45838, NUMBER, 45838.0),
        ("0.00%", 0.985, NUMBER, 0.985),
        ("[Red]0", 5, NUMBER, 5.0),
    ],
)
def test_number_format_decides_what_is_a_date(number_format: str, serial: float, kind: CellKind, value: object) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = serial
    book.active["A1"].number_format = number_format
    found = sheet(saved(book)).at(1, 1)
    assert found is not None
    assert (found.kind, found.value, found.number_format) == (kind, value, number_format)


def test_dates_count_from_1904_where_the_book_says_so() -> None:
    content = parts(
        '<row r="1"><c r="A1" s="0"><v>44376</v></c></row>',
        styles='<xf numFmtId="14" fontId="0"/>',
        workbook='<workbookPr date1904="1"/>' + default_workbook(),
    )
    found = sheet(packed(content)).at(1, 1)
    assert found is not None
    assert found.value == date(2025, 6, 30)


def test_fonts_are_given_only_when_an_old_one_is_in_the_book() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Hoa"
    assert [cell.font for cell in sheet(saved(book)).cells] == [None]
    book.active["A2"] = "Hoµng"
    book.active["A2"].font = Font(name=".VnTime")
    assert [cell.font for cell in sheet(saved(book)).cells] == ["Calibri", ".VnTime"]


@pytest.mark.parametrize(
    ("runs", "font"),
    [
        ('<r><rPr><rFont val="VNI-Times"/></rPr><t>Hoaø</t></r>', "VNI-Times"),
        ('<r><rPr><rFont val="VNI-Times"/></rPr><t>a</t></r><r><rPr><rFont val="Arial"/></rPr><t>b</t></r>', None),
        ('<r><rPr><rFont val="Arial"/></rPr><t>b</t></r>', None),
    ],
)
def test_font_of_runs_counts_where_all_agree(runs: str, font: str | None) -> None:
    content = parts('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
    text = f'<sst xmlns="{MAIN}"><si>{runs}</si></sst>'.encode()
    found = sheet(packed(content | {STRINGS: text})).at(1, 1)
    assert found is not None
    assert found.font in (font, "Calibri")
    assert (found.font == "VNI-Times") is (font is not None)


def test_sheets_tell_how_they_are_hidden_and_names_whose_they_are() -> None:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        shown, hidden, very = (book.add_worksheet(name) for name in ("Nhóm 1", "Ẩn", "_meta"))
        for page in (shown, hidden, very):
            page.write(0, 0, "a")
        hidden.hide()
        very.very_hidden()
        book.define_name("return_1", "='Nhóm 1'!$B$3:$H$10")
        book.define_name("'Nhóm 1'!own", "='Nhóm 1'!$A$1")
    tables = read_bytes(buffer.getvalue(), name="a.xlsx")
    assert [(each.name, each.visibility) for each in tables.sheets] == [
        ("Nhóm 1", Visibility.VISIBLE),
        ("Ẩn", Visibility.HIDDEN),
        ("_meta", Visibility.VERY_HIDDEN),
    ]
    assert tables.defined_names == {"return_1": "'Nhóm 1'!$B$3:$H$10"}
    assert tables.sheets[0].defined_names == {"own": "'Nhóm 1'!$A$1"}
    assert tables.sheet("Ẩn") is tables.sheets[1]
    assert tables.sheet("ẩn") is None


def test_merged_areas_and_rows() -> None:
    after = '<mergeCells><mergeCell ref="B1:D2"/><mergeCell ref="A5"/></mergeCells>'
    found = sheet(packed(parts('<row r="3"><c r="C3"><v>1</v></c><c r="A3"><v>2</v></c></row>', after=after)))
    assert found.merged == (Area(1, 2, 2, 4), Area(5, 1, 5, 1))
    assert [(row, [cell.address for cell in cells]) for row, cells in found.rows()] == [(3, ["A3", "C3"])]
    assert found.last_row == 3


def test_rows_out_of_order_are_put_in_order() -> None:
    rows = '<row r="2"><c r="A2"><v>2</v></c></row><row r="1"><c r="A1"><v>1</v></c></row><row><c><v>3</v></c></row>'
    found = sheet(packed(parts(rows.replace("<row><c><v>3</v></c></row>", '<row r="3"><c><v>3</v></c></row>'))))
    assert [cell.value for cell in found.cells] == [1.0, 2.0, 3.0]


def test_rows_and_cells_without_addresses_follow_each_other() -> None:
    found = sheet(packed(parts("<row><c><v>1</v></c><c/><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>")))
    assert [cell.address for cell in found.cells] == ["A1", "C1", "A3"]


def test_formatted_blanks_far_out_do_not_matter() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row><row r="1048576"><c r="A1048576" s="0"/></row>'
    assert [cell.address for cell in sheet(packed(parts(rows))).cells] == ["A1"]


def test_extensions_of_the_sheet_are_no_cells() -> None:
    after = '<extLst><ext><x:c xmlns:x="urn:x" r="B2"><x:v>5</x:v></x:c><x:f xmlns:x="urn:x">A1</x:f></ext></extLst>'
    assert [cell.address for cell in sheet(packed(parts(after=after))).cells] == ["A1", "B1"]


def test_strict_files_and_prefixed_names_are_read() -> None:
    content = {name: data.decode() for name, data in parts().items()}
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    content[SHEET] = content[SHEET].replace(MAIN, strict)
    for tag in ("sst", "si", "t"):
        content[STRINGS] = content[STRINGS].replace(f"<{tag}>", f"<x:{tag}>").replace(f"</{tag}>", f"</x:{tag}>")
    content[STRINGS] = content[STRINGS].replace("<sst xmlns=", "<x:sst xmlns:x=")
    data = packed({name: text.encode() for name, text in content.items()})
    assert [cell.value for cell in sheet(data).cells] == ["Xã Hòa Lộc", 12.0]


def test_utf_16_part_is_read() -> None:
    content = parts()
    content[SHEET] = content[SHEET].decode().replace("UTF-8", "UTF-16").encode("utf-16")
    assert len(sheet(packed(content)).cells) == 2


def test_style_beyond_the_list_is_no_style() -> None:
    assert value_of('<c r="A1" s="77"><v>5</v></c>') == (NUMBER, 5.0)


def test_sheet_of_a_chart_is_left_out() -> None:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        page = book.add_worksheet("Số liệu")
        page.write(0, 0, 1)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "='Số liệu'!$A$1"})
        book.add_chartsheet("Biểu đồ").set_chart(chart)
    assert [each.name for each in read_bytes(buffer.getvalue(), name="a.xlsx").sheets] == ["Số liệu"]


def test_book_says_its_format_size_and_links() -> None:
    link = f'<externalLink xmlns="{MAIN}"><externalBook/></externalLink>'.encode()
    data = packed(parts(more={"xl/externalLinks/externalLink1.xml": link}))
    book = read_bytes(data, name="a.xlsx")
    assert (book.format, book.size, book.external_links) == (Format.XLSX, len(data), True)
    assert len(book.sha256) == 64
    assert not read_bytes(packed(parts()), name="a.XLSX").external_links


def test_macro_extension_without_macros_is_a_workbook() -> None:
    types = parts()[TYPES].replace(b"spreadsheetml.sheet.main", b"excel.sheet.macroEnabled.main")
    types = types.replace(b"vnd.openxmlformats-officedocument.excel", b"vnd.ms-excel.excel")
    assert read_bytes(packed(parts() | {TYPES: types}), name="a.xlsm").sheets


def test_workbook_part_may_have_another_name() -> None:
    content = {name.replace("workbook", "book"): data for name, data in parts().items()}
    content = {name: data.replace(WORKBOOK.encode(), b"xl/book.xml") for name, data in content.items()}
    assert len(sheet(packed(content)).cells) == 2


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30).filter(
    lambda text: not text.startswith("=") and "_x" not in text
)
VALUES = st.one_of(
    st.none(),
    TEXTS,
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.dates(date(1901, 1, 1), date(2100, 1, 1)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(VALUES, min_size=1, max_size=5), min_size=1, max_size=6))
def test_reads_what_openpyxl_reads(rows: list[list[object]]) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    data = saved(book)
    peer = openpyxl.load_workbook(BytesIO(data)).active
    theirs = {
        (each.row, each.column): each.value.date() if isinstance(each.value, datetime) else each.value
        for row in peer.iter_rows()
        for each in row
        if each.value is not None
    }
    ours = {(each.row, each.column): each.value for each in sheet(data).cells}
    assert ours == theirs
