"""Words beside figures in a workbook: written by the template, found by keys or labels, read with their cells."""

import io
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from etl.checking import CheckedReturn, check_workbook
from etl.figures import CellEntry
from etl.issues.words_told import TOLD_KINDS
from etl.marking.workbook import Marked, write_marked
from etl.register import Unit
from etl.template.workbook import write_template
from etl.told import ReturnText
from indicators.texts import TextItem, TextKind
from tests.workbooks import (
    BIEN_THUONG,
    ISSUED_ON,
    META,
    PLAN,
    ROUND,
    TAY_DO,
    VINH_LOC,
    XA_VINH_LOC,
    Sheet,
    context,
    errors,
    row,
    table,
    values,
    workbook,
)

KINDS = (TextKind.DIFFICULTY, TextKind.PROPOSAL, TextKind.MODEL)
SPEAKING = PLAN.model_copy(
    update={
        "text": tuple(TextItem(kind=kind, by_commune=kind in KINDS) for kind in TextKind),
        "indicator": tuple(one for one in PLAN.indicator if one.code != "T-8"),  # an item called like a label
    }
)
AGAINST = context(plans=(SPEAKING,))
NAME = "Thông tin khác"
FILLED: dict[tuple[str, str], CellEntry] = {(BIEN_THUONG.key, "T-9"): 2}
SAID = (
    ReturnText(TextKind.FILLER_NAME, "Lê Thị Hoa"),
    ReturnText(TextKind.FILLER_POST, "Phó Trưởng ban"),
    ReturnText(TextKind.FILLER_PHONE, "0912 345 678"),
    ReturnText(TextKind.DIFFICULTY, "Cán bộ kiêm nhiệm nhiều\n- thiếu thời gian"),
    ReturnText(TextKind.DIFFICULTY, "Địa bàn rộng", TAY_DO.key),
    ReturnText(TextKind.MODEL, "Tổ dân vận khéo giữ rừng", BIEN_THUONG.key),
)
Damage = Callable[[Worksheet], None]


def said(
    folder: Path,
    damage: Damage | None = None,
    texts: tuple[ReturnText, ...] = SAID,
    *,
    communes: tuple[Unit, ...] = (BIEN_THUONG, TAY_DO, XA_VINH_LOC),
) -> CheckedReturn:
    """The template with these words typed in, damaged and checked."""
    out = io.BytesIO()
    write_template(
        out,
        plan=SPEAKING,
        round_=ROUND,
        filing_unit=VINH_LOC,
        communes=communes,
        issued_on=ISSUED_ON,
        values=FILLED,
        texts=texts,
    )
    book = openpyxl.load_workbook(out)
    if damage is not None:
        damage(book[NAME])
    path = folder / "loi.xlsx"
    book.save(path)
    return check_workbook(path, AGAINST)


def row_of(sheet: Worksheet, key: str) -> int:
    """The row of a hidden key."""
    return next(line[0].row for line in sheet.iter_rows(max_col=1) if line[0].value == key)


def whole(key: str, value: object) -> Damage:
    """Type into the field of a kind."""

    def typed(sheet: Worksheet) -> None:
        sheet.cell(row_of(sheet, f"words.{key}"), 4).value = value

    return typed


def line(*cells: object) -> Damage:
    """Type into the first line of the table of communes."""

    def typed(sheet: Worksheet) -> None:
        at = row_of(sheet, "words.head") + 1
        for column, value in enumerate(cells, start=2):
            sheet.cell(at, column).value = value

    return typed


def test_the_sheet_gives_back_what_was_typed_and_no_data_sheet_minds_it(tmp_path: Path) -> None:
    result = said(tmp_path)
    assert result.texts == SAID
    assert result.words_sheets == (NAME,)
    assert errors(result) == [] and result.matched_by == "keys"
    assert [sheet.sheet for sheet in result.matched_sheets] == ["1. Đảng ủy", "2. Chính quyền"]
    assert "sheet_ignored" not in {found.code for found in result.issues}


