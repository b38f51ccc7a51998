"""This round's facts against the last accepted ones: answers taken back, totals that fall, sudden jumps."""

from collections.abc import Iterator, Mapping, Sequence

from etl.checking_model import CellFact, PreviousValues
from etl.figures import Figure
from etl.issues import Issue, cell_name, issue
from etl.matching.words import Vocabulary
from etl.normalising.numbers import plain
from indicators.model import Item, ItemType, Plan, Window

JUMP_FACTOR = 5
JUMP_LEAST = 20
CUMULATIVE = (Window.TERM, Window.STAGE)
NUMERIC = (ItemType.COUNT, ItemType.NUMBER, ItemType.PERCENT)


def check_previous(
    facts: Sequence[CellFact], previous: PreviousValues, words: Vocabulary, names: Mapping[str, str]
) -> Iterator[Issue]:
    """Compare cell by cell. `names` gives the full name of every commune by unit key."""
    if not previous:
        return
    growing = cumulative_items(words.plan)
    for fact in facts:
        before = previous.get((fact.unit_key, fact.item_code))
        if before is None or before.value is None or fact.value is None:
            continue
        item = words.items[fact.item_code]
        code = change_of(item, before, fact.value, growing=item.code in growing)
        if code is not None:
            yield issue(
                code,
                sheet=fact.sheet,
                cell=cell_name(fact.row, fact.column),
                unit=fact.unit_key,
                item=item.code,
                value=fact.original,
                unit_name=names[fact.unit_key],
                item_name=item.header,
                before=plain(before.value),
                factor=str(JUMP_FACTOR),
            )


def change_of(item: Item, before: Figure, now: float, *, growing: bool) -> str | None:
    """Which code a change deserves, None for an ordinary one."""
    old = before.value or 0.0
    if item.type is ItemType.YES_NO:
        return "yes_became_no" if old == 1 and now == 0 else None
    if item.type not in NUMERIC:
        return None
    if growing and now < old:
        return "count_fell"
    low, high = sorted((old, now))
    is_jump = low > 0 and high >= JUMP_FACTOR * low and high - low >= JUMP_LEAST
    return "jump" if is_jump else None


def cumulative_items(plan: Plan) -> frozenset[str]:
    """Counts that only grow within a term or stage; a total they are measured against may fall."""
    totals = {indicator.denominator for indicator in plan.indicator}
    return frozenset(
        item.code
        for indicator in plan.indicator
        if indicator.window in CUMULATIVE
        for item in indicator.item
        if item.type is ItemType.COUNT and item.code not in totals
    )
