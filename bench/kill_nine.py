"""Kills into proof: `python bench/kill_nine.py 1000` ends loading processes with SIGKILL at random moments.

Several processes load returns into one store, some all the way from the workbook's bytes, most from a checked
return, so that many kills fall into the short stretches where something is written. What a process was told
("accepted, revision n") it writes to a file of its own, synced. After the kills every such word is held against the
store: the return is there, once, with every figure and its original; nothing is half loaded; the audit trail and the
journal are whole. The last kills hit `manage.py load` and `manage.py backup`. Ends with 1 if anything is lost.
"""

import argparse
import json
import mmap
import multiprocessing
import os
import pickle
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

import pandas  # noqa: E402, F401  (DuckDB imports it at the first bound value: 0.9 s no forked worker should pay)
from killed_loads import STAGES, Loadable, Stage, check_store, holds, load  # noqa: E402
from workbooks import workbooks  # noqa: E402

from accounts.model import CONSOLE  # noqa: E402
from etl.register import default_register  # noqa: E402
from etl.store import Store  # noqa: E402
from indicators.catalogue import plans  # noqa: E402
from returns.intake import check_upload  # noqa: E402
from returns.sample import create  # noqa: E402

CHECK_EVERY = 50
LOADS_BETWEEN_KILLS = 5.0


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("kills", type=int, nargs="?", default=200)
    options.add_argument("--workers", type=int, default=3)
    options.add_argument("--commands", type=int, default=10, help="kills of `load` and `backup` themselves")
    options.add_argument("--workbooks", type=int, default=60, help="different workbooks of each of 4 units")
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    random.seed(chosen.seed)
    with tempfile.TemporaryDirectory(prefix="kill-nine-") as folder:
        bench = Bench(Path(folder), workers=chosen.workers)
        bench.load_s = apart(bench.prepare, chosen.workbooks)
        bench.kill_workers(chosen.kills)
        bench.kill_commands(chosen.commands)
        return bench.report()


class Bench:
    """One run in one folder. The process that kills never opens the store: it forks others that do."""

    def __init__(self, folder: Path, *, workers: int) -> None:
        self.store = Store(folder / "danvan.duckdb", wait_s=60.0)
        self.files, self.told = folder / "workbooks", folder / "told"
        for made in (self.files, self.told):
            made.mkdir()
        self.workers = workers
        self.stage = mmap.mmap(-1, workers)
        self.hit: Counter[str] = Counter()
        self.faults: list[str] = []
        self.torn = self.checks = 0
        self.load_s = 0.0
        self.began_s = time.monotonic()

    def prepare(self, variants: int) -> float:
        """Make the store and the workbooks; the seconds of one load, so that kills come as fast as loads do."""
        create(self.store)
        loadable = []
        for _, _, path in workbooks(self.files, default_register(), units=4, variants=variants):
            data = path.read_bytes()
            loadable.append(Loadable(path.name, data, check_upload(self.store, data, path.name, by=CONSOLE)))
        (self.files / "checked").write_bytes(pickle.dumps(loadable))
        began_s = time.monotonic()
        load(self.store, loadable, self.told / "first.jsonl", Stage(self.stage, 0), times=5)
        return (time.monotonic() - began_s) / 5

    def kill_workers(self, kills: int) -> None:
        loadable: list[Loadable] = pickle.loads((self.files / "checked").read_bytes())
        default_register(), plans()  # read once here, not in every worker
        running = [self._worker(place, loadable) for place in range(self.workers)]
        for done in range(1, kills + 1):
            time.sleep(random.expovariate(1 / (LOADS_BETWEEN_KILLS * self.load_s)))
            place = random.randrange(self.workers)
            self._kill(running[place])
            self.hit[STAGES[self.stage[place]]] += 1
            self.torn += self._log_left()
            if done % CHECK_EVERY == 0:
                self._check(done)
            running[place] = self._worker(place, loadable)
        for pid in running:
            self._kill(pid)
        self._check(kills)

    def kill_commands(self, kills: int) -> None:
        """`load` and `backup` by turns; a backup that got its name must hold."""
        paths = sorted(self.files.glob("*.xlsx"))
        saved = self.store.path.with_name("backup.zip")
        for number in range(kills):
            chosen = [str(path) for path in random.sample(paths, 6)]
            words = ["load", "--json", *chosen] if number % 2 == 0 else ["backup", str(saved)]
            environment = {**os.environ, "DANVAN_STORE": str(self.store.path)}
            command = [sys.executable, str(ROOT / "manage.py"), *words]
            process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
            time.sleep(self.load_s * random.uniform(3, 25))
            process.kill()
            process.wait()
            self.hit[f"manage.py {words[0]}"] += 1
            self.torn += self._log_left()
        self._check(sum(self.hit.values()))
        if saved.exists() and apart(holds, saved) is not True:
            self.faults.append("a backup that got its name does not hold")

    def report(self) -> int:
        told = self._told()
        print(f"kills                      {sum(self.hit.values())}")
        for name, count in self.hit.most_common():
            print(f"  while {name:<21}{count}")
        print(f"  with a log left behind   {self.torn}")
        print(f"returns acknowledged       {len(told)}")
        for line in (self.told / "result").read_text().splitlines():
            print(line)
        print(f"full checks of the store   {self.checks}")
        print(f"faults                     {len(self.faults)}")
        for fault in self.faults[:20]:
            print(f"  {fault}")
        print(f"seconds of one load alone  {self.load_s:.2f}")
        print(f"seconds                    {time.monotonic() - self.began_s:.0f}")
        return 1 if self.faults else 0

    def _worker(self, place: int, loadable: list[Loadable]) -> int:
        seed = random.random()
        pid = os.fork()
        if pid:
            return pid
        try:
            random.seed(seed)
            load(self.store, loadable, self.told / f"{os.getpid()}.jsonl", Stage(self.stage, place))
        finally:
            os._exit(3)

    def _kill(self, pid: int) -> None:
        os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        if not os.WIFSIGNALED(status):
            self.faults.append(f"a worker ended by itself with {os.waitstatus_to_exitcode(status)}")

    def _log_left(self) -> bool:
        log = self.store.path.with_name(self.store.path.name + ".wal")
        try:
            return log.stat().st_size > 0
        except FileNotFoundError:
            return False

    def _told(self) -> list[dict[str, Any]]:
        whole = (path.read_bytes().split(b"\n")[:-1] for path in self.told.glob("*.jsonl"))
        return [json.loads(line) for lines in whole for line in lines]

    def _check(self, kills: int) -> None:
        self.checks += 1
        answer = apart(check_store, self.store, self._told())
        self.faults += [f"after {kills} kills: {fault}" for fault in answer["faults"]]
        (self.told / "result").write_text("\n".join(answer["figures"]))


def apart(work: Callable[..., Any], *given: Any) -> Any:
    """What `work` gives, done in a process of its own, so that this one stays without threads and may fork."""
    ours, theirs = multiprocessing.Pipe()
    pid = os.fork()
    if not pid:
        try:
            theirs.send(work(*given))
            theirs.close()
        except BaseException:  # noqa: BLE001
            sys.excepthook(*sys.exc_info())
            os._exit(2)
        os._exit(0)
    theirs.close()
    try:
        answer = ours.recv()
    except EOFError:
        answer = None
    os.waitpid(pid, 0)
    if answer is None and work is check_store:
        raise SystemExit("the store could not be checked")
    return answer


if __name__ == "__main__":
    raise SystemExit(main())
