"""A sheet of words into texts, each with its cell, and what is wrong with them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from etl.issues import Issue, cell_name, issue
from etl.matching.grid import Grid, shown_value, text_key
from etl.matching.places import Places
from etl.names.fonts import decode_legacy
from etl.normalising.words import is_missing, word_key
from etl.reading import CellKind, RawCell
from etl.told import ReturnText, is_phone, longest, tidied, tidy
from etl.words.frame import Frame, frame_of
from etl.words.layout import KIND_KEY, TEXT_KEY, UNIT_KEY, kind_named
from etl.words.units import unit_said
from indicators.model import Plan
from indicators.texts import FILLER, TextKind

Slot = tuple[TextKind, str]
MOST_ISSUES = 40


@dataclass(slots=True)
class Words:
    """What the sheets of words say. `sheets` are their names; `said` the parts of every text with its last cell."""

    sheets: list[str] = field(default_factory=list)
    said: dict[Slot, list[str]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)

    @property
    def texts(self) -> tuple[ReturnText, ...]:
        """The texts as they are kept, one per kind and unit."""
        found = (ReturnText(kind, "\n".join(parts), unit) for (kind, unit), parts in self.said.items())
        return tidied(found)


def read_words(grids: Sequence[Grid], plan: Plan, places: Places) -> Words:
    """Read every sheet of words. A text said twice in the same words counts once, two different ones are joined."""
    words = Words()
    notes = frozenset(text_key(asked.note) for asked in plan.text if asked.note)
    for grid in grids:
        words.sheets.append(grid.name)
        before = len(words.issues)
        frame = frame_of(grid)
        read_fields(words, grid, frame, notes)
        read_table(words, grid, frame, places)
        more = len(words.issues) - before - MOST_ISSUES
        if more > 0:
            del words.issues[before + MOST_ISSUES :]
            words.issues.append(issue("more_faults", sheet=grid.name, count=more))
    return words


def read_fields(words: Words, grid: Grid, frame: Frame, notes: frozenset[str]) -> None:
    """The labelled rows; a row without a label below one goes on with its text."""
    kind, above = None, 0
    first = frame.columns.get(TEXT_KEY)
    for row in grid.rows:
        if frame.head_row is not None and row >= frame.head_row and row not in frame.labels:
            continue
        goes_on = first is not None and row == above + 1 and not any(column < first for column in grid.rows[row])
        kind, above = frame.labels.get(row, kind if goes_on else None), row
        if kind is not None:
            say(words, grid, row, first or frame.label_column + 1, (kind, ""), notes)


def read_table(words: Words, grid: Grid, frame: Frame, places: Places) -> None:
    """The rows of what single communes say; a row without words says nothing."""
    if frame.head_row is None or TEXT_KEY not in frame.columns:
        return
    for row in grid.rows:
        if row <= frame.head_row or row in frame.labels:
            continue
        told = [column for column in grid.rows[row] if column >= frame.columns[TEXT_KEY]]
        if not any(blank_free(grid.rows[row][column]) for column in told):
            continue
        unit = unit_said(grid, row, frame.columns.get(UNIT_KEY), places)
        kind = kind_said(grid, row, frame.columns.get(KIND_KEY))
        for found in (unit, kind):
            if isinstance(found, Issue):
                words.issues.append(found)
        if not isinstance(unit, Issue) and not isinstance(kind, Issue):
            say(words, grid, row, frame.columns[TEXT_KEY], (kind, unit), frozenset())


def kind_said(grid: Grid, row: int, column: int | None) -> TextKind | Issue:
    """Whether a row is a difficulty, a proposal or a model."""
    said = grid.text(row, column) if column else ""
    kind = kind_named(said)
    if kind is None or kind in FILLER:
        return issue("words_kind_unclear", sheet=grid.name, cell=cell_name(row, column or 1), value=said)
    return kind


def say(words: Words, grid: Grid, row: int, first: int, slot: Slot, notes: frozenset[str]) -> None:
    """Add what the cells of a row from a column on say; what cannot be kept is an issue at its cell."""
    kind, unit = slot
    for column in sorted(grid.rows[row]):
        cell = grid.rows[row][column]
        if column < first or not blank_free(cell) or text_key(grid.text(row, column)) in notes:
            continue
        fault = fault_of(cell)
        told = "" if fault else tidy(kind, spoken(cell, kind))
        if fault is None and told:
            parts = words.said.setdefault(slot, [])
            fault = wrong_with(kind, told, parts)
            if fault is None and told not in parts:
                parts.append(told)
        if fault is not None:
            code, value, said = fault
            words.issues.append(
                issue(code, sheet=grid.name, cell=cell_name(row, column), unit=unit or None, value=value, **said)
            )


Wrong = tuple[str, str, dict[str, str]]


def fault_of(cell: RawCell) -> Wrong | None:
    """Why a cell has no text: an error of Excel, a formula that was never calculated."""
    codes = {CellKind.ERROR: "cell_error", CellKind.FORMULA_WITHOUT_VALUE: "formula_without_value"}
    return (codes[cell.kind], str(cell.value), {}) if cell.kind in codes else None


def wrong_with(kind: TextKind, told: str, before: Sequence[str]) -> Wrong | None:
    """Why a text cannot be kept: another name is there, no telephone number, too long with what goes before."""
    length = len("\n".join([*before, told]))
    if kind in FILLER and before and told not in before:
        return "words_repeated", told, {"other": before[0]}
    if kind is TextKind.FILLER_PHONE and not is_phone(told):
        return "phone_unclear", told, {}
    if told not in before and length > longest(kind):
        return "text_too_long", told, {"count": str(length), "limit": str(longest(kind))}
    return None


def spoken(cell: RawCell, kind: TextKind) -> str:
    """The text of a cell with its paragraphs. A telephone number kept as a number has lost its leading zero."""
    if cell.kind is not CellKind.TEXT:
        shown = shown_value(cell)
        lost_zero = kind is TextKind.FILLER_PHONE and cell.kind is CellKind.NUMBER and len(shown) in (9, 10)
        return f"0{shown}" if lost_zero else shown
    text = str(cell.value)
    return (decode_legacy(text, cell.font) or text) if cell.font else text


def blank_free(cell: RawCell) -> bool:
    """Whether a cell holds more than a mark of absence."""
    return cell.kind is not CellKind.TEXT or not is_missing(word_key(str(cell.value)))
