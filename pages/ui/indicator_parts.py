"""One indicator's view into its parts: where it stands and why, its clause, the districts, the path."""

from collections.abc import Sequence
from functools import partial

from etl.register import Unit
from indicators.aims import rule_of
from indicators.formatting import date_vi, number_vi, percent_vi
from indicators.judgement import TargetVerdict
from indicators.model import Indicator
from pages.ui import links, words
from pages.ui.heading_parts import no_round, section
from pages.ui.markup import NOTHING, Child, Html, bar, chip, empty, facts, link, tag
from pages.ui.standing_parts import (
    amount_text,
    bounds_text,
    missing_cell,
    points_text,
    shortfall_text,
    status_label,
    unit_names,
    value_text,
)
from pages.ui.tables import Column, Row, table
from reports.views import IndicatorView, PathPoint, Standing

RANKED_FROM_PCT = 80


def standing(view: IndicatorView) -> Html:
    """The scope's value and verdicts on the left, what the indicator means on the right."""
    if view.heading.round is None:
        return no_round(view.heading)
    row = view.province
    left = tag("div", figure(row), reason(row), milestones(row), cls="stack-gap")
    return tag("div", left, meaning(view.indicator), cls="split")


def figure(row: Standing) -> Html:
    """The value in large figures with its status, and a bar with a tick at each target."""
    judgement = row.judgement
    label = status_label(row)
    note = (
        tag("span", words.PROVISIONAL, cls="small", title=words.PROVISIONAL_HINT) if judgement.provisional else NOTHING
    )
    value = tag("span", value_text(judgement.value_pct), cls="huge" if judgement.value_pct is not None else "huge none")
    told = amount_text(row)
    could_be = bounds_text(row)
    told += f"; khi đủ báo cáo có thể từ {could_be}" if could_be else ""
    ticks = [float(aim.value_pct) for aim in rule_of(row.indicator).aims]
    reached = float(judgement.value_pct or 0)
    open_to = max(
        [float(t.upper_pct) for t in judgement.targets if t.upper_pct is not None and t.live], default=reached
    )
    drawn = bar(reached, max(0.0, open_to - reached), status=judgement.status, ticks=ticks) if ticks else NOTHING
    return tag(
        "div",
        tag("p", label, " ", note, cls="labels"),
        tag("p", value, tag("span", f"{row.scope_name}: {told}", cls="beside"), cls="value"),
        drawn,
    )


def reason(row: Standing) -> Html:
    """Why the status is what it is, in the judge's words."""
    return tag("p", tag("b", f"{row.judgement.status.word}: "), row.judgement.why, ".", cls="body")


def milestones(row: Standing) -> Html:
    """Every target: what it asks, what was found, the verdict."""
    if not row.judgement.targets:
        return empty(words.NO_TARGET, words.NO_TARGET_THEN)
    columns = [
        Column(title=words.MILESTONE, cls="nowrap"),
        Column(title=words.TARGET, align="right"),
        Column(title=words.REQUIRED, align="right"),
        Column(title=words.SHORT_BY, align="right"),
        Column(title=words.VERDICT),
        Column(title=words.FIGURES_OF, align="right"),
    ]
    counted_in = rule_of(row.indicator).counted_in
    rows = [_milestone(target, counted_in) for target in row.judgement.targets]
    return table(columns, rows, caption=words.MILESTONES_CAPTION, stack=True)


def _milestone(target: TargetVerdict, counted_in: str) -> Row:
    verdict: Child = chip(target.live) if target.live else words.VERDICT_WORDS[target.verdict]
    return Row(
        cells=[
            date_vi(target.due),
            f"{'≤ ' if target.op == '<=' else ''}{percent_vi(target.required_pct, trim=True)}",
            _amount(target.required, counted_in),
            _amount(target.short_by, counted_in) if target.short_by else "0" if target.short_by == 0 else "–",
            verdict,
            date_vi(target.as_of) if target.as_of else "–",
        ]
    )


def _amount(count: int | None, counted_in: str) -> str:
    return "–" if count is None else f"{number_vi(count)} {counted_in}".strip()


