"""Entry on screen: kept at every step, checked as a workbook is, filed as the next revision with its provenance."""

from datetime import datetime, timedelta

import pytest

from accounts.permissions import Forbidden
from etl import archive
from etl.store import Store
from indicators.model import Tier
from returns.drafts import check_draft, drafts_of, drop_draft, entry_form, save_step, submit_draft
from returns.entry import ENTRY_SHEET
from returns.faults import DraftFault, FilingRefused, ReturnsFault
from returns.rounds import Way
from returns.rounds.changes import edit_round
from returns.rounds.states import close_round
from returns.stored import cells_of, head_of
from returns.words import ReturnText, TextKind, words_of
from tests.returns.conftest import BIM_SON, FILER, IN_TIME, LEADER, OFFICER, OTHER_FILER, ROUND, Filing

LATER = IN_TIME + timedelta(hours=2)


def test_what_a_step_saved_is_found_again_after_a_restart(bim_son: Filing) -> None:
    first, second = (c.key for c in bim_son.communes)
    save_step(
        bim_son.store, ROUND, BIM_SON, {(first, "TH-1.2a"): "Có", (first, "TH-1.2b"): "1.5"}, by=FILER, now=IN_TIME
    )
    save_step(bim_son.store, ROUND, BIM_SON, {(second, "TH-1.2a"): "x", (first, "TH-1.2b"): ""}, by=FILER, now=LATER)
    bim_son.store.close()
    form = entry_form(Store(bim_son.store.path), ROUND, BIM_SON, by=FILER)
    assert dict(form.typed) == {(first, "TH-1.2a"): "Có", (first, "TH-1.2b"): "", (second, "TH-1.2a"): "x"}
    assert form.saved_at == LATER
    assert [(d.round_code, d.unit_key, d.filled) for d in drafts_of(bim_son.store, by=FILER)] == [(ROUND, BIM_SON, 2)]
    assert drafts_of(bim_son.store, by=OFFICER) == ()


def test_typed_text_goes_through_the_checks_of_a_workbook(bim_son: Filing) -> None:
    commune = bim_son.communes[0].key
    cells = {
        (commune, "TH-1.2b"): "1.234",
        (commune, "TH-1.3a"): "đạt",
        (commune, "TH-1.1a.den"): "12",
        (commune, "TH-1.1a.num"): "15",
        (commune, "TH-2.5"): "không phát sinh",
        (commune, "TH-1.4a"): "-",
    }
    save_step(bim_son.store, ROUND, BIM_SON, cells, by=FILER)
    checked = check_draft(bim_son.store, ROUND, BIM_SON, by=FILER)
    errors = {(i.code, i.unit, i.item) for i in checked.errors}
    assert errors == {
        ("ambiguous_number", commune, "TH-1.2b"),
        ("numerator_above_denominator", commune, "TH-1.1a.num"),
    }
    assert {i.cell for i in checked.issues} == {None} and {i.sheet for i in checked.issues} == {None}
    assert not any("ô A" in i.message or "ô E" in i.message for i in checked.issues)
    found = {f.item_code: (f.state, f.value) for f in checked.facts}
    assert found["TH-1.3a"] == ("reported", 1.0) and found["TH-2.5"] == ("zero", 0.0)
    assert "TH-1.4a" not in found
    assert submit_draft(bim_son.store, ROUND, BIM_SON, by=FILER).refused
    assert len(drafts_of(bim_son.store, by=FILER)) == 1


def test_a_submitted_draft_is_the_next_revision_with_its_provenance_and_is_gone(bim_son: Filing) -> None:
    bim_son.file(bim_son.values())
    form = entry_form(bim_son.store, ROUND, BIM_SON, by=FILER)
    commune = bim_son.communes[0].key
    assert form.typed[(commune, "TH-1.2a")] == "Có"
    save_step(bim_son.store, ROUND, BIM_SON, {(commune, "TH-1.2a"): "không"}, by=FILER)
    answer = submit_draft(bim_son.store, ROUND, BIM_SON, by=FILER, now=LATER)
    assert (answer.accepted, answer.revision) == (True, 2)
    assert drafts_of(bim_son.store, by=FILER) == ()
    with bim_son.store.reading() as cursor:
        head, cells = head_of(cursor, answer.number or 0), cells_of(cursor, answer.number or 0)
    assert len(cells) == len(bim_son.values())
    own = cells[commune, "TH-1.2a"]
    assert (own.figure.value, own.sheet, own.row, own.column) == (0.0, ENTRY_SHEET, 0, 0)
    assert head.submitted_at == LATER and head.submitted_by == "bimson"
    assert b'"typed": "kh\xc3\xb4ng"' in archive.original(bim_son.store, head.sha256)


def test_filing_the_same_figures_on_screen_changes_nothing(bim_son: Filing) -> None:
    bim_son.file(bim_son.values())
    save_step(bim_son.store, ROUND, BIM_SON, {}, by=FILER)
    answer = submit_draft(bim_son.store, ROUND, BIM_SON, by=FILER)
    assert answer.duplicate and answer.checked.issues[-1].code == "same_content"


def test_figures_may_go_back_to_an_earlier_version(bim_son: Filing) -> None:
    commune = bim_son.communes[0].key
    for place, text in enumerate(("Có", "Không", "Có"), start=1):
        save_step(bim_son.store, ROUND, BIM_SON, {(commune, "TH-1.2a"): text}, by=FILER)
        assert submit_draft(bim_son.store, ROUND, BIM_SON, by=FILER).revision == place


