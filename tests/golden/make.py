"""The sample rounds' verdicts as one text: `python -m tests.golden.make STORE` writes it, test_golden compares it."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from etl.store import Store
from reports.source import judge_of
from reports.standing import standings
from reports.views import Standing

GOLDEN = Path(__file__).with_name("verdicts.txt")
DAYS = (date(2022, 12, 31), date(2024, 12, 31), date(2025, 6, 30), date(2025, 12, 31), date(2026, 6, 30))
SHOWN_BY_DISTRICT = ("TH-3.4", "TH-2.4b")


def golden_text(store: Store) -> str:
    """Every province verdict on five days, and two indicators by district on the last two."""
    return "\n".join(_lines(store)) + "\n"


def _lines(store: Store) -> Iterator[str]:
    for day in DAYS:
        judge = judge_of(store, "th862", day)
        yield f"# {day}"
        yield from map(_line, standings(judge, by="province"))
        if day >= date(2025, 12, 31):
            chosen = [i for i in judge.picture.plan.indicator if i.code in SHOWN_BY_DISTRICT]
            yield from map(_line, standings(judge, by="district", indicators=chosen))


def _line(row: Standing) -> str:
    tally = row.tally
    counts = f"{tally.met}/{tally.total} r{tally.reported} n{tally.not_applicable}"
    sums = f" Σ{tally.numerator}/{tally.denominator}" if tally.denominator is not None else ""
    return f"{row.indicator.code} | {row.scope_name} | {counts}{sums} | {row.label} | {row.judgement.status.value}"


if __name__ == "__main__":
    GOLDEN.write_text(golden_text(Store(Path(sys.argv[1]))), encoding="utf-8")
