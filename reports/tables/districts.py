"""Biểu 2 and 3: districts × indicators, and one indicator by district with its rank."""

from etl.register import Unit
from indicators.model import Indicator
from indicators.status import Status
from reports.indicator import best_first
from reports.picture import PROVINCE
from reports.standing import ranks
from reports.tables import cells as cell
from reports.tables.about import (
    Subject,
    change_of,
    counted_in,
    figures_of,
    milestone_years,
    notes_of,
    remark_of,
    short_cell,
    subtitle_of,
    target_ahead,
    target_of,
    target_words,
    value_cell,
)
from reports.tables.model import Cell, Chart, Column, ColumnKind, Row, RowKind, Table
from reports.views import Standing

WHOLE_PROVINCE = "Toàn tỉnh"


def districts_by_indicators(subject: Subject) -> Table:
    """A line per district, a column per indicator; every cell its sign and its percentage."""
    chosen = subject.indicators
    judge = subject.judge
    rows = [
        _line(place, district.full_name, tuple(judge.of_district(i, district) for i in chosen), RowKind.BODY)
        for place, district in enumerate(subject.districts, 1)
    ]
    if subject.scope == PROVINCE:
        rows.append(_line(None, WHOLE_PROVINCE, tuple(judge.of_province(i) for i in chosen), RowKind.TOTAL))
    return Table(
        number=2,
        title=f"Kết quả theo huyện và chỉ tiêu {subject.plan.short_name} – {subject.scope_name}",
        subtitle=subtitle_of(subject),
        unit_line="Đơn vị tính: %",
        columns=_wide_columns(subject, chosen),
        rows=tuple(rows),
        notes=notes_of(subject, _codes_in_words(chosen), _signs_in_words()),
        sample=subject.heading.sample,
        scope_key=subject.scope,
    )


def _wide_columns(subject: Subject, chosen: tuple[Indicator, ...]) -> tuple[Column, ...]:
    groups = {group.code: f"{group.code}. {group.short_name}" for group in subject.plan.group}
    return (
        cell.column("place", "STT", ColumnKind.INT, 8, lead=True),
        cell.column("district", _district_header(subject), ColumnKind.TEXT, 34, lead=True),
        *(cell.column(i.code, i.code, ColumnKind.PERCENT, 16, group=groups[i.group]) for i in chosen),
    )


def _line(place: int | None, name: str, standings: tuple[Standing, ...], kind: RowKind) -> Row:
    first = cell.BLANK if place is None else cell.place(place)
    cells = (cell.heat(s.judgement.status, s.judgement.value_pct) for s in standings)
    return Row((first, cell.text(name), *cells), kind)


def _codes_in_words(chosen: tuple[Indicator, ...]) -> str:
    return "Chỉ tiêu: " + "; ".join(f"{i.code} {i.short_name}" for i in chosen) + "."


def _signs_in_words() -> str:
    return "Ký hiệu: " + "; ".join(f"{s.symbol} {s.word}" for s in Status) + "."


def one_indicator(subject: Subject, code: str) -> Table:
    """The districts from the best to the worst with rank (ties share one, none under 80% of returns), the total."""
    indicator = subject.plan.find(code)
    if indicator is None:
        raise LookupError(code)
    judge = subject.judge
    every = tuple(judge.of_district(indicator, d) for d in judge.picture.districts)
    places = ranks(every)
    shown = best_first(tuple(row for row in every if subject.scope in (PROVINCE, row.scope_key)))
    years = milestone_years(subject.plan, subject.heading.day)
    rows = [_ranked(row, places.get(row.scope_key), subject, years, RowKind.BODY) for row in shown]
    total = judge.of_scope(indicator, subject.scope)
    if subject.scope == PROVINCE:
        rows.append(_ranked(total, None, subject, years, RowKind.TOTAL))
    asked = "; ".join(target_words(t) for t in total.judgement.targets)
    return Table(
        number=3,
        title=f"Kết quả chỉ tiêu {indicator.code} theo huyện – {indicator.short_name}",
        subtitle=subtitle_of(subject),
        unit_line=f"Đơn vị tính: {counted_in(indicator, subject.plan)}",
        columns=_ranked_columns(subject, years),
        rows=tuple(rows),
        notes=notes_of(
            subject,
            f"Mục tiêu: {asked}." if asked else "Chỉ tiêu không đặt mục tiêu.",
            "Xếp hạng theo tỷ lệ; bằng nhau thì cùng hạng; không xếp hạng nơi có dưới 80% số xã báo cáo.",
            f"Căn cứ: {indicator.clause}.",
        ),
        sample=subject.heading.sample,
        chart=Chart(
            title=f"{indicator.code}: tỷ lệ theo huyện", label_key="district", value_key="value", goal_key="goal"
        ),
        scope_key=subject.scope,
    )