def test_the_last_round_is_offered_but_filed_only_where_its_step_was_saved(filing) -> None:  # type: ignore[no-untyped-def]
    before = filing(BIM_SON, "th862-2025")
    before.file(before.values({"TH-1.2b": 3}))
    form = entry_form(before.store, ROUND, BIM_SON, by=FILER)
    commune = before.communes[0].key
    assert form.shown(commune, "TH-1.2b") == "3" and form.typed == {}
    save_step(before.store, ROUND, BIM_SON, {(commune, "TH-1.2a"): "Có", (commune, "TH-1.2b"): ""}, by=FILER)
    assert entry_form(before.store, ROUND, BIM_SON, by=FILER).shown(commune, "TH-1.2b") == ""
    submit_draft(before.store, ROUND, BIM_SON, by=FILER)
    with before.store.reading() as cursor:
        assert set(cells_of(cursor, 2)) == {(commune, "TH-1.2a")}


def test_words_typed_with_the_figures_are_filed_with_them(bim_son: Filing) -> None:
    commune = bim_son.communes[0].key
    texts = (ReturnText(TextKind.FILLER_NAME, "Lê Thị Hoa"), ReturnText(TextKind.DIFFICULTY, "Thiếu cán bộ", commune))
    save_step(bim_son.store, ROUND, BIM_SON, {(commune, "TH-1.2a"): "Có"}, texts=texts, by=FILER)
    number = submit_draft(bim_son.store, ROUND, BIM_SON, by=FILER).number
    assert words_of(bim_son.store, number or 0, by=OFFICER) == texts
    wrong = (ReturnText(TextKind.FILLER_PHONE, "gọi sau"),)
    with pytest.raises(ReturnsFault, match="Số điện thoại"):
        save_step(bim_son.store, ROUND, BIM_SON, {}, texts=wrong, by=FILER)


def test_each_account_has_its_own_draft_within_its_scope(bim_son: Filing) -> None:
    commune = bim_son.communes[0].key
    save_step(bim_son.store, ROUND, BIM_SON, {(commune, "TH-1.2a"): "Có"}, by=FILER)
    assert entry_form(bim_son.store, ROUND, BIM_SON, by=OFFICER).typed == {}
    for by in (OTHER_FILER, LEADER):
        with pytest.raises(Forbidden):
            entry_form(bim_son.store, ROUND, BIM_SON, by=by)
        with pytest.raises(Forbidden):
            save_step(bim_son.store, ROUND, BIM_SON, {(commune, "TH-1.2a"): "Có"}, by=by)
        with pytest.raises(Forbidden):
            submit_draft(bim_son.store, ROUND, BIM_SON, by=by)
    drop_draft(bim_son.store, ROUND, BIM_SON, by=FILER)
    assert drafts_of(bim_son.store, by=FILER) == ()
    with bim_son.store.reading() as cursor:
        actions = [row[0] for row in cursor.execute("select action from audit order by seq").fetchall()]
    assert actions == ["draft.saved", "draft.dropped"]


def test_what_is_no_field_of_the_form_is_refused(bim_son: Filing) -> None:
    commune = bim_son.communes[0].key
    for cells in ({("384@0", "TH-1.2a"): "Có"}, {(commune, "TH-9.9"): "1"}, {(commune, "TH-1.2b"): "9" * 5000}):
        with pytest.raises(DraftFault):
            save_step(bim_son.store, ROUND, BIM_SON, cells, by=FILER)
    with pytest.raises(DraftFault, match="Chưa có gì"):
        submit_draft(bim_son.store, ROUND, BIM_SON, by=FILER)


def test_the_round_decides_who_enters_on_screen(bim_son: Filing) -> None:
    commune = bim_son.communes[0]
    edit_round(bim_son.store, ROUND, ways={Tier.FORMER_DISTRICT: Way.WORKBOOK, Tier.COMMUNE: Way.SCREEN}, by=OFFICER)
    with pytest.raises(FilingRefused, match="bằng tệp Excel"):
        entry_form(bim_son.store, ROUND, BIM_SON, by=FILER)
    save_step(bim_son.store, ROUND, commune.key, {(commune.key, "TH-1.2a"): "Có"}, by=FILER)
    answer = submit_draft(bim_son.store, ROUND, commune.full_name, by=FILER)
    assert answer.accepted and answer.checked.filing_unit == commune


def test_a_round_closed_meanwhile_keeps_the_draft(bim_son: Filing) -> None:
    commune = bim_son.communes[0].key
    save_step(bim_son.store, ROUND, BIM_SON, {(commune, "TH-1.2a"): "Có"}, by=FILER, now=datetime(2026, 7, 1))
    close_round(bim_son.store, ROUND, by=OFFICER)
    answer = submit_draft(bim_son.store, ROUND, BIM_SON, by=FILER)
    assert answer.refused and answer.checked.errors[0].code == "round_closed"
    assert len(drafts_of(bim_son.store, by=FILER)) == 1


def test_a_draft_can_be_dropped_where_nothing_is_entered_on_screen_any_more(bim_son: Filing) -> None:
    save_step(bim_son.store, ROUND, BIM_SON, {(bim_son.communes[0].key, "TH-1.2a"): "Có"}, by=FILER)
    with bim_son.store.writing() as cursor:
        cursor.execute("insert into round_tier values (?, 'former_district', 'workbook')", [ROUND]).fetchall()
    with pytest.raises(FilingRefused):
        entry_form(bim_son.store, ROUND, BIM_SON, by=FILER)
    assert [one.filled for one in drafts_of(bim_son.store, by=FILER)] == [1]
    with pytest.raises(Forbidden):
        drop_draft(bim_son.store, ROUND, BIM_SON, by=OTHER_FILER)
    drop_draft(bim_son.store, ROUND, BIM_SON, by=FILER)
    assert drafts_of(bim_son.store, by=FILER) == ()
