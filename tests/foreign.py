"""A district's own table for tests: titles, two header rows, a section, short names, a total, a signature."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from etl.checking import IntakeContext
from etl.layouts.saved import Layout, Proposal, Suggester, foreign_sheets, head_offers, layout_from, propose
from etl.matching.grid import Grid
from etl.matching.places import Places
from etl.matching.words import Vocabulary
from etl.reading import RawBook, read_workbook
from etl.register import default_register
from etl.rounds import Round
from tests.workbooks import PLAN, ROUND, TAY_DO, VINH_LOC, Cell, Sheet, context, workbook

NAME = "Biểu tổng hợp của huyện"
HEADS: Sequence[Sequence[Cell]] = (
    ("TT", "Đảng bộ", "QC dân vận", "Tổ dân vận", None, "Mô hình mới trong NK", "Ghi chú"),
    (None, None, None, "TS tổ dân vận", "Tổ hoạt động hiệu quả", None, None),
)
MERGED = ("A4:G4", "A6:A7", "B6:B7", "C6:C7", "D6:E6", "F6:F7", "G6:G7")
BODY: Sequence[Sequence[Cell]] = (
    ("I", "Các xã phía tây"),
    (1, "Biện Thượng", "x", 12, 10, 4, "tốt"),
    (2, "Tay Đô", "Chưa", 9, 9, 0, "khá"),
    (3, "Xã Vĩnh Lộc", "x", 15, 0, 2, "tốt"),
    (None, "Cơ quan huyện", "x", 1, 1, 1, None),
    (None, "Tổng cộng", None, 36, 19, 6, None),
    (),
    (None, "NGƯỜI LẬP BIỂU", None, None, "T/M BAN THƯỜNG VỤ"),
    (),
    (None, "Nguyễn Văn A", None, None, "Trần Thị B"),
)
ITEMS: Mapping[str, str] = {
    "qc dân vận": "T-1",
    "tổ dân vận › ts tổ dân vận": "T-2.den",
    "tổ dân vận › tổ hoạt động hiệu quả": "T-2.num",
    "mô hình mới trong nk": "T-3",
}
UNITS: Mapping[str, str | None] = {"tay đô": TAY_DO.key, "cơ quan huyện": None}
FACTS: Mapping[tuple[str, str], float | str | None] = {
    (name, code): float(value)
    for name, line in {"Biện Thượng": (1, 12, 10, 4), "Tây Đô": (0, 9, 9, 0), "Vĩnh Lộc": (1, 15, 0, 2)}.items()
    for code, value in zip(ITEMS.values(), line, strict=True)
}


def own_table(
    *body: Sequence[Cell], heads: Sequence[Sequence[Cell]] = HEADS, merged: Sequence[str] = MERGED, above: int = 2
) -> Sheet:
    """The sheet. `above` is how many blank lines stand above the title line (the header then starts three below)."""
    top: list[Sequence[Cell]] = [("HUYỆN ỦY VĨNH LỘC", None, None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"), *[()] * above]
    title: Sequence[Cell] = ("TỔNG HỢP KẾT QUẢ CÔNG TÁC DÂN VẬN",)
    return Sheet("Biểu 1", [*top, title, (), *heads, *(body or BODY)], merged=merged)


def book_of(folder: Path, sheet: Sheet | None = None, name: str = "bieu-huyen.xlsx") -> RawBook:
    """The table in a workbook without anything of ours, read."""
    return read_workbook(workbook(folder, sheet or own_table(), meta=None, name=name))


def places(round_: Round = ROUND) -> Places:
    """The communes of Huyện Vĩnh Lộc on the last day of the round."""
    return Places(default_register(), round_, VINH_LOC)


def proposed(book: RawBook, *, like: Sequence[Layout] = (), round_: Round = ROUND) -> Proposal:
    """What is proposed for the first sheet under its likeliest header."""
    grid: Grid = foreign_sheets(book)[0]
    head = head_offers(grid, places(round_))[0]
    suggester = Suggester(Vocabulary(PLAN))
    return propose(grid, suggester, places(round_), (head.top, head.bottom), like=like)


def layout_of(book: RawBook, *, units: Mapping[str, str | None] = UNITS, round_: Round = ROUND) -> Layout:
    """The layout a person makes of it."""
    return layout_from(proposed(book, round_=round_), name=NAME, plan=PLAN.code, items=ITEMS, units=units)


def chosen(*layouts: Layout, round_: Round = ROUND) -> IntakeContext:
    """The round and unit chosen on screen, and these layouts saved for the unit."""
    against = context(chosen_round=round_, chosen_unit=VINH_LOC, rounds=(round_,))
    return replace(against, layouts=lambda _round, _unit: layouts)