def meaning(indicator: Indicator) -> Html:
    """The clause, its words, the local rule: what the figures are measured against."""
    pairs: list[tuple[str, Child]] = [(words.CLAUSE, indicator.clause)]
    pairs += [(words.ACTOR, indicator.actor)] if indicator.actor else []
    pairs += [(words.APPLIES_TO, indicator.applies_to)] if indicator.applies_to else []
    pairs += [(words.COUNTED, f"{words.KIND_WORDS[indicator.kind]}, {words.WINDOW_WORDS[indicator.window]}")]
    pairs += [(words.LOCAL_RULE, indicator.local_rule)] if indicator.local_rule else []
    pairs += [(words.NOTES, indicator.note)] if indicator.note else []
    whole = link(words.SEE_DEFINITION, links.definitions(indicator.code))
    return tag(
        "div", tag("blockquote", indicator.quote, cls="quote"), facts(pairs), tag("p", whole, cls="small"), cls="aside"
    )


def districts_head(view: IndicatorView) -> Html:
    """The heading over the chart of districts."""
    if view.heading.round is None:
        return NOTHING
    told = words.BULLETS_SAID
    return section(f"Từng {view.heading.district_word}", told)


def districts(view: IndicatorView) -> Html:
    """The same districts as a table, with rank, shortfall and the communes behind it by name."""
    if view.heading.round is None:
        return NOTHING
    columns = [
        Column(title=words.RANK, align="right", hint=f"Chỉ xếp hạng nơi có từ {RANKED_FROM_PCT}% số xã báo cáo"),
        Column(title=view.heading.district_word.capitalize(), cls="nowrap lead-cell"),
        Column(title=words.MILESTONES),
        Column(title=words.RESULT, align="right"),
        Column(title=words.MET_OF_TOTAL, align="right"),
        Column(title=words.SHORT_BY, align="right"),
        Column(title=words.WHO_IS_MISSING, cls="wide"),
    ]
    rows = [_district_row(view, row) for row in view.districts]
    total = _cells(view.province, "", tag("span", view.province.scope_name), NOTHING)
    told = f"Nơi có dưới {RANKED_FROM_PCT}% số xã báo cáo không xếp hạng; bằng nhau thì cùng hạng."
    return table(
        columns, rows, caption=words.DISTRICTS_CAPTION, stack=True, foot=[total] if len(rows) > 1 else ()
    ) + tag("p", told, cls="small")


def _district_row(view: IndicatorView, row: Standing) -> Row:
    round_code = view.heading.round.code if view.heading.round else None
    href = links.district(row.scope_key, round_code, view.indicator.code)
    rank = view.ranks.get(row.scope_key)
    names = missing_cell(row, partial(_names, round_code, href))
    return _cells(row, "–" if rank is None else number_vi(rank), link(row.scope_name, href, cls="name"), names)


def _cells(row: Standing, rank: str, name: Html, names: Html) -> Row:
    value = tag("b", value_text(row.judgement.value_pct))
    return Row(cells=[rank, name, status_label(row), value, amount_text(row), shortfall_text(row) or "–", names])


def _names(round_code: str | None, href: str, units: Sequence[Unit]) -> Html:
    return unit_names(units, round_code=round_code, most=12, more_href=href)


def path_head(view: IndicatorView) -> Html:
    """The heading over the path."""
    return NOTHING if view.heading.round is None else section(words.PATH, words.PATH_SAID)


def path(view: IndicatorView) -> Html:
    """The same path as a table, newest first."""
    if not view.path:
        return NOTHING
    columns = [
        Column(title=words.ROUND, cls="lead-cell"),
        Column(title=words.FIGURES_TO, align="right"),
        Column(title=words.RESULT, align="right"),
        Column(title=words.AGAINST_BEFORE, align="right", hint=words.POINTS),
        Column(title=words.COMMUNES_MET, align="right"),
        Column(title=words.COMMUNES, align="right"),
        Column(title=words.REPORTED, align="right"),
    ]
    pairs = zip(view.path, (None, *view.path[:-1]), strict=True)
    rows = [_path_row(point, before) for point, before in pairs]
    return table(columns, reversed(rows), caption=words.PATH_CAPTION, stack=True)


def _path_row(point: PathPoint, before: PathPoint | None) -> Row:
    moved = points_text(before.value_pct if before else None, point.value_pct)
    return Row(
        cells=[
            point.round_name,
            date_vi(point.on),
            value_text(point.value_pct),
            moved,
            number_vi(point.met),
            number_vi(point.total),
            number_vi(point.reported),
        ]
    )
