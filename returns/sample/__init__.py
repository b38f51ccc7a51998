"""The sample rounds, made by the program itself and loaded the way every return is loaded.

Nothing in them is real; the store says so (`meta.sample`), and every screen and document repeats it.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from accounts import demo
from accounts.model import CONSOLE
from etl.checking import CheckedReturn
from etl.register import default_register
from etl.seeding import seed
from etl.store import Cursor, Store
from etl.store.schema import meta, prepare, set_meta
from indicators.catalogue import plan as plan_of
from indicators.catalogue import plans
from returns.filing import accept
from returns.intake import check_upload
from returns.sample.review import review_sample
from returns.sample.schedule import SampleFiling, schedule
from returns.sample.writer import SAMPLE_PLAN, file_name, sample_rounds

Progress = Callable[[float, str], None]
Ready = tuple[CheckedReturn, bytes]
Waiting = list[tuple[SampleFiling, Future[Ready]]]
ROOT = Path(__file__).resolve().parents[2]
DONE = "sample_complete"


def ensure_store(progress: Progress | None = None, store: Store | None = None) -> None:
    """Make the sample store when there is no store yet; leave every other store as it is, but up to date."""
    chosen = store or Store.default()
    if not chosen.exists() or half_filled(chosen):
        make_sample(chosen, progress or _silent)
        return
    create(chosen)


def create(store: Store, *, sample: bool = False) -> None:
    """An empty store with its tables, register, items and calendar; or the same brought up to date."""
    store.path.parent.mkdir(parents=True, exist_ok=True)
    prepare(store)

    def work(cursor: Cursor) -> None:
        seed(cursor, default_register(), plans())
        if sample and meta(cursor, "sample") is None:
            set_meta(cursor, "sample", "true")

    store.transact(work)
    store.checkpoint()


def half_filled(store: Store) -> bool:
    """Whether a sample store was left before all of its rounds were in."""
    with store.reading() as cursor:
        return meta(cursor, "sample") == "true" and meta(cursor, DONE) != "true"


def make_sample(store: Store, progress: Progress) -> None:
    """Fill a sample store with every round. Safe to run again: files already in change nothing.

    `progress` is told a share from 0 to 1 and a Vietnamese line.
    """
    progress(0.0, "Tạo kho số liệu và danh mục đơn vị")
    create(store, sample=True)
    demo.ensure(store)
    filings = list(schedule(sample_rounds(plan_of(SAMPLE_PLAN)), default_register()))
    with tempfile.TemporaryDirectory(prefix="danvan-sample-") as folder:
        _load_all(store, filings, Path(folder), progress)
    progress(1.0, "Thẩm định các kỳ đã qua")
    review_sample(store)
    store.transact(lambda cursor: set_meta(cursor, DONE, "true"))
    store.checkpoint()
    progress(1.0, "Xong")


def _load_all(store: Store, filings: list[SampleFiling], folder: Path, progress: Progress) -> None:
    """Files are made by another process, checked here by two threads, and accepted strictly in their order."""
    writer = subprocess.Popen(
        [sys.executable, "-m", "returns.sample", str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert writer.stdout is not None
    with writer, ThreadPoolExecutor(max_workers=1) as checkers:
        waiting: Waiting = []
        for filing in filings:
            name = writer.stdout.readline().strip()
            if name != file_name(filing):
                raise RuntimeError(f"the sample writer stopped before {file_name(filing)} (exit {writer.poll()})")
            waiting.append((filing, checkers.submit(_checked, store, folder / name)))
            if len(waiting) > 2:
                _accept_first(store, waiting, filings, progress)
        while waiting:
            _accept_first(store, waiting, filings, progress)


def _checked(store: Store, path: Path) -> Ready:
    data = path.read_bytes()
    return check_upload(store, data, path.name, by=CONSOLE), data


def _accept_first(store: Store, waiting: Waiting, filings: list[SampleFiling], progress: Progress) -> None:
    filing, future = waiting.pop(0)
    checked, data = future.result()
    answer = accept(store, checked, data, by=CONSOLE, now=filing.submitted_at)
    if answer.refused:
        raise RuntimeError(f"sample file {checked.file} refused: {answer.checked.issues[:3]}")
    place = filings.index(filing) + 1
    progress(place / len(filings), f"{filing.round.name}: {filing.unit.full_name}")


def _silent(share: float, line: str) -> None:
    """Say nothing."""
