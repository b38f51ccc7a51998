"""An overview into its parts: the sentence, the counts, the groups, the worst, what changed."""

from collections import Counter
from collections.abc import Mapping, Sequence

from etl.register import Level, Unit
from indicators.formatting import date_vi, number_vi
from indicators.status import Status
from pages.ui import links, words
from pages.ui.heading_parts import joined, no_round, section
from pages.ui.markup import NOTHING, Child, Html, chip, empty, folded, join, link, sign, tag
from pages.ui.standing_parts import (
    indicator_name,
    missing_cell,
    points_text,
    shortfall_text,
    status_label,
    targets_text,
    unit_names,
    value_cell,
    value_text,
)
from pages.ui.tables import Column, Row, table
from reports.views import Change, GroupStanding, OverviewView, Standing

SHOWN_CHANGES = 8
PROVINCE = Level.PROVINCE.value


def body(view: OverviewView) -> Html:
    """Everything of the screen between its heading and the map."""
    if view.heading.round is None:
        return no_round(view.heading)
    return join([lead(view), counts(view), groups(view), worst(view), changed(view)])


def lead(view: OverviewView) -> Html:
    """Where we stand, in one sentence; below it how complete the picture is and what moved."""
    total = sum(view.counts.values())
    counts = {name: sum(view.counts.get(s, 0) for s in held) for name, held in words.ANSWERS.items()}
    told = [(number_vi(n), name) for name, n in counts.items() if n]
    first = tag("b", f"{told[0][0]}/{number_vi(total)} chỉ tiêu {told[0][1]}") if told else NOTHING
    others = [tag("b", f"{n} {name}") for n, name in told[1:]]
    listed = join([first, join(others, "; ")], "; ") if others else first
    day = view.heading.round.data_to if view.heading.round else view.heading.day
    whose = [row.scope_name for group in view.groups for row in group.rows if row.level != PROVINCE][:1]
    filed = own_filing(view, whose[0]) if whose else completeness_words(view)
    said: list[Child] = [filed, open_words(view), movement_words(view.changes)]
    begun = f"{whose[0]}, đến ngày {date_vi(day)}: " if whose else f"Đến ngày {date_vi(day)}, "
    return tag("p", begun, listed, ".", cls="lead") + tag("p", join(said, " "), cls="body")


def completeness_words(view: OverviewView) -> Html:
    """How many returns are in, and whose are not or came late."""
    told = view.heading
    parts: list[Html | str] = [tag("b", f"{told.filed}/{told.expected} {told.district_word} đã nộp báo cáo")]
    if view.missing:
        parts.append(f"; chưa nộp: {joined(view.missing)}")
    if view.late:
        parts.append(f"; nộp muộn: {joined(view.late)}")
    return join([*parts, "."])


def own_filing(view: OverviewView, name: str) -> Html:
    """Whether the reader's own unit has filed, then how many have."""
    told = view.heading
    state = words.OWN_NOT_FILED if name in view.missing else words.OWN_LATE if name in view.late else words.OWN_FILED
    return join([tag("b", state), f" Toàn tỉnh: {told.filed}/{told.expected} {told.district_word} đã nộp."])


def open_words(view: OverviewView) -> str:
    """Whose missing figures keep verdicts open: "12 chỉ tiêu chưa kết luận được vì thiếu số liệu của 3 xã: …"."""
    rows = [r for g in view.groups for r in g.rows if r.judgement.status in (Status.NOT_ENOUGH, Status.NO_RETURN)]
    names = tuple(dict.fromkeys(unit.full_name for row in rows for unit in row.not_reported))
    if not names:
        return ""
    return (
        f"{number_vi(len(rows))} chỉ tiêu chưa kết luận được vì thiếu số liệu của {len(names)} xã: {joined(names, 4)}."
    )


def movement_words(changes: Sequence[Change]) -> str:
    """How many indicators moved to a better or a worse status since the round before."""
    if not changes:
        return words.NOTHING_MOVED
    better = sum(is_better(change) for change in changes)
    said = [f"{better} chỉ tiêu chuyển tốt hơn"] if better else []
    said += [f"{len(changes) - better} chỉ tiêu xấu đi hoặc chưa rõ"] if better < len(changes) else []
    return f"So với kỳ trước, {' và '.join(said)}."


def is_better(change: Change) -> bool:
    """Whether the status after is less of a concern than the one before."""
    return change.before is None or change.after.concern > change.before.concern


def counts(view: OverviewView) -> Html:
    """The four answers in numbers, each with the statuses it is made of."""
    rows = [row for group in view.groups for row in group.rows]
    return tag("div", *(_count(name, held, view.counts, rows) for name, held in _buckets(view).items()), cls="counts")


def _buckets(view: OverviewView) -> Mapping[str, tuple[Status, ...]]:
    """The answers to count: nothing arose is told only where it happens."""
    rare = () if view.counts.get(Status.NOTHING_AROSE) else (words.NOTHING_AROSE,)
    return {name: held for name, held in words.ANSWERS.items() if name not in rare}


def _count(name: str, held: tuple[Status, ...], counted: Mapping[Status, int], rows: Sequence[Standing]) -> Html:
    made_of = [tag("span", f"{s.symbol} {number_vi(counted[s])} {s.word.lower()}") for s in held if counted.get(s)]
    if name == words.BEHIND and counted.get(Status.MISSED):
        made_of.append(tag("span", outlook_words(rows)))
    total = sum(counted.get(s, 0) for s in held)
    parts = (tag("i", cls=f"s-{s.value}", style=f"--w:{100 * counted[s] / total:.2f}%") for s in held if counted.get(s))
    return tag(
        "div",
        tag("span", *parts, cls="made"),
        tag("span", number_vi(total), cls="n"),
        tag("span", name[:1].upper() + name[1:], cls="w"),
        tag("span", *made_of, cls="of"),
        cls="count",
    )


