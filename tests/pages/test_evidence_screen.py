"""Evidence on the sender's screens: attached, refused with a reason, taken back after one more question, reviewed."""

import pytest
from streamlit.testing.v1 import AppTest

from accounts import directory
from accounts.model import Actor
from etl.register import default_register
from etl.store import Store
from pages.ui import evidence_words as words
from pages.ui import returns_words
from returns.evidence import Evidence, attach, evidence_of
from returns.rounds import round_of
from returns.rounds.states import close_round
from tests.pages.test_admin_screens import screen
from tests.pages.test_progress_screen import told
from tests.pages.test_review_screen import numbers, opened, press
from tests.returns.evidence_files import docx, pdf, png

ROUND, UNIT = "th862-2026-6t", "399@0"
PDF, PNG = "application/pdf", "image/png"


def actor(store: Store, login: str) -> Actor:
    with store.reading() as cursor:
        return Actor(account=directory.find(cursor, login))


def attached(store: Store, login: str = "huyen") -> tuple[Evidence, ...]:
    return evidence_of(store, ROUND, UNIT, by=actor(store, login))


def give(test: AppTest, *files: tuple[str, bytes, str]) -> AppTest:
    """Put files into the box of evidence and press the button."""
    next(box for box in test.file_uploader if box.accept_multiple_files).set_value(list(files))
    test.run()
    return press(test, words.ATTACH_BUTTON)


@pytest.mark.parametrize("name", ["nop_bao_cao", "nhap_truc_tiep"])
def test_files_are_attached_to_the_chosen_commune_and_item(
    name: str, own_sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = screen(name, own_sample_store, "huyen", monkeypatch)
    box = next(one for one in test.selectbox if one.label == words.COMMUNE)
    commune = next(key for key in _keys(own_sample_store) if key != box.value)
    box.set_value(commune).run()
    next(one for one in test.selectbox if one.label == words.ITEM).set_value("TH-1.2a").run()
    give(test, ("Quy chế.pdf", pdf(), PDF), ("ảnh.png", png(), PNG))
    assert not test.exception
    found = attached(own_sample_store)
    assert [(one.unit_key, one.item_code, one.file_name) for one in found] == [
        (commune, "TH-1.2a", "Quy chế.pdf"),
        (commune, "TH-1.2a", "ảnh.png"),
    ]
    shown = told(test)
    assert "Đã gắn 2 tệp vào “TH-1.2a · " in shown
    assert "Quy chế.pdf" in shown and "1 KB" in shown and "Cán bộ huyện Hoằng Hóa" in shown
    assert [one.label for one in test.get("download_button")].count(words.TAKE) == 2


def test_what_cannot_be_evidence_is_refused_in_words_and_the_rest_is_kept(
    own_sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = screen("nop_bao_cao", own_sample_store, "huyen", monkeypatch)
    press(test, words.ATTACH_BUTTON)
    assert words.NO_FILE in told(test)
    give(test, ("<b>giả.pdf", b"<html>", PDF), ("biên bản.docx", docx(), PDF))
    shown = told(test)
    assert (
        "Đã gắn 1 tệp" in shown and "Chưa gắn được &lt;b&gt;giả.pdf: Nội dung tệp không phải loại được nhận." in shown
    )
    give(test, ("biên bản.docx", docx(), PDF))
    assert words.ALREADY.format(file="biên bản.docx") in told(test)
    assert [one.file_name for one in attached(own_sample_store)] == ["biên bản.docx"]


def test_a_file_is_taken_back_only_after_one_more_question(
    own_sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    _prepared(own_sample_store)
    test = screen("nop_bao_cao", own_sample_store, "huyen", monkeypatch)
    press(test, words.REMOVE_BUTTON)
    assert words.REMOVE_ASK.format(file="a.pdf") in told(test)
    press(test, words.REMOVE_NO)
    assert len(attached(own_sample_store)) == 1
    press(test, words.REMOVE_BUTTON)
    press(test, words.REMOVE_YES)
    assert words.REMOVED.format(file="a.pdf") in told(test)
    assert attached(own_sample_store) == ()
    with own_sample_store.reading() as cursor:
        rows = cursor.execute("select login from audit where action = 'evidence.changed' order by seq").fetchall()
    assert rows == [("huyen",), ("huyen",)]


def test_a_closed_round_says_so_and_offers_nothing_to_change(
    own_sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    _prepared(own_sample_store)
    close_round(own_sample_store, ROUND, by=actor(own_sample_store, "tinh"))
    test = screen("nop_bao_cao", own_sample_store, "huyen", monkeypatch)
    assert "đã đóng nên không nhận thêm tài liệu minh chứng" in told(test)
    labels = [one.label for one in test.button]
    assert words.ATTACH_BUTTON not in labels and words.REMOVE_BUTTON not in labels
    assert words.TAKE in [one.label for one in test.get("download_button")]


def test_the_reviewer_sees_the_same_files_and_cannot_take_them_back(
    own_sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    _prepared(own_sample_store)
    (number,) = numbers(own_sample_store, UNIT)
    test = opened(own_sample_store, number, monkeypatch)
    assert not test.exception
    assert "a.pdf" in told(test) and returns_words.NO_EVIDENCE not in told(test)
    assert words.TAKE in [one.label for one in test.get("download_button")]
    assert words.REMOVE_BUTTON not in [one.label for one in test.button]


@pytest.mark.parametrize(("login", "sees"), [("lanhdao", True), ("huyen", True), ("xem", False)])
def test_the_commune_shows_its_files_to_who_may_see_returns(
    login: str, sees: bool, own_sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    _prepared(own_sample_store)
    first, second = _keys(own_sample_store)[:2]
    test = screen("xa", own_sample_store, login, monkeypatch)
    test.query_params["xa"], test.query_params["ky"] = first, ROUND
    test.run()
    assert not test.exception
    assert ("a.pdf" in told(test)) is sees
    test.query_params["xa"] = second
    assert "a.pdf" not in told(test.run())


def _keys(store: Store) -> list[str]:
    with store.reading() as cursor:
        return [one.key for one in default_register().communes_of(UNIT, round_of(cursor, ROUND).data_to)]


def _prepared(store: Store) -> None:
    """One file at the first commune."""
    key, clerk = _keys(store)[0], actor(store, "huyen")
    attach(store, ROUND, unit_key=key, item_code="TH-1.2a", data=pdf(), file_name="a.pdf", by=clerk)
