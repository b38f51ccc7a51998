"""Nộp báo cáo on a real store: what changes, why a return came back, earlier versions, words, blanks on purpose."""

import io

import openpyxl
import pytest

from accounts import directory
from accounts.model import Actor
from etl import archive
from etl.store import Store
from pages.ui import filing_words as words
from returns.filing import SEEN
from returns.left_blank import declared_blanks
from returns.remarks import remark_on
from returns.review import send_back
from returns.stored import cells_of, heads_of
from returns.words import texts_of
from tests.pages.test_admin_screens import screen
from tests.pages.test_filing_warnings import tick_all
from tests.pages.test_progress_screen import told
from tests.pages.test_review_screen import opened, press

ROUND, UNIT, ITEM = "th862-2026-6t", "399@0", "TH-1.1a.num"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def last_number(store: Store) -> int:
    with store.reading() as cursor:
        return heads_of(cursor, ROUND, UNIT)[0].number


def corrected(store: Store) -> bytes:
    """The filed workbook with one figure one lower."""
    with store.reading() as cursor:
        head = heads_of(cursor, ROUND, UNIT)[0]
        cell = next(one for one in cells_of(cursor, head.number).values() if one.item_code == ITEM)
    book = openpyxl.load_workbook(io.BytesIO(archive.original(store, head.sha256)))
    place = book[cell.sheet].cell(cell.row, cell.column)
    place.value = int(str(place.value)) - 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_what_changes_is_shown_before_it_is_filed_with_its_words(
    own_sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = screen("nop_bao_cao", own_sample_store, "huyen", monkeypatch)
    assert not test.exception
    test.file_uploader[0].upload("sua.xlsx", corrected(own_sample_store), XLSX)
    test.run()
    assert not test.exception
    assert "1 ô khác ở 1 xã (thay đổi 1); 487 số liệu giữ nguyên." in told(test)
    difficulty = next(one for one in test.text_area if (one.key or "").endswith(".difficulty"))
    difficulty.set_value("Thiếu cán bộ")
    press(test, words.CONFIRM_BUTTON)
    assert "chưa được đánh dấu hoặc ghi lý do" in told(test)
    tick_all(test)
    next(one for one in test.text_input if (one.key or "").endswith(".reason")).set_value("Đã đối chiếu với xã")
    press(test, words.CONFIRM_BUTTON)
    assert "Đã nhận báo cáo lần 2" in told(test)
    review = told(opened(own_sample_store, last_number(own_sample_store), monkeypatch))
    assert words.ANSWER in review and "Đã đối chiếu với xã" in review and SEEN in review
    with own_sample_store.reading() as cursor:
        assert "Thiếu cán bộ" in [one.text for one in texts_of(cursor, last_number(own_sample_store))]


def test_a_returned_version_shows_its_reason_and_remarks(
    own_sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = last_number(own_sample_store)
    with own_sample_store.reading() as cursor:
        officer = Actor(account=directory.find(cursor, "tinh"))
        unit_key = next(one.unit_key for one in cells_of(cursor, number).values() if one.item_code == ITEM)
    remark_on(own_sample_store, number, unit_key=unit_key, item_code=ITEM, words="Cao hơn thực tế", by=officer)
    send_back(own_sample_store, number, reason="Đề nghị rà soát lại", by=officer)
    test = screen("nop_bao_cao", own_sample_store, "huyen", monkeypatch)
    shown = told(test)
    assert not test.exception
    assert words.SENT_BACK in shown and "Đề nghị rà soát lại" in shown and "Cao hơn thực tế" in shown
    assert words.REVIEW_MARKED in [one.label for one in test.get("download_button")]


def test_earlier_versions_come_with_bytes_and_receipts(
    own_sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = screen("nop_bao_cao", own_sample_store, "huyen", monkeypatch)
    labels = [one.label for one in test.get("download_button")]
    assert "Tải tệp gốc lần 1" in labels
    assert words.RECEIPT_PDF.format(revision=1) in labels and words.RECEIPT_XLSX.format(revision=1) in labels


def test_a_cell_is_declared_blank_for_a_reason(own_sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = screen("nop_bao_cao", own_sample_store, "huyen", monkeypatch)
    test.multiselect(key="blank.items").set_value([ITEM])
    press(test, words.BLANK_BUTTON_DECLARE)
    assert "Cần ghi lý do để trống." in told(test)
    test.multiselect(key="blank.items").set_value([ITEM])
    test.text_input(key="blank.reason").set_value("Mới thành lập")
    press(test, words.BLANK_BUTTON_DECLARE)
    with own_sample_store.reading() as cursor:
        clerk = Actor(account=directory.find(cursor, "huyen"))
    assert [one.reason for one in declared_blanks(own_sample_store, ROUND, by=clerk)] == ["Mới thành lập"]
    press(test, words.BLANK_WITHDRAW)
    assert declared_blanks(own_sample_store, ROUND, by=clerk) == ()
