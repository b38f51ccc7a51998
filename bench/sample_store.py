"""A sample store of the first rounds only, and the program running over it with the empty screen."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from accounts import demo
from accounts.model import CONSOLE
from etl.register import default_register
from etl.store import Store
from etl.store.schema import set_meta
from indicators.catalogue import plan as plan_of
from returns.batch import Incoming, file_uploads
from returns.sample import DONE, create, make_sample
from returns.sample.schedule import schedule
from returns.sample.writer import SAMPLE_PLAN, sample_rounds, write_sample
from tests.web.boot import ROOT, Running, free_port, until_ready

ALL_ROUNDS = 6


def sample_store(folder: Path, rounds: int, ready: Path | None = None) -> Store:
    """The sample with its first `rounds` rounds; `ready` is a folder with a whole sample store to be copied."""
    folder.mkdir(parents=True)
    store = Store(folder / "danvan.duckdb")
    if rounds == ALL_ROUNDS and ready is not None:
        shutil.copytree(ready, folder, dirs_exist_ok=True)
    elif rounds == ALL_ROUNDS:
        make_sample(store, lambda share, line: None)
    else:
        _first_rounds(store, rounds)
    store.close()
    return store


def _first_rounds(store: Store, rounds: int) -> None:
    plan, register = plan_of(SAMPLE_PLAN), default_register()
    create(store, sample=True)
    demo.ensure(store)
    with tempfile.TemporaryDirectory() as folder:
        filings = list(schedule(sample_rounds(plan)[:rounds], register))
        files = [write_sample(Path(folder), filing, plan, register) for filing in filings]
        for answer in file_uploads(store, [Incoming(file.name, file.read_bytes) for file in files], by=CONSOLE):
            assert answer.accepted, answer.checked.issues[:3]
    store.transact(lambda cursor: set_meta(cursor, DONE, "true"))


@contextmanager
def running_with_empty_screen(store: Store) -> Iterator[Running]:
    """The program over this store, with the empty screen in its menu, until the block ends."""
    port, log = free_port(), store.path.with_name("program.log")
    environment = {**os.environ, "DANVAN_STORE": str(store.path), "PYTHONUNBUFFERED": "1"}
    with log.open("wb") as out:
        command = [sys.executable, "-m", "bench.empty_screen", str(port)]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT)
    try:
        program = Running(base=f"http://localhost:{port}", process=process, log=log)
        until_ready(program)
        yield program
    finally:
        process.terminate()
        process.wait(10)
