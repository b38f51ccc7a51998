"""Tiến độ nộp: everybody sees their own units; only who reviews gets the list to remind."""

import pytest

from etl.store import Store
from pages.ui import returns_words as words
from tests.pages.test_admin_screens import screen


def told(test: object) -> str:
    """All markup of a screen."""
    return "".join(part.proto.body for part in test.get("html"))  # type: ignore[attr-defined]


def test_the_officer_sees_every_unit_and_the_list_to_remind(
    own_sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = screen("tien_do_nop", own_sample_store, "tinh", monkeypatch)
    test.query_params["ky"] = "th862-2025-6t"
    test.run()
    assert not test.exception
    shown = told(test)
    assert "24 / 26" in shown and "Huyện Hoằng Hóa" in shown
    assert "Còn 2 đơn vị chưa nộp" in test.code[0].value and "Huyện Nga Sơn: quá hạn" in test.code[0].value
    assert "./tham-dinh?bao_cao=" in shown


def test_a_clerk_sees_only_the_own_unit_and_reminds_nobody(
    own_sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = screen("tien_do_nop", own_sample_store, "huyen", monkeypatch)
    shown = told(test)
    assert not test.exception and not test.code
    assert "1 / 1" in shown and "Huyện Hoằng Hóa" in shown
    assert "Huyện Hậu Lộc" not in shown and "./tham-dinh" not in shown


def test_who_filed_late_stands_with_the_days(own_sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = screen("tien_do_nop", own_sample_store, "lanhdao", monkeypatch)
    test.query_params["ky"] = "th862-2025-6t"
    test.run()
    shown = told(test)
    late = shown[shown.index(words.LATE_LIST) :]
    assert late.index("Huyện Triệu Sơn") < late.index("Huyện Thường Xuân") < late.index("Huyện Hậu Lộc")
