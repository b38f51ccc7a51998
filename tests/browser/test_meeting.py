"""The meeting in a real browser: one screen without scrolling, slides turned by keys, files taken, sheets of paper."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import NARROW, Visit

pytestmark = pytest.mark.browser
Open = Callable[..., Visit]
ROUNDS = ["th862-2022", "th862-2024", "th862-2025-6t", "th862-2025", "th862-2026-6t"]
MAIN = "document.querySelector('[data-testid=stMain]')"
STICKS_OUT = f"(m => [m.scrollHeight - m.clientHeight, m.scrollWidth - m.clientWidth])({MAIN})"


@pytest.mark.parametrize("round_code", ROUNDS)
def test_the_leaders_page_is_one_screen(visit: Open, round_code: str) -> None:
    page = visit("lanhdao").open(f"/lanh-dao?ky={round_code}")
    expect(page.locator(".leader")).to_be_visible()
    assert page.evaluate(STICKS_OUT) == [0, 0]


def test_the_leaders_page_is_read_on_a_phone(visit: Open) -> None:
    page = visit("lanhdao", size=NARROW).open("/lanh-dao")
    expect(page.locator(".leader")).to_be_visible()
    assert page.evaluate(STICKS_OUT)[1] == 0


def test_one_click_leads_from_the_leaders_page_to_a_table(visit: Open) -> None:
    tab = visit("lanhdao")
    page = tab.open("/lanh-dao")
    page.get_by_role("link", name="5. Tình hình nộp báo cáo").click()
    expect(page.locator(".paper h3").first).to_contain_text("Tình hình nộp báo cáo")


def test_keys_turn_the_slides(visit: Open) -> None:
    page = visit("lanhdao").open("/trinh-chieu")
    here = page.locator(".dots a.here")
    for key, expected in [("ArrowRight", "2"), ("PageDown", "3"), ("Space", "4"), ("ArrowLeft", "3"), ("PageUp", "2")]:
        page.keyboard.press(key)
        expect(here).to_have_text(expected)
    page.keyboard.press("End")
    expect(page.get_by_role("heading", name="Việc cần làm")).to_be_visible()
    assert page.evaluate(STICKS_OUT) == [0, 0]
    page.keyboard.press("Home")
    expect(here).to_have_text("1")


def test_a_slide_is_also_reached_by_its_link(visit: Open) -> None:
    page = visit("lanhdao").open("/trinh-chieu")
    page.locator(".dots a").nth(2).click()
    expect(page.locator(".dots a.here")).to_have_text("3")
    page.get_by_role("link", name="Thoát trình chiếu").click()
    expect(page.locator(".leader")).to_be_visible()


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (1920, 1080), NARROW], ids=lambda size: str(size[0]))
def test_every_slide_fits_its_screen(visit: Open, size: tuple[int, int]) -> None:
    page = visit("lanhdao", size=size).open("/trinh-chieu?cac_huyen=407@0&ky=th862-2024")
    expect(page.locator(".slide")).to_be_visible()
    for number in range(2, page.locator(".dots a").count() + 1):
        page.get_by_role("button", name="Sau").click()
        expect(page.locator(".dots a.here")).to_have_text(str(number))
        down, aside = page.evaluate(STICKS_OUT)
        assert aside == 0, number
        assert down == 0 or size == NARROW, number
        over = page.evaluate("(s => s.scrollHeight - s.clientHeight)(document.querySelector('.slide'))")
        assert over <= 1 or size == NARROW, number


def test_every_format_is_taken_by_one_click(visit: Open, tmp_path: Path) -> None:
    page = visit("tinh").open("/bieu-tong-hop?bieu=1,5")
    expect(page.locator(".paper")).to_have_count(2)
    begins = {"Excel": b"PK", "Word": b"PK", "PDF": b"%PDF", "PowerPoint": b"PK", "CSV (cho máy)": b"PK"}
    for name, magic in begins.items():
        with page.expect_download(timeout=30_000) as taken:
            page.get_by_role("button", name=name, exact=True).click()
        target = tmp_path / taken.value.suggested_filename
        taken.value.save_as(target)
        assert target.read_bytes().startswith(magic), name
        assert target.name.startswith("Biểu 1, 5 - Kết luận 862-KL-TU")
    with ZipFile(BytesIO(target.read_bytes())) as packed:
        assert len(packed.namelist()) == 2


@pytest.mark.parametrize(
    ("address", "words", "most"),
    [
        ("/lanh-dao", "Nên hỏi tại cuộc họp", 1),
        ("/trinh-chieu?trang=2", "Chúng ta đang ở đâu", 1),
        ("/bieu-tong-hop?bieu=2", "Toàn tỉnh", 8),
        ("/theo-chi-tieu?chi_tieu=TH-3.4", "Từng huyện", 9),
    ],
)
def test_a_screen_prints_without_the_menu(visit: Open, address: str, words: str, most: int) -> None:
    page = visit("tinh").open(address)
    page.wait_for_timeout(1500)
    paper = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    sheets = ["".join(sheet.extract_text().split()) for sheet in paper.pages]
    assert len(sheets) <= most
    assert "".join(words.split()) in "".join(sheets)
    assert "Đăngxuất" not in "".join(sheets)
    assert all(sheets)
    assert float(paper.pages[0].mediabox.width) > float(paper.pages[0].mediabox.height)


def test_a_leader_lands_on_the_page_before_the_meeting(visit: Open) -> None:
    page = visit("lanhdao").page
    expect(page.locator(".leader")).to_be_visible()
    assert page.url.endswith("/lanh-dao")
