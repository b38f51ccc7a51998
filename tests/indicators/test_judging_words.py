"""The reason in one line, from stored figures."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.model import Indicator, Kind, Mode
from indicators.tally import Observation
from tests.indicators.builders import (
    ALL_THEN_KEEP,
    END_2025,
    END_2030,
    HALF_THEN_ALL,
    indicator,
    judged,
    seen,
    summed,
    target,
)

Y2022, Y2024, Y2025, H2026 = date(2022, 12, 14), date(2024, 12, 14), date(2025, 12, 14), date(2026, 6, 14)
FRIENDLY = indicator(*HALF_THEN_ALL)
KEEP = indicator(*ALL_THEN_KEEP)
RATIO = indicator(target(95), kind=Kind.RATIO)
YEARLY = indicator(target(100, END_2030, Mode.EACH_YEAR))


@pytest.mark.parametrize(
    ("of", "observations", "why"),
    [
        (FRIENDLY, [seen(Y2024, 6, 11)], "6/11 xã; mốc 2025 cần 6; đạt"),
        (
            FRIENDLY,
            [seen(END_2025, 54, 166, missing=12)],
            "54/166 xã (32,53%); mốc 2025 cần 83, thiếu 29; không đạt; mốc 2030 cần 166, thiếu 112; "
            "cần thêm 23 xã/năm; 12 xã chưa báo cáo",
        ),
        (
            FRIENDLY,
            [seen(Y2025, 54, 166), seen(H2026, 60, 166)],
            "60/166 xã (36,14%); mốc 2025: 54/166 xã (32,53%), số liệu 14/12/2025, cần 83, thiếu 29; không đạt; "
            "mốc 2030 cần 166, thiếu 106; đến 14/06/2026 theo tiến độ là 54,51%; cần thêm 24 xã/năm",
        ),
        (KEEP, [seen(Y2025, 9, 9)], "9/9 xã; mốc 2030 cần 9; đạt mục tiêu cuối, cần giữ đến 31/12/2030"),
        (
            KEEP,
            [seen(Y2025, 8, 9), seen(H2026, 9, 9)],
            "9/9 xã; mốc 2030 cần 9; đạt mục tiêu cuối, cần giữ đến 31/12/2030; "
            "mốc 2025: 8/9 xã (88,88%), số liệu 14/12/2025, cần 9, thiếu 1; không đạt",
        ),
        (KEEP, [seen(Y2025, 8, 9), seen(END_2030, 9, 9)], "9/9 xã; mốc 2030 cần 9; đạt mục tiêu cuối"),
        (
            FRIENDLY,
            [seen(END_2025, 40, 100, missing=20)],
            "40/100 xã (40,00%); mốc 2025 cần 50, thiếu 10; chưa rõ; có thể từ 40,00% đến 60,00%; "
            "chưa đủ để kết luận; 20 xã chưa báo cáo",
        ),
        (
            FRIENDLY,
            [seen(H2026, 40, 100)],
            "40/100 xã (40,00%); mốc 2025 chưa có số liệu đến 31/12/2025, số liệu đầu tiên là 14/06/2026; "
            "chưa đủ để kết luận",
        ),
        (FRIENDLY, [seen(Y2024, 0, 11, missing=11)], "chưa có số liệu báo cáo; 11 xã chưa báo cáo"),
        (FRIENDLY, [seen(Y2024, 0, 11, not_applicable=11)], "không xã nào thuộc diện áp dụng"),
        (RATIO, [summed(Y2024, 0, 0, nothing=10)], "không phát sinh trong kỳ"),
        (
            RATIO,
            [summed(Y2022, 900, 1200), summed(Y2024, 1100, 1250, missing=1)],
            "1.100/1.250 văn bản (88,00%); mốc 2025 cần 1.188, thiếu 88; đến 14/12/2024 theo tiến độ là 88,13%; "
            "tạm tính vì còn thiếu báo cáo; cần thêm 85 văn bản/năm; 1 xã chưa báo cáo",
        ),
        (
            FRIENDLY,
            [seen(Y2024, 10, 100)],
            "10/100 xã (10,00%); mốc 2025 cần 50, thiếu 40; mới có một kỳ số liệu; cần thêm 39 xã/năm",
        ),
        (
            FRIENDLY,
            [seen(Y2022, 60, 100), seen(Y2024, 40, 100)],
            "40/100 xã (40,00%); mốc 2025 cần 50, thiếu 10; giảm, kỳ trước (14/12/2022) 60,00%; cần thêm 10 xã/năm",
        ),
        (indicator(), [seen(Y2024, 3, 9)], "3/9 xã (33,33%); không đặt mục tiêu"),
        (
            indicator(kind=Kind.SURVEY),
            [seen(Y2024, 0, 9, missing=2)],
            "7/9 xã đã báo cáo; không đặt mục tiêu; 2 xã chưa báo cáo",
        ),
        (
            YEARLY,
            [seen(Y2024, 9, 9), seen(date(2025, 6, 14), 3, 9)],
            "3/9 xã (33,33%); năm 2024: 9/9 xã (100,00%), số liệu 14/12/2024, cần 9; đạt; "
            "năm 2025 chưa đến ngày đánh giá",
        ),
        (
            indicator(target(10, op="<=")),
            [seen(END_2025, 1001, 10000)],
            "1.001/10.000 xã (10,01%); mốc 2025 tối đa 1.000, vượt 1; không đạt",
        ),
        (
            indicator(target(10, op="<=")),
            [seen(END_2025, 100001, 1000000)],
            "100.001/1.000.000 xã (10,01%); mốc 2025 tối đa 100.000, vượt 1; không đạt",
        ),
    ],
)  # fmt: skip
def test_the_reason_is_one_line(of: Indicator, observations: list[Observation], why: str) -> None:
    assert judged(of, *observations).why == why


@pytest.mark.parametrize(
    ("of", "observations", "why"),
    [
        (FRIENDLY, [seen(H2026, 0, 1)], "chưa đạt; mốc 2030 (100%); chưa đến hạn"),
        (FRIENDLY, [seen(H2026, 1, 1)], "đạt; mốc 2030 (100%); đạt mục tiêu cuối, cần giữ đến 31/12/2030"),
        (
            FRIENDLY,
            [seen(Y2025, 1, 1), seen(H2026, 0, 1)],
            "chưa đạt; mốc 2030 (100%); kỳ trước đạt, nay không còn đạt",
        ),
        (FRIENDLY, [seen(H2026, 0, 1, missing=1)], "chưa có số liệu báo cáo"),
        (FRIENDLY, [seen(H2026, 0, 1, not_applicable=1)], "không áp dụng"),
        (indicator(target(50)), [seen(H2026, 1, 1)], "đạt; mục tiêu tính chung cho cả địa bàn, không giao từng xã"),
        (KEEP, [seen(END_2025, 0, 1)], "chưa đạt; mốc 2025 (100%); không đạt; mốc 2030 (100%); chưa đến hạn"),
    ],
)  # fmt: skip
def test_the_reason_for_one_commune(of: Indicator, observations: list[Observation], why: str) -> None:
    assert judged(of, *observations, single_unit=True).why == why


def test_before_the_first_round_the_reason_says_so() -> None:
    assert judged(FRIENDLY, day=date(2021, 1, 1)).why == "chưa có kỳ báo cáo nào đến ngày 01/01/2021"


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.integers(0, n), st.just(n))))
def test_a_reason_is_never_empty_nor_more_than_one_line(figures: tuple[int, int, int]) -> None:
    met, was, units = figures
    for missing in {0, (units - met) // 2}:
        found = judged(
            FRIENDLY, seen(Y2024, was, units), seen(Y2025, was, units), seen(H2026, met, units, missing=missing)
        )
        assert found.why
        assert "\n" not in found.why
        assert ";;" not in found.why.replace(" ", "")
        assert found.label
