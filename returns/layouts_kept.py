"""The saved layouts of filing units' own tables, as rows of the store."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from etl.layouts.saved import BadLayout, Layout
from etl.store import Cursor

LOG = logging.getLogger("danvan.returns")


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedLayout:
    """A layout kept under the name of a filing unit. Times are UTC."""

    number: int
    unit_key: str
    layout: Layout
    saved_by: str
    saved_by_name: str
    saved_at: datetime


def kept(cursor: Cursor, unit_key: str, plan: str) -> tuple[SavedLayout, ...]:
    """What the unit has saved for a plan, the latest first. One that cannot be read back is left out and logged."""
    rows = cursor.execute(
        """
        select
            workbook_layout.number, workbook_layout.unit_key, workbook_layout.body, workbook_layout.saved_by,
            coalesce(account.name, workbook_layout.saved_by), workbook_layout.saved_at
        from workbook_layout
        left join account on account.login = workbook_layout.saved_by
        where workbook_layout.unit_key = ? and workbook_layout.plan = ? and workbook_layout.dropped_at is null
        order by workbook_layout.saved_at desc, workbook_layout.number desc
        """,
        [unit_key, plan],
    ).fetchall()
    return tuple(_read(rows))


def layouts_of(cursor: Cursor, unit_key: str, plan: str) -> tuple[Layout, ...]:
    """The same as the check asks for them."""
    return tuple(saved.layout for saved in kept(cursor, unit_key, plan))


def append(cursor: Cursor, unit_key: str, layout: Layout, *, by: str, at: datetime) -> int:
    """Keep a layout; its number."""
    number = int(cursor.execute("select coalesce(max(number), 0) + 1 from workbook_layout").fetchall()[0][0])
    cursor.execute(
        "insert into workbook_layout values (?, ?, ?, ?, ?, ?, ?, ?, null)",
        [number, unit_key, layout.plan, layout.name, layout.fingerprint, layout.as_json(), by, at],
    ).fetchall()
    return number


def drop(cursor: Cursor, number: int, *, at: datetime) -> None:
    """Use a layout no more; its row stays."""
    cursor.execute("update workbook_layout set dropped_at = ? where number = ?", [at, number]).fetchall()


def _read(rows: list[tuple[int, str, str, str, str, datetime]]) -> Iterator[SavedLayout]:
    for number, unit_key, body, saved_by, saved_by_name, saved_at in rows:
        try:
            layout = Layout.from_json(body)
        except BadLayout:
            LOG.exception("workbook layout %d of %s cannot be read", number, unit_key)
            continue
        yield SavedLayout(
            number=number,
            unit_key=unit_key,
            layout=layout,
            saved_by=saved_by,
            saved_by_name=saved_by_name,
            saved_at=saved_at,
        )
