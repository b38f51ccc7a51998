"""The shapes of slides: what stands on each, with nothing left to compute."""

from dataclasses import dataclass
from fractions import Fraction

from indicators.status import LOOKS, Status
from reports.tables.model import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleSlide:
    """The first slide, or one that opens a part."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its value as drawn and in words; None says so. `goal` is what it should reach.

    `colour` is `status` where there is one: a screen also shows its sign.
    """

    label: str
    value: Fraction | None
    words: str
    goal: Fraction | None = None
    colour: str = LOOKS[Status.ON_TRACK].colour
    status: Status | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSlide:
    """A title that says the finding, one line below it, and bars. Percentages or whole numbers."""

    title: str
    lead: str
    bars: tuple[Bar, ...]
    value_name: str
    goal_name: str = ""
    percent: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSlide:
    """Points to talk about, each with a heading."""

    title: str
    points: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSlide:
    """A table, on as many slides as it needs. `lead` stands below the title."""

    title: str
    lead: str
    table: Table


Slide = TitleSlide | ChartSlide | TextSlide | TableSlide


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """The slides in order, and what stands at the foot of each."""

    slides: tuple[Slide, ...]
    foot: str
    sample: bool
