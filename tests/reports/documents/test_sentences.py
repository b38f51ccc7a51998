"""Sentences that stay right for zero, one, all and unknown."""

from collections.abc import Callable
from datetime import date

import pytest

from etl.register import Level, Unit, default_register
from indicators.catalogue import plan as plan_of
from indicators.judging import judge
from indicators.model import Indicator
from indicators.tally import Observation, Tally
from reports.documents.words_sentences import day_in_words, filing_sentence, group_opening, sentence
from reports.views import Standing

PLAN = plan_of("th862")
DAY = date(2026, 6, 30)
COMMUNES = default_register().on(DAY, Level.COMMUNE)


def indicator(code: str) -> Indicator:
    found = PLAN.find(code)
    assert found is not None
    return found


def standing(of: Indicator, tally: Tally, *, behind: int = 0, silent: int = 0, before: Tally | None = None) -> Standing:
    """A standing whose `behind` communes did not meet it and whose `silent` ones did not report."""
    current = Observation(DAY, tally)
    history = [Observation(date(2025, 12, 31), before)] if before else []
    judged = judge(of, day=DAY, current=current, history=history)
    unmet: tuple[Unit, ...] = COMMUNES[:behind]
    quiet = COMMUNES[behind : behind + silent]
    return Standing(
        indicator=of, scope_key="province", scope_name="Toàn tỉnh", level="province", tally=tally, judgement=judged,
        label=judged.label, previous_pct=None, previous_status=None, expected_pct=None, unmet=unmet + quiet,
        not_reported=quiet,
    )  # fmt: skip


def share(met: int, units: int = 166, *, missing: int = 0, out: int = 0, nothing: int = 0) -> str:
    behind = units - out - nothing - missing - met
    row = standing(indicator("TH-1.2a"), Tally(units, out, missing, nothing, met), behind=behind, silent=missing)
    return sentence(row, PLAN, day=DAY, on=DAY)


NAME = "“Có quy chế công tác dân vận của hệ thống chính trị”"
GOAL = "mục tiêu 100% đến ngày 31/12/2030"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (lambda: share(142), f"142/166 xã (85,54%) đạt chỉ tiêu {NAME}; còn 24 xã chưa đạt"),
        (lambda: share(166), f"tất cả 166 xã đều đạt chỉ tiêu {NAME} (100%)"),
        (lambda: share(0), f"chưa có xã nào trong 166 xã đạt chỉ tiêu {NAME}"),
        (lambda: share(1), f"1/166 xã (0,60%) đạt chỉ tiêu {NAME}; còn 165 xã chưa đạt"),
        (lambda: share(140, missing=24), "còn 26 xã, trong đó 2 xã chưa đạt ("),
        (lambda: share(163, missing=3), "còn 3 xã chưa báo cáo ("),
        (lambda: share(0, missing=166), f"cả 166 xã chưa có số liệu về chỉ tiêu {NAME}"),
        (lambda: share(0, missing=1, units=1), f"xã duy nhất thuộc diện chưa có số liệu về chỉ tiêu {NAME}"),
        (lambda: share(1, units=1), f"xã duy nhất thuộc diện đã đạt chỉ tiêu {NAME} (100%)"),
        (lambda: share(0, units=1), f"xã duy nhất thuộc diện chưa đạt chỉ tiêu {NAME}"),
        (lambda: share(0, out=166), f"không có xã nào thuộc diện áp dụng chỉ tiêu {NAME}"),
        (lambda: share(0, nothing=166), f"chỉ tiêu {NAME} không phát sinh ở xã nào"),
        (lambda: share(142), f"{GOAL} cần thêm 24 xã."),
    ],
)
def test_a_share_in_words(words: Callable[[], str], wanted: str) -> None:
    said = words()
    assert said.startswith("Đến ngày 30/6/2026, ")
    assert wanted in said
    assert said.endswith(".") and ";;" not in said and "  " not in said and "None" not in said


def test_the_last_ones_are_named() -> None:
    said = share(164)
    names = ", ".join(unit.full_name for unit in COMMUNES[:2])
    assert f"còn 2 xã chưa đạt ({names});" in said


def ratio(part: int, whole: int, *, missing: int = 0) -> str:
    row = standing(indicator("TH-1.1a"), Tally(166, 0, missing, 0, 0, part, whole), silent=missing)
    return sentence(row, PLAN, day=DAY)


RATIO_NAME = "“Văn bản của cấp trên được đảng ủy xã thể chế hóa”"


