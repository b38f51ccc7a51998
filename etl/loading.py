"""A checked return into rows: return, sheets, issues, facts and texts, appended by the caller's transaction."""

from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from etl.checking import CellFact, CheckedReturn
from etl.register import Register
from etl.seeding import insert, insert_few, item_numbers
from etl.store import Cursor

STATES = {"reported": 1, "zero": 2, "not_applicable": 3}
ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What the program adds to a checked return: its numbers, its size, who sent it and when (UTC)."""

    number: int
    revision: int
    size_bytes: int
    submitted_at: datetime
    submitted_by: str
    template_version: str = "1"


def append_return(cursor: Cursor, register: Register, checked: CheckedReturn, arrival: Arrival) -> None:
    """Write the whole return. Rows in equal rows kept: every fact of the check is written, or an error raised."""
    if checked.plan is None or checked.round is None or checked.filing_unit is None:
        raise ValueError("a return without plan, round and unit cannot be loaded")
    sheets = _sheet_numbers(checked)
    _append_head(cursor, checked, arrival)
    _append_sheets(cursor, checked, arrival.number, sheets)
    _append_issues(cursor, checked, arrival.number)
    numbers = item_numbers(cursor, checked.plan.code)
    _append_facts(cursor, register, checked.facts, arrival.number, sheets, numbers)


def next_number(cursor: Cursor) -> int:
    """The number of the next return; two writers at once meet the primary key and one tries again."""
    return int(cursor.execute("select coalesce(max(number), 0) + 1 from return_").fetchall()[0][0])


def _append_head(cursor: Cursor, checked: CheckedReturn, arrival: Arrival) -> None:
    assert checked.round is not None and checked.filing_unit is not None
    cursor.execute(
        "insert into return_ values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            arrival.number,
            checked.round.code,
            checked.filing_unit.key,
            arrival.revision,
            checked.sha256,
            checked.content_hash,
            checked.file,
            arrival.size_bytes,
            arrival.template_version,
            checked.matched_by,
            arrival.submitted_at,
            arrival.submitted_by,
            checked.units,
            checked.values,
            checked.blanks,
            ACCEPTED,
        ],
    ).fetchall()


def _sheet_numbers(checked: CheckedReturn) -> dict[str, int]:
    names = dict.fromkeys([s.sheet for s in checked.matched_sheets] + [f.sheet for f in checked.facts])
    return {name: number for number, name in enumerate(names, start=1)}


def _append_sheets(cursor: Cursor, checked: CheckedReturn, number: int, sheets: dict[str, int]) -> None:
    matched = {sheet.sheet: sheet for sheet in checked.matched_sheets}
    groups = [matched[name].group if name in matched else None for name in sheets]
    ways = [matched[name].by if name in matched else None for name in sheets]
    count = len(sheets)
    insert_few(
        cursor,
        "return_sheet",
        [
            ("integer", [number] * count),
            ("integer", list(sheets.values())),
            ("varchar", list(sheets)),
            ("varchar", groups),
            ("varchar", ways),
        ],
    )


def _append_issues(cursor: Cursor, checked: CheckedReturn, number: int) -> None:
    issues = checked.issues
    insert_few(
        cursor,
        "return_issue",
        [
            ("integer", [number] * len(issues)),
            ("integer", range(1, len(issues) + 1)),
            ("varchar", [i.severity.value for i in issues]),
            ("varchar", [i.code for i in issues]),
            ("varchar", [i.sheet for i in issues]),
            ("varchar", [i.cell for i in issues]),
            ("varchar", [i.unit for i in issues]),
            ("varchar", [i.item for i in issues]),
            ("varchar", [i.value for i in issues]),
            ("varchar", [i.message for i in issues]),
            ("varchar", [i.fix for i in issues]),
        ],
    )


def _append_facts(
    cursor: Cursor,
    register: Register,
    facts: tuple[CellFact, ...],
    number: int,
    sheets: dict[str, int],
    numbers: dict[str, int],
) -> None:
    unit_numbers = [register.get(fact.unit_key).number for fact in facts]
    relation = pa.table(
        {
            "return_number": pa.array([number] * len(facts), pa.int32()),
            "unit_number": pa.array(unit_numbers, pa.int32()),
            "item_number": pa.array([numbers[f.item_code] for f in facts], pa.int16()),
            "state": pa.array([STATES[f.state] for f in facts], pa.int16()),
            "value": pa.array([f.value for f in facts], pa.float64()),
            "sheet_number": pa.array([sheets[f.sheet] for f in facts], pa.int16()),
            "row_number": pa.array([f.row for f in facts], pa.int32()),
            "column_number": pa.array([f.column for f in facts], pa.int16()),
        }
    )
    kept = insert(cursor, "fact", relation)
    if kept != len(facts):
        raise ValueError(f"{len(facts)} facts were checked but {kept} were kept")
    texts = [(unit, fact) for unit, fact in zip(unit_numbers, facts, strict=True) if fact.text is not None]
    insert(
        cursor,
        "fact_text",
        pa.table(
            {
                "return_number": pa.array([number] * len(texts), pa.int32()),
                "unit_number": pa.array([unit for unit, _ in texts], pa.int32()),
                "item_number": pa.array([numbers[f.item_code] for _, f in texts], pa.int16()),
                "value": pa.array([f.text for _, f in texts], pa.string()),
            }
        ),
    )
