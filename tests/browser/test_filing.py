"""A clerk's walk: take the blank workbook, fill it, break it, read the answer, correct it, file it."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from pages.ui import filing_words as words
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser
Open = Callable[..., Visit]


def test_a_workbook_walks_from_blank_to_receipt(visit: Open, tmp_path: Path) -> None:
    tab = visit("huyen")
    page = tab.open("/nop-bao-cao?ky=th862-2026-6t")
    with page.expect_download() as taken:
        page.get_by_test_id("stDownloadButton").get_by_role("button").first.click()
    path = tmp_path / "bao-cao.xlsx"
    taken.value.save_as(path)

    column, row = _fill(path, faulty=True)
    page.locator("input[type=file]").first.set_input_files(path)
    tab.settle()
    expect(page.get_by_text(f"{column}{row}", exact=False).first).to_be_visible()
    assert page.get_by_role("button", name=words.CONFIRM_BUTTON).count() == 0

    _fill(path, faulty=False)  # saved under the same name, and chosen again as a person does
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Thêm tệp").first.click()
    chooser.value.set_files(path)
    confirm = page.get_by_role("button", name=words.CONFIRM_BUTTON)
    expect(confirm).to_be_visible()
    tab.settle()
    ticks = page.get_by_role("checkbox", name="Đã xem, cả", exact=False)
    for place in range(ticks.count()):
        page.get_by_text("Đã xem, cả", exact=False).nth(place).click()
        expect(ticks.nth(place)).to_be_checked()
    confirm.click()
    tab.settle()
    receipt = page.get_by_text("Đã nhận báo cáo lần 2 của Huyện Hoằng Hóa", exact=False).first
    expect(receipt).to_be_visible()
    expect(receipt).to_be_in_viewport()
    with page.expect_download() as taken:
        page.get_by_role("button", name=words.RECEIPT_PDF.format(revision=2)).first.click()
    assert Path(taken.value.path()).read_bytes().startswith(b"%PDF")


def _fill(path: Path, *, faulty: bool) -> tuple[str, int]:
    book = openpyxl.load_workbook(path)
    place = ("", 0)
    for sheet in book.worksheets:
        codes = {cell.column: str(cell.value) for cell in sheet[1] if str(cell.value or "").startswith("TH-")}
        rows = [r[0].row for r in sheet.iter_rows(min_row=2, max_col=1) if "@" in str(r[0].value or "")]
        for row in rows:
            for column, code in codes.items():
                cell = sheet.cell(row, column)
                number = code.endswith((".num", ".den")) or code in {"TH-1.2b", "TH-2.5"}
                cell.value = {"TH-1.3c": 6, "TH-1.3d": 2, "TH-1.3e": 0}.get(code, 9 if number else "Có")
                if faulty and code == "TH-1.1a.num" and row == rows[0]:
                    cell.value = 99
                    place = (cell.column_letter, row)
    book.save(path)
    return place
