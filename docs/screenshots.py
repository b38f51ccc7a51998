"""The guide's pictures, taken from the running program on the sample store: `python -m docs.screenshots`.

Needs Chromium and the test requirements. Starts its own server on a free port and stops it again.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from playwright.sync_api import Browser, Page, expect, sync_playwright

from accounts.demo import DEMO
from etl.store import Store
from returns.sample import make_sample
from tests.web.boot import running

FOLDER = Path(__file__).resolve().parent / "hinh"
CHROMIUM = "/usr/bin/chromium"


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: file name, who is signed in, the address, the height in pixels."""

    name: str
    login: str
    address: str
    height: int = 900


SHOTS: Sequence[Shot] = (
    Shot("tong-quan", "tinh", "/", 1100),
    Shot("theo-chi-tieu", "tinh", "/theo-chi-tieu?chi_tieu=TH-3.4", 1200),
    Shot("theo-huyen", "tinh", "/theo-huyen?huyen=399", 1100),
    Shot("khung-chi-tieu", "tinh", "/khung-chi-tieu", 900),
    Shot("lanh-dao", "lanhdao", "/lanh-dao", 900),
    Shot("bieu-tong-hop", "tinh", "/bieu-tong-hop", 1000),
)


def main() -> None:
    """Take every picture into docs/hinh."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "danvan.duckdb")
        make_sample(store, lambda share, line: None)
        store.close()
        with running(store.path, Path(folder)) as program, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            _sign_in_picture(browser.new_page(viewport={"width": 1200, "height": 760}), program.base)
            for shot in SHOTS:
                page = _signed_in(browser, program.base, shot.login, shot.height)
                page.goto(program.base + shot.address)
                _settle(page)
                page.screenshot(path=FOLDER / f"{shot.name}.png")
                page.context.close()
            _filing_pictures(browser, program.base, Path(folder))
            browser.close()


def _sign_in_picture(page: Page, base: str) -> None:
    page.goto(base + "/")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / "dang-nhap.png")
    page.context.close()


def _signed_in(browser: Browser, base: str, login: str, height: int) -> Page:
    page = browser.new_context(
        viewport={"width": 1280, "height": height}, locale="vi-VN", accept_downloads=True
    ).new_page()
    demo = next(d for d in DEMO if d.account.login == login)
    page.goto(base + "/")
    page.get_by_label("Tên đăng nhập").fill(login)
    page.get_by_label("Mật khẩu").fill(demo.password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    _settle(page)
    return page


def _settle(page: Page) -> None:
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=30_000)
    page.wait_for_timeout(1500)


def _filing_pictures(browser: Browser, base: str, folder: Path) -> None:
    page = _signed_in(browser, base, "huyen", 1000)
    page.goto(base + "/nop-bao-cao?ky=th862-2026-6t")
    _settle(page)
    page.screenshot(path=FOLDER / "nop-bao-cao.png")
    with page.expect_download() as taken:
        page.get_by_test_id("stDownloadButton").get_by_role("button").first.click()
    path = folder / "Bao cao 6 thang.xlsx"
    taken.value.save_as(path)
    _break_two_cells(path)
    page.locator("input[type=file]").first.set_input_files(path)
    _settle(page)
    page.mouse.wheel(0, 700)
    page.wait_for_timeout(600)
    page.screenshot(path=FOLDER / "loi-tung-o.png")
    page.context.close()


def _break_two_cells(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[1]
    codes = {str(cell.value): int(cell.column or 0) for cell in sheet[1] if cell.value}
    row = next(int(r[0].row or 0) for r in sheet.iter_rows(min_row=2, max_col=1) if "@" in str(r[0].value or ""))
    sheet.cell(row, codes["TH-1.1a.den"]).value = 10
    sheet.cell(row, codes["TH-1.1a.num"]).value = 12
    sheet.cell(row, codes["TH-1.2a"]).value = "đang làm"
    book.save(path)


if __name__ == "__main__":
    main()
