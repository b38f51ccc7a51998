"""Processes into proof: `python bench/sixteen_processes.py` loads the same and different files from 16 at once.

Every process is a fresh interpreter. Each loads the files that all share and files of its own, all of one round and
a few units, and reads between loads: in one snapshot, every return has exactly its figures and its revisions count on
from 1. In the end each file must be in once, revisions without gap, nobody turned away. Ends with 1 otherwise.
"""

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from workbooks import workbooks  # noqa: E402

from accounts.model import CONSOLE  # noqa: E402
from etl.register import default_register  # noqa: E402
from etl.store import Cursor, Store, StoreFault  # noqa: E402
from etl.store.root import Root  # noqa: E402
from etl.store.schema import script  # noqa: E402
from returns.filing import file_upload  # noqa: E402
from returns.safety import inspect  # noqa: E402
from returns.sample import create  # noqa: E402

UNITS = 3


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--processes", type=int, default=16)
    options.add_argument("--shared", type=int, default=6, help="files that every process loads")
    options.add_argument("--own", type=int, default=6, help="files that only one process loads")
    options.add_argument("--as", dest="place", type=int, help=argparse.SUPPRESS)
    options.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.folder:
        print(json.dumps(load_and_read(chosen.folder, chosen.place)))
        return 0
    with tempfile.TemporaryDirectory(prefix="sixteen-") as folder:
        return run(Path(folder), chosen)


def run(folder: Path, chosen: argparse.Namespace) -> int:
    store = store_in(folder)
    create(store)
    store.close()
    files = prepare(folder, chosen)
    command = [sys.executable, __file__, "--folder", str(folder), "--as"]
    running = [subprocess.Popen([*command, str(n)], stdout=subprocess.PIPE) for n in range(chosen.processes)]
    while len(list(folder.glob("ready-*"))) < chosen.processes:
        time.sleep(0.05)
    began_s = time.monotonic()
    (folder / "go").touch()
    told: list[dict[str, Any]] = [json.loads(process.communicate()[0]) for process in running]
    took_s = time.monotonic() - began_s
    return report(store, told, files=files, took_s=took_s, chosen=chosen)


def prepare(folder: Path, chosen: argparse.Namespace) -> int:
    """Write the files and deal them out: what each process loads stands in `list-<n>`."""
    wanted = chosen.shared + chosen.own * chosen.processes
    made = [str(p) for _, _, p in workbooks(folder, default_register(), units=UNITS, variants=-(-wanted // UNITS))]
    random.Random(1).shuffle(made)
    shared, others = made[: chosen.shared], made[chosen.shared : wanted]
    for place in range(chosen.processes):
        mine = shared + others[place :: chosen.processes]
        random.Random(place).shuffle(mine)
        (folder / f"list-{place}").write_text("\n".join(mine))
    return wanted


def load_and_read(folder: Path, place: int) -> dict[str, Any]:
    """One process: wait for the start, then load and read in turn."""
    import pandas  # noqa: F401

    store = store_in(folder)
    paths = [Path(line) for line in (folder / f"list-{place}").read_text().splitlines()]
    (folder / f"ready-{place}").touch()
    while not (folder / "go").exists():
        time.sleep(0.01)
    turns = timed_opening()
    told: dict[str, Any] = {"accepted": [], "duplicate": 0, "refused": [], "faults": [], "reads": 0, "wrong": 0}
    waits: list[float] = []
    for path in paths:
        try:
            began_s = time.monotonic()
            answer = file_upload(store, path.read_bytes(), path.name, by=CONSOLE)
            waits.append(time.monotonic() - began_s)
            if answer.accepted:
                told["accepted"].append([answer.checked.sha256, answer.number, answer.revision])
            told["duplicate"] += answer.duplicate
            if answer.refused:
                told["refused"].append(f"{path.name}: {answer.checked.issues[:1]}")
            with store.reading() as cursor:
                told["reads"] += 1
                told["wrong"] += is_wrong(cursor)
        except StoreFault as fault:
            told["faults"].append(f"{type(fault).__name__}: {fault}")
    return {**told, "waits": waits, "turns": turns}


def timed_opening() -> list[float]:
    """From now on, how long each opening of the store waited for its turn, in seconds."""
    turns: list[float] = []
    opens = Root._open

    def timed(root: Root, **given: Any) -> None:
        began_s = time.monotonic()
        opens(root, **given)
        turns.append(time.monotonic() - began_s)

    Root._open = timed  # type: ignore[method-assign]
    return turns


def spread(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    last = min(len(ordered) - 1, int(len(ordered) * 0.95))
    return f"{statistics.median(ordered):.2f} {ordered[last]:.2f} {ordered[-1]:.2f}"


def is_wrong(cursor: Cursor) -> bool:
    """Whether one snapshot shows anything half done; it counts the same thing by several ways."""
    faults = cursor.execute(script("marts/store_faults.sql")).fetchall()
    counts = cursor.execute(
        """
        select
            (select coalesce(sum(reported_values), 0) from return_) = (select count(*) from fact),
            (select count(*) from return_) = (select count(*) from audit where action = 'return.filed'),
            (select count(*) from return_) = (select count(distinct return_number) from return_sheet),
            (select max(seq) from audit_head) = (select count(*) from audit)
        """
    ).fetchall()
    return bool(faults) or not all(counts[0])


def report(store: Store, told: list[dict[str, Any]], *, files: int, took_s: float, chosen: argparse.Namespace) -> int:
    accepted = [tuple(one) for process in told for one in process["accepted"]]
    waits = [wait for process in told for wait in process["waits"]]
    faults = [fault for process in told for fault in process["faults"] + process["refused"]]
    wrong = sum(process["wrong"] for process in told)
    with store.reading() as cursor:
        kept = cursor.execute("select sha256, number, revision from return_").fetchall()
        units = cursor.execute(
            "select unit_key, count(*), max(revision), count(distinct revision) from return_ group by 1 order by 1"
        ).fetchall()
    found = [f"{one.code}: {one.what}" for one in inspect(store, by=CONSOLE)]
    store.close()
    gaps = [unit for unit, count, highest, different in units if not count == highest == different]
    once = len(kept) == files == len({sha for sha, _, _ in kept}) and sorted(kept) == sorted(accepted)
    print(f"processes, files           {chosen.processes}, {files} ({chosen.shared} loaded by all)")
    again = sum(process["duplicate"] for process in told)
    print(f"loads                      {len(waits)}: {len(accepted)} accepted, {again} again")
    print(f"each file once             {'yes' if once else 'NO'}")
    print(f"revisions                  {', '.join(f'{unit} 1–{highest}' for unit, _, highest, _ in units)}")
    print(f"units with a gap           {len(gaps)}")
    print(f"reads, wrong               {sum(p['reads'] for p in told)}, {wrong}")
    print(f"turned away or refused     {len(faults)}")
    for line in [*faults[:10], *found]:
        print(f"  {line}")
    print(f"seconds                    {took_s:.1f} ({len(waits) / took_s:.0f} loads a second)")
    if waits:
        turns = [turn for process in told for turn in process["turns"]]
        print(f"a whole load, p50 p95 max  {spread(waits)} s")
        print(f"a turn, p50 p95 max        {spread(turns)} s in {len(turns)} openings")
    return 0 if once and not (gaps or wrong or faults or found) else 1


def store_in(folder: Path) -> Store:
    return Store(folder / "danvan.duckdb")


if __name__ == "__main__":
    raise SystemExit(main())
