"""Whole columns that look copied: one number in every commune, or the last round's numbers again."""

from collections.abc import Iterator, Sequence

from etl.checking_model import CellFact, PreviousValues
from etl.issues import Issue, cell_name, issue
from etl.matching.words import Vocabulary
from etl.normalising.numbers import plain
from indicators.model import ItemType, Kind

FEWEST_COMMUNES = 5
LEAST_SUSPECT = 2
EXPECTED_SAME = (Kind.CADENCE, Kind.RANGE)
COUNTED = (ItemType.COUNT, ItemType.NUMBER)


def check_columns(facts: Sequence[CellFact], previous: PreviousValues, words: Vocabulary) -> Iterator[Issue]:
    """Every column of numbers, as a whole."""
    columns: dict[str, list[CellFact]] = {}
    for fact in facts:
        if fact.value is not None and words.items[fact.item_code].type in COUNTED:
            columns.setdefault(fact.item_code, []).append(fact)
    totals = {indicator.denominator for indicator in words.plan.indicator}
    for code, column in columns.items():
        values = {fact.value for fact in column}
        if len(column) < FEWEST_COMMUNES or words.owners[code].kind in EXPECTED_SAME:
            continue
        if len(values) == 1 and (column[0].value or 0) >= LEAST_SUSPECT:
            yield column_issue("column_all_same", column, words)
        elif len(values) > 1 and code not in totals and repeats(column, previous):
            yield column_issue("column_same_as_last", column, words)


def repeats(column: Sequence[CellFact], previous: PreviousValues) -> bool:
    """Whether every commune of a column has exactly the figure of the last round."""
    for fact in column:
        before = previous.get((fact.unit_key, fact.item_code))
        if before is None or before.value != fact.value:
            return False
    return True


def column_issue(code: str, column: Sequence[CellFact], words: Vocabulary) -> Issue:
    """An issue at the top cell of a column."""
    top = min(column, key=lambda fact: fact.row)
    return issue(
        code,
        sheet=top.sheet,
        cell=cell_name(top.row, top.column),
        item=top.item_code,
        value=plain(top.value or 0.0),
        count=len(column),
        item_name=words.items[top.item_code].header,
    )