def _ranked_columns(subject: Subject, years: tuple[int, ...]) -> tuple[Column, ...]:
    kinds = ColumnKind
    verdicts = [cell.column("verdict", f"Kết luận {year}", kinds.STATUS, 32) for year in years[:-1]]
    return (
        cell.column("rank", "Hạng", kinds.INT, 12, lead=True),
        cell.column("district", _district_header(subject), kinds.TEXT, 38, lead=True),
        cell.column("units", "Số xã", kinds.INT, 13),
        cell.column("reported", "Số xã báo cáo", kinds.INT, 15),
        cell.column("whole", "Tổng số", kinds.INT, 15),
        cell.column("part", "Số đạt", kinds.INT, 15),
        cell.column("value", "Tỷ lệ", kinds.PERCENT, 19),
        *verdicts,
        cell.column("goal", "Mục tiêu tới", kinds.PERCENT, 15),
        cell.column("pace", "Tiến độ", kinds.STATUS, 40),
        cell.column("change", "So kỳ trước", kinds.POINTS, 14),
        cell.column("short", "Còn thiếu", kinds.INT, 14),
        cell.column("remark", "Ghi chú", kinds.TEXT, 34),
    )


def _ranked(row: Standing, rank: int | None, subject: Subject, years: tuple[int, ...], kind: RowKind) -> Row:
    whole, part = figures_of(row)
    ahead = target_ahead(row, subject.heading.day)
    verdicts: list[Cell] = [cell.verdict(target_of(row, year)) for year in years[:-1]]
    total = kind is RowKind.TOTAL
    return Row(
        (
            cell.BLANK if total else cell.place(rank),
            cell.text(WHOLE_PROVINCE if total else row.scope_name),
            cell.integer(row.tally.units),
            cell.integer(row.tally.units - row.tally.missing),
            cell.integer(whole),
            cell.integer(part),
            value_cell(row),
            *verdicts,
            cell.target(ahead.required_pct if ahead else None),
            cell.status(ahead.live if ahead and ahead.live else row.judgement.status),
            cell.points(change_of(row, subject)),
            short_cell(row, ahead),
            cell.text(remark_of(row, subject)),
        ),
        kind,
    )


def _district_header(subject: Subject) -> str:
    return subject.heading.district_word[:1].upper() + subject.heading.district_word[1:]


def worst_indicator(subject: Subject) -> Indicator:
    """The indicator to be looked at first: the worst status, then the lowest value."""
    rows = [subject.judge.of_scope(i, subject.scope) for i in subject.indicators]
    worst = min(rows, key=lambda r: (r.judgement.status.concern, r.judgement.value_pct or 0, r.indicator.code))
    return worst.indicator


def most_indebted(subject: Subject) -> Unit:
    """The district with the most indicators behind: the one whose own sheet is shown when none was named."""

    def owed(district: Unit) -> int:
        standings = (subject.judge.of_district(i, district) for i in subject.indicators)
        return sum(bool(row.unmet) for row in standings)

    return max(subject.districts, key=owed)
