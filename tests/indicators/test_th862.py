"""Kết luận 862-KL/TU as it is read: 47 indicators, their targets, the figures they share, the calendar."""

import unicodedata
from collections import Counter
from datetime import date

import pytest

from indicators.catalogue import plan
from indicators.model import Indicator, ItemType, Kind, Mode, Plan, Tier, Window

CODES = """
TH-1.1a TH-1.1b TH-1.1c TH-1.2a TH-1.2b TH-1.3a TH-1.3b TH-1.3c TH-1.3d TH-1.3e TH-1.4a TH-1.4b
TH-2.1a TH-2.1b TH-2.1c TH-2.2a TH-2.2b TH-2.2c TH-2.3a TH-2.3b TH-2.3c TH-2.3d TH-2.4a TH-2.4b
TH-2.5 TH-2.6a TH-2.6b
TH-3.1a TH-3.1b TH-3.1c TH-3.1d TH-3.2a TH-3.2b TH-3.2c TH-3.3a TH-3.3b TH-3.3c TH-3.3d TH-3.3e TH-3.3f
TH-3.4 TH-3.5a TH-3.5b TH-3.6a TH-3.6b TH-3.6c TH-3.6d
"""
RATIOS = """
TH-1.1a TH-1.1b TH-1.1c TH-2.3b TH-2.3d TH-2.4a TH-2.4b TH-3.1a TH-3.1b TH-3.2a TH-3.2b TH-3.2c
TH-3.3d TH-3.3e TH-3.3f TH-3.5a TH-3.5b TH-3.6c TH-3.6d
"""
DUE_2025, DUE_2030 = date(2025, 12, 31), date(2030, 12, 31)


@pytest.fixture(name="th862", scope="module")
def _th862() -> Plan:
    return plan("th862")


def one(th862: Plan, code: str) -> Indicator:
    found = th862.find(code)
    assert found is not None
    return found


def test_the_47_indicators_stand_in_the_order_of_the_document(th862: Plan) -> None:
    assert [i.code for i in th862.indicator] == CODES.split()
    assert len({i.bullet for i in th862.indicator}) == 16
    assert all(i.code.startswith(f"TH-{i.bullet}") and i.bullet.startswith(i.group) for i in th862.indicator)


def test_the_four_groups_and_why_the_last_is_empty(th862: Plan) -> None:
    assert [(g.code, len(th862.in_group(g.code))) for g in th862.group] == [
        ("1", 12),
        ("2", 15),
        ("3", 20),
        ("4", 0),
    ]
    assert [bool(g.empty_reason) for g in th862.group] == [False, False, False, True]
    assert "610-KL/TU" in th862.group[3].empty_reason


def test_every_indicator_has_both_milestones(th862: Plan) -> None:
    assert all(tuple(t.due for t in i.target) == (DUE_2025, DUE_2030) for i in th862.indicator)
    special = {"TH-1.2b", "TH-2.5", "TH-3.4"}
    usual = [(t.value, t.mode) for i in th862.indicator if i.code not in special for t in i.target]
    assert Counter(usual) == {(100, Mode.REACH_BY): 44, (100, Mode.MAINTAIN): 44}


@pytest.mark.parametrize(
    ("code", "targets"),
    [
        ("TH-3.4", [(50, Mode.REACH_BY), (100, Mode.REACH_BY)]),
        ("TH-2.5", [(100, Mode.EACH_YEAR), (100, Mode.EACH_YEAR)]),
        ("TH-1.2b", [(100, Mode.PER_TERM), (100, Mode.PER_TERM)]),
    ],
)
def test_the_targets_that_differ(th862: Plan, code: str, targets: list[tuple[int, Mode]]) -> None:
    assert [(t.value, t.mode) for t in one(th862, code).target] == targets


def test_the_thresholds_and_cadences(th862: Plan) -> None:
    assert {i.code: i.at_least for i in th862.indicator if i.kind is Kind.COUNT_MIN} == {
        "TH-1.2b": 1,
        "TH-2.5": 3,
    }
    assert {i.code: i.times for i in th862.indicator if i.kind is Kind.CADENCE} == {
        "TH-1.3c": 12,
        "TH-1.3d": 4,
        "TH-1.3e": 1,
    }
    highest = {item.code: item.maximum for item in th862.items}
    assert [highest[code] for code in ("TH-1.3c", "TH-1.3d", "TH-1.3e")] == [12, 4, 1]
    assert one(th862, "TH-2.5").window is Window.YEAR
    assert one(th862, "TH-1.2b").window is Window.TERM


