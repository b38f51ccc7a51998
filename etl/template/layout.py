"""A plan and a filing unit into the frame of a workbook: sheets, columns, names, checksum (DESIGN §5)."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from etl.rounds import Round
from indicators.model import Group, Indicator, Item, Plan, Target

TEMPLATE_VERSION = 1
META_SHEET = "_meta"
LISTS_SHEET = "_lists"
README_SHEET = "Hướng dẫn"
FAULTS_SHEET = "Lỗi cần sửa"
PREVIOUS_HEADER = "Kỳ trước"
SAMPLE_WORDS = "Số liệu minh họa"
OWN_SHEETS = frozenset({META_SHEET, LISTS_SHEET, README_SHEET, FAULTS_SHEET})

KEY_ROW, KEY_COLUMN = 1, 1
TITLE_ROW, SCOPE_ROW, NOTE_ROW = 2, 3, 4
INDICATOR_ROW, TARGET_ROW, HEADER_ROW, UNIT_ROW = 5, 6, 7, 8
FIRST_ROW = 9
NUMBER_COLUMN, NAME_COLUMN, FIRST_COLUMN = 2, 3, 4
LONGEST_SHEET_NAME = 31


@dataclass(frozen=True, slots=True)
class SheetFrame:
    """One sheet: a group and its indicators with their own items. Inputs stand in every second column."""

    name: str
    group: Group
    indicators: tuple[Indicator, ...]

    @property
    def columns(self) -> tuple[tuple[Indicator, Item, int], ...]:
        """Every item, its indicator and 1-based input column; the column after it is the last round's."""
        pairs = [(indicator, item) for indicator in self.indicators for item in indicator.item]
        return tuple((indicator, item, FIRST_COLUMN + 2 * at) for at, (indicator, item) in enumerate(pairs))


def sheet_frames(plan: Plan) -> tuple[SheetFrame, ...]:
    """The sheets of a plan's workbook: one per group that has items, in the plan's order."""
    frames = []
    for group in plan.group:
        owning = tuple(i for i in plan.in_group(group.code) if i.item)
        if owning:
            frames.append(SheetFrame(sheet_name(group), group, owning))
    return tuple(frames)


def sheet_name(group: Group) -> str:
    """The visible name of a group's sheet: short, legal in Excel, and unique by the group's code."""
    name = f"{group.code}. {group.short_name}".translate({ord(c): " " for c in "[]:*?/\\"})
    return name[:LONGEST_SHEET_NAME].strip(" '")


def header_words(indicator: Indicator) -> str:
    """The heading over an indicator's columns: "TH-1.2a. Có quy chế …"."""
    return f"{indicator.code}. {indicator.short_name}"


def unit_words(item: Item) -> str:
    """The row under the headers: what the figure counts, or how it is answered."""
    words = {"yes_no": "Có / Không", "date": "ngày/tháng/năm", "text": "chữ", "state": "chọn", "percent": "%"}
    return item.unit or words.get(item.type.value, "số")


def target_words(targets: Iterable[Target]) -> str:
    """The dated targets in one line: "Mục tiêu: 50% (2025); 100% (2030)"."""
    signs = {">=": "", "<=": "≤ ", "=": "= "}
    parts = [f"{signs[t.op]}{t.value:g}% ({t.due.year})".replace(".", ",") for t in targets]
    return f"Mục tiêu: {'; '.join(parts)}" if parts else "Theo dõi, chưa đặt mục tiêu"


def scope_words(round_: Round, filing_name: str) -> str:
    """The line that names unit, round and due date; the reader finds unit and round in it again."""
    return f"Đơn vị: {filing_name} · Kỳ báo cáo: {round_.name} · Hạn nộp: {round_.due:%d/%m/%Y}"


def checksum(plan: Plan, round_code: str, unit_key: str, issued_on: date | str, rows: Sequence[str]) -> str:
    """A short hash of what a template was made of: version, plan, round, unit, day, item codes, unit keys."""
    items = [item.code for frame in sheet_frames(plan) for _, item, _ in frame.columns]
    parts = (
        str(TEMPLATE_VERSION),
        plan.code,
        round_code,
        unit_key,
        str(issued_on),
        *items,
        "|",
        *sorted(rows),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
