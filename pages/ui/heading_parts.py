"""A heading into what every screen says of its figures: plan, round, day, basis, coverage, sample or not."""

from indicators.formatting import date_vi
from pages.ui import words
from pages.ui.markup import NOTHING, Child, Html, bullets, empty, tag
from reports.views import Heading


def heading(title: str, told: Heading) -> Html:
    """The title of a screen and the line below it."""
    return tag("div", tag("h2", title, cls="title"), provenance(told))


def provenance(told: Heading) -> Html:
    """The line that says what the figures are and rest on."""
    mark = tag("span", words.SAMPLE, cls="sample", title=words.SAMPLE_WHY) if told.sample else NOTHING
    said: list[Child] = [
        tag("b", told.plan.short_name),
        f"{told.round.name}, số liệu đến {date_vi(told.round.data_to)}" if told.round else date_vi(told.day),
        told.basis_name,
        told.coverage[:1].upper() + told.coverage[1:],
    ]
    return tag("div", mark, *(tag("span", part, cls="kicker") for part in said), cls="topline")


def footnotes(told: Heading) -> Html:
    """What has to be known to read the figures right."""
    if not told.notes:
        return NOTHING
    return tag("div", tag("h4", words.NOTES, cls="head"), bullets(told.notes), cls="small")


def no_round(told: Heading) -> Html:
    """What stands on a screen while the plan has no round up to the day."""
    return empty(
        f"Chưa có kỳ báo cáo nào của {told.plan.short_name} đến ngày {date_vi(told.day)}.",
        words.NO_ROUND_YET_THEN,
    )


def section(title: str, said: str = "") -> Html:
    """A heading inside a screen, with one line on how to read what follows."""
    return tag("h3", title, cls="head") + (tag("p", said, cls="say") if said else NOTHING)


def for_screen(part: Html) -> Html:
    """What only serves to choose or to type: left out on paper."""
    return tag("div", part, cls="for-screen")


def joined(names: tuple[str, ...], most: int = 6) -> str:
    """Names in a sentence; how many more there are when the list is long."""
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else f"{shown} và {len(names) - most} nơi khác"
