"""Biểu 5: how the returns of the round came in: due day, first filing, on time or late, revisions."""

from indicators.formatting import date_vi
from reports.picture import PROVINCE
from reports.tables import cells as cell
from reports.tables.about import Subject, notes_of, subtitle_of
from reports.tables.model import ColumnKind, Row, RowKind, Table
from returns.completeness import LATE, NOT_FILED, ON_TIME, VIETNAM, UnitFiling


def filings(subject: Subject) -> Table:
    """A line per filing unit in name order, and their counts. Empty on a day without a round."""
    of_round = subject.filings
    units = of_round.units if of_round else ()
    shown = [unit for unit in units if subject.scope in (PROVINCE, unit.unit.key)]
    rows = [_row(place, unit) for place, unit in enumerate(shown, 1)]
    if not shown:
        rows.append(cell.section("Chưa có kỳ báo cáo nào tính đến ngày này."))
    elif subject.scope == PROVINCE:
        rows.append(_total(shown))
    round_words = f"kỳ báo cáo {of_round.round.name}" if of_round else "chưa có kỳ báo cáo"
    kinds = ColumnKind
    return Table(
        number=5,
        title=f"Tình hình nộp báo cáo, {round_words}",
        subtitle=subtitle_of(subject),
        columns=(
            cell.column("place", "STT", kinds.INT, 11, lead=True),
            cell.column("unit_name", "Đơn vị nộp báo cáo", kinds.TEXT, 42, lead=True),
            cell.column("due", "Hạn nộp", kinds.DATE, 22),
            cell.column("first", "Ngày nộp lần đầu", kinds.DATE, 23),
            cell.column("state", "Tình trạng", kinds.TEXT, 43),
            cell.column("late", "Số ngày muộn", kinds.INT, 14),
            cell.column("revision", "Số lần nộp", kinds.INT, 13),
        ),
        rows=tuple(rows),
        notes=notes_of(
            subject,
            f"Tính đến ngày {date_vi(subject.heading.day)}. Đúng hạn hay muộn căn cứ lần nộp đầu; "
            "đơn vị chưa nộp: số ngày đã quá hạn.",
        ),
        sample=subject.heading.sample,
        scope_key=subject.scope,
    )


def _row(place: int, unit: UnitFiling) -> Row:
    first = (unit.first_submitted_at + VIETNAM).date() if unit.first_submitted_at else None
    return Row(
        (
            cell.place(place),
            cell.text(unit.unit.full_name),
            cell.day(unit.due),
            cell.day(first),
            cell.text(unit.state_name),
            cell.integer(unit.days_late),
            cell.integer(unit.revision),
        )
    )


def _total(units: list[UnitFiling]) -> Row:
    count = {state: sum(unit.timeliness == state for unit in units) for state in (ON_TIME, LATE, NOT_FILED)}
    received = count[ON_TIME] + count[LATE]
    words = f"{count[ON_TIME]} đúng hạn; {count[LATE]} muộn; {count[NOT_FILED]} chưa nộp"
    return Row(
        (
            cell.BLANK,
            cell.text(f"Cộng: đã nộp {received}/{len(units)}"),
            cell.BLANK,
            cell.BLANK,
            cell.text(words),
            cell.BLANK,
            cell.integer(sum(unit.revision for unit in units)),
        ),
        RowKind.TOTAL,
    )
