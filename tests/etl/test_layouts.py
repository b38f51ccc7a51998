"""A district's own table: what is proposed, what is kept, and that the next file of its shape is read in silence."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from etl.checking import check_book_as_read
from etl.layouts.saved import BadLayout, Layout, foreign_sheets, head_offers, layout_from, read_with_layout
from etl.reading import read_workbook
from tests.broken import EXPECTED, broken
from tests.foreign import (
    BODY,
    FACTS,
    HEADS,
    ITEMS,
    MERGED,
    NAME,
    book_of,
    chosen,
    layout_of,
    own_table,
    places,
    proposed,
)
from tests.workbooks import (
    BIEN_THUONG,
    ROUND,
    TAY_DO,
    Cell,
    Sheet,
    context,
    errors,
    row,
    table,
    values,
    warnings,
    workbook,
)

NEXT_YEAR = replace(
    ROUND, code="thu-2027-6t", name="6 tháng đầu năm 2027", data_from=date(2027, 1, 1), data_to=date(2027, 6, 30)
)


def body(changed: dict[int, Sequence[Cell]]) -> list[Sequence[Cell]]:
    """The body with some lines replaced."""
    return [changed.get(n, line) for n, line in enumerate(BODY)]


# --- what is proposed ---


def test_the_header_rows_are_offered_first(tmp_path: Path) -> None:
    grid = foreign_sheets(book_of(tmp_path))[0]
    first, *others = head_offers(grid, places())
    assert (first.top, first.bottom) == (6, 7)
    assert 6 in {offer.bottom for offer in others}


@pytest.mark.parametrize(
    ("heads", "merged", "rows"),
    [
        ([("TT", "Xã", "QC", "Số tổ", "Mô hình")], (), (6, 6)),
        ([*HEADS, ("A", "B", 1, 2, 3, 4, 5)], MERGED, (6, 7)),
        (HEADS, (), (6, 7)),
        ([("TT", "Xã", 2025, 2026, "Mô hình")], (), (6, 6)),
    ],
    ids=["one row", "a row of column numbers", "not merged", "years as numbers"],
)
def test_headers_of_other_forms(
    heads: Sequence[Sequence[Cell]], merged: Sequence[str], rows: tuple[int, int], tmp_path: Path
) -> None:
    grid = foreign_sheets(book_of(tmp_path, own_table(heads=heads, merged=merged)))[0]
    first = head_offers(grid, places())[0]
    assert (first.top, first.bottom) == rows


def test_columns_get_the_items_their_words_speak_of(tmp_path: Path) -> None:
    offers = {offer.head.key: offer for offer in proposed(book_of(tmp_path)).columns}
    assert {key: offers[key].item for key in ITEMS} == ITEMS
    assert offers["tt"].item is None and offers["ghi chú"].item is None
    assert offers["mô hình mới trong nk"].samples == ("4", "0", "2", "1")


def test_what_stands_in_a_column_speaks_too(tmp_path: Path) -> None:
    heads = [("TT", "Xã", "Tổ dân vận", "Tình hình")]
    lines: list[Sequence[Cell]] = [(1, BIEN_THUONG.name, 12, "Đang làm"), (2, TAY_DO.name, 9, "Đã xong")]
    offers = proposed(book_of(tmp_path, own_table(*lines, heads=heads, merged=()))).columns
    assert offers[2].near[0] == "T-6"


def test_a_name_that_is_no_commune_is_asked_about_with_its_like_and_the_others_are_not(tmp_path: Path) -> None:
    proposal = proposed(book_of(tmp_path))
    assert [(offer.name, [unit.key for unit in offer.near][:1]) for offer in proposal.asked] == [
        ("Tay Đô", [TAY_DO.key]),
        ("Cơ quan huyện", []),
    ]
    assert [unit.name for unit in proposal.found] == ["Biện Thượng", "Vĩnh Lộc"]
    assert proposal.names_key == "đảng bộ"


def test_a_saved_layout_of_a_like_shape_is_the_beginning(tmp_path: Path) -> None:
    saved = layout_of(book_of(tmp_path))
    heads = [(*HEADS[0][:6], "Số điện thoại"), HEADS[1]]
    offers = proposed(book_of(tmp_path, own_table(heads=heads)), like=[saved])
    assert all(offer.sure for offer in offers.columns if offer.head.key in ITEMS)
    assert {offer.key: offer.before for offer in offers.asked} == {"tay đô": TAY_DO.key, "cơ quan huyện": ""}


# --- what is kept ---


def test_a_layout_is_kept_as_text(tmp_path: Path) -> None:
    layout = layout_of(book_of(tmp_path))
    assert Layout.from_json(layout.as_json()) == layout
    assert layout.items == ITEMS and layout.names == "đảng bộ" and layout.head_rows == 2


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"name": "x"}', '{"columns": [1]}'])
def test_a_spoilt_layout_is_a_fault(text: str) -> None:
    with pytest.raises(BadLayout):
        Layout.from_json(text)


# --- how it is read ---


def test_a_mapped_table_gives_facts_with_their_cells(tmp_path: Path) -> None:
    book = book_of(tmp_path)
    result = read_with_layout(book, layout_of(book), chosen())
    assert values(result) == FACTS
    assert errors(result) == [] and warnings(result) == [("layout_used", None)]
    first = result.facts[0]
    assert (first.sheet, first.row, first.column, first.original) == ("Biểu 1", 9, 3, "x")
    assert result.matched_by == "headers" and result.accepted_possible
    assert [match.by for match in result.matched_sheets[0].columns] == ["header"] * 4
    told = next(found for found in result.issues if found.code == "layout_used")
    assert told.sheet == "Biểu 1" and NAME in told.message and "4 cột, 3 dòng" in told.message


def test_without_the_layout_it_is_asked_about_never_guessed(tmp_path: Path) -> None:
    result = check_book_as_read(book_of(tmp_path), chosen(), file_name="x")
    assert errors(result) == [("row_unclear", "B10"), ("row_unclear", "B12")]
    assert values(result).items() <= FACTS.items()


def test_the_next_file_of_the_shape_needs_no_question(tmp_path: Path) -> None:
    saved = layout_of(book_of(tmp_path))
    lines = body({1: (1, "Biện Thượng", "x", 13, 11, 5, "tốt"), 4: (None, "Cơ quan huyện", "x", 2, 2, 2), 5: ()})
    merged = [f"{area[0]}{int(area[1]) + 3}:{area[3]}{int(area[4]) + 3}" for area in MERGED]
    sheet = replace(own_table(*lines, above=5), name="Sheet7", merged=merged)
    result = check_book_as_read(book_of(tmp_path, sheet), chosen(saved), file_name="x")
    assert errors(result) == []
    assert values(result) == {
        **FACTS,
        ("Biện Thượng", "T-2.den"): 13.0,
        ("Biện Thượng", "T-2.num"): 11.0,
        ("Biện Thượng", "T-3"): 5.0,
    }


@pytest.mark.parametrize(
    "heads",
    [
        [(*HEADS[0][:6], "Số điện thoại"), HEADS[1]],
        [(*HEADS[0], "Thêm"), HEADS[1]],
        [HEADS[0][:6], HEADS[1]],
        [HEADS[0], (None, None, None, "TS tổ", "Tổ hoạt động hiệu quả")],
    ],
    ids=["another word", "a column more", "a column less", "the second row"],
)
def test_another_shape_is_not_read_by_the_layout(heads: Sequence[Sequence[Cell]], tmp_path: Path) -> None:
    saved = layout_of(book_of(tmp_path))
    result = check_book_as_read(book_of(tmp_path, own_table(heads=heads)), chosen(saved), file_name="x")
    assert "layout_used" not in {found.code for found in result.issues}


def test_columns_that_say_something_of_their_own_may_move(tmp_path: Path) -> None:
    saved = layout_of(book_of(tmp_path))
    order = (0, 1, 5, 3, 4, 2, 6)
    turn = [[line[n] if n < len(line) else None for n in order] for line in (*HEADS, *BODY)]
    sheet = own_table(*turn[2:], heads=turn[:2], merged=MERGED)
    assert values(check_book_as_read(book_of(tmp_path, sheet), chosen(saved), file_name="x")) == FACTS


def test_columns_of_one_header_must_stay_in_order(tmp_path: Path) -> None:
    heads = [("TT", "Xã", "Số lượng", "Số lượng", "Quy chế")]
    lines: list[Sequence[Cell]] = [(1, BIEN_THUONG.name, 12, 10, "x"), (2, TAY_DO.name, 9, 8, "x")]
    book = book_of(tmp_path, own_table(*lines, heads=heads, merged=()))
    proposal = proposed(book)
    assert [column.head.key for column in proposal.columns] == ["tt", "số lượng", "số lượng #2", "qui chế"]
    kept = layout_from(
        proposal, name=NAME, plan="thu", items={"số lượng": "T-2.den", "số lượng #2": "T-2.num"}, units={}
    )
    assert values(read_with_layout(book, kept, chosen())) == {
        ("Biện Thượng", "T-2.den"): 12.0,
        ("Biện Thượng", "T-2.num"): 10.0,
        ("Tây Đô", "T-2.den"): 9.0,
        ("Tây Đô", "T-2.num"): 8.0,
    }
    swapped = own_table(
        *[(line[0], line[1], line[4], line[2], line[3]) for line in lines],
        heads=[("TT", "Xã", "Quy chế", "Số lượng", "Số lượng")],
        merged=(),
    )
    assert not check_book_as_read(book_of(tmp_path, swapped), chosen(kept), file_name="x").facts


def test_years_in_headers_count_from_the_round(tmp_path: Path) -> None:
    def year(this: int) -> Sheet:
        return own_table(
            (1, BIEN_THUONG.name, 3, 4), (2, TAY_DO.name, 5, 6), heads=[("TT", "Xã", f"Năm {this - 1}", f"Năm {this}")],
            merged=(),
        )  # fmt: skip

    book = book_of(tmp_path, year(2026))
    kept = layout_from(proposed(book), name=NAME, plan="thu", items={"năm {0}": "T-3"}, units={})
    assert values(read_with_layout(book, kept, chosen())) == {("Biện Thượng", "T-3"): 4.0, ("Tây Đô", "T-3"): 6.0}
    later = chosen(kept, round_=NEXT_YEAR)
    assert values(check_book_as_read(book_of(tmp_path, year(2027)), later, file_name="x")) == {
        ("Biện Thượng", "T-3"): 4.0,
        ("Tây Đô", "T-3"): 6.0,
    }
    assert not check_book_as_read(book, later, file_name="x").facts  # last year's headers are another shape


def test_a_name_nobody_has_chosen_for_is_asked_about(tmp_path: Path) -> None:
    saved = layout_of(book_of(tmp_path))
    lines = body({3: (3, "Vinh Lọc", "x", 15, 0, 2)})
    result = check_book_as_read(book_of(tmp_path, own_table(*lines)), chosen(saved), file_name="x")
    assert errors(result) == [("row_unclear", "B11")]
    assert "Xã Vĩnh Lộc" in result.errors[0].message


def test_a_chosen_name_never_beats_an_exact_one(tmp_path: Path) -> None:
    book = book_of(tmp_path)
    wrong = layout_of(book, units={"tay đô": BIEN_THUONG.key, "cơ quan huyện": None})
    result = read_with_layout(book, wrong, chosen())
    assert errors(result) == [("row_repeated", "B10")]


def test_a_choice_that_is_not_in_force_any_more_is_asked_about(tmp_path: Path) -> None:
    book = book_of(tmp_path)
    stale = layout_of(book, units={"tay đô": "15382@0", "cơ quan huyện": None})
    assert errors(read_with_layout(book, stale, chosen())) == [("row_unclear", "B10")]


@pytest.mark.parametrize("changed", [{"plan": "khac"}, {"items": "T-99"}])
def test_a_layout_of_another_plan_is_not_used(changed: dict[str, str], tmp_path: Path) -> None:
    book = book_of(tmp_path)
    layout = layout_of(book)
    if "plan" in changed:
        layout = replace(layout, plan="khac")
    else:
        layout = replace(layout, columns=(*layout.columns[:-1], replace(layout.columns[-1], item="T-99")))
    result = read_with_layout(book, layout, chosen())
    assert "layout_used" not in {found.code for found in result.issues}


def test_our_own_workbook_is_read_by_itself_whatever_is_saved(tmp_path: Path) -> None:
    book = read_workbook(broken(tmp_path))
    grid = foreign_sheets(book)[0]
    head = head_offers(grid, places())[0]
    assert (head.top, head.bottom) == (5, 8)
    result = read_with_layout(book, layout_of(book_of(tmp_path)), context())
    assert values(result) == EXPECTED and result.matched_by == "keys"


def test_a_sheet_beside_a_mapped_one_is_read_as_always(tmp_path: Path) -> None:
    saved = layout_of(book_of(tmp_path))
    other = table(row(BIEN_THUONG, 3), row(TAY_DO, 5), items=("T-9",), name="2. Chính quyền")
    path = workbook(tmp_path, own_table(), other, meta=None)
    result = check_book_as_read(read_workbook(path), chosen(saved), file_name="x")
    assert values(result) == {**FACTS, ("Biện Thượng", "T-9"): 3.0, ("Tây Đô", "T-9"): 5.0}
    assert [sheet.by for sheet in result.matched_sheets] == ["headers", "keys"]


def test_names_without_a_header_are_found_by_the_communes(tmp_path: Path) -> None:
    heads = [("TT", None, "QC dân vận", "Mô hình mới trong NK")]
    lines: list[Sequence[Cell]] = [(1, BIEN_THUONG.name, "x", 4), (2, TAY_DO.name, "Chưa", 2)]
    book = book_of(tmp_path, own_table(*lines, heads=heads, merged=()))
    layout = layout_of(book, units={})
    assert layout.names == "·"
    assert values(read_with_layout(book, layout, chosen())) == {
        ("Biện Thượng", "T-1"): 1.0,
        ("Biện Thượng", "T-3"): 4.0,
        ("Tây Đô", "T-1"): 0.0,
        ("Tây Đô", "T-3"): 2.0,
    }
