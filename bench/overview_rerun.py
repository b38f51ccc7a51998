"""A second visit's run of Tổng quan against an empty page of the same shell, and whether it grows with the rounds.

`python -m bench.overview_rerun [--store FOLDER] [--visits 30]`: FOLDER holds a whole sample store (danvan.duckdb and
what lies beside it), which is copied; without it one is made.
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

import httpx
import psutil

from accounts.demo import DEMO
from accounts.model import Role
from bench.empty_screen import EMPTY, RUN_TOLD
from bench.measuring import Pair, ended, told
from bench.sample_store import ALL_ROUNDS, running_with_empty_screen, sample_store
from pages.ui.navigation import FIRST
from tests.web.boot import Running, browser, heard, run, screen

ALLOWED_RATIO, ALLOWED_GROWTH = 3.0, 1.3
FEW_ROUNDS = 2


def main() -> None:
    """Two programs at once, over a store of two rounds and over one of six; their pages are visited turn about."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="bench-overview-") as folder:
        stores = [sample_store(Path(folder) / str(n), n, options.store) for n in (FEW_ROUNDS, ALL_ROUNDS)]
        with running_with_empty_screen(stores[0]) as one, running_with_empty_screen(stores[1]) as other:
            few, every = Visitor(one), Visitor(other)
            for _ in range(options.visits):
                few.visit_both()
                every.visit_both()
    good = told(
        f"Tổng quan of the sample, {options.visits} visits; the first took {every.first_s:.2f} s",
        every.pair,
        allowed=ALLOWED_RATIO,
        floor_is="script run of an empty page in the same shell, a new session each",
        subject_is="script run of Tổng quan, a new session each",
    )
    print(f"  processor {1000 * every.floor_cpu_s:.1f} ms and {1000 * every.subject_cpu_s:.1f} ms per visit")
    few_s, every_s = statistics.median(few.pair.subject_s), statistics.median(every.pair.subject_s)
    same = every_s <= ALLOWED_GROWTH * few_s
    print(f"  with {FEW_ROUNDS} rounds {few_s:.4f} s, with {ALL_ROUNDS} rounds {every_s:.4f} s:", end=" ")
    print(f"{every_s / few_s:.2f} times that (allowed {ALLOWED_GROWTH}): {'ok' if same else 'GROWS'}")
    ended(good, same)


class Visitor:
    """An officer at one program. Times are script runs; processor seconds are per visit, connection and all."""

    def __init__(self, program: Running) -> None:
        self._program, self._process = program, psutil.Process(program.process.pid)
        demo = next(d for d in DEMO if d.account.role is Role.OFFICER)
        self._client = browser(program, demo.account.login, demo.password)
        self.first_s = visited(program, self._client, FIRST.url_path)
        visited(program, self._client, EMPTY.url_path)
        self.pair = Pair()
        self._floor_cpu_s: list[float] = []
        self._subject_cpu_s: list[float] = []

    def visit_both(self) -> None:
        """Visit the empty page, then Tổng quan."""
        times = [self._cpu_s()]
        self.pair.floor_s.append(visited(self._program, self._client, EMPTY.url_path))
        times.append(self._cpu_s())
        self.pair.subject_s.append(visited(self._program, self._client, FIRST.url_path))
        times.append(self._cpu_s())
        self._floor_cpu_s.append(times[1] - times[0])
        self._subject_cpu_s.append(times[2] - times[1])

    @property
    def floor_cpu_s(self) -> float:
        """Mean of the visits to the empty page."""
        return statistics.mean(self._floor_cpu_s)

    @property
    def subject_cpu_s(self) -> float:
        """Mean of the visits to Tổng quan."""
        return statistics.mean(self._subject_cpu_s)

    def _cpu_s(self) -> float:
        times = self._process.cpu_times()
        return float(times.user + times.system)


def visited(program: Running, client: httpx.Client, path: str) -> float:
    """Open a new session on a page; seconds of its script run, as the program tells them."""
    told_before = len(runs_told(program))
    with screen(program, client) as opened:
        run(opened, page="" if path == FIRST.url_path else path)
        heard(opened, until="script_finished")
    until = time.monotonic() + 5
    while len(runs_told(program)) == told_before and time.monotonic() < until:
        time.sleep(0.005)
    return runs_told(program)[-1]


def runs_told(program: Running) -> list[float]:
    """The seconds of every script run so far."""
    lines = program.log.read_text(encoding="utf-8").splitlines()
    return [float(line.removeprefix(RUN_TOLD)) for line in lines if line.startswith(RUN_TOLD)]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path, help="a folder with a whole sample store")
    parser.add_argument("--visits", type=int, default=30)
    return parser.parse_args()


if __name__ == "__main__":
    main()
