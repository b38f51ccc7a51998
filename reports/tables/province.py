"""Biểu 1: every indicator of the province, or of the scope an account sees, in one line each."""

from reports.standing import Judge
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
    value_cell,
)
from reports.tables.model import Cell, Chart, Column, ColumnKind, Row, Table
from reports.views import Standing

DENOMINATORS = (
    "Tổng số: số xã thuộc diện, kể cả xã chưa báo cáo; với chỉ tiêu tính trên số lượng là tổng mẫu số đã báo cáo, "
    "không lấy bình quân tỷ lệ của các xã. Tỷ lệ cắt ở hai chữ số thập phân, không làm tròn lên mục tiêu."
)


def all_indicators(subject: Subject) -> Table:
    """STT, indicator, unit word, whole, part, percentage, both milestones, pace, change, shortfall, remark."""
    years = milestone_years(subject.plan, subject.heading.day)
    rows: list[Row] = []
    number = 0
    for group in subject.plan.group:
        own = [i for i in subject.indicators if i.group == group.code]
        if not own and (subject.chosen or not group.empty_reason):
            continue
        rows.append(cell.section(f"{group.code}. {group.name}"))
        if not own:
            rows.append(cell.section(f"Chưa có chỉ tiêu. {group.empty_reason}"))
        for indicator in own:
            number += 1
            rows.append(_row(number, _standing(subject, subject.judge, indicator.code), subject, years))
    return Table(
        number=1,
        title=f"Kết quả thực hiện các chỉ tiêu {subject.plan.short_name} – {subject.scope_name}",
        subtitle=subtitle_of(subject),
        columns=_columns(years),
        rows=tuple(rows),
        notes=notes_of(
            subject,
            DENOMINATORS,
            "Còn thiếu: số còn phải đạt thêm so với mục tiêu đang thực hiện. "
            "So kỳ trước: chênh lệch tỷ lệ, tính bằng điểm phần trăm.",
        ),
        sample=subject.heading.sample,
        chart=Chart(title="Tỷ lệ đạt theo chỉ tiêu", label_key="indicator", value_key="value", goal_key="goal_last"),
        scope_key=subject.scope,
    )


def _standing(subject: Subject, judge: Judge, code: str) -> Standing:
    indicator = subject.plan.find(code)
    assert indicator is not None
    return judge.of_scope(indicator, subject.scope)


def _columns(years: tuple[int, ...]) -> tuple[Column, ...]:
    kinds = ColumnKind
    columns = [
        cell.column("place", "STT", kinds.INT, 10, lead=True),
        cell.column("indicator", "Chỉ tiêu", kinds.TEXT, 57, lead=True),
        cell.column("unit", "Đơn vị tính", kinds.TEXT, 15),
        cell.column("whole", "Tổng số", kinds.INT, 14),
        cell.column("part", "Số đạt", kinds.INT, 14),
        cell.column("value", "Tỷ lệ", kinds.PERCENT, 17),
    ]
    for year in years[:-1]:
        columns.append(cell.column("goal_first", f"Mục tiêu {year}", kinds.PERCENT, 13))
        columns.append(cell.column("verdict_first", f"Kết luận {year}", kinds.STATUS, 32))
    return (
        *columns,
        *(cell.column("goal_last", f"Mục tiêu {year}", kinds.PERCENT, 13) for year in years[-1:]),
        cell.column("pace", "Tiến độ", kinds.STATUS, 40),
        cell.column("change", "So kỳ trước", kinds.POINTS, 13),
        cell.column("short", "Còn thiếu", kinds.INT, 12),
        cell.column("remark", "Ghi chú", kinds.TEXT, 34),
    )


def _row(number: int, row: Standing, subject: Subject, years: tuple[int, ...]) -> Row:
    whole, part = figures_of(row)
    cells = [
        cell.place(number),
        cell.text(f"{row.indicator.code} {row.indicator.short_name}"),
        cell.text(counted_in(row.indicator, subject.plan)),
        cell.integer(whole),
        cell.integer(part),
        value_cell(row),
    ]
    for year in years[:-1]:
        found = target_of(row, year)
        cells += [cell.target(found.required_pct if found else None), cell.verdict(found)]
    for year in years[-1:]:
        found = target_of(row, year)
        cells.append(cell.target(found.required_pct if found else None))
    return Row((*cells, *_tail(row, subject)))


def _tail(row: Standing, subject: Subject) -> tuple[Cell, ...]:
    ahead = target_ahead(row, subject.heading.day)
    return (
        cell.status(ahead.live if ahead and ahead.live else row.judgement.status),
        cell.points(change_of(row, subject)),
        short_cell(row, ahead),
        cell.text(remark_of(row, subject)),
    )
