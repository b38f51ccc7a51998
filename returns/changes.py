"""Two sets of figures of one form into what changed: commune, item, old → new, beside what stays."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from etl.checking import CheckedReturn
from etl.figures import Figure
from etl.register import Register, Unit
from etl.told import ReturnText, tidied
from indicators.model import Item, Plan
from indicators.texts import TextKind
from returns.figure_texts import shown

Figures = Mapping[tuple[str, str], Figure]


class ChangeKind(StrEnum):
    """A figure that was not there before, is no longer there, or is another."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """One cell that differs. Texts are for reading; None is "chưa có số liệu"."""

    unit: Unit
    item: Item
    kind: ChangeKind
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordChange:
    """One text that differs. `unit` None: the filer's own; None as text is "nothing said"."""

    kind: TextKind
    unit: Unit | None
    change: ChangeKind
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What differs, in the order of communes and of the plan's items, and how many figures stay as they were.

    `words` are the texts beside the figures that differ, who filled it first.
    """

    changed: tuple[CellChange, ...]
    same: int
    words: tuple[WordChange, ...] = ()

    @property
    def counts(self) -> Counter[ChangeKind]:
        """How many figures were added, removed, changed."""
        return Counter(one.kind for one in self.changed)

    @property
    def communes(self) -> int:
        """How many communes have a difference."""
        return len({one.unit.key for one in self.changed})


def changes_between(register: Register, plan: Plan, before: Figures, after: Figures) -> Changes:
    """Compare two sets of figures by (unit key, item code). Units come in the register's order.

    An item that the plan has dropped since has no name to show any more and is left out.
    """
    items = {item.code: (place, item) for place, item in enumerate(plan.items)}
    numbers = {unit.key: (unit.number, unit) for unit in register.units}
    keys = [key for key in {**before, **after} if key[1] in items and before.get(key) != after.get(key)]
    keys.sort(key=lambda key: (numbers[key[0]][0], items[key[1]][0]))
    return Changes(
        changed=tuple(
            _change(numbers[unit][1], items[item][1], before.get((unit, item)), after.get((unit, item)))
            for unit, item in keys
        ),
        same=sum(before.get(key) == figure for key, figure in after.items()),
    )


def word_changes(
    register: Register, before: Iterable[ReturnText], after: Iterable[ReturnText]
) -> tuple[WordChange, ...]:
    """The texts that differ, by kind and then in the register's order of units."""
    old, new = _by_place(before), _by_place(after)
    numbers = {unit.key: (unit.number, unit) for unit in register.units}
    order = list(TextKind)
    places = [place for place in {**old, **new} if old.get(place) != new.get(place)]
    places.sort(key=lambda place: (order.index(place[0]), numbers[place[1]][0] if place[1] else 0))
    return tuple(
        WordChange(
            kind=kind,
            unit=numbers[unit][1] if unit else None,
            change=_kind_of(old.get((kind, unit)), new.get((kind, unit))),
            before=old.get((kind, unit)),
            after=new.get((kind, unit)),
        )
        for kind, unit in places
    )


def _by_place(texts: Iterable[ReturnText]) -> dict[tuple[TextKind, str], str]:
    found: dict[tuple[TextKind, str], str] = {}
    for one in tidied(texts):
        place = (one.kind, one.unit_key)
        found[place] = f"{found[place]}\n{one.text}" if place in found else one.text
    return found


def figures_of(checked: CheckedReturn) -> dict[tuple[str, str], Figure]:
    """The figures of a checked return by (unit key, item code)."""
    return {(fact.unit_key, fact.item_code): fact.figure for fact in checked.facts}


def _change(unit: Unit, item: Item, before: Figure | None, after: Figure | None) -> CellChange:
    return CellChange(
        unit=unit,
        item=item,
        kind=_kind_of(before, after),
        before=None if before is None else shown(item, before),
        after=None if after is None else shown(item, after),
    )


def _kind_of(before: object, after: object) -> ChangeKind:
    if before is None:
        return ChangeKind.ADDED
    return ChangeKind.REMOVED if after is None else ChangeKind.CHANGED
