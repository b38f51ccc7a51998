"""The sender's workbook given back: marks where the faults are, nothing of theirs lost, ready to be sent again."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from etl.checking import CheckedReturn, check_workbook
from etl.marking.workbook import Marked, write_marked
from tests.broken import EXPECTED, broken, on_each
from tests.workbooks import BIEN_THUONG, Sheet, checked, context, errors, row, table, values, without_keys, workbook

FAULTS = "Lỗi cần sửa"


def spoil(sheet: object) -> None:
    """Two faults on the first sheet: a word for a count, a part above its whole."""
    if sheet.title.startswith("1"):  # type: ignore[attr-defined]
        sheet["J9"].value = "nhiều"  # type: ignore[index]
        sheet["H10"].value = 99  # type: ignore[index]


@pytest.fixture
def spoiled(tmp_path: Path) -> tuple[Path, CheckedReturn]:
    path = broken(tmp_path, on_each(spoil))
    return path, check_workbook(path, context())


def test_the_marked_copy_points_at_every_fault(spoiled: tuple[Path, CheckedReturn], tmp_path: Path) -> None:
    path, result = spoiled
    assert errors(result) == [("not_a_number", "J9"), ("numerator_above_denominator", "H10")]
    assert write_marked(path, result, tmp_path / "danh-dau.xlsx") is Marked.COPY
    book = openpyxl.load_workbook(tmp_path / "danh-dau.xlsx")
    assert book.sheetnames[0] == FAULTS and book.active.title == FAULTS
    lines = [[cell.value for cell in line] for line in book[FAULTS].iter_rows(min_row=5)]
    assert [line[2:4] + line[7:] for line in lines[:2]] == [
        ["1. Đảng ủy", "J9", "not_a_number"],
        ["1. Đảng ủy", "H10", "numerator_above_denominator"],
    ]
    assert [line[0] for line in lines] == list(range(1, len(result.issues) + 1))
    assert book[FAULTS]["D5"].hyperlink.location == "'1. Đảng ủy'!J9"
    sheet = book["1. Đảng ủy"]
    assert sheet["J9"].comment.text.startswith("Lỗi:") and sheet["J9"].fill.fgColor.rgb == "FFFBD0C9"
    assert sheet["J10"].comment is None


def test_the_marked_copy_reads_as_the_original(spoiled: tuple[Path, CheckedReturn], tmp_path: Path) -> None:
    path, result = spoiled
    write_marked(path, result, tmp_path / "m.xlsx")
    again = check_workbook(tmp_path / "m.xlsx", context())
    assert again.issues == result.issues
    assert again.content_hash == result.content_hash
    assert again.matched_by == "keys"


def test_the_marked_copy_corrected_is_a_good_return(spoiled: tuple[Path, CheckedReturn], tmp_path: Path) -> None:
    path, result = spoiled
    write_marked(path, result, tmp_path / "m.xlsx")
    book = openpyxl.load_workbook(tmp_path / "m.xlsx")
    book["1. Đảng ủy"]["J9"].value = 4
    book["1. Đảng ủy"]["H10"].value = 9
    book.save(tmp_path / "sua.xlsx")
    corrected = check_workbook(tmp_path / "sua.xlsx", context())
    assert values(corrected) == EXPECTED
    assert corrected.accepted_possible
    write_marked(tmp_path / "sua.xlsx", corrected, tmp_path / "m2.xlsx")
    clean = openpyxl.load_workbook(tmp_path / "m2.xlsx")
    assert clean.sheetnames.count(FAULTS) == 1
    assert clean["1. Đảng ủy"]["J9"].comment is None
    assert clean["1. Đảng ủy"]["J9"].fill.fgColor.rgb == clean["1. Đảng ủy"]["J10"].fill.fgColor.rgb


def test_what_was_theirs_is_kept(spoiled: tuple[Path, CheckedReturn], tmp_path: Path) -> None:
    path, result = spoiled
    before = openpyxl.load_workbook(path)["1. Đảng ủy"]
    write_marked(path, result, tmp_path / "m.xlsx")
    book = openpyxl.load_workbook(tmp_path / "m.xlsx")
    after = book["1. Đảng ủy"]
    assert book["_meta"].sheet_state == "veryHidden"
    assert after.row_dimensions[1].hidden and after.column_dimensions["A"].hidden
    assert after["F7"].comment.text == before["F7"].comment.text
    assert after.freeze_panes == before.freeze_panes and after.protection.sheet
    assert after["D9"].font.name == before["D9"].font.name == "Times New Roman"


def test_the_results_of_formulas_are_kept(tmp_path: Path) -> None:
    path = with_formula(workbook(tmp_path, table(row(BIEN_THUONG, 1, 2), items=("T-3", "T-2.den"))))
    result = check_workbook(path, context())
    assert values(result)["Biện Thượng", "T-2.den"] == 7.0
    assert write_marked(path, result, tmp_path / "m.xlsx") is Marked.COPY
    again = check_workbook(tmp_path / "m.xlsx", context())
    assert again.content_hash == result.content_hash
    assert openpyxl.load_workbook(tmp_path / "m.xlsx")["1. Đảng ủy"]["D3"].value == "=3+4"


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    path = broken(tmp_path, on_each(lambda sheet: setattr(sheet["J9"], "value", "'=cmd|x")))
    result = check_workbook(path, context())
    write_marked(path, result, tmp_path / "m.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "m.xlsx")[FAULTS]
    assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)


@pytest.mark.parametrize("foreign", ["no hidden sheet", "unreadable", "drawing"])
def test_a_foreign_or_fragile_file_gets_a_list(foreign: str, tmp_path: Path) -> None:
    sheet = table(row(BIEN_THUONG, "nhiều"), items=("T-3",))
    if foreign == "no hidden sheet":
        path = workbook(tmp_path, without_keys(sheet), Sheet("Bìa", [["Kỳ báo cáo: 6 tháng đầu năm 2026"]]), meta=None)
    else:
        path = workbook(tmp_path, sheet)
    if foreign == "drawing":
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr("xl/drawings/drawing1.xml", "<xdr:wsDr><xdr:sp macro=''/></xdr:wsDr>")
    if foreign == "unreadable":
        path.write_bytes(path.read_bytes()[:500])
    result = check_workbook(path, context())
    before = path.read_bytes()
    assert write_marked(path, result, tmp_path / "loi.xlsx") is Marked.LIST
    assert path.read_bytes() == before
    book = openpyxl.load_workbook(tmp_path / "loi.xlsx")
    assert book.sheetnames == [FAULTS]
    lines = [[cell.value for cell in line] for line in book[FAULTS].iter_rows(min_row=5)]
    assert [line[7] for line in lines] == [found.code for found in result.issues]
    assert [line[5] for line in lines] == [found.message for found in result.issues]


def test_a_list_links_to_the_cell_in_the_senders_file(tmp_path: Path) -> None:
    result = checked(tmp_path, table(row(BIEN_THUONG, "nhiều"), items=("T-3",)))
    path = tmp_path / "bao-cao.xlsx"
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/media/image1.png", b"x")
    write_marked(path, result, tmp_path / "loi.xlsx")
    link = openpyxl.load_workbook(tmp_path / "loi.xlsx")[FAULTS]["D5"].hyperlink
    assert (link.target, link.location) == ("bao-cao.xlsx", "'1. Đảng ủy'!C3")


def with_formula(path: Path) -> Path:
    """The workbook with =3+4 in D3 and its result, as Excel stores it."""
    out = path.with_name("cong-thuc.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "xl/worksheets/sheet1.xml":
                content = content.replace(b'<c r="D3" t="n"><v>2</v></c>', b'<c r="D3"><f>3+4</f><v>7</v></c>')
                assert b"<f>3+4</f>" in content
            new.writestr(info, content)
    return out
