"""Accounts, trail rows, backups and findings into what the administrator's screens show."""

import csv
import io
import json
from collections.abc import Iterable, Sequence

from accounts.audit import Row as TrailRow
from accounts.model import Account
from etl.register import Register
from etl.register_model import UnknownUnit
from indicators.formatting import number_vi
from pages.ui import admin_words as words
from pages.ui.markup import Html, facts, note, tag
from pages.ui.tables import Column, Row, table
from returns.backups import BackupInfo
from returns.completeness import VIETNAM
from returns.safety_findings import Finding
from returns.safety_trail import words_of

PROVINCE_KEY = "38@0"
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
    return (
        str(row.seq),
        f"{row.at_utc + VIETNAM:%d/%m/%Y %H:%M:%S}",
        row.login,
        row.address,
        words_of(row.action),
        row.unit_key or "",
        row.round or "",
        _details(row.details),
    )


def _details(details: str) -> str:
    told = json.loads(details)
    changes = told.pop("changes", [])
    parts = [f"{words.DETAILS.get(key, key)}: {_said(key, v)}" for key, v in told.items() if v not in ("", None, [])]
    parts += [f"{words.DETAILS.get(key, key)}: {_said(key, old)} → {_said(key, new)}" for key, old, new in changes]
    return "; ".join(parts)


def _said(key: str, value: object) -> object:
    """A word of the program as people say it; what people typed as it is."""
    known = {"reason": words.REASONS, "refused": words.REFUSED, "role": words.ROLES}.get(key, {})
    if isinstance(value, bool):
        return words.YES if value else words.NO
    return known.get(value, value) if isinstance(value, str) else value


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