@pytest.mark.parametrize(
    ("part", "whole", "missing", "wanted"),
    [
        (1200, 2400, 0, f"1.200/2.400 văn bản (50,00%) đạt chỉ tiêu {RATIO_NAME}; còn 1.200 văn bản chưa đạt"),
        (2400, 2400, 0, f"Toàn bộ 2.400 văn bản đạt chỉ tiêu {RATIO_NAME} (100%)"),
        (2400, 2400, 2, "hiện đã đủ, chờ báo cáo còn lại."),
        (0, 12, 0, f"Chưa có văn bản nào trong 12 văn bản đạt chỉ tiêu {RATIO_NAME}"),
        (0, 0, 0, f"Chỉ tiêu {RATIO_NAME} không phát sinh"),
        (0, 0, 166, f"Chưa có số liệu về chỉ tiêu {RATIO_NAME}"),
    ],
)
def test_a_ratio_in_words(part: int, whole: int, missing: int, wanted: str) -> None:
    assert wanted in ratio(part, whole, missing=missing)


def test_a_missed_milestone_is_said() -> None:
    now, before = Tally(166, 0, 0, 0, 142), Tally(166, 0, 0, 0, 130)
    said = sentence(standing(indicator("TH-1.2a"), now, behind=24, before=before), PLAN, day=DAY)
    assert "mốc 2025 không đạt" in said


def test_quotation_marks_inside_a_name_become_single() -> None:
    said = sentence(standing(indicator("TH-3.4"), Tally(166, 0, 0, 0, 100), behind=66), PLAN, day=DAY)
    assert "“Đạt mô hình ‘Chính quyền thân thiện, vì Nhân dân phục vụ’”" in said


def group(*mets: int, missing: int = 0) -> str:
    codes = ("TH-1.2a", "TH-1.3a", "TH-1.3b")
    rows = tuple(
        standing(indicator(code), Tally(166, 0, missing, 0, met), behind=166 - met - missing, silent=missing)
        for code, met in zip(codes, mets, strict=False)
    )
    return group_opening(PLAN.group[0], rows, DAY)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (group(166, 166, 166), "Đến ngày 30/6/2026, cả 3 chỉ tiêu của nhóm đều đã đạt."),
        (group(166), "Đến ngày 30/6/2026, chỉ tiêu duy nhất của nhóm đã đạt."),
        (group(0, 0, missing=166), "Đến ngày 30/6/2026, cả 2 chỉ tiêu của nhóm chưa có số liệu báo cáo."),
        (group(0, missing=166), "Đến ngày 30/6/2026, chỉ tiêu duy nhất của nhóm chưa có số liệu báo cáo."),
        (
            group(0, 0),
            "Đến ngày 30/6/2026, trong 2 chỉ tiêu của nhóm, chưa có chỉ tiêu nào đạt mục tiêu; "
            "2 chỉ tiêu chưa đủ cơ sở để kết luận.",
        ),
        (
            group(166, 0),
            "Đến ngày 30/6/2026, trong 2 chỉ tiêu của nhóm, có 1 chỉ tiêu đạt mục tiêu và "
            "1 chỉ tiêu chưa đủ cơ sở để kết luận.",
        ),
        (group(0), "Đến ngày 30/6/2026, chỉ tiêu duy nhất của nhóm chưa đủ cơ sở để kết luận."),
    ],
)
def test_a_group_opens_with_its_counts(said: str, wanted: str) -> None:
    assert said == wanted


def test_an_empty_group_says_why() -> None:
    said = group_opening(PLAN.group[3], (), DAY)
    assert said.startswith("Nhóm này chưa có chỉ tiêu. Kết luận dẫn chiếu")


@pytest.mark.parametrize(
    ("expected", "received", "late", "silent", "wanted"),
    [
        (26, 26, 0, (), "Cả 26 huyện cũ đã nộp báo cáo; không có đơn vị nộp muộn."),
        (26, 25, 2, ("Huyện Hà Trung",), "25/26 huyện cũ đã nộp báo cáo, còn 1 huyện cũ chưa nộp: Huyện Hà Trung; "
         "2 huyện cũ nộp muộn."),
        (26, 0, 0, (), "Chưa có huyện cũ nào trong 26 huyện cũ nộp báo cáo."),
        (1, 1, 1, (), "Đơn vị duy nhất đã nộp báo cáo; 1 huyện cũ nộp muộn."),
        (0, 0, 0, (), "Chưa có kỳ báo cáo nào."),
    ],
)  # fmt: skip
def test_how_returns_came_in(expected: int, received: int, late: int, silent: tuple[str, ...], wanted: str) -> None:
    assert filing_sentence(expected, received, late, silent, "huyện cũ") == wanted


def test_days_in_a_sentence() -> None:
    assert [day_in_words(date(2026, 6, 30)), day_in_words(date(2026, 2, 3))] == ["30/6/2026", "03/02/2026"]
