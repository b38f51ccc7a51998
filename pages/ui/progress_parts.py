"""Rounds and units into what Tiến độ nộp shows: shares by round, the matrix, who came late."""

from collections.abc import Sequence

from etl.rounds import Round
from indicators.formatting import date_vi, number_vi, percent_of_vi
from indicators.status import Status
from pages.ui import returns_links, words
from pages.ui import returns_words as said
from pages.ui.filing_parts import moment
from pages.ui.markup import NOTHING, Child, Html, bar, empty, join, link, tag
from pages.ui.tables import Column, Row, table
from returns.completeness import LATE, LOCKED, NOT_FILED, RETURNED, WAITING, Completeness, UnitFiling
from returns.progress import Progress, UnitRow

SQUARES = {NOT_FILED: "sq u-missing"}
PLAIN_SQUARE = "sq v-warning"


def heading(found: Completeness, plan_name: str, *, sample: bool) -> Html:
    """Which plan and round, and where the round stands in one sentence."""
    mark = tag("span", words.SAMPLE, cls="sample", title=words.SAMPLE_WHY) if sample else NOTHING
    round_ = found.round
    told: list[Child] = [tag("b", plan_name), f"{round_.name}, hạn nộp {date_vi(round_.due)}"]
    return tag("div", mark, *(tag("span", part, cls="kicker") for part in told), cls="topline") + _lead(found)


def _lead(found: Completeness) -> Html:
    owing, missing = len(found.units), found.counts[NOT_FILED]
    parts: list[Child] = [tag("b", f"{number_vi(found.received)} / {number_vi(owing)}"), said.LEAD_FILED]
    if found.counts[LATE]:
        parts += [said.LEAD_OF_THEM, tag("b", number_vi(found.counts[LATE])), said.LEAD_LATE]
    if missing:
        parts += [said.LEAD_LEFT, tag("b", number_vi(missing)), said.LEAD_MISSING]
    for state in (WAITING, RETURNED, LOCKED):
        if found.states[state]:
            parts += ["; ", tag("b", number_vi(found.states[state])), f" {said.STATE_WORDS[state].lower()}"]
    return tag("p", *parts, ".", cls="lead")


def shares(progress: Progress) -> Html:
    """One line per round, the latest first."""
    columns = [Column(title=words.ROUND, cls="lead-cell"), Column(title=said.DUE, cls="nowrap")]
    numbers = (said.OWING, said.ON_TIME_COLUMN, said.LATE_COLUMN, said.MISSING_COLUMN, said.ON_TIME_SHARE)
    columns += [Column(title=title, align="right") for title in numbers] + [Column(title="", cls="half")]
    rows = [_share(one) for one in reversed(progress.rounds) if one.units]
    return table(columns, rows, caption=said.BY_ROUND_CAPTION, stack=True)


def _share(one: Completeness) -> Row:
    owing, counts = len(one.units), one.counts
    in_time = owing - counts[LATE] - counts[NOT_FILED]
    return Row(
        cells=[
            tag("b", one.round.name),
            date_vi(one.round.due),
            number_vi(owing),
            number_vi(in_time),
            number_vi(counts[LATE]),
            number_vi(counts[NOT_FILED]),
            percent_of_vi(in_time, owing),
            bar(100 * in_time / owing, status=Status.NO_BASELINE),
        ]
    )


def matrix(progress: Progress, *, linked: bool) -> Html:
    """Units down, rounds across, the latest round first; every cell a sign, its word, and how timely it was."""
    rounds = [one.round for one in reversed(progress.rounds)]
    columns = [Column(title=said.UNIT_COLUMN, cls="nowrap"), *(Column(title=one.name) for one in rounds)]
    columns.append(Column(title=said.ON_TIME_SHARE, align="right"))
    rows = [_unit(row, rounds, linked) for row in progress.units]
    return table(columns, rows, caption=said.MATRIX, cls="pinned")


def _unit(row: UnitRow, rounds: Sequence[Round], linked: bool) -> Row:
    cells = [_cell(row.cells.get(one.code), one, linked) for one in rounds]
    share = percent_of_vi(row.on_time, row.owed) if row.owed else words.NO_FIGURE
    return Row(cells=[tag("b", row.unit.full_name), *cells, share])


def _cell(filing: UnitFiling | None, round_: Round, linked: bool) -> Html:
    if filing is None:
        return tag("span", said.NOT_OWED, cls="why")
    word: Child = said.STATE_WORDS[filing.state]
    if linked and filing.return_number is not None:
        word = link(word, returns_links.review(filing.return_number, round_.code))
    shown = tag("span", sign(filing.state), tag("span", word), cls="state")
    return shown + tag("span", _timely(filing, round_), cls="why")


def sign(state: str) -> Html:
    """The state of a return as its symbol: ink on paper, for the palette belongs to the indicators."""
    return tag("span", said.STATE_SIGNS[state], cls=SQUARES.get(state, PLAIN_SQUARE))


def _timely(filing: UnitFiling, round_: Round) -> str:
    days = number_vi(filing.days_late)
    if filing.timeliness == NOT_FILED:
        told = f"quá hạn {days} ngày" if filing.days_late else f"hạn {date_vi(filing.due)}"
    else:
        told = f"muộn {days} ngày" if filing.days_late else said.TIMELINESS_WORDS[filing.timeliness]
    if filing.due != round_.due:
        told += f" (gia hạn đến {date_vi(filing.due)})"
    return told


def late(found: Completeness) -> Html:
    """Who filed late in the round, the latest first."""
    behind = sorted((one for one in found.units if one.timeliness == LATE), key=lambda one: -one.days_late)
    if not behind:
        return empty(said.NO_LATE)
    columns = [
        Column(title=said.UNIT_COLUMN, cls="lead-cell"),
        Column(title=said.FIRST_FILED),
        Column(title=said.DUE),
        Column(title=said.DAYS_LATE, align="right"),
    ]
    rows = [
        Row(
            cells=[
                tag("b", one.unit.full_name),
                moment(one.first_submitted_at) if one.first_submitted_at else "",
                date_vi(one.due),
                number_vi(one.days_late),
            ]
        )
        for one in behind
    ]
    return table(columns, rows, caption=said.LATE_LIST, stack=True)


def legend() -> Html:
    """What the signs mean."""
    items = (tag("span", sign(state), word, cls="item") for state, word in said.STATE_WORDS.items())
    return tag("div", join(items), cls="legend")