def test_a_workbook_of_before_has_no_such_sheet_and_nothing_is_said_of_it(tmp_path: Path) -> None:
    with_sheet = said(tmp_path, texts=())
    out = tmp_path / "cu.xlsx"
    book = openpyxl.load_workbook(tmp_path / "loi.xlsx")
    del book[NAME]
    book.save(out)
    old = check_workbook(out, AGAINST)
    assert old.texts == () and old.words_sheets == ()
    assert [found.code for found in old.issues] == [found.code for found in with_sheet.issues]
    assert old.content_hash == with_sheet.content_hash


def test_words_change_no_figure_and_no_hash_of_the_figures(tmp_path: Path) -> None:
    plain, told = said(tmp_path, texts=()), said(tmp_path)
    assert (plain.values, plain.blanks, plain.content_hash) == (told.values, told.blanks, told.content_hash)
    assert plain.texts == () and told.texts == SAID


def renamed(sheet: Worksheet) -> None:
    sheet.title = "Y kien"


def moved_to_the_front(sheet: Worksheet) -> None:
    sheet.parent.move_sheet(sheet, -3)


def without_keys(sheet: Worksheet) -> None:
    sheet.row_dimensions[1].hidden = False
    sheet.delete_rows(1)
    sheet.delete_cols(1)


def renamed_without_keys(sheet: Worksheet) -> None:
    without_keys(sheet)
    renamed(sheet)


def key_row_lost(sheet: Worksheet) -> None:
    sheet.delete_rows(1)


def blank_lines_deleted(sheet: Worksheet) -> None:
    sheet.delete_rows(10)
    sheet.delete_rows(5)


def lines_inserted(sheet: Worksheet) -> None:
    sheet.insert_rows(6, 2)


def decomposed(sheet: Worksheet) -> None:
    for cells in sheet.iter_rows():
        for cell in cells:
            if isinstance(cell.value, str):
                cell.value = unicodedata.normalize("NFD", cell.value)


def labels_retyped(sheet: Worksheet) -> None:
    for at, words in enumerate(("Chung", "Khác", "Nữa")):
        sheet.cell(row_of(sheet, "words.difficulty") + at, 2).value = words


@pytest.mark.parametrize(
    "damage",
    [
        renamed,
        moved_to_the_front,
        without_keys,
        renamed_without_keys,
        key_row_lost,
        blank_lines_deleted,
        lines_inserted,
        decomposed,
        labels_retyped,
    ],
    ids=lambda damage: damage.__name__,
)
def test_a_sheet_that_people_have_been_at_says_the_same(tmp_path: Path, damage: Damage) -> None:
    result = said(tmp_path, damage)
    assert result.texts == SAID
    assert errors(result) == []


def test_nothing_typed_is_nothing_said(tmp_path: Path) -> None:
    for damage in (
        whole("difficulty", "-"),
        whole("difficulty", " \n "),
        line(BIEN_THUONG.full_name, "Khó khăn", None),
    ):
        result = said(tmp_path, damage, ())
        assert result.texts == () and errors(result) == []


def test_a_text_goes_on_in_the_line_below_and_twice_the_same_counts_once(tmp_path: Path) -> None:
    def typed(sheet: Worksheet) -> None:
        at = row_of(sheet, "words.proposal")
        sheet.insert_rows(at + 1)
        sheet.cell(at, 4).value, sheet.cell(at + 1, 4).value = "Tăng kinh phí", "Mở lớp tập huấn"
        table_at = row_of(sheet, "words.head") + 1
        for step, words in enumerate(("Địa bàn rộng", "Địa bàn rộng", "Xa trung tâm")):
            for column, value in enumerate(("tây đô", "Khó khăn", words), start=2):
                sheet.cell(table_at + step, column).value = value

    assert said(tmp_path, typed, ()).texts == (
        ReturnText(TextKind.DIFFICULTY, "Địa bàn rộng\nXa trung tâm", TAY_DO.key),
        ReturnText(TextKind.PROPOSAL, "Tăng kinh phí\nMở lớp tập huấn"),
    )


