"""A plan's definitions as typed, frozen models: groups, items, indicators, targets, calendar."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from indicators.texts import STANDARD_TEXTS, TextItem

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9.\-]*$", max_length=40)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Kind(StrEnum):
    """How the state of one unit, and of many, follows from the items (DESIGN §6)."""

    SHARE = "share"
    RATIO = "ratio"
    COUNT_MIN = "count_min"
    COUNT_ZERO = "count_zero"
    RANGE = "range"
    CADENCE = "cadence"
    DEADLINE = "deadline"
    SCORE = "score"
    SURVEY = "survey"
    TASK = "task"
    REFERENCE = "reference"


class Mode(StrEnum):
    """When a target binds."""

    REACH_BY = "reach_by"
    EACH_PERIOD = "each_period"
    EACH_YEAR = "each_year"
    PER_TERM = "per_term"
    ONCE = "once"
    MAINTAIN = "maintain"


class Window(StrEnum):
    """The stretch of time a reported figure covers."""

    POINT = "point"
    PERIOD = "period"
    YEAR = "year"
    TERM = "term"
    STAGE = "stage"


class ItemType(StrEnum):
    """What a cell may hold."""

    YES_NO = "yes_no"
    COUNT = "count"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    TEXT = "text"
    STATE = "state"


class Tier(StrEnum):
    """Who files in a round: one workbook per unit of this tier."""

    DISTRICT = "district"
    FORMER_DISTRICT = "former_district"
    COMMUNE = "commune"
    OFFICE = "office"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Item(_Frozen):
    """One column of the workbook. `unit` is the word shown beside the figure, `header` the column's title."""

    code: Code
    type: ItemType
    header: Words
    unit: str = ""
    note: str = ""
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    required: bool = True


class Target(_Frozen):
    """A dated target. `value` is a percentage, of units or of the denominator."""

    due: date
    value: float = Field(ge=0, le=100)
    mode: Mode
    op: Literal[">=", "<=", "="] = ">="
    clause: str = ""


class Baseline(_Frozen):
    """A starting value fixed by the plan; without one the first round reported serves."""

    on: date
    value: float = Field(ge=0, le=100)


class LawVersion(_Frozen):
    """A law a clause leans on, while it was in force: `valid_to` is its last day, None while it lasts."""

    name: Words
    valid_from: date
    valid_to: date | None = None
    note: str = ""

    def in_force_on(self, day: date) -> bool:
        """Whether the day lies within its validity, both ends included."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def with_default_value(raw: Mapping[str, object]) -> Mapping[str, object]:
    """The fields of an indicator, with `value` filled in where its own item leaves no doubt.

    That is the item of the indicator's own code, or its only item. An indicator that names a role
    keeps what it says, and a ratio has no value.
    """
    if any(raw.get(role) for role in ("value", "numerator", "denominator")) or raw.get("kind") == Kind.RATIO:
        return raw
    items = raw.get("item")
    codes = [_code_of(item) for item in items] if isinstance(items, (list, tuple)) else []
    if raw.get("code") in codes:
        return {**raw, "value": raw["code"]}
    return {**raw, "value": codes[0]} if len(codes) == 1 and codes[0] else raw


def _code_of(item: object) -> object:
    if isinstance(item, Mapping):
        return item.get("code")
    return getattr(item, "code", None)


class Indicator(_Frozen):
    """One atomic indicator. Items it owns stand in `item`; roles may name items of another indicator."""

    code: Code
    group: Code
    bullet: str = ""
    short_name: Words
    clause: Words
    quote: Words
    actor: str = ""
    kind: Kind
    window: Window
    item: tuple[Item, ...] = ()
    value: Code | None = None
    numerator: Code | None = None
    denominator: Code | None = None
    at_least: float | None = None
    between: tuple[float, float] | None = None
    times: int | None = Field(default=None, gt=0)
    done_by: date | None = None
    applies_to: str = ""
    target: tuple[Target, ...] = ()
    baseline: Baseline | None = None
    local_rule: str = ""
    on_merger: Literal["report_anew", "all_predecessors", "any_predecessor"] = "report_anew"
    note: str = ""
    legal_basis: tuple[LawVersion, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _own_item_is_the_value(cls, data: object) -> object:
        return with_default_value(data) if isinstance(data, Mapping) else data

    def law_on(self, day: date) -> LawVersion | None:
        """The version of the law in force on the day, or None where the clause leans on none."""
        return next((version for version in self.legal_basis if version.in_force_on(day)), None)

    @property
    def conditional(self) -> bool:
        """Whether only a subset of units is in the denominator; the others are not applicable."""
        return bool(self.applies_to)

    @property
    def item_codes(self) -> tuple[str, ...]:
        """Codes of the items that decide the state of a unit, in the order value | numerator, denominator."""
        return tuple(c for c in (self.value, self.numerator, self.denominator) if c)


class Group(_Frozen):
    """A group of indicators: one sheet of the workbook. An empty group says why it is empty."""

    code: Code
    name: Words
    short_name: Words
    clause: str = ""
    empty_reason: str = ""


class CalendarEntry(_Frozen):
    """A round the plan foresees. `due` is the last good day."""

    code: Code
    name: Words
    data_from: date
    data_to: date
    due: date
    tier: Tier
    due_words: str = ""


class Plan(_Frozen):
    """One source document: what it measures, with which targets, and when returns are due.

    `text` are the words asked for beside the figures.
    """

    code: Code
    name: Words
    short_name: Words
    document: Words
    issued_on: date
    issuer: Words
    starts_on: date
    note: str = ""
    group: tuple[Group, ...]
    indicator: tuple[Indicator, ...]
    calendar: tuple[CalendarEntry, ...] = ()
    text: tuple[TextItem, ...] = STANDARD_TEXTS

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item in the order of the indicators that own them; codes are unique in a plan."""
        return tuple(i for indicator in self.indicator for i in indicator.item)

    def find(self, code: str) -> Indicator | None:
        """The indicator of this code, or None."""
        return next((i for i in self.indicator if i.code == code), None)

    def in_group(self, group_code: str) -> tuple[Indicator, ...]:
        """The indicators of one group, in the plan's order."""
        return tuple(i for i in self.indicator if i.group == group_code)
