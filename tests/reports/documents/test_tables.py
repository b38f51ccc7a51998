"""The six tables: what they count, whom they rank, what they say where something is missing."""

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from accounts.model import Account, Role
from accounts.permissions import Forbidden
from etl.store import Store
from indicators.model import Kind
from indicators.status import Status
from indicators.unit_state import UnitState
from reports.tables import table_all_indicators, table_district_sheet, table_missing_communes, tables_about, tables_of
from reports.tables.about import change_of, milestone_years
from reports.tables.districts import one_indicator
from reports.tables.model import Align, Column, ColumnKind, Row, RowKind, Table
from tests.reports.documents.made_up import DAY, SILENT, subject

BOARD = Account("an", "An", Role.OFFICER, "38@0")


def cells(table: Table, key: str, *, kind: RowKind = RowKind.BODY) -> list[object]:
    place = table.place(key)
    return [row.cells[place].value for row in table.rows if row.kind is kind]


def one(number: int, **kwargs: object) -> Table:
    return tables_about(subject(**kwargs), numbers=(number,))[0]  # type: ignore[arg-type]


def test_a_line_per_indicator_and_its_percentage_follows_from_the_line() -> None:
    table = one(1)
    assert cells(table, "place") == list(range(1, 48))
    figures = zip(cells(table, "whole"), cells(table, "part"), cells(table, "value"), strict=True)
    for whole, part, value in figures:
        assert value is None or value == Fraction(100 * part, whole)  # type: ignore[operator]


def test_both_milestones_have_their_column() -> None:
    headers = [column.header for column in one(1).columns]
    assert headers == [
        "STT", "Chỉ tiêu", "Đơn vị tính", "Tổng số", "Số đạt", "Tỷ lệ", "Mục tiêu 2025", "Kết luận 2025",
        "Mục tiêu 2030", "Tiến độ", "So kỳ trước", "Còn thiếu", "Ghi chú",
    ]  # fmt: skip
    assert milestone_years(subject().plan, date(2024, 1, 1)) == (2025, 2030)


def test_the_empty_group_says_why() -> None:
    sections = [row.cells[0].words for row in one(1).rows if row.kind is RowKind.SECTION]
    assert any("610-KL/TU" in words for words in sections)


def test_a_chosen_indicator_leaves_the_others_out() -> None:
    table = one(1, chosen=("TH-3.4",))
    assert len(cells(table, "place")) == 1
    assert len([row for row in table.rows if row.kind is RowKind.SECTION]) == 1


def test_districts_by_indicators_ends_with_the_province() -> None:
    table = one(2)
    last = table.rows[-1]
    assert (last.kind, last.cells[1].words) == (RowKind.TOTAL, "Toàn tỉnh")
    assert len(table.columns) == 2 + 47
    province = one(1)
    assert [c.value for c in last.cells[2:]] == cells(province, "value")


def test_ranks_follow_the_value_and_ties_share_a_place() -> None:
    table = one_indicator(subject(), "TH-1.2a")
    rank, value = cells(table, "rank"), cells(table, "value")
    ranked = [(r, v) for r, v in zip(rank, value, strict=True) if r is not None]
    assert [r for r, _ in ranked] == [1 + sum(w > v for _, w in ranked) for _, v in ranked]  # type: ignore[operator]
    assert [r for r, _ in ranked].count(1) > 1


def test_no_rank_under_80_percent_of_returns() -> None:
    table = one_indicator(subject(), "TH-1.2a")
    (silent,) = [row for row in table.rows if row.cells[1].words == SILENT]
    assert silent.cells[table.place("rank")].words == "–"
    assert silent.cells[table.place("value")].words == "chưa có số liệu"


def test_the_missing_communes_are_those_that_did_not_meet_or_report() -> None:
    about = subject()
    table = one(4)
    unmet = sum(
        about.judge.state(commune, i) is UnitState.NOT_MET for commune in about.judge.picture.communes for i in
        about.indicators
    )  # fmt: skip
    assert sum(cells(table, "unmet")) == unmet == cells(table, "unmet", kind=RowKind.TOTAL)[0]  # type: ignore[arg-type]
    names = [row.cells[table.place("unmet_names")].words for row in table.rows if row.kind is RowKind.BODY]
    counts = cells(table, "unmet")
    assert all(len(n.split(", ")) == c for n, c in zip(names, counts, strict=True) if c)


