"""Biểu 4: the communes still missing behind every target, by district and indicator, with their names."""

from etl.register import Unit
from indicators.model import Indicator
from indicators.unit_state import UnitState
from reports.heading import district_name
from reports.picture import PROVINCE
from reports.tables import cells as cell
from reports.tables.about import Subject, notes_of, subtitle_of, target_ahead, target_words
from reports.tables.model import ColumnKind, Row, RowKind, Table
from reports.views import Standing


def missing_communes(subject: Subject) -> Table:
    """Under each district a line per indicator that some commune has not met or not reported."""
    rows: list[Row] = []
    number = sum_unmet = sum_silent = 0
    for district in subject.districts:
        rows.append(cell.section(_title(subject, district)))
        lines = _lines(subject, district)
        for words, unmet, silent, asked in lines:
            number += 1
            sum_unmet, sum_silent = sum_unmet + len(unmet), sum_silent + len(silent)
            rows.append(_row(number, words, unmet, silent, asked))
        if not lines:
            rows.append(cell.section("Không có xã nào còn thiếu."))
    if subject.scope == PROVINCE:
        rows.append(_total(sum_unmet, sum_silent))
    kinds = ColumnKind
    return Table(
        number=4,
        title=f"Danh sách xã chưa đạt, chưa báo cáo theo huyện và chỉ tiêu – {subject.scope_name}",
        subtitle=subtitle_of(subject),
        unit_line="Đơn vị tính: xã",
        columns=(
            cell.column("place", "STT", kinds.INT, 11, lead=True),
            cell.column("indicator", "Chỉ tiêu", kinds.TEXT, 64, lead=True),
            cell.column("goal", "Mục tiêu", kinds.TEXT, 38),
            cell.column("unmet", "Số xã chưa đạt", kinds.INT, 14),
            cell.column("unmet_names", "Tên xã chưa đạt", kinds.TEXT, 74),
            cell.column("silent", "Số xã chưa báo cáo", kinds.INT, 14),
            cell.column("silent_names", "Tên xã chưa báo cáo", kinds.TEXT, 50),
        ),
        rows=tuple(rows),
        notes=notes_of(
            subject,
            "Xã chưa đạt: đã báo cáo nhưng chưa đạt chỉ tiêu. Xã chưa báo cáo không tính là không đạt.",
            "Dòng cộng đếm theo lượt xã: một xã còn thiếu ở nhiều chỉ tiêu thì đếm nhiều lần.",
        ),
        sample=subject.heading.sample,
        scope_key=subject.scope,
    )


Line = tuple[str, tuple[Unit, ...], tuple[Unit, ...], str]


def _lines(subject: Subject, district: Unit) -> list[Line]:
    """(indicator, not met, not reported, target); one line for all where the district has not reported at all."""
    communes = subject.judge.picture.communes_by_district.get(district.key, ())
    standings = [subject.judge.of_district(i, district) for i in subject.indicators]
    if communes and all(len(row.not_reported) == len(communes) for row in standings):
        count = len(standings)
        return [(f"Tất cả {count} chỉ tiêu" if count > 1 else _words(standings[0].indicator), (), communes, "–")]
    lines = []
    for row in standings:
        unmet = tuple(u for u in row.unmet if subject.judge.state(u, row.indicator) is UnitState.NOT_MET)
        if unmet or row.not_reported:
            lines.append((_words(row.indicator), unmet, row.not_reported, _goal(row, subject)))
    return lines


def _words(indicator: Indicator) -> str:
    return f"{indicator.code} {indicator.short_name}"


def _goal(row: Standing, subject: Subject) -> str:
    ahead = target_ahead(row, subject.heading.day)
    return target_words(ahead) if ahead else "không đặt"


def _row(number: int, words: str, unmet: tuple[Unit, ...], silent: tuple[Unit, ...], goal: str) -> Row:
    return Row(
        (
            cell.place(number),
            cell.text(words),
            cell.text(goal),
            cell.integer(len(unmet)),
            cell.names(unmet),
            cell.integer(len(silent)),
            cell.names(silent),
        )
    )


def _total(unmet: int, silent: int) -> Row:
    words = (cell.BLANK, cell.text("Cộng toàn tỉnh (lượt xã)"), cell.BLANK)
    return Row((*words, cell.integer(unmet), cell.BLANK, cell.integer(silent), cell.BLANK), RowKind.TOTAL)


def _title(subject: Subject, district: Unit) -> str:
    communes = subject.judge.picture.communes_by_district.get(district.key, ())
    return f"{district_name(subject.judge.picture, district)} ({len(communes)} xã)"
