"""Who was asked to explain something learns it at once, by when, and is led to the place of the answer."""

from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from accounts.model import Account, Actor, Role
from etl.store import Store
from pages.ui import frame
from reports.explaining import ask_behind, explanations_view
from returns.explaining import Answer, answer
from tests.pages.conftest import seen

Opened = Callable[..., AppTest]
SignIn = Callable[[Account], None]
PLAN, DAY, DUE = "th862", date(2026, 6, 30), date(2099, 1, 14)
OFFICER = Account("tinh", "Chuyên viên", Role.OFFICER, "38@0")
FILER = Account("huyen", "Cán bộ huyện", Role.FILER, "399@0")
NEIGHBOUR = Account("khac", "Cán bộ huyện khác", Role.FILER, "385@0")
HOANG_HOA = "399@0"


@pytest.fixture
def number(own_sample_store: Store, monkeypatch: pytest.MonkeyPatch, viewer: SignIn) -> int:
    """Hoằng Hóa is asked about one indicator it is behind on, ten days before the answer is due."""
    st.cache_resource.clear()
    monkeypatch.setattr(Store, "default", classmethod(lambda cls: own_sample_store))
    monkeypatch.setattr(frame, "today", lambda: date(2099, 1, 4))
    view = explanations_view(own_sample_store, OFFICER, plan_code=PLAN, day=DAY, today=DAY)
    code = next(one.indicator.code for one in view.askable if HOANG_HOA in {row.scope_key for row in one.districts})
    (made,) = ask_behind(
        own_sample_store, plan_code=PLAN, day=DAY, indicator_code=code, unit_keys=(HOANG_HOA,), words="Vì sao?",
        due=DUE, by=Actor(account=OFFICER),
    )  # fmt: skip
    return made


@pytest.mark.parametrize("module", ["tong_quan", "theo_huyen"])
def test_the_district_sees_what_waits_and_is_led_there(
    number: int, viewer: SignIn, opened: Opened, module: str
) -> None:
    viewer(FILER)
    shown = unescape(seen(opened(module)))
    assert "Có 1 yêu cầu giải trình chờ trả lời, hạn trả lời 14/01/2099." in shown
    assert f'href="./giai-trinh?phieu={number}' in shown


def test_a_late_answer_says_by_how_many_days(
    number: int, viewer: SignIn, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frame, "today", lambda: date(2099, 1, 20))
    viewer(FILER)
    assert "chờ trả lời, đã quá hạn 6 ngày." in seen(opened("tong_quan"))


def test_an_answer_takes_the_reminder_away(number: int, viewer: SignIn, opened: Opened) -> None:
    said = Answer(reason="Thiếu cán bộ", measure="Bổ sung", done_by=date(2026, 9, 30), person="Bà B")
    answer(Store.default(), number, said, by=Actor(account=FILER))
    viewer(FILER)
    assert "chờ trả lời" not in seen(opened("tong_quan"))
    assert "Đã yêu cầu giải trình 1 chỉ tiêu." in seen(opened("theo_huyen"))


def test_the_board_and_the_neighbours_are_not_reminded(number: int, viewer: SignIn, opened: Opened) -> None:
    for account in (OFFICER, NEIGHBOUR):
        viewer(account)
        assert "yêu cầu giải trình chờ trả lời" not in seen(opened("tong_quan"))
    viewer(NEIGHBOUR)
    assert f"phieu={number}" not in seen(opened("theo_huyen"))
