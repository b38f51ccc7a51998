"""The receipt: says what was filed, equal in both papers, and nothing typed by a user becomes a formula."""

import io
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from accounts.permissions import Forbidden
from reports.receipt import receipt_lines, receipt_pdf, receipt_xlsx
from returns.drafts import save_step, submit_draft
from returns.faults import UnknownReturn
from returns.filing import Confirmation, accept
from returns.intake import check_upload
from returns.receipt import receipt
from returns.words import ReturnText, TextKind
from tests.returns.conftest import BIM_SON, FILER, IN_TIME, LATE_DAY, OFFICER, OTHER_FILER, ROUND, VIEWER, Filing

TEXTS = (
    ReturnText(TextKind.FILLER_NAME, "Lê Thị Hoa"),
    ReturnText(TextKind.FILLER_POST, "Phó Trưởng ban"),
    ReturnText(TextKind.DIFFICULTY, '=HYPERLINK("http://x") khó khăn'),
)


def _filed(filing: Filing, **more: object) -> int:
    data = filing.workbook(filing.values({"TH-1.2b": 3}))
    checked = check_upload(filing.store, data, "=cmd Quý II.xlsx", by=FILER)
    told = Confirmation(texts=TEXTS)
    return accept(filing.store, checked, data, by=FILER, confirmed=told, **more).number or 0  # type: ignore[arg-type]


def test_it_says_what_was_filed_when_by_whom_as_which_revision_under_which_hash(bim_son: Filing) -> None:
    number = _filed(bim_son, now=IN_TIME)
    found = receipt(bim_son.store, number, by=FILER)
    lines = dict(receipt_lines(found))
    assert lines["Số biên nhận"] == "BN-000001/th862-2026-6t"
    assert lines["Đơn vị nộp"] == "Thị xã Bỉm Sơn"
    assert lines["Lần nộp"] == "Lần 1"
    assert lines["Thời điểm nhận"] == "10:00:00 ngày 01/07/2026 (giờ Việt Nam)"
    assert lines["Hạn nộp"] == "10/07/2026; nộp lần đầu ngày 01/07/2026: nộp đúng hạn"
    assert lines["Người lập báo cáo"] == "Lê Thị Hoa, Phó Trưởng ban"
    assert lines["Mã SHA-256 của bản nộp"] == found.head.sha256
    assert sum(g.filled for g in found.groups) == sum(c.filled for c in found.communes) == len(found.figures) == 49
    assert found.figures[1].text == "3" and found.figures[0].unit == bim_son.communes[0]


def test_a_late_second_revision_stays_as_timely_as_the_first(bim_son: Filing) -> None:
    _filed(bim_son, now=IN_TIME)
    second = bim_son.file(bim_son.values({"TH-1.2b": 4}), by=FILER, now=LATE_DAY).number or 0
    lines = dict(receipt_lines(receipt(bim_son.store, second, by=FILER)))
    assert (lines["Lần nộp"], lines["Hạn nộp"].rsplit(": ", 1)[1]) == ("Lần 2", "nộp đúng hạn")
    assert lines["Lời kèm theo"] == "1 mục"


def test_the_workbook_holds_every_figure_and_no_formula(bim_son: Filing) -> None:
    found = receipt(bim_son.store, _filed(bim_son), by=OFFICER)
    book = openpyxl.load_workbook(io.BytesIO(receipt_xlsx(found)))
    assert book.sheetnames == ["Biên nhận", "Số liệu đã nộp", "Lời kèm theo"]
    rows = [tuple(cell.value for cell in row) for row in book["Số liệu đã nộp"].iter_rows(min_row=2)]
    assert rows == [(f.unit.full_name, f.item.code, f.item.header, f.text) for f in found.figures]
    about = {row[0].value: row[1].value for row in book["Biên nhận"].iter_rows(min_row=3)}
    assert all(about[label] == words for label, words in receipt_lines(found))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_the_page_says_the_same_in_a_font_of_its_own(bim_son: Filing, tmp_path: Path) -> None:
    found = receipt(bim_son.store, _filed(bim_son), by=FILER)
    path = tmp_path / "bien-nhan.pdf"
    path.write_bytes(receipt_pdf(found))
    reader = PdfReader(path)
    text = "\n".join(page.extract_text() for page in reader.pages)
    squeezed = "".join(text.split())
    for label, words in receipt_lines(found):
        assert "".join(label.split()) in squeezed, label
        assert "".join(words.split()) in squeezed, words
    fonts = [
        page["/Resources"]["/Font"][name]["/BaseFont"] for page in reader.pages for name in page["/Resources"]["/Font"]
    ]
    assert fonts and all("BeVietnamPro" in str(font) for font in fonts)


def test_words_stand_in_both_papers_with_who_says_them(bim_son: Filing, tmp_path: Path) -> None:
    commune = bim_son.communes[0]
    data = bim_son.workbook(bim_son.values(), [*TEXTS[:2], ReturnText(TextKind.MODEL, "Camera\nan ninh", commune.key)])
    checked = check_upload(bim_son.store, data, "b.xlsx", by=FILER)
    found = receipt(bim_son.store, accept(bim_son.store, checked, data, by=FILER).number or 0, by=FILER)
    sheet = openpyxl.load_workbook(io.BytesIO(receipt_xlsx(found)))["Lời kèm theo"]
    assert [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)] == [
        ("Thị xã Bỉm Sơn", "Người lập báo cáo", "Lê Thị Hoa"),
        ("Thị xã Bỉm Sơn", "Chức vụ", "Phó Trưởng ban"),
        (commune.full_name, "Mô hình hay, cách làm mới", "Camera\nan ninh"),
    ]
    path = tmp_path / "bien-nhan.pdf"
    path.write_bytes(receipt_pdf(found))
    page = "".join("".join(page.extract_text().split()) for page in PdfReader(path).pages)
    assert "".join(f"Môhìnhhay,cáchlàmmới({commune.full_name})".split()) in page and "Cameraanninh" in page


def test_entry_on_screen_is_told_as_such(bim_son: Filing) -> None:
    save_step(bim_son.store, ROUND, BIM_SON, {(bim_son.communes[0].key, "TH-1.2a"): "Có"}, by=FILER)
    number = submit_draft(bim_son.store, ROUND, BIM_SON, by=FILER).number or 0
    assert dict(receipt_lines(receipt(bim_son.store, number, by=FILER)))["Cách nộp"].startswith("Nhập trên màn hình")


def test_only_who_may_see_the_return_gets_it(bim_son: Filing) -> None:
    number = _filed(bim_son)
    for by in (OTHER_FILER, VIEWER):
        with pytest.raises(Forbidden):
            receipt(bim_son.store, number, by=by)
    with pytest.raises(UnknownReturn):
        receipt(bim_son.store, number + 1, by=OFFICER)
