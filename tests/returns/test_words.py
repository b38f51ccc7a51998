"""Words beside the figures: kept with the return, carried to its next version, searched, collected by district."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.model import Actor
from accounts.permissions import Forbidden
from etl.register import default_register
from etl.told import merged, tidied
from reports.voices import in_one_paragraph, voices_of
from returns.blank import blank_workbook
from returns.changes import ChangeKind
from returns.drafts import save_step, submit_draft
from returns.faults import ReturnsFault, RoundFault
from returns.filing import Confirmation, FilingAnswer, accept, file_upload
from returns.intake import check_upload
from returns.review import send_back
from returns.review.queue import waiting_returns
from returns.rounds import UnknownRound
from returns.rounds.states import close_round
from returns.sample.schedule import SampleFiling
from returns.sample.words import sample_texts
from returns.versions import changes_before_filing, changes_of_versions
from returns.words import ReturnText, TextKind, carried, checked_words, same_words, words_of, write_words
from returns.words.search import Sought, search_words, words_by_district
from tests.returns.conftest import BIM_SON, FILER, MUONG_LAT, OFFICER, OTHER_FILER, ROUND, STRANGER, VIEWER, Filing

NAME = ReturnText(TextKind.FILLER_NAME, "Lê Thị Hoa")
PHONE = ReturnText(TextKind.FILLER_PHONE, "0912 345 678")
HARD = ReturnText(TextKind.DIFFICULTY, "Cán bộ kiêm nhiệm nhiều,\n  thiếu   thời gian")


def test_words_come_with_the_return_and_stay_with_its_next_version(bim_son: Filing) -> None:
    commune = bim_son.communes[0].key
    model = ReturnText(TextKind.MODEL, "Tổ dân vận khéo giữ rừng", commune)
    number = _filed(bim_son, None, NAME, PHONE, HARD, model, ReturnText(TextKind.PROPOSAL, " \n "))
    kept = words_of(bim_son.store, number, by=OFFICER)
    assert [t.kind for t in kept] == [NAME.kind, PHONE.kind, HARD.kind, TextKind.MODEL]
    assert kept[2].text == "Cán bộ kiêm nhiệm nhiều,\nthiếu thời gian"
    corrected = bim_son.file(bim_son.values({"TH-1.2b": 3})).number or 0
    assert words_of(bim_son.store, corrected, by=FILER) == kept


def test_a_search_finds_whatever_the_diacritics_and_only_what_counts(bim_son: Filing, filing) -> None:  # type: ignore[no-untyped-def]
    other = filing(MUONG_LAT)
    _filed(bim_son, None, HARD)
    second = _filed(other, None, ReturnText(TextKind.DIFFICULTY, "Địa bàn rộng, thiếu thời gian"))
    for query in ("THIẾU thời gian", "thieu thoi gian", "gian thiếu"):
        assert {f.filer.key for f in search_words(other.store, Sought(query=query), by=OFFICER)} == {BIM_SON, MUONG_LAT}
    assert [f.filer.key for f in search_words(other.store, Sought(query="kiêm nhiệm"), by=OFFICER)] == [BIM_SON]
    assert search_words(other.store, Sought(query="thiếu", kinds=(TextKind.MODEL,)), by=OFFICER) == ()
    assert {f.filer.key for f in search_words(other.store, Sought(), by=OTHER_FILER)} == {MUONG_LAT}
    with pytest.raises(Forbidden):
        search_words(other.store, Sought(query="thiếu"), by=VIEWER)
    send_back(other.store, second, reason="Sai số liệu", by=OFFICER)
    assert [f.filer.key for f in search_words(other.store, Sought(query="thiếu"), by=OFFICER)] == [BIM_SON]


def test_a_search_is_narrowed_by_district_and_round_and_knows_who_speaks(bim_son: Filing, filing) -> None:  # type: ignore[no-untyped-def]
    other = filing(MUONG_LAT)
    commune = bim_son.communes[0]
    _filed(bim_son, None, NAME, HARD, ReturnText(TextKind.MODEL, "Camera an ninh", commune.key))
    _filed(other, None, ReturnText(TextKind.DIFFICULTY, "Địa bàn rộng"))
    store = other.store

    def found(by: Actor = OFFICER, **sought: str) -> list[str]:
        return [one.text.text for one in search_words(store, Sought(**sought), by=by)]  # type: ignore[arg-type]

    assert found(district_key=MUONG_LAT) == ["Địa bàn rộng"]
    assert found(query="bim son CAMERA") == ["Camera an ninh"]
    assert found(query=commune.full_name.upper()) == ["Camera an ninh"]
    assert found(round_code="th862-2025") == []
    assert NAME.text not in found() and found(query="Lê Thị Hoa") == []
    assert [t.text.text for t in search_words(store, Sought(kinds=(NAME.kind,)), by=OFFICER)] == [NAME.text]
    assert found(OTHER_FILER, district_key=BIM_SON) == [] == found(OTHER_FILER, query="camera")
    with pytest.raises(Forbidden):
        found(STRANGER)
    with pytest.raises(UnknownRound):
        found(round_code="khong-co")


def test_words_are_collected_by_district_in_name_order(bim_son: Filing, filing) -> None:  # type: ignore[no-untyped-def]
    other = filing(MUONG_LAT)
    _filed(other, None, ReturnText(TextKind.PROPOSAL, "Tăng kinh phí"), NAME, HARD)
    _filed(bim_son, None, ReturnText(TextKind.MODEL, "Camera an ninh", bim_son.communes[1].key))
    found = words_by_district(other.store, ROUND, by=OFFICER)
    assert [(d.district.key, [t.text.kind for t in d.texts]) for d in found] == [
        (BIM_SON, [TextKind.MODEL]),
        (MUONG_LAT, [TextKind.DIFFICULTY, TextKind.PROPOSAL]),
    ]
    assert found[0].texts[0].unit == bim_son.communes[1]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ReturnText(TextKind.FILLER_PHONE, "gọi sau"), "Số điện thoại"),
        (ReturnText(TextKind.FILLER_NAME, "a" * 200), "tối đa 160"),
        (ReturnText(TextKind.DIFFICULTY, "a" * 4001), "tối đa 4000"),
        (ReturnText(TextKind.DIFFICULTY, "Khó", MUONG_LAT), "không thuộc đơn vị nộp"),
    ],
)
def test_words_that_cannot_be_kept_stop_the_filing(bim_son: Filing, text: ReturnText, told: str) -> None:
    with pytest.raises(ReturnsFault, match=told):
        _filed(bim_son, None, text)


def test_words_may_be_written_anew_while_the_round_is_open(bim_son: Filing) -> None:
    number = _filed(bim_son, None, NAME, HARD)
    write_words(bim_son.store, number, [NAME, ReturnText(TextKind.PROPOSAL, "Bổ sung biên chế")], by=FILER)
    assert [t.kind for t in words_of(bim_son.store, number, by=FILER)] == [NAME.kind, TextKind.PROPOSAL]
    with bim_son.store.reading() as cursor:
        details = cursor.execute("select details from audit where action = 'return.words'").fetchall()
    assert len(details) == 1 and "Bổ sung" not in details[0][0] and '["difficulty",1,0]' in details[0][0]
    with pytest.raises(Forbidden):
        write_words(bim_son.store, number, [], by=OTHER_FILER)
    with pytest.raises(Forbidden):
        words_of(bim_son.store, number, by=VIEWER)
    close_round(bim_son.store, ROUND, by=OFFICER)
    with pytest.raises(RoundFault, match="không còn nhận"):
        write_words(bim_son.store, number, [], by=FILER)


def test_words_of_a_replaced_version_are_history(bim_son: Filing) -> None:
    number = _filed(bim_son, None, NAME)
    bim_son.file(bim_son.values({"TH-1.2b": 3}))
    with pytest.raises(RoundFault, match="bản sau thay thế"):
        write_words(bim_son.store, number, [], by=FILER)


def test_a_workbook_brings_its_words_whichever_way_it_comes(bim_son: Filing) -> None:
    commune = bim_son.communes[0].key
    told = (NAME, ReturnText(TextKind.DIFFICULTY, "Thiếu người", commune))
    number = _loaded(bim_son, None, *told).number or 0
    assert words_of(bim_son.store, number, by=OFFICER) == told


def test_a_part_of_which_a_workbook_is_silent_stays_as_it_was(bim_son: Filing) -> None:
    _loaded(bim_son, None, NAME, HARD)
    only_told = _loaded(bim_son, {"TH-1.2b": 3}, ReturnText(TextKind.PROPOSAL, "Tăng kinh phí"))
    kept = words_of(bim_son.store, only_told.number or 0, by=OFFICER)
    assert kept == (NAME, ReturnText(TextKind.PROPOSAL, "Tăng kinh phí"))
    silent = _loaded(bim_son, {"TH-1.2b": 4})
    assert words_of(bim_son.store, silent.number or 0, by=OFFICER) == kept


def test_equal_figures_with_other_words_are_the_next_revision(bim_son: Filing) -> None:
    first = _loaded(bim_son, None, NAME, HARD)
    other = _loaded(bim_son, None, NAME, ReturnText(TextKind.DIFFICULTY, "Địa bàn rộng"))
    assert (first.revision, other.revision, other.accepted) == (1, 2, True)


def test_the_same_cells_saved_by_another_program_are_not(bim_son: Filing) -> None:
    _loaded(bim_son, None, NAME, HARD)
    again = _loaded(bim_son, None, NAME, ReturnText(HARD.kind, HARD.text.replace(" ", "\u00a0")), resaved=True)
    assert again.duplicate and again.checked.issues[-1].code == "same_content"
    silent = _loaded(bim_son, None, resaved=True)
    assert silent.duplicate and silent.checked.issues[-1].code == "same_content"


def test_other_words_typed_on_screen_beside_equal_figures_are_a_revision(bim_son: Filing) -> None:
    _loaded(bim_son, None, HARD)
    data = _resaved(bim_son.workbook(bim_son.values(), [HARD]))
    checked = check_upload(bim_son.store, data, "b.xlsx", by=FILER)
    same = accept(bim_son.store, checked, data, by=FILER, confirmed=Confirmation(texts=checked.texts))
    assert same.duplicate
    answer = accept(bim_son.store, checked, data, by=FILER, confirmed=Confirmation(texts=(NAME, HARD)))
    assert (answer.accepted, answer.revision) == (True, 2)


def test_the_same_bytes_with_other_words_change_the_words_and_no_figure(bim_son: Filing) -> None:
    first = _loaded(bim_son, None, HARD)
    data = bim_son.workbook(bim_son.values(), [HARD])
    checked = check_upload(bim_son.store, data, "b.xlsx", by=FILER)
    told = Confirmation(texts=(NAME,))
    answer = accept(bim_son.store, checked, data, by=FILER, confirmed=told)
    assert (answer.duplicate, answer.words_changed, answer.number) == (True, True, first.number)
    assert answer.checked.issues[-1].code == "words_changed"
    assert words_of(bim_son.store, first.number or 0, by=FILER) == (NAME,)
    assert not accept(bim_son.store, checked, data, by=FILER, confirmed=told).words_changed
    with pytest.raises(Forbidden):
        accept(bim_son.store, checked, data, by=OTHER_FILER, confirmed=Confirmation(texts=()))
    close_round(bim_son.store, ROUND, by=OFFICER)
    with pytest.raises(RoundFault, match="không còn nhận"):
        accept(bim_son.store, checked, data, by=FILER, confirmed=Confirmation(texts=()))


def test_only_the_words_of_a_draft_may_change(bim_son: Filing) -> None:
    cell = {(bim_son.communes[0].key, "TH-1.2a"): "Có"}
    revisions = []
    for texts in ((HARD,), (HARD, NAME), (HARD, NAME)):
        save_step(bim_son.store, ROUND, BIM_SON, cell, by=FILER, texts=texts)
        revisions.append(submit_draft(bim_son.store, ROUND, BIM_SON, by=FILER))
    assert [(one.accepted, one.revision) for one in revisions] == [(True, 1), (True, 2), (False, 2)]
    waiting = waiting_returns(bim_son.store, by=OFFICER, round_code=ROUND)
    assert [one.differences for one in waiting] == [1]


def test_the_report_attributes_words_to_who_says_them(bim_son: Filing, filing) -> None:  # type: ignore[no-untyped-def]
    other = filing(MUONG_LAT)
    commune = other.communes[0]
    _loaded(other, None, HARD, ReturnText(TextKind.DIFFICULTY, "Đường xa", commune.key))
    _loaded(bim_son, None, ReturnText(TextKind.MODEL, "Camera"))
    account = OFFICER.account
    assert account is not None
    found = voices_of(other.store, account, other.round)
    assert [(one.unit_name, one.words) for one in found.difficulties] == [
        ("Huyện Mường Lát", "Cán bộ kiêm nhiệm nhiều, thiếu thời gian"),
        (f"{commune.full_name} (Huyện Mường Lát)", "Đường xa"),
    ]
    assert [one.unit_name for one in found.models] == ["Thị xã Bỉm Sơn"]
    own = FILER.account
    assert own is not None and voices_of(other.store, own, other.round).difficulties == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Thiếu người", "Thiếu người"),
        ("Thiếu người.\n- Đường xa\n\n+ Ít tiền", "Thiếu người. Đường xa; Ít tiền"),
        ("1. Một\n2) Hai:\n3 xã xa", "Một; Hai: 3 xã xa"),
        ("", ""),
    ],
)
def test_lines_become_a_sentence_of_the_report(text: str, sentence: str) -> None:
    assert in_one_paragraph(text) == sentence


ANY_TEXTS = st.lists(
    st.builds(
        ReturnText,
        st.sampled_from(TextKind),
        st.text(alphabet="aạ \n\u200b\t-", max_size=8),
        st.sampled_from(["", "x"]),
    ),
    max_size=6,
)


@given(ANY_TEXTS, ANY_TEXTS)
def test_words_are_kept_alike_however_often_they_are_tidied(one: list[ReturnText], other: list[ReturnText]) -> None:
    assert tidied(tidied(one)) == tidied(one) and merged(merged(one)) == merged(one)
    assert tidied(one[::-1]) == tidied(one) or len({(t.kind, t.unit_key) for t in one}) < len(one)
    kept = carried(one, other)
    assert set(kept) <= {*tidied(one), *tidied(other)}
    assert carried(kept, other) == kept and same_words(carried((), other), other)
    assert not any("\u200b" in text.text or text.text != text.text.strip() for text in kept)


def test_what_changes_in_the_words_is_shown_before_and_after_filing(bim_son: Filing) -> None:
    commune = bim_son.communes[1]
    one = _loaded(bim_son, None, NAME, HARD)
    new = ReturnText(TextKind.MODEL, "Camera an ninh", commune.key)
    data = bim_son.workbook(bim_son.values(), [ReturnText(HARD.kind, "Thiếu người"), new])
    checked = check_upload(bim_son.store, data, "b.xlsx", by=OFFICER)
    before = changes_before_filing(bim_son.store, checked, by=OFFICER)
    assert before is not None and before.changed == ()
    assert [(c.kind, c.unit, c.change, c.after) for c in before.words] == [
        (TextKind.DIFFICULTY, None, ChangeKind.CHANGED, "Thiếu người"),
        (TextKind.MODEL, commune, ChangeKind.ADDED, "Camera an ninh"),
    ]
    two = accept(bim_son.store, checked, data, by=OFFICER)
    after = changes_of_versions(bim_son.store, one.number or 0, two.number or 0, by=OFFICER)
    assert after.words == before.words
    back = changes_of_versions(bim_son.store, two.number or 0, one.number or 0, by=OFFICER)
    assert [c.change for c in back.words] == [ChangeKind.CHANGED, ChangeKind.REMOVED]


def test_a_workbook_for_a_correction_brings_the_words_along(bim_son: Filing) -> None:
    told = (NAME, HARD, ReturnText(TextKind.MODEL, "Camera", bim_son.communes[0].key))
    _filed(bim_son, None, *told)
    again = blank_workbook(bim_son.store, ROUND, BIM_SON, by=FILER, today=date(2026, 7, 1), with_values=True)
    checked = check_upload(bim_son.store, again, "b.xlsx", by=FILER)
    assert [one.kind for one in checked.texts] == [NAME.kind, HARD.kind, TextKind.MODEL]
    assert accept(bim_son.store, checked, again, by=FILER).duplicate


def test_the_sample_speaks_always_in_the_same_words(bim_son: Filing) -> None:
    filing = SampleFiling(bim_son.round, bim_son.unit, 1, datetime(2026, 7, 1), False, "")
    communes = default_register().communes_of("399@0", bim_son.round.data_to)
    assert sample_texts(filing, communes) == sample_texts(filing, communes)
    units = default_register().filing_units(bim_son.round.tier, bim_son.round.data_to)
    told = [sample_texts(replace(filing, unit=unit), communes) for unit in units]
    assert sum(bool(texts) for texts in told) > 5
    assert {one.kind for texts in told for one in texts} == set(TextKind)
    for texts in told:
        checked_words(texts, "399@0")


def _loaded(filing: Filing, changed: dict[str, int] | None, *texts: ReturnText, resaved: bool = False) -> FilingAnswer:
    """File a workbook that carries its words, as the command line does."""
    data = filing.workbook(filing.values(changed), texts)
    return file_upload(filing.store, _resaved(data) if resaved else data, "b.xlsx", by=OFFICER)


def _resaved(data: bytes) -> bytes:
    out = BytesIO()
    openpyxl.load_workbook(BytesIO(data)).save(out)
    return out.getvalue()


def _filed(filing: Filing, changed: dict[str, int] | None, *texts: ReturnText) -> int:
    data = filing.workbook(filing.values(changed))
    checked = check_upload(filing.store, data, "b.xlsx", by=OFFICER)
    return accept(filing.store, checked, data, by=OFFICER, confirmed=Confirmation(texts=texts)).number or 0
