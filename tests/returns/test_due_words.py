"""A deadline's words into its last good day."""

from datetime import date

import pytest

from returns.due_words import due_from_words
from returns.faults import RoundFault

NEAR = date(2026, 6, 14)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("trước ngày 25/5", date(2026, 5, 24)),
        ("Trước ngày 25 tháng 5", date(2026, 5, 24)),
        ("trước ngày 20 tháng 11 năm 2025", date(2025, 11, 19)),
        ("báo cáo gửi trước ngày 25 tháng 5 hằng năm", date(2026, 5, 24)),
        ("trước 01/01/2026", date(2025, 12, 31)),
        ("trước tháng 7", date(2026, 6, 30)),
        ("trước 17 giờ 00 ngày 25/5/2026", date(2026, 5, 25)),
        ("chậm nhất ngày 15/01/2026", date(2026, 1, 15)),
        ("đến hết ngày 30/6", date(2026, 6, 30)),
        ("hết tháng 6/2026", date(2026, 6, 30)),
        ("Hạn nộp: 25-5-2026.", date(2026, 5, 25)),
        ("NGÀY 5 THÁNG 6", date(2026, 6, 5)),
    ],
)
def test_the_last_good_day(words: str, due: date) -> None:
    assert due_from_words(words, near=NEAR) == due


def test_without_a_year_the_nearest_one_is_meant() -> None:
    assert due_from_words("chậm nhất ngày 15/01", near=date(2025, 12, 31)) == date(2026, 1, 15)
    assert due_from_words("trước ngày 20/11", near=date(2025, 12, 14)) == date(2025, 11, 19)


@pytest.mark.parametrize(
    "words",
    ["", "hằng tháng", "sau ngày 25/5", "trước ngày 31/2", "25/5 hoặc 26/5", "25/5/26", "ngày 25/13", "tháng 0"],
)
def test_what_is_not_clear_is_asked_about(words: str) -> None:
    with pytest.raises(RoundFault, match="trước ngày 25/5"):
        due_from_words(words, near=NEAR)
