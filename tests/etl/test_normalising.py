"""What clerks type into one cell, and what is read: a figure, nothing, or a question."""

import re
from datetime import date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from etl.figures import Figure, entry_of
from etl.names import clean
from etl.normalising.dates import date_of
from etl.normalising.figures import Fault, figure_of
from etl.normalising.numbers import TwoNumbers, fraction_of, number_of, plain
from etl.rules import day_number
from indicators.model import Item, ItemType
from tests.workbooks import ITEMS, item

YES_NO, COUNT, PERCENT, DAY, STATE, TEXT, NUMBER = (
    ITEMS[code] for code in ("T-1", "T-3", "T-4", "T-5", "T-6", "T-8", "T-10")
)
SHARE = item("P", ItemType.PERCENT, "Tỷ lệ")


def read(asked: Item, typed: object, number_format: str | None = None) -> object:
    """The value of the figure, "KAD", None for blank, or the code of the fault."""
    value = clean(typed) if isinstance(typed, str) else typed
    found = figure_of(asked, value, number_format=number_format)  # type: ignore[arg-type]
    if isinstance(found, Fault):
        return found.code
    if found is None:
        return None
    if found.state == "not_applicable":
        return "KAD"
    return found.text if found.value is None else found.value


@pytest.mark.parametrize(
    "typed", ["Có", "CÓ", "có", " Có ", "co", "x", "X", "✓", "v", "Đạt", "rồi", "1", 1, 1.0, True, "Có."]
)
def test_yes(typed: object) -> None:
    assert read(YES_NO, typed) == 1.0


@pytest.mark.parametrize(
    "typed", ["Không", "KHÔNG", "ko", "K", "chưa", "Chưa đạt", "không đạt", "0", 0, False, "chưa có"]
)
def test_no(typed: object) -> None:
    assert read(YES_NO, typed) == 0.0


@pytest.mark.parametrize(
    "typed", ["-", "–", "…", "...", "--", "", "không có số liệu", "Chưa có số liệu", "chưa báo cáo", ". . ."]
)
@pytest.mark.parametrize("asked", [YES_NO, COUNT, PERCENT, DAY, TEXT], ids=lambda i: i.type.value)
def test_marks_of_absence_are_blank_never_zero(asked: Item, typed: str) -> None:
    assert read(asked, typed) is None


@pytest.mark.parametrize("typed", ["Không áp dụng", "KHÔNG ÁP DỤNG", "kad", "KAD", "không thuộc đối tượng"])
@pytest.mark.parametrize("asked", [YES_NO, COUNT, PERCENT, DAY, STATE], ids=lambda i: i.type.value)
def test_not_applicable(asked: Item, typed: str) -> None:
    assert read(asked, typed) == "KAD"


@pytest.mark.parametrize("typed", ["một phần", "2", 2, "đang làm", "có/không", "×", "✗", "?", date(2026, 1, 1), "n/a"])
def test_unclear_answers_are_asked_about(typed: object) -> None:
    assert read(YES_NO, typed) == "not_yes_no"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (12, 12.0),
        ("12", 12.0),
        ("012", 12.0),
        ("+5", 5.0),
        ("1.234.567", "above_maximum"),
        ("9" * 400, "not_a_number"),
        ("1 234", 1234.0),
        ("1.234,0", 1234.0),
        ("12,0", 12.0),
        ("12 mô hình", 12.0),
        ("12mô hình", 12.0),
        ("không phát sinh", 0.0),
        (0, 0.0),
        ("0", 0.0),
        ("1.234", "ambiguous_number"),
        ("1,234", "ambiguous_number"),
        ("-1.234", "ambiguous_number"),
        ("12,5", "not_whole"),
        ("12.5", "not_whole"),
        (1.234, "not_whole"),
        ("0,123", "not_whole"),
        ("-3", "negative"),
        (-3, "negative"),
        ("−3", "negative"),
        (5001, "above_maximum"),
        ("12/24", "fraction_in_cell"),
        ("12 / 24", "fraction_in_cell"),
        ("12%", "not_a_number"),
        ("khoảng 12", "not_a_number"),
        ("không", "not_a_number"),
        ("12-15", "not_a_number"),
        ("1.23.4", "not_a_number"),
        ("1,234.567,8", "not_a_number"),
        (True, "not_a_number"),
        (date(2024, 12, 1), "date_in_number"),
        ("mười hai", "not_a_number"),
    ],
)
def test_counts(typed: object, value: object) -> None:
    assert read(COUNT, typed) == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("17,21", 17.21),
        ("17.21", 17.21),
        (17.21, 17.21),
        ("1.234.567", 1234567.0),
        ("9999999999999", "above_maximum"),
        ("1.234,56", 1234.56),
        ("1,234.56", 1234.56),
        ("1234,5678", 1234.5678),
        ("0,125", 0.125),
        ("12,5 triệu đồng", 12.5),
        ("1.234", "ambiguous_number"),
    ],
)
def test_numbers(typed: object, value: object) -> None:
    assert read(NUMBER, typed) == value


