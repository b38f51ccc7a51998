"""Our workbook broken as people break it still gives exactly its facts, or exactly the question it raises."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl.styles import Font
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from etl.checking import check_workbook
from etl.template.layout import FIRST_COLUMN, FIRST_ROW, NAME_COLUMN
from tests.broken import (
    EXPECTED,
    LAST_ROW,
    SHEETS,
    Break,
    as_text,
    broken,
    delete_key_column,
    delete_key_row,
    delete_meta,
    delete_readme,
    moved,
    names,
    nfd,
    numbering,
    on_each,
    reverse_pairs,
    reverse_rows,
    sections,
    signature,
    texts,
    total_above,
    total_below,
    values_only,
    without,
)
from tests.sixty import hard_spaces, rename_sheets, reverse_sheets
from tests.sixty_breaks import (
    blank_rows,
    change_headers_a_little,
    coded_headers,
    headings_lost,
    one_below_the_other,
    only_headings,
    own_column,
    remark_beside,
    retype_headers,
    shift_away,
    subtotals,
)
from tests.workbooks import context, errors, values, warnings

LOST = (on_each(delete_key_row), on_each(delete_key_column))


def show_meta(book: Workbook) -> None:
    book["_meta"].sheet_state = "visible"


def old_font(sheet: Worksheet) -> None:
    """Names typed in .VnTime: Biện Thượng, Tây Đô, Vĩnh Lộc in TCVN3."""
    typed = ("X· BiÖn Th\u00adîng", "X· T©y §«", "X· VÜnh Léc")
    for row, name in zip(range(FIRST_ROW, LAST_ROW + 1), typed, strict=True):
        sheet.cell(row, NAME_COLUMN).value = name
        sheet.cell(row, NAME_COLUMN).font = Font(name=".VnTime")


SAME_BY_KEYS: dict[str, Sequence[Break]] = {
    "untouched": (),
    "rows sorted": (on_each(reverse_rows),),
    "columns moved": (on_each(reverse_pairs),),
    "blank rows": (on_each(blank_rows),),
    "rows and columns inserted before the table": (on_each(shift_away),),
    "sheets renamed": (rename_sheets,),
    "sheets in another order": (reverse_sheets,),
    "the hidden sheet shown": (show_meta,),
    "headers retyped": (on_each(retype_headers),),
    "values as text": (on_each(as_text),),
    "decomposed letters": (on_each(lambda s: texts(s, nfd)),),
    "no-break spaces": (on_each(lambda s: texts(s, hard_spaces)),),
    "capitals": (on_each(lambda s: names(s, str.upper)),),
    "a total below": (on_each(total_below),),
    "a total above": (on_each(total_above),),
    "a signature": (on_each(signature),),
    "sections": (on_each(sections),),
    "sections with subtotals": (on_each(subtotals),),
    "column numbers": (on_each(numbering),),
    "a remark beside the table": (on_each(remark_beside),),
    "numbers of rows deleted": (on_each(lambda s: moved(s, column=without(2))),),
    "headings deleted": (on_each(headings_lost),),
    "read-me deleted": (delete_readme,),
}
SAME_BY_HEADERS: dict[str, Sequence[Break]] = {
    "key row deleted": (on_each(delete_key_row),),
    "key column deleted": (on_each(delete_key_column),),
    "both deleted": LOST,
    "both deleted, rows sorted": (on_each(reverse_rows), *LOST),
    "both deleted, columns moved": (on_each(reverse_pairs), *LOST),
    "both deleted, sheets renamed": (*LOST, rename_sheets),
    "both deleted, blank rows": (on_each(blank_rows), *LOST),
    "both deleted, moved away": (*LOST, on_each(shift_away)),
    "both deleted, a total below": (on_each(total_below), *LOST),
    "both deleted, a total above": (on_each(total_above), *LOST),
    "both deleted, a signature": (on_each(signature), *LOST),
    "both deleted, sections": (on_each(sections), *LOST),
    "both deleted, sections with subtotals": (on_each(subtotals), *LOST),
    "both deleted, column numbers": (on_each(numbering), *LOST),
    "both deleted, values as text": (on_each(as_text), *LOST),
    "both deleted, decomposed letters": (on_each(lambda s: texts(s, nfd)), *LOST),
    "both deleted, names in capitals": (on_each(lambda s: names(s, str.upper)), *LOST),
    "both deleted, names without prefix": (on_each(lambda s: names(s, lambda n: n.removeprefix("Xã "))), *LOST),
    "both deleted, short prefixes": (on_each(lambda s: names(s, lambda n: n.replace("Xã ", "X."))), *LOST),
    "both deleted, old font": (on_each(old_font), *LOST),
    "both deleted, headings deleted": (on_each(headings_lost), *LOST),
    "both deleted, a remark beside": (on_each(remark_beside), *LOST),
    "both deleted, prefixes without their marks": (
        on_each(lambda s: names(s, lambda n: n.replace("Xã ", "xa "))),
        *LOST,
    ),
    "both deleted, codes in the headers": (on_each(coded_headers), on_each(headings_lost), *LOST),
    "both deleted, one table below the other": (*LOST, one_below_the_other),
    "key column deleted, headers retyped": (on_each(retype_headers), on_each(delete_key_column)),
}


@pytest.mark.parametrize("how", SAME_BY_KEYS)
def test_the_facts_are_the_same_by_keys(how: str, tmp_path: Path) -> None:
    result = check_workbook(broken(tmp_path, *SAME_BY_KEYS[how]), context())
    assert values(result) == EXPECTED
    assert errors(result) == []
    assert warnings(result) == []
    assert result.matched_by == "keys"
    assert {sheet.by for sheet in result.matched_sheets} == {"keys"}


@pytest.mark.parametrize("how", SAME_BY_HEADERS)
def test_the_facts_are_the_same_by_headers(how: str, tmp_path: Path) -> None:
    result = check_workbook(broken(tmp_path, *SAME_BY_HEADERS[how]), context())
    assert values(result) == EXPECTED
    assert errors(result) == []
    assert warnings(result) == []
    assert result.matched_by == "headers"


def test_a_workbook_without_its_hidden_sheet_says_how_it_was_recognised(tmp_path: Path) -> None:
    result = check_workbook(broken(tmp_path, delete_meta), context())
    assert values(result) == EXPECTED
    assert warnings(result) == [("round_from_title", None), ("unit_from_content", None)]


def test_sheets_copied_into_another_book_are_recognised_by_their_titles(tmp_path: Path) -> None:
    result = check_workbook(broken(tmp_path, *LOST, values_only), context())
    assert values(result) == EXPECTED
    assert errors(result) == []
    assert warnings(result) == [("round_from_title", None), ("unit_from_content", None)]


def test_a_header_slightly_changed_is_read_and_said(tmp_path: Path) -> None:
    result = check_workbook(
        broken(tmp_path, on_each(change_headers_a_little), on_each(headings_lost), *LOST), context()
    )
    assert values(result) == EXPECTED
    assert [code for code, _ in warnings(result)] == ["header_near", "header_near"]


def test_a_column_of_ones_own_is_left_out_and_said(tmp_path: Path) -> None:
    result = check_workbook(broken(tmp_path, on_each(own_column)), context())
    assert values(result) == EXPECTED
    assert [code for code, _ in warnings(result)] == ["column_ignored", "column_ignored"]


def test_names_sorted_without_the_hidden_keys_are_asked_about(tmp_path: Path) -> None:
    def swap_names(sheet: Worksheet) -> None:
        first, second = sheet.cell(FIRST_ROW, NAME_COLUMN), sheet.cell(FIRST_ROW + 1, NAME_COLUMN)
        first.value, second.value = second.value, first.value

    result = check_workbook(broken(tmp_path, on_each(swap_names)), context())
    assert errors(result) == [("row_key_conflict", "C9"), ("row_key_conflict", "C10")] * 2
    assert {name for name, _ in values(result)} == {"Vĩnh Lộc"}


def test_headings_over_two_columns_are_asked_about_never_guessed(tmp_path: Path) -> None:
    result = check_workbook(broken(tmp_path, on_each(only_headings), *LOST), context())
    assert {found.code for found in result.errors} == {"column_unclear"}
    asked = {"T-2.den", "T-2.num", "T-3"}  # two items, or an item and its last round, under one heading
    assert values(result) == {place: value for place, value in EXPECTED.items() if place[1] not in asked}


def test_the_last_rounds_figures_are_never_read_as_this_rounds(tmp_path: Path) -> None:
    def clear_inputs(sheet: Worksheet) -> None:
        for line in sheet.iter_rows(min_row=FIRST_ROW, min_col=FIRST_COLUMN):
            for cell in line[::2]:
                cell.value = None

    result = check_workbook(broken(tmp_path, on_each(clear_inputs), on_each(only_headings), *LOST), context())
    assert values(result) == {}
    assert not result.accepted_possible


def test_a_last_round_that_lost_its_header_is_left_out_and_said(tmp_path: Path) -> None:
    result = check_workbook(broken(tmp_path, on_each(only_headings)), context())
    assert values(result) == EXPECTED
    assert [code for code, _ in warnings(result)] == ["column_ignored"]


def test_every_row_and_column_says_which_way_it_was_matched(tmp_path: Path) -> None:
    result = check_workbook(broken(tmp_path, on_each(delete_key_column)), context())
    sheet = result.matched_sheets[0]
    assert sheet.sheet == SHEETS[0] and sheet.group == "1" and sheet.by == "headers"
    assert {match.by for match in sheet.rows} == {"name"}
    assert {match.by for match in sheet.columns} == {"key"}


def test_the_facts_name_the_cell_they_came_from(tmp_path: Path) -> None:
    result = check_workbook(broken(tmp_path), context())
    first = result.facts[0]
    assert (first.sheet, first.row, first.column, first.original) == (SHEETS[0], FIRST_ROW, FIRST_COLUMN, "Có")
    assert result.units == 3 and result.values == len(EXPECTED) and result.blanks == 0


def test_the_content_hash_does_not_see_how_the_file_was_saved(tmp_path: Path) -> None:
    untouched = check_workbook(broken(tmp_path), context())
    turned = check_workbook(broken(tmp_path, on_each(reverse_rows), *LOST), context())
    assert untouched.content_hash == turned.content_hash
    assert untouched.sha256 != turned.sha256
