"""A round, a unit and a way of filing into the reason why no return is taken now, or None."""

from datetime import datetime

from accounts.clock import utc_now
from accounts.model import Actor
from accounts.permissions import Action, require_of
from etl.issues import Issue, issue
from etl.register import Register, Unit, default_register
from etl.rounds import Round
from etl.store import Cursor, Store
from returns.completeness import day_in_vietnam
from returns.rounds import WAY_NAMES, RoundState, Way, round_of, settings_of, tier_of
from returns.stored import ReturnState, heads_of


def filing_block(
    cursor: Cursor, register: Register, round_: Round, unit: Unit, way: Way, *, at: datetime
) -> Issue | None:
    """Why this unit cannot file in this round this way at this time (UTC).

    A closed round still takes what a reviewer sent back, and what comes within an extension of the unit's own.
    """
    settings = settings_of(cursor, round_)
    words = {"round_name": round_.name, "unit_name": unit.full_name}
    if settings.state is RoundState.LOCKED:
        return issue("round_locked", unit=unit.key, **words)
    tier = tier_of(register, settings, unit)
    if tier is None:
        return issue("tier_not_taken", unit=unit.key, **words)
    if not settings.ways[tier].takes(way):
        told = WAY_NAMES[settings.ways[tier]].lower()
        return issue("way_not_taken", unit=unit.key, way=told, **words)
    if settings.state is RoundState.CLOSED and not still_taken(cursor, round_, unit.key, at):
        return issue("round_closed", unit=unit.key, **words)
    return None


def closed_to(store: Store, round_code: str, unit_key: str, way: Way, *, by: Actor) -> Issue | None:
    """The same now, for a screen to say before anybody takes the trouble. Raises Forbidden, UnknownRound."""
    register = default_register()
    require_of(by, Action.SEE_RETURNS, unit_key, register)
    with store.reading() as cursor:
        round_ = round_of(cursor, round_code)
        return filing_block(cursor, register, round_, register.get(unit_key), way, at=utc_now())


def still_taken(cursor: Cursor, round_: Round, unit_key: str, at: datetime) -> bool:
    """Whether a closed round still takes something of this unit: it was sent back, or its own extension runs."""
    versions = heads_of(cursor, round_.code, unit_key)
    if versions and versions[0].state is ReturnState.RETURNED:
        return True
    extended = "select 1 from round_extension where round = ? and unit_key = ? and due_after >= ?"
    return bool(cursor.execute(extended, [round_.code, unit_key, day_in_vietnam(at)]).fetchall())