def test_the_whole_unit_named_in_the_table_speaks_for_itself(tmp_path: Path) -> None:
    found = said(tmp_path, line("Huyện Vĩnh Lộc", "Mô hình hay", "Camera an ninh"), ())
    assert found.texts == (ReturnText(TextKind.MODEL, "Camera an ninh"),)


def test_a_telephone_number_typed_as_a_number_gets_its_zero_back(tmp_path: Path) -> None:
    assert said(tmp_path, whole("filler_phone", 912345678), ()).texts[0].text == "0912345678"


FAULTS = (
    (whole("difficulty", "a" * 4001), "text_too_long", "D12"),
    (whole("filler_post", "a" * 161), "text_too_long", "D8"),
    (whole("filler_phone", "gọi sau"), "phone_unclear", "D9"),
    (whole("proposal", "=1/0"), "formula_without_value", "D13"),
    (whole("proposal", "#N/A"), "cell_error", "D13"),
    (line(None, "Khó khăn", "Xa"), "words_unit_missing", "B18"),
    (line("Biện Thượng Hạ", "Khó khăn", "Xa"), "words_unit_unclear", "B18"),
    (line("Xã Cẩm Thủy", "Khó khăn", "Xa"), "unit_of_other", "B18"),
    (line("Xã Ninh Khang", "Khó khăn", "Xa"), "unit_not_in_force", "B18"),
    (line("Xã Biện Thượng", "Bài hát", "Xa"), "words_kind_unclear", "C18"),
    (line("Xã Biện Thượng", None, "Xa"), "words_kind_unclear", "C18"),
    (line("Xã Biện Thượng", "Khó khăn", "#REF!"), "cell_error", "D18"),
)


@pytest.mark.parametrize(("damage", "code", "cell"), FAULTS)
def test_what_cannot_be_kept_is_asked_about_at_its_cell(tmp_path: Path, damage: Damage, code: str, cell: str) -> None:
    result = said(tmp_path, damage, ())
    found = [(one.code, one.sheet, one.cell) for one in result.errors]
    assert found == [(code, NAME, cell)]
    assert not any(field in one.message + one.fix for one in result.errors for field in "{}")


def test_two_people_who_filled_one_return_are_a_question(tmp_path: Path) -> None:
    def copied(sheet: Worksheet) -> None:
        twin = sheet.parent.copy_worksheet(sheet)
        twin.cell(row_of(twin, "words.filler_name"), 4).value = "Trần Văn Bình"

    result = said(tmp_path, copied)
    assert [(one.code, one.sheet) for one in result.errors] == [("words_repeated", f"{NAME} Copy")]
    assert result.texts == SAID


def test_every_code_about_words_is_raised_here() -> None:
    assert {kind.code for kind in TOLD_KINDS} <= {code for _, code, _ in FAULTS} | {"words_repeated"}


def labelled(name: str, *rows: tuple[object, ...]) -> Sheet:
    """A sheet without any key."""
    return Sheet(name, [list(cells) for cells in rows])  # type: ignore[arg-type]


DATA = table(row(BIEN_THUONG, "Có"))


@pytest.mark.parametrize(
    "foreign",
    [
        labelled("Sổ", ("Khó khăn, vướng mắc", "Đề xuất, kiến nghị", "Mô hình hay"), ("a", "b", "c")),
        labelled("Danh bạ", ("Họ và tên", "Lê Hoa"), ("Điện thoại", "0912345678")),
        labelled("Bảng", *[("Khó khăn", 1), ("Đề xuất", 2), ("Mô hình", 3), ("x", 4), ("y", 5)]),
        labelled("Ghi chép", ("Khó khăn của xã", "nhiều"), ("Đề xuất lên huyện", "b"), ("Mô hình của tỉnh", "c")),
    ],
    ids=["heads of a table", "two labels", "figures", "other sentences"],
)
def test_a_foreign_sheet_is_not_taken_for_words(tmp_path: Path, foreign: Sheet) -> None:
    result = check_workbook(workbook(tmp_path, DATA, foreign), AGAINST)
    assert result.texts == () and result.words_sheets == ()
    assert values(result) == {("Biện Thượng", "T-1"): 1.0}


