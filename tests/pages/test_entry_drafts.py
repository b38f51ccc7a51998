"""Unfinished entries are found again on both screens, gone on with, and dropped only after one more question."""

import pytest

from etl.store import Store
from pages.ui import entry_words as words
from returns.drafts import drafts_of, entry_form, save_step
from tests.pages.test_admin_screens import screen
from tests.pages.test_evidence_screen import ROUND, UNIT, actor
from tests.pages.test_progress_screen import told
from tests.pages.test_review_screen import press

EARLIER = "th862-2025"


def begun(store: Store, round_code: str) -> None:
    """A draft with one cell typed over what was filed."""
    by = actor(store, "huyen")
    form = entry_form(store, round_code, UNIT, by=by)
    save_step(store, round_code, UNIT, {(form.communes[0].key, "TH-1.2a"): "Có"}, by=by)


def test_a_draft_of_another_round_stands_open_on_top(own_sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    begun(own_sample_store, EARLIER)
    test = screen("nhap_truc_tiep", own_sample_store, "huyen", monkeypatch)
    assert not test.exception
    box = next(one for one in test.expander if one.label == words.DRAFTS.format(count=1))
    assert box.proto.expanded
    assert "Huyện Hoằng Hóa, Năm 2025" in told(test) and "đã điền 488 / 488 ô · lưu lúc " in told(test)
    assert words.GO_ON in [one.label for one in test.button]


def test_the_draft_that_is_open_is_listed_without_a_way_to_itself(
    own_sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(own_sample_store, ROUND)
    test = screen("nhap_truc_tiep", own_sample_store, "huyen", monkeypatch)
    box = next(one for one in test.expander if one.label == words.DRAFTS.format(count=1))
    assert not box.proto.expanded
    assert words.OPEN_NOW in told(test)
    assert words.GO_ON not in [one.label for one in test.button]


def test_a_draft_is_dropped_only_after_one_more_question(
    own_sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(own_sample_store, EARLIER)
    test = screen("nhap_truc_tiep", own_sample_store, "huyen", monkeypatch)
    press(test, words.DROP_BUTTON)
    assert words.DROP_ASK.format(unit="Huyện Hoằng Hóa", round="Năm 2025") in told(test)
    press(test, words.DROP_NO)
    by = actor(own_sample_store, "huyen")
    assert len(drafts_of(own_sample_store, by=by)) == 1
    press(test, words.DROP_BUTTON)
    press(test, words.DROP_YES)
    assert words.DROPPED.format(unit="Huyện Hoằng Hóa") in told(test)
    assert drafts_of(own_sample_store, by=by) == ()


def test_the_filing_screen_leads_to_what_was_begun(own_sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    begun(own_sample_store, EARLIER)
    shown = told(screen("nop_bao_cao", own_sample_store, "huyen", monkeypatch))
    assert "./nhap-truc-tiep?ky=th862-2025&amp;huyen=399@0" in shown
    assert "nhập dở" not in told(screen("nop_bao_cao", own_sample_store, "tinh", monkeypatch))


def test_another_account_sees_none_of_it(own_sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    begun(own_sample_store, ROUND)
    test = screen("nhap_truc_tiep", own_sample_store, "tinh", monkeypatch)
    assert not [one for one in test.expander if one.label == words.DRAFTS.format(count=1)]
