"""Ý kiến cơ sở and the words in the forms, over the sample's real returns."""

import io
from collections import Counter
from datetime import date

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from accounts import directory
from accounts.identity import USER_KEY
from accounts.model import Actor
from etl.register import default_register
from etl.store import Store
from etl.told import ReturnText
from indicators.texts import TextKind
from pages.ui import filing_words, told_words
from returns.blank import blank_workbook
from returns.stored import heads_of
from returns.words import texts_of, write_words
from returns.words.search import Sought, search_words
from tests.pages.test_admin_screens import screen
from tests.pages.test_filing_warnings import tick_all
from tests.pages.test_progress_screen import told
from tests.pages.test_review_screen import press

ROUND, OWN, OTHER, DAY = "th862-2026-6t", "399@0", "384@0", date(2026, 6, 30)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MINE = ReturnText(TextKind.DIFFICULTY, "Đường vào bản Quạc hay sạt lở\nmùa mưa")


def number_of(store: Store, unit_key: str) -> int:
    with store.reading() as cursor:
        return heads_of(cursor, ROUND, unit_key)[0].number


def person(store: Store, login: str) -> Actor:
    with store.reading() as cursor:
        return Actor(account=directory.find(cursor, login))


@pytest.fixture
def store(own_sample_store: Store) -> Store:
    """The sample, with one text that nobody else has, of each of two districts."""
    officer = person(own_sample_store, "tinh")
    commune = default_register().communes_of(OTHER, DAY)[0]
    write_words(own_sample_store, number_of(own_sample_store, OWN), [MINE], by=officer)
    write_words(
        own_sample_store,
        number_of(own_sample_store, OTHER),
        [ReturnText(TextKind.PROPOSAL, "Xin thêm máy tính", commune.key)],
        by=officer,
    )
    return own_sample_store


