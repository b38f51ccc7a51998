"""A draft's key into its rows and back; inside the caller's transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from etl.seeding import insert
from etl.store import Cursor
from returns.words import ReturnText, TextKind

WHERE = "where round = ? and unit_key = ? and login = ?"


@dataclass(frozen=True, slots=True)
class DraftKey:
    """Whose draft, for which round and unit."""

    round_code: str
    unit_key: str
    login: str

    @property
    def values(self) -> list[str]:
        """As bound in WHERE."""
        return [self.round_code, self.unit_key, self.login]


@dataclass(frozen=True, slots=True)
class DraftHead:
    """A draft without its cells. Times are UTC."""

    round_code: str
    unit_key: str
    login: str
    begun_at: datetime
    saved_at: datetime
    filled: int


def head(cursor: Cursor, key: DraftKey) -> DraftHead | None:
    """The draft, None when there is none."""
    return next(
        (one for one in heads(cursor, key.login) if one.round_code == key.round_code and one.unit_key == key.unit_key),
        None,
    )


def heads(cursor: Cursor, login: str) -> tuple[DraftHead, ...]:
    """Every draft of one account, the one saved last first."""
    rows = cursor.execute(
        """
        select draft.round, draft.unit_key, draft.login, draft.begun_at, draft.saved_at, count(draft_cell.item)
        from draft
        left join draft_cell
            on draft_cell.round = draft.round
            and draft_cell.unit_key = draft.unit_key
            and draft_cell.login = draft.login
            and draft_cell.typed <> ''
        where draft.login = ?
        group by draft.round, draft.unit_key, draft.login, draft.begun_at, draft.saved_at
        order by draft.saved_at desc
        """,
        [login],
    ).fetchall()
    return tuple(DraftHead(*row) for row in rows)


def touch(cursor: Cursor, key: DraftKey, at: datetime) -> None:
    """Note that the draft was saved, beginning it if need be."""
    if cursor.execute(f"select 1 from draft {WHERE}", key.values).fetchall():
        cursor.execute(f"update draft set saved_at = ? {WHERE}", [at, *key.values]).fetchall()
    else:
        cursor.execute("insert into draft values (?, ?, ?, ?, ?)", [*key.values, at, at]).fetchall()


def cells(cursor: Cursor, key: DraftKey) -> dict[tuple[str, str], str]:
    """What was typed by (unit key, item code); "" is a field that was cleared."""
    rows = cursor.execute(f"select row_key, item, typed from draft_cell {WHERE}", key.values).fetchall()
    return {(unit, item): typed for unit, item, typed in rows}


def write_cells(cursor: Cursor, key: DraftKey, typed: Mapping[tuple[str, str], str]) -> None:
    """Put these cells in the place of what was typed there before; the others stay."""
    if not typed:
        return
    kept = {**cells(cursor, key), **{at: text.strip() for at, text in typed.items()}}
    cursor.execute(f"delete from draft_cell {WHERE}", key.values).fetchall()
    relation = pa.table(
        {
            "round": pa.array([key.round_code] * len(kept), pa.string()),
            "unit_key": pa.array([key.unit_key] * len(kept), pa.string()),
            "login": pa.array([key.login] * len(kept), pa.string()),
            "row_key": pa.array([unit for unit, _ in kept], pa.string()),
            "item": pa.array([item for _, item in kept], pa.string()),
            "typed": pa.array(list(kept.values()), pa.string()),
        }
    )
    insert(cursor, "draft_cell", relation)


def texts(cursor: Cursor, key: DraftKey) -> tuple[ReturnText, ...]:
    """The words of the draft."""
    rows = cursor.execute(f"select kind, text, about_key from draft_words {WHERE}", key.values).fetchall()
    return tuple(ReturnText(TextKind(kind), text, about) for kind, text, about in rows)


def write_texts(cursor: Cursor, key: DraftKey, told: Sequence[ReturnText]) -> None:
    """Put these words in the place of those before."""
    cursor.execute(f"delete from draft_words {WHERE}", key.values).fetchall()
    for one in told:
        cursor.execute(
            "insert into draft_words values (?, ?, ?, ?, ?, ?)", [*key.values, one.kind.value, one.unit_key, one.text]
        ).fetchall()


def drop(cursor: Cursor, key: DraftKey) -> None:
    """Take the draft away."""
    for table in ("draft", "draft_cell", "draft_words"):
        cursor.execute(f"delete from {table} {WHERE}", key.values).fetchall()
