"""The reading process: limited, shared by threads, replaced when it dies, gone when its parent goes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from etl.reading import Format, Limits, ReaderDown, RefusalCode, Unreadable, isolation, read_bytes, wire
from tests.etl.reading.packages import good, packed, parts

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="the fork server runs on Linux only")
ROOT = Path(isolation.__file__).resolve().parents[2]
# Long enough for any machine to start an interpreter or to notice that a process is gone.
PATIENCE_S = 15.0


@pytest.fixture(autouse=True)
def _fresh_server() -> Iterator[None]:
    isolation.stop()
    yield
    isolation.stop()


def server_pids(parent: int | None = None) -> list[int]:
    found = psutil.Process(parent or os.getpid()).children()
    return [process.pid for process in found if "etl.reading.server" in process.cmdline()]


def labelled(label: str) -> bytes:
    return packed(parts('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=(label,)))


def slow() -> bytes:
    """A sheet of 1.2 million formatted blanks: honest, and about a second of work."""
    blanks = '<c s="0"/>' * 59
    rows = "".join(f'<row r="{row}"><c r="A{row}" s="0"/>{blanks}</row>' for row in range(1, 20_001))
    return packed(parts(rows), level=1)


def descriptors(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


@linux_only
def test_one_server_serves_many_books() -> None:
    for _ in range(3):
        read_bytes(good(), name="a.xlsx")
    assert len(server_pids()) == 1


@linux_only
def test_threads_get_their_own_answers() -> None:
    labels = [f"Xã số {number}" for number in range(24)]
    with ThreadPoolExecutor(6) as pool:
        books = list(pool.map(lambda label: read_bytes(labelled(label), name="a.xlsx"), labels))
    assert [book.sheets[0].cells[0].value for book in books] == labels
    assert len(server_pids()) == 1


@linux_only
def test_killed_server_is_replaced() -> None:
    read_bytes(good(), name="a.xlsx")
    (first,) = server_pids()
    os.kill(first, signal.SIGKILL)
    assert read_bytes(good(), name="a.xlsx").sheets
    (second,) = server_pids()
    assert second != first


@linux_only
def test_server_killed_in_the_middle_is_replaced_and_the_book_is_read() -> None:
    data = slow()
    read_bytes(good(), name="a.xlsx")
    (first,) = server_pids()
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(read_bytes, data, name="a.xlsx")
        wait_until(lambda: bool(psutil.Process(first).children()) or reading.done())
        os.kill(first, signal.SIGKILL)
        assert reading.result().sheets[0].cells == ()
    assert server_pids() != [first]


@linux_only
def test_server_that_cannot_start_is_not_the_files_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    for broken in ("/bin/false", "/nowhere/python"):
        monkeypatch.setattr(isolation.sys, "executable", broken)
        with pytest.raises(ReaderDown):
            read_bytes(good(), name="a.xlsx")


@linux_only
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_server_goes_with_its_parent(end: signal.Signals) -> None:
    script = (
        "import sys, time; from etl.reading import read_bytes\n"
        "read_bytes(sys.stdin.buffer.read(), name='a.xlsx'); print('read', flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdin=-1, stdout=-1, cwd=ROOT)
    assert parent.stdin is not None and parent.stdout is not None
    parent.stdin.write(good())
    parent.stdin.close()
    assert parent.stdout.readline() == b"read\n"
    (server,) = server_pids(parent.pid)
    os.kill(parent.pid, end)
    parent.wait()
    parent.stdout.close()
    wait_until(lambda: not psutil.pid_exists(server))


@linux_only
def test_server_holds_nothing_of_its_parent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANVAN_STORE", "postgres:password=secret")
    with (tmp_path / "danvan.duckdb").open("wb") as store:
        os.set_inheritable(store.fileno(), True)
        read_bytes(good(), name="a.xlsx")
        (server,) = server_pids()
        assert "secret" not in str(psutil.Process(server).environ())
        held = [path.resolve() for path in Path(f"/proc/{server}/fd").iterdir()]
        assert (tmp_path / "danvan.duckdb").resolve() not in held


@linux_only
def test_no_child_and_no_descriptor_is_left_behind() -> None:
    read_bytes(good(), name="a.xlsx")
    (server,) = server_pids()
    before = descriptors(os.getpid()), descriptors(server)
    for _ in range(10):
        read_bytes(good(), name="a.xlsx")
        with pytest.raises(Unreadable):
            read_bytes(packed(parts("<row")), name="a.xlsx")
    assert psutil.Process(server).children() == []
    assert (descriptors(os.getpid()), descriptors(server)) == before


@linux_only
def test_reading_after_a_fork_of_the_parent_starts_its_own_server() -> None:
    read_bytes(good(), name="a.xlsx")
    pid = os.fork()
    if pid == 0:
        os._exit(0 if read_bytes(good(), name="a.xlsx").sheets else 1)
    _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert read_bytes(good(), name="a.xlsx").sheets


@pytest.mark.parametrize("limits", [Limits(cpu_s=0), Limits(wall_s=0)], ids=["cpu", "wall"])
@linux_only
def test_book_that_takes_too_long_is_stopped(limits: Limits) -> None:
    with pytest.raises(Unreadable) as refused:
        read_bytes(slow(), name="a.xlsx", limits=limits)
    assert refused.value.code is RefusalCode.TIME_LIMIT
    assert read_bytes(good(), name="a.xlsx").sheets


@linux_only
def test_book_that_needs_too_much_memory_is_stopped() -> None:
    data = packed(parts(strings=tuple(f"{number:040}" for number in range(200_000))), level=1)
    with pytest.raises(Unreadable) as refused:
        read_bytes(data, name="a.xlsx", limits=Limits(memory_bytes=40 << 20))
    assert refused.value.code is RefusalCode.MEMORY_LIMIT
    assert read_bytes(good(), name="a.xlsx").sheets


def test_answer_that_is_too_long_is_not_taken() -> None:
    with pytest.raises(Unreadable) as refused:
        read_bytes(good(), name="a.xlsx", limits=Limits(answer_bytes=20))
    assert refused.value.code is RefusalCode.MEMORY_LIMIT


def test_interpreter_per_book_gives_the_same_where_there_is_no_fork() -> None:
    answer = isolation.by_interpreter(good(), Format.XLSX, Limits())
    assert wire.unpacked(answer).sheets == read_bytes(good(), name="a.xlsx").sheets


def test_interpreter_per_book_is_stopped_in_time() -> None:
    with pytest.raises(Unreadable) as refused:
        isolation.by_interpreter(slow(), Format.XLSX, Limits(wall_s=0))
    assert refused.value.code is RefusalCode.TIME_LIMIT


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"[]",
        b"{}",
        b'{"refused": "no such code", "details": {}}',
        b'{"sheets": [], "names": {}, "words": [null], "external_links": 1}',
        b'{"sheets": [{"name": "a", "visibility": "visible", "names": {}, "merged": [], "cells": [[1,1,"n","x",0,0]]}],'
        b' "names": {}, "words": [null], "external_links": false}',
        b'{"sheets": [{"name": "a", "visibility": "visible", "names": {}, "merged": [], "cells": [[0,1,"n",1,0,0]]}],'
        b' "names": {}, "words": [null], "external_links": false}',
        b"[" * 100_000,
    ],
)
def test_forged_answer_is_no_book(answer: bytes) -> None:
    with pytest.raises(wire.Garbled):
        wire.unpacked(answer)


def wait_until(condition: object) -> None:
    assert callable(condition)
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)
