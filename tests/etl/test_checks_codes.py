"""Every code of the vocabulary, raised by the smallest workbook that has the fault, at its cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

import etl.checking
from etl.checking import IntakeContext, check_workbook
from etl.figures import Figure
from etl.issues import KINDS, Severity
from etl.issues.words_file import AGAIN_KINDS, FILE_KINDS
from etl.issues.words_told import TOLD_KINDS
from etl.issues.words_trail import TRAIL_KINDS
from etl.layouts.saved import Layout, LayoutColumn
from etl.reading.refusals import RefusalCode, refusal
from etl.register import Register, Unit
from tests.workbooks import (
    BIEN_THUONG,
    CAM_THUY,
    META,
    ROUND,
    TAY_DO,
    VINH_LOC,
    XA_VINH_LOC,
    YEAR_2024,
    Sheet,
    checked,
    communes,
    context,
    meta_of,
    row,
    table,
    without_keys,
    workbook,
)

GOOD = table(row(BIEN_THUONG, "Có"))
FIVE = communes("Huyện Cẩm Thủy")
META_FIVE = meta_of(CAM_THUY)
OLD_CODE = "15382@0"  # Xã Minh Tân before the merger


@dataclass(frozen=True, slots=True)
class Case:
    """A workbook, and the cell at which it must raise its code (None: an issue of the whole book or sheet)."""

    cell: str | None
    sheets: Sequence[Sheet]
    meta: Mapping[str, str] | None = None
    against: IntakeContext | None = None


def case(
    cell: str | None,
    *sheets: Sheet,
    meta: Mapping[str, str] | None = META,
    against: IntakeContext | None = None,
) -> Case:
    return Case(cell, sheets, meta, against)


def one(value: object, *, code: str, formats: Mapping[str, str] | None = None) -> Case:
    """One commune, one item, one value in C3."""
    return case("C3", replace(table(row(BIEN_THUONG, value), items=(code,)), formats=formats or {}))  # type: ignore[arg-type]


def before(code: str, value: float, units: Sequence[Unit] = (BIEN_THUONG,)) -> IntakeContext:
    return context({(unit.key, code): Figure("reported", value) for unit in units})


def twins() -> IntakeContext:
    """A register in which Tây Đô is a ward called Biện Thượng, beside the commune of that name."""
    base = context().register
    twin = replace(TAY_DO, type_name="phường", name="Biện Thượng", full_name="Phường Biện Thượng")
    units = [twin if unit == TAY_DO else unit for unit in base.units]
    return replace(context(), register=Register(units, base.edges))


def mapped() -> IntakeContext:
    """The chosen round and unit, and a saved layout of the table "Tên | QC"."""
    columns = (LayoutColumn("tên", "Tên"), LayoutColumn("qc", "QC", "T-1"))
    layout = Layout(name="Biểu huyện", plan="thu", head_rows=1, names="tên", columns=columns)
    return replace(context(chosen_round=ROUND, chosen_unit=VINH_LOC), layouts=lambda _round, _unit: (layout,))


RATIO = ("T-2.den", "T-2.num")

CASES: dict[str, Case] = {
    "template_version_wrong": case(None, GOOD, meta=meta_of(template_version="2")),
    "plan_unknown": case(None, GOOD, meta=meta_of(plan="thux")),
    "round_unknown": case(None, GOOD, meta=meta_of(round="thu-2062-6t")),
    "round_missing": case(None, GOOD, meta=None),
    "round_wrong": case(None, GOOD, against=context(chosen_round=YEAR_2024)),
    "unit_unknown": case(None, GOOD, meta=meta_of(unit="993@0")),
    "unit_missing": case(None, without_keys(table(row("Xã Lạ", "Có"))), meta=None, against=context(chosen_round=ROUND)),
    "unit_wrong": case(None, GOOD, against=context(chosen_unit=CAM_THUY)),
    "several_units": case(
        None, table(row(BIEN_THUONG, "Có"), row(FIVE[0], "Có")), meta=None, against=context(chosen_round=ROUND)
    ),
    "round_from_title": case(None, Sheet("Bìa", [["Kỳ báo cáo: 6 tháng đầu năm 2026"]]), GOOD, meta=None),
    "unit_from_content": case(None, GOOD, meta=None, against=context(chosen_round=ROUND)),
    "checksum_mismatch": case(None, GOOD, meta=meta_of(checksum="0" * 16)),
    "no_table": case(None, Sheet("Trang", [["Kính gửi Ban"]])),
    "empty_return": case(None, table(row(BIEN_THUONG, None))),
    "sheet_missing": case(None, GOOD),
    "sheet_ignored": case(None, GOOD, Sheet("Riêng", [[n, n, n] for n in range(3)])),
    "sheet_repeated": case("C3", GOOD, table(row(BIEN_THUONG, "Không"), name="Bản sao")),
    "sheet_copy_ignored": case(None, GOOD, table(row(BIEN_THUONG, "Có"), name="Bản sao")),
    "item_unknown": case("D1", table(row(BIEN_THUONG, "Có", 5), items=("T-1", "T-99"), headers=("a", "b"))),
    "item_repeated": case("D2", table(row(BIEN_THUONG, "Có", "Không"), items=("T-1", "T-1"))),
    "header_conflict": case("C2", table(row(BIEN_THUONG, "Có"), headers=["Có người uy tín trong đồng bào tôn giáo"])),
    "column_unclear": case(
        "B1",
        without_keys(
            table(
                row(BIEN_THUONG, 5, "Có"), items=("T-3", "T-1"), headers=["Số mô hình", "Đã ban hành quy chế dân vận"]
            )
        ),
    ),
    "header_near": case(
        "B1", without_keys(table(row(BIEN_THUONG, "Có"), headers=["Đã ban hành qui chế công tác dân vận"]))
    ),
    "column_ignored": case("D2", table(row(BIEN_THUONG, "Có", 7), headers=["Đã ban hành quy chế dân vận", "Dân số"])),
    "columns_missing": case(None, GOOD),
    "row_unclear": case("B4", table(row(BIEN_THUONG, "Có"), row("Xã Tây Đo", "Có"))),
    "row_without_name": case("B4", table(row(BIEN_THUONG, "Có"), row(None, "Có"), row(TAY_DO, "Có"))),
    "row_ambiguous": case("B3", table(row("Biện Thượng", "Có")), against=twins()),
    "row_key_conflict": case("B3", table(row(TAY_DO, "Có", key=BIEN_THUONG.key))),
    "unit_of_other": case("B4", table(row(BIEN_THUONG, "Có"), row(FIVE[0], "Có"))),
    "unit_not_in_force": case("B4", table(row(BIEN_THUONG, "Có"), row("Xã Minh Tân", "Có", key=OLD_CODE))),
    "key_unknown": case("B4", table(row(BIEN_THUONG, "Có"), row("Xã Lạ", "Có", key="77777@2025-07-01"))),
    "row_repeated": case("B4", table(row(BIEN_THUONG, "Có"), row(BIEN_THUONG, "Không"))),
    "more_faults": case(None, table(row(BIEN_THUONG, "Có"), *(row(f"Xã Lạ {number}", "Có") for number in range(210)))),
    "rows_missing": case(None, GOOD),
    "layout_used": case(None, Sheet("Biểu", [["Tên", "QC"], [BIEN_THUONG.name, "Có"]]), meta=None, against=mapped()),
    "total_wrong": case("C5", table(row(BIEN_THUONG, 2), row(TAY_DO, 3), row("Tổng cộng", 6), items=("T-3",))),
    "cell_error": one("#N/A", code="T-1"),
    "formula_without_value": one("=1+1", code="T-3"),
    "not_a_number": one("nhiều", code="T-3"),
    "ambiguous_number": one("1.234", code="T-3"),
    "not_whole": one(2.5, code="T-3"),
    "negative": one(-3, code="T-3"),
    "below_minimum": one("0,5%", code="T-4"),
    "above_maximum": one(5001, code="T-3"),
    "date_in_number": one(date(2024, 12, 1), code="T-3"),
    "fraction_in_cell": one("12/24", code="T-2.num"),
    "fraction_read": case("D3", table(row(BIEN_THUONG, 24, "12/24"), items=RATIO)),
    "percent_unclear": one(0.985, code="T-4"),
    "not_yes_no": one("một phần", code="T-1"),
    "not_a_date": one("31/02/2026", code="T-5"),
    "date_late": one(date(2026, 7, 15), code="T-5"),
    "not_a_choice": one("Xong một nửa", code="T-6"),
    "text_too_long": one("chữ " * 1200, code="T-8"),
    "na_unexpected": one("Không áp dụng", code="T-1"),
    "numerator_above_denominator": case("D3", table(row(BIEN_THUONG, 3, 4), items=RATIO)),
    "pair_incomplete": case("D3", table(row(BIEN_THUONG, None, 4), items=RATIO)),
    "blank_cells": case(None, table(row(BIEN_THUONG, "Có"), row(TAY_DO, None))),
    "yes_became_no": case("C3", table(row(BIEN_THUONG, "Không")), against=before("T-1", 1.0)),
    "count_fell": case("C3", table(row(BIEN_THUONG, 2), items=("T-3",)), against=before("T-3", 3.0)),
    "jump": case("C3", table(row(BIEN_THUONG, 300), items=("T-3",)), against=before("T-3", 30.0)),
    "column_all_same": case("C3", table(*[row(unit, 7) for unit in FIVE], items=("T-3",)), meta=META_FIVE),
    "column_same_as_last": case(
        "C3",
        table(*[row(unit, n) for n, unit in enumerate(FIVE, start=1)], items=("T-3",)),
        meta=META_FIVE,
        against=context({(unit.key, "T-3"): Figure("reported", float(n)) for n, unit in enumerate(FIVE, start=1)}),
    ),
}


@pytest.mark.parametrize("code", CASES)
def test_the_smallest_workbook_raises_its_code(code: str, tmp_path: Path) -> None:
    wanted = CASES[code]
    result = checked(tmp_path, *wanted.sheets, meta=wanted.meta, against=wanted.against)
    found = [issue for issue in result.issues if issue.code == code]
    assert [issue.cell for issue in found] == [wanted.cell] * len(found)
    assert found, [issue.code for issue in result.issues]
    assert found[0].message and found[0].fix and "{" not in found[0].message + found[0].fix
    assert found[0].severity is KINDS[code].severity
    assert result.accepted_possible == all(issue.severity is Severity.WARNING for issue in result.issues)


@pytest.mark.parametrize("code", CASES)
def test_nothing_else_blocks_the_smallest_workbook(code: str, tmp_path: Path) -> None:
    wanted = CASES[code]
    result = checked(tmp_path, *wanted.sheets, meta=wanted.meta, against=wanted.against)
    together = {"more_faults": {"row_unclear"}}
    assert {issue.code for issue in result.errors} <= {code} | together.get(code, set())


@pytest.mark.parametrize("code", list(RefusalCode))
def test_a_file_refused_unread_is_a_return_with_that_one_issue(
    code: RefusalCode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> None:
        raise refusal(code)

    monkeypatch.setattr(etl.checking, "read_workbook", refuse)
    path = workbook(tmp_path, GOOD)
    result = check_workbook(path, context(), file_name="gửi lên.xlsx")
    assert [issue.code for issue in result.issues] == [code.value]
    assert not result.accepted_possible
    assert result.file == "gửi lên.xlsx" and len(result.sha256) == 64
    assert not result.facts


def test_every_code_has_its_workbook() -> None:
    elsewhere = {kind.code for kind in (*FILE_KINDS, *AGAIN_KINDS, *TRAIL_KINDS, *TOLD_KINDS)}
    assert set(CASES) == set(KINDS) - elsewhere
    assert {kind.code for kind in FILE_KINDS} == {code.value for code in RefusalCode}


def test_no_two_kinds_share_a_code() -> None:
    from etl.issues import SECTIONS

    codes = [kind.code for kinds in SECTIONS.values() for kind in kinds]
    assert len(codes) == len(set(codes))


def test_the_other_units_rows_are_told_apart(tmp_path: Path) -> None:
    sheet = table(row(BIEN_THUONG, "Có"), row(XA_VINH_LOC, "Có"))
    result = checked(tmp_path, sheet, against=context(chosen_unit=VINH_LOC))
    assert not result.errors
