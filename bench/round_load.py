"""A whole round of workbooks checked and loaded, against only reading the same workbooks cell by cell.

`python -m bench.round_load [--units 26] [--runs 3] [--no-previous] [--profile FILE]`
"""

import argparse
import cProfile
import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from accounts.model import CONSOLE
from bench.measuring import MEGABYTE, PeakMemory, ended, told, told_limit, turn_about
from etl.reading import read_workbook
from etl.register import default_register
from etl.store import Store
from indicators.catalogue import plan as plan_of
from returns.batch import Incoming, file_uploads
from returns.filing import file_upload
from returns.sample import create
from returns.sample.schedule import SampleFiling
from returns.sample.writer import SAMPLE_PLAN, sample_rounds, write_sample

ROUND, ROUND_BEFORE = "th862-2025-6t", "th862-2024"
ALLOWED_RATIO, ALLOWED_MB = 2.0, 600


def main() -> None:
    """Make the workbooks, measure both ways turn about, print the ratio and the peak of memory."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="bench-round-") as folder:
        base = Path(folder)
        files = workbooks(base, ROUND, units=options.units)
        prepared = prepared_store(base, [] if options.no_previous else workbooks(base, ROUND_BEFORE, units=26))
        loads = Loads(prepared, files)
        loads.run()
        read(files)
        pair = turn_about(lambda: read(files), loads.run, runs=options.runs)
        with PeakMemory() as memory:
            loads.run()
        if options.profile:
            profiler = cProfile.Profile()
            profiler.runcall(loads.run)
            profiler.dump_stats(options.profile)
        cells = read(files)
    good = told(
        f"{len(files)} workbooks of {ROUND}, {loads.facts} figures of {loads.communes} communes, {cells} cells",
        pair,
        allowed=ALLOWED_RATIO,
        floor_is="read_workbook of every file, every cell touched",
        subject_is="file_uploads: each read, checked, archived and committed by itself, one checkpoint at the end",
    )
    light = told_limit("peak memory", memory.peak_bytes / MEGABYTE, allowed=ALLOWED_MB, unit="MB")
    ended(good, light)


def workbooks(folder: Path, round_code: str, *, units: int) -> list[Path]:
    """The filled workbooks of a round, one per district, as the sample writes them."""
    plan, register = plan_of(SAMPLE_PLAN), default_register()
    round_ = next(r for r in sample_rounds(plan) if r.code == round_code)
    filing = register.filing_units(round_.tier, round_.data_to)[:units]
    day = datetime.combine(round_.due, datetime.min.time())
    return [write_sample(folder, SampleFiling(round_, unit, 1, day, False, ""), plan, register) for unit in filing]


def prepared_store(base: Path, earlier: list[Path]) -> Path:
    """A folder with a store as `init` leaves it and the round before loaded, which the check compares with."""
    folder = base / "prepared"
    store = Store(folder / "danvan.duckdb")
    create(store)
    for file in earlier:
        assert file_upload(store, file.read_bytes(), file.name, by=CONSOLE).accepted
    store.close()
    return folder


class Loads:
    """Loads the round into a fresh copy of the prepared store at every run."""

    def __init__(self, prepared: Path, files: list[Path]) -> None:
        self._prepared, self._files = prepared, files
        self._runs = 0
        self.facts = self.communes = 0

    def run(self) -> None:
        """What `manage.py load` does with these files."""
        store, self.facts, self.communes = self._copy(), 0, 0
        incoming = [Incoming(file.name, file.read_bytes) for file in self._files]
        for file, answer in zip(self._files, file_uploads(store, incoming, by=CONSOLE), strict=True):
            if not answer.accepted:
                raise RuntimeError(f"{file.name} refused: {answer.checked.issues[:3]}")
            self.facts += answer.checked.values
            self.communes += answer.checked.units
        store.close()

    def _copy(self) -> Store:
        self._runs += 1
        folder = self._prepared.with_name(f"run-{self._runs}")
        shutil.copytree(self._prepared, folder)
        return Store(folder / "danvan.duckdb")


def read(files: list[Path]) -> int:
    """Read every workbook in the same isolated way and touch every cell; how many there were."""
    cells = 0
    for file in files:
        for sheet in read_workbook(file).sheets:
            for cell in sheet.cells:
                cells += cell.value is not None
    return cells


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=26, help="how many districts file")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--no-previous", action="store_true", help="without the round before in the store")
    parser.add_argument("--profile", help="write a cProfile of one load to this file")
    return parser.parse_args()


if __name__ == "__main__":
    main()
