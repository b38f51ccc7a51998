"""One question put to judging, laid out: the figures, the aims, and what each milestone was judged by."""

from dataclasses import dataclass
from datetime import date

from indicators.aims import Aim, Measure, Rule
from indicators.bounds import Bounds, bounds_of
from indicators.milestones import Milestone, Series
from indicators.model import Mode
from indicators.tally import Observation
from indicators.verdict import Verdict

RECURRING = frozenset({Mode.EACH_YEAR, Mode.EACH_PERIOD, Mode.PER_TERM})
"""Modes in which every year, period or term starts afresh."""


@dataclass(frozen=True, slots=True)
class Case:
    """`milestones` belong to the binding aims, in order. `bounds` are those of the current figures.

    `in_force`: the first aim due on the day or later, else the last. `live`: the first due after the day.
    `before`: the milestone that precedes it.
    `latest`: the last milestone that is past and was judged.
    """

    rule: Rule
    day: date
    series: Series
    current: Observation | None
    bounds: Bounds | None
    milestones: list[Milestone]
    single_unit: bool
    in_force: Aim | None
    live: Milestone | None
    before: Milestone | None
    latest: Milestone | None

    @property
    def last(self) -> Aim | None:
        """The final aim."""
        return self.milestones[-1].aim if self.milestones else None

    @property
    def one_yes_or_no(self) -> bool:
        """Whether the scope is one unit that has it or has not: nothing for a pace to be measured on."""
        return self.single_unit and self.rule.measure is Measure.SHARE

    @property
    def due_unclear(self) -> bool:
        """Whether today's figures cannot say how they stand against the latest milestone."""
        if self.latest is None or self.bounds is None:
            return False
        return self.bounds.verdict(self.latest.aim) is Verdict.NOT_ENOUGH

    def previous(self) -> tuple[Observation, Bounds] | None:
        """The last observation before the current one in which anything was reported."""
        for place in range(len(self.series.seen) - 2, -1, -1):
            seen = self.series.seen[place]
            if seen.tally.reported and (bounds := bounds_of(self.rule.measure, seen.tally)):
                return seen, bounds
        return None
