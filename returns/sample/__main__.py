"""The workbooks of the sample into a folder: `python -m returns.sample FOLDER` tells each one as it is written."""

import sys
from pathlib import Path

from etl.register import default_register
from indicators.catalogue import plan as plan_of
from returns.sample.schedule import schedule
from returns.sample.writer import SAMPLE_PLAN, sample_rounds, write_sample


def main() -> None:
    """Write every workbook of the sample into the folder named on the command line."""
    folder, plan, register = Path(sys.argv[1]), plan_of(SAMPLE_PLAN), default_register()
    for filing in schedule(sample_rounds(plan), register):
        print(write_sample(folder, filing, plan, register).name, flush=True)


if __name__ == "__main__":
    main()
