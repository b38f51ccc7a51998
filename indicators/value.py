"""A cell's content as one of four states: reported, zero, not applicable, missing."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ValueState(StrEnum):
    """What a cell says. The four are never mixed: a blank is missing, never zero."""

    REPORTED = "reported"
    ZERO = "zero"
    NOT_APPLICABLE = "not_applicable"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Value:
    """One unit's figure for one item: its state, and what was reported as a number, a day or words.

    A yes/no item is 1 or 0. A deadline item holds the day it was done, or 0 where it was not. A state
    is its words or its place among the choices, from 0.
    """

    state: ValueState
    number: int | float | None = None
    day: date | None = None
    words: str | None = None


MISSING = Value(ValueState.MISSING)
NOT_APPLICABLE = Value(ValueState.NOT_APPLICABLE)
ZERO = Value(ValueState.ZERO, 0)


def value_of(content: int | float | date | str | None) -> Value:
    """A typed cell content as a value: None is missing, 0 is zero, anything else is reported."""
    if content is None:
        return MISSING
    if isinstance(content, date):
        return Value(ValueState.REPORTED, day=content)
    if isinstance(content, str):
        return Value(ValueState.REPORTED, words=content)
    return ZERO if content == 0 else Value(ValueState.REPORTED, content)
