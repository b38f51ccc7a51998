"""Biểu 6, "phiếu giao việc": what one district owes, which communes owe it, and by when."""

from etl.register import Unit
from indicators.formatting import date_vi
from indicators.judgement import TargetVerdict
from indicators.unit_state import UnitState
from indicators.verdict import Verdict
from reports.heading import district_name
from reports.standing import ranks
from reports.tables import cells as cell
from reports.tables.about import (
    Subject,
    counted_in,
    explained_in,
    figures_of,
    notes_of,
    subtitle_of,
    target_words,
)
from reports.tables.model import Cell, Column, ColumnKind, Row, Table
from reports.views import Standing


def district_sheet(subject: Subject, district: Unit) -> Table:
    """A line per indicator with a target not reached yet: the nearest one, the gap, the communes, the day."""
    rows: list[Row] = []
    number = 0
    for group in subject.plan.group:
        lines = []
        for indicator in (i for i in subject.indicators if i.group == group.code):
            standing = subject.judge.of_district(indicator, district)
            owed = owed_target(standing, subject)
            if owed is not None:
                number += 1
                lines.append(_row(number, standing, owed, subject, district))
        if lines:
            rows += [cell.section(f"{group.code}. {group.name}"), *lines]
    if not rows:
        rows.append(cell.section("Không còn chỉ tiêu nào phải làm thêm."))
    return Table(
        number=6,
        title=f"Phiếu giao việc – {district_name(subject.judge.picture, district)}",
        subtitle=subtitle_of(subject),
        columns=_columns(),
        rows=tuple(rows),
        notes=notes_of(
            subject,
            f"{_filed(subject, district)} Có {number} chỉ tiêu phải làm thêm hoặc báo cáo thêm.",
            *explained_in(subject, district.key),
        ),
        sample=subject.heading.sample,
        scope_key=district.key,
    )


def owed_target(row: Standing, subject: Subject) -> TargetVerdict | None:
    """The nearest target still ahead that is not reached, or that some commune has not reported on.

    With none ahead the last one missed, as long as some commune is still behind.
    """
    binding = [t for t in row.judgement.targets if t.verdict is not Verdict.NOT_BINDING]
    ahead = [t for t in binding if t.due >= subject.heading.day]
    if ahead:
        unreported = ahead[0] if row.not_reported else None
        return next((t for t in ahead if t.short_by), unreported)
    owed = [t for t in binding if t.short_by or row.not_reported]
    return owed[-1] if owed and row.unmet else None


def _columns() -> tuple[Column, ...]:
    kinds = ColumnKind
    return (
        cell.column("place", "STT", kinds.INT, 11, lead=True),
        cell.column("indicator", "Chỉ tiêu", kinds.TEXT, 52, lead=True),
        cell.column("unit", "Đơn vị tính", kinds.TEXT, 16),
        cell.column("whole", "Tổng số", kinds.INT, 15),
        cell.column("part", "Số đạt", kinds.INT, 15),
        cell.column("value", "Tỷ lệ", kinds.PERCENT, 18),
        cell.column("rank", "Hạng", kinds.INT, 12),
        cell.column("goal", "Mục tiêu", kinds.PERCENT, 15),
        cell.column("short", "Còn thiếu", kinds.INT, 15),
        cell.column("communes", "Xã phải thực hiện", kinds.TEXT, 62),
        cell.column("due", "Hoàn thành trước hoặc trong ngày", kinds.DATE, 24),
    )


def _row(number: int, row: Standing, owed: TargetVerdict, subject: Subject, district: Unit) -> Row:
    whole, part = figures_of(row)
    places = ranks(subject.judge.of_district(row.indicator, d) for d in subject.judge.picture.districts)
    return Row(
        (
            cell.place(number),
            cell.text(f"{row.indicator.code} {row.indicator.short_name}"),
            cell.text(counted_in(row.indicator, subject.plan)),
            cell.integer(whole),
            cell.integer(part),
            cell.percent(row.judgement.value_pct),
            cell.place(places.get(district.key)),
            cell.target(owed.required_pct),
            cell.integer(owed.short_by),
            _communes(row, subject),
            cell.day(owed.due) if owed.due >= subject.heading.day else _past(owed),
        )
    )


def _communes(row: Standing, subject: Subject) -> Cell:
    unmet = [u.full_name for u in row.unmet if subject.judge.state(u, row.indicator) is UnitState.NOT_MET]
    silent = [u.full_name for u in row.not_reported]
    parts = [", ".join(unmet)] if unmet else []
    if silent:
        parts.append(f"chưa báo cáo: {', '.join(silent)}")
    words = "; ".join(parts) or "–"
    return cell.text(words[:1].upper() + words[1:])


def _past(owed: TargetVerdict) -> Cell:
    return Cell(owed.due, f"{date_vi(owed.due)} (đã quá hạn)")


def _filed(subject: Subject, district: Unit) -> str:
    if subject.filings is None:
        return "Chưa có kỳ báo cáo nào tính đến ngày này."
    own = next((u for u in subject.filings.units if u.unit.key == district.key), None)
    name = subject.filings.round.name
    if own is None:
        return f"Kỳ {name}: đơn vị không phải nộp báo cáo."
    if not own.revision:
        return f"Kỳ {name}: chưa nộp báo cáo, hạn {date_vi(own.due)}."
    late = f", muộn {own.days_late} ngày" if own.days_late else ""
    return f"Kỳ {name}: {own.state_name.lower()}{late}; đã nộp {own.revision} lần."


__all__ = ["district_sheet", "owed_target", "target_words"]
