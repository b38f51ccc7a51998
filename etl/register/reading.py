"""units.csv and lineage.csv into units and edges; a field that cannot be right is named with its line."""

import csv
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from unicodedata import is_normalized

from etl.register.model import Level, LineageEdge, RegisterFault, Relation, Unit, parse_key

UNITS_FILE = "units.csv"
LINEAGE_FILE = "lineage.csv"
UNIT_COLUMNS = (
    "key",
    "code",
    "level",
    "type_name",
    "name",
    "full_name",
    "parent_key",
    "valid_from",
    "valid_to",
    "former_district_key",
    "former_district_27_key",
    "opened_by",
    "closed_by",
    "note",
)
LINEAGE_COLUMNS = ("effective_on", "from_key", "to_key", "relation", "relation_name", "clause", "evidence")
TYPES_OF_LEVEL = {
    Level.PROVINCE: {"tỉnh", "thành phố"},
    Level.DISTRICT: {"huyện", "quận", "thị xã", "thành phố"},
    Level.COMMUNE: {"xã", "phường", "thị trấn", "đặc khu"},
}
_Word = TypeVar("_Word", bound=StrEnum)


def read_units(folder: Path) -> tuple[Unit, ...]:
    """The units of `folder`/units.csv in row order, each row sound by itself."""
    return tuple(
        _unit(row, line, number) for number, (line, row) in enumerate(_rows(folder / UNITS_FILE, UNIT_COLUMNS), start=1)
    )


def read_edges(folder: Path) -> tuple[LineageEdge, ...]:
    """The edges of `folder`/lineage.csv in row order, each row sound by itself."""
    return tuple(
        _edge(row, line, number)
        for number, (line, row) in enumerate(_rows(folder / LINEAGE_FILE, LINEAGE_COLUMNS), start=1)
    )


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = tuple(next(reader, ()))
        if header != columns:
            raise RegisterFault(path.name, 1, f"các cột phải là {', '.join(columns)}")
        for cells in reader:
            if len(cells) != len(columns):
                raise RegisterFault(path.name, reader.line_num, f"có {len(cells)} ô, cần {len(columns)}")
            if not is_normalized("NFC", "".join(cells)):
                raise RegisterFault(path.name, reader.line_num, "có chữ không ở dạng NFC")
            yield reader.line_num, dict(zip(columns, cells, strict=True))


def _unit(row: dict[str, str], line: int, number: int) -> Unit:
    valid_from = _day(row["valid_from"], UNITS_FILE, line)
    level = _word(Level, row["level"], UNITS_FILE, line)
    unit = Unit(
        number=number,
        key=row["key"],
        code=row["code"],
        level=level,
        type_name=row["type_name"],
        name=row["name"],
        full_name=row["full_name"],
        parent_key=row["parent_key"] or None,
        valid_from=valid_from,
        valid_to=_day(row["valid_to"], UNITS_FILE, line),
        former_district_key=row["former_district_key"] or None,
        former_district_27_key=row["former_district_27_key"] or None,
        opened_by=row["opened_by"],
        closed_by=row["closed_by"],
        note=row["note"],
    )
    try:
        parts = parse_key(unit.key)
    except ValueError as fault:
        raise RegisterFault(UNITS_FILE, line, str(fault)) from fault
    if parts != (unit.code, valid_from):
        raise RegisterFault(UNITS_FILE, line, f"khóa {unit.key} không khớp mã {unit.code} và ngày hiệu lực")
    if unit.type_name not in TYPES_OF_LEVEL.get(level, set()):
        raise RegisterFault(UNITS_FILE, line, f"{unit.type_name!r} không phải loại đơn vị của cấp {level}")
    if unit.full_name != f"{unit.type_name.capitalize()} {unit.name}":
        raise RegisterFault(UNITS_FILE, line, f"tên đầy đủ {unit.full_name!r} không khớp loại và tên")
    if unit.valid_from and unit.valid_to and unit.valid_to < unit.valid_from:
        raise RegisterFault(UNITS_FILE, line, "hết hiệu lực trước khi có hiệu lực")
    return unit


def _edge(row: dict[str, str], line: int, number: int) -> LineageEdge:
    effective_on = _day(row["effective_on"], LINEAGE_FILE, line)
    if effective_on is None:
        raise RegisterFault(LINEAGE_FILE, line, "thiếu ngày hiệu lực")
    if not row["evidence"] or not row["clause"]:
        raise RegisterFault(LINEAGE_FILE, line, "thiếu căn cứ (clause) hoặc nguồn (evidence)")
    return LineageEdge(
        number=number,
        effective_on=effective_on,
        from_key=row["from_key"],
        to_key=row["to_key"] or None,
        relation=_word(Relation, row["relation"], LINEAGE_FILE, line),
        relation_name=row["relation_name"],
        clause=row["clause"],
        evidence=row["evidence"],
    )


def _day(text: str, file_name: str, line: int) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as fault:
        raise RegisterFault(file_name, line, f"{text!r} không phải là ngày dạng YYYY-MM-DD") from fault


def _word(words: type[_Word], text: str, file_name: str, line: int) -> _Word:
    try:
        return words(text)
    except ValueError as fault:
        raise RegisterFault(file_name, line, f"{text!r} không phải một trong {', '.join(words)}") from fault
