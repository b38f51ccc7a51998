"""Review: the queue, remarks on cells, sending back, accepting; what then counts and what the sender gets."""

import io

import openpyxl
import pytest

from accounts.permissions import Forbidden
from etl.register import default_register
from etl.store import Store
from returns.completeness import completeness
from returns.faults import ReviewFault, UnknownReturn
from returns.filing import file_upload
from returns.intake import context_of
from returns.marks import marks_of
from returns.remarks import remark_on, remarks, withdraw_remark
from returns.review import approve, send_back
from returns.review.issues import marked_after_review, review_issues
from returns.review.queue import waiting_returns
from returns.rounds import all_rounds, round_of
from returns.rounds.states import close_round, lock_round
from returns.versions import versions
from tests.returns.conftest import (
    BIM_SON,
    FILER,
    IN_TIME,
    LEADER,
    MUONG_LAT,
    OFFICER,
    OTHER_FILER,
    ROUND,
    VIEWER,
    Filing,
)


def test_a_return_waits_until_it_is_decided_on(bim_son: Filing, filing) -> None:  # type: ignore[no-untyped-def]
    other = filing(MUONG_LAT)
    bim_son.file(bim_son.values())
    other.file(other.values())
    bim_son.file(bim_son.values({"TH-1.2b": 4, "TH-2.5": 1}))
    queue = waiting_returns(bim_son.store, by=OFFICER)
    assert [(w.unit.key, w.head.revision, w.differences) for w in queue] == [(MUONG_LAT, 1, None), (BIM_SON, 2, 2)]
    assert all(w.warnings > 0 and w.conflicts == w.evidence == w.remarks == 0 for w in queue)
    approve(bim_son.store, [w.head.number for w in queue], by=OFFICER)
    assert waiting_returns(bim_son.store, by=OFFICER, round_code=ROUND) == ()
    assert _states(bim_son.store)[BIM_SON] == _states(bim_son.store)[MUONG_LAT] == "approved"


def test_a_filer_and_a_leader_have_no_queue(bim_son: Filing) -> None:
    bim_son.file(bim_son.values())
    assert waiting_returns(bim_son.store, by=FILER) == waiting_returns(bim_son.store, by=LEADER) == ()


@pytest.mark.parametrize("by", [FILER, LEADER, VIEWER, OTHER_FILER])
def test_only_an_officer_decides(bim_son: Filing, by) -> None:  # type: ignore[no-untyped-def]
    number = bim_son.file(bim_son.values()).number or 0
    commune = bim_son.communes[0].key
    with pytest.raises(Forbidden):
        approve(bim_son.store, [number], by=by)
    with pytest.raises(Forbidden):
        send_back(bim_son.store, number, reason="Thiếu số liệu", by=by)
    with pytest.raises(Forbidden):
        remark_on(bim_son.store, number, unit_key=commune, item_code="TH-1.2a", words="Sai", by=by)
    made = remark_on(bim_son.store, number, unit_key=commune, item_code="TH-1.2a", words="Sai", by=OFFICER)
    with pytest.raises(Forbidden):
        withdraw_remark(bim_son.store, made, by=by)


def test_figures_of_a_version_sent_back_leave_the_verdicts_and_come_with_the_next(bim_son: Filing) -> None:
    number = bim_son.file(bim_son.values()).number or 0
    mark = _mark(bim_son.store)
    assert _effective(bim_son.store) == [number]
    send_back(bim_son.store, number, reason="Thiếu số liệu hai xã", by=OFFICER)
    assert _effective(bim_son.store) == [] and _states(bim_son.store)[BIM_SON] == "returned"
    assert _mark(bim_son.store) != mark
    again = bim_son.file(bim_son.values({"TH-1.2b": 4})).number or 0
    assert _effective(bim_son.store) == [again] and _states(bim_son.store)[BIM_SON] == "waiting"
    counted = _round(bim_son.store)
    assert (counted.received, counted.counted, counted.counts["on_time"]) == (1, 1, 1)


