"""The leader's page and the explanations, over the sample's real figures: nothing on it that the other screens deny."""

from datetime import date

import pytest

from accounts.model import Account, Actor, Role
from accounts.permissions import Forbidden
from etl.store import Store
from indicators.status import Status
from reports.explaining import ask_behind, explanations_view, remarks_of, standing_words, threads_of
from reports.leader import LeaderView, leader_view
from reports.overview import BEHIND, overview
from reports.picture import PROVINCE
from reports.source import judge_of
from reports.tables import tables_of
from returns.explaining import Answer, answer, withdraw
from returns.explanations import ExplanationFault, Step

PLAN, DAY = "th862", date(2026, 6, 30)
HOANG_HOA = "399@0"
LEADER = Account("lanhdao", "Lãnh đạo", Role.LEADER, "38@0")
OFFICER = Account("tinh", "Chuyên viên", Role.OFFICER, "38@0")
FILER = Account("huyen", "Cán bộ huyện", Role.FILER, HOANG_HOA)
NOBODY = Account("ai", "Chưa giao đơn vị", Role.VIEWER, "")
FAR = date(2099, 1, 1)


def view_of(store: Store, account: Account = LEADER) -> LeaderView:
    return leader_view(store, account, plan_code=PLAN, day=DAY)


def asked(store: Store, code: str, *keys: str) -> tuple[int, ...]:
    return ask_behind(
        store, plan_code=PLAN, day=DAY, indicator_code=code, unit_keys=keys, words="Vì sao?", due=FAR,
        by=Actor(account=OFFICER),
    )  # fmt: skip


def behind_codes(store: Store, key: str) -> list[str]:
    judge = judge_of(store, PLAN, DAY)
    district = next(d for d in judge.picture.districts if d.key == key)
    return [i.code for i in judge.picture.plan.indicator if judge.of_district(i, district).judgement.status in BEHIND]


def test_groups_add_up_to_the_indicators_and_to_the_overview(sample_rounds_store: Store) -> None:
    view = view_of(sample_rounds_store)
    for group in view.groups:
        parts = (group.reached, group.moving, group.behind, group.unsettled, group.idle)
        assert sum(parts) == len(group.rows)
    first = overview(sample_rounds_store, LEADER, plan_code=PLAN, day=DAY)
    assert view.counts == first.counts
    assert sum(group.behind for group in view.groups) == sum(n for s, n in first.counts.items() if s in BEHIND)
    moved = (*view.better, *view.worse, *view.unclear, *view.idle)
    assert sorted(c.indicator.code for c in moved) == sorted(c.indicator.code for c in first.changes)


def test_a_group_is_as_bad_as_its_worst_indicator_and_an_empty_one_has_no_verdict(sample_rounds_store: Store) -> None:
    view = view_of(sample_rounds_store)
    for group in view.groups:
        expected = min((row.judgement.status for row in group.rows), key=lambda s: s.concern, default=None)
        assert group.status is expected
    assert view.groups[-1].status is None
    assert view.groups[-1].group.empty_reason


def test_every_ask_names_the_districts_furthest_behind_and_their_communes(sample_rounds_store: Store) -> None:
    view = view_of(sample_rounds_store)
    assert 0 < len(view.asks) <= 5
    for ask in view.asks:
        assert ask.standing.judgement.status in BEHIND
        assert ask.districts
        values = [one.standing.judgement.value_pct or 0 for one in ask.districts]
        assert values == sorted(values)
        silent = {unit.key for one in ask.districts for unit in one.standing.not_reported}
        for one in ask.districts:
            assert one.communes
            assert not silent & {unit.key for unit in one.communes}
        unmet = {unit.key for unit in ask.standing.unmet} - {unit.key for unit in ask.standing.not_reported}
        assert ask.communes == len(unmet)


def test_what_cannot_be_judged_names_the_communes_that_are_silent(sample_rounds_store: Store) -> None:
    view = view_of(sample_rounds_store)
    assert view.waiting == sum(view.counts.get(s, 0) for s in (Status.NOT_ENOUGH, Status.NO_RETURN))
    assert bool(view.silent) == bool(view.waiting)


def test_a_day_before_every_round_has_a_page_that_says_so(sample_rounds_store: Store) -> None:
    view = leader_view(sample_rounds_store, LEADER, plan_code=PLAN, day=date(2022, 1, 1))
    assert view.heading.round is None
    assert view.asks == ()


def test_a_district_account_gets_its_own_page_and_one_without_a_unit_none(sample_rounds_store: Store) -> None:
    view = view_of(sample_rounds_store, FILER)
    assert {one.district.key for ask in view.asks for one in ask.districts} <= {HOANG_HOA}
    with pytest.raises(Forbidden):
        view_of(sample_rounds_store, NOBODY)


