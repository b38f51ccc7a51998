"""Issues into the lines of the sheet "Lỗi cần sửa", the same in a marked workbook and in a separate list."""

from collections.abc import Sequence
from dataclasses import dataclass

from etl.issues import SEVERITY_NAMES, Issue, Severity
from etl.template.style import lines_needed

HEADS = ("STT", "Mức", "Trang", "Ô", "Đang ghi", "Lỗi gì", "Cần làm", "Mã")
WIDTHS = (6, 9, 24, 9, 22, 58, 58, 22)
PLACE_COLUMN = 4
LINE_POINTS = 15.0
ERROR_COLOUR, WARNING_COLOUR, HEAD_COLOUR = "FBD0C9", "FFE9A8", "1F3A5F"


@dataclass(frozen=True, slots=True)
class Line:
    """One fault as a line of the sheet."""

    number: int
    issue: Issue

    @property
    def cells(self) -> tuple[int | str, ...]:
        """The line's cells in the order of `HEADS`."""
        found = self.issue
        return (
            self.number,
            SEVERITY_NAMES[found.severity],
            found.sheet or "",
            found.cell or "",
            found.value or "",
            found.message,
            found.fix,
            found.code,
        )

    @property
    def height_points(self) -> float:
        """The height the line needs for its longest cell, wrapped."""
        lines = (lines_needed(str(words), width * 1.3) for words, width in zip(self.cells, WIDTHS, strict=True))
        return LINE_POINTS * max(lines) + 3

    @property
    def colour(self) -> str:
        """The colour of the line's weight, as RRGGBB."""
        return colour_of(found=(self.issue,))


def lines_of(issues: Sequence[Issue]) -> list[Line]:
    """Errors first, each numbered."""
    ordered = sorted(issues, key=lambda found: found.severity is not Severity.ERROR)
    return [Line(number, found) for number, found in enumerate(ordered, start=1)]


def summary(issues: Sequence[Issue]) -> str:
    """What the sheet says above its lines."""
    errors = sum(found.severity is Severity.ERROR for found in issues)
    warnings = len(issues) - errors
    if not issues:
        return "Không có lỗi nào."
    if not errors:
        return f"Không có lỗi phải sửa; {warnings} lưu ý cần xem lại trước khi nộp."
    return f"{errors} lỗi phải sửa, {warnings} lưu ý cần xem lại. Sửa xong, lưu và nộp lại chính tệp này."


def colour_of(found: Sequence[Issue]) -> str:
    """The colour of the weightiest of some issues, as RRGGBB."""
    return ERROR_COLOUR if any(f.severity is Severity.ERROR for f in found) else WARNING_COLOUR


def note_of(found: Sequence[Issue]) -> str:
    """The note on a cell with these issues."""
    return "\n".join(f"{SEVERITY_NAMES[f.severity]}: {f.message}\n→ {f.fix}" for f in found)