def test_a_table_of_figures_with_words_below_it_stays_a_table(tmp_path: Path) -> None:
    below = [[None, "Khó khăn", "a"], [None, "Đề xuất", "b"], [None, "Mô hình hay", "c"]]
    result = check_workbook(workbook(tmp_path, replace(DATA, rows=[*DATA.rows, *below])), AGAINST)
    assert values(result) == {("Biện Thượng", "T-1"): 1.0}
    assert result.words_sheets == ()


def test_a_table_of_figures_may_have_the_name_of_the_sheet_of_words(tmp_path: Path) -> None:
    heads = (None, "Xã, phường", "Nội dung", "Đã ban hành quy chế dân vận")
    named = labelled(NAME, heads, (None, BIEN_THUONG.full_name, "a", "Có"), (None, TAY_DO.full_name, "b", "Không"))
    result = check_workbook(workbook(tmp_path, named), AGAINST)
    assert values(result) == {("Biện Thượng", "T-1"): 1.0, ("Tây Đô", "T-1"): 0.0}
    assert result.words_sheets == () and result.texts == ()


def test_a_label_is_no_heading_even_where_an_item_is_called_like_it(tmp_path: Path) -> None:
    own = labelled(
        NAME,
        *[("Khó khăn, vướng mắc", None, "Ít người"), ("Đề xuất", None, "Thêm người"), ("Mô hình hay", None, "Camera")],
        ("Xã, phường", "Loại ý kiến", "Nội dung"),
        *[("Xã", "Khó khăn, vướng mắc", None), (TAY_DO.full_name, "Mô hình hay", "Vườn chung")],
    )
    result = check_workbook(workbook(tmp_path, DATA, own), context())
    assert values(result) == {("Biện Thượng", "T-1"): 1.0}
    assert [one.text for one in result.texts] == ["Ít người", "Thêm người", "Camera", "Vườn chung"]


def test_labels_one_below_the_other_are_read_in_a_foreign_book_too(tmp_path: Path) -> None:
    own = labelled(
        "Ý kiến",
        ("Ý KIẾN CỦA HUYỆN",),
        ("1. Khó khăn, vướng mắc:", "Địa bàn rộng"),
        ("2. Kiến nghị, đề xuất:", "Thêm người"),
        ("3. Mô hình hay:", "Camera"),
    )
    result = check_workbook(workbook(tmp_path, DATA, own, meta=META), AGAINST)
    assert [(one.kind, one.text) for one in result.texts] == list(
        zip(KINDS, ("Địa bàn rộng", "Thêm người", "Camera"), strict=True)
    )


def test_a_commune_that_files_for_itself_has_no_table(tmp_path: Path) -> None:
    said(tmp_path, texts=(), communes=(TAY_DO,))
    sheet = openpyxl.load_workbook(tmp_path / "loi.xlsx")[NAME]
    assert all(cells[0].value != "words.head" for cells in sheet.iter_rows(max_col=1))


def test_the_sheet_looks_like_the_others(tmp_path: Path) -> None:
    said(tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "loi.xlsx")[NAME]
    assert sheet.row_dimensions[1].hidden and sheet.column_dimensions["A"].hidden and sheet.protection.sheet
    assert sheet.freeze_panes == "A5" and sheet.page_setup.orientation == "landscape"
    head = row_of(sheet, "words.head")
    unlocked = {cell.coordinate for cells in sheet.iter_rows() for cell in cells if not cell.protection.locked}
    rows = range(head + 1, head + 21)
    assert unlocked == {f"D{at}" for at in (7, 8, 9, 12, 13, 14)} | {f"{c}{at}" for c in "BCD" for at in rows}
    lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert [str(rule.sqref) for rule in lists] == [f"{c}{head + 1}:{c}{head + 20}" for c in "BC"]
    assert lists[0].formula1 == f'"{BIEN_THUONG.full_name},{TAY_DO.full_name},{XA_VINH_LOC.full_name}"'