def outlook_words(rows: Sequence[Standing]) -> str:
    """How those that missed a milestone stand towards the next one: "tới mốc sau: ↑ 3, → 12"."""
    missed = [row for row in rows if row.judgement.status is Status.MISSED]
    live = Counter(t.live for row in missed for t in row.judgement.targets if t.live)
    told = [f"{status.symbol} {number_vi(live[status])} {status.word.lower()}" for status in Status if live[status]]
    return f"Tới mốc sau: {', '.join(told)}" if told else words.NO_MILESTONE_AHEAD


def groups(view: OverviewView) -> Html:
    """Every group: its indicators as squares, how many are met. An empty group says why."""
    buckets = _buckets(view)
    columns = [
        Column(title=words.GROUP, cls="wide lead-cell"),
        Column(title=words.EACH_INDICATOR, hint=words.AS_IN_DOCUMENT),
        *(Column(title=words.COUNT_TITLES[name], align="right") for name in buckets),
    ]
    rows = [_group_row(group, buckets, _round(view)) for group in view.groups]
    return section(words.EACH_GROUP) + table(columns, rows, caption=words.GROUPS_CAPTION, stack=True)


def _group_row(group: GroupStanding, buckets: Mapping[str, tuple[Status, ...]], round_code: str | None) -> Row:
    name = tag("span", f"Nhóm {group.group.code}", cls="code") + tag("span", group.group.short_name, cls="name")
    if not group.rows:
        why = tag("span", f"{words.NO_INDICATOR}. {group.group.empty_reason}", cls="small")
        return Row(cells=[name, why, *[""] * len(buckets)])
    squares = tag("div", *(_square(row, round_code) for row in group.rows), cls="squares")
    held = [number_vi(sum(group.counts.get(s, 0) for s in statuses)) for statuses in buckets.values()]
    return Row(cells=[name, squares, *held])


def _square(row: Standing, round_code: str | None) -> Html:
    title = f"{row.indicator.code} {row.indicator.short_name}: {row.label} ({value_text(row.judgement.value_pct)})"
    return link(sign(row.judgement.status, title), links.indicator(row.indicator.code, round_code))


def worst(view: OverviewView) -> Html:
    """The indicators to ask about, the worst first, with the communes behind them."""
    head = section(words.WORST, words.WORST_SAID)
    if not view.worst:
        return head + empty(words.NOBODY_BEHIND, words.NOBODY_BEHIND_THEN)
    columns = [
        Column(title=words.INDICATOR, cls="wide lead-cell"),
        Column(title=words.MILESTONES),
        Column(title=words.RESULT, align="right"),
        Column(title=words.TARGET, cls="nowrap"),
        Column(title=words.SHORT_BY, align="right"),
        Column(title=words.WHERE, cls="wide"),
    ]
    names = {unit.key: unit.full_name for unit in view.districts}
    rows = [_worst_row(row, names, _round(view)) for row in view.worst]
    return head + table(columns, rows, caption=words.WORST_CAPTION, stack=True)


def _worst_row(row: Standing, districts: Mapping[str, str], round_code: str | None) -> Row:
    href = links.indicator(row.indicator.code, round_code)

    def named(units: Sequence[Unit]) -> Html:
        return unit_names(units, round_code=round_code, districts=districts, most=4, more_href=href)

    return Row(
        cells=[
            indicator_name(row.indicator, href),
            status_label(row),
            value_cell(row),
            targets_text(row.indicator),
            shortfall_text(row),
            missing_cell(row, named),
        ]
    )


def changed(view: OverviewView) -> Html:
    """The indicators whose status moved since the round before, for the worse first."""
    head = section(words.CHANGED)
    if not view.changes:
        return head + empty(words.NOTHING_CHANGED)
    columns = [
        Column(title=words.INDICATOR, cls="wide lead-cell"),
        Column(title=words.BEFORE),
        Column(title=words.NOW),
        Column(title=words.BEFORE, align="right", hint=words.BEFORE_HINT),
        Column(title=words.NOW, align="right", hint=words.NOW_HINT),
        Column(title=words.MOVED, align="right", hint=words.POINTS),
    ]
    ordered = sorted(view.changes, key=lambda c: (is_better(c), c.after.concern))
    rows = [_change_row(change, _round(view)) for change in ordered]
    shown = table(columns, rows[:SHOWN_CHANGES], caption=words.CHANGED_CAPTION, stack=True)
    if len(rows) <= SHOWN_CHANGES:
        return head + shown
    rest = table(columns, rows[SHOWN_CHANGES:], caption=words.CHANGED_REST_CAPTION, stack=True)
    return head + shown + folded(f"Xem thêm {len(rows) - SHOWN_CHANGES} chỉ tiêu", rest)


def _change_row(change: Change, round_code: str | None) -> Row:
    return Row(
        cells=[
            indicator_name(change.indicator, links.indicator(change.indicator.code, round_code)),
            chip(change.before) if change.before else words.NO_FIGURE,
            chip(change.after),
            value_text(change.before_pct),
            value_text(change.after_pct),
            points_text(change.before_pct, change.after_pct),
        ]
    )


def _round(view: OverviewView) -> str | None:
    return view.heading.round.code if view.heading.round else None
