"""The leader's view into one screen: the verdict, every group, what moved, five things to ask, where to go on."""

from collections.abc import Sequence

from etl.register import Unit
from indicators.formatting import date_vi, number_vi
from pages.ui import links, meeting_words, words
from pages.ui.heading_parts import joined, no_round
from pages.ui.markup import NOTHING, Child, Html, chip, empty, join, link, sign, tag
from pages.ui.standing_parts import indicator_name, shortfall_text, status_label, value_text
from reports.leader import Ask, GroupVerdict, Laggard, LeaderView
from reports.tables import TABLE_NAMES
from reports.views import Change, Standing
from returns.explanations import Step

NAMED_CHANGES = 4
NAMED_COMMUNES = 3


def body(view: LeaderView) -> Html:
    """Everything below the heading, made to fit one screen."""
    if view.heading.round is None:
        return no_round(view.heading)
    left = tag("div", groups(view), changes(view), cls="column")
    right = tag("div", asks(view), cls="column")
    return tag("div", verdict(view), tag("div", left, right, cls="columns"), ways(view), cls="leader")


def verdict(view: LeaderView) -> Html:
    """Where the province stands in one sentence, and how complete the picture is in another."""
    total = sum(view.counts.values())
    counts = {name: sum(view.counts.get(s, 0) for s in held) for name, held in words.ANSWERS.items()}
    told = [tag("b", f"{number_vi(n)} {name}") for name, n in counts.items() if n]
    day = view.heading.round.data_to if view.heading.round else view.heading.day
    first = tag("p", f"Đến ngày {date_vi(day)}, trong {number_vi(total)} chỉ tiêu: ", join(told, "; "), ".", cls="lead")
    return first + tag("p", complete(view), cls="body")


def complete(view: LeaderView) -> Html:
    """Whose returns are in, late or missing, and what cannot be judged without them."""
    told = view.heading
    parts: list[Child] = [tag("b", f"{told.filed}/{told.expected} {told.district_word} đã nộp báo cáo")]
    parts += [f"; chưa nộp: {joined(view.missing, 4)}"] if view.missing else []
    parts += [f"; nộp muộn: {joined(view.late, 4)}"] if view.late else []
    parts.append(". ")
    if view.waiting:
        names = tuple(unit.full_name for unit in view.silent)
        parts.append(
            f"{number_vi(view.waiting)} chỉ tiêu chưa kết luận được vì thiếu số liệu của "
            f"{number_vi(len(names))} xã: {joined(names, 4)}."
        )
    return join(parts)


def groups(view: LeaderView) -> Html:
    """A line per group: its worst status, how many stand where, every indicator as a square."""
    lines = (_group(group, _round(view)) for group in view.groups)
    worst = tag("span", meeting_words.GROUPS_HINT, cls="unit-words")
    return tag("h3", meeting_words.GROUPS, " ", worst, cls="head") + join(lines)


def _group(group: GroupVerdict, round_code: str | None) -> Html:
    name = tag("span", f"Nhóm {group.group.code}", cls="code") + tag("span", group.group.short_name, cls="name")
    if group.status is None:
        return tag(
            "div", tag("p", name, " ", tag("span", meeting_words.NO_INDICATOR, cls="quiet"), cls="line"), cls="group"
        )
    held = (group.reached, group.moving, group.behind, group.unsettled, group.idle)
    said = [f"{number_vi(n)} {name}" for n, name in zip(held, words.ANSWERS, strict=True) if n]
    squares = tag("div", *(_square(row, round_code) for row in group.rows), cls="squares tiny")
    line = tag("p", name, " ", chip(group.status), cls="line")
    return tag("div", line, squares, tag("p", ", ".join(said), cls="quiet"), cls="group")


def _square(row: Standing, round_code: str | None) -> Html:
    title = f"{row.indicator.code} {row.indicator.short_name}: {row.label} ({value_text(row.judgement.value_pct)})"
    return link(sign(row.judgement.status, title), links.indicator(row.indicator.code, round_code))


