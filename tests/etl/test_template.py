"""The blank workbook: what DESIGN §5 fixes, and what a clerk needs of it."""

import io
from datetime import date

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook

from etl.figures import CellEntry, Figure
from etl.template.layout import checksum, sheet_frames, sheet_name, target_words
from etl.template.style import lines_needed
from etl.template.workbook import write_template
from indicators.catalogue import plan
from indicators.model import Group, Mode, Target
from tests.workbooks import BIEN_THUONG, ISSUED_ON, PLAN, ROUND, TAY_DO, VINH_LOC, communes

UNITS = communes("Huyện Vĩnh Lộc")


def template(
    *,
    previous: dict[tuple[str, str], Figure] | None = None,
    values: dict[tuple[str, str], CellEntry] | None = None,
    sample: bool = False,
) -> bytes:
    out = io.BytesIO()
    write_template(
        out,
        plan=PLAN,
        round_=ROUND,
        filing_unit=VINH_LOC,
        communes=UNITS,
        issued_on=ISSUED_ON,
        previous=previous,
        values=values,
        sample=sample,
    )
    return out.getvalue()


@pytest.fixture(scope="module")
def blank() -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(template()))


def test_the_read_me_comes_first_then_one_sheet_per_group_with_items(blank: Workbook) -> None:
    assert blank.sheetnames == ["Hướng dẫn", "1. Đảng ủy", "2. Chính quyền", "Thông tin khác", "_meta"]
    assert [sheet.sheet_state for sheet in blank.worksheets] == ["visible"] * 4 + ["veryHidden"]


def test_the_hidden_sheet_has_its_six_keys(blank: Workbook) -> None:
    rows = [(row[0].value, row[1].value) for row in blank["_meta"].iter_rows()]
    assert rows == [
        ("template_version", "1"),
        ("plan", "thu"),
        ("round", "thu-2026-6t"),
        ("unit", VINH_LOC.key),
        ("issued_on", "2026-07-01"),
        ("checksum", checksum(PLAN, ROUND.code, VINH_LOC.key, ISSUED_ON, [u.key for u in UNITS])),
    ]


def test_row_1_and_column_a_are_hidden_and_hold_the_keys(blank: Workbook) -> None:
    sheet = blank["1. Đảng ủy"]
    assert sheet.row_dimensions[1].hidden and sheet.column_dimensions["A"].hidden
    codes = [cell.value for cell in sheet[1] if cell.value]
    assert codes == ["T-1", "T-2.den", "T-2.num", "T-3", "T-4", "T-5", "T-6", "T-7", "T-8"]
    keys = [cell.value for cell in sheet["A"] if cell.value]
    assert keys == [unit.key for unit in UNITS]


def test_each_sheet_has_a_defined_name_for_its_input_range(blank: Workbook) -> None:
    names = {name: blank.defined_names[name].attr_text for name in blank.defined_names if name.startswith("return")}
    assert names == {
        "return_1": "'1. Đảng ủy'!$D$9:$T$11",
        "return_2": "'2. Chính quyền'!$D$9:$F$11",
        "return_words": "'Thông tin khác'!$B$6:$D$14",
    }


def test_only_inputs_can_be_typed_into(blank: Workbook) -> None:
    sheet = blank["1. Đảng ủy"]
    assert sheet.protection.sheet
    unlocked = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    inputs = {sheet.cell(row, column).coordinate for row in (9, 10, 11) for column in range(4, 21, 2)}
    assert unlocked == inputs


def test_every_input_has_a_rule_and_a_yes_or_no_has_a_list(blank: Workbook) -> None:
    rules = {str(rule.sqref): rule for rule in blank["1. Đảng ủy"].data_validations.dataValidation}
    assert rules["D9:D11"].type == "list" and rules["D9:D11"].formula1 == '"Có,Không,Không áp dụng"'
    assert rules["P9:P11"].formula1 == '"Chưa làm,Đang làm,Đã xong"'
    assert {rule.type for rule in rules.values()} == {"list", "custom", "textLength"}
    assert len(rules) == 9
    assert "5000" in rules["J9:J11"].formula1 and "INT(J9)" in rules["J9:J11"].formula1


