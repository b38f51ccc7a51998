"""A store into its marks, asked only when the store's file has changed since they were asked.

Opening the store takes longer than the rest of a run, and every note in it (somebody is still at work) changes its
file. So a reader may let the marks be believed for a moment. What this process itself has committed is never missed;
what another process has, a reader of a believed answer sees at most `believed_s` later, or as soon as the store,
which that process holds, can be asked.
"""

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from etl.store import Cursor, Store
from returns.marks import Marks, marks_of

BELIEVED_S = 1.0
"""How long those who draw screens and documents believe an answer."""

ASKING_S = 5.0
"""How long a believed answer still serves the others while one reader is asking."""

FileState = tuple[tuple[int, int], ...]
Made = TypeVar("Made")


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


class Remembered(Generic[Made]):
    """Answers of the store about something, each kept while its mark stays; the oldest make room."""

    def __init__(self, most: int = 128) -> None:
        self._most = most
        self._made: dict[Hashable, Made] = {}
        self._lock = threading.Lock()

    def get(self, store: Store, about: Hashable, make: Callable[[Cursor], Made]) -> Made:
        """What was made about this (its mark included), or what `make` reads now. Raises StoreFault."""
        key = (store.path, about)
        made = self._made.get(key)
        if made is None:
            with store.reading() as cursor:
                made = make(cursor)
            with self._lock:
                while len(self._made) >= self._most:
                    self._made.pop(next(iter(self._made)))
                self._made[key] = made
        return made


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
