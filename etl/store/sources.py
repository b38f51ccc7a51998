"""One unit's figures with the return, file, sheet and cell that each came from."""

from dataclasses import dataclass
from datetime import datetime

from etl.store.connection import Cursor
from etl.store.schema import script


@dataclass(frozen=True, slots=True)
class StoredFigure:
    """One figure as it was accepted. `state`: 1 reported, 2 zero, 3 not applicable; times are UTC."""

    round: str
    item_code: str
    state: int
    value: float | None
    text: str | None
    sheet: str
    row: int
    column: int
    return_number: int
    file_name: str
    revision: int
    submitted_by: str
    submitted_at: datetime


def figures_of(cursor: Cursor, plan_code: str, unit_number: int) -> tuple[StoredFigure, ...]:
    """Every figure of the unit that counts, in all rounds of the plan."""
    rows = cursor.execute(script("marts/figure_source.sql"), [plan_code, unit_number]).fetchall()
    return tuple(StoredFigure(*row) for row in rows)
