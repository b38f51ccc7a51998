"""Ghép mẫu biểu on a real store: a unit's own table from the file to the saved layout and on to the filing."""

from collections.abc import Callable, Iterator

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from accounts.model import Account
from etl.layouts.saved import Layout
from etl.store import Store
from pages.ui import drafts, layout_words, session
from returns.layouts import save_layout, saved_layouts
from tests.pages.conftest import LEADER, Someone, seen
from tests.returns.conftest import BIM_SON, FILER, OFFICER, ROUND
from tests.returns.test_layouts import PLAN, mapped, own_book
from tests.returns.test_layouts import opened as open_foreign

Opened = Callable[..., AppTest]


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, seeded_store: Store) -> Iterator[Store]:
    """The clerk of Bỉm Sơn over a store without returns."""
    st.cache_resource.clear()
    assert FILER.account is not None
    account: Account = FILER.account
    monkeypatch.setattr(session, "current", lambda: Someone(account, sample=False))
    monkeypatch.setattr(Store, "default", classmethod(lambda cls: seeded_store))
    yield seeded_store
    st.cache_resource.clear()


def uploaded(opened: Opened, data: bytes | None = None, name: str = "bieu.xlsx") -> AppTest:
    app = opened("ghep_mau_bieu", ky=ROUND)
    assert not app.exception
    app.file_uploader[0].upload(name, data or own_book())
    return app.run()


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def test_columns_come_matched_and_the_first_rows_are_shown(opened: Opened, desk: Store) -> None:
    app = uploaded(opened)
    assert not app.exception
    chosen = [box.value for box in app.selectbox if box.label == layout_words.CHOOSE_ITEM]
    assert chosen == ["", "TH-1.2a", "TH-2.5", ""]
    shown = seen(app)
    assert "QC công tác dân vận của HTCT" in shown and "gợi ý, cần xem lại" in shown
    assert "<b>Phường Bỉm Sơn</b>" in shown
    assert "Không có lỗi nào chặn việc nộp." in shown
    assert layout_words.SAVE in labels(app)


def test_saving_keeps_it_and_opens_the_way_to_the_filing(opened: Opened, desk: Store) -> None:
    app = uploaded(opened)
    app.text_input[0].set_value("Biểu của thị xã").run()
    next(button for button in app.button if button.label == layout_words.SAVE).click().run()
    assert not app.exception
    kept = saved_layouts(desk, BIM_SON, PLAN, by=OFFICER)
    assert [(one.layout.name, one.saved_by) for one in kept] == [("Biểu của thị xã", "bimson")]
    assert dict(kept[0].layout.items) == {
        "qc công tác dân vận của htct": "TH-1.2a",
        "mô hình dvk mới trong năm": "TH-2.5",
    }
    assert "Đã lưu mẫu biểu “Biểu của thị xã”" in seen(app)
    assert layout_words.ON_TO_FILING in labels(app)


def test_a_changed_choice_is_what_is_read_and_saved(opened: Opened, desk: Store) -> None:
    app = uploaded(opened)
    boxes = [box for box in app.selectbox if box.label == layout_words.CHOOSE_ITEM]
    boxes[2].set_value("TH-1.3e").run()
    assert "Số cuộc giao ban công tác dân vận năm" in seen(app)
    next(button for button in app.button if button.label == layout_words.SAVE).click().run()
    assert "TH-1.3e" in saved_layouts(desk, BIM_SON, PLAN, by=OFFICER)[0].layout.items.values()


def test_one_item_in_two_columns_cannot_be_saved(opened: Opened, desk: Store) -> None:
    app = uploaded(opened)
    boxes = [box for box in app.selectbox if box.label == layout_words.CHOOSE_ITEM]
    boxes[3].set_value("TH-2.5").run()
    assert "Hai cột cùng ghép với" in seen(app)
    assert next(button for button in app.button if button.label == layout_words.SAVE).disabled


def test_the_second_time_everything_is_known(opened: Opened, desk: Store) -> None:
    app = uploaded(opened)
    next(button for button in app.button if button.label == layout_words.SAVE).click().run()
    again = uploaded(opened, own_book(first=30), "ky-sau.xlsx")
    assert "đúng tên" in seen(again)
    assert layout_words.ON_TO_FILING in labels(again)


def test_a_layout_can_be_dropped(opened: Opened, desk: Store) -> None:
    app = uploaded(opened)
    next(button for button in app.button if button.label == layout_words.SAVE).click().run()
    next(button for button in app.button if button.label == layout_words.DROP).click().run()
    assert not app.exception
    assert saved_layouts(desk, BIM_SON, PLAN, by=OFFICER) == ()
    assert layout_words.NONE_SAVED in seen(app)


@pytest.mark.parametrize("data", [b"%PDF-1.4 no workbook", b"PK\x03\x04 broken"])
def test_a_file_that_cannot_be_read_is_told_in_a_sentence(data: bytes, opened: Opened, desk: Store) -> None:
    app = uploaded(opened, data)
    assert not app.exception
    assert 'class="empty"' in seen(app)


def test_hostile_words_stay_words(opened: Opened, desk: Store) -> None:
    app = uploaded(opened, own_book(header="<img src=x onerror=alert(1)>"))
    assert not app.exception
    assert "<img" not in seen(app)


def test_who_may_not_file_has_nothing_to_map(opened: Opened, desk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "current", lambda: Someone(LEADER))
    app = opened("ghep_mau_bieu", ky=ROUND)
    assert not app.exception and not app.file_uploader


def test_the_file_of_the_filing_screen_is_taken_over(opened: Opened, desk: Store) -> None:
    app = opened("nop_bao_cao", ky=ROUND)
    app.file_uploader[0].upload("bieu.xlsx", own_book())
    app.run()
    assert layout_words.MAP_BUTTON in labels(app)
    draft = app.session_state[drafts.DRAFT]
    mapping = opened("ghep_mau_bieu", ky=ROUND)
    mapping.session_state[drafts.DRAFT] = draft
    mapping.run()
    assert [box.value for box in mapping.selectbox if box.label == layout_words.CHOOSE_ITEM][1] == "TH-1.2a"


def test_a_file_handed_over_can_be_filed_without_a_second_upload(opened: Opened, desk: Store) -> None:
    layout: Layout = mapped(open_foreign(desk))
    save_layout(desk, layout, BIM_SON, by=FILER)
    app = opened("nop_bao_cao", ky=ROUND)
    data = own_book()
    checked = drafts.check_upload(desk, data, "bieu.xlsx", by=FILER, round_code=ROUND, unit=BIM_SON)
    app.session_state[drafts.DRAFT] = drafts.Draft(checked.sha256, "bieu.xlsx", data, checked, handed=True)
    app.run()
    assert "được chuyển sang từ trang Ghép mẫu biểu" in seen(app)
    assert "Nộp được" in seen(app)


def test_a_file_that_does_not_say_its_round_is_read_for_the_one_chosen_above(opened: Opened, desk: Store) -> None:
    save_layout(desk, mapped(open_foreign(desk)), BIM_SON, by=FILER)
    app = opened("nop_bao_cao", ky=ROUND)
    app.file_uploader[0].upload("bieu.xlsx", own_book(title="TỔNG HỢP"))
    app.run()
    assert not app.exception
    assert "Nộp được" in seen(app) and "theo mẫu biểu riêng" in seen(app)
