"""A plan, a round and a filing unit into the blank workbook its clerk fills (DESIGN §5)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import BinaryIO

import xlsxwriter

from etl.figures import CellEntry, Figure
from etl.register.model import Unit
from etl.rounds import Round
from etl.template.layout import (
    META_SHEET,
    SAMPLE_WORDS,
    TEMPLATE_VERSION,
    checksum,
    scope_words,
    sheet_frames,
)
from etl.template.readme import write_readme
from etl.template.rules import ListSheet
from etl.template.sheet import SheetContent, write_sheet
from etl.template.style import styles_of
from etl.template.words import write_words_sheet
from etl.told import ReturnText
from etl.words.layout import WORDS_SHEET
from indicators.model import Plan

OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def write_template(
    out: Path | BinaryIO,
    *,
    plan: Plan,
    round_: Round,
    filing_unit: Unit,
    communes: Sequence[Unit],
    issued_on: date,
    previous: Mapping[tuple[str, str], Figure] | None = None,
    values: Mapping[tuple[str, str], CellEntry] | None = None,
    texts: Sequence[ReturnText] = (),
    sample: bool = False,
) -> None:
    """Write the workbook. `previous` and `values` are keyed by (unit key, item code).

    `communes` are the rows, in the order given; `values` and `texts` fill the inputs as a clerk would type them;
    `sample` marks every sheet "Số liệu minh họa".
    """
    book = xlsxwriter.Workbook(out, OPTIONS)
    name = filing_unit.full_name
    book.set_properties(
        {
            "title": f"{plan.short_name}: {round_.name}",
            "subject": name,
            "created": datetime.combine(issued_on, time()),
        }
    )
    styles = styles_of(book)
    frames = sheet_frames(plan)
    content = SheetContent(
        scope=scope_words(round_, name),
        communes=communes,
        previous=previous or {},
        values=values or {},
        sample=sample,
    )
    write_readme(
        book,
        plan=plan,
        round_=round_,
        filing_name=name,
        rows=len(communes),
        frames=frames,
        styles=styles,
        sample=sample,
    )
    lists = ListSheet(book)
    for place, frame in enumerate(frames, start=1):
        area = write_sheet(book, frame, content, styles, lists)
        book.define_name(f"return_{place}", f"='{frame.name}'!{area}")
    if plan.text:
        area = write_words_sheet(book, plan.text, content, texts, styles, lists)
        book.define_name("return_words", f"='{WORDS_SHEET}'!{area}")
    meta = {
        "template_version": str(TEMPLATE_VERSION),
        "plan": plan.code,
        "round": round_.code,
        "unit": filing_unit.key,
        "issued_on": issued_on.isoformat(),
        "checksum": checksum(plan, round_.code, filing_unit.key, issued_on, [u.key for u in communes]),
    }
    if sample:
        meta["sample"] = SAMPLE_WORDS
    write_meta(book, meta)
    book.close()


def write_meta(book: xlsxwriter.Workbook, meta: Mapping[str, str]) -> None:
    """Add the very hidden sheet of keys and values."""
    sheet = book.add_worksheet(META_SHEET)
    for row, (key, value) in enumerate(meta.items()):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
    sheet.very_hidden()
