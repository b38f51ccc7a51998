"""How one target stands, and what its milestone is called."""

from datetime import date
from enum import StrEnum

from indicators.model import Mode


class Verdict(StrEnum):
    """How one target stands. `not_binding`: it asks nothing of this scope, or nothing arose to be judged."""

    MET = "met"
    MISSED = "missed"
    NOT_ENOUGH = "not_enough"
    PENDING = "pending"
    NOT_BINDING = "not_binding"


VERDICT_SYMBOLS = {Verdict.MET: "✓", Verdict.MISSED: "✗", Verdict.NOT_ENOUGH: "?"}


def judged_name(mode: Mode, name: str, judged_on: date) -> str:
    """The milestone as people call it: a target's name, or the year or the month of an occurrence of it."""
    if mode is Mode.EACH_YEAR:
        return str(judged_on.year)
    return f"{judged_on.month:02d}/{judged_on.year}" if mode is Mode.EACH_PERIOD else name
