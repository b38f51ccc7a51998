"""Accounts, trail rows, backups and findings into what the administrator's screens show."""

import csv
import io
import json
from collections.abc import Iterable, Sequence

from accounts.audit import Row as TrailRow
from accounts.model import CONSOLE, Account, Actor
from etl.register import Register, default_register
from etl.register.model import UnknownUnit
from indicators.formatting import number_vi
from pages.ui import admin_words as words
from pages.ui import trail_words
from pages.ui.markup import Html, facts, note, tag
from pages.ui.tables import Column, Row, table
from returns.backups import BackupInfo
from returns.completeness import VIETNAM
from returns.safety.findings import Finding
from returns.safety.trail import words_of

PROVINCE_KEY = "38@0"
STRANGER = Actor(account=None)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def account_table(accounts: Sequence[Account], register: Register) -> Html:
    """Every account in one line."""
    columns = [Column(title=title) for title in (words.LOGIN, words.NAME, words.ROLE, words.SCOPE, words.STATE)]
    rows = [Row(cells=(a.login, a.name, a.role_name, scope_words(a.scope_key, register), _state(a))) for a in accounts]
    return table(columns, rows, caption=words.ACCOUNT_TABLE, stack=True)


def scope_words(scope_key: str, register: Register) -> str:
    """A scope as people call it."""
    if not scope_key:
        return words.NO_SCOPE
    if scope_key == PROVINCE_KEY:
        return words.WHOLE_PROVINCE
    try:
        return register.get(scope_key).full_name
    except UnknownUnit:
        return scope_key


def _state(account: Account) -> str:
    told = [words.ACTIVE if account.active else words.LOCKED]
    told += [words.MUST_CHANGE] if account.must_change else []
    told += [words.DEMO] if account.demo else []
    return ", ".join(told)


def trail_table(rows: Sequence[TrailRow]) -> Html:
    """The trail's rows, newest first."""
    columns = [Column(title=title, align="right" if n == 0 else "left") for n, title in enumerate(words.TRAIL_COLUMNS)]
    return table(columns, [Row(cells=_trail_cells(row)) for row in rows], caption=words.TRAIL_TABLE, stack=True)


def _trail_cells(row: TrailRow) -> tuple[str, ...]:
    who = {CONSOLE.login: trail_words.CONSOLE, STRANGER.login: trail_words.STRANGER}.get(row.login, row.login)
    return (
        str(row.seq),
        f"{row.at_utc + VIETNAM:%d/%m/%Y %H:%M:%S}",
        who,
        row.address,
        words_of(row.action),
        scope_words(row.unit_key, default_register()) if row.unit_key else "",
        row.round or "",
        _details(row.details),
    )


def _details(details: str) -> str:
    told = json.loads(details)
    changes = told.pop("changes", [])
    parts = [f"{_name(key)}: {_said(key, value)}" for key, value in told.items() if value not in ("", None, [])]
    parts += [f"{_name(key)}: {_said(key, old)} → {_said(key, new)}" for key, old, new in changes]
    return "; ".join(parts)


def _name(key: str) -> str:
    return trail_words.DETAILS.get(key, key)


def _said(key: str, value: object) -> str:
    """A word of the program or a unit as people say it; what people typed as it is."""
    if isinstance(value, list):
        return ", ".join(_said(key, one) for one in value)
    if isinstance(value, bool):
        return trail_words.YES if value else trail_words.NO
    if value is None:
        return "–"
    if key in trail_words.UNIT_FIELDS and (isinstance(value, str)):
        return scope_words(value, default_register())
    return trail_words.VALUES.get(key, {}).get(str(value), str(value))


def trail_csv(rows: Iterable[TrailRow]) -> bytes:
    """The same rows for a spreadsheet; text that a spreadsheet would take for a formula is disarmed."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(words.TRAIL_COLUMNS)
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell for cell in _trail_cells(row)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def backup_facts(made: BackupInfo) -> Html:
    """The last good backup."""
    told = (
        f"{made.made_at + VIETNAM:%d/%m/%Y %H:%M}",
        str(made.path),
        number_vi(made.returns),
        number_vi(made.originals),
        f"{number_vi(made.size_bytes / (1 << 20), places=1)} MB",
        made.sha256,
    )
    return facts(zip(words.BACKUP_FACTS, told, strict=True))


def findings(found: Sequence[Finding]) -> Html:
    """What the inspection found, each with what to do."""
    if not found:
        return note(words.SOUND, "done")
    return tag("div", *(note(f"{one.what} {one.todo}", "error") for one in found))
