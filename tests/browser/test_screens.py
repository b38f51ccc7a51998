"""Every screen in a real browser: nothing breaks, nothing is cut off, nothing is asked of the internet."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from pages.ui.navigation import SCREENS
from tests.browser.conftest import NARROW, WIDE, Visit

pytestmark = pytest.mark.browser
Open = Callable[..., Visit]
ENGLISH = ("Running...", "Drag and drop", "Browse files", "No options", "Press Enter to apply", "Choose an option")
ADDRESSES = ["/", *(f"/{screen.url_path}" for screen in SCREENS[1:])]
DEEP = ["/theo-chi-tieu?chi_tieu=TH-3.4", "/theo-chi-tieu?chi_tieu=TH-2.4b", "/theo-huyen?huyen=399"]


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1440", "390"])
def test_every_screen_stands_within_its_width_and_speaks_vietnamese(visit: Open, size: tuple[int, int]) -> None:
    tab = visit("tinh", size=size)
    for address in [*ADDRESSES, *DEEP]:
        page = tab.open(address)
        expect(page.locator("h2").first).to_be_visible()
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= size[0], f"{address} is {width} px wide"
        main = page.evaluate("(m => m.scrollWidth - m.clientWidth)(document.querySelector('[data-testid=stMain]'))")
        assert main <= 1, f"{address} sticks out by {main} px"
        text = page.locator("[data-testid=stMain]").inner_text()
        assert not [words for words in ENGLISH if words in text], address
        assert "Số liệu minh họa" in page.locator("body").inner_text(), address
        assert page.locator("[data-testid=stException]").count() == 0, address


def test_a_chart_stands_beside_its_table(visit: Open) -> None:
    page = visit("tinh").open("/theo-chi-tieu?chi_tieu=TH-3.4")
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    assert page.locator("table").count() >= 1


def test_a_stranger_sees_nothing_but_the_sign_in(visit: Open) -> None:
    tab = visit()
    for address in ADDRESSES:
        tab.page.goto(tab.base + address)
        expect(tab.page.get_by_role("heading", name="Đăng nhập")).to_be_visible()


def test_a_district_sees_only_its_own(visit: Open) -> None:
    tab = visit("huyen")
    page = tab.open("/theo-huyen?huyen=384")
    text = page.locator("[data-testid=stMain]").inner_text()
    assert "Hoằng Hóa" in text and "Mường Lát" not in text


def test_signing_out_ends_every_tab(visit: Open) -> None:
    tab = visit("xem")
    other = tab.page.context.new_page()
    other.goto(tab.base + "/")
    expect(other.locator("h2").first).to_be_visible()
    tab.page.get_by_text("Đăng xuất").first.click()
    expect(tab.page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    expect(other.get_by_role("heading", name="Đăng nhập")).to_be_visible()
