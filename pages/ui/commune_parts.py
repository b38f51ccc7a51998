"""One commune's view into its parts: what it was, every indicator, every figure with file, sheet, cell and sender."""

from datetime import datetime

from etl.register import LineageEdge, default_register
from etl.rounds import Round
from indicators.formatting import date_vi, number_vi
from indicators.unit_state import UnitState
from pages.ui import links, words
from pages.ui.heading_parts import footnotes, provenance, section
from pages.ui.markup import NOTHING, Child, Html, bullets, facts, join, link, state_sign, tag
from pages.ui.standing_parts import indicator_name, targets_text
from pages.ui.tables import Column, Row, Section, table
from reports.views import CommuneFigure, CommuneIndicator, CommuneView, SourceCell
from returns.completeness import VIETNAM


def body(view: CommuneView, marked: str, rounds: tuple[Round, ...]) -> Html:
    """The whole screen below its title; `marked` is the code of the indicator that the reader came for, or "".

    `rounds` are the plan's, oldest first: an older unit is shown in a round of its own time.
    """
    return join(
        [
            provenance(view.heading),
            lead(view),
            sources(view),
            indicators(view, marked),
            origins(view, rounds),
            footnotes(view.heading),
        ]
    )


def lead(view: CommuneView) -> Html:
    """Where the commune belongs and how many indicators it meets."""
    states = [row.state for row in view.rows]
    told = [f"{number_vi(states.count(state))} {said}" for state, said in words.STATE_WORDS.items() if state in states]
    round_code = view.heading.round.code if view.heading.round else None
    former = words.FORMER if view.heading.district_word != words.DISTRICT_WORD else ""
    home = link(view.district.full_name + former, links.district(view.district.key, round_code))
    return tag("p", home, ": ", join((tag("b", one) for one in told), "; "), ".", cls="lead")


def origins(view: CommuneView, rounds: tuple[Round, ...]) -> Html:
    """What the commune was made of and what became of it, each leading to its own page in its own time."""
    register = default_register()
    before, after = register.predecessors(view.unit.key), register.successors(view.unit.key)
    if not before and not after:
        return section(words.LINEAGE, words.NO_LINEAGE)
    since = date_vi(view.unit.valid_from) if view.unit.valid_from else words.BEFORE_REGISTER
    until = date_vi(view.unit.valid_to) if view.unit.valid_to else "nay"
    parts: list[tuple[str, Child]] = [(words.IN_FORCE, f"từ {since} đến {until}")]
    if before:
        parts.append((words.MADE_OF, bullets(_kin(edge.from_key, edge, rounds) for edge in before)))
    if after:
        parts.append((words.BECAME, bullets(_kin(edge.to_key, edge, rounds) for edge in after)))
    return section(words.LINEAGE, words.LINEAGE_SAID) + facts(parts)


def _kin(key: str | None, edge: LineageEdge, rounds: tuple[Round, ...]) -> Html:
    """One unit of the lineage: a link to its page in the last round it reported in, when there is one."""
    if key is None:
        return tag("span", words.UNVERIFIED)
    unit = default_register().get(key)
    seen = [one for one in rounds if unit.in_force(one.data_to)]
    name = link(unit.full_name, links.commune(key, seen[-1].code)) if seen else tag("span", unit.full_name)
    return name + tag("span", f" ({edge.relation_name}, {date_vi(edge.effective_on)})", cls="small")


def sources(view: CommuneView) -> Html:
    """The files that the round's figures came from."""
    files = _files(view)
    if not files:
        told = words.NO_SOURCE
        return section(words.SOURCES, told)
    listed = (f"{_number(n, files)}{_file_words(source)}" for n, source in enumerate(files, start=1))
    return section(words.SOURCES) + bullets(listed)


def indicators(view: CommuneView, marked: str) -> Html:
    """Every indicator: the state now, the figures with the cells they stand in, the states before."""
    files = _files(view)
    columns = [
        Column(title=words.INDICATOR, cls="wide lead-cell"),
        Column(title=words.STATE, cls="nowrap"),
        Column(title=words.FIGURES_AND_PLACE, cls="wide"),
        Column(title=words.TARGET, cls="nowrap"),
        Column(title=words.ROUNDS, cls="nowrap", hint=words.ROUNDS_HINT),
    ]
    rows: list[Row | Section] = []
    for group in view.heading.plan.group:
        own = [row for row in view.rows if row.indicator.group == group.code]
        if own:
            rows.append(Section(f"Nhóm {group.code}. {group.short_name}"))
        rows += [_row(row, files, view, marked) for row in own]
    return section(words.EACH_INDICATOR) + table(columns, rows, caption=words.COMMUNE_CAPTION, stack=True)


def _row(row: CommuneIndicator, files: tuple[SourceCell, ...], view: CommuneView, marked: str) -> Row:
    round_code = view.heading.round.code if view.heading.round else None
    code = row.indicator.code
    known = row.state not in (UnitState.MISSING, UnitState.NOT_APPLICABLE)
    why = tag("span", row.judgement.why, cls="why") if known else NOTHING
    return Row(
        cells=[
            indicator_name(row.indicator, links.indicator(code, round_code)) + why,
            state_chip(row.state),
            tag("div", *(_figure(figure, files) for figure in row.figures)) if row.figures else words.NO_FIGURE,
            targets_text(row.indicator),
            tag("div", *(state_sign(s, f"{name}: {words.STATE_WORDS[s]}") for name, s in row.past), cls="squares tiny"),
        ],
        anchor=links.anchor(code),
        strong=code == marked,
    )


def state_chip(state: UnitState) -> Html:
    """A commune's state as symbol and word."""
    return tag("span", state_sign(state, words.STATE_WORDS[state]), words.STATE_WORDS[state], cls="state")


def _figure(figure: CommuneFigure, files: tuple[SourceCell, ...]) -> Html:
    source = figure.source
    if source is None:
        return tag("div", tag("b", words.NO_FIGURE), tag("span", figure.header, cls="why"), cls="fig")
    known = not figure.unit_word or figure.text.endswith(figure.unit_word)
    said = figure.text if known else f"{figure.text} {figure.unit_word}"
    which = next((n for n, file in enumerate(files, start=1) if _same(file, source)), 1)
    place = tag(
        "span", f"{_number(which, files)}{source.sheet} › {source.cell}", title=_file_words(source), cls="place"
    )
    return tag("div", tag("b", said), place, tag("span", figure.header, cls="why"), cls="fig")


def _files(view: CommuneView) -> tuple[SourceCell, ...]:
    """The distinct files behind the figures of the screen, in order of appearance."""
    found: dict[int, SourceCell] = {}
    for row in view.rows:
        for figure in row.figures:
            if figure.source is not None:
                found.setdefault(figure.source.return_number, figure.source)
    return tuple(found.values())


def _same(one: SourceCell, other: SourceCell) -> bool:
    return one.return_number == other.return_number


def _number(place: int, files: tuple[SourceCell, ...]) -> str:
    return f"[{place}] " if len(files) > 1 else ""


def _file_words(source: SourceCell) -> str:
    at = _local(source.submitted_at)
    return (
        f"{source.file_name}, kỳ {source.round_name}, nộp lần {source.revision}, "
        f"người nộp {source.submitted_by}, lúc {at:%H:%M} ngày {date_vi(at.date())}"
    )


def _local(at: datetime) -> datetime:
    """A time of the store, in UTC, as people in Vietnam read it."""
    return at + VIETNAM
