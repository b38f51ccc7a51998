"""The rounds kept in the store, found by code or day; an unknown one is named with the near matches."""

from datetime import date
from difflib import get_close_matches

from etl.rounds import Round
from etl.store import Cursor
from indicators.model import Tier


class UnknownRound(LookupError):
    """No round of this code; the message names the near ones."""


def all_rounds(cursor: Cursor, plan_code: str | None = None) -> tuple[Round, ...]:
    """Every round, oldest first, of one plan or of all."""
    rows = cursor.execute(
        """
        select code, plan, name, data_from, data_to, due, tier, number
        from round
        where plan = ? or ? is null
        order by data_to, data_from, number
        """,
        [plan_code, plan_code],
    ).fetchall()
    return tuple(
        Round(
            code=code,
            plan=plan,
            name=name,
            data_from=data_from,
            data_to=data_to,
            due=due,
            tier=Tier(tier),
            number=number,
        )
        for code, plan, name, data_from, data_to, due, tier, number in rows
    )


def find_round(rounds: tuple[Round, ...], code: str) -> Round:
    """The round of this code. Raises UnknownRound naming what comes near."""
    for round_ in rounds:
        if round_.code.casefold() == code.strip().casefold():
            return round_
    codes = [round_.code for round_ in rounds]
    near = get_close_matches(code, codes, n=3, cutoff=0.3) or codes
    raise UnknownRound(f"Không có kỳ báo cáo “{code}”. Các kỳ gần giống: {', '.join(near) or 'chưa có kỳ nào'}.")


def current_round(rounds: tuple[Round, ...], day: date) -> Round | None:
    """The round whose figures speak for the day: the last one whose data end on or before it."""
    past = [round_ for round_ in rounds if round_.data_to <= day]
    return max(past, key=lambda r: (r.data_to, r.data_from), default=None)
