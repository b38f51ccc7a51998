"""Words beside the figures: kept with the return, carried to its next version, searched, collected by district."""

import pytest

from accounts.permissions import Forbidden
from returns.faults import ReturnsFault, RoundFault
from returns.filing import Confirmation, accept
from returns.intake import check_upload
from returns.review import send_back
from returns.round_states import close_round
from returns.words import ReturnText, TextKind, words_of, write_words
from returns.words_search import search_words, words_by_district
from tests.returns.conftest import BIM_SON, FILER, MUONG_LAT, OFFICER, OTHER_FILER, ROUND, VIEWER, Filing

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
        assert {f.filer.key for f in search_words(other.store, query, by=OFFICER)} == {BIM_SON, MUONG_LAT}
    assert [f.filer.key for f in search_words(other.store, "kiêm nhiệm", by=OFFICER)] == [BIM_SON]
    assert search_words(other.store, "thiếu", by=OFFICER, kinds=[TextKind.MODEL]) == ()
    assert {f.filer.key for f in search_words(other.store, "", by=OTHER_FILER)} == {MUONG_LAT}
    assert search_words(other.store, "thiếu", by=VIEWER) == ()
    send_back(other.store, second, reason="Sai số liệu", by=OFFICER)
    assert [f.filer.key for f in search_words(other.store, "thiếu", by=OFFICER)] == [BIM_SON]


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


def _filed(filing: Filing, changed: dict[str, int] | None, *texts: ReturnText) -> int:
    data = filing.workbook(filing.values(changed))
    checked = check_upload(filing.store, data, "b.xlsx", by=OFFICER)
    return accept(filing.store, checked, data, by=OFFICER, confirmed=Confirmation(texts=texts)).number or 0
