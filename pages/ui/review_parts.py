"""Returns that wait, and one version opened, into what a reviewer reads."""

from collections.abc import Mapping, Sequence

from etl.figures import Figure
from etl.register import Unit, default_register
from etl.rounds import Round
from etl.template.layout import SheetFrame
from indicators.formatting import number_vi
from indicators.model import Plan
from pages.ui import returns_links, told_parts, words
from pages.ui import returns_words as said
from pages.ui.filing_parts import moment
from pages.ui.markup import NOTHING, Child, Html, bullets, empty, facts, folded, join, link, note, tag
from pages.ui.tables import Column, Row, table
from returns.changes import Changes
from returns.conflicts import Conflict
from returns.figure_texts import shown
from returns.remarks import Remark
from returns.review.queue import Waiting
from returns.stored import ReturnHead
from returns.versions import OpenedReturn, Version
from returns.words import TEXT_KIND_NAMES, ReturnText

MOST_CHANGES = 300


def part(title: str, told: str = "") -> Html:
    """The heading of a part of a screen."""
    return tag("h3", title, cls="head") + (tag("p", told, cls="say") if told else NOTHING)


def queue(waiting: Sequence[Waiting]) -> Html:
    """What waits, a line each; the unit's name opens the return."""
    numbers = (said.WARNINGS, said.DIFFERENCES, said.EVIDENCE, said.REMARKS, said.CONFLICTS)
    columns = [
        Column(title=said.UNIT_COLUMN, cls="lead-cell nowrap"),
        Column(title=said.REVISION, align="right"),
        Column(title=said.FILED_AT, cls="nowrap"),
        Column(title=said.SENDER),
        *(Column(title=title, align="right") for title in numbers),
    ]
    rows = [
        Row(
            cells=[
                link(one.unit.full_name, returns_links.review(one.head.number, one.round.code), cls="name"),
                number_vi(one.head.revision),
                moment(one.head.submitted_at),
                sender(one.head),
                _count(one.warnings),
                said.FIRST_TIME if one.differences is None else _count(one.differences),
                _count(one.evidence),
                _count(one.remarks),
                _count(one.conflicts),
            ]
        )
        for one in waiting
    ]
    return table(columns, rows, caption=said.QUEUE_CAPTION, stack=True)


def _count(count: int) -> Child:
    return tag("b", number_vi(count)) if count else ""


def sender(head: ReturnHead) -> str:
    """Who sent it, by name."""
    return said.MACHINE if head.sender_name.startswith("#") else head.sender_name


def about(opened: OpenedReturn, unit: Unit, round_: Round) -> Html:
    """What this version is, and what was decided on it."""
    head = opened.version.head
    state = said.VERSION_STATES[head.state.value] + ("" if head.last else f", {said.REPLACED}")
    pairs: list[tuple[str, Child]] = [
        (said.UNIT_COLUMN, tag("b", unit.full_name)),
        (words.ROUND, round_.name),
        (said.REVISION, number_vi(head.revision)),
        (said.FILED_AT, f"{moment(head.submitted_at)}, {sender(head)}"),
        (said.FILE, head.file_name),
        (said.FIGURES, f"{number_vi(head.values)} của {number_vi(head.units)} xã; {number_vi(head.blanks)} ô để trống"),
        (said.STATE, state),
    ]
    decided = [
        f"{moment(one.decided_at)}: {one.decided_by_name} {said.DECISION_WORDS[one.decision]}"
        + (f". {one.reason}" if one.reason else "")
        for one in opened.version.decisions
    ]
    return facts(pairs + ([(said.DECIDED, bullets(decided))] if decided else []))


def versions(known: Sequence[Version], round_code: str, open_number: int | None = None) -> Html:
    """Every version, the latest first; one opened elsewhere has a link, unless links are not wanted."""
    titles = (said.REVISION, said.FILED_AT, said.SENDER, said.FILE, said.FIGURES, said.WARNINGS, said.STATE)
    right = {said.REVISION, said.FIGURES, said.WARNINGS}
    columns = [Column(title=title, align="right" if title in right else "left") for title in titles]
    rows = []
    for one in known:
        head = one.head
        at: Child = moment(head.submitted_at)
        if open_number is not None and head.number != open_number:
            at = link(at, returns_links.review(head.number, round_code))
        state = said.VERSION_STATES[head.state.value] + ("" if head.last else f", {said.REPLACED}")
        cells = [number_vi(head.revision), at, sender(head), head.file_name, number_vi(head.values)]
        rows.append(Row(cells=[*cells, number_vi(one.warnings), state], strong=head.number == open_number))
    return table(columns, rows, caption=said.VERSIONS, stack=True)


def changes(found: Changes | None, *, open_up_to: int = MOST_CHANGES) -> Html:
    """What differs, commune by commune, and how much stays, and the words; a list past `open_up_to` is folded."""
    return _figure_changes(found, open_up_to) + told_parts.changes(found)


