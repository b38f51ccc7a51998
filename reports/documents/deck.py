"""The subject of the meeting into slides: where we stand, the worst five, each group, what is needed, districts."""

from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction

from etl.register import Unit
from indicators.formatting import percent_vi
from indicators.model import Group
from indicators.status import LOOKS, Status
from reports import tables_cells as cell
from reports.heading import district_name
from reports.overview import REACHED, WORST, worst_first
from reports.tables_about import Subject, counted_in, figures_of, short_cell, subtitle_of, target_ahead, target_words
from reports.tables_district import district_sheet
from reports.tables_model import Cell, ColumnKind, Row, RowKind, Table
from reports.views import Standing
from returns.completeness import LATE, NOT_FILED

NAMED_DISTRICTS = 3
SHORT_NAMES = 6
DISTRICT_ROWS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleSlide:
    """The first slide, or one that opens a part."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its value as drawn and in words; None says so. `goal` is what it should reach.

    `colour` is `status` where there is one: a screen also shows its sign.
    """

    label: str
    value: Fraction | None
    words: str
    goal: Fraction | None = None
    colour: str = LOOKS[Status.ON_TRACK].colour
    status: Status | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSlide:
    """A title that says the finding, one line below it, and bars. Percentages or whole numbers."""

    title: str
    lead: str
    bars: tuple[Bar, ...]
    value_name: str
    goal_name: str = ""
    percent: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSlide:
    """Points to talk about, each with a heading."""

    title: str
    points: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSlide:
    """A table, on as many slides as it needs. `lead` stands below the title."""

    title: str
    lead: str
    table: Table


Slide = TitleSlide | ChartSlide | TextSlide | TableSlide


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """The slides in order, and what stands at the foot of each."""

    slides: tuple[Slide, ...]
    foot: str
    sample: bool


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
    look = LOOKS[status]
    return look.outline if look.hatched or look.colour == "#FFFFFF" else look.colour


def _worst(subject: Subject, rows: tuple[Standing, ...]) -> Slide:
    worst = worst_first(rows)[:WORST]
    if not worst:
        return TextSlide(title="Những chỉ tiêu cần hỏi", points=(("Không có chỉ tiêu nào chậm.", ""),))
    return TableSlide(
        title=f"{len(worst)} chỉ tiêu cần hỏi trước",
        lead="Xếp theo mức độ chậm, rồi theo khoảng cách tới mục tiêu.",
        table=_worst_table(subject, worst),
    )


def _worst_table(subject: Subject, worst: tuple[Standing, ...]) -> Table:
    kinds = ColumnKind
    return Table(
        number=0,
        title="",
        subtitle="",
        columns=(
            cell.column("place", "STT", kinds.INT, 12, lead=True),
            cell.column("indicator", "Chỉ tiêu", kinds.TEXT, 88, lead=True),
            cell.column("whole", "Tổng số", kinds.INT, 22),
            cell.column("part", "Số đạt", kinds.INT, 22),
            cell.column("value", "Tỷ lệ", kinds.PERCENT, 26),
            cell.column("pace", "Đánh giá", kinds.STATUS, 42),
            cell.column("short", "Còn thiếu", kinds.INT, 24),
            cell.column("districts", "Huyện còn nhiều xã nhất", kinds.TEXT, 82),
        ),
        rows=tuple(_worst_row(number, row, subject) for number, row in enumerate(worst, 1)),
        sample=subject.heading.sample,
    )


def _worst_row(number: int, row: Standing, subject: Subject) -> Row:
    whole, part = figures_of(row)
    ahead = target_ahead(row, subject.heading.day)
    return Row(
        (
            cell.place(number),
            cell.text(f"{row.indicator.code} {row.indicator.short_name}"),
            cell.integer(whole),
            cell.integer(part),
            cell.percent(row.judgement.value_pct),
            cell.status(row.judgement.status),
            short_cell(row, ahead),
            cell.text(behind_words(subject, row)),
        )
    )


def behind_words(subject: Subject, row: Standing) -> str:
    """The districts with the most communes behind: "Huyện A (8 xã), Huyện B (6 xã)"; a commune's name below one."""
    found = [(len(subject.judge.of_district(row.indicator, d).unmet), d) for d in subject.districts]
    found = sorted((pair for pair in found if pair[0]), key=lambda pair: -pair[0])
    named = [f"{district.full_name} ({count} xã)" for count, district in found[:NAMED_DISTRICTS]]
    return ", ".join(named) or "–"


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
            gap = f"còn thiếu {cell.integer(ahead.short_by).words} {counted_in(row.indicator, subject.plan)}".rstrip()
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


def district_slide(subject: Subject, district: Unit) -> TableSlide:
    """What one district owes first, with the communes and the day; its whole sheet is Biểu 6."""
    sheet = district_sheet(subject, district)
    standings = tuple(subject.judge.of_district(i, district) for i in subject.indicators)
    good = sum(row.judgement.status in REACHED for row in standings)
    name = district_name(subject.judge.picture, district)
    order = [f"{row.indicator.code} {row.indicator.short_name}" for row in worst_first(standings)]
    places = [sheet.place(key) for key in ("indicator", "value", "goal", "short", "communes", "due")]
    lines = [row for row in sheet.rows if row.kind is RowKind.BODY]
    lines.sort(key=lambda row: order.index(words) if (words := row.cells[1].words) in order else len(order))
    rest = len(lines) - DISTRICT_ROWS
    more = f" Còn {rest} chỉ tiêu khác: xem phiếu giao việc." if rest > 0 else ""
    return TableSlide(
        title=f"{name}: {good}/{len(standings)} chỉ tiêu đạt hoặc đúng tiến độ",
        lead=sheet.notes[0] + more,
        table=replace(
            sheet,
            number=0,
            columns=tuple(sheet.columns[place] for place in places),
            rows=tuple(Row(tuple(row.cells[place] for place in places)) for row in lines[:DISTRICT_ROWS]),
        ),
    )


__all__ = ["Bar", "ChartSlide", "Deck", "Slide", "TableSlide", "TextSlide", "TitleSlide", "deck_of", "district_slide"]
