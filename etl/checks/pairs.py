"""Numerators against their denominators within one commune."""

from collections.abc import Iterable, Iterator, Mapping, Set

from etl.checking_model import CellFact
from etl.issues import Issue, cell_name, issue
from etl.normalising.numbers import plain
from indicators.model import Indicator, Item, Plan

Facts = Mapping[tuple[str, str], CellFact]


def check_pairs(
    plan: Plan,
    facts: Facts,
    names: Mapping[str, str],
    asked: Set[tuple[str | None, str | None]],
    columns: Set[str],
) -> Iterator[Issue]:
    """Every ratio of every commune: the part within the whole, and never one without the other.

    `names` gives the full name of every commune that has a row, by unit key; `asked` are the (unit, item) that
    some other issue speaks of already; `columns` the items that have one: where it is missing, one issue says so.
    """
    items = {item.code: item for item in plan.items if item.code in columns}
    ratios = [i for i in plan.indicator if i.numerator in items and i.denominator in items]
    for indicator in ratios:
        for unit_key, name in names.items():
            if not asked & {(unit_key, indicator.numerator), (unit_key, indicator.denominator)}:
                yield from check_pair(indicator, items, facts, unit_key, name)


def check_pair(
    indicator: Indicator, items: Mapping[str, Item], facts: Facts, unit_key: str, name: str
) -> Iterable[Issue]:
    """One ratio of one commune."""
    top, bottom = items[indicator.numerator or ""], items[indicator.denominator or ""]
    above, below = facts.get((unit_key, top.code)), facts.get((unit_key, bottom.code))
    if above is None and below is None:
        return ()
    if above is None or below is None:
        return incomplete(indicator, items, above or below, bottom if below is None else top, name)
    if above.value is None or below.value is None or above.value <= below.value:
        return ()
    found = issue(
        "numerator_above_denominator",
        sheet=above.sheet,
        cell=cell_name(above.row, above.column),
        unit=unit_key,
        item=top.code,
        value=above.original,
        total=plain(below.value),
        other=f"ô {cell_name(below.row, below.column)}",
    )
    return (found,)


def incomplete(
    indicator: Indicator, items: Mapping[str, Item], there: CellFact | None, missing: Item, name: str
) -> Iterable[Issue]:
    """A part without its whole, or a whole without its part where the two stand side by side."""
    if there is None or there.state == "not_applicable":
        return ()
    if there.item_code == indicator.denominator and missing.code not in {i.code for i in indicator.item}:
        return ()
    found = issue(
        "pair_incomplete",
        sheet=there.sheet,
        cell=cell_name(there.row, there.column),
        unit=there.unit_key,
        item=there.item_code,
        value=items[there.item_code].header,
        unit_name=name,
        missing=missing.header,
    )
    return (found,)