@pytest.mark.parametrize(
    ("typed", "number_format", "value"),
    [
        ("98,5%", None, 98.5),
        ("98.5 %", None, 98.5),
        ("98,5", None, 98.5),
        (98.5, "General", 98.5),
        (0.985, "0.0%", 98.5),
        (1, "0%", 100.0),
        (98.5, "0%", "percent_unclear"),
        (0.985, "General", "percent_unclear"),
        (1, "General", "percent_unclear"),
        ("0,985", None, "percent_unclear"),
        ("0,5%", None, 0.5),
        (0, "General", 0.0),
        (100, None, 100.0),
        (101, None, "above_maximum"),
        ("101%", None, "above_maximum"),
        ("12/24", None, "fraction_in_cell"),
    ],
)
def test_percentages(typed: object, number_format: str | None, value: object) -> None:
    assert read(SHARE, typed, number_format) == value


@pytest.mark.parametrize(
    "typed",
    [
        "03/06/2025",
        "3/6/2025",
        "03-06-2025",
        "3.6.2025",
        "2025-06-03",
        "2025-06-03 00:00:00",
        "ngày 3 tháng 6 năm 2025",
        date(2025, 6, 3),
        datetime(2025, 6, 3, 9, 30),
    ],
)
def test_dates(typed: object) -> None:
    assert read(DAY, typed) == day_number(date(2025, 6, 3))


@pytest.mark.parametrize("typed", ["12/2024", "31/02/2025", "12/25/2024", "3/6/25", "năm 2025", 45811, "hôm qua", "0"])
def test_what_is_no_date_is_asked_about(typed: object) -> None:
    assert read(DAY, typed) == "not_a_date"


@pytest.mark.parametrize("typed", ["Không", "chưa", "chưa có", "chưa ban hành"])
def test_a_date_may_say_not_done(typed: str) -> None:
    found = figure_of(DAY, typed)
    assert found == Figure("reported", None, "Không")


@pytest.mark.parametrize(
    ("typed", "value"), [("Đã xong", 2.0), ("đã XONG", 2.0), ("Chưa làm", 0.0), ("-", None), ("xong", "not_a_choice")]
)
def test_states(typed: str, value: object) -> None:
    assert read(STATE, typed) == value


@pytest.mark.parametrize(
    ("typed", "value"), [("Thiếu kinh phí", "Thiếu kinh phí"), (5, "5"), ("-", None), ("a" * 4001, "text_too_long")]
)
def test_texts(typed: object, value: object) -> None:
    assert read(TEXT, typed) == value


def test_a_zero_is_its_own_state_and_a_no_is_an_answer() -> None:
    assert figure_of(COUNT, 0.0) == Figure("zero", 0.0)
    assert figure_of(YES_NO, "Không") == Figure("reported", 0.0)
    assert figure_of(COUNT, 3.0) == Figure("reported", 3.0)


@given(st.integers(min_value=0, max_value=5000))
def test_a_whole_number_reads_the_same_typed_as_text_or_number(number: int) -> None:
    assert figure_of(COUNT, float(number)) == figure_of(COUNT, str(number))


@given(st.decimals(min_value=0, max_value=10**6, places=2))
def test_a_decimal_reads_the_same_with_a_comma(number: object) -> None:
    text = str(number)
    assert figure_of(NUMBER, text.replace(".", ",")) == figure_of(NUMBER, float(text))


@given(st.text(max_size=40), st.sampled_from(list(ITEMS.values())))
def test_any_text_is_a_figure_a_question_or_nothing(text: str, asked: Item) -> None:
    found = figure_of(asked, clean(text))
    assert found is None or isinstance(found, (Figure, Fault))
    if isinstance(found, Fault):
        assert found.found or text


@given(st.text(alphabet="0123456789.,- /%", min_size=1, max_size=12))
@example("1.0")
@example("1.000.000")
@example("12,00")
def test_an_accepted_count_has_exactly_the_digits_that_were_typed(text: str) -> None:
    found = figure_of(COUNT, clean(text))
    if isinstance(found, Figure) and found.value:
        decimals = re.search(r"[.,](0+)$", clean(text))
        typed = re.sub(r"\D", "", clean(text)).lstrip("0")
        whole = str(int(found.value))
        assert typed in ({whole} | ({whole + decimals[1]} if decimals else set()))


@given(st.sampled_from([YES_NO, COUNT, DAY, STATE, NUMBER, SHARE]), st.integers(min_value=2, max_value=90))
def test_what_a_clerk_would_type_reads_back_as_the_figure(asked: Item, number: int) -> None:
    typed: object = {
        ItemType.YES_NO: "Có" if number % 2 else "Không",
        ItemType.DATE: date(2024, 1, 1 + number % 28) if number % 5 else "Không",
        ItemType.STATE: asked.choices[number % 3] if asked.choices else "",
    }.get(asked.type, float(number))
    figure = figure_of(asked, typed)  # type: ignore[arg-type]
    assert isinstance(figure, Figure)
    again = entry_of(asked, figure)
    assert figure_of(asked, float(again) if isinstance(again, int) else again) == figure


def test_a_single_group_of_three_has_two_readings() -> None:
    assert number_of("1.234") == TwoNumbers(thousands=1234, decimal=1.234)
    assert number_of("0.234") == 0.234
    assert number_of("1.234.567") == 1234567.0
    assert number_of("1234.567") == 1234.567
    assert number_of("abc") is None


def test_fractions_and_plain_numbers() -> None:
    assert fraction_of("12/24") == (12, 24)
    assert fraction_of("1/2/3") is None
    assert (plain(12.0), plain(12.5), plain(-3.25)) == ("12", "12,5", "-3,25")


def test_a_day_comes_before_its_month() -> None:
    assert date_of("03/6/2013") == date(2013, 6, 3)
    assert date_of("6/13/2013") is None
