"""One district's workbook from its bytes to the answer on the screen, against only reading it cell by cell.

`python -m bench.one_workbook [--runs 9] [--unit NAME]`. The district is the one with the most communes unless named.
Allowed: 1.0 s + 2 x bare reading, for a good file, for one with a fault in every tenth cell, and for a whole run of the
screen Nộp báo cáo over a full store (Streamlit's own test harness: everything but the browser and the wire).
"""

import argparse
import io
import logging
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import openpyxl
from streamlit.testing.v1 import AppTest

from accounts.model import CONSOLE, Account, Role
from bench.measuring import ended, seconds, timed
from bench.round_load import ROUND_BEFORE, prepared_store, workbooks
from etl.reading import read_bytes
from etl.register import Unit, default_register
from etl.store import Store
from indicators.catalogue import plan as plan_of
from pages.ui import filing_parts, session
from pages.ui.session import Viewer
from returns.intake import check_upload
from returns.sample.writer import SAMPLE_PLAN, sample_rounds

ROUND = "th862-2025-6t"
ALLOWED_S, ALLOWED_READINGS = 1.0, 2
EVERY = 10


@dataclass(frozen=True)
class File:
    """A workbook in memory."""

    name: str
    data: bytes


def main() -> None:
    """Make the store and the workbooks, measure, print each against its limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--unit", help="the full name of the district")
    options = parser.parse_args()
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="bench-one-") as folder:
        base = Path(folder)
        register = default_register()
        round_ = next(r for r in sample_rounds(plan_of(SAMPLE_PLAN)) if r.code == ROUND)
        units = register.filing_units(round_.tier, round_.data_to)
        files = workbooks(base, ROUND, units=len(units))
        place = (
            largest(units, round_.data_to) if options.unit is None else [u.full_name for u in units].index(options.unit)
        )
        unit = units[place]
        store = Store(prepared_store(base, workbooks(base, ROUND_BEFORE, units=len(units))) / "danvan.duckdb")
        good = File(files[place].name, files[place].read_bytes())
        faulty = File("co-loi.xlsx", with_faults(good.data))
        communes = len(register.communes_of(unit.key, round_.data_to))
        cells = sum(len(sheet.cells) for sheet in read_bytes(good.data, name=good.name).sheets)
        print(f"{unit.full_name}: {communes} communes, {cells} cells, {len(good.data) // 1024} KB")
        within = [
            measured("good file", store, good, runs=options.runs),
            measured("a fault in every tenth cell", store, faulty, runs=options.runs),
            on_screen("a run of the screen, good file", store, good, unit.key, runs=options.runs),
            on_screen("a run of the screen, with faults", store, faulty, unit.key, runs=options.runs),
        ]
    ended(*within)


def measured(name: str, store: Store, file: File, *, runs: int) -> bool:
    """From the bytes to the markup of the answer."""

    def answer() -> int:
        checked = check_upload(store, file.data, file.name, by=CONSOLE)
        shown = (
            filing_parts.verdict(checked) + filing_parts.issues(checked.issues[:60]) + filing_parts.contents(checked)
        )
        return len(shown.text)

    return told(name, file, answer, runs=runs)


def on_screen(name: str, store: Store, file: File, unit_key: str, *, runs: int) -> bool:
    """The run of Nộp báo cáo that follows the upload."""
    viewer = Viewer(account=Account("bench", "Đo", Role.FILER, unit_key), sample=True)
    session.current = lambda: viewer  # type: ignore[assignment]
    Store.default = classmethod(lambda cls: store)  # type: ignore[assignment, method-assign]

    def script() -> None:
        from pages import nop_bao_cao

        nop_bao_cao.render()

    app = AppTest.from_function(script, default_timeout=60)
    app.query_params["ky"] = ROUND
    app.run()
    turn = iter(range(10**6))

    def answer() -> None:
        app.file_uploader[0].upload(f"{next(turn)}-{file.name}", file.data)
        app.run()
        if app.exception or not any("ộp được" in part.value for part in app.html):
            raise RuntimeError(f"no answer on the screen: {[fault.message for fault in app.exception]}")

    return told(name, file, answer, runs=runs)


def told(name: str, file: File, answer: Callable[[], object], *, runs: int) -> bool:
    """Measure turn about, print, and say whether it is within the limit."""

    def reading() -> int:
        return sum(len(sheet.cells) for sheet in read_bytes(file.data, name=file.name).sheets)

    reading(), answer()
    floor_s, subject_s = [], []
    for _ in range(runs):
        floor_s.append(timed(reading))
        subject_s.append(timed(answer))
    limit_s = ALLOWED_S + ALLOWED_READINGS * statistics.median(floor_s)
    good = statistics.median(subject_s) <= limit_s
    print(name)
    print(f"  bare reading {seconds(floor_s)}")
    print(f"  the answer   {seconds(subject_s)}  (allowed {limit_s:.3f} s): {'ok' if good else 'TOO SLOW'}")
    return good


def largest(units: tuple[Unit, ...], day: date) -> int:
    """The place of the unit with the most communes."""
    register = default_register()
    sizes = [len(register.communes_of(unit.key, day)) for unit in units]
    return sizes.index(max(sizes))


def with_faults(data: bytes) -> bytes:
    """The workbook with words in every tenth input cell."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    count = 0
    for sheet in book.worksheets[1:-1]:
        for line in sheet.iter_rows(min_row=9, min_col=4):
            for cell in line[::2]:
                count += 1
                if count % EVERY == 0 and cell.value is not None:
                    cell.value = "nhiều lắm"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


if __name__ == "__main__":
    main()