def test_a_district_that_did_not_report_takes_one_line() -> None:
    table = one(4)
    lines = [row for row in table.rows if row.kind is RowKind.BODY and row.cells[1].words == "Tất cả 47 chỉ tiêu"]
    assert len(lines) == 1
    assert lines[0].cells[table.place("silent")].value == 5


def test_returns_are_counted_by_timeliness() -> None:
    table = one(5)
    total = table.rows[-1]
    assert total.cells[1].words == "Cộng: đã nộp 25/26"
    assert total.cells[table.place("state")].words == "24 đúng hạn; 1 muộn; 1 chưa nộp"


def test_a_district_owes_what_its_communes_have_not_met() -> None:
    about = subject()
    district = about.districts[0]
    table = tables_about(about, numbers=(6,), unit_keys=(district.key,))[0]
    for row in table.rows:
        if row.kind is RowKind.BODY:
            indicator = about.plan.find(row.cells[1].words.split(" ")[0])
            assert indicator is not None
            short, named = row.cells[table.place("short")], row.cells[table.place("communes")].words
            if indicator.kind is not Kind.RATIO:
                assert short.value == len([n for n in re.split("[;,] ", named) if n])


def test_a_district_that_met_everything_owes_nothing() -> None:
    about = subject(chosen=("TH-1.2a",))
    district = next(d for d in about.districts if not about.judge.of_district(about.indicators[0], d).unmet)
    table = tables_about(about, numbers=(6,), unit_keys=(district.key,))[0]
    assert [row.cells[0].words for row in table.rows] == ["Không còn chỉ tiêu nào phải làm thêm."]


def test_notes_say_basis_coverage_and_day() -> None:
    for table in tables_about(subject()):
        words = " ".join((table.subtitle, *table.notes))
        assert "đã nộp 25/26 huyện cũ" in words
        assert "30/06/2026" in words
        assert "166 xã" in words
        assert table.sample


def test_nothing_arose_is_not_no_figure() -> None:
    table = one(1, day=DAY)
    row = next(r for r in table.rows if r.cells[0].words == "10")
    words = {c.key: cell.words for c, cell in zip(table.columns, row.cells, strict=True)}
    assert "TH-1.3e" in words["indicator"]
    blank = one(1, blank=True)
    first = next(r for r in blank.rows if r.kind is RowKind.BODY)
    assert first.cells[blank.place("value")].words == "chưa có số liệu"
    assert first.cells[blank.place("pace")].status is Status.NO_RETURN


def test_a_count_of_a_year_is_not_compared_with_half_a_year() -> None:
    about = subject()
    indicator = about.plan.find("TH-2.5")
    assert indicator is not None
    assert change_of(about.judge.of_province(indicator), about) is None


def test_remarks_come_into_the_notes_column() -> None:
    about = replace(subject(), remarks={"TH-3.4": "Huyện A đã giải trình"})
    table = tables_about(about, numbers=(1,))[0]
    assert any("đã giải trình" in str(words) for words in cells(table, "remark"))


def test_a_row_must_have_a_cell_per_column() -> None:
    column = Column(key="a", header="A", kind=ColumnKind.INT, align=Align.RIGHT, width_mm=10)
    with pytest.raises(ValueError, match="0 cells"):
        Table(number=1, title="", subtitle="", columns=(column,), rows=(Row(()),))


def test_a_clerk_gets_only_the_own_district(seeded_store: Store) -> None:
    own, other = "384@0", "385@0"
    clerk = Account("thu", "Thu", Role.FILER, own)
    kwargs = {"plan_code": "th862", "day": date(2025, 6, 30)}
    table = tables_of(seeded_store, clerk, numbers=(2,), **kwargs)[0]  # type: ignore[arg-type]
    assert len(table.rows) == 1
    assert "Mường Lát" in table_all_indicators(seeded_store, clerk, **kwargs).title  # type: ignore[arg-type]
    with pytest.raises(Forbidden):
        table_district_sheet(seeded_store, clerk, unit_key=other, **kwargs)  # type: ignore[arg-type]


def test_a_locked_account_exports_nothing(seeded_store: Store) -> None:
    locked = replace(BOARD, active=False)
    with pytest.raises(Forbidden):
        table_missing_communes(seeded_store, locked, plan_code="th862", day=DAY)


def test_an_unknown_indicator_is_refused(seeded_store: Store) -> None:
    with pytest.raises(LookupError):
        tables_of(seeded_store, BOARD, plan_code="th862", day=DAY, indicators=("TH-9",))
