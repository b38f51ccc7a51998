"""What checking works with and what it gives: the context of a return, its facts, and the checked return."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from etl.figures import Figure, State
from etl.issues import Issue, Severity
from etl.layouts.model import Layout
from etl.register import Register, Unit
from etl.rounds import Round
from etl.told import ReturnText
from indicators.model import Plan

MatchedBy = Literal["keys", "headers"]
PreviousValues = Mapping[tuple[str, str], Figure]


def no_previous(_round: Round, _unit: Unit) -> PreviousValues:
    """No accepted values before this round."""
    return {}


def no_layouts(_round: Round, _unit: Unit) -> Sequence[Layout]:
    """No saved layouts of foreign tables."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeContext:
    """What a workbook is checked against.

    `previous_values` gives the last accepted figures before a round for the rows of a filing unit, keyed by
    (unit key, item code); `layouts` what has been saved for tables of its own shape. `chosen_round` and
    `chosen_unit` are what the sender said on screen, if anything.
    """

    register: Register
    plans: Sequence[Plan]
    rounds: Sequence[Round]
    previous_values: Callable[[Round, Unit], PreviousValues] = no_previous
    layouts: Callable[[Round, Unit], Sequence[Layout]] = no_layouts
    chosen_round: Round | None = None
    chosen_unit: Unit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFact:
    """One figure and the cell it came from (1-based). `original` is the cell as it was typed."""

    unit_key: str
    item_code: str
    state: State
    value: float | None
    text: str | None
    sheet: str
    row: int
    column: int
    original: str

    @property
    def figure(self) -> Figure:
        """The figure without its place."""
        return Figure(self.state, self.value, self.text)


@dataclass(frozen=True, slots=True)
class RowMatch:
    """How one row was recognised: by its hidden key or by the commune's name."""

    row: int
    unit_key: str
    unit_name: str
    by: Literal["key", "name"]


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """How one column was recognised: by its hidden code, by its header, or by a header slightly changed."""

    column: int
    item_code: str
    header: str
    by: Literal["key", "header", "near"]


@dataclass(frozen=True, slots=True)
class MatchedSheet:
    """One sheet that was read. `group` is the group most of its columns belong to."""

    sheet: str
    group: str | None
    by: MatchedBy
    rows: tuple[RowMatch, ...]
    columns: tuple[ColumnMatch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedReturn:
    """A workbook read and checked. `units` communes have a row; `values` + `blanks` are the cells looked at.

    `sha256` identifies the bytes, `content_hash` the figures: the same cells saved by another program have
    the same content hash. `texts` are the words beside the figures, found on `words_sheets`; a workbook without such
    a sheet has none. `sample` says that the workbook is marked "Số liệu minh họa".
    """

    file: str
    sha256: str
    content_hash: str
    plan: Plan | None
    round: Round | None
    filing_unit: Unit | None
    matched_sheets: tuple[MatchedSheet, ...]
    units: int
    values: int
    blanks: int
    facts: tuple[CellFact, ...]
    issues: tuple[Issue, ...]
    texts: tuple[ReturnText, ...] = ()
    words_sheets: tuple[str, ...] = ()
    sheet_names: tuple[str, ...] = ()
    template_version: str | None = None
    sample: bool = False

    @property
    def matched_by(self) -> MatchedBy:
        """ "keys" when every sheet was read by its hidden keys."""
        return "keys" if all(sheet.by == "keys" for sheet in self.matched_sheets) else "headers"

    @property
    def accepted_possible(self) -> bool:
        """Whether nothing blocks the return."""
        return not any(found.severity is Severity.ERROR for found in self.issues)

    @property
    def errors(self) -> tuple[Issue, ...]:
        """What blocks the return."""
        return tuple(found for found in self.issues if found.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Issue, ...]:
        """What the sender should look at again."""
        return tuple(found for found in self.issues if found.severity is Severity.WARNING)