def changes(view: LeaderView) -> Html:
    """How many indicators moved since the round before; those that fell by name."""
    head = tag("h3", meeting_words.CHANGES, cls="head")
    counts = (
        (view.better, meeting_words.BETTER),
        (view.worse, meeting_words.WORSE),
        (view.unclear, meeting_words.UNCLEAR),
        (view.idle, words.NOTHING_AROSE),
    )
    told = [tag("b", f"{number_vi(len(moved))} {name}") for moved, name in counts if moved]
    if not told:
        return head + tag("p", meeting_words.NOTHING_MOVED, cls="quiet")
    shown = (*view.worse, *view.better)[:NAMED_CHANGES]
    lines = (_change(change, _round(view)) for change in shown)
    rest = sum(len(moved) for moved, _ in counts) - len(shown)
    more = tag("p", link(f"và {number_vi(rest)} chỉ tiêu khác", links.overview(_round(view))), cls="quiet")
    return head + tag("p", join(told, "; "), ".", cls="moved") + join(lines) + (more if rest > 0 else NOTHING)


def _change(change: Change, round_code: str | None) -> Html:
    before = sign(change.before) if change.before else NOTHING
    name = indicator_name(change.indicator, links.indicator(change.indicator.code, round_code))
    return tag(
        "p", before, tag("span", meeting_words.BECAME, cls="quiet"), sign(change.after), " ", name, cls="change tiny"
    )


def asks(view: LeaderView) -> Html:
    """The things to ask about, each with the districts furthest behind and their communes."""
    head = tag("h3", meeting_words.ASKS, cls="head")
    if not view.asks:
        return head + empty(meeting_words.NO_ASK)
    return head + join(_ask(place, ask, _round(view)) for place, ask in enumerate(view.asks, 1))


def _ask(place: int, ask: Ask, round_code: str | None) -> Html:
    row = ask.standing
    href = links.indicator(row.indicator.code, round_code)
    short = shortfall_text(row)
    figures = f"{value_text(row.judgement.value_pct)}{f', còn thiếu {short}' if short else ''}"
    others = f"còn {number_vi(ask.others)} huyện khác" if ask.others else ""
    beside = [link(others, href)] if others else []
    first = tag("p", indicator_name(row.indicator, href), status_label(row), cls="line")
    second = tag("p", tag("b", figures, cls="figure"), join([NOTHING, *beside, threads(ask, round_code)], " · "))
    where = tag("p", join((_laggard(one, row.indicator.code, round_code) for one in ask.districts), "; "), cls="where")
    return tag("div", tag("span", str(place), cls="place"), tag("div", first, second, where), cls="ask")


def _laggard(one: Laggard, code: str, round_code: str | None) -> Html:
    name = link(one.district.full_name, links.district(one.district.key, round_code, code), cls="name")
    told = f" {value_text(one.standing.judgement.value_pct)}: "
    return name + tag("span", told, cls="figure") + _communes(one.communes, round_code, code)


def _communes(units: Sequence[Unit], round_code: str | None, code: str) -> Html:
    shown = [link(u.full_name, links.commune(u.key, round_code, code)) for u in units[:NAMED_COMMUNES]]
    rest = len(units) - NAMED_COMMUNES
    return join([*shown, f"và {number_vi(rest)} xã khác"] if rest > 0 else shown, ", ")


def threads(ask: Ask, round_code: str | None) -> Html:
    """How far the districts have explained it, leading to the threads."""
    href = links.explanations(round_code, indicator_code=ask.standing.indicator.code)
    open_ = [thread for thread in ask.threads if thread.state is not Step.WITHDRAWN]
    if not open_:
        return link(meeting_words.NOT_ASKED, href)
    answered = sum(thread.state is not Step.ASKED for thread in open_)
    return link(f"giải trình: {answered}/{len(open_)} đơn vị đã trả lời", href)


def ways(view: LeaderView) -> Html:
    """One step to every table and to the slides."""
    code = _round(view)
    shown = (link(f"{n}. {name}", links.tables((n,), code)) for n, name in TABLE_NAMES.items())
    slides = link(meeting_words.TO_SLIDES, links.slide(1, code), cls="go")
    return tag("div", tag("p", tag("b", meeting_words.TABLES), join(shown, " · ")), slides, cls="ways-on")


def _round(view: LeaderView) -> str | None:
    return view.heading.round.code if view.heading.round else None
