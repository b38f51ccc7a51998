"""All tables of a workbook into facts and faults: cells, pairs, totals, completeness, the last round."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from etl.checking_model import CellFact, PreviousValues
from etl.checks.cells import Rules, read_cells
from etl.checks.columns import check_columns
from etl.checks.complete import blank_cells, check_complete, ignored_sheets
from etl.checks.pairs import check_pairs
from etl.checks.previous import check_previous
from etl.checks.rows import MOST_LISTED, check_rows
from etl.checks.sheets import merge_sheets
from etl.checks.totals import check_totals
from etl.issues import Issue, Severity, issue
from etl.matching.places import Places
from etl.matching.tables import Table
from etl.matching.words import Vocabulary


@dataclass(slots=True)
class Outcome:
    """What checking found. `tables` are those that were read, `blanks` the blank cells by sheet."""

    tables: list[Table] = field(default_factory=list)
    facts: list[CellFact] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    blanks: Counter[str] = field(default_factory=Counter)


def check_book(tables: Sequence[Table], words: Vocabulary, places: Places, previous: PreviousValues) -> Outcome:
    """Check every table, then what can only be seen across tables."""
    outcome = Outcome(tables=[table for table in tables if is_read(table)])
    rules = Rules.of(words.plan, places.day)
    read = [check_table(table, rules, places, outcome) for table in outcome.tables]
    outcome.issues += blank_cells(outcome.tables, outcome.blanks)
    outcome.facts, repeated = merge_sheets(read)
    outcome.issues += repeated
    by_place = {(fact.unit_key, fact.item_code): fact for fact in outcome.facts}
    names = {p.unit.key: p.unit.full_name for table in outcome.tables for p in table.placed_rows}
    asked = {(found.unit, found.item) for found in outcome.issues if found.severity is Severity.ERROR}
    columns = {p.item.code for table in outcome.tables for p in table.placed_columns}
    outcome.issues += check_pairs(words.plan, by_place, names, asked, columns)
    outcome.issues += check_previous(outcome.facts, previous, words, names)
    outcome.issues += check_columns(outcome.facts, previous, words)
    outcome.issues += ignored_sheets(table.grid for table in tables if not is_read(table))
    if not outcome.tables:
        outcome.issues.append(issue("no_table"))
    elif outcome.facts or has_errors(outcome.issues):
        outcome.issues += check_complete(outcome.tables, words, places)
    else:
        outcome.issues.append(issue("empty_return"))
    return outcome


def check_table(table: Table, rules: Rules, places: Places, outcome: Outcome) -> list[CellFact]:
    """Check one table by itself: its frame, its cells, its totals."""
    frame = check_rows(table, places)
    cells = read_cells(table, rules)
    faulty = {found.item for found in cells.issues if found.item and found.severity is Severity.ERROR}
    outcome.issues += [*first_of([*table.issues, *frame], table), *cells.issues]
    if not table.rows.issues and not frame:
        outcome.issues += check_totals(table, cells.facts, faulty)
    outcome.blanks[table.grid.name] += cells.blanks
    return cells.facts


def first_of(frame: Sequence[Issue], table: Table) -> list[Issue]:
    """The faults of a frame, and past a readable number only how many more there are."""
    if len(frame) <= MOST_LISTED:
        return list(frame)
    return [*frame[:MOST_LISTED], issue("more_faults", sheet=table.grid.name, count=len(frame) - MOST_LISTED)]


def is_read(table: Table) -> bool:
    """Whether a sheet holds a table: columns of items, and rows that are or should be communes."""
    has_columns = table.placed_columns or has_errors(table.columns.issues)
    return bool(has_columns and (table.placed_rows or table.rows.issues or table.rows.others))


def has_errors(issues: Sequence[Issue]) -> bool:
    """Whether anything found blocks the return."""
    return any(found.severity is Severity.ERROR for found in issues)
