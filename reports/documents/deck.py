"""The subject of the meeting into slides: where we stand, the worst five, each group, what is needed, districts."""

from collections import Counter
from fractions import Fraction

from etl.register import Unit
from indicators.formatting import percent_vi
from indicators.model import Group
from indicators.status import LOOKS, Status
from reports.documents.deck_tables import behind_words, district_slide, worst_table
from reports.documents.slides import Bar, ChartSlide, Deck, Slide, TableSlide, TextSlide, TitleSlide
from reports.overview import REACHED, WORST, worst_first
from reports.tables import cells as cell
from reports.tables.about import Subject, counted_in, subtitle_of, target_ahead, target_words
from reports.tables.model import Cell, RowKind, Table
from reports.views import Standing
from returns.completeness import LATE, NOT_FILED

NAMED_DISTRICTS = 3
SHORT_NAMES = 6
DISTRICT_ROWS = 7
UNDECIDED = "#6B7280"


def deck_of(
    subject: Subject,
    *,
    tables: tuple[Table, ...] = (),
    districts: tuple[Unit, ...] = (),
    body: str = "",
    story: bool = True,
) -> Deck:
    """The slides for a meeting: the story first, a slide per district asked for, then the tables as an annex.

    Without the `story` only the first slide, the districts' and the tables.
    """
    rows = tuple(subject.judge.of_scope(i, subject.scope) for i in subject.indicators)
    opening = TitleSlide(
        title=f"Kết quả thực hiện {subject.plan.short_name}",
        lines=tuple(
            line for line in (subject.plan.name, subject.scope_name, subtitle_of(subject).strip("()"), body) if line
        ),
    )
    groups = [slide for group in subject.plan.group for slide in _group(subject, group, rows)]
    annex: list[Slide] = []
    if tables:
        names = tuple(f"{n}. {table.title}" for n, table in enumerate(tables, 1))
        annex = [TitleSlide(title="Phụ lục: các biểu", lines=names)]
        for table in tables:
            annex += _charted(table)
            annex.append(TableSlide(title=table.title, lead=table.subtitle, table=table))
    told = (_standing(subject, rows), _worst(subject, rows), *groups, _needed(subject, rows)) if story else ()
    own = (district_slide(subject, district) for district in districts)
    return Deck(slides=(opening, *told, *own, *annex), foot=foot_of(subject), sample=subject.heading.sample)


def _charted(table: Table) -> list[Slide]:
    """The districts of one indicator as bars, best first, before their table."""
    chart = table.chart
    if chart is None or table.number != 3:
        return []
    label, value = table.place(chart.label_key), table.place(chart.value_key)
    goal = table.place(chart.goal_key) if chart.goal_key else None
    bars = tuple(
        Bar(
            label=row.cells[label].words,
            value=_part(row.cells[value]),
            words=row.cells[value].words,
            goal=_part(row.cells[goal]) if goal is not None else None,
        )
        for row in table.rows
        if row.kind is RowKind.BODY
    )
    name = table.columns[goal].header if goal is not None else ""
    return [ChartSlide(title=table.title, lead=table.subtitle, bars=bars, value_name="Tỷ lệ", goal_name=name)]


def _part(of: Cell) -> Fraction | None:
    return Fraction(of.value) if isinstance(of.value, (int, Fraction)) else None


def foot_of(subject: Subject) -> str:
    """ "Kết luận 862-KL/TU · số liệu đến 30/06/2026 · đã nộp 25/26 huyện cũ"."""
    return f"{subject.plan.short_name} · số liệu đến {subject.day_words} · {subject.heading.coverage}"


def _standing(subject: Subject, rows: tuple[Standing, ...]) -> ChartSlide:
    counts = Counter(row.judgement.status for row in rows)
    good = sum(counts[status] for status in REACHED)
    reported = sum(bool(row.tally.reported) for row in rows)
    bars = tuple(
        Bar(
            label=f"{s.symbol} {s.word}",
            value=Fraction(counts[s]),
            words=str(counts[s]),
            colour=_bar_colour(s),
            status=s,
        )
        for s in sorted(Status, key=lambda s: -s.concern)
        if counts[s]
    )
    return ChartSlide(
        title=f"Chúng ta đang ở đâu: {good}/{len(rows)} chỉ tiêu đạt hoặc đúng tiến độ",
        lead=f"{reported}/{len(rows)} chỉ tiêu có số liệu; {subject.heading.coverage}. {subject.heading.basis_name}.",
        bars=bars,
        value_name="Số chỉ tiêu",
        percent=False,
    )


