"""Every number of every table is found again in the picture: from the tallies and judged anew, not from the tables."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.judging import judge
from indicators.model import Indicator
from indicators.tally import Tally
from indicators.unit_state import UnitState
from reports.picture import PROVINCE
from reports.standing import ranks
from reports.tables import tables_about
from reports.tables.about import Subject
from reports.tables.model import Row, RowKind, Table, Value
from reports.views import Standing
from tests.reports.documents.made_up import DAY, SILENT, subject

DAYS = [DAY, date(2025, 12, 31), date(2025, 3, 1), date(2022, 6, 1)]


@pytest.fixture(params=DAYS, ids=str)
def about(request: pytest.FixtureRequest) -> Subject:
    return subject(request.param)


def judged(about: Subject, indicator: Indicator, scope: str):  # type: ignore[no-untyped-def]
    """(tally, judgement) of a scope, straight from the picture's figures."""
    seen = about.judge.picture.observations(scope, indicator.code)
    found = judge(
        indicator, day=about.heading.day, current=seen[-1] if seen else None, history=seen[:-1], single_unit=False
    )
    return (seen[-1].tally if seen else None), found


def by_key(table: Table, row: Row) -> dict[str, Value]:
    return {column.key: cell.value for column, cell in zip(table.columns, row.cells, strict=True)}


def body(table: Table) -> list[dict[str, Value]]:
    return [by_key(table, row) for row in table.rows if row.kind is not RowKind.SECTION]


def hold(line: dict[str, Value], about: Subject, indicator: Indicator, scope: str) -> None:
    """A line's figures are the scope's: the sums, the share, a target's demand and gap, the communes."""
    tally, found = judged(about, indicator, scope)
    if tally is None:
        assert not any(isinstance(line.get(key), (int, Fraction)) and line[key] for key in ("part", "value", "short"))
        return
    pairs = {(tally.counted, tally.met), (tally.denominator, tally.numerator), (tally.counted, None), (None, None)}
    assert (line["whole"], line["part"]) in pairs
    assert line["value"] in (found.value_pct, None)
    if isinstance(line["part"], int) and line["whole"]:
        assert line["value"] == Fraction(100 * line["part"], line["whole"])
    assert line["short"] in {target.short_by for target in found.targets} | {None}
    for key in ("goal", "goal_first", "goal_last"):
        assert line.get(key) in {target.required_pct for target in found.targets} | {None}
    if "units" in line:
        assert (line["units"], line["reported"]) == (tally.units, tally.units - tally.missing)


def test_the_lines_of_the_province(about: Subject) -> None:
    lines = body(tables_about(about, numbers=(1,))[0])
    for line, indicator in zip(lines, about.indicators, strict=True):
        assert str(line["indicator"]).startswith(indicator.code)
        hold(line, about, indicator, PROVINCE)
        if line["change"] is not None:
            before = about.judge.picture.observations(PROVINCE, indicator.code)[-2]
            now = judged(about, indicator, PROVINCE)[1].value_pct
            ratio = before.tally.denominator, before.tally.numerator
            whole, part = ratio if indicator.numerator else (before.tally.counted, before.tally.met)
            assert line["change"] == now - Fraction(100 * part, whole)


def test_the_cells_of_districts_by_indicators(about: Subject) -> None:
    table = tables_about(about, numbers=(2,))[0]
    scopes = [*(district.key for district in about.districts), PROVINCE]
    for row, scope in zip(table.rows, scopes, strict=True):
        for indicator in about.indicators:
            cell = row.cells[table.place(indicator.code)]
            _, found = judged(about, indicator, scope)
            assert (cell.value, cell.status) == (found.value_pct, found.status)


@pytest.mark.parametrize("code", ["TH-1.1c", "TH-1.2a", "TH-2.3c", "TH-2.5", "TH-3.4"])
def test_the_lines_of_one_indicator(about: Subject, code: str) -> None:
    indicator = about.plan.find(code)
    assert indicator is not None
    table = tables_about(subject(about.heading.day, chosen=(code,)), numbers=(3,))[0]
    scopes = {district.full_name: district.key for district in about.districts}
    lines = body(table)
    assert len(lines) == len(scopes) + 1
    for line in lines:
        hold(line, about, indicator, scopes.get(str(line["district"]), PROVINCE))


def test_the_counts_of_missing_communes(about: Subject) -> None:
    table, picture = tables_about(about, numbers=(4,))[0], about.judge.picture
    states = [about.judge.state(unit, i) for unit in picture.communes for i in about.indicators]
    total = body(table)[-1]
    assert total["unmet"] == states.count(UnitState.NOT_MET)
    lines = body(table)[:-1]
    assert total["unmet"] == sum(int(str(line["unmet"])) for line in lines)
    assert total["silent"] == sum(int(str(line["silent"])) for line in lines)


def test_what_each_district_owes(about: Subject) -> None:
    for district in about.districts[:6]:
        for line in body(tables_about(about, numbers=(6,), unit_keys=(district.key,))[0]):
            indicator = about.plan.find(str(line["indicator"]).split(" ")[0])
            assert indicator is not None
            hold(line, about, indicator, district.key)
            due = {target.due for target in judged(about, indicator, district.key)[1].targets}
            assert line["due"] in due


def test_a_district_owes_the_returns_it_has_not_sent() -> None:
    about = subject()
    district = next(d for d in about.districts if d.full_name == SILENT)
    lines = body(tables_about(about, numbers=(6,), unit_keys=(district.key,))[0])
    owed = {str(line["indicator"]).split(" ")[0] for line in lines}
    silent = {i.code for i in about.indicators if about.judge.of_district(i, district).not_reported and i.target}
    assert silent <= owed
    assert all(str(line["communes"]).startswith(("Chưa báo cáo: ", "Xã ", "Thị trấn ", "Phường ")) for line in lines)


SHARES = st.integers(1, 12).flatmap(
    lambda units: st.tuples(st.just(units), st.integers(0, units), st.integers(0, units))
)


@given(shares=st.lists(SHARES, max_size=12))
def test_equal_values_share_a_rank_and_few_returns_have_none(shares: list[tuple[int, int, int]]) -> None:
    rows = [_row(place, units, missing, met) for place, (units, missing, met) in enumerate(shares)]
    found = ranks(rows)
    able = {row.scope_key: row for row in rows if 10 * row.tally.reported >= 8 * row.tally.total}
    assert set(found) == set(able)
    for key, row in able.items():
        better = [r for r in able.values() if (r.judgement.value_pct or 0) > (row.judgement.value_pct or 0)]
        assert found[key] == 1 + len(better)
    if able:
        assert min(found.values()) == 1


def _row(place: int, units: int, missing: int, met: int) -> Standing:
    """A district of so many communes, as many of them met as reported allow."""
    about = subject()
    indicator = about.plan.find("TH-1.2a")
    assert indicator is not None
    like = about.judge.of_district(indicator, about.districts[0])
    tally = Tally(units, 0, missing, 0, min(met, units - missing))
    value = Fraction(100 * tally.met, units)
    return replace(like, scope_key=str(place), tally=tally, judgement=replace(like.judgement, value_pct=value))
