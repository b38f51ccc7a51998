"""How long the province's whole set takes: six tables as xlsx, docx, pdf and pptx, beside writing the same cells bare.

    python bench/documents.py [--store PATH] [--day 2026-06-30] [--runs 3]

Without --store the sample store is made first (about 20 s, not counted). "bare" writes every cell's words with the
same library and no look at all: the least that any document of these cells can take. Opening the store, reading and
judging are in the first line and not in the formats'.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import typst
import xlsxwriter
from docx import Document
from pptx import Presentation

from accounts.model import Account, Role
from etl.store import Store
from reports.documents.export import FileFormat, Order, make_from
from reports.documents.layouts import LayoutName
from reports.tables import Table, subject_of, tables_about
from returns.sample import make_sample

BOARD = Account("bench", "Bench", Role.OFFICER, "38@0")
LIMIT_S, LIMIT_TIMES = 3.0, 2.0
SHOWN = (FileFormat.XLSX, FileFormat.DOCX, FileFormat.PDF, FileFormat.PPTX)


def main() -> int:
    """Print the table; exit 1 when a limit is broken."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--store", type=Path)
    parser.add_argument("--day", type=date.fromisoformat, default=date(2026, 6, 30))
    parser.add_argument("--runs", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Store(chosen.store or Path(folder) / "danvan.duckdb")
        if chosen.store is None:
            make_sample(store, lambda share, line: None)
        return compare(store, chosen.day, chosen.runs)


def compare(store: Store, day: date, runs: int) -> int:
    """Time both ways and print them."""
    started = time.perf_counter()
    subject = subject_of(store, BOARD, plan_code="th862", day=day)
    tables = tables_about(subject)
    read_s = time.perf_counter() - started
    cells = sum(len(row.cells) for table in tables for row in table.rows)
    print(f"{len(tables)} tables, {cells} cells; reading and judging {read_s:.2f} s")
    print(f"{'format':8}{'made s':>10}{'bare s':>10}{'times':>8}{'kB':>8}")
    made_s = bare_s = 0.0
    for kind in SHOWN:
        order = Order(format=kind, layout=LayoutName.PARTY)
        sizes: list[int] = []
        one = best(
            lambda order=order, sizes=sizes: sizes.append(len(make_from(tables, subject, order)[0].content)), runs
        )
        bare = best(lambda kind=kind: BARE[kind](tables), runs)
        made_s, bare_s = made_s + one, bare_s + bare
        print(f"{kind:8}{one:10.3f}{bare:10.3f}{one / bare:8.2f}{sizes[-1] / 1000:8.0f}")
    print(f"{'all':8}{made_s:10.3f}{bare_s:10.3f}{made_s / bare_s:8.2f}")
    kept = read_s + made_s <= LIMIT_S and made_s <= LIMIT_TIMES * bare_s
    print(f"limits: {LIMIT_S} s in all, {LIMIT_TIMES} times bare: {'kept' if kept else 'BROKEN'}")
    return 0 if kept else 1


def best(work: Callable[[], object], runs: int) -> float:
    """The shortest of several runs, in seconds."""
    taken = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return min(taken)


def words_of(tables: tuple[Table, ...]) -> list[list[list[str]]]:
    return [[[c.words for c in row.cells] for row in table.rows] for table in tables]


def bare_xlsx(tables: tuple[Table, ...]) -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    for rows in words_of(tables):
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for place, words in enumerate(row):
                sheet.write_string(number, place, words)
    book.close()
    return out.getvalue()


def bare_docx(tables: tuple[Table, ...]) -> bytes:
    """The library's own way, with the cells of the table taken once (its fastest)."""
    document = Document()
    for table, rows in zip(tables, words_of(tables), strict=True):
        wide = len(table.columns)
        made = document.add_table(len(rows), wide)
        cells = made._cells
        for number, row in enumerate(rows):
            for place, words in enumerate(row):
                cells[number * wide + place].text = words
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def bare_pdf(tables: tuple[Table, ...]) -> bytes:
    source = "#for t in json(bytes(sys.inputs.d)) { table(columns: t.at(0), ..t.at(1).flatten()) }"
    data = [
        [len(table.columns), [row + [""] * (len(table.columns) - len(row)) for row in rows]]
        for table, rows in zip(tables, words_of(tables), strict=True)
    ]
    made = typst.compile(source.encode(), format="pdf", sys_inputs={"d": json.dumps(data)})
    assert isinstance(made, bytes)
    return made


def bare_pptx(tables: tuple[Table, ...]) -> bytes:
    """The library's own way: a table of twelve rows on every slide."""
    book = Presentation()
    for table, rows in zip(tables, words_of(tables), strict=True):
        for start in range(0, len(rows), 12):
            slide = book.slides.add_slide(book.slide_layouts[6])
            page = rows[start : start + 12]
            made = slide.shapes.add_table(len(page), len(table.columns), 0, 0, 9_000_000, 6_000_000).table
            for number, row in enumerate(page):
                for place, words in enumerate(row):
                    made.cell(number, place).text = words
    out = BytesIO()
    book.save(out)
    return out.getvalue()


BARE: dict[FileFormat, Callable[[tuple[Table, ...]], bytes]] = {
    FileFormat.XLSX: bare_xlsx,
    FileFormat.DOCX: bare_docx,
    FileFormat.PDF: bare_pdf,
    FileFormat.PPTX: bare_pptx,
}

if __name__ == "__main__":
    raise SystemExit(main())
