"""Whose turn it is to open the store: a queue between processes that the system clears when one dies.

DuckDB lets one process hold the file and tells the others only "locked". So whoever finds it locked queues on a
lock file beside the store; the first in the queue alone tries to open, and a holder can see that somebody waits
and lets go. Where the system has no such lock (Windows) everybody tries by turns of chance.
"""

import os
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl

ASK_S = (0.002, 0.008)


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
            try:
                while handle is not None and time.monotonic() < until_s:
                    try:
                        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                        break
                    except BlockingIOError:
                        time.sleep(random.uniform(*ASK_S))
                yield
            finally:
                if handle is not None:
                    os.close(handle)


def _opened(path: Path) -> int | None:
    """The lock file, made when needed; None where the folder does not allow one."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError:
        return None
