"""The store into marks: short texts that change when what a round says has changed, so that the rest may be kept.

Two marks a round. `figures` changes with all that counts in the verdicts; `shown` also with how returns came in and
what review made of them: an approval, a lock, an extension, a remark.
"""

import hashlib
from dataclasses import dataclass
from datetime import date

from etl.store import Cursor
from returns.explanations import version_of

MARKS = """
    with filed as (
        select
            round,
            bit_xor(hash(number, sha256, state = 'returned')) as counted,
            bit_xor(hash(number, state, submitted_at)) as states
        from return_
        group by round
    ),
    aside as (
        select return_.round, bit_xor(hash(fact_aside.return_number, unit_number, item_number)) as mark
        from fact_aside
        join return_ on return_.number = fact_aside.return_number
        group by return_.round
    ),
    owing as (select round, bit_xor(hash(unit_key, due)) as mark from round_unit group by round),
    ways as (select round, bit_xor(hash(tier, way)) as mark from round_tier group by round),
    decided as (
        select return_.round, bit_xor(hash(return_number, decision, reason, decided_at)) as mark
        from review
        join return_ on return_.number = review.return_number
        group by return_.round
    ),
    remarked as (
        select return_.round, bit_xor(hash(return_remark.number, words, withdrawn_at is null)) as mark
        from return_remark
        join return_ on return_.number = return_remark.return_number
        group by return_.round
    )
    select
        round.plan,
        round.code,
        round.data_to,
        hash(round.number, name, data_from, data_to, round.due, tier) as calendar,
        concat_ws(' ', coalesce(filed.counted, 0), coalesce(aside.mark, 0)) as figures,
        concat_ws(
            ' ', coalesce(filed.states, 0), coalesce(owing.mark, 0), coalesce(ways.mark, 0), coalesce(decided.mark, 0),
            coalesce(remarked.mark, 0), coalesce(round_state.state, '')
        ) as shown
    from round
    left join filed on filed.round = round.code
    left join aside on aside.round = round.code
    left join owing on owing.round = round.code
    left join ways on ways.round = round.code
    left join decided on decided.round = round.code
    left join remarked on remarked.round = round.code
    left join round_state on round_state.round = round.code
    order by round.code
"""
REST = """
    select
        (select coalesce(max(value), '') from meta where key = 'sample'),
        (select coalesce(max(seq), 0) from audit_head),
        (
            select coalesce(max(seq), 0)
            from audit
            where action in ('tables.selection', 'tables.layout', 'report.template')
        )
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundMark:
    """What one round's figures and filings are at."""

    plan: str
    round: str
    data_to: date
    figures: str
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a store is at. `calendar` is of the list of rounds, `threads` of the explanations, `trail` of the audit;
    `sample`: the figures are illustrative.

    `tables` is of what accounts keep for their tables. Every change of state but a draft moves `trail`; so does a
    sign-in.
    """

    rounds: tuple[RoundMark, ...]
    calendar: str
    threads: int
    trail: int
    tables: int
    sample: bool

    def figures(self, plan: str, day: date | None = None) -> str:
        """What verdicts of a plan on a day rest on: the rounds up to the day (all without one) and the calendar."""
        return _short([self.calendar, *(f"{r.round} {r.figures}" for r in self._upto(plan, day))])

    def shown(self, plan: str, day: date | None = None) -> str:
        """What a page of a plan on a day rests on: its figures, and how those rounds came in and were reviewed."""
        return _short([self.figures(plan, day), *(f"{r.round} {r.shown}" for r in self._upto(plan, day))])

    def of_round(self, code: str) -> str:
        """What the figures of one round rest on."""
        return next((one.figures for one in self.rounds if one.round == code), "")

    def _upto(self, plan: str, day: date | None) -> list[RoundMark]:
        return [one for one in self.rounds if one.plan == plan and (day is None or one.data_to <= day)]


def marks_of(cursor: Cursor) -> Marks:
    """The marks of the store, in three cheap queries."""
    rows = cursor.execute(MARKS).fetchall()
    sample, trail, tables = cursor.execute(REST).fetchall()[0]
    return Marks(
        rounds=tuple(
            RoundMark(plan=plan, round=code, data_to=data_to, figures=figures, shown=shown)
            for plan, code, data_to, _, figures, shown in rows
        ),
        calendar=_short([str(sample), *(str(row[3]) for row in rows)]),
        threads=version_of(cursor),
        trail=int(trail),
        tables=int(tables),
        sample=sample == "true",
    )


def _short(parts: list[str]) -> str:
    return hashlib.blake2b("|".join(parts).encode(), digest_size=12).hexdigest()
