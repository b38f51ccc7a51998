"""One indicator into the faults of its kind: the roles, the parameter and the targets the kind asks for."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Literal

from indicators.definition_faults import FaultCode, Found, below
from indicators.definition_reading import Placed
from indicators.model import Indicator, Item, ItemType, Kind


@dataclass(frozen=True, slots=True)
class _Needs:
    """What a kind asks of its indicator."""

    types: frozenset[ItemType]
    parameter: str = ""
    roles: tuple[tuple[str, ...], ...] = (("value",),)  # any one of these sets
    target: Literal["needed", "allowed", "unused"] = "needed"


_COUNTED = frozenset({ItemType.COUNT, ItemType.NUMBER})
_MEASURED = _COUNTED | {ItemType.PERCENT}
_EITHER = (("value",), ("numerator", "denominator"))
_NEEDS = {
    Kind.SHARE: _Needs(frozenset({ItemType.YES_NO})),
    Kind.RATIO: _Needs(_COUNTED, roles=(("numerator", "denominator"),)),
    Kind.COUNT_MIN: _Needs(_COUNTED, "at_least"),
    Kind.COUNT_ZERO: _Needs(_COUNTED),
    Kind.RANGE: _Needs(_MEASURED, "between"),
    Kind.CADENCE: _Needs(frozenset({ItemType.COUNT}), "times"),
    Kind.DEADLINE: _Needs(frozenset({ItemType.DATE}), "done_by"),
    Kind.SCORE: _Needs(_MEASURED, "at_least"),
    Kind.SURVEY: _Needs(_MEASURED, roles=_EITHER, target="unused"),
    Kind.TASK: _Needs(frozenset({ItemType.STATE}), target="allowed"),
    Kind.REFERENCE: _Needs(frozenset(ItemType), roles=_EITHER, target="unused"),
}
_ROLES = ("value", "numerator", "denominator")
_PARAMETERS = ("at_least", "between", "times", "done_by")


def kind_faults(placed: Placed[Indicator], *, items: Mapping[str, Item], named: Set[str]) -> Iterator[Found]:
    """What the kind lacks or cannot use. `items` are those that could be read, `named` all codes written."""
    yield from _roles(placed, items, named)
    yield from _parameters(placed)
    yield from _target_need(placed)


def _roles(placed: Placed[Indicator], items: Mapping[str, Item], named: Set[str]) -> Iterator[Found]:
    indicator, needs = placed.entry, _NEEDS[placed.entry.kind]
    given = {role: code for role in _ROLES if (code := getattr(indicator, role))}
    wanted = needs.roles[1] if len(needs.roles) > 1 and "value" not in given and given else needs.roles[0]
    for role in wanted:
        if role not in given:
            reason = f"Kiểu {indicator.kind} cần khóa {role}: mã của mục số liệu."
            yield below(placed.place, role), FaultCode.ROLE_MISSING, reason
    for role, code in given.items():
        key = below(placed.place, role)
        if role not in wanted:
            yield key, FaultCode.ROLE_UNUSED, f"Kiểu {indicator.kind} không dùng khóa {role}."
        elif code not in named:
            yield key, FaultCode.UNKNOWN_ITEM, f"Không có mục số liệu nào mang mã “{code}”."
        elif code not in items:
            continue  # written, but unreadable: that fault is told where the item stands
        elif indicator.kind is Kind.TASK and items[code] not in indicator.item:
            reason = f"Kiểu task đọc trạng thái từ mục của chính nó; “{code}” là của chỉ tiêu khác."
            yield key, FaultCode.ITEM_OF_ANOTHER, reason
        elif items[code].type not in needs.types:
            fit = ", ".join(sorted(needs.types))
            reason = f"Mục “{code}” kiểu {items[code].type}; kiểu {indicator.kind} cần mục kiểu {fit}."
            yield key, FaultCode.ITEM_TYPE_UNFIT, reason


def _parameters(placed: Placed[Indicator]) -> Iterator[Found]:
    indicator, wanted = placed.entry, _NEEDS[placed.entry.kind].parameter
    for name in _PARAMETERS:
        given, key = getattr(indicator, name), below(placed.place, name)
        if given is None and name == wanted:
            yield key, FaultCode.PARAMETER_MISSING, f"Kiểu {indicator.kind} cần khóa {name}."
        if given is not None and name != wanted:
            yield key, FaultCode.PARAMETER_UNUSED, f"Kiểu {indicator.kind} không dùng khóa {name}."
    if indicator.between is not None and indicator.between[0] > indicator.between[1]:
        low, high = indicator.between
        reason = f"Cận dưới {low:g} lớn hơn cận trên {high:g}."
        yield below(placed.place, "between"), FaultCode.BOUNDS_REVERSED, reason


def _target_need(placed: Placed[Indicator]) -> Iterator[Found]:
    indicator, needs = placed.entry, _NEEDS[placed.entry.kind].target
    if needs == "needed" and not indicator.target:
        reason = f"Kiểu {indicator.kind} cần ít nhất một mục tiêu có ngày; không có thì dùng kiểu reference."
        yield below(placed.place, "target"), FaultCode.TARGET_MISSING, reason
    if needs == "unused" and indicator.target:
        reason = f"Kiểu {indicator.kind} chỉ theo dõi, không có mục tiêu."
        yield below(placed.place, "target"), FaultCode.TARGET_UNUSED, reason
