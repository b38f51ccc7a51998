"""What units wrote beside their figures into what is read: what a search found, and what differs between versions."""

from collections.abc import Sequence

from etl.checking import CheckedReturn
from indicators.formatting import date_vi, number_vi
from indicators.texts import TEXT_KIND_NAMES
from pages.ui import links, returns_words, told_words
from pages.ui.markup import NOTHING, Child, Html, empty, join, link, note, tag
from pages.ui.tables import Column, Row, table
from returns.changes import Changes
from returns.completeness import day_in_vietnam
from returns.words import FoundText
from returns.words.search import district_key_of


def lines(text: str) -> Html:
    """A text with its paragraphs."""
    spans = [tag("span", line) for line in text.split("\n")]
    return join([spans[0], *(tag("br") + span for span in spans[1:])])


def summary(found: Sequence[FoundText], most: int) -> Html:
    """How much was found, in one sentence."""
    units = len({one.unit.key for one in found})
    said = told_words.FOUND.format(count=number_vi(len(found)), units=number_vi(units))
    more = told_words.ONLY_NEWEST.format(count=number_vi(most)) if len(found) >= most else ""
    return tag("p", said, more, cls="say")


def found_table(found: Sequence[FoundText]) -> Html:
    """A line per text: who says it, when (in which round, where there are several), of which kind, the words."""
    several = len({one.round.code for one in found}) > 1
    columns = [
        Column(title=told_words.UNIT_COLUMN, cls="lead-cell"),
        Column(title=told_words.ROUND_COLUMN if several else told_words.DAY_COLUMN),
        Column(title=told_words.KIND_COLUMN),
        Column(title=told_words.TEXT_COLUMN, cls="wide"),
    ]
    rows = [
        Row(cells=[_speaker(one), _when(one, several), TEXT_KIND_NAMES[one.text.kind], lines(one.text.text)])
        for one in found
    ]
    return table(columns, rows, caption=told_words.CAPTION, stack=True)


def _when(one: FoundText, several: bool) -> Child:
    day = date_vi(day_in_vietnam(one.submitted_at))
    return tag("span", one.round.name) + tag("span", day, cls="why") if several else day


def _speaker(one: FoundText) -> Html:
    """The unit that speaks, as a link to its page; below a commune, the district that filed for it."""
    district = links.district(district_key_of(one), one.round.code)
    if one.unit.key == one.filer.key == district_key_of(one):
        return link(one.unit.full_name, district, cls="name")
    commune = link(one.unit.full_name, links.commune(one.unit.key, one.round.code), cls="name")
    if one.unit.key == one.filer.key:
        return commune
    return commune + tag("span", link(one.filer.full_name, district), cls="why")


def nothing(*, narrowed: bool, everything: str) -> Html:
    """What stands there when nothing was found: no match, or nobody has written anything."""
    if not narrowed:
        return empty(told_words.NOTHING_YET, told_words.NOTHING_YET_THEN)
    then = join([told_words.NOTHING_FOUND_THEN, link(told_words.SHOW_ALL, everything)])
    return empty(told_words.NOTHING_FOUND, then)


def changes(found: Changes | None) -> Html:
    """The texts that differ from the version before; nothing where none does."""
    if found is None or not found.words:
        return NOTHING
    lead = told_words.CHANGES_LEAD.format(count=number_vi(len(found.words)))
    columns = [
        Column(title=told_words.UNIT_COLUMN, cls="nowrap"),
        Column(title=told_words.KIND),
        Column(title=told_words.OLD_COLUMN, cls="wide"),
        Column(title=told_words.NEW_COLUMN, cls="wide"),
        Column(title=returns_words.KIND_COLUMN, cls="nowrap"),
    ]
    rows = [
        Row(
            cells=[
                one.unit.full_name if one.unit else told_words.WHOLE_UNIT,
                TEXT_KIND_NAMES[one.kind],
                _said(one.before),
                _said(one.after),
                returns_words.CHANGE_WORDS[one.change],
            ]
        )
        for one in found.words
    ]
    head = tag("h4", told_words.CHANGES, cls="head") + tag("p", lead, cls="say")
    return tag("div", head + table(columns, rows, caption=told_words.CHANGES_CAPTION, stack=True), cls="spaced")


def _said(text: str | None) -> Child:
    return lines(text) if text else tag("span", told_words.NOT_SAID, cls="unit-words")


def from_file(checked: CheckedReturn) -> Html:
    """That the fields below have been filled from the workbook; nothing where it says nothing."""
    if not checked.texts:
        return NOTHING
    return note(told_words.FROM_FILE.format(sheets="”, “".join(checked.words_sheets)), "done")
