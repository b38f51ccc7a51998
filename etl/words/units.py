"""A name in the sheet of words into the unit it speaks of, or the question whose words they are."""

from etl.issues import Issue, cell_name, issue, near_words
from etl.matching.grid import Grid, text_key
from etl.matching.places import Places
from etl.matching.rows import Rows, not_in_force_issue, other_unit_issue, row_issue
from etl.register import Unit

WHOLE = ("toàn ", "chung", "cả ")


def unit_said(grid: Grid, row: int, column: int | None, places: Places) -> str | Issue:
    """The key of the commune named in a row, "" for the filing unit itself, or why that is not known."""
    name = name_in(grid, row, column, places)
    found = places.named(name)
    if len(found) == 1:
        return "" if found[0].key == places.filing.key else found[0].key
    if says_filer(name, places.filing):
        return ""
    rows = Rows(name_column=column)
    if len(found) > 1:
        names = ", ".join(unit.full_name for unit in found)
        return row_issue("row_ambiguous", grid, rows, row, name, near_names=names)
    if not name:
        return issue("words_unit_missing", sheet=grid.name, cell=cell_name(row, column or 1))
    past, others = places.of_other_time(name), places.elsewhere(name)
    if past is not None:
        return not_in_force_issue(grid, places, rows, row, past)
    if len(others) == 1:
        return other_unit_issue(grid, places, rows, row, others[0])
    near = near_words(places.near(name))
    return row_issue("words_unit_unclear", grid, rows, row, name, unit_name=places.filing.full_name, near=near)


def name_in(grid: Grid, row: int, column: int | None, places: Places) -> str:
    """The text of the name's cell, decoded by its column's font where only that makes it a commune."""
    name = grid.text(row, column) if column else ""
    decoded = grid.column_text(row, column) if column and name and not places.named(name) else ""
    return decoded if decoded and places.named(decoded) else name


def says_filer(name: str, filing: Unit) -> bool:
    """Whether a name means the filing unit as a whole."""
    key = text_key(name)
    return key == text_key(filing.full_name) or (bool(key) and key.startswith(WHOLE))
