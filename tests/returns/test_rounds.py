"""Rounds opened, edited, extended, closed, locked: what may be changed when, by whom, and that it is written down."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from accounts.permissions import Forbidden
from etl.register import UnknownUnit, default_register
from etl.store import Store
from indicators.catalogue import plan as plan_of
from indicators.model import Tier
from returns.completeness import LATE, ON_TIME, completeness
from returns.faults import RoundFault
from returns.filing import accept
from returns.intake import check_upload
from returns.review import approve
from returns.rounds import RoundState, UnknownRound, Way, all_rounds, round_of, settings_of
from returns.rounds.changes import RoundPlan, edit_round, extend, extensions, from_calendar, open_round
from returns.rounds.states import close_round, lock_round, reopen_round, unlock_round
from tests.returns.conftest import BIM_SON, FILER, IN_TIME, LATE_DAY, LEADER, OFFICER, ROUND, STRANGER, Filing

YEAR = RoundPlan(
    code="th862-2026",
    plan="th862",
    name="Năm 2026",
    data_from=date(2026, 1, 1),
    data_to=date(2026, 12, 31),
    due=date(2027, 1, 15),
    tier=Tier.FORMER_DISTRICT,
)


def test_a_round_opened_by_hand_owes_a_return_from_every_unit_of_its_tier(seeded_store: Store) -> None:
    open_round(seeded_store, YEAR, by=OFFICER)
    with seeded_store.reading() as cursor:
        round_ = round_of(cursor, "th862-2026")
        settings = settings_of(cursor, round_)
        owed = completeness(cursor, default_register(), round_, date(2026, 12, 1))
    assert (settings.state, dict(settings.ways)) == (RoundState.OPEN, {Tier.FORMER_DISTRICT: Way.BOTH})
    assert len(owed.units) == 26
    assert _last_action(seeded_store) == "round.opened"


def test_the_calendar_offers_what_is_not_there_and_the_year_after(seeded_store: Store) -> None:
    with seeded_store.reading() as cursor:
        offered = from_calendar(plan_of("th862"), all_rounds(cursor))
    assert [one.code for one in offered] == ["th862-2026", "th862-2027-6t"]
    assert offered[0] == YEAR
    assert from_calendar(plan_of("th862"), ())[0].code == "th862-2022"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"code": "TH 2026"}, "Mã kỳ"),
        ({"code": ROUND}, "Đã có kỳ mang mã"),
        ({"name": "  "}, "Tên kỳ"),
        ({"name": "năm 2025"}, "Đã có kỳ tên"),
        ({"data_from": date(2027, 1, 1)}, "Ngày đầu"),
        ({"due": date(2025, 12, 31)}, "Hạn nộp không thể"),
        ({"due": date(2062, 1, 15)}, "kiểm tra lại năm"),
        ({"tier": Tier.DISTRICT}, "không có đơn vị cấp huyện"),
        ({"ways": ((Tier.COMMUNE, Way.BOTH),)}, "phải có cách nộp"),
    ],
)
def test_a_round_that_cannot_be_kept_says_why(seeded_store: Store, change: dict[str, object], told: str) -> None:
    with pytest.raises(RoundFault, match=told):
        open_round(seeded_store, replace(YEAR, **change), by=OFFICER)  # type: ignore[arg-type]


def test_every_fault_of_a_round_is_told_at_once(seeded_store: Store) -> None:
    wrong = replace(YEAR, code="?", name="", due=date(2025, 1, 1))
    with pytest.raises(RoundFault, match="Mã kỳ.*Tên kỳ.*Hạn nộp"):
        open_round(seeded_store, wrong, by=OFFICER)


@pytest.mark.parametrize("by", [FILER, LEADER, STRANGER])
def test_only_an_officer_manages_rounds(seeded_store: Store, by) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Forbidden):
        open_round(seeded_store, YEAR, by=by)
    with pytest.raises(Forbidden):
        edit_round(seeded_store, ROUND, name="Khác", by=by)
    with pytest.raises(Forbidden):
        extend(seeded_store, ROUND, due=date(2026, 8, 1), reason="mưa bão", by=by)
    for change in (close_round, reopen_round, unlock_round):
        with pytest.raises(Forbidden):
            change(seeded_store, ROUND, reason="vì cần", by=by)
    with pytest.raises(Forbidden):
        lock_round(seeded_store, ROUND, by=by)


def test_an_edit_before_any_return_moves_who_owes_what_by_when(seeded_store: Store) -> None:
    edit_round(seeded_store, ROUND, tier=Tier.COMMUNE, due=date(2026, 7, 5), by=OFFICER)
    with seeded_store.reading() as cursor:
        found = completeness(cursor, default_register(), round_of(cursor, ROUND), date(2026, 7, 1))
        ways = settings_of(cursor, round_of(cursor, ROUND)).ways
    assert len(found.units) == 166
    assert {unit.due for unit in found.units} == {date(2026, 7, 5)}
    assert dict(ways) == {Tier.COMMUNE: Way.BOTH}


def test_after_a_return_only_the_name_and_the_ways_may_change(bim_son: Filing) -> None:
    bim_son.file(bim_son.values())
    with pytest.raises(RoundFault, match="Gia hạn"):
        edit_round(bim_son.store, ROUND, due=date(2026, 9, 1), by=OFFICER)
    edit_round(bim_son.store, ROUND, name="Nửa đầu năm 2026", by=OFFICER)
    edit_round(bim_son.store, ROUND, ways={Tier.FORMER_DISTRICT: Way.BOTH, Tier.COMMUNE: Way.SCREEN}, by=OFFICER)
    with bim_son.store.reading() as cursor:
        assert round_of(cursor, ROUND).name == "Nửa đầu năm 2026"
        assert settings_of(cursor, round_of(cursor, ROUND)).ways[Tier.COMMUNE] is Way.SCREEN


def test_nothing_changed_is_not_written_down(seeded_store: Store) -> None:
    edit_round(seeded_store, ROUND, name="6 tháng đầu năm 2026", by=OFFICER)
    assert _last_action(seeded_store) is None


def test_an_extension_of_one_unit_makes_its_late_return_timely_and_no_other(bim_son: Filing) -> None:
    bim_son.file(bim_son.values(), now=LATE_DAY)
    before = _states(bim_son.store)
    extend(bim_son.store, ROUND, due=date(2026, 7, 25), reason="Bão số 2", unit="Thị xã Bỉm Sơn", by=OFFICER)
    after = _states(bim_son.store)
    assert (before[BIM_SON], after[BIM_SON]) == (LATE, ON_TIME)
    with bim_son.store.reading() as cursor:
        assert round_of(cursor, ROUND).due == date(2026, 7, 10)
        granted = extensions(cursor, ROUND)
    assert [(e.unit_key, e.due_before, e.due_after, e.reason) for e in granted] == [
        (BIM_SON, date(2026, 7, 10), date(2026, 7, 25), "Bão số 2")
    ]


def test_extending_the_round_keeps_who_was_given_more(seeded_store: Store) -> None:
    extend(seeded_store, ROUND, due=date(2026, 8, 20), reason="Sáp nhập", unit=BIM_SON, by=OFFICER)
    extend(seeded_store, ROUND, due=date(2026, 8, 1), reason="Bão số 2", by=OFFICER)
    with seeded_store.reading() as cursor:
        found = completeness(cursor, default_register(), round_of(cursor, ROUND), date(2026, 7, 1))
    dues = {unit.unit.key: unit.due for unit in found.units}
    assert dues.pop(BIM_SON) == date(2026, 8, 20)
    assert set(dues.values()) == {date(2026, 8, 1)}


@pytest.mark.parametrize(
    ("due", "reason", "told"),
    [
        (date(2026, 7, 10), "mưa bão", "phải sau"),
        (date(2026, 8, 1), " ", "lý do"),
        (date(2026, 8, 1), "x" * 501, "tối đa"),
    ],
)
def test_an_extension_needs_a_later_day_and_a_reason(seeded_store: Store, due: date, reason: str, told: str) -> None:
    with pytest.raises(RoundFault, match=told):
        extend(seeded_store, ROUND, due=due, reason=reason, by=OFFICER)


def test_an_unknown_unit_or_round_is_named_with_its_near_ones(seeded_store: Store) -> None:
    with pytest.raises(UnknownUnit, match="Thị xã Bỉm Sơn"):
        extend(seeded_store, ROUND, due=date(2026, 8, 1), reason="mưa bão", unit="TX Bim Son", by=OFFICER)
    with pytest.raises(UnknownRound, match=ROUND):
        close_round(seeded_store, "th862-2026-6", by=OFFICER)


def test_a_closed_round_takes_nothing_new_and_says_so_when_checking(bim_son: Filing) -> None:
    close_round(bim_son.store, ROUND, by=OFFICER)
    answer = bim_son.file(bim_son.values())
    assert answer.refused and [i.code for i in answer.checked.errors] == ["round_closed"]
    reopen_round(bim_son.store, ROUND, reason="Bão số 2", by=OFFICER)
    assert bim_son.file(bim_son.values()).accepted


def test_a_closed_round_still_takes_what_comes_within_the_extension_of_one_unit(bim_son: Filing) -> None:
    close_round(bim_son.store, ROUND, by=OFFICER)
    tomorrow = date.today() + timedelta(days=2)
    extend(bim_son.store, ROUND, due=max(tomorrow, LATE_DAY.date()), reason="Bão số 2", unit=BIM_SON, by=OFFICER)
    checked = check_upload(bim_son.store, bim_son.workbook(bim_son.values()), "b.xlsx", by=FILER)
    assert checked.accepted_possible
    late = accept(bim_son.store, checked, b"x", by=FILER, now=datetime(2099, 1, 1))
    assert [i.code for i in late.checked.errors] == ["round_closed"]
    assert bim_son.file(bim_son.values(), now=LATE_DAY).accepted


def test_the_same_file_in_a_closed_round_is_still_only_a_duplicate(bim_son: Filing) -> None:
    bim_son.file(bim_son.values())
    close_round(bim_son.store, ROUND, by=OFFICER)
    assert bim_son.file(bim_son.values()).duplicate


def test_a_round_is_locked_only_when_every_return_is_decided(bim_son: Filing) -> None:
    number = bim_son.file(bim_son.values()).number
    with pytest.raises(RoundFault, match="1 báo cáo chờ duyệt .Thị xã Bỉm Sơn"):
        lock_round(bim_son.store, ROUND, by=OFFICER)
    approve(bim_son.store, [number or 0], by=OFFICER)
    lock_round(bim_son.store, ROUND, by=OFFICER)
    assert _states(bim_son.store, review=True)[BIM_SON] == "locked"
    answer = bim_son.file(bim_son.values({"TH-1.2b": 4}))
    assert [i.code for i in answer.checked.errors] == ["round_locked"]
    for change in ({"name": "Khác"}, {"due": date(2026, 9, 1)}):
        with pytest.raises(RoundFault, match="đã khóa"):
            edit_round(bim_son.store, ROUND, by=OFFICER, **change)  # type: ignore[arg-type]
    with pytest.raises(RoundFault, match="lý do"):
        unlock_round(bim_son.store, ROUND, reason="", by=OFFICER)
    unlock_round(bim_son.store, ROUND, reason="Sai số liệu xã", by=OFFICER)
    assert _states(bim_son.store, review=True)[BIM_SON] == "approved"


def test_a_tier_whose_units_have_filed_cannot_be_dropped(bim_son: Filing) -> None:
    both = {Tier.FORMER_DISTRICT: Way.BOTH, Tier.COMMUNE: Way.BOTH}
    edit_round(bim_son.store, ROUND, ways=both, by=OFFICER)
    commune = bim_son.communes[0]
    own = Filing(bim_son.store, replace(bim_son.round, tier=Tier.COMMUNE), commune, (commune,))
    assert own.file(own.values()).accepted
    with pytest.raises(RoundFault, match=commune.full_name):
        edit_round(bim_son.store, ROUND, ways={Tier.FORMER_DISTRICT: Way.BOTH}, by=OFFICER)


def test_a_way_that_the_round_does_not_take_is_refused(bim_son: Filing) -> None:
    edit_round(bim_son.store, ROUND, ways={Tier.FORMER_DISTRICT: Way.SCREEN}, by=OFFICER)
    answer = bim_son.file(bim_son.values())
    assert [i.code for i in answer.checked.errors] == ["way_not_taken"]


def _states(store: Store, *, review: bool = False) -> dict[str, str]:
    with store.reading() as cursor:
        found = completeness(cursor, default_register(), round_of(cursor, ROUND), IN_TIME.date())
    return {unit.unit.key: unit.state if review else unit.timeliness for unit in found.units}


def _last_action(store: Store) -> str | None:
    with store.reading() as cursor:
        rows = cursor.execute("select action from audit order by seq desc limit 1").fetchall()
    return str(rows[0][0]) if rows else None
