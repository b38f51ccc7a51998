"""One district's view into its parts: how it filed, what it owes, every indicator with its communes as a strip."""

from functools import partial

from etl.register import Unit
from indicators.formatting import number_vi
from indicators.status import Status
from indicators.unit_state import UnitState
from pages.ui import links, words
from pages.ui.heading_parts import footnotes, no_round, section
from pages.ui.indicator_parts import figure, milestones, reason
from pages.ui.markup import NOTHING, Child, Html, bullets, empty, folded, join, link, state_sign, tag
from pages.ui.standing_parts import (
    behind,
    indicator_name,
    missing_cell,
    status_label,
    targets_text,
    unit_names,
    value_cell,
)
from pages.ui.tables import Column, Row, Section, table
from reports.views import CommuneCell, DistrictIndicatorRow, DistrictView

SETTLED = frozenset({Status.FINAL_MET, Status.MET, Status.NOTHING_AROSE})
SHOWN_DUTIES = 6
FITTING = 14
"""How many communes stand beside the other columns without scrolling sideways."""
PHONE = Column(title="", cls="phone")
"""Names beside the communes' squares where a narrow screen has no room for a head over each."""
STRIP = Column(title=words.EACH_COMMUNE, cls="wide")


def body(view: DistrictView, marked: str) -> Html:
    """The whole screen below its title; `marked` is the code of an indicator to show first, or ""."""
    if view.heading.round is None:
        return no_round(view.heading)
    chosen = next((row for row in view.rows if row.standing.indicator.code == marked), None)
    return join(
        [
            lead(view),
            focus(view, chosen) if chosen else NOTHING,
            duties(view),
            matrix(view, marked),
            footnotes(view.heading),
        ]
    )


def lead(view: DistrictView) -> Html:
    """Where the district stands, in one sentence, and how it filed."""
    counts = {name: sum(view.counts.get(s, 0) for s in held) for name, held in words.ANSWERS.items()}
    total = sum(view.counts.values())
    told = [f"{number_vi(n)} {name}" for name, n in counts.items() if n]
    name = view.district.full_name + (words.FORMER if view.heading.district_word != words.DISTRICT_WORD else "")
    said = join([tag("b", part) for part in told], "; ")
    communes = f"{number_vi(len(view.communes))} xã, phường, thị trấn. "
    return tag("p", f"{name}: ", said, f" trong {number_vi(total)} chỉ tiêu.", cls="lead") + tag(
        "p", communes, view.filing_words, cls="body"
    )


def focus(view: DistrictView, chosen: DistrictIndicatorRow) -> Html:
    """The indicator that the reader came for, with its communes by name."""
    row = chosen.standing
    round_code = view.heading.round.code if view.heading.round else None
    met = tuple(cell.unit for cell in chosen.communes if cell.state is UnitState.MET)

    def named(units: tuple[Unit, ...]) -> Html:
        return unit_names(units, round_code=round_code, most=len(units) or 1)

    who = [missing_cell(row, lambda units: named(tuple(units)))]
    if met:
        who.append(tag("div", tag("span", f"Đạt ({number_vi(len(met))}): ", cls="small"), named(met)))
    if not met and not behind(row) and not row.not_reported:
        who.append(tag("div", words.NOBODY_CONCERNED))
    elsewhere = link(words.SEE_EVERYWHERE, links.indicator(row.indicator.code, round_code))
    away = link(words.UNMARK, links.district(view.district.key, round_code))
    right = tag(
        "div",
        tag("h4", words.EACH_COMMUNE, cls="head"),
        *who,
        tag("p", elsewhere, " · ", away, cls="small"),
        cls="aside",
    )
    left = tag("div", figure(row), reason(row), milestones(row), cls="stack-gap")
    title = tag("h3", tag("span", row.indicator.code, cls="code"), row.indicator.short_name, cls="head")
    return tag("section", title, tag("div", left, right, cls="split"), cls="focus")