def test_headers_carry_code_target_unit_and_clause(blank: Workbook) -> None:
    sheet = blank["1. Đảng ủy"]
    assert sheet["B2"].value == "1. Nhóm chỉ tiêu đối với đảng ủy"
    assert sheet["B3"].value == "Đơn vị: Huyện Vĩnh Lộc · Kỳ báo cáo: 6 tháng đầu năm 2026 · Hạn nộp: 10/07/2026"
    assert sheet["F5"].value == "T-2. Chỉ tiêu T-2"
    assert [sheet["F7"].value, sheet["G7"].value, sheet["H7"].value] == [
        "Tổng số tổ dân vận",
        "Kỳ trước",
        "Số tổ hoạt động hiệu quả",
    ]
    assert sheet["F8"].value == "tổ" and sheet["D8"].value == "Có / Không"
    assert sheet["F7"].comment.text.startswith("Mục 1")
    assert {area.coord for area in sheet.merged_cells.ranges} >= {"F5:I5", "F6:I6", "B5:B8", "C5:C8"}


def test_the_page_is_a4_landscape_with_its_headers_on_every_page(blank: Workbook) -> None:
    sheet = blank["1. Đảng ủy"]
    assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == 9
    assert sheet.print_title_rows == "$5:$8" and sheet.print_title_cols == "$B:$C"
    assert sheet.freeze_panes == "D9"


def test_the_last_accepted_value_stands_in_grey_beside_its_input() -> None:
    previous = {
        (BIEN_THUONG.key, "T-1"): Figure("reported", 1.0),
        (BIEN_THUONG.key, "T-3"): Figure("zero", 0.0),
        (BIEN_THUONG.key, "T-5"): Figure("reported", 20513.0, "2026-03-01"),
        (TAY_DO.key, "T-7"): Figure("not_applicable"),
    }
    sheet = openpyxl.load_workbook(io.BytesIO(template(previous=previous)))["1. Đảng ủy"]
    assert (sheet["E9"].value, sheet["K9"].value, sheet["S10"].value) == ("Có", 0, "Không áp dụng")
    assert sheet["O9"].value.date() == date(2026, 3, 1)
    assert sheet["D9"].value is None and sheet["E9"].protection.locked
    assert sheet["E9"].font.color.rgb != sheet["D9"].font.color.rgb


def test_values_fill_the_inputs_and_text_never_becomes_a_formula() -> None:
    values: dict[tuple[str, str], CellEntry] = {(TAY_DO.key, "T-8"): "=HYPERLINK(1)", (TAY_DO.key, "T-3"): 4}
    sheet = openpyxl.load_workbook(io.BytesIO(template(values=values)))["1. Đảng ủy"]
    assert (sheet["T10"].value, sheet["T10"].data_type) == ("=HYPERLINK(1)", "s")
    assert sheet["J10"].value == 4


def test_a_sample_says_so_on_every_visible_sheet() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(sample=True)))
    for sheet in book.worksheets[:-1]:
        words = [str(cell.value) for row in sheet.iter_rows(max_row=8) for cell in row if cell.value]
        assert any("Số liệu minh họa" in text for text in words), sheet.title
    plain = openpyxl.load_workbook(io.BytesIO(template()))
    assert not any("minh họa" in str(cell.value) for sheet in plain for row in sheet.iter_rows() for cell in row)


def test_the_same_template_has_the_same_bytes() -> None:
    assert template() == template()


def test_the_plan_of_thanh_hoa_fits_its_sheets() -> None:
    frames = sheet_frames(plan("th862"))
    assert [frame.group.code for frame in frames] == ["1", "2", "3"]
    assert sum(len(frame.columns) for frame in frames) == len(plan("th862").items)
    assert all(len(frame.name) <= 31 for frame in frames)


def test_a_sheet_name_is_short_and_legal() -> None:
    group = Group(code="3", name="Nhóm", short_name="Chính quyền / đoàn thể: các nhiệm vụ [cấp xã]")
    name = sheet_name(group)
    assert len(name) <= 31 and not set(name) & set("[]:*?/\\")


def test_targets_read_in_one_line() -> None:
    targets = (
        Target(due=date(2025, 12, 31), value=50, mode=Mode.REACH_BY),
        Target(due=date(2030, 12, 31), value=99.5, mode=Mode.MAINTAIN),
    )
    assert target_words(targets) == "Mục tiêu: 50% (2025); 99,5% (2030)"
    assert target_words(()) == "Theo dõi, chưa đặt mục tiêu"


def test_the_checksum_sees_units_and_round_but_not_their_order() -> None:
    keys = [unit.key for unit in UNITS]
    base = checksum(PLAN, "r", "u", ISSUED_ON, keys)
    assert base == checksum(PLAN, "r", "u", ISSUED_ON, keys[::-1])
    assert base != checksum(PLAN, "r", "u", ISSUED_ON, keys[:-1])
    assert base != checksum(PLAN, "r2", "u", ISSUED_ON, keys)


def test_lines_are_counted_by_words() -> None:
    assert lines_needed("một hai ba bốn", 7) == 2
    assert lines_needed("một", 20) == 1
    assert lines_needed("x" * 25, 10) == 3
