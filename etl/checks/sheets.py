"""Two sheets that hold figures of the same commune and item: one set of facts, or a question."""

from collections.abc import Sequence

from etl.checking_model import CellFact
from etl.issues import Issue, cell_name, issue

Place = tuple[str, str]


def merge_sheets(sheets: Sequence[Sequence[CellFact]]) -> tuple[list[CellFact], list[Issue]]:
    """All facts once. A sheet that repeats others' figures is left out, one that contradicts them asked about."""
    merged: dict[Place, CellFact] = {}
    issues: list[Issue] = []
    for facts in sheets:
        again = [f for f in facts if (f.unit_key, f.item_code) in merged]
        if again:
            issues.append(repeated(again, merged))
        for fact in facts:
            merged.setdefault((fact.unit_key, fact.item_code), fact)
    return list(merged.values()), issues


def repeated(again: Sequence[CellFact], merged: dict[Place, CellFact]) -> Issue:
    """What a sheet that holds figures again is: a copy, or a contradiction at its first differing cell."""
    differing = [f for f in again if merged[f.unit_key, f.item_code].figure != f.figure]
    other = merged[again[0].unit_key, again[0].item_code].sheet
    if not differing:
        return issue("sheet_copy_ignored", sheet=again[0].sheet, other=other)
    first = differing[0]
    return issue(
        "sheet_repeated",
        sheet=first.sheet,
        cell=cell_name(first.row, first.column),
        unit=first.unit_key,
        item=first.item_code,
        value=first.original,
        other=merged[first.unit_key, first.item_code].sheet,
        count=len(differing),
    )
