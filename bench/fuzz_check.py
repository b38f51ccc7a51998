"""Spoilt workbooks through `check`: no crash, no refusal without a reason, nothing accepted that is not in the file.

`python -m bench.fuzz_check [COUNT] [--run SEED] [--first N] [--keep FOLDER]`; COUNT is 10,000. Every number is one
workbook (tests/fuzz.py), the same in every run of a seed. Ends with 1 when any answer is at fault; such workbooks are
left in FOLDER.
"""

import argparse
import time
from pathlib import Path

from tests.fuzz import Sum, spoilt, tried

FAULTS = {
    "crashes": ("crash:",),
    "refusals without a reason": ("accepted with nothing", " says "),
    "accepted or read with a value that is not in the file": ("not in the file", "two facts", "the other reader"),
}
TOLD_EVERY = 1000
COUNT = 10_000


def main() -> int:
    """Run them, keep those at fault, print what became of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=COUNT)
    parser.add_argument("--run", type=int, default=1, help="the seed of the run")
    parser.add_argument("--first", type=int, default=0, help="the number to begin with")
    parser.add_argument("--keep", type=Path, help="where workbooks at fault are left")
    options = parser.parse_args()
    started, told = time.perf_counter(), Sum()
    for done, number in enumerate(range(options.first, options.first + options.count), start=1):
        outcome = tried(number, run=options.run)
        told.add(outcome)
        if outcome.faults:
            print(f"{number} ({outcome.seed}, {outcome.kind}): {outcome.faults[0]}", flush=True)
            if options.keep:
                options.keep.mkdir(parents=True, exist_ok=True)
                seed, data, _ = spoilt(number, run=options.run)
                (options.keep / f"{options.run}-{number}.{seed.ending}").write_bytes(data)
        if done % TOLD_EVERY == 0:
            print(f"  {done} done, {len(told.faults)} at fault", flush=True)
    return report(told, options.count, time.perf_counter() - started)


def report(told: Sum, count: int, took_s: float) -> int:
    """Print the figures; 1 when anything is at fault."""
    print(f"{count} workbooks, run in {took_s:.0f} s, the slowest check {told.slowest_s:.2f} s")
    for name, counted in (("spoilt by", told.kinds), ("became", told.became), ("first reason", told.codes)):
        print(f"{name:<14}" + ", ".join(f"{what} {times}" for what, times in counted.most_common()))
    print(f"{told.accepted_facts} figures accepted, each looked up in its file another way")
    for name, starts in FAULTS.items():
        print(f"{sum(any(start in fault for start in starts) for _, fault in told.faults):6}  {name}")
    print(f"{len(told.faults):6}  faults in all")
    return 1 if told.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
