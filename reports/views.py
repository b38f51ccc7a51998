"""The shapes that pages and documents show: frozen, complete, with nothing left to compute.

Percentages are exact `Fraction`s of 0..100 or None (chưa có số liệu); names are in Vietnamese order.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from etl.register import Unit
from etl.rounds import Round
from indicators.judgement import Judgement
from indicators.model import Group, Indicator, Plan
from indicators.status import Status
from indicators.tally import Tally
from indicators.unit_state import UnitState


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What every screen and document says of its figures: plan, day, round, basis, coverage."""

    plan: Plan
    day: date
    round: Round | None
    basis_name: str
    coverage: str
    filed: int
    expected: int
    sample: bool
    district_word: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One indicator in one scope: figures, verdicts, the communes behind, the value one round before."""

    indicator: Indicator
    scope_key: str
    scope_name: str
    level: str
    tally: Tally
    judgement: Judgement
    label: str
    previous_pct: Fraction | None
    previous_status: Status | None
    expected_pct: Fraction | None
    unmet: tuple[Unit, ...]
    not_reported: tuple[Unit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupStanding:
    """A group of indicators: how many of them stand where, and the rows themselves."""

    group: Group
    counts: Mapping[Status, int]
    rows: tuple[Standing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What moved since the round before: a status or a value."""

    indicator: Indicator
    before: Status | None
    after: Status
    before_pct: Fraction | None
    after_pct: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatCell:
    """One district and indicator: the status and the value that the cell shows."""

    status: Status
    value_pct: Fraction | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewView:
    """Tổng quan: completeness, counts, the worst first, changes, districts × indicators."""

    heading: Heading
    counts: Mapping[Status, int]
    groups: tuple[GroupStanding, ...]
    worst: tuple[Standing, ...]
    changes: tuple[Change, ...]
    districts: tuple[Unit, ...]
    heat: Mapping[tuple[str, str], HeatCell]
    late: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PathPoint:
    """One round on an indicator's path."""

    round_name: str
    on: date
    value_pct: Fraction | None
    total: int
    met: int
    reported: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorView:
    """Theo chỉ tiêu: the province's standing, a row per district (best first), the path over time."""

    heading: Heading
    indicator: Indicator
    province: Standing
    districts: tuple[Standing, ...]
    ranks: Mapping[str, int]
    path: tuple[PathPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneCell:
    """One commune's own state on one indicator, with the figure as it was reported."""

    unit: Unit
    state: UnitState
    value_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictIndicatorRow:
    """One indicator of a district: its standing, its rank among districts, its communes one by one."""

    standing: Standing
    rank: int | None
    ranked: int
    communes: tuple[CommuneCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictView:
    """Theo huyện: every indicator of one district and what it must do by when."""

    heading: Heading
    district: Unit
    communes: tuple[Unit, ...]
    counts: Mapping[Status, int]
    rows: tuple[DistrictIndicatorRow, ...]
    filing_words: str
    duties: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCell:
    """Where a figure came from: return, file, sheet, cell, sender, time."""

    round_name: str
    file_name: str
    sheet: str
    cell: str
    revision: int
    submitted_by: str
    submitted_at: datetime
    return_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneFigure:
    """One item of one commune in one round, as reported, with its source."""

    item_code: str
    header: str
    unit_word: str
    text: str
    source: SourceCell | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneIndicator:
    """One indicator of a commune: its state now, its figures with sources, its states in earlier rounds."""

    indicator: Indicator
    state: UnitState
    judgement: Judgement
    figures: tuple[CommuneFigure, ...]
    past: tuple[tuple[str, UnitState], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneView:
    """Xã: one commune, its forerunners in the register, its indicators with every source cell."""

    heading: Heading
    unit: Unit
    district: Unit
    predecessors: tuple[tuple[str, str], ...]
    successors: tuple[tuple[str, str], ...]
    rows: tuple[CommuneIndicator, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingRow:
    """How one filing unit stands in one round: not_filed, on_time or late, with its first and last filing."""

    unit: Unit
    state: str
    state_name: str
    due: date
    first_submitted_at: datetime | None
    revision: int
    days_late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletenessView:
    """Tiến độ nộp of one round."""

    round: Round
    expected: int
    received: int
    on_time: int
    late: int
    missing: int
    rows: tuple[FilingRow, ...]
