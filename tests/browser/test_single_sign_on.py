"""Single sign-on in a real browser: to the office's provider, back signed in, and out of both."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts import directory
from accounts.model import CONSOLE, Role
from etl.store import Store
from tests.accounts.people import added, empty_store
from tests.browser.conftest import WIDE
from tests.web.boot import Running, running
from tests.web.provider import CLIENT, SECRET, IdentityProvider, provider

BY_OFFICE = "Đăng nhập bằng tài khoản cơ quan"
REFUSED = "Tài khoản cơ quan này chưa được cấp quyền"


@pytest.fixture(scope="module")
def idp() -> Iterator[IdentityProvider]:
    """The office's provider."""
    with provider() as made:
        yield made


@pytest.fixture(scope="module")
def program(idp: IdentityProvider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The program over a real store: somebody who may come in, and somebody who was locked out."""
    folder = tmp_path_factory.mktemp("sso")
    store: Store = empty_store(folder / "real.duckdb", sample=False)
    added(store, "hoanghoa", Role.VIEWER, "38@0")
    added(store, "nghi.viec", Role.OFFICER, "38@0")
    directory.disable(store, CONSOLE, "nghi.viec")
    store.close()
    with pytest.MonkeyPatch.context() as patched:
        for name, value in (("ISSUER", idp.issuer), ("CLIENT_ID", CLIENT), ("CLIENT_SECRET", SECRET)):
            patched.setenv(f"DANVAN_OIDC_{name}", value)
        with running(folder / "real.duckdb", folder) as started:
            yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A browser that nobody is signed in with."""
    context = browser.new_context(viewport={"width": WIDE[0], "height": WIDE[1]}, locale="vi-VN")
    yield context.new_page()
    context.close()


def by_office(page: Page, program: Running, login: str, path: str = "/") -> None:
    """Click the link, sign in at the provider, come back."""
    page.goto(program.base + path)
    page.get_by_role("link", name=BY_OFFICE).click()
    expect(page).to_have_title("Cơ quan")
    page.get_by_label("Tên").fill(login)
    page.get_by_role("button", name="Vào").click()


@pytest.mark.slow
def test_a_person_comes_in_by_the_office_s_account_and_leaves_both(
    page: Page, program: Running, idp: IdentityProvider
) -> None:
    by_office(page, program, "hoanghoa", "/khung-chi-tieu")
    expect(page.get_by_role("heading", name="Khung chỉ tiêu").first).to_be_visible()
    assert page.url.startswith(f"{program.base}/khung-chi-tieu")
    assert "logout" not in idp.asked
    page.goto(program.base + "/dang-xuat")
    page.get_by_role("button", name="Đăng xuất").click()
    page.get_by_role("link", name="Đăng xuất cả tài khoản cơ quan").click()
    expect(page.get_by_text("Đã đăng xuất.")).to_be_visible()
    assert idp.asked[-1] == "logout"
    page.goto(program.base + "/khung-chi-tieu")
    expect(page.get_by_role("link", name=BY_OFFICE)).to_be_visible()


@pytest.mark.slow
def test_the_menu_s_way_out_goes_straight_to_the_provider(page: Page, program: Running, idp: IdentityProvider) -> None:
    by_office(page, program, "hoanghoa", "/khung-chi-tieu")
    page.get_by_role("link", name="Đăng xuất").click()
    expect(page.get_by_text("Đã đăng xuất.")).to_be_visible()
    assert idp.asked[-1] == "logout"


@pytest.mark.slow
@pytest.mark.parametrize("login", ["nghi.viec", "nguoi.la"])
def test_who_is_locked_out_or_unknown_here_stays_outside(page: Page, program: Running, login: str) -> None:
    by_office(page, program, login)
    expect(page.get_by_role("alert")).to_contain_text(REFUSED)
    page.goto(program.base + "/")
    expect(page.get_by_role("link", name=BY_OFFICE)).to_be_visible()
