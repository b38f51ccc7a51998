"""One root connection per process and store, shared by cursors, closed soon after the last one goes.

A process that holds the file shuts every other process out, so the root is closed after LINGER_S without
a cursor, and after HOLD_S at the latest new cursors wait until it has been closed and opened again: a
command line load gets its turn while a busy server runs (DESIGN §4).
"""

import random
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from etl.store.faults import StoreBusy, StoreDamaged, StoreFull, StoreMissing

LINGER_S = 0.3
HOLD_S = 2.0
WAIT_S = 10.0
PAUSE_S = 0.03
SETTINGS: dict[str, str | bool | int | float | list[str]] = {"threads": "2", "memory_limit": "2GB", "enable_external_access": "false", "lock_configuration": "true"}


class Root:
    """The shared connection of one store in this process. Use `cursor()`; everything else is internal."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._state = threading.Condition()
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._cursors = 0
        self._opened_s = 0.0
        self._idle_since_s = 0.0
        self._mine = threading.local()

    @contextmanager
    def cursor(self, *, wait_s: float = WAIT_S, create: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
        """A fresh cursor on the shared connection; never share it between threads.

        Raises StoreMissing, StoreBusy (after `wait_s` seconds), StoreDamaged, StoreFull.
        """
        connection = self._borrow(wait_s=wait_s, create=create)
        try:
            yield connection
        except duckdb.FatalException as fault:
            self._drop()
            raise told(fault, self._path) from fault
        finally:
            connection.close()
            self._give_back()

    def close(self, *, wait_s: float = WAIT_S) -> None:
        """Close the connection once no cursor is out; used before a restore and in tests."""
        with self._state:
            self._state.wait_for(lambda: self._cursors == 0, timeout=wait_s)
            self._shut()

    def _borrow(self, *, wait_s: float, create: bool) -> duckdb.DuckDBPyConnection:
        deadline = time.monotonic() + wait_s
        with self._state:
            while not self._nested and self._connection and time.monotonic() - self._opened_s > HOLD_S:
                if self._cursors == 0:
                    self._shut()
                    self._state.wait(PAUSE_S)
                elif not self._state.wait(max(0.0, deadline - time.monotonic())):
                    break
            if self._connection is None:
                self._connection = self._open(deadline=deadline, create=create)
                self._opened_s = time.monotonic()
                threading.Thread(target=self._close_when_idle, name="store-closer", daemon=True).start()
            cursor = self._connection.cursor()
            self._cursors += 1
            self._mine.held = self._nested + 1
        return cursor

    @property
    def _nested(self) -> int:
        """How many cursors this thread holds already: a nested one never waits for its own outer one."""
        return int(getattr(self._mine, "held", 0))

    def _open(self, *, deadline: float, create: bool) -> duckdb.DuckDBPyConnection:
        if not create and not self._path.exists():
            raise StoreMissing(
                f"Chưa có kho số liệu tại {self._path}. Hãy chạy: python manage.py init (hoặc init --sample)."
            )
        while True:
            try:
                return duckdb.connect(str(self._path), config=SETTINGS)
            except duckdb.IOException as fault:
                if "lock" not in str(fault).lower():
                    raise told(fault, self._path) from fault
                if time.monotonic() >= deadline:
                    raise StoreBusy(_busy_words(str(fault), self._path)) from fault
            except (duckdb.FatalException, duckdb.SerializationException, duckdb.InternalException) as fault:
                raise told(fault, self._path) from fault
            time.sleep(random.uniform(0.02, 0.06))

    def _give_back(self) -> None:
        with self._state:
            self._cursors -= 1
            self._mine.held = self._nested - 1
            self._idle_since_s = time.monotonic()
            self._state.notify_all()

    def _close_when_idle(self) -> None:
        with self._state:
            mine = self._connection
            while self._connection is mine and mine is not None:
                idle_s = time.monotonic() - self._idle_since_s
                if self._cursors == 0 and idle_s >= LINGER_S:
                    self._shut()
                    return
                self._state.wait(LINGER_S if self._cursors else LINGER_S - idle_s)

    def _drop(self) -> None:
        with self._state:
            self._shut()

    def _shut(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
            self._state.notify_all()


_roots: dict[Path, Root] = {}
_roots_lock = threading.Lock()


def root_of(path: Path) -> Root:
    """The one root of this store in this process."""
    resolved = path.resolve()
    with _roots_lock:
        return _roots.setdefault(resolved, Root(resolved))


def told(fault: duckdb.Error, path: Path) -> StoreDamaged | StoreFull:
    """The fault of the store as a sentence for people."""
    text = str(fault)
    if re.search(r"no space left|disk full|could not write|failed to write", text, re.IGNORECASE):
        return StoreFull(
            "Ổ đĩa đã đầy nên không ghi được. Các báo cáo đã nhận trước đó vẫn an toàn; hãy giải phóng chỗ trống rồi làm lại."
        )
    return StoreDamaged(
        f"Kho số liệu {path.name} không đọc được (tệp hỏng hoặc không phải kho của chương trình). "
        "Đừng xóa tệp; hãy phục hồi từ bản sao lưu gần nhất: python manage.py restore <bản sao lưu>."
    )


def _busy_words(text: str, path: Path) -> str:
    holder = re.search(r"PID (\d+)", text)
    who = f"tiến trình số {holder.group(1)}" if holder else "một chương trình khác"
    return (
        f"Kho số liệu {path.name} đang được {who} giữ, đã chờ {WAIT_S:.0f} giây mà chưa được. "
        "Hãy đóng chương trình đó hoặc thử lại sau ít phút."
    )