def test_a_version_sent_back_by_mistake_can_be_accepted_after_all(bim_son: Filing) -> None:
    number = bim_son.file(bim_son.values()).number or 0
    send_back(bim_son.store, number, reason="Nhầm đơn vị", by=OFFICER)
    approve(bim_son.store, [number], by=OFFICER, note="Đã xem lại")
    assert _effective(bim_son.store) == [number]
    decisions = versions(bim_son.store, ROUND, BIM_SON, by=FILER)[0].decisions
    assert [(d.decision, d.reason) for d in decisions] == [("returned", "Nhầm đơn vị"), ("approved", "Đã xem lại")]


def test_many_are_accepted_together_or_none(bim_son: Filing, filing) -> None:  # type: ignore[no-untyped-def]
    other = filing(MUONG_LAT)
    old = bim_son.file(bim_son.values()).number or 0
    bim_son.file(bim_son.values({"TH-1.2b": 4}))
    fine = other.file(other.values()).number or 0
    with pytest.raises(ReviewFault, match="bản sau thay thế"):
        approve(bim_son.store, [fine, old], by=OFFICER)
    assert _states(bim_son.store)[MUONG_LAT] == "waiting"
    with pytest.raises(UnknownReturn):
        approve(bim_son.store, [fine, 99], by=OFFICER)
    with pytest.raises(ReviewFault, match="Chưa chọn"):
        approve(bim_son.store, [], by=OFFICER)


def test_sending_back_needs_a_reason_or_a_remark(bim_son: Filing) -> None:
    number = bim_son.file(bim_son.values()).number or 0
    with pytest.raises(ReviewFault, match="lý do"):
        send_back(bim_son.store, number, reason="  ", by=OFFICER)
    commune = bim_son.communes[0].key
    remark_on(bim_son.store, number, unit_key=commune, item_code="TH-1.2a", words="Xem lại", by=OFFICER)
    send_back(bim_son.store, number, reason="", by=OFFICER)
    with pytest.raises(ReviewFault, match="trước đó"):
        send_back(bim_son.store, number, reason="Lần nữa", by=OFFICER)


def test_a_remark_is_on_a_cell_of_the_form_and_can_be_taken_back(bim_son: Filing) -> None:
    number = bim_son.file(bim_son.values()).number or 0
    commune = bim_son.communes[0].key
    for unit, item, words in ((commune, "TH-9", "Sai"), (MUONG_LAT, "TH-1.2a", "Sai"), (commune, "TH-1.2a", "  ")):
        with pytest.raises(ReviewFault):
            remark_on(bim_son.store, number, unit_key=unit, item_code=item, words=words, by=OFFICER)
    made = remark_on(bim_son.store, number, unit_key=commune, item_code="TH-1.2b", words="Ô  này\ntrống?", by=OFFICER)
    assert [r.words for r in remarks(bim_son.store, number, by=FILER)] == ["Ô này trống?"]
    withdraw_remark(bim_son.store, made, by=OFFICER)
    assert remarks(bim_son.store, number, by=FILER) == ()
    with pytest.raises(ReviewFault):
        withdraw_remark(bim_son.store, made, by=OFFICER)
    with pytest.raises(Forbidden):
        remarks(bim_son.store, number, by=OTHER_FILER)


def test_the_sender_sees_reason_and_remarks_at_their_cells_also_at_blank_ones(bim_son: Filing) -> None:
    first, second = bim_son.communes
    values = {k: v for k, v in bim_son.values({"TH-1.2b": 4}).items() if k != (second.key, "TH-1.2a")}
    number = bim_son.file(values).number or 0
    remark_on(bim_son.store, number, unit_key=first.key, item_code="TH-1.2b", words="Ghi cả năm?", by=OFFICER)
    remark_on(bim_son.store, number, unit_key=second.key, item_code="TH-1.2a", words="Còn thiếu", by=OFFICER)
    send_back(bim_son.store, number, reason="Sửa hai ô", by=OFFICER)
    told = review_issues(bim_son.store, number, by=FILER)
    assert [(i.code, i.unit, i.item) for i in told] == [
        ("sent_back", BIM_SON, None),
        ("remarked", first.key, "TH-1.2b"),
        ("remarked", second.key, "TH-1.2a"),
    ]
    book = openpyxl.load_workbook(io.BytesIO(marked_after_review(bim_son.store, number, by=FILER)))
    for issue, unit in zip(told[1:], (first, second), strict=True):
        sheet = book[issue.sheet or ""]
        cell = sheet[issue.cell or ""]
        assert sheet.cell(cell.row, 1).value == unit.key and sheet.cell(1, cell.column).value == issue.item
        assert cell.comment is not None
    listed = [str(c.value) for row in book.worksheets[0].iter_rows() for c in row if c.value]
    assert any("Sửa hai ô" in text for text in listed) and any("Còn thiếu" in text for text in listed)