def test_the_marked_workbook_keeps_the_words_and_marks_their_cells(tmp_path: Path) -> None:
    def two_faults(sheet: Worksheet) -> None:
        whole("filler_phone", "gọi sau")(sheet)
        line("Biện Thượng Hạ", "Khó khăn", "Xa")(sheet)

    result = said(tmp_path, two_faults)
    marked = tmp_path / "danh-dau.xlsx"
    assert write_marked(tmp_path / "loi.xlsx", result, marked) is Marked.COPY
    book = openpyxl.load_workbook(marked)
    noted = {cell.coordinate for cells in book[NAME].iter_rows() for cell in cells if cell.comment}
    assert noted == {"D9", "B18"}
    assert [row[3].value for row in book["Lỗi cần sửa"].iter_rows(min_row=5)][:2] == ["D9", "B18"]
    sheet = book[NAME]
    sheet["D9"].value, sheet["B18"].value = "0912 345 678", BIEN_THUONG.full_name
    book.save(marked)
    again = check_workbook(marked, AGAINST)
    assert errors(again) == []
    assert ReturnText(TextKind.DIFFICULTY, "Xa", BIEN_THUONG.key) in again.texts and SAID[3] in again.texts


POOL = (
    *(None, "", "-", 7, 912345678, True, ISSUED_ON, "#N/A", "=1+1", "words.text", "words.head", "words.difficulty"),
    *("Khó khăn", "Đề xuất, kiến nghị:", "Nội dung", "Xã, phường", "Điện thoại", BIEN_THUONG.full_name, "Xã Cẩm Thủy"),
    *("Thiếu người\nvà tiền", "0912 345 678", "T-1", BIEN_THUONG.key),
)
EDITS = st.lists(st.tuples(st.integers(1, 24), st.integers(1, 6), st.sampled_from(POOL)), min_size=1, max_size=12)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(EDITS, st.booleans())
def test_whatever_is_typed_where_no_word_is_made_up_and_no_figure_is_lost(
    tmp_path: Path, edits: list[tuple[int, int, object]], keyless: bool
) -> None:
    shown: list[list[str]] = []

    def spoilt(sheet: Worksheet) -> None:
        if keyless:
            without_keys(sheet)
        for at, column, value in edits:
            sheet.cell(at, column).value = value
        shown.extend([str(cell.value or "") for cell in cells] for cells in sheet.iter_rows())

    result = said(tmp_path, spoilt)
    assert values(result) == {("Biện Thượng", "T-9"): 2.0}
    for one in result.texts:
        told = [row for row in shown if any(said_in(part, row) for part in one.text.split("\n"))]
        assert all(any(said_in(part, row) for row in told) for part in one.text.split("\n")), one
        if one.unit_key:
            name = next(unit.name for unit in (BIEN_THUONG, TAY_DO, XA_VINH_LOC) if unit.key == one.unit_key)
            assert any(name in cell for row in told for cell in row), one
    for found in result.errors:
        assert found.message.strip() and found.fix.strip()
        assert found.sheet == NAME or found.code == "more_faults", found


def said_in(part: str, row: list[str]) -> bool:
    """Whether a paragraph stands in a cell of a row; numbers and dates as Excel shows them."""
    shown = [cell.removesuffix(".0") for cell in row]
    typed = {"TRUE": "True", "01/07/2026": "2026-07-01", "0912345678": "912345678"}
    return any(part in cell or typed.get(part, "\0") in cell for cell in shown)
