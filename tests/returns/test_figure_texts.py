"""A figure typed as a clerk would is read back as the same figure."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.figures import Figure
from etl.normalising.figures import figure_of
from etl.rules import day_number
from indicators.model import Item, ItemType
from returns.figure_texts import shown, typed

NUMBER = Item(code="N", type=ItemType.NUMBER, header="Số", minimum=-1e12)
PERCENT = Item(code="P", type=ItemType.PERCENT, header="Tỷ lệ")
COUNT = Item(code="C", type=ItemType.COUNT, header="Số lượng")


@given(st.floats(0, 1e9, allow_nan=False).map(lambda v: round(v, 4)))
def test_numbers_come_back(value: float) -> None:
    figure = Figure("reported", value) if value else Figure("zero", 0.0)
    assert figure_of(NUMBER, typed(NUMBER, figure)) == figure


@given(st.floats(0, 100).map(lambda v: round(v, 3)))
def test_percentages_come_back_with_their_sign(value: float) -> None:
    figure = Figure("reported", value) if value else Figure("zero", 0.0)
    assert figure_of(PERCENT, typed(PERCENT, figure)) == figure


@given(st.integers(0, 10**9))
def test_counts_come_back(value: int) -> None:
    figure = Figure("reported", float(value)) if value else Figure("zero", 0.0)
    assert figure_of(COUNT, typed(COUNT, figure)) == figure


@pytest.mark.parametrize(
    ("kind", "figure", "text"),
    [
        (ItemType.YES_NO, Figure("reported", 1.0), "Có"),
        (ItemType.YES_NO, Figure("reported", 0.0), "Không"),
        (ItemType.YES_NO, Figure("not_applicable"), "Không áp dụng"),
        (ItemType.DATE, Figure("reported", None, "Không"), "Không"),
        (ItemType.TEXT, Figure("reported", None, "Đang làm"), "Đang làm"),
        (ItemType.COUNT, Figure("zero", 0.0), "0"),
    ],
)
def test_words_come_back(kind: ItemType, figure: Figure, text: str) -> None:
    item = Item(code="X", type=kind, header="X")
    assert typed(item, figure) == text and figure_of(item, text) == figure


def test_a_day_comes_back() -> None:
    item = Item(code="D", type=ItemType.DATE, header="Ngày")
    figure = Figure("reported", day_number(date(2025, 6, 3)), "2025-06-03")
    assert typed(item, figure) == "03/06/2025"
    assert figure_of(item, "03/06/2025") == figure


def test_for_reading_thousands_are_grouped() -> None:
    assert shown(COUNT, Figure("reported", 1234.0)) == "1.234"
    assert shown(PERCENT, Figure("reported", 98.5)) == "98,5%"
