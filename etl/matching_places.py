"""The communes a return may speak of, looked up by key and by name."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from etl.names import name_key
from etl.register import Level, Register, Unit
from etl.rounds import Round

LONGEST_NAME = 70


@dataclass(frozen=True)
class Places:
    """The communes a return may speak of on its day, looked up by key and by name."""

    register: Register
    round: Round
    filing: Unit
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
            found = self.register.find(text, within=self.filing.key, day=self.day, level=Level.COMMUNE)
            if not found and self.filing.key in self.by_key and name_key(text) == name_key(self.filing.name):
                found = (self.filing,)
            self._seen[text] = found
        return self._seen[text]

    def elsewhere(self, text: str) -> tuple[Unit, ...]:
        """Communes of exactly this name that other units file for."""
        return self.register.find(text, day=self.day, level=Level.COMMUNE) if 0 < len(text) <= LONGEST_NAME else ()

    def near(self, text: str) -> list[str]:
        """The full names of the likest owed communes."""
        if not 0 < len(text) <= LONGEST_NAME:
            return []
        return [unit.full_name for unit in self.register.near(text, within=self.filing.key, day=self.day)]