def test_what_is_counted_is_a_ratio_and_the_rest_is_not(th862: Plan) -> None:
    assert [i.code for i in th862.indicator if i.kind is Kind.RATIO] == RATIOS.split()
    assert all(i.numerator == f"{i.code}.num" for i in th862.indicator if i.kind is Kind.RATIO)
    assert Counter(i.kind for i in th862.indicator) == {
        Kind.SHARE: 23,
        Kind.RATIO: 19,
        Kind.CADENCE: 3,
        Kind.COUNT_MIN: 2,
    }


def test_figures_that_are_the_same_are_asked_for_once(th862: Plan) -> None:
    shared = {i.code: i.denominator for i in th862.indicator if i.denominator not in (None, f"{i.code}.den")}
    assert shared == {
        "TH-1.1c": "TH-1.1b.den",
        "TH-3.2b": "TH-3.2a.den",
        "TH-3.2c": "TH-3.2a.den",
        "TH-3.5b": "TH-3.5a.den",
        "TH-3.6c": "TH-2.3b.den",
        "TH-3.6d": "TH-2.3b.den",
    }
    assert len(th862.items) == len({item.code for item in th862.items}) == 61


def test_items_are_columns_a_clerk_can_fill(th862: Plan) -> None:
    for item in th862.items:
        assert item.type in (ItemType.YES_NO, ItemType.COUNT)
        if item.type is ItemType.COUNT:
            assert item.unit
            assert item.minimum == 0
            assert item.maximum is not None
        assert len(item.header) <= 90


def test_running_is_kept_apart_from_recognised(th862: Plan) -> None:
    friendly = one(th862, "TH-3.4")
    assert [(i.code, i.required) for i in friendly.item] == [("TH-3.4.running", False), ("TH-3.4", True)]
    assert friendly.item_codes == ("TH-3.4",)


def test_only_a_subset_of_communes_answers_the_conditional_ones(th862: Plan) -> None:
    assert [i.code for i in th862.indicator if i.conditional] == ["TH-2.3c", "TH-2.6a", "TH-2.6b"]


def test_a_vague_word_has_a_local_rule_that_awaits_the_board(th862: Plan) -> None:
    vague = ("kịp thời", "đầy đủ", "đạt yêu cầu", "nắm chắc", "thường xuyên", "phù hợp", "cơ sở vật chất")
    for indicator in th862.indicator:
        words = f"{indicator.quote} {indicator.short_name} {' '.join(i.header for i in indicator.item)}"
        if any(word in words for word in vague):
            assert indicator.local_rule, indicator.code
    assert all(i.local_rule.startswith("Đề xuất, chờ Ban xác nhận: ") for i in th862.indicator if i.local_rule)


def test_what_must_be_public_follows_the_law_of_the_day(th862: Plan) -> None:
    for code in ("TH-3.2a", "TH-3.2b", "TH-3.2c"):
        before, after = (one(th862, code).law_on(day) for day in (date(2023, 6, 30), date(2023, 7, 1)))
        assert before is not None
        assert after is not None
        assert "34/2007" in before.name
        assert "10/2022/QH15" in after.name


def test_every_indicator_says_where_it_comes_from(th862: Plan) -> None:
    for indicator in th862.indicator:
        group, dash = indicator.bullet.split(".")
        assert indicator.clause.endswith(f"nhóm {group}, gạch đầu dòng {dash}")
        assert indicator.actor
        assert len(indicator.short_name) <= 60
        assert len(indicator.quote) <= 130
        assert not indicator.quote.startswith("“")
    assert "Nhiệm vụ và giải pháp" in one(th862, "TH-3.4").target[1].clause


def test_short_names_are_told_apart(th862: Plan) -> None:
    assert len({i.short_name for i in th862.indicator}) == 47


def test_the_calendar(th862: Plan) -> None:
    assert [(e.code, e.data_from, e.data_to, e.due, e.tier) for e in th862.calendar] == [
        ("th862-2022", date(2022, 1, 1), date(2022, 12, 31), date(2023, 1, 15), Tier.DISTRICT),
        ("th862-2023", date(2023, 1, 1), date(2023, 12, 31), date(2024, 1, 15), Tier.DISTRICT),
        ("th862-2024", date(2024, 1, 1), date(2024, 12, 31), date(2025, 1, 15), Tier.DISTRICT),
        ("th862-2025-6t", date(2025, 1, 1), date(2025, 6, 30), date(2025, 7, 10), Tier.DISTRICT),
        ("th862-2025", date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 15), Tier.FORMER_DISTRICT),
        ("th862-2026-6t", date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 10), Tier.FORMER_DISTRICT),
    ]


def test_the_text_is_composed_vietnamese(th862: Plan) -> None:
    text = th862.model_dump_json()
    assert unicodedata.is_normalized("NFC", text)
