"""A form entered on screen into what its steps show: where one is, what is filled, what the check says."""

from collections.abc import Sequence

from etl.checking import CheckedReturn
from etl.issues import Issue
from etl.register import Unit
from etl.template.layout import SheetFrame, unit_words
from indicators.formatting import date_vi, number_vi
from indicators.model import Item
from pages.ui import entry_words, filing_parts, filing_words, words
from pages.ui import returns_words as said
from pages.ui.markup import NOTHING, Child, Html, folded, note, tag
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
    """How many cells are filled; behind that line, of every commune and group."""
    columns = [Column(title=said.COMMUNE_COLUMN, cls="lead-cell")]
    columns += [Column(title=f"Nhóm {one.group.code}", align="right", hint=one.name) for one in form.groups]
    rows = [
        Row(cells=[tag("b", commune.full_name), *(_share(form, commune, frame) for frame in form.groups)])
        for commune in form.communes
    ]
    cells = len(form.communes) * sum(len(frame.columns) for frame in form.groups)
    line = entry_words.FILLED.format(filled=number_vi(sum(map(bool, form.typed.values()))), cells=number_vi(cells))
    return folded(line, table(columns, rows, caption=said.FIGURES, stack=True))


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


def step_faults(found: Sequence[Issue], frame: SheetFrame) -> Html:
    """The faults of a step as a short list, each with its field; nothing when there are none."""
    if not found:
        return NOTHING
    names = {item.code: item.header for _, item, _ in frame.columns}
    lines = (tag("li", tag("b", names.get(one.item or "", "")), f": {one.message} {one.fix}") for one in found)
    return tag("div", tag("h4", said.STEP_FAULTS, cls="head"), tag("ul", *lines, cls="plain"), cls="note note-warn")


def verdict(checked: CheckedReturn) -> Html:
    """Whether the draft can be filed, and what to do first."""
    errors, warnings = len(checked.errors), len(checked.warnings)
    if errors:
        return note(entry_words.MUST_FIX.format(count=number_vi(errors)), "error")
    if warnings:
        return note(entry_words.ONLY_WARNINGS.format(count=number_vi(warnings)), "warn")
    return note(entry_words.NO_FAULT, "done")


def faults(form: EntryForm, found: Sequence[Issue]) -> Html:
    """What must be corrected, with the step to open for it."""
    communes = {unit.key: unit.full_name for unit in form.communes}
    places = {item.code: (frame.name, label(item)) for frame in form.groups for _, item, _ in frame.columns}
    titles = (entry_words.STEP_COLUMN, entry_words.CELL_COLUMN, filing_words.FOUND, filing_words.PROBLEM)
    columns = [Column(title=title, cls="wide" if title is titles[-1] else "") for title in titles]
    rows = []
    for one in found:
        group, cell = places.get(one.item or "", ("", ""))
        step = " · ".join(part for part in (communes.get(one.unit or "", ""), group) if part)
        said = tag("span", one.message) + tag("span", one.fix, cls="why")
        rows.append(Row(cells=[tag("b", step), cell, one.value or "", said]))
    return table(columns, rows, caption=filing_words.FAULTS_CAPTION, stack=True)
