"""The good workbooks that fuzzing starts from, each with what it is checked against."""

import io
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import openpyxl

from etl.checking import IntakeContext
from tests.broken import delete_key_column, delete_key_row, filled_template, on_each, total_below, values_only
from tests.foreign import book_of, chosen, layout_of, own_table
from tests.old_formats import as_ods, as_xls
from tests.workbooks import context, workbook


@dataclass(frozen=True)
class Seed:
    """Good bytes, the ending of their name, their context, and the kinds of mutation that make sense."""

    name: str
    ending: str
    data: bytes
    against: IntakeContext
    kinds: str = "bytes archive xml cells structure"
    weight: int = 1


@lru_cache(maxsize=1)
def seeds() -> Sequence[Seed]:
    """All of them, made once."""
    whole = filled_template()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        foreign = workbook(folder, own_table(), meta=None).read_bytes()
        layout = layout_of(book_of(folder))
    old = openpyxl.load_workbook(io.BytesIO(whole))
    return (
        Seed("template", "xlsx", whole, context(), weight=4),
        Seed("keys lost", "xlsx", _saved(on_each(delete_key_row), on_each(delete_key_column)), context(), weight=3),
        Seed("values only", "xlsx", _saved(on_each(total_below), values_only), context(), weight=2),
        Seed("own table", "xlsx", foreign, chosen(layout), weight=2),
        Seed("xls", "xls", as_xls(old), context(), kinds="bytes"),
        Seed("ods", "ods", as_ods(old), context(), kinds="bytes archive xml"),
    )


def _saved(*breaks: object) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(filled_template()))
    for damage in breaks:
        damage(book)  # type: ignore[operator]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
