"""Thẩm định: only who reviews; what the buttons do is really done."""

import pytest
from streamlit.testing.v1 import AppTest

from etl.store import Store
from pages.ui import returns_words as words
from returns.remarks import remarks_of
from returns.rounds import RoundState, find_round, settings_of
from returns.rounds import all_rounds as known_rounds
from returns.stored import ReturnState, head_of, last_heads
from tests.pages.test_admin_screens import screen
from tests.pages.test_progress_screen import told

ROUND = "th862-2026-6t"


def numbers(store: Store, *units: str) -> list[int]:
    """The last returns of these units in the round."""
    with store.reading() as cursor:
        found = {head.unit_key: head.number for head in last_heads(cursor, ROUND)}
    return [found[unit] for unit in units]


def opened(store: Store, number: int, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """One return on the officer's desk."""
    test = screen("tham_dinh", store, "tinh", monkeypatch)
    test.query_params["bao_cao"], test.query_params["ky"] = str(number), ROUND
    return test.run()


def press(test: AppTest, label: str) -> AppTest:
    next(button for button in test.button if button.label == label).click()
    return test.run()


@pytest.mark.parametrize("login", ["huyen", "lanhdao", "xem", "quantri"])
def test_other_roles_are_told_that_it_is_not_theirs(
    login: str, own_sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = screen("tham_dinh", own_sample_store, login, monkeypatch)
    assert not test.exception and not test.button
    assert "không được phép thẩm định" in told(test)


def test_the_queue_shows_what_waits_and_accepts_many(own_sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = screen("tham_dinh", own_sample_store, "tinh", monkeypatch)
    assert "Huyện Hà Trung" in told(test)
    first, second = numbers(own_sample_store, "392@0", "407@0")
    test.multiselect[0].set_value([first, second]).run()
    press(test, "Duyệt 2 báo cáo")
    assert not test.exception
    assert words.ACCEPTED_MANY.format(count=2) in told(test)
    with own_sample_store.reading() as cursor:
        assert {head_of(cursor, n).state for n in (first, second)} == {ReturnState.APPROVED}


def test_a_remark_and_a_return_with_reasons(own_sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    (number,) = numbers(own_sample_store, "392@0")
    test = opened(own_sample_store, number, monkeypatch)
    assert not test.exception
    shown = told(test)
    assert "th862-2026-6t_392_lan-1.xlsx" in shown and words.FIRST_VERSION in shown
    test.text_input(key="remark.words").set_value("Xem lại số này")
    press(test, words.REMARK_BUTTON)
    with own_sample_store.reading() as cursor:
        assert [one.words for one in remarks_of(cursor, number)] == ["Xem lại số này"]
    assert "Xem lại số này" in told(test)
    test.text_area[0].set_value("Số liệu của xã Hoằng Châu chưa khớp")
    press(test, words.RETURN_BUTTON)
    with own_sample_store.reading() as cursor:
        assert head_of(cursor, number).state is ReturnState.RETURNED
    assert "Đã trả lại báo cáo của Huyện Hà Trung" in told(test)


def test_a_return_needs_a_reason(own_sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    (number,) = numbers(own_sample_store, "392@0")
    test = press(opened(own_sample_store, number, monkeypatch), words.RETURN_BUTTON)
    assert "Cần ghi lý do trả lại" in told(test)
    with own_sample_store.reading() as cursor:
        assert head_of(cursor, number).state is ReturnState.WAITING


def test_a_corrected_return_shows_what_changed(own_sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    (number,) = numbers(own_sample_store, "395@0")
    shown = told(opened(own_sample_store, number, monkeypatch))
    with own_sample_store.reading() as cursor:
        assert head_of(cursor, number).revision == 2
    assert "5 ô khác" in shown and words.VERSIONS in shown


def test_a_round_with_waiting_returns_is_not_locked(own_sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = press(screen("tham_dinh", own_sample_store, "tinh", monkeypatch), words.LOCK_BUTTON)
    assert "báo cáo chờ duyệt" in told(test)
    with own_sample_store.reading() as cursor:
        round_ = find_round(known_rounds(cursor), ROUND)
        assert settings_of(cursor, round_).state is RoundState.OPEN
