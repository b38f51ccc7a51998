"""A clerk maps the district's own table once, files it, and the next one needs no question."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from accounts.demo import DEMO
from etl.register import default_register
from pages.ui import layout_words
from tests.browser.conftest import NARROW, Visit

pytestmark = pytest.mark.browser
Open = Callable[..., Visit]
ROUND = "th862-2026-6t"


def own_table(folder: Path, *, first: int) -> Path:
    """The table of the demo clerk's district: one name short of a letter, two columns of ours under other words."""
    clerk = next(d.account for d in DEMO if d.account.login == "huyen")
    communes = default_register().communes_of(clerk.scope_key or "", date(2026, 6, 30))
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["TỔNG HỢP CÔNG TÁC DÂN VẬN"])
    sheet.append([])
    sheet.append(["TT", "Đảng bộ", "QC công tác dân vận của HTCT", "Mô hình DVK mới trong năm", "Ghi chú"])
    for number, commune in enumerate(communes, start=1):
        name = commune.name + "h" if number == 1 else commune.name
        sheet.append([number, name, "x", first + number, "tốt"])
    path = folder / f"bieu-{first}.xlsx"
    book.save(path)
    return path


def test_a_table_is_mapped_once_and_read_ever_after(visit: Open, tmp_path: Path) -> None:
    tab = visit("huyen")
    page = tab.open(f"/nop-bao-cao?ky={ROUND}")
    page.locator("input[type=file]").first.set_input_files(own_table(tmp_path, first=10))
    tab.settle()
    page.get_by_role("button", name=layout_words.MAP_BUTTON).click()
    expect(page.get_by_text(layout_words.NAMES, exact=True)).to_be_visible()
    tab.settle()
    box = page.locator("[class*=st-key-match]").last.locator("input")
    tab.choose(box, 1)  # the likest commune stands first after "Chọn xã"
    tab.settle()
    page.get_by_role("button", name=layout_words.SAVE, exact=True).click()
    tab.settle()
    page.get_by_role("button", name=layout_words.ON_TO_FILING).click()
    expect(page.get_by_text("được chuyển sang từ trang Ghép mẫu biểu")).to_be_visible()
    tab.settle()
    expect(page.get_by_text("Nộp được", exact=False).first).to_be_visible()

    page.locator("input[type=file]").first.set_input_files(own_table(tmp_path, first=20))
    tab.settle()
    expect(page.get_by_text("Trang này được đọc theo mẫu biểu riêng", exact=False).first).to_be_visible()
    expect(page.get_by_text("Nộp được", exact=False).first).to_be_visible()


def test_the_mapping_fits_a_phone(visit: Open, tmp_path: Path) -> None:
    tab = visit("huyen", size=NARROW)
    page = tab.open(f"/ghep-mau-bieu?ky={ROUND}")
    page.locator("input[type=file]").set_input_files(own_table(tmp_path, first=30))
    tab.settle()
    expect(page.get_by_text(layout_words.STEP_PREVIEW)).to_be_visible()
    main = page.get_by_test_id("stMain")
    assert main.evaluate("element => element.scrollWidth <= element.clientWidth")
