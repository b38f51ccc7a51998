"""Two filings of one commune: shown as a conflict, never added up, counted once an officer has chosen."""

from dataclasses import replace

import pytest

from accounts.model import CONSOLE, Account, Actor, Role
from accounts.permissions import Forbidden
from etl.register import default_register
from etl.rules import rules_for
from etl.seeding import item_numbers
from etl.store.schema import script
from etl.store.tallies import Membership, read_tallies
from indicators.catalogue import plan as plan_of
from indicators.model import Tier
from returns.conflicts import choose, conflicts
from returns.faults import ReviewFault, RoundFault
from returns.intake import check_upload, effective_values
from returns.marks import marks_of
from returns.review import approve, send_back
from returns.review.queue import waiting_returns
from returns.rounds import Way
from returns.rounds.changes import edit_round
from returns.rounds.states import lock_round
from returns.versions import opened
from tests.returns.conftest import BIM_SON, FILER, OFFICER, OTHER_FILER, ROUND, Filing

BOTH = {Tier.FORMER_DISTRICT: Way.BOTH, Tier.COMMUNE: Way.BOTH}
Twice = tuple[Filing, Filing]


@pytest.fixture
def twice(bim_son: Filing) -> Twice:
    """The district has filed 3 for its first commune, the commune itself 4."""
    edit_round(bim_son.store, ROUND, ways=BOTH, by=OFFICER)
    commune = bim_son.communes[0]
    own = Filing(bim_son.store, replace(bim_son.round, tier=Tier.COMMUNE), commune, (commune,))
    assert bim_son.file(bim_son.values({"TH-1.2b": 3})).accepted
    assert own.file(own.values({"TH-1.2b": 4})).accepted
    return bim_son, own


def test_nothing_of_the_commune_counts_until_an_officer_chooses(twice: Twice) -> None:
    district, own = twice
    found = conflicts(district.store, ROUND, by=OFFICER)
    assert [(c.commune.key, {f.unit_key for f in c.filings}, c.choice) for c in found] == [
        (own.unit.key, {BIM_SON, own.unit.key}, None)
    ]
    values = _values(district)
    assert {unit for unit, _ in values} == {district.communes[1].key}
    queue = waiting_returns(district.store, by=OFFICER)
    assert [w.conflicts for w in queue] == [1, 1]


@pytest.mark.parametrize(("chosen", "value"), [("district", 3.0), ("commune", 4.0)])
def test_the_chosen_filing_counts_and_only_it(twice: Twice, chosen: str, value: float) -> None:
    district, own = twice
    mark = _mark(district)
    filer = BIM_SON if chosen == "district" else own.unit.key
    choose(district.store, ROUND, own.unit.key, filer_key=filer, reason="Đã gọi xác nhận", by=OFFICER)
    found = _values(district)
    assert found[own.unit.key, "TH-1.2b"].value == value
    assert len(found) == len(district.values()) + 1
    assert _mark(district) != mark
    choice = conflicts(district.store, ROUND, by=OFFICER)[0].choice
    assert choice and (choice.filer_key, choice.reason, choice.chosen_by) == (filer, "Đã gọi xác nhận", "tinh")


def test_a_choice_holds_for_later_versions_and_can_be_taken_back(twice: Twice) -> None:
    district, own = twice
    choose(district.store, ROUND, own.unit.key, filer_key=own.unit.key, reason="Xã tự nộp", by=OFFICER)
    own.file(own.values({"TH-1.2b": 6}))
    district.file(district.values({"TH-1.2b": 9}))
    assert _values(district)[own.unit.key, "TH-1.2b"].value == 6.0
    choose(district.store, ROUND, own.unit.key, filer_key="", reason="Chọn nhầm", by=OFFICER)
    assert (own.unit.key, "TH-1.2b") not in _values(district)


def test_a_chosen_filing_that_is_sent_back_does_not_let_the_other_in(twice: Twice) -> None:
    district, own = twice
    choose(district.store, ROUND, own.unit.key, filer_key=own.unit.key, reason="Xã tự nộp", by=OFFICER)
    number = next(f.number for f in conflicts(district.store, ROUND, by=OFFICER)[0].filings if f.unit_key != BIM_SON)
    send_back(district.store, number, reason="Thiếu số liệu", by=OFFICER)
    assert (own.unit.key, "TH-1.2b") not in _values(district)


def test_without_a_choice_a_version_sent_back_ends_the_conflict(twice: Twice) -> None:
    district, own = twice
    send_back(district.store, 1, reason="Xã đã tự nộp", by=OFFICER)
    assert conflicts(district.store, ROUND, by=OFFICER) == ()
    assert _values(district)[own.unit.key, "TH-1.2b"].value == 4.0


