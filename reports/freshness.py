"""A store into its marks, asked only when the store's file has changed since they were asked.

Opening the store takes longer than the rest of a run, and every note in it (somebody is still at work) changes its
file. So a reader may let the marks be believed for a moment. What this process itself has committed is never missed;
what another process has, a reader of a believed answer sees at most `believed_s` later, or as soon as the store,
which that process holds, can be asked.
"""

import threading
import time
from dataclasses import dataclass
from pathlib import Path

from etl.store import Store
from returns.marks import Marks, marks_of

ASKING_S = 5.0
"""How long a believed answer still serves the others while one reader is asking."""

FileState = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    marks: Marks
    file_state: FileState
    commits: int
    asked_s: float


def marks(store: Store, *, believed_s: float = 0.0) -> Marks:
    """What the store is at; one reader asks, the others wait or take what is still believed. Raises StoreFault."""
    path = store.path
    kept = _kept.get(path)
    if kept is not None and _holds(kept, store, believed_s):
        return kept.marks
    with _registry:
        asking = _asking.setdefault(path, threading.Lock())
    if believed_s and kept is not None and asking.locked() and _holds(kept, store, ASKING_S):
        return kept.marks
    with asking:
        kept = _kept.get(path)
        if kept is None or not _holds(kept, store, believed_s):
            kept = _asked(store)
            _kept[path] = kept
        return kept.marks


def written(path: Path) -> FileState:
    """When the file and its log were last written, and their sizes; nothing for what is not there."""
    found = []
    for file in (path, path.with_name(f"{path.name}.wal")):
        try:
            stat = file.stat()
        except FileNotFoundError:
            continue
        found.append((stat.st_mtime_ns, stat.st_size))
    return tuple(found)


def _holds(kept: _Kept, store: Store, believed_s: float) -> bool:
    if kept.commits != store.commits:
        return False
    return time.monotonic() - kept.asked_s < believed_s or kept.file_state == written(store.path)


def _asked(store: Store) -> _Kept:
    commits, file_state, asked_s = store.commits, written(store.path), time.monotonic()
    with store.reading() as cursor:
        return _Kept(marks_of(cursor), file_state, commits, asked_s)


_registry = threading.Lock()
_asking: dict[Path, threading.Lock] = {}
_kept: dict[Path, _Kept] = {}