def test_the_workbook_marked_after_review_can_be_filed_as_it_is(bim_son: Filing) -> None:
    first = bim_son.communes[0]
    number = bim_son.file(bim_son.values({"TH-1.2b": 4})).number or 0
    remark_on(bim_son.store, number, unit_key=first.key, item_code="TH-1.2b", words="Ghi cả năm?", by=OFFICER)
    send_back(bim_son.store, number, reason="Sửa một ô", by=OFFICER)
    place = review_issues(bim_son.store, number, by=FILER)[1]
    book = openpyxl.load_workbook(io.BytesIO(marked_after_review(bim_son.store, number, by=FILER)))
    book[place.sheet or ""][place.cell or ""] = 5
    out = io.BytesIO()
    book.save(out)
    answer = file_upload(bim_son.store, out.getvalue(), "danh-dau.xlsx", by=FILER)
    assert (answer.accepted, answer.revision) == (True, 2)


def test_a_closed_round_still_takes_what_was_sent_back(bim_son: Filing) -> None:
    number = bim_son.file(bim_son.values()).number or 0
    close_round(bim_son.store, ROUND, by=OFFICER)
    assert bim_son.file(bim_son.values({"TH-1.2b": 4})).refused
    send_back(bim_son.store, number, reason="Thiếu một số", by=OFFICER)
    assert bim_son.file(bim_son.values({"TH-1.2b": 4})).accepted
    assert bim_son.file(bim_son.values({"TH-1.2b": 5})).refused


def test_a_locked_round_hears_no_more_decisions(bim_son: Filing) -> None:
    number = bim_son.file(bim_son.values()).number or 0
    approve(bim_son.store, [number], by=OFFICER)
    lock_round(bim_son.store, ROUND, by=OFFICER)
    commune = bim_son.communes[0].key
    with pytest.raises(ReviewFault, match="đã khóa"):
        send_back(bim_son.store, number, reason="Sai số liệu", by=OFFICER)
    with pytest.raises(ReviewFault, match="đã khóa"):
        remark_on(bim_son.store, number, unit_key=commune, item_code="TH-1.2a", words="Sai", by=OFFICER)


def test_the_last_values_beside_the_inputs_leave_out_what_was_sent_back(filing) -> None:  # type: ignore[no-untyped-def]
    before = filing(BIM_SON, "th862-2025")
    number = before.file(before.values()).number or 0
    with before.store.reading() as cursor:
        round_ = round_of(cursor, ROUND)
        assert len(all_rounds(cursor)) == 6
    unit = default_register().get(BIM_SON)
    assert context_of(before.store).previous_values(round_, unit)
    send_back(before.store, number, reason="Sai năm", by=OFFICER)
    assert not context_of(before.store).previous_values(round_, unit)


def _round(store: Store):  # type: ignore[no-untyped-def]
    with store.reading() as cursor:
        return completeness(cursor, default_register(), round_of(cursor, ROUND), IN_TIME.date())


def _states(store: Store) -> dict[str, str]:
    return {unit.unit.key: unit.state for unit in _round(store).units}


def _effective(store: Store) -> list[int]:
    with store.reading() as cursor:
        return [int(row[0]) for row in cursor.execute("select number from effective_return").fetchall()]


def _mark(store: Store) -> str:
    with store.reading() as cursor:
        return marks_of(cursor).figures("th862")
