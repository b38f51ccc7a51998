"""The committed register, the plans' items and the plans' calendars into the tables of the store."""

from collections.abc import Iterable, Sequence

import pyarrow as pa

from etl.register import Register
from etl.rounds import Round, round_of_calendar
from etl.store.connection import Cursor
from indicators.model import Plan


def seed(cursor: Cursor, register: Register, plans: Iterable[Plan]) -> None:
    """Bring units, lineage, item numbers and rounds up to date. Safe to run again: numbers never change."""
    _seed_units(cursor, register)
    for plan in plans:
        _seed_items(cursor, plan)
        _seed_rounds(cursor, register, plan)


def item_numbers(cursor: Cursor, plan_code: str) -> dict[str, int]:
    """The number of every item of a plan, by its code."""
    rows = cursor.execute("select code, number from item where plan = ?", [plan_code]).fetchall()
    return {str(code): int(number) for code, number in rows}


def add_round(cursor: Cursor, register: Register, round_: Round) -> None:
    """Write a round and the units that file in it, each with the round's due date."""
    cursor.execute(
        "insert into round values (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            round_.code,
            round_.number,
            round_.plan,
            round_.name,
            round_.data_from,
            round_.data_to,
            round_.due,
            round_.tier.value,
        ],
    ).fetchall()
    filing = register.filing_units(round_.tier, round_.data_to)
    relation = pa.table(
        {
            "round": pa.array([round_.code] * len(filing), pa.string()),
            "unit_key": pa.array([unit.key for unit in filing], pa.string()),
            "due": pa.array([round_.due] * len(filing), pa.date32()),
        }
    )
    insert(cursor, "round_unit", relation)


def insert(cursor: Cursor, table: str, relation: pa.Table) -> int:
    """Append an Arrow table whose columns stand in the order of the store's table; how many rows went in."""
    if not relation.num_rows:
        return 0
    cursor.register("incoming_", relation)
    try:
        return int(cursor.execute(f"insert into {table} select * from incoming_").fetchall()[0][0])
    finally:
        cursor.unregister("incoming_")


def insert_few(cursor: Cursor, table: str, columns: Sequence[tuple[str, Sequence[object]]]) -> None:
    """Append some rows, given as the table's columns in their order, each with its SQL type.

    For up to some hundreds of rows: bound lists cost a quarter of what an Arrow table costs to register.
    """
    if columns[0][1]:
        lists = ", ".join(f"unnest(?::{sql_type}[])" for sql_type, _ in columns)
        cursor.execute(f"insert into {table} select {lists}", [list(values) for _, values in columns]).fetchall()


def _seed_units(cursor: Cursor, register: Register) -> None:
    units, edges = register.units, register.edges
    cursor.execute("delete from lineage").fetchall()
    known = {str(row[0]) for row in cursor.execute("select unit_key from unit").fetchall()}
    fresh = [unit for unit in units if unit.key not in known]
    text = pa.string()
    insert(
        cursor,
        "unit",
        pa.table(
            {
                "number": pa.array([u.number for u in fresh], pa.int32()),
                "unit_key": pa.array([u.key for u in fresh], text),
                "code": pa.array([u.code for u in fresh], text),
                "level": pa.array([u.level.value for u in fresh], text),
                "type_name": pa.array([u.type_name for u in fresh], text),
                "name": pa.array([u.name for u in fresh], text),
                "full_name": pa.array([u.full_name for u in fresh], text),
                "parent_key": pa.array([u.parent_key for u in fresh], text),
                "valid_from": pa.array([u.valid_from for u in fresh], pa.date32()),
                "valid_to": pa.array([u.valid_to for u in fresh], pa.date32()),
                "former_district_key": pa.array([u.former_district_key for u in fresh], text),
                "opened_by": pa.array([u.opened_by for u in fresh], text),
                "closed_by": pa.array([u.closed_by for u in fresh], text),
                "note": pa.array([u.note for u in fresh], text),
            }
        ),
    )
    insert(
        cursor,
        "lineage",
        pa.table(
            {
                "effective_on": pa.array([e.effective_on for e in edges], pa.date32()),
                "from_key": pa.array([e.from_key for e in edges], text),
                "to_key": pa.array([e.to_key for e in edges], text),
                "relation": pa.array([str(e.relation) for e in edges], text),
                "relation_name": pa.array([e.relation_name for e in edges], text),
                "clause": pa.array([e.clause for e in edges], text),
                "evidence": pa.array([e.evidence for e in edges], text),
            }
        ),
    )


def _seed_items(cursor: Cursor, plan: Plan) -> None:
    known = item_numbers(cursor, plan.code)
    taken = cursor.execute("select coalesce(max(number), 0) from item").fetchall()
    number = int(taken[0][0])
    for item in plan.items:
        if item.code not in known:
            number += 1
            cursor.execute("insert into item values (?, ?, ?)", [number, plan.code, item.code]).fetchall()


def _seed_rounds(cursor: Cursor, register: Register, plan: Plan) -> None:
    rows = cursor.execute("select code, number from round").fetchall()
    known = {str(code) for code, _ in rows}
    number = max((int(n) for _, n in rows), default=0)
    for entry in plan.calendar:
        if entry.code in known:
            continue
        number += 1
        add_round(cursor, register, round_of_calendar(plan, entry, number=number))