def test_a_blank_row_is_no_second_filing(bim_son: Filing) -> None:
    edit_round(bim_son.store, ROUND, ways=BOTH, by=OFFICER)
    commune = bim_son.communes[0]
    own = Filing(bim_son.store, replace(bim_son.round, tier=Tier.COMMUNE), commune, (commune,))
    bim_son.file({key: v for key, v in bim_son.values().items() if key[0] != commune.key})
    own.file(own.values())
    assert conflicts(bim_son.store, ROUND, by=OFFICER) == ()
    assert len(_values(bim_son)) == len(bim_son.values())


def test_the_check_tells_the_second_filer(twice: Twice) -> None:
    district, own = twice
    checked = check_upload(district.store, own.workbook(own.values({"TH-1.2b": 8})), "xa.xlsx", by=CONSOLE)
    assert checked.filing_unit == own.unit
    assert [(i.code, i.unit) for i in checked.issues if i.code == "two_filings"] == [("two_filings", own.unit.key)]


def test_who_may_choose_and_what(twice: Twice) -> None:
    district, own = twice
    for by in (FILER, OTHER_FILER):
        with pytest.raises(Forbidden):
            choose(district.store, ROUND, own.unit.key, filer_key=BIM_SON, reason="Vì cần", by=by)
    with pytest.raises(ReviewFault, match="Thị xã Bỉm Sơn"):
        choose(district.store, ROUND, own.unit.key, filer_key="384@0", reason="Vì cần", by=OFFICER)
    with pytest.raises(RoundFault, match="lý do"):
        choose(district.store, ROUND, own.unit.key, filer_key=BIM_SON, reason="", by=OFFICER)
    assert conflicts(district.store, ROUND, by=OTHER_FILER) == ()
    itself = Actor(Account("xa", "Cán bộ phường", Role.FILER, own.unit.key))
    assert len(conflicts(district.store, ROUND, by=itself)) == len(conflicts(district.store, ROUND, by=FILER)) == 1


def test_a_round_with_an_open_conflict_is_not_locked(twice: Twice) -> None:
    district, own = twice
    approve(district.store, [1, 2], by=OFFICER)
    with pytest.raises(RoundFault, match=own.unit.full_name):
        lock_round(district.store, ROUND, by=OFFICER)
    choose(district.store, ROUND, own.unit.key, filer_key=BIM_SON, reason="Đã xác nhận", by=OFFICER)
    lock_round(district.store, ROUND, by=OFFICER)
    with pytest.raises(RoundFault, match="đã khóa"):
        choose(district.store, ROUND, own.unit.key, filer_key=own.unit.key, reason="Khác", by=OFFICER)


def test_verdicts_count_the_commune_once_and_only_when_chosen(twice: Twice) -> None:
    district, own = twice
    assert _reported(district) == {"TH-1.2a": 1, "TH-1.2b": 0}
    choose(district.store, ROUND, own.unit.key, filer_key=own.unit.key, reason="Xã tự nộp", by=OFFICER)
    assert _reported(district) == {"TH-1.2a": 2, "TH-1.2b": 1}


def test_what_is_put_aside_is_still_read_as_filed_and_found_whole(twice: Twice) -> None:
    district, own = twice
    assert len(opened(district.store, 1, by=OFFICER).figures) == len(district.values()) + 1
    assert len(opened(district.store, 2, by=OFFICER).figures) == len(own.values()) + 1
    with district.store.reading() as cursor:
        assert cursor.execute(script("marts/store_faults.sql")).fetchall() == []
        assert cursor.execute("select count(*) from fact_aside").fetchall()[0][0] == 2 * len(own.values()) + 2


def test_a_round_of_one_tier_refuses_the_other(bim_son: Filing) -> None:
    commune = bim_son.communes[0]
    own = Filing(bim_son.store, replace(bim_son.round, tier=Tier.COMMUNE), commune, (commune,))
    answer = own.file(own.values())
    assert [i.code for i in answer.checked.errors] == ["unit_wrong"]


def _values(filing: Filing):  # type: ignore[no-untyped-def]
    with filing.store.reading() as cursor:
        return effective_values(cursor, default_register(), ROUND, filing.round, filing.unit)


def _mark(filing: Filing) -> str:
    with filing.store.reading() as cursor:
        return marks_of(cursor).figures("th862")


def _reported(filing: Filing) -> dict[str, int]:
    """How many of the two communes the verdicts know, by indicator."""
    plan = plan_of("th862")
    with filing.store.reading() as cursor:
        rules = rules_for(plan, [filing.round], item_numbers(cursor, plan.code))
        members = [Membership(ROUND, commune.number, "all") for commune in filing.communes]
        tallies = read_tallies(cursor, rules, members)
    return {code: tallies[ROUND, "all", code].reported for code in ("TH-1.2a", "TH-1.2b")}
