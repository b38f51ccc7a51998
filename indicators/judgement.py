"""What judging hands over: a status, its reason, and a verdict for every target."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from indicators.case import Case
from indicators.live import Live
from indicators.model import Mode
from indicators.pace import Segment
from indicators.status import Status
from indicators.verdict import VERDICT_SYMBOLS, Verdict, judged_name
from indicators.wording import why


@dataclass(frozen=True, slots=True)
class TargetVerdict:
    """One target's verdict and the figures it rests on.

    `required` and `short_by` are whole units (share) or the denominator's unit (ratio); for op "<=" the
    most allowed and how many are too many. `lower_pct`/`upper_pct` bound the value; with `upper_open` the
    upper end itself cannot be reached. `judged_on` is the past day the verdict is for (None before it) and
    `as_of` the day of the figures used. `live`: how it stands while not yet due.
    """

    due: date
    name: str
    op: str
    mode: Mode
    required_pct: Fraction
    required: int | None
    short_by: int | None
    verdict: Verdict
    lower_pct: Fraction | None
    upper_pct: Fraction | None
    upper_open: bool
    judged_on: date | None
    as_of: date | None
    live: Status | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """The status of one indicator in one scope on one day, with its reason in one line.

    `value_pct` is met of N, or Σ numerator of Σ denominator over what is reported. `provisional`: missing
    returns could still change the class of pace. `pace_per_year`: whole units (share) or units of the
    denominator (ratio) needed per year from the day on to reach the next live target. `case` holds the
    figures it was judged by: the words are made from them when asked for.
    """

    status: Status
    value_pct: Fraction | None
    targets: tuple[TargetVerdict, ...]
    provisional: bool
    pace_per_year: int | None
    live: Live | None
    case: Case = field(repr=False)

    @property
    def why(self) -> str:
        """The reason in one line, from the stored figures."""
        return why(self.case, self.status, self.live, self.pace_per_year)

    @property
    def as_of(self) -> date | None:
        """The day of the current figures; None before the plan's first round."""
        return self.case.current.as_of if self.case.current else None

    @property
    def segment(self) -> Segment | None:
        """The straight path to the next live target, if there is one."""
        return self.live.segment if self.live else None

    @property
    def label(self) -> str:
        """Every milestone at a glance ("✗ 2025 · → 2030"); without any the status's symbol and word."""
        parts = [part for part in map(_milestone, self.targets) if part]
        return " · ".join(parts) if parts else f"{self.status.symbol} {self.status.word}"

    @property
    def expected_pct(self) -> Fraction | None:
        """Where the value should have been on the day of the figures."""
        segment, as_of = self.segment, self.as_of
        return segment.expected_pct(as_of) if segment and as_of else None


def _milestone(target: TargetVerdict) -> str:
    if target.judged_on is not None and target.verdict in VERDICT_SYMBOLS:
        return f"{VERDICT_SYMBOLS[target.verdict]} {judged_name(target.mode, target.name, target.judged_on)}"
    return f"{target.live.symbol} {target.name}" if target.live else ""
