"""Runs of a floor and a subject, turn about, into medians, a ratio and the peak of memory."""

import gc
import statistics
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psutil

MEGABYTE = 1 << 20
SAMPLE_S = 0.02


@dataclass(slots=True)
class Pair:
    """Seconds of every run, in the order they were run."""

    floor_s: list[float] = field(default_factory=list)
    subject_s: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """Median of the subject over median of the floor."""
        return statistics.median(self.subject_s) / statistics.median(self.floor_s)


def timed(work: Callable[[], object]) -> float:
    """Wall seconds of one run, garbage of the run before collected beforehand."""
    gc.collect()
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def turn_about(floor: Callable[[], object], subject: Callable[[], object], *, runs: int) -> Pair:
    """Floor, subject, floor, subject …: what else the machine does meanwhile hits both."""
    pair = Pair()
    for _ in range(runs):
        pair.floor_s.append(timed(floor))
        pair.subject_s.append(timed(subject))
    return pair


class PeakMemory:
    """The largest sum of resident memory of this process and its children while the block ran.

    Pages that a forked child shares with its parent are counted in both: the true figure is lower.
    """

    def __init__(self) -> None:
        self.peak_bytes = 0
        self._done = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "PeakMemory":
        self._watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._watcher.join()

    def _watch(self) -> None:
        own = psutil.Process()
        while not self._done.wait(SAMPLE_S):
            self.peak_bytes = max(self.peak_bytes, resident_bytes(own))


def resident_bytes(process: psutil.Process) -> int:
    """Resident memory of a process and everything below it; processes that end meanwhile count nothing."""
    total = process.memory_info().rss
    for child in process.children(recursive=True):
        try:
            total += child.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total


def told(name: str, pair: Pair, *, allowed: float | None, floor_is: str, subject_is: str) -> bool:
    """Print what was compared and the ratio; whether it is within what is allowed. None: a size that has no limit."""
    good = allowed is None or pair.ratio <= allowed
    limit = "(no limit at this size)" if allowed is None else f"(allowed {allowed}): {'ok' if good else 'TOO SLOW'}"
    print(f"{name}")
    print(f"  floor   {seconds(pair.floor_s)}  {floor_is}")
    print(f"  subject {seconds(pair.subject_s)}  {subject_is}")
    print(f"  ratio   {pair.ratio:.2f} {limit}")
    return good


def told_limit(name: str, measured: float, *, allowed: float, unit: str) -> bool:
    """Print a figure that has a limit of its own; whether it is below it."""
    good = measured < allowed
    print(f"  {name} {measured:.1f} {unit} (allowed {allowed:g} {unit}): {'ok' if good else 'TOO MUCH'}")
    return good


def seconds(runs: list[float]) -> str:
    """Median and extremes of the runs."""
    return f"{statistics.median(runs):7.3f} s [{min(runs):.3f}–{max(runs):.3f}]"


def ended(*good: bool) -> None:
    """Leave with 1 where a figure was not reached."""
    sys.exit(0 if all(good) else 1)


def folder_bytes(path: Path) -> int:
    """The size of a file, or of every file below a folder."""
    return sum(f.stat().st_size for f in ([path] if path.is_file() else path.rglob("*")) if f.is_file())
