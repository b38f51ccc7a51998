"""Whoever may file in a round finds the own unit: a commune walks from the blank workbook to the receipt by itself."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from accounts.model import Account, Role
from etl.register import default_register
from etl.store import Store
from indicators.catalogue import plan as plan_of
from indicators.model import ItemType, Tier
from pages.ui import entry_units, evidence_words, words
from pages.ui import filing_words as said
from returns.blank import blank_workbook
from returns.rounds import Way, round_of
from returns.rounds.changes import edit_round
from returns.rounds.states import close_round
from returns.stored import heads_of
from tests.accounts.people import added
from tests.pages.test_admin_screens import screen
from tests.pages.test_evidence_screen import ROUND, UNIT, actor
from tests.pages.test_filing_warnings import tick_all
from tests.pages.test_progress_screen import told
from tests.pages.test_review_screen import press

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WAYS = {Tier.FORMER_DISTRICT: Way.BOTH, Tier.COMMUNE: Way.WORKBOOK}


def commune(store: Store) -> str:
    with store.reading() as cursor:
        return default_register().communes_of(UNIT, round_of(cursor, ROUND).data_to)[0].key


def filled(data: bytes) -> bytes:
    """The blank workbook with a Có or a number in every input."""
    book = openpyxl.load_workbook(BytesIO(data))
    items = {item.code: item for item in plan_of("th862").items}
    for sheet in book.worksheets:
        for cell in sheet[1]:
            item = items.get(str(cell.value))
            if item is not None and item.type in (ItemType.YES_NO, ItemType.COUNT):
                number = min(3, int(item.maximum or 3))
                sheet.cell(9, cell.column).value = "Có" if item.type is ItemType.YES_NO else number
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_commune_files_its_own_workbook(own_sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    key = commune(own_sample_store)
    clerk = added(own_sample_store, "xa.thu", Role.FILER, key)
    refused = screen("nop_bao_cao", own_sample_store, "xa.thu", monkeypatch)
    assert said.NO_UNIT_TO_FILE in told(refused) and not refused.file_uploader
    edit_round(own_sample_store, ROUND, ways=WAYS, by=actor(own_sample_store, "tinh"))
    data = blank_workbook(own_sample_store, ROUND, key, by=clerk, today=date(2026, 7, 1))

    test = screen("nop_bao_cao", own_sample_store, "xa.thu", monkeypatch)
    assert not test.exception
    assert words.UNIT not in [box.label for box in test.selectbox]
    assert said.NOT_FILED in told(test) and default_register().get(key).full_name in told(test)
    test.file_uploader[0].upload("xa.xlsx", filled(data), XLSX)
    test.run()
    assert said.CONFIRM_BUTTON in [one.label for one in test.button]
    tick_all(test)
    press(test, said.CONFIRM_BUTTON)
    assert f"Đã nhận báo cáo lần 1 của {default_register().get(key).full_name}" in told(test)
    assert "Đã nộp lần 1" in told(test)
    assert evidence_words.ATTACH_BUTTON in [one.label for one in test.button]
    with own_sample_store.reading() as cursor:
        assert [head.submitted_by for head in heads_of(cursor, ROUND, key)] == ["xa.thu"]


def test_a_commune_maps_its_own_table(own_sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    key = commune(own_sample_store)
    added(own_sample_store, "xa.thu", Role.FILER, key)
    assert said.NO_UNIT_TO_FILE in told(screen("ghep_mau_bieu", own_sample_store, "xa.thu", monkeypatch))
    edit_round(own_sample_store, ROUND, ways=WAYS, by=actor(own_sample_store, "tinh"))
    book = openpyxl.Workbook()
    for line in (["TT", "Đơn vị", "QC công tác dân vận của HTCT"], [1, default_register().get(key).name, "x"]):
        book.worksheets[0].append(line)
    out = BytesIO()
    book.save(out)

    test = screen("ghep_mau_bieu", own_sample_store, "xa.thu", monkeypatch)
    test.file_uploader[0].upload("bieu.xlsx", out.getvalue(), XLSX)
    test.run()
    assert not test.exception
    assert f"<b>{default_register().get(key).full_name}</b>" in told(test)


def test_every_tier_that_takes_workbooks_is_offered_and_no_other(own_sample_store: Store) -> None:
    edit_round(own_sample_store, ROUND, ways=WAYS, by=actor(own_sample_store, "tinh"))
    key = commune(own_sample_store)
    with own_sample_store.reading() as cursor:
        round_ = round_of(cursor, ROUND)

    def offered(scope: str, way: Way) -> list[str]:
        account = Account("a", "A", Role.FILER, scope)
        return [unit.key for unit in entry_units.of(own_sample_store, round_, account, way)]

    assert offered(UNIT, Way.WORKBOOK)[0] == UNIT and key in offered(UNIT, Way.WORKBOOK)
    assert offered(UNIT, Way.SCREEN) == [UNIT]
    assert offered(key, Way.WORKBOOK) == [key] and offered(key, Way.SCREEN) == []
    assert offered("384@0", Way.WORKBOOK)[0] == "384@0" and key not in offered("384@0", Way.WORKBOOK)


def test_a_closed_round_says_so_before_anybody_fills_anything(
    own_sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    close_round(own_sample_store, ROUND, by=actor(own_sample_store, "tinh"))
    for name in ("nop_bao_cao", "nhap_truc_tiep"):
        assert "đã đóng nên không nhận báo cáo mới" in told(screen(name, own_sample_store, "huyen", monkeypatch))
