"""A real Chromium on a running program over a copy of the sample store. In CI a missing browser is a failure."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from accounts.demo import DEMO
from tests.web.boot import running

LOOK_EVERY_MS, QUIET_LOOKS, TRIES = 150, 4, 6
WIDE, NARROW = (1440, 900), (390, 844)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@dataclass
class Visit:
    """One tab: the page, and everything that went wrong in it."""

    page: Page
    base: str
    faults: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to a screen and wait until its script has run."""
        self.page.goto(self.base + path)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until Streamlit has been idle for a while: a run that a click starts begins a moment after it."""
        app = self.page.get_by_test_id("stApp")
        still = 0
        while still < QUIET_LOOKS:
            expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=30_000)
            self.page.wait_for_timeout(LOOK_EVERY_MS)
            still = still + 1 if app.get_attribute("data-test-script-state") == "notRunning" else 0

    def choose(self, box: Locator, place: int) -> None:
        """Take an option of a select box by its place. A run that ends meanwhile may close the list: it is reopened."""
        option = self.page.get_by_role("option").nth(place)
        for _ in range(TRIES):
            box.scroll_into_view_if_needed()
            box.focus()
            box.press("ArrowDown")
            try:
                option.click(timeout=3_000)
            except PlaywrightTimeout:
                continue
            return
        raise AssertionError(f"the list did not offer option {place}")


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Where Chromium is; its tests are skipped without one, except in CI."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs Chromium: apt-get install chromium")
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    return found


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """One browser for the run."""
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def program(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The program's address, over a copy of the sample store."""
    folder = tmp_path_factory.mktemp("browser")
    shutil.copytree(sample_folder, folder / "store")
    with running(folder / "store" / "danvan.duckdb", folder) as started:
        yield started.base


@pytest.fixture
def visit(browser: Browser, program: str) -> Iterator[Callable[..., Visit]]:
    """Open a tab, signed in as a demo account when a login is given; at the end nothing may have gone wrong."""
    opened: list[tuple[BrowserContext, Visit]] = []

    def start(login: str = "", *, size: tuple[int, int] = WIDE, locale: str = "vi-VN") -> Visit:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale=locale, accept_downloads=True
        )
        tab = Visit(context.new_page(), program)
        tab.page.on("pageerror", lambda error: tab.faults.append(f"error: {error}"))
        tab.page.on("request", lambda request: _only_local(tab, request.url))
        opened.append((context, tab))
        if login:
            sign_in(tab, login)
        return tab

    yield start
    faults = [fault for _, tab in opened for fault in tab.faults]
    for context, _ in opened:
        context.close()
    assert faults == []


def sign_in(tab: Visit, login: str) -> None:
    """Sign in by typing, as a person does."""
    demo = next(d for d in DEMO if d.account.login == login)
    tab.page.goto(tab.base + "/")
    tab.page.get_by_label("Tên đăng nhập").fill(login)
    tab.page.get_by_label("Mật khẩu").fill(demo.password)
    tab.page.get_by_role("button", name="Đăng nhập", exact=True).click()
    tab.settle()


def _only_local(tab: Visit, url: str) -> None:
    host = tab.base.removeprefix("http://")
    if not url.startswith((tab.base, f"ws://{host}", "data:", "blob:")):
        tab.faults.append(f"asked for {url}")
