"""Evidence in a real browser: a clerk attaches a file to a commune and an item, a reviewer opens it, it goes again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response, expect

from pages.ui import evidence_words as words
from tests.browser.conftest import NARROW, WIDE, Visit
from tests.returns.evidence_files import docx, pdf

pytestmark = pytest.mark.browser
Open = Callable[..., Visit]
SCREEN = "/nop-bao-cao?ky=th862-2026-6t"


@pytest.mark.parametrize(("size", "name"), [(WIDE, "Quy chế rộng"), (NARROW, "Quy chế hẹp")])
def test_a_file_is_attached_found_by_the_reviewer_and_taken_back(
    visit: Open, tmp_path: Path, size: tuple[int, int], name: str
) -> None:
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(pdf(name.encode()))
    tab = visit("huyen", size=size)
    page = tab.open(SCREEN)
    _give(tab, page, path)
    expect(page.get_by_text("Đã gắn 1 tệp vào", exact=False).first).to_be_visible()
    expect(page.get_by_text(path.name, exact=True).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    reviewer = visit("tinh")
    desk = reviewer.open("/tham-dinh?ky=th862-2026-6t&bao_cao=" + _number(page))
    expect(desk.get_by_text(path.name, exact=True).first).to_be_visible()
    with desk.expect_download() as taken:
        desk.get_by_role("button", name=words.TAKE, exact=True).last.click()
    assert Path(taken.value.path()).read_bytes() == path.read_bytes()

    page.get_by_role("button", name=words.REMOVE_BUTTON, exact=True).last.click()
    tab.settle()
    page.get_by_role("button", name=words.REMOVE_YES, exact=True).click()
    tab.settle()
    expect(page.get_by_text(words.REMOVED.format(file=path.name)).first).to_be_visible()
    expect(page.get_by_text(path.name, exact=True)).to_have_count(0)


def test_a_file_that_only_calls_itself_a_pdf_is_refused_in_words(visit: Open, tmp_path: Path) -> None:
    false, good = tmp_path / "không phải.pdf", tmp_path / "biên bản.docx"
    false.write_bytes(b"<html>")
    good.write_bytes(docx())
    tab = visit("huyen")
    page = tab.open(SCREEN)
    _give(tab, page, false, good)
    expect(page.get_by_text("Chưa gắn được không phải.pdf", exact=False).first).to_be_visible()
    expect(page.get_by_text(good.name, exact=True).first).to_be_visible()


def _give(tab: Visit, page: Page, *paths: Path) -> None:
    """Choose the files in the box of evidence, wait until the server has them all, attach them."""
    arrived: list[str] = []

    def all_there(answer: Response) -> bool:
        if answer.request.method == "PUT" and "upload_file" in answer.url:
            arrived.append(answer.url)
        return len(arrived) == len(paths)

    with page.expect_response(all_there):
        page.locator("input[type=file]").last.set_input_files(list(paths))
    tab.settle()
    page.get_by_role("button", name=words.ATTACH_BUTTON).click()
    tab.settle()


def _number(page: Page) -> str:
    """The number of the return that the district has in the round, as its receipt's button names it."""
    with page.expect_download() as taken:
        page.get_by_role("button", name="Biên nhận lần", exact=False).first.click()
    return str(int(taken.value.suggested_filename.rpartition("-")[2].partition(".")[0]))
