"""All tables of a workbook into facts and faults: cells, pairs, totals, completeness, the last round."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from etl.checking_model import CellFact, PreviousValues
from etl.checks_cells import Rules, read_cells
from etl.checks_pairs import check_pairs
from etl.issues import Issue, issue
from etl.matching import Table
from etl.matching_rows import Places
from etl.matching_words import Vocabulary


@dataclass(slots=True)
class Outcome:
    """What checking found. `tables` are the sheets that were read."""

    tables: list[Table] = field(default_factory=list)
    facts: list[CellFact] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    blanks: int = 0


def check_book(
    tables: Sequence[Table], words: Vocabulary, places: Places, previous: PreviousValues
) -> Outcome:
    """Check every table, then what can only be seen across tables."""
    outcome = Outcome(tables=[t for t in tables if t.placed_columns and (t.placed_rows or t.rows.issues)])
    rules = Rules.of(words.plan, places.day)
    for table in outcome.tables:
        outcome.issues += table.issues
        cells = read_cells(table, rules)
        outcome.facts += cells.facts
        outcome.issues += cells.issues
        outcome.blanks += cells.blanks
    facts = {(f.unit_key, f.item_code): f for f in outcome.facts}
    names = {p.unit.key: p.unit.full_name for table in outcome.tables for p in table.placed_rows}
    outcome.issues += check_pairs(words.plan, facts, names)
    if not outcome.facts and not outcome.issues:
        outcome.issues.append(issue("empty_return" if outcome.tables else "no_table"))
    return outcome
