"""The vocabulary of faults: a code and what was found into an issue the sender can act on."""

import re
from dataclasses import dataclass

from etl.issues.kind import IssueKind, Severity
from etl.issues.words_book import BOOK_KINDS
from etl.issues.words_cell import CELL_KINDS
from etl.issues.words_check import CHECK_KINDS
from etl.issues.words_file import AGAIN_KINDS, FILE_KINDS
from etl.issues.words_table import TABLE_KINDS
from etl.issues.words_told import TOLD_KINDS
from etl.issues.words_trail import TRAIL_KINDS

__all__ = [
    "KINDS",
    "Issue",
    "IssueKind",
    "Severity",
    "catalogue_markdown",
    "cell_name",
    "column_name",
    "issue",
    "near_words",
]

SECTIONS: dict[str, tuple[IssueKind, ...]] = {
    "Tệp không đọc được": FILE_KINDS,
    "Tệp đã có": AGAIN_KINDS,
    "Văn bản, kỳ, đơn vị, trang": BOOK_KINDS,
    "Cột, dòng và dòng tổng": TABLE_KINDS,
    "Từng ô": CELL_KINDS,
    "Lời kèm theo số liệu": TOLD_KINDS,
    "Đối chiếu": CHECK_KINDS,
    "Kỳ báo cáo và thẩm định": TRAIL_KINDS,
}
KINDS: dict[str, IssueKind] = {kind.code: kind for kinds in SECTIONS.values() for kind in kinds}
SEVERITY_NAMES = {Severity.ERROR: "Lỗi", Severity.WARNING: "Lưu ý"}
SHOWN_CHARACTERS = 60
PREFACE = """# Mã lỗi và lưu ý

Trang này được tạo từ chương trình (`etl/issues/__init__.py`), không sửa bằng tay. **Lỗi** phải sửa thì báo cáo mới được
nhận. **Lưu ý** không chặn báo cáo nhưng người nộp cần xem lại. Dấu … là chỗ chương trình ghi giá trị, tên xã hoặc
ô cụ thể.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One fault. `cell` is an A1 address, `unit` a unit key, `value` what was found, as text."""

    code: str
    severity: Severity
    message: str
    fix: str
    sheet: str | None = None
    cell: str | None = None
    unit: str | None = None
    item: str | None = None
    value: str | None = None


def issue(
    code: str,
    /,
    *,
    sheet: str | None = None,
    cell: str | None = None,
    unit: str | None = None,
    item: str | None = None,
    value: str | None = None,
    **words: object,
) -> Issue:
    """An issue of a declared kind; `words` fill its sentences, `found` falling back to `value`."""
    kind = KINDS[code]
    fields = {"found": clipped(value or ""), "near": "", **words}
    return Issue(
        code=code,
        severity=kind.severity,
        message=kind.sentence.format(**fields).strip(),
        fix=kind.fix.format(**fields).strip(),
        sheet=sheet,
        cell=cell,
        unit=unit,
        item=item,
        value=value,
    )


def cell_name(row: int, column: int) -> str:
    """The A1 address of a 1-based row and column."""
    return f"{column_name(column)}{row}"


def column_name(column: int) -> str:
    """The letters of a 1-based column."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def near_words(names: list[str]) -> str:
    """The near matches as a sentence, or nothing when there is none."""
    return f"Gần giống: {'; '.join(names)}." if names else ""


def clipped(text: str) -> str:
    """A found value short enough to stand in a sentence."""
    return text if len(text) <= SHOWN_CHARACTERS else text[: SHOWN_CHARACTERS - 1].rstrip() + "…"


def catalogue_markdown() -> str:
    """The text of docs/ma-loi.md: every code, what it means and what to do."""
    return "\n".join([PREFACE, *(line for name, kinds in SECTIONS.items() for line in section_lines(name, kinds))])


def section_lines(name: str, kinds: tuple[IssueKind, ...]) -> list[str]:
    """One section of the page: a heading and a table."""
    head = [f"## {name}", "", "| Mã | Loại | Tên | Chương trình nói | Cần làm |", "|---|---|---|---|---|"]
    rows = [
        f"| `{k.code}` | {SEVERITY_NAMES[k.severity]} | {k.title} | {blanked(k.sentence)} | {blanked(k.fix)} |"
        for k in kinds
    ]
    return [*head, *rows, ""]


def blanked(template: str) -> str:
    """A sentence with its fields as dots, as a reader of the page needs it."""
    shown = re.sub(r"\{\w+\}", "…", template).replace("|", "\\|")
    return re.sub(r"…(?:[ .]+…)+", "…", shown).replace(" … …", " …").replace(". …", ".").strip()
