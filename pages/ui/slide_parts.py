"""A deck into slides on the projector: large type, one slide a screen, every status with its sign. As in PowerPoint."""

from fractions import Fraction

from indicators.status import Status
from pages.ui import links
from pages.ui.markup import NOTHING, Html, join, link, sign, tag
from pages.ui.table_parts import table_html
from pages.ui.words import SAMPLE
from reports.documents.slides import Bar, ChartSlide, Deck, Slide, TableSlide, TextSlide, TitleSlide
from reports.tables.model import Table

LINES, LETTERS = 3, 52
"""Lines that a row is allowed for, and letters on a line of its widest column."""


def slides(deck: Deck) -> tuple[Html, ...]:
    """Every slide of the deck."""
    return tuple(_slide(slide, deck) for slide in deck.slides)


def titles(deck: Deck) -> tuple[str, ...]:
    """What each slide is called."""
    return tuple(slide.title for slide in deck.slides)


def dots(names: tuple[str, ...], shown: int, round_code: str | None, districts: tuple[str, ...]) -> Html:
    """A link to every slide by its number: the way on where the keys do not work."""
    numbers = (
        link(str(n), links.slide(n, round_code, districts), title=name, cls="dot here" if n == shown else "dot")
        for n, name in enumerate(names, 1)
    )
    return tag("div", *numbers, cls="dots")


def _slide(slide: Slide, deck: Deck) -> Html:
    mark = tag("span", SAMPLE, cls="sample") if deck.sample else NOTHING
    foot = tag("p", tag("span", deck.foot), mark, cls="foot")
    match slide:
        case TitleSlide():
            lines = (tag("p", line, cls="say") for line in slide.lines)
            return tag("section", tag("h2", slide.title), *lines, foot, cls="slide opening")
        case ChartSlide():
            body = tag("p", slide.lead, cls="say") + _chart(slide)
        case TextSlide():
            points = (tag("p", tag("b", head), tag("span", said)) for head, said in slide.points)
            body = tag("div", *points, cls="points")
        case TableSlide():
            rows = max(1, len(slide.table.rows))
            body = tag("p", slide.lead, cls="say") + tag(
                "div", table_html(slide.table), cls="tabled", style=f"--n:{rows}"
            )
    return tag("section", tag("h2", slide.title), body, foot, cls="slide")


def _height(table: Table) -> float:
    """How high a table is, in rows of three lines: its type gets smaller until it fits the screen."""
    longest = (max(len(cell.words) for cell in row.cells) for row in table.rows)
    return max(1.0, sum(max(LINES, -(-letters // LETTERS)) for letters in longest) / LINES)


def _chart(slide: ChartSlide) -> Html:
    most = (
        Fraction(100) if slide.percent else max((bar.value or Fraction(0) for bar in slide.bars), default=Fraction(1))
    )
    bars = (_bar(bar, most or Fraction(1)) for bar in slide.bars)
    goal = tag("p", tag("i", cls="tick"), slide.goal_name, cls="key") if slide.goal_name else NOTHING
    return tag("div", *bars, cls="bars", style=f"--n:{max(1, len(slide.bars))}") + goal


def _bar(bar: Bar, most: Fraction) -> Html:
    status = bar.status or Status.ON_TRACK
    shown = sign(status) if bar.status and not bar.label.startswith(status.symbol) else NOTHING
    reached = tag("i", cls=f"reached s-{status.value}", style=f"--w:{_pct(bar.value, most)}%")
    tick = tag("i", cls="tick", style=f"--x:{_pct(bar.goal, most)}%") if bar.goal is not None else NOTHING
    return join(
        [
            tag("span", shown, bar.label, cls="of"),
            tag("span", reached, tick, cls="bar"),
            tag("b", bar.words, cls="figure"),
        ]
    )


def _pct(value: Fraction | None, most: Fraction) -> str:
    return f"{min(100.0, max(0.0, float(100 * (value or 0) / most))):.2f}"
