"""The rows of a workbook that has lost its hidden sheet into the filing unit they can only belong to."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from etl.matching.grid import Grid
from etl.matching.places import LONGEST_NAME, MOST_TEXTS
from etl.matching.rows import UNIT_KEY
from etl.register import Level, Register, Unit
from etl.rounds import Round
from indicators.model import Tier

FEWEST_NAMES = 2


@dataclass(frozen=True, slots=True)
class Evidence:
    """The unit the content is certainly of and by what; else the units it may be of, likest first.

    `several` says that rows of more than one filing unit stand in the book.
    """

    unit: Unit | None = None
    by: str = ""
    candidates: tuple[Unit, ...] = ()
    several: bool = False


def unit_by_keys(grids: Sequence[Grid], round_: Round, register: Register) -> Evidence:
    """The filing unit of the hidden unit keys: certain when all are one unit's."""
    keys = {
        text
        for grid in grids
        for row, cells in grid.rows.items()
        for column in cells
        if "@" in (text := grid.text(row, column)) and UNIT_KEY.fullmatch(text)
    }
    known = {unit.key: unit for unit in register.on(round_.data_to, Level.COMMUNE)}
    owners = Counter(owner for key in keys if key in known and (owner := owner_of(known[key], round_, register)))
    return certain_or_several(owners, "mã ẩn của các dòng", fewest=1)


def unit_by_names(grids: Sequence[Grid], round_: Round, register: Register) -> Evidence:
    """The filing unit whose communes the rows name: certain when it alone has every name."""
    sets = []
    for texts in map(names_of, grids):
        for text in texts[:MOST_TEXTS]:
            found = register.find(text, day=round_.data_to, level=Level.COMMUNE)
            owners = {owner for unit in found if (owner := owner_of(unit, round_, register))}
            if owners:
                sets.append(owners)
    counts = Counter(owner for owners in sets for owner in owners)
    whole = [unit for unit, count in counts.items() if count == len(sets)]
    few = len(sets) < FEWEST_NAMES and round_.tier is not Tier.COMMUNE
    ranked = tuple(unit for unit, _ in counts.most_common())
    if len(whole) == 1 and not few:
        return Evidence(unit=whole[0], by="tên các xã, phường")
    sole = Counter(next(iter(owners)) for owners in sets if len(owners) == 1)
    several = [unit for unit, count in sole.items() if count >= FEWEST_NAMES]
    if not whole and len(several) > 1:
        return Evidence(candidates=tuple(several), several=True)
    return Evidence(candidates=ranked)


def names_of(grid: Grid) -> list[str]:
    """The different texts of a sheet that could be a commune's name."""
    texts = {
        grid.text(row, column) or grid.column_text(row, column) for row, cells in grid.rows.items() for column in cells
    }
    return [text for text in texts if 2 < len(text) <= LONGEST_NAME]


def owner_of(commune: Unit, round_: Round, register: Register) -> Unit | None:
    """Who files for a commune in the round."""
    if round_.tier in (Tier.COMMUNE, Tier.OFFICE):
        return commune
    return register.district_of(commune, round_.data_to)


def certain_or_several(owners: Counter[Unit], by: str, *, fewest: int) -> Evidence:
    """One owner is certain, more are several."""
    ranked = tuple(unit for unit, count in owners.most_common() if count >= fewest)
    if len(ranked) == 1:
        return Evidence(unit=ranked[0], by=by)
    return Evidence(candidates=ranked, several=len(ranked) > 1)