def opened(store: Store, login: str, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    """The screen of a person, straight at an address."""
    monkeypatch.setenv("DANVAN_STORE", str(store.path))
    test = AppTest.from_string("from pages import y_kien\ny_kien.render()", default_timeout=30)
    test.user = {USER_KEY: login}  # type: ignore[attr-defined]
    for key, value in query.items():
        test.query_params[key] = value
    test.run()
    assert not test.exception
    return test


def test_a_search_by_words_without_marks_finds_and_links(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = told(opened(store, "tinh", monkeypatch, tim="BAN quac sat lo"))
    assert "Đường vào bản Quạc hay sạt lở" in shown and "mùa mưa" in shown
    assert "1 mục của 1 đơn vị" in shown
    assert "./theo-huyen?huyen=399@0&amp;ky=th862-2026-6t" in shown


def test_a_commune_is_named_with_its_district(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = told(opened(store, "tinh", monkeypatch, tim="xin them may tinh"))
    commune = default_register().communes_of(OTHER, DAY)[0]
    assert commune.full_name in shown and default_register().get(OTHER).full_name in shown
    assert f"./xa?xa={commune.key}&amp;ky={ROUND}" in shown


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ({"loai": "difficulty"}, True),
        ({"loai": "model"}, False),
        ({"don_vi": OWN}, True),
        ({"don_vi": OTHER}, False),
        ({"ky": "th862-2025"}, False),
        ({"ky": "th862-2025", "trong": "moi_ky"}, True),
        ({"loai": "nguoi_lap"}, False),
        ({"loai": "khong-co-loai-nay"}, True),
    ],
)
def test_the_address_narrows_the_search(
    store: Store, monkeypatch: pytest.MonkeyPatch, query: dict[str, str], there: bool
) -> None:
    shown = told(opened(store, "tinh", monkeypatch, tim="ban quac", **query))
    assert ("bản Quạc" in shown) is there
    assert (told_words.NOTHING_FOUND in shown) is not there


def test_a_district_never_finds_what_another_wrote(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for query in ({}, {"tim": "may tinh"}, {"don_vi": OTHER}, {"trong": "moi_ky", "tim": "may tinh"}):
        shown = told(opened(store, "huyen", monkeypatch, **query))
        assert "máy tính" not in shown
        assert default_register().get(OTHER).full_name not in shown
    assert "bản Quạc" in told(opened(store, "huyen", monkeypatch))


def test_what_is_typed_goes_into_the_address_and_finds(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = opened(store, "tinh", monkeypatch)
    test.text_input(key="words.query").set_value("  bản quạc ").run()
    assert test.query_params["tim"] in ("bản quạc", ["bản quạc"])
    assert "1 mục của 1 đơn vị" in told(test)
    test.text_input(key="words.query").set_value("").run()
    assert "tim" not in test.query_params


def test_one_who_may_not_see_returns_is_told_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = told(opened(store, "xem", monkeypatch, tim="ban quac"))
    assert "bản Quạc" not in shown and "không được phép xem báo cáo đã nộp" in shown


def test_nobody_has_written_anything(own_sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with own_sample_store.writing() as cursor:
        cursor.execute("delete from return_words").fetchall()
    assert told_words.NOTHING_YET in told(opened(own_sample_store, "tinh", monkeypatch))


def test_the_form_begins_with_what_the_workbook_says_and_the_sender_has_the_last_word(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    communes = default_register().communes_of(OWN, DAY)
    clerk = person(store, "huyen")
    book = openpyxl.load_workbook(io.BytesIO(blank_workbook(store, ROUND, OWN, by=clerk, today=DAY, with_values=True)))
    sheet = book["Thông tin khác"]
    rows = {line[0].value: line[0].row for line in sheet.iter_rows(max_col=1) if line[0].value}
    sheet.cell(rows["words.filler_name"], 4).value = "Trịnh Văn Đức"
    for column, value in enumerate((communes[2].full_name, "Mô hình hay, cách làm mới", "Vườn chung"), start=2):
        sheet.cell(rows["words.head"] + 1, column).value = value
    out = io.BytesIO()
    book.save(out)
    test = screen("nop_bao_cao", store, "huyen", monkeypatch)
    test.file_uploader[0].upload("loi.xlsx", out.getvalue(), XLSX)
    test.run()
    assert not test.exception
    assert "Thông tin khác" in told(test) and told_words.CHANGES in told(test) and "Vườn chung" in told(test)
    box = {one.key.rpartition(".")[2] if ".row" not in one.key else one.key[-9:]: one for one in test.text_area}
    assert box["difficulty"].value == MINE.text and box["row0.text"].value == "Vườn chung"
    names = [one for one in test.text_input if one.key.endswith(".filler_name")]
    assert names[0].value == "Trịnh Văn Đức"
    names[0].set_value("Trịnh Thị Đào")
    box["row1.text"].set_value("Cần loa truyền thanh")
    next(one for one in test.selectbox if one.key.endswith("row1.unit")).set_value(communes[0].key)
    press(test, told_words.ADD_ROW)
    assert sum(one.key.endswith(".text") for one in test.text_area) == 3
    tick_all(test)
    press(test, filing_words.CONFIRM_BUTTON)
    assert "Đã nhận báo cáo lần 2" in told(test)
    with store.reading() as cursor:
        kept = texts_of(cursor, number_of(store, OWN))
    assert {(one.kind, one.unit_key, one.text) for one in kept} == {
        (TextKind.FILLER_NAME, "", "Trịnh Thị Đào"),
        (MINE.kind, "", MINE.text),
        (TextKind.DIFFICULTY, communes[0].key, "Cần loa truyền thanh"),
        (TextKind.MODEL, communes[2].key, "Vườn chung"),
    }


def test_the_sample_speaks_in_every_round_by_units_and_by_communes(sample_rounds_store: Store) -> None:
    officer = person(sample_rounds_store, "tinh")
    found = search_words(sample_rounds_store, Sought(), by=officer)
    rounds = Counter(one.round.code for one in found)
    assert len(rounds) == 6 and all(count >= 10 for count in rounds.values())
    assert {one.unit.key == one.filer.key for one in found} == {True, False}
