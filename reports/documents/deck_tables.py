"""The tables that stand only on slides: the worst five with their districts, and what one district owes first."""

from dataclasses import replace

from etl.register import Unit
from reports.documents.slides import TableSlide
from reports.heading import district_name
from reports.overview import REACHED, worst_first
from reports.tables import cells as cell
from reports.tables.about import Subject, figures_of, short_cell, target_ahead
from reports.tables.district import district_sheet
from reports.tables.model import ColumnKind, Row, RowKind, Table
from reports.views import Standing

NAMED_DISTRICTS = 3
DISTRICT_ROWS = 7


def worst_table(subject: Subject, worst: tuple[Standing, ...]) -> Table:
    """The indicators to ask about, each with its gap and the districts that most of it lies in."""
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
