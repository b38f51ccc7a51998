"""The table of the eleven statuses."""

import re

from indicators.status import LOOKS, Status

WORDS = {
    "no_return": ("⬚", "Chưa báo cáo"),
    "nothing_arose": ("–", "Không phát sinh"),
    "not_enough": ("?", "Chưa đủ dữ liệu"),
    "final_met": ("★", "Đạt mục tiêu cuối"),
    "met": ("✓", "Đạt mốc"),
    "missed": ("✗", "Không đạt mốc"),
    "on_track": ("↑", "Đúng tiến độ"),
    "speed_up": ("➚", "Cần đẩy nhanh"),
    "slow": ("→", "Chậm"),
    "fallen": ("↓", "Giảm"),
    "no_baseline": ("○", "Chưa đánh giá được"),
}


def test_every_status_has_its_symbol_and_word_in_the_order_of_the_rules() -> None:
    assert list(WORDS) == [s.value for s in Status]
    assert {s.value: (s.symbol, s.word) for s in Status} == WORDS


def test_symbols_and_words_tell_the_statuses_apart_without_colour() -> None:
    assert len({s.symbol for s in Status}) == len({s.word for s in Status}) == len(Status)


def test_the_palette_is_that_of_the_design() -> None:
    found = {s.value: s.colour for s in (Status.MET, Status.ON_TRACK, Status.SPEED_UP, Status.SLOW, Status.FALLEN)}
    assert found == {
        "met": "#00429D",
        "on_track": "#2A9DB5",
        "speed_up": "#E0A100",
        "slow": "#C4451C",
        "fallen": "#6B1D5C",
    }
    assert Status.MISSED.colour == Status.FALLEN.colour
    assert LOOKS[Status.NO_RETURN].hatched


def _luminance(colour: str) -> float:
    parts = [int(pair, 16) / 255 for pair in re.findall("..", colour[1:])]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_text_on_every_fill_is_legible() -> None:
    for status, look in LOOKS.items():
        light, dark = sorted((_luminance(look.colour), _luminance(look.ink)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.3, status


def test_worst_first_names_every_status_once() -> None:
    ordered = sorted(Status, key=lambda s: s.concern)
    assert ordered[0] is Status.MISSED
    assert ordered[-1] is Status.FINAL_MET
    assert sorted(s.concern for s in Status) == list(range(11))