def test_only_who_may_ask_gets_something_to_ask(sample_rounds_store: Store) -> None:
    def askable(account: Account) -> int:
        return len(explanations_view(sample_rounds_store, account, plan_code=PLAN, day=DAY, today=DAY).askable)

    assert askable(OFFICER) > 0
    assert askable(LEADER) == askable(FILER) == 0


def test_a_district_that_is_not_behind_has_nothing_to_explain(own_sample_store: Store) -> None:
    judge = judge_of(own_sample_store, PLAN, DAY)
    good = next(
        (i.code, d.key)
        for i in judge.picture.plan.indicator
        for d in judge.picture.districts
        if judge.of_district(i, d).judgement.status is Status.FINAL_MET
    )
    with pytest.raises(ExplanationFault, match="không chậm"):
        asked(own_sample_store, good[0], good[1])
    with pytest.raises(ExplanationFault):
        asked(own_sample_store, "TH-9.9", good[1])
    with pytest.raises(ExplanationFault, match="ít nhất một"):
        asked(own_sample_store, good[0])
    assert threads_of(own_sample_store, judge.picture) == ()


def test_nothing_is_asked_when_one_of_the_districts_is_not_behind(own_sample_store: Store) -> None:
    code = behind_codes(own_sample_store, HOANG_HOA)[0]
    with pytest.raises(ExplanationFault):
        asked(own_sample_store, code, HOANG_HOA, "khong-co")
    assert threads_of(own_sample_store, judge_of(own_sample_store, PLAN, DAY).picture) == ()


def test_question_and_answer_reach_the_page_and_the_notes_of_the_tables(own_sample_store: Store) -> None:
    code = behind_codes(own_sample_store, HOANG_HOA)[0]
    (number,) = asked(own_sample_store, code, HOANG_HOA)
    view = explanations_view(own_sample_store, FILER, plan_code=PLAN, day=DAY, today=date(2099, 1, 3))
    assert [(row.thread.number, row.days_overdue) for row in view.rows] == [(number, 2)]
    assert view.rows[0].now is not None
    assert view.rows[0].thread.standing == standing_words(view.rows[0].now)
    assert (view.count(Step.ASKED), view.overdue) == (1, 1)
    assert "chờ giải trình (hạn 01/01/2099)" in notes(own_sample_store, code)

    given = Answer(reason="Thiếu cán bộ.\nThiếu kinh phí", measure="Bổ sung", done_by=date(2026, 9, 30), person="Bà B")
    answer(own_sample_store, number, given, by=Actor(account=FILER))
    said = "giải trình: Thiếu cán bộ; Thiếu kinh phí; biện pháp: Bổ sung; xong 30/09/2026; Bà B"
    assert said in notes(own_sample_store, code)
    province, sheet = tables_of(
        own_sample_store, OFFICER, plan_code=PLAN, day=DAY, numbers=(1, 6), indicators=(code,), unit_keys=(HOANG_HOA,)
    )
    remarks = [row.cells[province.place("remark")].words for row in province.rows if len(row.cells) > 1]
    assert any("giải trình: 1/1 đơn vị đã trả lời" in words for words in remarks)
    assert f"{code}: {said}." in sheet.notes


def notes(store: Store, code: str) -> str:
    """The remarks of Biểu 3 on one indicator, one line per district."""
    (table,) = tables_of(store, OFFICER, plan_code=PLAN, day=DAY, numbers=(3,), indicators=(code,))
    place = table.place("remark")
    return "\n".join(row.cells[place].words for row in table.rows)


def test_a_question_taken_back_leaves_no_note(own_sample_store: Store) -> None:
    code = behind_codes(own_sample_store, HOANG_HOA)[0]
    (number,) = asked(own_sample_store, code, HOANG_HOA)
    withdraw(own_sample_store, number, "Nhầm", by=Actor(account=OFFICER))
    threads = threads_of(own_sample_store, judge_of(own_sample_store, PLAN, DAY).picture)
    assert remarks_of(threads) == {}


def test_another_district_sees_no_thread_that_is_not_its_own(own_sample_store: Store) -> None:
    other = next(
        d.key
        for d in judge_of(own_sample_store, PLAN, DAY).picture.districts
        if d.key != HOANG_HOA and behind_codes(own_sample_store, d.key)
    )
    code = behind_codes(own_sample_store, other)[0]
    asked(own_sample_store, code, other)
    view = explanations_view(own_sample_store, FILER, plan_code=PLAN, day=DAY, today=DAY)
    assert view.rows == ()
    threads = threads_of(own_sample_store, judge_of(own_sample_store, PLAN, DAY).picture)
    assert (PROVINCE, code) in remarks_of(threads)
    mine = leader_view(own_sample_store, FILER, plan_code=PLAN, day=DAY)
    assert all(not ask.threads for ask in mine.asks)