def _figure_changes(found: Changes | None, open_up_to: int) -> Html:
    if found is None:
        return note(said.FIRST_VERSION)
    if not found.changed:
        return note(f"{said.NO_CHANGES} {number_vi(found.same)} số liệu giữ nguyên.")
    kinds = "; ".join(f"{said.CHANGE_WORDS[kind].lower()} {number_vi(n)}" for kind, n in found.counts.items())
    lead = (
        f"{number_vi(len(found.changed))} ô khác ở {number_vi(found.communes)} xã ({kinds}); "
        f"{number_vi(found.same)} số liệu giữ nguyên."
    )
    columns = [
        Column(title=said.COMMUNE_COLUMN, cls="nowrap"),
        Column(title=said.ITEM_COLUMN, cls="wide"),
        Column(title=said.OLD_COLUMN, align="right"),
        Column(title=said.NEW_COLUMN, align="right"),
        Column(title=said.KIND_COLUMN, cls="nowrap"),
    ]
    rows = [
        Row(
            cells=[
                one.unit.full_name,
                join([tag("span", one.item.code, cls="code"), one.item.header]),
                one.before or words.NO_FIGURE,
                tag("b", one.after or words.NO_FIGURE),
                said.CHANGE_WORDS[one.kind],
            ]
        )
        for one in found.changed[:MOST_CHANGES]
    ]
    more = len(found.changed) - MOST_CHANGES
    rest = note(f"Còn {number_vi(more)} ô khác không hiện ở đây.") if more > 0 else NOTHING
    listed = table(columns, rows, caption=said.CHANGES_CAPTION, stack=True) + rest
    told = tag("p", lead, cls="say")
    return told + (listed if len(found.changed) <= open_up_to else folded(said.CHANGES_EACH, listed))


def beside(texts: Sequence[ReturnText]) -> Html:
    """The words that came with the figures."""
    if not texts:
        return note(said.NO_WORDS)
    register = default_register()
    pairs: list[tuple[str, Child]] = []
    for one in texts:
        of = f" ({register.get(one.unit_key).full_name})" if one.unit_key else ""
        lines = [
            tag("span", line) if n == 0 else tag("br") + tag("span", line)
            for n, line in enumerate(one.text.split("\n"))
        ]
        pairs.append((TEXT_KIND_NAMES[one.kind] + of, join(lines)))
    return facts(pairs)


def cells(
    frame: SheetFrame, commune: Unit, figures: Mapping[tuple[str, str], Figure], remarks: Sequence[Remark]
) -> Html:
    """Every item of one group for one commune, with its figure and the remarks on it."""
    columns = [
        Column(title=said.ITEM_COLUMN, cls="wide"),
        Column(title=said.NEW_COLUMN, align="right"),
        Column(title=said.REMARKS, cls="wide"),
    ]
    rows = []
    for _, item, _ in frame.columns:
        figure = figures.get((commune.key, item.code))
        own = [one for one in remarks if (one.unit_key, one.item_code) == (commune.key, item.code)]
        told = join(tag("span", f"{one.number}. {one.words}", cls="body-line") for one in own)
        cells: list[Child] = [
            join([tag("span", item.code, cls="code"), item.header]),
            tag("b", shown(item, figure)) if figure else tag("span", words.NO_FIGURE, cls="unit-words"),
            told,
        ]
        rows.append(Row(cells=cells, strong=bool(own)))
    return table(columns, rows, caption=said.CELLS_CAPTION, stack=True)


def remark_line(remark: Remark, plan: Plan) -> Html:
    """One remark with its place and who made it."""
    item = next((one.header for one in plan.items if one.code == remark.item_code), remark.item_code)
    place = f"{default_register().get(remark.unit_key).full_name}, “{item}”"
    when = f"{remark.made_by_name}, {moment(remark.made_at)}"
    return note(join([tag("b", place), tag("br"), remark.words, tag("span", f" ({when})", cls="unit-words")]))


def conflict_table(found: Sequence[Conflict]) -> Html:
    """Communes with two filings, and whose counts."""
    register = default_register()
    columns = [Column(title=title) for title in (said.CONFLICT_COMMUNE, said.VERSIONS, said.STATE)]
    rows = []
    for one in found:
        filers = ", ".join(register.get(head.unit_key).full_name for head in one.filings)
        chosen = (
            said.CHOSEN.format(unit=register.get(one.choice.filer_key).full_name) if one.choice else said.NOT_CHOSEN
        )
        rows.append(Row(cells=[tag("b", one.commune.full_name), filers, chosen]))
    return table(columns, rows, caption=said.CONFLICT, stack=True)


def nothing_waits() -> Html:
    """What stands where the queue is empty."""
    return empty(
        said.NOTHING_WAITS, join([said.NOTHING_WAITS_THEN, " ", link(said.PROGRESS, returns_links.progress())])
    )
