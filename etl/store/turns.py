"""Whose turn it is to open the store: a queue between processes that the system clears when one dies.

DuckDB lets one process hold the file and tells the others only "locked". So whoever finds it locked queues on a
lock file beside the store; the first in the queue alone tries to open, and a holder can see that somebody waits
and lets go. Where the system has no such lock (Windows) everybody tries by turns of chance.
"""

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl


class Turns:
    """The queue of one store. Holds no descriptor open except while waiting."""

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(path.name + ".turn")

    def wanted(self) -> bool | None:
        """Whether another process waits for the store; None where that cannot be known."""
        if sys.platform == "win32":
            return None
        else:
            handle = _opened(self._path)
            if handle is None:
                return None
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
            finally:
                os.close(handle)
            return False

    @contextmanager
    def first(self, *, until_s: float) -> Iterator[None]:
        """Be the first in the queue inside the block, or go on regardless once `until_s` (monotonic) is past."""
        if sys.platform == "win32":
            yield
        else:
            handle = _opened(self._path)
            if handle is None:
                yield
                return
            place = _Place(handle)
            try:
                place.wait(max(0.0, until_s - time.monotonic()))
                yield
            finally:
                place.leave()


class _Place:
    """One place in the queue.

    The system serves those who block on a lock in the order in which they came; a thread does the blocking, because
    nobody can block for only so long.
    """

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self._mine = threading.Lock()
        self._first = threading.Event()
        self._left = False

    def wait(self, at_most_s: float) -> None:
        """Until this is the first place, or the time is up."""
        threading.Thread(target=self._block, name="store-turn", daemon=True).start()
        self._first.wait(at_most_s)

    def leave(self) -> None:
        """Let the next one go first."""
        with self._mine:
            self._left = True
            if self._first.is_set():
                os.close(self._handle)

    def _block(self) -> None:
        if sys.platform != "win32":
            fcntl.flock(self._handle, fcntl.LOCK_EX)
        with self._mine:
            self._first.set()
            if self._left:
                os.close(self._handle)


def _opened(path: Path) -> int | None:
    """The lock file, made when needed; None where the folder does not allow one."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError:
        return None
