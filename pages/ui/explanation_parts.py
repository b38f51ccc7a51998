"""Threads of explanation into markup: how many wait, the list, one thread with its history, the note beside figures."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from indicators.formatting import date_vi, number_vi
from pages.ui import links, meeting_words
from pages.ui.heading_parts import section
from pages.ui.markup import NOTHING, Child, Html, empty, facts, join, link, note, tag
from pages.ui.standing_parts import indicator_name
from pages.ui.tables import Column, Row, table
from reports.explaining import ExplanationRow, ExplanationsView, standing_words
from returns.completeness import VIETNAM
from returns.explanations import STATE_NAMES, Entry, Explanation, Step


def summary(view: ExplanationsView) -> Html:
    """How many threads stand where, in one sentence."""
    if not view.rows:
        return NOTHING
    told = [f"{number_vi(view.count(step))} {name.lower()}" for step, name in STATE_NAMES.items() if view.count(step)]
    late = f", trong đó {number_vi(view.overdue)} quá hạn" if view.overdue else ""
    told[0] += late
    return tag("p", tag("b", f"{number_vi(len(view.rows))} yêu cầu: "), "; ".join(told), ".", cls="body")


def threads(view: ExplanationsView, round_code: str | None, open_: int | None) -> Html:
    """A line per thread, those that wait first."""
    head = section(meeting_words.THREADS)
    if not view.rows:
        return head + empty(meeting_words.NO_THREAD, meeting_words.NO_THREAD_THEN)
    columns = [
        Column(title=meeting_words.INDICATORS, cls="wide lead-cell"),
        Column(title=meeting_words.UNIT, cls="nowrap"),
        Column(title=meeting_words.STATE, cls="nowrap"),
        Column(title=meeting_words.DUE, align="right"),
        Column(title=meeting_words.ANSWER, cls="wide"),
    ]
    rows = [_row(row, round_code, row.thread.number == open_) for row in view.rows]
    return head + table(columns, rows, caption=meeting_words.THREADS, stack=True)


def _row(row: ExplanationRow, round_code: str | None, is_open: bool) -> Row:
    href = links.explanations(round_code, thread=row.thread.number)
    given = row.thread.answer
    return Row(
        cells=[
            indicator_name(row.indicator, href),
            link(row.unit_name, href, cls="name"),
            _state(row),
            date_vi(row.thread.question.day),
            given.words if given else "–",
        ],
        strong=is_open,
    )


def _state(row: ExplanationRow) -> Html:
    late = tag("span", f"quá hạn {number_vi(row.days_overdue)} ngày", cls="why") if row.days_overdue else NOTHING
    return tag("span", row.thread.state_name, cls=f"step-word step-{row.thread.state.value}") + late


def thread(row: ExplanationRow, round_code: str | None) -> Html:
    """One thread: what it is about, where it stood and stands, the last answer, everything that was said."""
    code = row.indicator.code
    title = tag(
        "h3",
        indicator_name(row.indicator, links.indicator(code, round_code)),
        " – ",
        link(row.unit_name, links.district(row.thread.unit_key, round_code, code)),
        cls="head",
    )
    stood: list[tuple[str, Child]] = [(meeting_words.STOOD_THEN, row.thread.standing)]
    if row.now is not None and standing_words(row.now) != row.thread.standing:
        stood.append((meeting_words.STANDS_NOW, standing_words(row.now)))
    again = links.explanations(round_code, indicator_code=code, unit_key=row.thread.unit_key)
    ways = [link(meeting_words.BACK_TO_LIST, links.explanations(round_code))]
    ways += [link(meeting_words.ASK_AGAIN, again)] if row.may_ask_again else []
    told = tag("h4", meeting_words.HISTORY, cls="head") + join(_entry(entry) for entry in row.thread.entries)
    foot = tag("p", join(ways, " · "), cls="small")
    return tag("section", title, tag("p", _state(row), cls="body"), facts(stood), told, foot, cls="focus thread")


def _entry(entry: Entry) -> Html:
    who = tag("b", entry.by_name)
    first = tag("p", who, f" {meeting_words.STEP_WORDS[entry.step.value]}, {moment(entry.at)}", cls="who")
    if entry.step is Step.ANSWERED:
        return tag("div", first, facts(_answer(entry)), cls="entry")
    due = f" Hạn trả lời: {date_vi(entry.day)}." if entry.day else ""
    return tag("div", first, _lines(entry.words + due) if entry.words or due else NOTHING, cls="entry")


def _answer(entry: Entry) -> list[tuple[str, Child]]:
    return [
        (meeting_words.REASON, _lines(entry.words)),
        (meeting_words.MEASURE, _lines(entry.measure)),
        (meeting_words.DONE_BY, date_vi(entry.day)),
        (meeting_words.PERSON, entry.person),
    ]


def _lines(words: str) -> Html:
    """What somebody wrote, its lines kept."""
    return tag("p", join(words.splitlines(), "\n"), cls="typed")


def beside(rows: Sequence[ExplanationRow], round_code: str | None) -> Html:
    """The note beside figures: who was asked, who answered what."""
    if not rows:
        return NOTHING
    return tag("div", section(meeting_words.EXPLAINED), *_notes(rows, round_code), cls="explained")


def _notes(rows: Iterable[ExplanationRow], round_code: str | None) -> Iterable[Html]:
    for row in rows:
        name = link(f"{row.unit_name}, {row.indicator.code}", links.explanations(round_code, thread=row.thread.number))
        yield tag("p", tag("b", name), ": ", answer_words(row.thread), cls="typed")


def on_top(rows: Sequence[ExplanationRow], round_code: str | None, *, whole: bool) -> Html:
    """Above the figures: what waits for the reader's own answer and by when, else (`whole`) what was asked at all."""
    owed = [row for row in rows if row.may_answer and row.thread.state is Step.ASKED]
    if owed:
        first = min(row.thread.question.day or date.max for row in owed)
        late = max(row.days_overdue for row in owed)
        by = f"đã quá hạn {number_vi(late)} ngày" if late else f"hạn trả lời {date_vi(first)}"
        said = tag("strong", f"Có {number_vi(len(owed))} yêu cầu giải trình chờ trả lời, {by}.")
        return note(join([said, *(_asked_line(row, round_code) for row in owed)]), "warn")
    if not whole or not rows:
        return NOTHING
    said = tag("strong", f"Đã yêu cầu giải trình {number_vi(len(rows))} chỉ tiêu.")
    return note(join([said, *(_asked_line(row, round_code) for row in rows)]))


def _asked_line(row: ExplanationRow, round_code: str | None) -> Html:
    """One thread in a line that leads to it: the indicator, how far it is, by when."""
    name = indicator_name(row.indicator, links.explanations(round_code, thread=row.thread.number))
    late = f", quá hạn {number_vi(row.days_overdue)} ngày" if row.days_overdue else ""
    due = f", hạn {date_vi(row.thread.question.day)}" if row.thread.state is Step.ASKED and not late else ""
    return tag("span", name, f": {row.thread.state_name.lower()}{due}{late}", cls="body-line")


def answer_words(of: Explanation) -> str:
    """One thread in one sentence."""
    given = of.answer
    if given is None:
        return f"chờ giải trình, hạn {date_vi(of.question.day)}."
    reason, measure = (" ".join(words.split()).rstrip(".") for words in (given.words, given.measure))
    return f"{reason}. Biện pháp: {measure}; hoàn thành {date_vi(given.day)}; {given.person}."


def moment(at: datetime) -> str:
    """A UTC moment as the day and time in Vietnam."""
    local = at + VIETNAM
    return f"{date_vi(local.date())} {local:%H:%M}"
