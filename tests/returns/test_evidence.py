"""Evidence: attached to a commune and an item, kept by content, seen only by who may see the return."""

import pytest

from accounts.model import Account, Actor, Role
from accounts.permissions import Forbidden
from etl import archive
from returns.evidence import MOST_PER_CELL, attach, detach, evidence_closed, evidence_of, open_evidence
from returns.faults import EvidenceRefused, UnknownEvidence
from returns.review import send_back
from returns.review.queue import waiting_returns
from returns.rounds.states import close_round, lock_round
from tests.returns.conftest import BIM_SON, FILER, LEADER, OFFICER, OTHER_FILER, ROUND, VIEWER, Filing
from tests.returns.evidence_files import jpeg, pdf, png


def test_a_file_is_kept_by_content_and_served_to_who_may_see(bim_son: Filing) -> None:
    commune = bim_son.communes[0].key
    bim_son.file(bim_son.values())
    made = _attach(bim_son, pdf(), "Quy chế.pdf")
    assert archive.original(bim_son.store, made.sha256) == pdf()
    for by, unit in ((FILER, BIM_SON), (OFFICER, commune), (LEADER, "38@0")):
        assert [one.file_name for one in evidence_of(bim_son.store, ROUND, unit, by=by)] == ["Quy chế.pdf"]
    opened = open_evidence(bim_son.store, made.number, by=LEADER)
    assert (opened.data, opened.file_name, opened.content_type) == (pdf(), "Quy chế.pdf", "application/pdf")
    assert waiting_returns(bim_son.store, by=OFFICER)[0].evidence == 1
    with bim_son.store.reading() as cursor:
        rows = cursor.execute("select action, login from audit where action <> 'return.filed' order by seq").fetchall()
    assert rows == [("evidence.changed", "bimson"), ("return.original", "lanhdao")]


def test_nobody_else_sees_or_attaches(bim_son: Filing) -> None:
    commune = bim_son.communes[0].key
    made = _attach(bim_son, png(), "a.png")
    for by in (OTHER_FILER, VIEWER):
        with pytest.raises(Forbidden):
            evidence_of(bim_son.store, ROUND, commune, by=by)
        with pytest.raises(Forbidden):
            open_evidence(bim_son.store, made.number, by=by)
    for by in (OTHER_FILER, LEADER, VIEWER):
        with pytest.raises(Forbidden):
            attach(bim_son.store, ROUND, unit_key=commune, item_code="TH-1.2a", data=png(), file_name="a.png", by=by)
        with pytest.raises(Forbidden):
            detach(bim_son.store, made.number, by=by)


def test_the_same_file_twice_at_one_place_is_one(bim_son: Filing) -> None:
    one, two = _attach(bim_son, png(), "a.png"), _attach(bim_son, png(), "b.png")
    assert one == two
    assert _attach(bim_son, png(), "a.png", item="TH-1.3a").number != one.number


def test_a_file_taken_away_is_gone_from_the_cell_but_kept(bim_son: Filing) -> None:
    made = _attach(bim_son, jpeg(), "a.jpg")
    detach(bim_son.store, made.number, by=FILER)
    assert evidence_of(bim_son.store, ROUND, BIM_SON, by=FILER) == ()
    with pytest.raises(UnknownEvidence):
        open_evidence(bim_son.store, made.number, by=FILER)
    assert archive.original(bim_son.store, made.sha256) == jpeg()
    assert _attach(bim_son, jpeg(), "a.jpg").number != made.number


def test_what_is_no_cell_and_too_many_files_are_refused(bim_son: Filing) -> None:
    with pytest.raises(EvidenceRefused, match="không có ô"):
        _attach(bim_son, png(), "a.png", item="TH-9")
    for place in range(MOST_PER_CELL):
        _attach(bim_son, pdf(b"%% %d\n" % place), "a.pdf")
    with pytest.raises(EvidenceRefused, match="tối đa 10"):
        _attach(bim_son, png(), "a.png")


def test_a_refused_file_is_not_kept(bim_son: Filing) -> None:
    with pytest.raises(EvidenceRefused):
        _attach(bim_son, b"<html>", "a.pdf")
    assert not bim_son.store.archive.exists() or not any(bim_son.store.archive.rglob("*"))


def test_a_locked_round_takes_no_evidence(bim_son: Filing) -> None:
    made = _attach(bim_son, png(), "a.png")
    lock_round(bim_son.store, ROUND, by=OFFICER)
    with pytest.raises(EvidenceRefused, match="đã khóa"):
        _attach(bim_son, jpeg(), "a.jpg")
    with pytest.raises(EvidenceRefused, match="đã khóa"):
        detach(bim_son.store, made.number, by=FILER)


def test_a_closed_round_takes_evidence_only_with_a_correction(bim_son: Filing) -> None:
    number = bim_son.file(bim_son.values()).number
    made = _attach(bim_son, png(), "a.png")
    assert evidence_closed(bim_son.store, ROUND, BIM_SON, by=FILER) is None
    close_round(bim_son.store, ROUND, by=OFFICER)
    assert "đã đóng" in str(evidence_closed(bim_son.store, ROUND, BIM_SON, by=FILER))
    with pytest.raises(EvidenceRefused, match="đã đóng"):
        _attach(bim_son, jpeg(), "a.jpg")
    with pytest.raises(EvidenceRefused, match="đã đóng"):
        detach(bim_son.store, made.number, by=FILER)
    assert number is not None
    send_back(bim_son.store, number, reason="Đề nghị kèm quy chế", by=OFFICER)
    assert evidence_closed(bim_son.store, ROUND, BIM_SON, by=FILER) is None
    assert _attach(bim_son, jpeg(), "a.jpg").number == made.number + 1


def test_a_commune_attaches_to_itself_and_to_no_other(bim_son: Filing) -> None:
    first, second = bim_son.communes[0].key, bim_son.communes[1].key
    own = Actor(Account("xa", "Cán bộ xã", Role.FILER, first))
    made = attach(bim_son.store, ROUND, unit_key=first, item_code="TH-1.2a", data=pdf(), file_name="a.pdf", by=own)
    assert evidence_of(bim_son.store, ROUND, BIM_SON, by=FILER) == (made,)
    with pytest.raises(Forbidden):
        attach(bim_son.store, ROUND, unit_key=second, item_code="TH-1.2a", data=pdf(), file_name="a.pdf", by=own)
    with pytest.raises(Forbidden):
        evidence_closed(bim_son.store, ROUND, second, by=own)


def _attach(filing: Filing, data: bytes, name: str, item: str = "TH-1.2a"):  # type: ignore[no-untyped-def]
    commune = filing.communes[0].key
    return attach(filing.store, ROUND, unit_key=commune, item_code=item, data=data, file_name=name, by=FILER)
