"""A whole workbook: what it is taken for, what is asked, and that everything wrong is said at once."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.checking import CheckedReturn, check_workbook
from etl.figures import Figure
from etl.issues import KINDS, Severity, catalogue_markdown, issue
from etl.register import default_register
from etl.rounds import Round
from indicators.model import Tier
from tests.broken import EXPECTED, broken, delete_meta, delete_readme, on_each
from tests.workbooks import (
    BIEN_THUONG,
    BY_COMMUNE,
    CAM_THUY,
    META,
    PLAN,
    ROUND,
    TAY_DO,
    VINH_LOC,
    XA_VINH_LOC,
    YEAR_2024,
    Sheet,
    checked,
    communes,
    context,
    errors,
    filing_unit,
    meta_of,
    row,
    table,
    values,
    warnings,
    without_keys,
    workbook,
)

GOOD = table(row(BIEN_THUONG, "Có"))


def without_codes(sheet: Sheet) -> Sheet:
    """The sheet with its row of codes blank."""
    return replace(sheet, rows=[[None], *sheet.rows[1:]])


def titled(*lines: str) -> Sheet:
    """A cover sheet."""
    return Sheet("Bìa", [[line] for line in lines])


def test_every_fault_is_said_at_once(tmp_path: Path) -> None:
    sheet = table(
        row(BIEN_THUONG, "có lẽ", 3, 4, -1),
        row(TAY_DO, "#REF!", "nhiều", 2.5, "1.234"),
        row("Xã Lạ", "Có", 1, 1, 1),
        items=("T-1", "T-2.den", "T-2.num", "T-3"),
    )
    assert errors(checked(tmp_path, sheet)) == [
        ("row_unclear", "B5"),
        ("not_yes_no", "C3"),
        ("negative", "F3"),
        ("cell_error", "C4"),
        ("not_a_number", "D4"),
        ("not_whole", "E4"),
        ("ambiguous_number", "F4"),
        ("numerator_above_denominator", "E3"),
    ]


def test_an_issue_names_sheet_cell_commune_item_and_what_was_found(tmp_path: Path) -> None:
    found = checked(tmp_path, table(row(TAY_DO, "nhiều"), items=("T-3",))).errors[0]
    assert (found.sheet, found.cell, found.unit, found.item, found.value) == (
        "1. Đảng ủy",
        "C3",
        TAY_DO.key,
        "T-3",
        "nhiều",
    )
    assert "nhiều" in found.message and found.fix


def test_blank_is_missing_and_zero_is_a_figure(tmp_path: Path) -> None:
    result = checked(tmp_path, table(row(BIEN_THUONG, 0), row(TAY_DO, None), row(XA_VINH_LOC, "-"), items=("T-3",)))
    assert [(fact.unit_key, fact.state, fact.value) for fact in result.facts] == [(BIEN_THUONG.key, "zero", 0.0)]
    assert (result.units, result.values, result.blanks) == (3, 1, 2)


def test_rows_in_are_values_blanks_and_faults(tmp_path: Path) -> None:
    sheet = table(row(BIEN_THUONG, "Có", 1), row(TAY_DO, None, "nhiều"), items=("T-1", "T-3"))
    result = checked(tmp_path, sheet)
    assert result.values + result.blanks + len(result.errors) == 4


# --- what the workbook is ---


def test_the_round_and_unit_on_screen_stand_in_for_a_lost_hidden_sheet(tmp_path: Path) -> None:
    against = context(chosen_round=ROUND, chosen_unit=VINH_LOC)
    result = checked(tmp_path, without_keys(GOOD), meta=None, against=against)
    assert (result.round, result.filing_unit) == (ROUND, VINH_LOC)
    assert errors(result) == [] and warnings(result) == []
    assert values(result) == {("Biện Thượng", "T-1"): 1.0}


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Kỳ báo cáo: 6 tháng đầu năm 2026", ROUND),
        ("BÁO CÁO 6 THÁNG ĐẦU NĂM 2026 (theo chỉ tiêu đến năm 2024)", ROUND),
        ("Báo cáo năm 2024", YEAR_2024),
        ("Chỉ tiêu đến năm 2024", None),
        ("Báo cáo năm 2024 và quý III năm 2026", None),
        ("Báo cáo năm 2020", None),
    ],
)
def test_a_title_names_a_round_or_it_is_asked(title: str, found: Round | None, tmp_path: Path) -> None:
    result = checked(tmp_path, titled(title), GOOD, meta=None)
    assert result.round == found
    assert ("round_missing" in {code for code, _ in errors(result)}) == (found is None)


def test_a_title_of_another_round_contradicts_the_hidden_sheet(tmp_path: Path) -> None:
    result = checked(tmp_path, titled("Kỳ báo cáo: Quý III năm 2026"), GOOD)
    assert errors(result) == [("round_wrong", None)]


def test_a_title_of_another_unit_contradicts_the_hidden_sheet(tmp_path: Path) -> None:
    result = checked(tmp_path, titled("Đơn vị: Huyện Cẩm Thủy"), GOOD)
    assert errors(result) == [("unit_wrong", None)]


def test_a_unit_of_another_time_is_wrong_in_this_round(tmp_path: Path) -> None:
    old = filing_unit("Huyện Đông Sơn", date(2024, 12, 31))
    result = checked(tmp_path, GOOD, meta=meta_of(unit=old.key))
    assert errors(result) == [("unit_wrong", None)]
    assert result.issues[0].value == "Huyện Đông Sơn"


def test_names_decide_the_unit_only_when_they_can_be_no_others(tmp_path: Path) -> None:
    against = context(chosen_round=ROUND)
    sure = checked(tmp_path, without_keys(table(row(BIEN_THUONG, "Có"), row(TAY_DO, "Có"))), meta=None, against=against)
    assert sure.filing_unit == VINH_LOC and warnings(sure) == [("unit_from_content", None)]
    single = checked(tmp_path, without_keys(GOOD), meta=None, against=against)
    assert single.filing_unit is None and errors(single) == [("unit_missing", None)]
    assert "Huyện Vĩnh Lộc" in single.issues[0].message


def test_several_districts_in_one_book_are_asked_apart(tmp_path: Path) -> None:
    first, second = communes("Huyện Cẩm Thủy")[:2]
    sheet = without_keys(table(*(row(unit, "Có") for unit in (BIEN_THUONG, TAY_DO, first, second))))
    result = checked(tmp_path, sheet, meta=None, against=context(chosen_round=ROUND))
    assert errors(result) == [("several_units", None)]
    assert "Huyện Vĩnh Lộc" in result.issues[0].message and "Huyện Cẩm Thủy" in result.issues[0].message


def test_a_commune_files_for_itself(tmp_path: Path) -> None:
    result = checked(tmp_path, GOOD, meta=meta_of(BIEN_THUONG, BY_COMMUNE))
    assert values(result) == {("Biện Thượng", "T-1"): 1.0}
    assert errors(result) == [] and result.filing_unit == BIEN_THUONG


def test_the_communes_are_those_of_the_last_day_of_the_round(tmp_path: Path) -> None:
    district = filing_unit("Huyện Vĩnh Lộc", YEAR_2024.data_to)
    old = communes("Huyện Vĩnh Lộc", YEAR_2024.data_to)
    result = checked(tmp_path, table(row(old[0], "Có"), row(BIEN_THUONG, "Có")), meta=meta_of(district, YEAR_2024))
    assert errors(result) == [("unit_not_in_force", "B4")]
    assert "01/07/2025" in result.errors[0].message


def test_a_template_of_another_version_is_refused_with_all_else_that_is_wrong(tmp_path: Path) -> None:
    sheet = table(row(BIEN_THUONG, "có lẽ"))
    result = checked(tmp_path, sheet, meta=meta_of(template_version="9"))
    assert errors(result) == [("template_version_wrong", None), ("not_yes_no", "C3")]
    assert result.template_version == "9"


def test_the_plan_is_told_by_its_headers_when_there_are_several(tmp_path: Path) -> None:
    other = PLAN.model_copy(
        update={"code": "khac", "indicator": tuple(i.model_copy(update={"item": ()}) for i in PLAN.indicator)}
    )
    against = context(plans=(other, PLAN))
    result = check_workbook(broken(tmp_path, delete_meta, delete_readme), against)
    assert result.plan == PLAN and values(result) == EXPECTED


# --- rows and columns ---


def test_a_misspelt_commune_is_asked_about_with_its_like(tmp_path: Path) -> None:
    sheet = without_keys(table(row(BIEN_THUONG, "Có"), row("Xã Tay Đô", "Có")))
    result = checked(tmp_path, sheet)
    assert errors(result) == [("row_unclear", "A3")]
    assert "Xã Tây Đô" in result.errors[0].message
    assert values(result) == {("Biện Thượng", "T-1"): 1.0}


def test_a_commune_of_another_type_is_not_the_same_commune(tmp_path: Path) -> None:
    sheet = without_keys(table(row(BIEN_THUONG, "Có"), row("Phường Tây Đô", "Có")))
    assert errors(checked(tmp_path, sheet)) == [("row_unclear", "A3")]


def test_a_commune_of_another_time_named_in_words_is_recognised_as_such(tmp_path: Path) -> None:
    sheet = without_keys(table(row(BIEN_THUONG, "Có"), row("Xã Vĩnh An", "Có")))
    result = checked(tmp_path, sheet)
    assert errors(result) == [("unit_not_in_force", "A3")]
    assert "30/06/2025" in result.errors[0].message


def test_a_total_that_lost_its_label_is_known_by_its_sums(tmp_path: Path) -> None:
    lines = [row(BIEN_THUONG, 2, 4), row(TAY_DO, 3, 5)]
    adding = checked(tmp_path, table(*lines, row(None, 5, 9), items=("T-3", "T-9")))
    assert errors(adding) == [] and len(adding.facts) == 4
    other = checked(tmp_path, table(*lines, row(None, 5, 8), items=("T-3", "T-9")))
    assert errors(other) == [("row_without_name", "B5")]


def test_a_commune_named_in_the_title_opens_no_body(tmp_path: Path) -> None:
    sheet = without_keys(table(row(BIEN_THUONG, "Có", 4), items=("T-1", "T-3")))
    lines = [["Đơn vị báo cáo", BIEN_THUONG.full_name], [BIEN_THUONG.full_name], [], *sheet.rows]
    result = checked(tmp_path, replace(sheet, rows=lines), meta=meta_of(BIEN_THUONG, BY_COMMUNE))
    assert errors(result) == []
    assert values(result) == {("Biện Thượng", "T-1"): 1.0, ("Biện Thượng", "T-3"): 4.0}


def test_old_fonts_are_decoded_in_answers_and_headers_too(tmp_path: Path) -> None:
    sheet = replace(
        table(row(BIEN_THUONG, "Cã"), row(TAY_DO, "Kh«ng"), headers=["§· ban hµnh quy chÕ d©n vËn"]),
        fonts={"C2": ".VnTime", "C3": ".VnTime", "C4": ".VnTime"},
    )
    result = checked(tmp_path, without_codes(sheet))
    assert values(result) == {("Biện Thượng", "T-1"): 1.0, ("Tây Đô", "T-1"): 0.0}
    assert result.matched_by == "headers"


def test_the_same_letters_in_a_plain_font_are_asked_about_not_decoded(tmp_path: Path) -> None:
    sheet = replace(table(row(BIEN_THUONG, "Cã"), row(TAY_DO, "x")), fonts={"C4": ".VnTime"})
    assert errors(checked(tmp_path, sheet)) == [("not_yes_no", "C3")]


def test_a_row_without_figures_is_no_fault(tmp_path: Path) -> None:
    sheet = without_keys(table(row(BIEN_THUONG, "Có"), row("Người lập biểu", None), row("Nguyễn Văn A", None)))
    assert errors(checked(tmp_path, sheet)) == []


def test_an_empty_second_row_of_a_commune_is_no_fault(tmp_path: Path) -> None:
    result = checked(tmp_path, table(row(BIEN_THUONG, None), row(BIEN_THUONG, "Có")))
    assert values(result) == {("Biện Thượng", "T-1"): 1.0} and errors(result) == []


def test_an_empty_second_column_of_an_item_is_no_fault(tmp_path: Path) -> None:
    result = checked(tmp_path, table(row(BIEN_THUONG, None, "Có"), items=("T-1", "T-1")))
    assert values(result) == {("Biện Thượng", "T-1"): 1.0} and errors(result) == []


@pytest.mark.parametrize("total", [5, "5", "5,0"])
def test_a_right_total_is_left_out_in_silence(total: object, tmp_path: Path) -> None:
    sheet = table(row(BIEN_THUONG, 2), row(TAY_DO, 3), row("Cộng", total), items=("T-3",))  # type: ignore[arg-type]
    result = checked(tmp_path, sheet)
    assert warnings(result) == [] and len(result.facts) == 2


def test_a_total_over_an_unreadable_cell_is_not_judged(tmp_path: Path) -> None:
    sheet = table(row(BIEN_THUONG, 2), row(TAY_DO, "ba"), row("Cộng", 5), items=("T-3",))
    assert "total_wrong" not in {found.code for found in checked(tmp_path, sheet).issues}


def test_what_is_missing_is_named_once_with_its_count(tmp_path: Path) -> None:
    result = checked(tmp_path, GOOD)
    told = {found.code: found for found in result.warnings}
    assert set(told) == {"sheet_missing", "columns_missing", "rows_missing"}
    assert "Xã Tây Đô; Xã Vĩnh Lộc" in told["rows_missing"].message
    assert "8 cột" in told["columns_missing"].message and "2 cột" in told["sheet_missing"].message


# --- against the last round ---


@pytest.mark.parametrize(
    ("item", "old", "new", "code"),
    [
        ("T-1", 1.0, "Không", "yes_became_no"),
        ("T-1", 0.0, "Có", None),
        ("T-3", 5.0, 4, "count_fell"),
        ("T-3", 5.0, 5, None),
        ("T-3", 5.0, 24, None),
        ("T-3", 5.0, 25, "jump"),
        ("T-9", 100.0, 20, "jump"),
        ("T-9", 5.0, 4, None),
        ("T-9", 0.0, 400, None),
    ],
)
def test_changes_since_the_last_round(item: str, old: float, new: object, code: str | None, tmp_path: Path) -> None:
    sheet = table(row(BIEN_THUONG, new), items=(item,))  # type: ignore[arg-type]
    against = context({(BIEN_THUONG.key, item): Figure("reported", old)})
    assert warnings(checked(tmp_path, sheet, against=against)) == ([] if code is None else [(code, "C3")])


def test_four_communes_with_one_number_are_no_suspicion(tmp_path: Path) -> None:
    units = communes("Huyện Cẩm Thủy")[:4]
    sheet = table(*(row(unit, 7) for unit in units), items=("T-3",))
    assert warnings(checked(tmp_path, sheet, meta=meta_of(CAM_THUY))) == []


# --- files ---


def test_a_missing_file_is_a_return_with_one_issue(tmp_path: Path) -> None:
    result = check_workbook(tmp_path / "khong-co.xlsx", context())
    assert [found.code for found in result.issues] == ["missing_file"]
    assert result.sha256 == ""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_bytes_are_refused_with_a_reason_or_read_as_they_are(data: st.DataObject, tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.xlsx"
    if not path.with_suffix(".whole").exists():  # written once: a workbook's length changes with its moment of saving
        path.with_suffix(".whole").write_bytes(workbook(tmp_path, GOOD).read_bytes())
    whole = bytearray(path.with_suffix(".whole").read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(bytes(whole[: data.draw(st.integers(1, len(whole)))]))
    says_why(check_workbook(path, context()))


CELL = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.sampled_from(["Có", "Tổng cộng", "T-1", "T-2.num", BIEN_THUONG.key, "Xã Tây Đô", "1.234", "12/24", "#N/A", "="]),
    st.integers(-10, 10**6),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
    st.dates(date(1950, 1, 1), date(2060, 1, 1)),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELL, max_size=6), min_size=1, max_size=8), has_meta=st.booleans())
def test_any_cells_are_read_or_asked_about(rows: list[list[object]], has_meta: bool, tmp_path: Path) -> None:
    tidy = [[clean_cell(value) for value in line] for line in rows]
    sheet = Sheet("Trang", tidy)  # type: ignore[arg-type]
    says_why(checked(tmp_path, sheet, meta=META if has_meta else None))


def clean_cell(value: object) -> object:
    """Without the control characters that no workbook can hold."""
    return "".join(c for c in value if c.isprintable()) if isinstance(value, str) else value


def says_why(result: CheckedReturn) -> None:
    """A refusal has a reason; every fact is a known commune's and a known item's."""
    assert result.accepted_possible or result.errors
    assert result.facts or result.errors
    register = default_register()
    codes = {item.code for item in PLAN.items}
    for fact in result.facts:
        assert register.get(fact.unit_key) and fact.item_code in codes
        assert fact.state == "not_applicable" or fact.value is not None or fact.text
    assert len({(f.unit_key, f.item_code) for f in result.facts}) == len(result.facts)


# --- the vocabulary ---


def test_the_page_of_codes_lists_each_once() -> None:
    text = catalogue_markdown()
    assert all(text.count(f"| `{code}` |") == 1 for code in KINDS)
    assert "{" not in text


def test_an_issue_keeps_a_long_value_whole_and_its_sentence_short() -> None:
    found = issue("not_a_number", value="x" * 500)
    assert found.value == "x" * 500 and len(found.message) < 120
    assert found.severity is Severity.ERROR


def test_braces_in_a_value_are_only_text() -> None:
    assert "{near}" in issue("not_a_number", value="{near}").message


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2026, 1, 1), date(2026, 6, 30), 6),
        (date(2026, 1, 1), date(2026, 12, 31), 12),
        (date(2025, 12, 15), date(2026, 6, 14), 6),
        (date(2025, 12, 15), date(2026, 12, 14), 12),
        (date(2026, 1, 1), date(2026, 1, 30), 0),
        (date(2026, 7, 1), date(2026, 9, 30), 3),
    ],
)
def test_a_round_covers_whole_months(start: date, end: date, months: int) -> None:
    assert replace(ROUND, data_from=start, data_to=end, tier=Tier.COMMUNE).months == months


def test_nothing_of_a_sheet_with_errors_only_is_lost(tmp_path: Path) -> None:
    def spoil(sheet: object) -> None:
        sheet["D9"].value = "có lẽ"  # type: ignore[index]

    result = check_workbook(broken(tmp_path, on_each(spoil)), context())
    assert errors(result) == [("not_yes_no", "D9"), ("not_a_number", "D9")]
    assert len(result.facts) == len(EXPECTED) - 2
