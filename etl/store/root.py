"""One root connection per process and store, shared by cursors, let go of as soon as somebody else waits for it.

A process that holds the file shuts every other process out. So the root is closed when no cursor is out and
another process waits (`turns`), or after LINGER_S; and when somebody waits while cursors keep coming for more than
HOLD_S, new cursors wait until it has been closed once: a command line load gets its turn while a busy server
runs (DESIGN §4). After a fatal fault nobody gets a cursor of the dead instance: it is opened anew.
"""

import atexit
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from etl.store import opening, versions
from etl.store.faults import StoreFault
from etl.store.turns import Turns

LINGER_S = 0.3
SLICE_S = 0.05
HOLD_S = 0.5
WAIT_S = 10.0
WATCH_S = 0.01
ASK_S = (0.005, 0.015)

BROKEN = (duckdb.FatalException, duckdb.InternalException)
UNREADABLE = (duckdb.IOException, duckdb.SerializationException)


class Root:
    """The shared connection of one store in this process. Use `cursor()`; everything else is internal."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turns = Turns(path)
        self._state = threading.Condition()
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._opening = 0
        self._cursors = 0
        self._dead = False
        self._opened_s = 0.0
        self._idle_since_s = 0.0
        self._rest_until_s = 0.0
        self._mine = threading.local()
        self.version = 0
        self.commits = 0

    def note_commit(self) -> None:
        """Something has just been committed that a screen may show."""
        with self._state:
            self.commits += 1

    @contextmanager
    def cursor(self, *, wait_s: float = WAIT_S, create: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
        """A fresh cursor on the shared connection; never share it between threads.

        Raises StoreMissing, StoreBusy (after `wait_s` seconds), StoreDamaged, StoreFull, StoreShut, StoreNewer.
        """
        connection = self._borrow(wait_s=wait_s, create=create)
        try:
            yield connection
        except BROKEN as fault:
            self._drop()
            raise opening.told(fault, self._path) from fault
        except UNREADABLE as fault:
            raise opening.told(fault, self._path) from fault
        finally:
            connection.close()
            self._give_back()

    def close(self, *, wait_s: float = WAIT_S, forced: bool = True) -> None:
        """Close the connection once no cursor is out; `forced`: also when one is still out after `wait_s` seconds."""
        with self._state:
            if self._state.wait_for(lambda: self._cursors == 0, timeout=wait_s) or forced:
                self._shut()

    def _borrow(self, *, wait_s: float, create: bool) -> duckdb.DuckDBPyConnection:
        deadline_s = time.monotonic() + wait_s
        with self._state:
            while not self._nested and self._must_close():
                if self._cursors == 0:
                    self._shut()
                elif not self._state.wait(max(0.0, deadline_s - time.monotonic())):
                    break  # a cursor stays out longer than anybody can wait: rather serve than fail
            if self._connection is None:
                self._open(wait_s=wait_s, deadline_s=deadline_s, create=create)
            assert self._connection is not None
            cursor = self._connection.cursor()
            self._cursors += 1
            self._mine.held = self._nested + 1
        return cursor

    def _must_close(self) -> bool:
        if self._dead:
            return True
        held = self._connection is not None and time.monotonic() - self._opened_s > HOLD_S
        return held and self._turns.wanted() is not False

    @property
    def _nested(self) -> int:
        """How many cursors this thread holds already: a nested one never waits for its own outer one."""
        return int(getattr(self._mine, "held", 0))

    def _open(self, *, wait_s: float, deadline_s: float, create: bool) -> None:
        if not create and not self._path.exists():
            raise opening.missing(self._path)
        opening.made_ready()
        wanted = self._turns.wanted()
        if wanted is None:
            time.sleep(max(0.0, self._rest_until_s - time.monotonic()))
        found = None if wanted else self._attempt()
        if found is None:
            found = self._queue(wait_s=wait_s, deadline_s=deadline_s)
        fault = self._unfit(found.version)
        if fault is not None:
            found.connection.close()
            raise fault
        self._connection, self.version = found.connection, found.version
        self._opening += 1
        self._opened_s = self._idle_since_s = time.monotonic()
        threading.Thread(target=self._close_when_idle, name="store-closer", daemon=True).start()

    def _attempt(self) -> opening.Opened | None:
        try:
            return opening.opened(self._path)
        except opening.Locked:
            return None

    def _queue(self, *, wait_s: float, deadline_s: float) -> opening.Opened:
        with self._turns.first(until_s=deadline_s):
            while True:
                try:
                    return opening.opened(self._path)
                except opening.Locked as held:
                    if time.monotonic() >= deadline_s:
                        raise opening.busy(self._path, held.holder, wait_s) from held
                time.sleep(random.uniform(*ASK_S))

    def _unfit(self, version: int) -> StoreFault | None:
        if version == opening.FOREIGN:
            return opening.foreign(self._path)
        if version > versions.newest():
            return opening.newer(self._path, version)
        return None

    def _give_back(self) -> None:
        with self._state:
            self._cursors -= 1
            self._mine.held = self._nested - 1
            self._idle_since_s = time.monotonic()
            held_s = self._idle_since_s - self._opened_s
            if self._cursors == 0 and (self._dead or (held_s > SLICE_S and self._turns.wanted())):
                self._shut()
            self._state.notify_all()

    def _close_when_idle(self) -> None:
        with self._state:
            mine = self._opening
            while self._connection is not None and self._opening == mine:
                if self._cursors == 0:
                    idle_s = time.monotonic() - self._idle_since_s
                    if idle_s >= LINGER_S or self._turns.wanted():
                        self._shut()
                        return
                self._state.wait(LINGER_S if self._cursors else WATCH_S)

    def _drop(self) -> None:
        """The instance is dead; DuckDB would hand it out again while one cursor of it lives."""
        with self._state:
            self._dead = True

    def _shut(self) -> None:
        if self._connection is not None:
            self._connection.close()
            # the last reference goes here, under the lock: DuckDB aborts a process that ends in the middle of it
            self._connection = None
            self._rest_until_s = time.monotonic() + ASK_S[1] * 2
        self._dead = False
        self._state.notify_all()


_roots: dict[Path, Root] = {}
_as_named: dict[Path, Root] = {}
_roots_lock = threading.Lock()


def root_of(path: Path) -> Root:
    """The one root of this store in this process."""
    known = _as_named.get(path)
    if known is not None:
        return known
    resolved = path.resolve()
    with _roots_lock:
        if not _roots:
            atexit.register(_let_go)
        root = _roots.setdefault(resolved, Root(resolved))
        if path.is_absolute():
            _as_named[path] = root
        return root


def _let_go() -> None:
    """At the end of the process: closing folds the log into the file; a cursor still out keeps its root open."""
    for root in _roots.values():
        root.close(wait_s=0.0, forced=False)
