"""The vocabulary of faults: a code and what was found into an issue the sender can act on."""

from dataclasses import dataclass

from etl.issue_kind import IssueKind, Severity
from etl.issue_words_book import BOOK_KINDS
from etl.issue_words_cell import CELL_KINDS
from etl.issue_words_check import CHECK_KINDS
from etl.issue_words_table import TABLE_KINDS

__all__ = [
    "KINDS",
    "Issue",
    "IssueKind",
    "Severity",
    "catalogue_markdown",
    "cell_name",
    "issue",
    "near_words",
]

KINDS: dict[str, IssueKind] = {kind.code: kind for kind in (*BOOK_KINDS, *TABLE_KINDS, *CELL_KINDS, *CHECK_KINDS)}
SHOWN_CHARACTERS = 60


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
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def near_words(names: list[str]) -> str:
    """The near matches as a sentence, or nothing when there is none."""
    return f"Gần giống: {'; '.join(names)}." if names else ""


def clipped(text: str) -> str:
    """A found value short enough to stand in a sentence."""
    return text if len(text) <= SHOWN_CHARACTERS else text[: SHOWN_CHARACTERS - 1].rstrip() + "…"


def catalogue_markdown() -> str:
    """The text of docs/ma-loi.md: every code, what it means and what to do."""
    raise NotImplementedError
