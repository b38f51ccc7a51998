"""The audit trail into the rows somebody asks for, newest first, each with its action in words."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module

from accounts.audit import Event, Row, write
from accounts.model import Actor
from accounts.permissions import Action, require_of
from etl.store import Cursor, Store
from etl.store.schema import script
from returns.safety.events import TrailTaken

LIMIT = 200
EVENT_MODULES = (
    "accounts.events",
    "returns.events",
    "returns.events.explanations",
    "returns.events.tables",
    "returns.safety.events",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which rows: None asks for all. Times are UTC, `until` exclusive; `action` is a code or its beginning (`return.`).

    `before_seq` gives the page that follows a row.
    """

    since: datetime | None = None
    until: datetime | None = None
    login: str | None = None
    action: str | None = None
    unit_key: str | None = None
    round_code: str | None = None
    sha256: str | None = None
    before_seq: int | None = None
    limit: int = LIMIT


def read_trail(cursor: Cursor, asked: Asked, *, by: Actor) -> tuple[Row, ...]:
    """The rows, newest first, at most `limit`. Raises Forbidden."""
    require_of(by, Action.READ_AUDIT)
    rows = cursor.execute(
        script("marts/audit_trail.sql"),
        {
            "since": asked.since,
            "until": asked.until,
            "login": asked.login,
            "action": asked.action,
            "unit_key": asked.unit_key,
            "round": asked.round_code,
            "sha256": asked.sha256,
            "before_seq": asked.before_seq,
            "rows": asked.limit,
        },
    ).fetchall()
    return tuple(Row(*row) for row in rows)


def note_taken(store: Store, rows: tuple[Row, ...], *, by: Actor) -> None:
    """Keep that these rows are about to leave as a file. Raises Forbidden."""
    require_of(by, Action.READ_AUDIT)
    event = TrailTaken(by=by, rows=len(rows), newest=rows[0].seq, oldest=rows[-1].seq)
    store.transact(lambda cursor: write(cursor, event))


def words_of(code: str) -> str:
    """What an action is called; its code where the program no longer knows it."""
    return _words().get(code, code)


@cache
def _words() -> dict[str, str]:
    for name in EVENT_MODULES:
        import_module(name)
    found: dict[str, str] = {}
    kinds = [Event]
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        if "code" in vars(kind):
            found[kind.code] = kind.words
    return found