def duties(view: DistrictView) -> Html:
    """What the district must still do, by when."""
    head = section(words.DUTIES)
    if not view.duties:
        return head + empty(words.NO_DUTY, words.NO_DUTY_THEN)
    shown = bullets(view.duties[:SHOWN_DUTIES])
    rest = view.duties[SHOWN_DUTIES:]
    return head + tag("div", shown, folded(f"Xem thêm {len(rest)} việc", bullets(rest)) if rest else "", cls="duties")


def matrix(view: DistrictView, marked: str) -> Html:
    """Every indicator, and every commune against it: in columns of their own while they fit, else as a strip."""
    fits = len(view.communes) <= FITTING
    columns = [*(_shared_columns()), *([*_commune_columns(view), PHONE] if fits else [STRIP])]
    rows: list[Row | Section] = []
    for group in view.heading.plan.group:
        rows.append(Section(f"Nhóm {group.code}. {group.short_name}"))
        own = [row for row in view.rows if row.standing.indicator.group == group.code]
        rows += [_row(row, view, marked, fits=fits) for row in own]
        if not own:
            rows.append(Row(cells=[tag("span", words.NO_INDICATOR, cls="small"), *[""] * (len(columns) - 1)]))
    grid = table(columns, rows, caption=words.INDICATORS_BY_COMMUNE, stack=True)
    return (
        section(words.INDICATORS_BY_COMMUNE, words.STRIP_SAID)
        + tag("div", grid, cls="heat communes fits" if fits else "strips")
        + legend()
    )


def _shared_columns() -> list[Column]:
    return [
        Column(title=words.INDICATOR, cls="row lead-cell"),
        Column(title=words.MILESTONES, cls="nowrap meta"),
        Column(title=words.RESULT, align="right", cls="meta"),
        Column(title=words.TARGET, cls="meta extra nowrap"),
        Column(title=words.RANK, align="right", cls="meta extra", hint=words.RANK_HINT),
    ]


def _commune_columns(view: DistrictView) -> list[Column]:
    round_code = _round_code(view)
    names = (link(unit.name, links.commune(unit.key, round_code), title=unit.full_name) for unit in view.communes)
    return [Column(title=name, cls="unit") for name in names]


def legend() -> Html:
    """What the communes' squares mean."""
    items = (tag("span", state_sign(state, said), said, cls="item") for state, said in words.STATE_WORDS.items())
    return tag("div", *items, cls="legend")


def _row(row: DistrictIndicatorRow, view: DistrictView, marked: str, *, fits: bool) -> Row:
    standing, round_code = row.standing, _round_code(view)
    code = standing.indicator.code
    name = indicator_name(standing.indicator, links.indicator(code, round_code))
    why = NOTHING if standing.judgement.status in SETTLED else tag("span", standing.judgement.why, cls="why")
    rank = "–" if row.rank is None else f"{row.rank}/{row.ranked}"
    head: list[Child] = [
        name + why,
        status_label(standing),
        value_cell(standing),
        targets_text(standing.indicator),
        rank,
    ]
    by_key = {cell.unit.key: cell for cell in row.communes}
    squares = [_square(by_key.get(unit.key), unit, code, round_code) for unit in view.communes]
    href = links.district(view.district.key, round_code, code)
    names = missing_cell(standing, partial(unit_names, round_code=round_code, most=4, more_href=href))
    squares = [*squares, names] if fits else [tag("div", *squares, cls="squares tiny") + names]
    return Row(cells=[*head, *squares], anchor=links.anchor(code), strong=code == marked)


def _round_code(view: DistrictView) -> str | None:
    return view.heading.round.code if view.heading.round else None


def _square(cell: CommuneCell | None, unit: Unit, code: str, round_code: str | None) -> Html:
    state = cell.state if cell else UnitState.MISSING
    value = f" ({cell.value_text})" if cell and cell.value_text and cell.value_text != words.STATE_WORDS[state] else ""
    title = f"{unit.full_name} · {code}: {words.STATE_WORDS[state]}{value}"
    return link(state_sign(state, title), links.commune(unit.key, round_code, code))
