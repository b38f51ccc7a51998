"""What a round owes and allows into its rows: state, ways, units with due dates; inside the caller's transaction."""

from collections.abc import Iterable, Mapping

from etl.names import likeness, match_key, name_key, split_prefix
from etl.register import Register, Unit, UnknownUnit
from etl.rounds import Round
from etl.store import Cursor
from indicators.model import Tier
from returns.faults import RoundFault
from returns.rounds import TIER_NAMES, RoundState, Way


def write_state(cursor: Cursor, round_code: str, state: RoundState) -> None:
    """Set the state of a round."""
    known = cursor.execute("select 1 from round_state where round = ?", [round_code]).fetchall()
    if known:
        cursor.execute("update round_state set state = ? where round = ?", [state.value, round_code]).fetchall()
    else:
        cursor.execute("insert into round_state values (?, ?)", [round_code, state.value]).fetchall()


def write_ways(cursor: Cursor, round_code: str, ways: Mapping[Tier, Way]) -> None:
    """Set which tiers file which way."""
    cursor.execute("delete from round_tier where round = ?", [round_code]).fetchall()
    for tier, way in ways.items():
        cursor.execute("insert into round_tier values (?, ?, ?)", [round_code, tier.value, way.value]).fetchall()


def rewrite_round(cursor: Cursor, register: Register, round_: Round) -> None:
    """Keep the changed dates and tier of a round that has no returns, and who owes one by when."""
    cursor.execute(
        "update round set data_from = ?, data_to = ?, due = ?, tier = ? where code = ?",
        [round_.data_from, round_.data_to, round_.due, round_.tier.value, round_.code],
    ).fetchall()
    wanted = {unit.key for unit in register.filing_units(round_.tier, round_.data_to)}
    rows = cursor.execute("select unit_key from round_unit where round = ?", [round_.code]).fetchall()
    present = {str(row[0]) for row in rows}
    for key in present - wanted:
        cursor.execute("delete from round_unit where round = ? and unit_key = ?", [round_.code, key]).fetchall()
    cursor.execute("update round_unit set due = ? where round = ?", [round_.due, round_.code]).fetchall()
    for key in sorted(wanted - present):
        cursor.execute("insert into round_unit values (?, ?, ?)", [round_.code, key, round_.due]).fetchall()


def has_returns(cursor: Cursor, round_code: str) -> bool:
    """Whether anything has come in for the round."""
    return bool(cursor.execute("select 1 from return_ where round = ? limit 1", [round_code]).fetchall())


def refuse_to_drop(cursor: Cursor, register: Register, round_: Round, tiers: Iterable[Tier]) -> None:
    """Raise RoundFault when a unit of one of these tiers has filed: its figures would hang in the air."""
    rows = cursor.execute("select distinct unit_key from return_ where round = ?", [round_.code]).fetchall()
    filed = {str(row[0]) for row in rows}
    for tier in tiers:
        names = [u.full_name for u in register.filing_units(tier, round_.data_to) if u.key in filed]
        if names:
            name = TIER_NAMES[tier].lower()
            told = "; ".join(names[:5])
            raise RoundFault(f"Cấp {name} đã có {len(names)} đơn vị nộp ({told}) nên không bỏ được khỏi kỳ.")


def owing_unit(register: Register, round_: Round, named: str) -> Unit:
    """The unit that owes a return in the round under this key, code or full name.

    Raises UnknownUnit with the near ones.
    """
    return unit_among(register.filing_units(round_.tier, round_.data_to), named, round_)


def unit_among(units: tuple[Unit, ...], named: str, round_: Round) -> Unit:
    """The one of these units that a person names by key, code or name. Raises UnknownUnit with the near ones.

    A name without its type must be one unit's alone: Phường Bỉm Sơn may file beside Thị xã Bỉm Sơn.
    """
    wanted = named.strip()
    type_name, bare = split_prefix(wanted)
    full, key = match_key(wanted), name_key(bare)
    for unit in units:
        if wanted in (unit.key, unit.code) or full == match_key(unit.full_name):
            return unit
    same = [u for u in units if name_key(u.name) == key and type_name in (None, u.type_name)]
    if len(same) == 1:
        return same[0]
    near = sorted(units, key=lambda u: -likeness(wanted, u.full_name))[:3]
    raise UnknownUnit(wanted, near=tuple(near), why=f"“{wanted}” không nộp báo cáo trong kỳ {round_.name}.")
