"""The six tables of the meeting, one typed object each, for the page and for every document alike."""

from collections.abc import Mapping
from datetime import date

from accounts.model import Account
from etl.register import Unit
from etl.store import Store
from reports.access import require_seen
from reports.tables.about import Subject, subject_of
from reports.tables.district import district_sheet
from reports.tables.districts import districts_by_indicators, most_indebted, one_indicator, worst_indicator
from reports.tables.filings import filings
from reports.tables.missing import missing_communes
from reports.tables.model import Align, Cell, Chart, Column, ColumnKind, Row, RowKind, Table
from reports.tables.province import all_indicators

TABLE_NAMES: Mapping[int, str] = {
    1: "Tổng hợp tất cả chỉ tiêu",
    2: "Huyện và chỉ tiêu",
    3: "Một chỉ tiêu theo huyện, có xếp hạng",
    4: "Xã chưa đạt, chưa báo cáo",
    5: "Tình hình nộp báo cáo",
    6: "Phiếu giao việc của huyện",
}
ALL_TABLES = tuple(TABLE_NAMES)


def tables_of(
    store: Store,
    account: Account,
    *,
    plan_code: str,
    day: date,
    numbers: tuple[int, ...] = ALL_TABLES,
    indicators: tuple[str, ...] = (),
    unit_keys: tuple[str, ...] = (),
    remarks: Mapping[str, str] | None = None,
) -> tuple[Table, ...]:
    """The tables asked for, in order, as far as the account may see and export. `indicators` narrows every table.

    Biểu 3 comes once per chosen indicator and Biểu 6 once per district in `unit_keys`. With none chosen, beside other
    tables they show the worst indicator and the district that owes most; asked for alone, all of them.
    Raises Forbidden, UnknownPlan, and LookupError for an unknown indicator or a district not of the day.
    """
    subject = subject_of(store, account, plan_code=plan_code, day=day, chosen=indicators, remarks=remarks)
    for key in unit_keys:
        require_seen(account, key)
    return tables_about(subject, numbers=numbers, unit_keys=unit_keys)


def tables_about(
    subject: Subject, *, numbers: tuple[int, ...] = ALL_TABLES, unit_keys: tuple[str, ...] = ()
) -> tuple[Table, ...]:
    """The same from a subject that was opened already."""
    made: list[Table] = []
    alone = len(numbers) == 1
    for number in numbers:
        match number:
            case 1:
                made.append(all_indicators(subject))
            case 2:
                made.append(districts_by_indicators(subject))
            case 3:
                codes = [i.code for i in subject.indicators]
                if not (subject.chosen or alone):
                    codes = [worst_indicator(subject).code]
                made += [one_indicator(subject, code) for code in codes]
            case 4:
                made.append(missing_communes(subject))
            case 5:
                made.append(filings(subject))
            case 6:
                made += [district_sheet(subject, d) for d in _districts(subject, unit_keys, alone=alone)]
            case _:
                raise LookupError(f"Biểu {number}")
    return tuple(made)


def _districts(subject: Subject, unit_keys: tuple[str, ...], *, alone: bool) -> tuple[Unit, ...]:
    if not unit_keys:
        return subject.districts if alone or len(subject.districts) < 2 else (most_indebted(subject),)
    by_key = {district.key: district for district in subject.districts}
    for key in unit_keys:
        if key not in by_key:
            raise LookupError(key)
    return tuple(by_key[key] for key in unit_keys)


def table_all_indicators(
    store: Store, account: Account, *, plan_code: str, day: date, indicators: tuple[str, ...] = ()
) -> Table:
    """Biểu 1. Raises as `tables_of` does, like all that follow."""
    return all_indicators(subject_of(store, account, plan_code=plan_code, day=day, chosen=indicators))


def table_districts(
    store: Store, account: Account, *, plan_code: str, day: date, indicators: tuple[str, ...] = ()
) -> Table:
    """Biểu 2."""
    return districts_by_indicators(subject_of(store, account, plan_code=plan_code, day=day, chosen=indicators))


def table_one_indicator(store: Store, account: Account, *, plan_code: str, day: date, indicator: str) -> Table:
    """Biểu 3."""
    return one_indicator(subject_of(store, account, plan_code=plan_code, day=day), indicator)


def table_missing_communes(
    store: Store, account: Account, *, plan_code: str, day: date, indicators: tuple[str, ...] = ()
) -> Table:
    """Biểu 4."""
    return missing_communes(subject_of(store, account, plan_code=plan_code, day=day, chosen=indicators))


def table_filings(store: Store, account: Account, *, plan_code: str, day: date) -> Table:
    """Biểu 5."""
    return filings(subject_of(store, account, plan_code=plan_code, day=day))


def table_district_sheet(store: Store, account: Account, *, plan_code: str, day: date, unit_key: str) -> Table:
    """Biểu 6."""
    (found,) = tables_of(store, account, plan_code=plan_code, day=day, numbers=(6,), unit_keys=(unit_key,))
    return found


__all__ = [
    "ALL_TABLES",
    "TABLE_NAMES",
    "Align",
    "Cell",
    "Chart",
    "Column",
    "ColumnKind",
    "Row",
    "RowKind",
    "Subject",
    "Table",
    "subject_of",
    "table_all_indicators",
    "table_district_sheet",
    "table_districts",
    "table_filings",
    "table_missing_communes",
    "table_one_indicator",
    "tables_about",
    "tables_of",
]
