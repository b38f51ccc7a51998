"""Tiến độ nộp: the matrix, the share in time, whom to remind and in which words."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from accounts.permissions import Forbidden
from etl.register import default_register
from indicators.model import Tier
from returns.progress import filed_for_themselves, progress, reminder
from returns.review import send_back
from returns.rounds import Way
from returns.rounds.changes import edit_round, extend
from tests.returns.conftest import BIM_SON, FILER, IN_TIME, LATE_DAY, MUONG_LAT, OFFICER, ROUND, STRANGER, Filing

TODAY = date(2026, 7, 22)


def test_a_unit_keeps_its_row_across_the_end_of_its_tier(bim_son: Filing, filing) -> None:  # type: ignore[no-untyped-def]
    old = filing(BIM_SON, "th862-2024")
    old.file(old.values(), now=IN_TIME)
    bim_son.file(bim_son.values(), now=IN_TIME)
    found = progress(bim_son.store, "th862", by=OFFICER, today=TODAY)
    assert [one.round.code for one in found.rounds][-1] == ROUND and len(found.units) == 27
    row = next(row for row in found.units if row.unit.key == BIM_SON)
    assert {code: row.cells[code].timeliness for code in ("th862-2024", ROUND)} == {
        "th862-2024": "late",
        ROUND: "on_time",
    }
    assert (row.on_time, row.owed, row.on_time_share) == (1, 6, Fraction(1, 6))


def test_what_is_not_due_yet_counts_neither_way(bim_son: Filing) -> None:
    found = progress(bim_son.store, "th862", by=OFFICER, today=date(2022, 6, 1))
    assert {row.on_time_share for row in found.units} == {None}


def test_a_filer_sees_the_own_row(bim_son: Filing) -> None:
    assert [row.unit.key for row in progress(bim_son.store, "th862", by=FILER, today=TODAY).units] == [BIM_SON]
    assert progress(bim_son.store, "th862", by=STRANGER, today=TODAY).units == ()


def test_the_reminder_names_who_is_silent_and_who_must_correct(bim_son: Filing, filing) -> None:  # type: ignore[no-untyped-def]
    number = bim_son.file(bim_son.values(), now=LATE_DAY).number or 0
    send_back(bim_son.store, number, reason="Thiếu số liệu", by=OFFICER)
    extend(bim_son.store, ROUND, due=date(2026, 7, 21), reason="Bão số 2", unit=MUONG_LAT, by=OFFICER)
    found = reminder(bim_son.store, ROUND, by=OFFICER, today=TODAY)
    lines = found.text.splitlines()
    assert lines[0] == "Báo cáo kỳ 6 tháng đầu năm 2026, hạn nộp 10/07/2026. Đến ngày 22/07/2026:"
    assert lines[1] == "Còn 25 đơn vị chưa nộp:"
    assert lines[2] == "1. Huyện Bá Thước: quá hạn 12 ngày"
    assert "25. Huyện Mường Lát (được gia hạn đến 21/07/2026): quá hạn 1 ngày" in lines
    assert lines[-2:] == ["1 đơn vị bị trả lại, đề nghị sửa và nộp lại:", "1. Thị xã Bỉm Sơn"]
    with pytest.raises(Forbidden):
        reminder(bim_son.store, ROUND, by=FILER, today=TODAY)


def test_communes_that_filed_for_themselves_are_told_beside_their_district(bim_son: Filing) -> None:
    edit_round(bim_son.store, ROUND, ways={Tier.FORMER_DISTRICT: Way.BOTH, Tier.COMMUNE: Way.BOTH}, by=OFFICER)
    commune = bim_son.communes[0]
    own = Filing(bim_son.store, replace(bim_son.round, tier=Tier.COMMUNE), commune, (commune,))
    own.file(own.values())
    with bim_son.store.reading() as cursor:
        assert filed_for_themselves(cursor, default_register(), bim_son.round) == {BIM_SON: (commune,)}
