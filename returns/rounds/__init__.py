"""The rounds kept in the store, found by code or day, with their state and who files in them which way.

An unknown round is named with the near matches. A round without a row of its own state is open; without rows of
its own tiers it is filed by its own tier, by workbook and on screen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum

from etl.register import Register, Unit
from etl.rounds import Round
from etl.store import Cursor
from indicators.model import Tier


class UnknownRound(LookupError):
    """No round of this code; the message names the near ones."""


class RoundState(StrEnum):
    """Open takes returns; closed takes only corrections that were asked for; locked takes and changes nothing."""

    OPEN = "open"
    CLOSED = "closed"
    LOCKED = "locked"


class Way(StrEnum):
    """How the units of a tier may file: a workbook, entry on screen, or either."""

    WORKBOOK = "workbook"
    SCREEN = "screen"
    BOTH = "both"

    def takes(self, way: "Way") -> bool:
        """Whether a return that comes this way is taken."""
        return self in (Way.BOTH, way)


ROUND_STATE_NAMES: Mapping[RoundState, str] = {
    RoundState.OPEN: "Đang nhận",
    RoundState.CLOSED: "Đã đóng",
    RoundState.LOCKED: "Đã khóa",
}
WAY_NAMES: Mapping[Way, str] = {
    Way.WORKBOOK: "Bằng tệp Excel",
    Way.SCREEN: "Nhập trên màn hình",
    Way.BOTH: "Tệp Excel hoặc nhập trên màn hình",
}
TIER_NAMES: Mapping[Tier, str] = {
    Tier.DISTRICT: "Huyện",
    Tier.FORMER_DISTRICT: "Huyện cũ",
    Tier.COMMUNE: "Xã, phường",
    Tier.OFFICE: "Cơ quan",
}


SETTINGS = """
    select round, null, state from round_state
    union all
    select round, tier, way from round_tier
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundSettings:
    """A round's state, and for each tier that files the way it may. The round's own tier owes the returns."""

    round: Round
    state: RoundState
    ways: Mapping[Tier, Way]

    @property
    def several_tiers(self) -> bool:
        """Whether a commune's figures may arrive from two sides."""
        return len(self.ways) > 1


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


def round_of(cursor: Cursor, code: str) -> Round:
    """The round of this code, read anew. Raises UnknownRound."""
    return find_round(all_rounds(cursor), code)


def settings_of(cursor: Cursor, round_: Round) -> RoundSettings:
    """State and ways of one round."""
    return settings_of_all(cursor, (round_,))[round_.code]


def settings_of_all(cursor: Cursor, rounds: tuple[Round, ...]) -> Mapping[str, RoundSettings]:
    """State and ways of several rounds, by code, in one query."""
    states: dict[str, RoundState] = {}
    ways: dict[str, dict[Tier, Way]] = {}
    for code, tier, said in _rows(cursor, SETTINGS):
        if tier is None:
            states[code] = RoundState(said)
        else:
            ways.setdefault(code, {})[Tier(tier)] = Way(said)
    return {
        round_.code: RoundSettings(
            round=round_,
            state=states.get(round_.code, RoundState.OPEN),
            ways=ways.get(round_.code, {round_.tier: Way.BOTH}),
        )
        for round_ in rounds
    }


def tier_of(register: Register, settings: RoundSettings, unit: Unit) -> Tier | None:
    """The tier as which a unit files in the round; None when it does not file there."""
    round_ = settings.round
    tiers = sorted(settings.ways, key=lambda tier: tier is not round_.tier)
    return next((t for t in tiers if unit.key in {u.key for u in register.filing_units(t, round_.data_to)}), None)


def _rows(cursor: Cursor, sql: str) -> list[tuple[str, str | None, str]]:
    return cursor.execute(sql).fetchall()
