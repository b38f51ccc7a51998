"""The eleven statuses of an indicator, each with its symbol, Vietnamese word and colours in one table."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Status(StrEnum):
    """How an indicator stands on a day. Listed in the order of the rules: the first that matches wins."""

    NO_RETURN = "no_return"
    NOTHING_AROSE = "nothing_arose"
    NOT_ENOUGH = "not_enough"
    FINAL_MET = "final_met"
    MET = "met"
    MISSED = "missed"
    ON_TRACK = "on_track"
    SPEED_UP = "speed_up"
    SLOW = "slow"
    FALLEN = "fallen"
    NO_BASELINE = "no_baseline"

    @property
    def symbol(self) -> str:
        """One character that still reads on a black-and-white photocopy."""
        return LOOKS[self].symbol

    @property
    def word(self) -> str:
        """The Vietnamese word."""
        return LOOKS[self].word

    @property
    def colour(self) -> str:
        """Fill colour, #RRGGBB."""
        return LOOKS[self].colour

    @property
    def concern(self) -> int:
        """Place in a list sorted worst first: 0 for what was missed, 10 for what is finally met."""
        return _WORST_FIRST.index(self)


@dataclass(frozen=True, slots=True)
class Look:
    """How a status is shown. `ink` is text on the fill, `outline` the border; colours are #RRGGBB."""

    symbol: str
    word: str
    colour: str
    ink: str
    outline: str
    hatched: bool = False


_DARK = "#1F2933"
_WHITE = "#FFFFFF"
_GREY = "#6B7280"

LOOKS: Mapping[Status, Look] = MappingProxyType(
    {
        Status.NO_RETURN: Look("⬚", "Chưa báo cáo", _WHITE, _DARK, _GREY, hatched=True),
        Status.NOTHING_AROSE: Look("–", "Không phát sinh", "#F3F4F6", _GREY, "#9CA3AF"),
        Status.NOT_ENOUGH: Look("?", "Chưa đủ dữ liệu", _WHITE, _DARK, _DARK, hatched=True),
        Status.FINAL_MET: Look("★", "Đạt mục tiêu cuối", "#00429D", _WHITE, "#00429D"),
        Status.MET: Look("✓", "Đạt mốc", "#00429D", _WHITE, "#00429D"),
        Status.MISSED: Look("✗", "Không đạt mốc", "#6B1D5C", _WHITE, "#6B1D5C"),
        Status.ON_TRACK: Look("↑", "Đúng tiến độ", "#2A9DB5", _DARK, "#2A9DB5"),
        Status.SPEED_UP: Look("➚", "Cần đẩy nhanh", "#E0A100", _DARK, _DARK),
        Status.SLOW: Look("→", "Chậm", "#C4451C", _WHITE, "#C4451C"),
        Status.FALLEN: Look("↓", "Giảm", "#6B1D5C", _WHITE, "#6B1D5C"),
        Status.NO_BASELINE: Look("○", "Chưa đánh giá được", _WHITE, _DARK, _GREY),
    }
)

_WORST_FIRST = (
    Status.MISSED,
    Status.FALLEN,
    Status.SLOW,
    Status.SPEED_UP,
    Status.NO_RETURN,
    Status.NOT_ENOUGH,
    Status.NO_BASELINE,
    Status.ON_TRACK,
    Status.NOTHING_AROSE,
    Status.MET,
    Status.FINAL_MET,
)
