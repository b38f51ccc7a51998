"""A form entered on screen into what its steps show: where one is, what is filled, what the check says."""

from collections.abc import Sequence

from etl.checking import CheckedReturn
from etl.issues import Issue
from etl.register import Unit
from etl.template_layout import SheetFrame, unit_words
from indicators.formatting import date_vi, number_vi
from indicators.model import Item
from pages.ui import filing_parts, words
from pages.ui import returns_words as said
from pages.ui.markup import NOTHING, Child, Html, tag
from pages.ui.tables import Column, Row, table
from returns.drafts import EntryForm


def heading(form: EntryForm, *, sample: bool) -> Html:
    """Which unit, round and due day; whether anything is saved."""
    mark = tag("span", words.SAMPLE, cls="sample", title=words.SAMPLE_WHY) if sample else NOTHING
    round_ = form.round
    told: list[Child] = [
        tag("b", form.unit.full_name),
        f"{round_.name}, số liệu từ {date_vi(round_.data_from)} đến {date_vi(round_.data_to)}",
        f"Hạn nộp {date_vi(round_.due)}",
    ]
    line = tag("div", mark, *(tag("span", part, cls="kicker") for part in told), cls="topline")
    saved = said.SAVED_AT.format(at=filing_parts.moment(form.saved_at)) if form.saved_at else said.NOT_SAVED
    return line + tag("p", f"{saved} {said.GREY}", cls="say")


def filled(form: EntryForm) -> Html:
    """How many cells of every commune and group are filled."""
    columns = [Column(title=said.COMMUNE_COLUMN, cls="lead-cell")]
    columns += [Column(title=f"Nhóm {one.group.code}", align="right", hint=one.name) for one in form.groups]
    rows = [
        Row(cells=[tag("b", commune.full_name), *(_share(form, commune, frame) for frame in form.groups)])
        for commune in form.communes
    ]
    return table(columns, rows, caption=said.FIGURES, stack=True)


def _share(form: EntryForm, commune: Unit, frame: SheetFrame) -> str:
    given = sum(bool(form.typed.get((commune.key, item.code))) for _, item, _ in frame.columns)
    return f"{number_vi(given)} / {number_vi(len(frame.columns))}"


def label(item: Item) -> str:
    """The label of a field: what is asked, and in which unit."""
    return f"{item.header} ({unit_words(item)})"


def of_step(checked: CheckedReturn, commune: Unit, frame: SheetFrame) -> tuple[Issue, ...]:
    """What the check says of the cells of one step."""
    items = {item.code for _, item, _ in frame.columns}
    return tuple(one for one in checked.issues if one.unit == commune.key and one.item in items)


def step_faults(found: Sequence[Issue]) -> Html:
    """The faults of a step as a short list; nothing when there are none."""
    if not found:
        return NOTHING
    lines = (tag("li", tag("b", one.message), " ", one.fix) for one in found)
    return tag("div", tag("h4", said.STEP_FAULTS, cls="head"), tag("ul", *lines, cls="plain"), cls="note note-warn")
