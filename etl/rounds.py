"""A round of returns: which plan, which stretch of time, due when, filed by which tier."""

from dataclasses import dataclass
from datetime import date, timedelta

from indicators.model import CalendarEntry, Plan, Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One round (kỳ báo cáo). `data_to` and `due` are inclusive; `number` orders the rounds in the store."""

    code: str
    plan: str
    name: str
    data_from: date
    data_to: date
    due: date
    tier: Tier
    number: int

    @property
    def months(self) -> int:
        """Whole months the figures cover: 12 for a year, 6 for 15/12 to 14/6."""
        end = self.data_to + timedelta(days=1)
        whole = (end.year - self.data_from.year) * 12 + end.month - self.data_from.month
        return whole - (end.day < self.data_from.day)


def round_of_calendar(plan: Plan, entry: CalendarEntry, *, number: int) -> Round:
    """A line of a plan's calendar as a round, with its number in the store."""
    return Round(
        code=entry.code,
        plan=plan.code,
        name=entry.name,
        data_from=entry.data_from,
        data_to=entry.data_to,
        due=entry.due,
        tier=entry.tier,
        number=number,
    )
