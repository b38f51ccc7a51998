"""The findings of the last inspection in this process, kept for the administrator's screen until the next one."""

import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from accounts.clock import utc_now
from accounts.model import Actor
from accounts.permissions import Action, require_of
from etl.store import Store
from returns.safety import inspect
from returns.safety.findings import Finding

_LOCK = threading.Lock()
_LATEST: dict[Path, "Inspection"] = {}


@dataclass(frozen=True, slots=True)
class Inspection:
    """What one inspection found, errors first, and when (UTC)."""

    at: datetime
    findings: tuple[Finding, ...]


def inspect_and_keep(store: Store, *, by: Actor) -> Inspection:
    """A shallow inspection whose findings stay to be read. Raises as `inspect` does."""
    made = Inspection(at=utc_now(), findings=inspect(store, by=by, deep=False))
    with _LOCK:
        _LATEST[store.path.resolve()] = made
    return made


def latest(store: Store, *, by: Actor) -> Inspection | None:
    """The last one of this process, or None before the first. Raises Forbidden."""
    require_of(by, Action.KEEP_BACKUPS)
    with _LOCK:
        return _LATEST.get(store.path.resolve())
