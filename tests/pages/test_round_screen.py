"""Kỳ báo cáo: for the Board only; rounds are really opened, extended, closed and opened again."""

from datetime import date

import pytest

from etl.store import Store
from pages.ui import returns_words as words
from returns.rounds import RoundState, round_of, settings_of
from returns.rounds.changes import extensions
from tests.pages.test_admin_screens import screen
from tests.pages.test_progress_screen import told
from tests.pages.test_review_screen import press

ROUND = "th862-2026-6t"


@pytest.mark.parametrize("login", ["huyen", "lanhdao", "xem", "quantri"])
def test_other_roles_are_told_that_it_is_not_theirs(
    login: str, own_sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = screen("ky_bao_cao", own_sample_store, login, monkeypatch)
    assert not test.exception and not test.button
    assert "không được phép mở và sửa kỳ" in told(test)


def test_a_round_of_the_calendar_opens_with_a_deadline_in_words(
    own_sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = screen("ky_bao_cao", own_sample_store, "tinh", monkeypatch)
    test.text_input(key="open.th862-2026.due").set_value("trước ngày 25/1/2027")
    press(test, words.OPEN_BUTTON)
    assert not test.exception
    assert "Đã mở kỳ Năm 2026, hạn nộp 24/01/2027." in told(test)
    with own_sample_store.reading() as cursor:
        assert round_of(cursor, "th862-2026").due == date(2027, 1, 24)


def test_a_wrong_day_is_told_and_opens_nothing(own_sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = screen("ky_bao_cao", own_sample_store, "tinh", monkeypatch)
    test.text_input(key="open.th862-2026.to").set_value("31/13/2026")
    press(test, words.OPEN_BUTTON)
    assert "“31/13/2026” không phải là một ngày." in told(test)


def test_one_unit_is_given_more_time_with_a_reason(own_sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = screen("ky_bao_cao", own_sample_store, "tinh", monkeypatch)
    test.selectbox(key="extend.unit").set_value("399@0")
    test.text_input(key="extend.due").set_value("20/07/2026")
    test.text_input(key="extend.reason").set_value("Bão số 3")
    press(test, words.EXTEND_BUTTON)
    with own_sample_store.reading() as cursor:
        (granted,) = extensions(cursor, ROUND)
    assert (granted.unit_key, granted.due_after, granted.reason) == ("399@0", date(2026, 7, 20), "Bão số 3")
    assert "Bão số 3" in told(test)


def test_a_round_is_closed_and_opened_again_for_a_reason(
    own_sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def state() -> RoundState:
        with own_sample_store.reading() as cursor:
            return settings_of(cursor, round_of(cursor, ROUND)).state

    test = press(screen("ky_bao_cao", own_sample_store, "tinh", monkeypatch), words.CLOSE_BUTTON)
    assert state() is RoundState.CLOSED
    press(test, words.REOPEN_BUTTON)
    assert state() is RoundState.CLOSED and "Cần ghi lý do" in told(test)
    test.text_input(key="close.reason").set_value("Huyện bổ sung")
    press(test, words.REOPEN_BUTTON)
    assert state() is RoundState.OPEN


def test_communes_are_let_file_for_themselves(own_sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = screen("ky_bao_cao", own_sample_store, "tinh", monkeypatch)
    test.selectbox(key=f"edit.{ROUND}.communes").set_value("screen")
    press(test, words.EDIT_BUTTON)
    assert "Xã, phường: nhập trên màn hình" in told(test)
