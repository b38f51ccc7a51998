"""A fault's declaration: its code, its weight, what it says and what the sender should do."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error blocks the return; a warning asks the sender to look again."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class IssueKind:
    """One code of the vocabulary. `sentence` and `fix` are templates with named fields."""

    code: str
    severity: Severity
    title: str
    sentence: str
    fix: str


def error(code: str, title: str, sentence: str, fix: str) -> IssueKind:
    """A kind that blocks the return."""
    return IssueKind(code, Severity.ERROR, title, sentence, fix)


def warning(code: str, title: str, sentence: str, fix: str) -> IssueKind:
    """A kind that lets the return pass once the sender has looked."""
    return IssueKind(code, Severity.WARNING, title, sentence, fix)
