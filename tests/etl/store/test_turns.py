"""The queue between processes: who waits is seen, and nobody who waits is passed over."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from etl.store import Store
from etl.store.schema import prepare
from etl.store.turns import Turns

ROOT = Path(__file__).resolve().parents[3]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such lock; openers try by chance")


def test_nobody_waits_at_first(tmp_path: Path) -> None:
    assert Turns(tmp_path / "s.duckdb").wanted() is False


def test_one_who_waits_is_seen_and_is_gone_afterwards(tmp_path: Path) -> None:
    turns = Turns(tmp_path / "s.duckdb")
    with turns.first(until_s=time.monotonic() + 1):
        assert turns.wanted() is True
    assert turns.wanted() is False


def test_one_whose_time_is_up_goes_on_and_leaves_the_queue_clean(tmp_path: Path) -> None:
    turns = Turns(tmp_path / "s.duckdb")
    with turns.first(until_s=time.monotonic() + 1), turns.first(until_s=time.monotonic() + 0.05):
        pass
    deadline = time.monotonic() + 2
    while turns.wanted() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert turns.wanted() is False


def test_a_folder_that_takes_no_lock_file_stops_nobody(tmp_path: Path) -> None:
    turns = Turns(tmp_path / "not there" / "s.duckdb")
    assert turns.wanted() is None
    with turns.first(until_s=time.monotonic() + 1):
        pass


def test_a_busy_process_lets_another_in(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.duckdb", wait_s=5.0)
    prepare(store)
    script = (
        "from pathlib import Path\n"
        "from etl.store import Store\n"
        f"with Store(Path({str(store.path)!r}), wait_s=5.0).reading() as c: print(c.execute('select 42').fetchall())\n"
    )
    other = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 20
    while other.poll() is None and time.monotonic() < deadline:
        with store.reading() as cursor:  # never idle for long enough to be closed as idle
            cursor.execute("select 1").fetchall()
    assert other.communicate()[0] == "[(42,)]\n"
    store.close()


def test_processes_that_end_just_when_the_store_closes_itself_end_well(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.duckdb")
    prepare(store)
    store.close()
    script = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from etl.store import Store\n"
        "with Store(Path(sys.argv[1])).reading() as c: c.execute('select 1').fetchall()\n"
        "time.sleep(float(sys.argv[2]))\n"
    )
    for first in (0.29, 0.305, 0.32):
        ending = [
            subprocess.Popen([sys.executable, "-c", script, str(store.path), str(first + 0.003 * n)], cwd=ROOT)
            for n in range(4)
        ]
        assert [process.wait(timeout=60) for process in ending] == [0, 0, 0, 0]
