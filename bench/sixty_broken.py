"""Sixty workbooks broken the way people break them: how many give exactly their facts or exactly their question.

`python -m bench.sixty_broken [--keep FOLDER]` prints every case and 60/60; ends with 1 when any gives something else.
The cases are those of tests/sixty.py.
"""

import argparse
import tempfile
import time
from pathlib import Path

from tests.sixty import CASES, checked, unlike


def main() -> int:
    """Build, check and compare every case."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--keep", type=Path, help="leave the workbooks in this folder, one folder per case")
    keep = options.parse_args().keep
    started = time.perf_counter()
    right = 0
    for number, (how, case) in enumerate(CASES.items(), start=1):
        with tempfile.TemporaryDirectory(prefix="sixty-") as made:
            folder = keep / f"{number:02} {how.replace('/', '-')}" if keep else Path(made)
            folder.mkdir(parents=True, exist_ok=True)
            result = checked(case, folder)
        wrong = unlike(case, result)
        right += not wrong
        said = f"{result.values} figures, {len(result.errors)} questions" if not wrong else "NOT AS EXPECTED"
        print(f"{number:3}  {how:<50} {said}")
        for line in wrong:
            print(f"       {line}")
    print(f"{right}/{len(CASES)} give exactly the expected facts or question, in {time.perf_counter() - started:.1f} s")
    return 0 if right == len(CASES) else 1


if __name__ == "__main__":
    raise SystemExit(main())
