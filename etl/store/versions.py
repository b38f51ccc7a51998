"""The SQL files below `sql` into the numbered steps that make a store; how to add one: docs/decisions/0007."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

FIRST = "core.sql"
VIEWS = ("effective_return",)
NAME = re.compile(r"(\d{4})_[a-z0-9_]+\.sql")


@dataclass(frozen=True, slots=True)
class Step:
    """What brings a store from version `number - 1` to `number`: the texts of its files, in order."""

    number: int
    files: tuple[Traversable, ...]

    def statements(self) -> Iterator[str]:
        """Every statement of the step."""
        for file in self.files:
            yield from statements(file.read_text(encoding="utf-8"))


def newest() -> int:
    """The version this program writes."""
    return max(_migrations(), default=1)


def steps() -> tuple[Step, ...]:
    """Step 1 is every file of sql/tables (core first); the others are sql/migrations/NNNN_name.sql, from 0002.

    Raises ValueError when two files share a number or one is left out: a program that must not start.
    """
    tables = sorted((f for f in folder("tables").iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    first = Step(1, tuple(sorted(tables, key=lambda f: f.name != FIRST)))
    later = _migrations()
    if sorted(later) != list(range(2, 2 + len(later))):
        raise ValueError(f"sql/migrations must count on from 0002 without a gap, not {sorted(later)}")
    return (first, *(Step(number, (later[number],)) for number in sorted(later)))


def views() -> tuple[tuple[str, str], ...]:
    """Every view with its select statement, in the order in which they may be made."""
    return tuple((name, (folder("marts") / f"{name}.sql").read_text(encoding="utf-8")) for name in VIEWS)


def statements(text: str) -> Iterator[str]:
    """The statements of one SQL file; each ends with a semicolon at the end of a line."""
    for statement in re.split(r";[ \t]*(?:\r?\n|$)", text):
        if re.sub(r"--[^\n]*", "", statement).strip():
            yield statement


def folder(name: str) -> Traversable:
    """A folder below etl/store/sql."""
    return sql() / name


def sql() -> Traversable:
    """The folder of all SQL."""
    return files("etl.store") / "sql"


def _migrations() -> dict[int, Traversable]:
    found: dict[int, Traversable] = {}
    place = folder("migrations")
    for file in place.iterdir() if place.is_dir() else ():
        named = NAME.fullmatch(file.name)
        if not named:
            if file.name.endswith(".sql"):
                raise ValueError(f"{file.name}: a migration is called NNNN_what_it_does.sql")
            continue
        number = int(named.group(1))
        if number in found:
            raise ValueError(f"{file.name} and {found[number].name} have the same number")
        found[number] = file
    return found
