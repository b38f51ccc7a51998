"""The communes a return may speak of, looked up by key and by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from etl.matching.grid import text_key
from etl.names import name_key, split_prefix, with_marks
from etl.register import Level, Register, Unit
from etl.rounds import Round

LONGEST_NAME = 70
MOST_TEXTS = 20_000  # different texts of a book that are looked up as names; a return has some hundreds


@dataclass(frozen=True)
class Places:
    """The communes a return may speak of on its day, looked up by key and by name.

    `chosen` are names that a person has said the unit key of, by the key of their text: they count where the name
    by itself is not exactly one commune's.
    """

    register: Register
    round: Round
    filing: Unit
    chosen: Mapping[str, str] = field(default_factory=dict)
    _seen: dict[str, tuple[Unit, ...]] = field(default_factory=dict, repr=False)

    @property
    def day(self) -> date:
        """The day on which the communes must be in force."""
        return self.round.data_to

    @cached_property
    def communes(self) -> tuple[Unit, ...]:
        """The rows the filing unit owes."""
        return self.register.communes_of(self.filing.key, self.day) or (self.filing,)

    @cached_property
    def by_key(self) -> dict[str, Unit]:
        """The owed rows by unit key."""
        return {unit.key: unit for unit in self.communes}

    def named(self, text: str) -> tuple[Unit, ...]:
        """The owed communes of exactly this name; the type in front, if written, must be theirs."""
        if not text or len(text) > LONGEST_NAME:
            return ()
        if text not in self._seen:
            if len(self._seen) >= MOST_TEXTS:
                return ()
            found = self.register.find(text, within=self.filing.key, day=self.day, level=Level.COMMUNE)
            if not found and (marked := with_marks(text)) is not None:
                found = self.register.find(marked, within=self.filing.key, day=self.day, level=Level.COMMUNE)
            if not found and self.filing.key in self.by_key and name_key(text) == name_key(self.filing.name):
                found = (self.filing,)
            if len(found) != 1 and self.chosen.get(text_key(text)) in self.by_key:
                found = (self.by_key[self.chosen[text_key(text)]],)
            self._seen[text] = found
        return self._seen[text]

    def elsewhere(self, text: str) -> tuple[Unit, ...]:
        """Communes of exactly this name that other units file for."""
        return self.register.find(text, day=self.day, level=Level.COMMUNE) if 0 < len(text) <= LONGEST_NAME else ()

    @cached_property
    def of_other_times(self) -> dict[str, Unit]:
        """Communes of the same district that are not in force on the day, by the key of their bare name."""
        district = self.filing.parent_key if self.filing.level is Level.COMMUNE else self.filing.key
        return {
            name_key(unit.name): unit
            for unit in self.register.units
            if unit.level is Level.COMMUNE
            and not unit.in_force(self.day)
            and district in (unit.parent_key, unit.former_district_key)
        }

    def of_other_time(self, text: str) -> Unit | None:
        """A commune of the district by exactly this name, before it began or after it ended."""
        unit = self.of_other_times.get(name_key(text)) if 0 < len(text) <= LONGEST_NAME else None
        type_name = split_prefix(text)[0] if unit else None
        return unit if unit and type_name in (None, unit.type_name) else None

    def near(self, text: str) -> list[str]:
        """The full names of the likest owed communes."""
        if not 0 < len(text) <= LONGEST_NAME:
            return []
        return [unit.full_name for unit in self.register.near(text, within=self.filing.key, day=self.day)]
