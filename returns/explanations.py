"""The threads between the board and a unit about an indicator behind its target, as they are kept: read only.

A thread belongs to one round, one indicator and one unit. Every step adds an entry (see `returns.explaining`), nothing
is overwritten, and the last entry says how the thread stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from etl.store import Cursor
from returns.faults import ReturnsFault


class ExplanationFault(ReturnsFault):
    """A question or an answer that is incomplete, or that the thread's state does not allow."""


class Step(StrEnum):
    """What an entry is: a question, an answer, the board's taking note of it, or the question taken back."""

    ASKED = "asked"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


STATE_NAMES: Mapping[Step, str] = MappingProxyType(
    {
        Step.ASKED: "Chờ giải trình",
        Step.ANSWERED: "Đã giải trình",
        Step.ACCEPTED: "Đã ghi nhận",
        Step.WITHDRAWN: "Đã rút yêu cầu",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One step. `words` is the question, the reason or a remark; `day` the answer's due day or the measure's end.

    `measure` and `person` are "" but in answers. `at` is UTC; `by_name` is the login where the account is gone.
    """

    step: Step
    words: str
    measure: str
    day: date | None
    person: str
    by_login: str
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One thread with its entries, oldest first. `standing` says where the indicator stood when it was first asked."""

    number: int
    plan: str
    round: str
    indicator: str
    unit_key: str
    standing: str
    entries: tuple[Entry, ...]

    @property
    def state(self) -> Step:
        """The kind of the last entry."""
        return self.entries[-1].step

    @property
    def state_name(self) -> str:
        """The state in words."""
        return STATE_NAMES[self.state]

    @property
    def question(self) -> Entry:
        """The question in force: the last one asked."""
        return next(entry for entry in reversed(self.entries) if entry.step is Step.ASKED)

    @property
    def answer(self) -> Entry | None:
        """The last answer given, also while a further question waits."""
        return next((entry for entry in reversed(self.entries) if entry.step is Step.ANSWERED), None)

    def days_overdue(self, today: date) -> int:
        """By how many days an answer is late that has not come; 0 otherwise."""
        due = self.question.day
        return max(0, (today - due).days) if self.state is Step.ASKED and due else 0


def explanations_for(
    cursor: Cursor, plan_code: str, round_code: str | None = None, unit_key: str | None = None
) -> tuple[Explanation, ...]:
    """The threads of a plan, of one round or one unit where these are named, in the order they were begun.

    It asks for no permission: the caller shows a unit's threads only to who may see the unit's figures.
    """
    rows = cursor.execute(
        """
        select
            explanation.number,
            explanation.plan,
            explanation.round,
            explanation.indicator,
            explanation.unit_key,
            explanation.standing,
            explanation_entry.kind,
            explanation_entry.words,
            explanation_entry.measure,
            explanation_entry.day,
            explanation_entry.person,
            explanation_entry.written_by,
            coalesce(account.name, explanation_entry.written_by),
            explanation_entry.written_at
        from explanation
        join explanation_entry on explanation_entry.explanation = explanation.number
        left join account on account.login = explanation_entry.written_by
        where explanation.plan = ?
            and (explanation.round = ? or ? is null)
            and (explanation.unit_key = ? or ? is null)
        order by explanation.number, explanation_entry.position
        """,
        [plan_code, round_code, round_code, unit_key, unit_key],
    ).fetchall()
    threads: dict[tuple[int, str, str, str, str, str], list[Entry]] = {}
    for number, plan, round_, indicator, unit, standing, *entry in rows:
        threads.setdefault((number, plan, round_, indicator, unit, standing), []).append(_entry(*entry))
    return tuple(
        Explanation(
            number=number,
            plan=plan,
            round=round_,
            indicator=indicator,
            unit_key=unit,
            standing=standing,
            entries=tuple(entries),
        )
        for (number, plan, round_, indicator, unit, standing), entries in threads.items()
    )


def find(cursor: Cursor, number: int) -> Explanation:
    """One thread. Raises ExplanationFault where there is none of this number."""
    rows = cursor.execute("select plan, round, unit_key from explanation where number = ?", [number]).fetchall()
    for plan, round_, unit_key in rows:
        for thread in explanations_for(cursor, plan, round_, unit_key):
            if thread.number == number:
                return thread
    raise ExplanationFault("Không còn yêu cầu giải trình này; hãy tải lại trang.")


def version_of(cursor: Cursor) -> int:
    """How many entries there are: it grows with every step, so what is made from threads may be kept by it."""
    return int(cursor.execute("select count(*) from explanation_entry").fetchall()[0][0])


def _entry(
    kind: str,
    words: str,
    measure: str,
    day: date | None,
    person: str,
    login: str,
    name: str,
    at: datetime,
) -> Entry:
    return Entry(
        step=Step(kind),
        words=words,
        measure=measure,
        day=day,
        person=person,
        by_login=login,
        by_name=name,
        at=at,
    )
