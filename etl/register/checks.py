"""Units and edges into a register that holds together: the first line that contradicts another is named."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from etl.register.model import Level, LineageEdge, RegisterFault, Unit
from etl.register.reading import LINEAGE_FILE, UNITS_FILE

_HEADER_LINES = 1
_PARENT_LEVELS: dict[Level, set[Level | None]] = {
    Level.PROVINCE: {None},
    Level.DISTRICT: {Level.PROVINCE},
    Level.COMMUNE: {Level.DISTRICT, Level.PROVINCE},
}


def check_register(units: Sequence[Unit], edges: Sequence[LineageEdge]) -> None:
    """Raises RegisterFault at the first row that contradicts another one."""
    by_key = _unique(units)
    _check_versions(units)
    for unit in units:
        _check_parent(unit, by_key)
        _check_former_district(unit, by_key)
    for edge in edges:
        _check_edge(edge, by_key)
    _check_lineage_complete(units, edges)


def _unique(units: Sequence[Unit]) -> dict[str, Unit]:
    by_key: dict[str, Unit] = {}
    for unit in units:
        if unit.key in by_key:
            raise _unit_fault(unit, f"khóa {unit.key} đã có ở dòng {by_key[unit.key].number + _HEADER_LINES}")
        by_key[unit.key] = unit
    return by_key


def _check_versions(units: Sequence[Unit]) -> None:
    versions: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        versions[unit.code].append(unit)
    for of_code in versions.values():
        in_time = sorted(of_code, key=_from)
        for older, newer in pairwise(in_time):
            if _to(older) >= _from(newer):
                raise _unit_fault(newer, f"{newer.key} có hiệu lực khi {older.key} chưa hết hiệu lực")


def _check_parent(unit: Unit, by_key: Mapping[str, Unit]) -> None:
    parent = by_key.get(unit.parent_key) if unit.parent_key else None
    if unit.parent_key and parent is None:
        raise _unit_fault(unit, f"không có đơn vị cấp trên {unit.parent_key}")
    if (parent.level if parent else None) not in _PARENT_LEVELS[unit.level]:
        raise _unit_fault(unit, f"đơn vị cấp trên của {unit.key} sai cấp")
    if parent and not (_from(parent) <= _from(unit) and _to(unit) <= _to(parent)):
        raise _unit_fault(unit, f"{unit.key} có hiệu lực cả khi cấp trên {parent.key} không có hiệu lực")


def _check_former_district(unit: Unit, by_key: Mapping[str, Unit]) -> None:
    parent = by_key.get(unit.parent_key) if unit.parent_key else None
    needs_one = unit.level is Level.COMMUNE and parent is not None and parent.level is Level.PROVINCE
    for key in (unit.former_district_key, unit.former_district_27_key):
        if needs_one is not bool(key):
            raise _unit_fault(unit, f"{unit.key}: huyện cũ phải có khi và chỉ khi xã trực thuộc tỉnh")
        if not key:
            continue
        district = by_key.get(key)
        if district is None or district.level is not Level.DISTRICT:
            raise _unit_fault(unit, f"không có huyện cũ {key}")
        if _to(district) >= _from(unit):
            raise _unit_fault(unit, f"huyện {key} vẫn còn hiệu lực khi {unit.key} bắt đầu")


def _check_edge(edge: LineageEdge, by_key: Mapping[str, Unit]) -> None:
    older = by_key.get(edge.from_key)
    if older is None:
        raise _edge_fault(edge, f"không có đơn vị {edge.from_key}")
    if older.valid_to != edge.effective_on - timedelta(days=1):
        raise _edge_fault(edge, f"{older.key} không hết hiệu lực ngay trước {edge.effective_on}")
    if edge.to_key is None:
        return
    newer = by_key.get(edge.to_key)
    if newer is None:
        raise _edge_fault(edge, f"không có đơn vị {edge.to_key}")
    if not newer.in_force(edge.effective_on):
        raise _edge_fault(edge, f"{newer.key} không có hiệu lực ngày {edge.effective_on}")


def _check_lineage_complete(units: Sequence[Unit], edges: Sequence[LineageEdge]) -> None:
    """Every commune that ended went somewhere and every new one came from somewhere, whole or in parts."""
    outgoing: defaultdict[str, list[LineageEdge]] = defaultdict(list)
    for edge in edges:
        outgoing[edge.from_key].append(edge)
    received = {edge.to_key for edge in edges}
    for unit in units:
        if unit.level is not Level.COMMUNE:
            continue
        if unit.valid_to and unit.key not in outgoing:
            raise _unit_fault(unit, f"{unit.key} hết hiệu lực nhưng lineage.csv không nói nhập vào đâu")
        if unit.valid_from and unit.key not in received:
            raise _unit_fault(unit, f"{unit.key} mới có hiệu lực nhưng lineage.csv không nói từ đâu ra")
    for ways in outgoing.values():
        if len(ways) > 1 and any(edge.whole for edge in ways):
            raise _edge_fault(ways[1], f"{ways[1].from_key} vừa chuyển toàn bộ vừa có hướng khác")


def _from(unit: Unit) -> date:
    return unit.valid_from or date.min


def _to(unit: Unit) -> date:
    return unit.valid_to or date.max


def _unit_fault(unit: Unit, what: str) -> RegisterFault:
    return RegisterFault(UNITS_FILE, unit.number + _HEADER_LINES, what)


def _edge_fault(edge: LineageEdge, what: str) -> RegisterFault:
    return RegisterFault(LINEAGE_FILE, edge.number + _HEADER_LINES, what)
