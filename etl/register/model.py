"""The register's words: a version of a unit, an edge between two versions, and how a look-up can fail."""

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """The tier of a unit. A former district is a district after its tier ended: same key, groups communes."""

    PROVINCE = "province"
    DISTRICT = "district"
    FORMER_DISTRICT = "former_district"
    COMMUNE = "commune"
    OFFICE = "office"


class Relation(StrEnum):
    """What happened to the older unit on its way into the newer one."""

    WHOLE = "whole"
    WHOLE_RENAMED = "whole_renamed"
    WHOLE_RETYPED = "whole_retyped"
    WHOLE_RENAMED_RETYPED = "whole_renamed_retyped"
    UNCHANGED = "unchanged"
    MOVED_DISTRICT = "moved_district"
    RETYPED = "retyped"
    RETYPED_MOVED = "retyped_moved"
    PART = "part"
    REMAINDER = "remainder"
    LAND_ONLY = "land_only"


@dataclass(frozen=True, slots=True)
class Unit:
    """One version of a unit. `valid_from` None: since before the register begins; `valid_to` None: to date.

    `number` is the row in units.csv, from 1: rows are only ever added at the end. `former_district_key` is
    the district on the map of 2025-06-30 (26 districts), `former_district_27_key` that of 2024-12-31; only
    the communes of 2025-07-01 have them.
    """

    number: int
    key: str
    code: str
    level: Level
    type_name: str
    name: str
    full_name: str
    parent_key: str | None
    valid_from: date | None
    valid_to: date | None
    former_district_key: str | None
    former_district_27_key: str | None
    opened_by: str
    closed_by: str
    note: str

    def in_force(self, day: date) -> bool:
        """Whether this version is in force on the day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class LineageEdge:
    """One way the older unit went. `to_key` None: the receiving unit is not verified, see `evidence`."""

    number: int
    effective_on: date
    from_key: str
    to_key: str | None
    relation: Relation
    relation_name: str
    clause: str
    evidence: str

    @property
    def whole(self) -> bool:
        """Whether all of the older unit went this way: its figures may be carried along."""
        return self.relation not in {Relation.PART, Relation.REMAINDER, Relation.LAND_ONLY}

    @property
    def carries_people(self) -> bool:
        """False only where land without people or organisations moved."""
        return self.relation is not Relation.LAND_ONLY


class RegisterFault(ValueError):  # noqa: N818
    """The register's files contradict themselves. Says the file and the line."""

    def __init__(self, file_name: str, line: int, what: str) -> None:
        super().__init__(f"{file_name}, dòng {line}: {what}")
        self.file_name, self.line, self.what = file_name, line, what


class UnknownUnit(LookupError):  # noqa: N818
    """No unit answers to this on the day; `near` are to be offered, never taken."""

    def __init__(self, query: str, *, day: date | None = None, near: tuple[Unit, ...] = (), why: str = "") -> None:
        on_day = f" ngày {day:%d/%m/%Y}" if day else ""
        offer = f" Có phải: {'; '.join(map(label, near))}?" if near else ""
        super().__init__((why or f"Không có đơn vị “{query}”{on_day}.") + offer)
        self.query, self.day, self.near = query, day, near


class AmbiguousUnit(LookupError):  # noqa: N818
    """Several units answer to this on the day: `candidates`."""

    def __init__(self, query: str, *, day: date, candidates: tuple[Unit, ...]) -> None:
        named = "; ".join(map(label, candidates))
        super().__init__(f"“{query}” ngày {day:%d/%m/%Y} có thể là {len(candidates)} đơn vị: {named}.")
        self.query, self.day, self.candidates = query, day, candidates


def as_former(district: Unit) -> Unit:
    """The district as a former district, under the same key."""
    if district.level not in {Level.DISTRICT, Level.FORMER_DISTRICT}:
        raise ValueError(f"{district.full_name} ({district.key}) không phải là huyện")
    return replace(district, level=Level.FORMER_DISTRICT)


def label(unit: Unit) -> str:
    """A unit for a message: full name and key."""
    former = " (cũ)" if unit.level is Level.FORMER_DISTRICT else ""
    return f"{unit.full_name}{former} [{unit.key}]"


_KEY = re.compile(r"([0-9]{2,5})@(0|[0-9]{4}-[0-9]{2}-[0-9]{2})")


def parse_key(key: str) -> tuple[str, date | None]:
    """The code and `valid_from` (None for `code@0`) of a key; ValueError where it is no key."""
    found = _KEY.fullmatch(key)
    if not found:
        raise ValueError(f"“{key}” không phải là khóa đơn vị (mã@ngày hiệu lực, ví dụ 15910@2025-07-01)")
    code, from_day = found.groups()
    return code, None if from_day == "0" else date.fromisoformat(from_day)
