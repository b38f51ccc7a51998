"""A district's own table, mapped once by a person, into something that can be kept: which header is which item."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

SHAPE_DIGITS = 32
NO_HEADER = "·"
AGAIN = re.compile(r" #\d+\Z")


class BadLayout(ValueError):
    """A kept layout that cannot be read back."""


@dataclass(frozen=True, slots=True)
class HeadColumn:
    """A column by what stands over it. `key` is unique on its sheet, `header` is what people see there."""

    column: int
    header: str
    key: str


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    """A header and the item its column holds; None where the column is not read."""

    key: str
    header: str
    item: str | None = None


@dataclass(frozen=True, slots=True)
class ChosenName:
    """A name that needed a choice, and the unit it means; None where its row is no commune's and is left out."""

    key: str
    name: str
    unit_key: str | None


@dataclass(frozen=True)
class Layout:
    """How one sheet of a foreign shape is read for one plan.

    `head_rows` is how many rows the header takes; `names` is the key of the column of names (NO_HEADER where no
    header stands over it). `columns` are all columns with a header, from left to right, also those not read.
    """

    name: str
    plan: str
    head_rows: int
    names: str
    columns: tuple[LayoutColumn, ...]
    chosen: tuple[ChosenName, ...] = ()

    @cached_property
    def fingerprint(self) -> str:
        """The shape this layout reads."""
        return shape_of([column.key for column in self.columns])

    @cached_property
    def items(self) -> Mapping[str, str]:
        """The item code of every column that is read, by the column's key."""
        return {column.key: column.item for column in self.columns if column.item}

    @cached_property
    def units(self) -> Mapping[str, str | None]:
        """The unit key of every chosen name, by the name's key; None leaves the row out."""
        return {chosen.key: chosen.unit_key for chosen in self.chosen}

    def as_json(self) -> str:
        """The layout as text, for keeping."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Layout":
        """A kept layout. Raises BadLayout."""
        try:
            kept: Any = json.loads(text)
            return cls(
                name=str(kept["name"]),
                plan=str(kept["plan"]),
                head_rows=int(kept["head_rows"]),
                names=str(kept["names"]),
                columns=tuple(LayoutColumn(**column) for column in kept["columns"]),
                chosen=tuple(ChosenName(**chosen) for chosen in kept["chosen"]),
            )
        except (KeyError, TypeError, ValueError) as fault:
            raise BadLayout(f"a kept layout cannot be read: {fault}") from fault


def shape_of(keys: Sequence[str]) -> str:
    """The fingerprint of a sheet by the keys of its headers.

    Where every header says something of its own the columns may move; where two say the same their order counts.
    """
    repeated = any(AGAIN.search(key) for key in keys)
    ordered = list(keys) if repeated else sorted(keys)
    return sha256("\n".join(ordered).encode()).hexdigest()[:SHAPE_DIGITS]
