"""Nhập trực tiếp: a step is kept as a draft, checked by the same rules, and filed like any other return."""

import pytest
from streamlit.testing.v1 import AppTest

from accounts import directory
from accounts.model import Actor
from etl.store import Store
from pages.ui import returns_words as words
from returns.drafts import EntryForm, entry_form
from returns.filing import SEEN
from returns.stored import heads_of
from tests.pages.test_admin_screens import screen
from tests.pages.test_filing_warnings import tick_all
from tests.pages.test_progress_screen import told
from tests.pages.test_review_screen import press

ROUND, UNIT = "th862-2026-6t", "399@0"
ITEM = "TH-1.1a.num"


def form_of(store: Store) -> EntryForm:
    with store.reading() as cursor:
        account = directory.find(cursor, "huyen")
    return entry_form(store, ROUND, UNIT, by=Actor(account=account))


def field(test: AppTest, item: str) -> object:
    return next(one for one in test.text_input if (one.key or "").endswith(f".{item}"))


@pytest.mark.parametrize("login", ["lanhdao", "xem", "quantri"])
def test_who_files_nothing_is_told_why(login: str, own_sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = screen("nhap_truc_tiep", own_sample_store, login, monkeypatch)
    assert not test.exception and not test.button
    assert words.NO_ENTRY_UNIT in told(test)


def test_a_step_is_kept_and_checked(own_sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = screen("nhap_truc_tiep", own_sample_store, "huyen", monkeypatch)
    assert not test.exception
    assert words.NOT_SAVED in told(test)
    field(test, ITEM).set_value("mười hai")  # type: ignore[attr-defined]
    press(test, words.SAVE)
    assert not test.exception
    saved = form_of(own_sample_store)
    assert saved.saved_at is not None
    assert saved.typed[saved.communes[0].key, ITEM] == "mười hai"
    assert words.STEP_FAULTS in told(test) and "mười hai" in told(test)


def test_saving_goes_on_to_the_next_step(own_sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = press(screen("nhap_truc_tiep", own_sample_store, "huyen", monkeypatch), words.SAVE_NEXT)
    assert "Bước 2 / 24" in [box.label for box in test.selectbox]


def test_what_is_saved_is_filed_with_its_words(own_sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = screen("nhap_truc_tiep", own_sample_store, "huyen", monkeypatch)
    field(test, ITEM).set_value("11")  # type: ignore[attr-defined]
    press(test, words.SAVE)
    name = next(one for one in test.text_input if (one.key or "").endswith(".filler_name"))
    name.set_value("Trần Thị Biên")
    press(test, words.SUBMIT_BUTTON)
    assert "chưa được đánh dấu hoặc ghi lý do" in told(test)
    tick_all(test)
    press(test, words.SUBMIT_BUTTON)
    assert not test.exception
    assert "Đã nhận báo cáo lần 2 của Huyện Hoằng Hóa" in told(test)
    with own_sample_store.reading() as cursor:
        assert heads_of(cursor, ROUND, UNIT)[0].file_name == "nhap-truc-tiep.json"
        answers = [str(one) for (one,) in cursor.execute("select answer from issue_answer").fetchall()]
    assert answers and set(answers) == {SEEN}
    assert form_of(own_sample_store).saved_at is None
    assert "Trần Thị Biên" in [one.text for one in form_of(own_sample_store).texts]


def test_a_wrong_figure_is_not_filed(own_sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = screen("nhap_truc_tiep", own_sample_store, "huyen", monkeypatch)
    field(test, ITEM).set_value("9999")  # type: ignore[attr-defined]
    press(test, words.SAVE)
    press(test, words.SUBMIT_BUTTON)
    assert "Chưa nộp được" in told(test)
    with own_sample_store.reading() as cursor:
        assert heads_of(cursor, ROUND, UNIT)[0].revision == 1
