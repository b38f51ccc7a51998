"""A round and an account into the units it may file for, of every tier that files in the round."""

from accounts.model import Account
from accounts.permissions import Action, allowed
from etl.register import Unit, default_register
from etl.rounds import Round
from etl.store import Store
from pages.ui import filing_words, filters, look
from pages.ui.frame import Asked
from pages.ui.markup import empty
from returns.rounds import Way, settings_of


def of(store: Store, round_: Round, account: Account, way: Way = Way.SCREEN) -> tuple[Unit, ...]:
    """The units that may file this way, the tier that owes the returns first, in name order within a tier."""
    register = default_register()
    with store.reading() as cursor:
        ways = settings_of(cursor, round_).ways
    tiers = sorted((tier for tier, taken in ways.items() if taken.takes(way)), key=lambda tier: tier is not round_.tier)
    units = {unit.key: unit for tier in tiers for unit in register.filing_units(tier, round_.data_to)}
    return tuple(unit for unit in units.values() if allowed(account, Action.FILE_RETURN, unit.key, register))


def of_workbooks(asked: Asked) -> tuple[Round, Unit] | None:
    """The round and the chosen unit of a screen that takes workbooks; None, and said why, where there is none."""
    if asked.round is None:
        look.show(empty(filing_words.NO_ROUND, filing_words.NO_ROUND_THEN))
        return None
    units = of(asked.store, asked.round, asked.account, Way.WORKBOOK)
    if not units:
        look.show(empty(filing_words.NO_UNIT_TO_FILE, filing_words.NO_UNIT_TO_FILE_THEN))
        return None
    return asked.round, filters.filing_unit(units)