def _bar_colour(status: Status) -> str:
    """The colour of a status; one shown by hatching or left white is grey, so that a bar can be seen and read."""
    look = LOOKS[status]
    return UNDECIDED if look.hatched or look.ink == UNDECIDED or look.colour == "#FFFFFF" else look.colour


def _worst(subject: Subject, rows: tuple[Standing, ...]) -> Slide:
    worst = worst_first(rows)[:WORST]
    if not worst:
        return TextSlide(title="Những chỉ tiêu cần hỏi", points=(("Không có chỉ tiêu nào chậm.", ""),))
    return TableSlide(
        title=f"{len(worst)} chỉ tiêu cần hỏi trước",
        lead="Xếp theo mức độ chậm, rồi theo khoảng cách tới mục tiêu.",
        table=worst_table(subject, worst),
    )


def _group(subject: Subject, group: Group, rows: tuple[Standing, ...]) -> list[Slide]:
    own = [row for row in rows if row.indicator.group == group.code]
    title = f"Nhóm {group.code}. {group.short_name}"
    if not own:
        return (
            [TextSlide(title=title, points=(("Chưa có chỉ tiêu", group.empty_reason),))] if group.empty_reason else []
        )
    good = sum(row.judgement.status in REACHED for row in own)
    bars = tuple(
        Bar(
            label=f"{row.indicator.code} {row.indicator.short_name}",
            value=row.judgement.value_pct,
            words=_in_words(row),
            goal=ahead.required_pct if (ahead := target_ahead(row, subject.heading.day)) else None,
            colour=_bar_colour(row.judgement.status),
            status=row.judgement.status,
        )
        for row in own
    )
    return [
        ChartSlide(
            title=f"{title}: {good}/{len(own)} chỉ tiêu đạt hoặc đúng tiến độ",
            lead="Tỷ lệ hiện nay so với mục tiêu đang thực hiện; màu theo đánh giá.",
            bars=bars,
            value_name="Tỷ lệ",
            goal_name="Mục tiêu",
        )
    ]


def _in_words(row: Standing) -> str:
    if row.judgement.status is Status.NOTHING_AROSE:
        return Status.NOTHING_AROSE.word.lower()
    return percent_vi(row.judgement.value_pct)


def _needed(subject: Subject, rows: tuple[Standing, ...]) -> TextSlide:
    """What the meeting should ask for: the gaps by name, then the returns."""
    points = []
    for row in worst_first(rows)[:WORST]:
        ahead = target_ahead(row, subject.heading.day)
        if ahead and ahead.short_by:
            gap = f"Còn thiếu {cell.integer(ahead.short_by).words} {counted_in(row.indicator, subject.plan)}".rstrip()
            words = f"{gap} để đạt {target_words(ahead)}. Tập trung: {behind_words(subject, row)}."
            points.append((f"{row.indicator.code} {row.indicator.short_name}", words))
    points.append(("Báo cáo", _returns_words(subject)))
    return TextSlide(title="Việc cần làm", points=tuple(points))


def _returns_words(subject: Subject) -> str:
    if subject.filings is None:
        return "Chưa có kỳ báo cáo nào."
    silent = [u.unit.full_name for u in subject.filings.units if u.timeliness == NOT_FILED]
    late = [u.unit.full_name for u in subject.filings.units if u.timeliness == LATE]
    parts = [f"Chưa nộp: {_short(silent)}." if silent else "Tất cả đơn vị đã nộp."]
    if late:
        parts.append(f"Nộp muộn: {_short(late)}.")
    return " ".join(parts)


def _short(names: list[str]) -> str:
    rest = len(names) - SHORT_NAMES
    return ", ".join(names[:SHORT_NAMES]) + (f" và {rest} đơn vị khác" if rest > 0 else "")
