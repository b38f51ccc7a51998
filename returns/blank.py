"""A round and a filing unit into its blank workbook, the last accepted values shown beside the inputs."""

import io
from datetime import date

from accounts.model import Actor
from accounts.permissions import Action, require_of
from etl.names import likeness, name_key
from etl.register import Register, Unit, UnknownUnit, default_register
from etl.rounds import Round
from etl.store import Store
from etl.store.schema import meta
from etl.template import write_template
from indicators.catalogue import plan as plan_of
from returns.intake import values_before
from returns.rounds import all_rounds, find_round


def blank_workbook(store: Store, round_code: str, unit: str, *, by: Actor, today: date) -> bytes:
    """The workbook (.xlsx) of one unit: `unit` is a key, a code or an exact full name.

    Raises UnknownRound or UnknownUnit with near matches, Forbidden, StoreFault.
    """
    register = default_register()
    with store.reading() as cursor:
        rounds = all_rounds(cursor)
        round_ = find_round(rounds, round_code)
        filing_unit = filing_unit_of(register, round_, unit)
        require_of(by, Action.TAKE_TEMPLATE, filing_unit.key, register)
        previous = values_before(cursor, register, rounds, round_, filing_unit)
        sample = meta(cursor, "sample") == "true"
    out = io.BytesIO()
    write_template(
        out,
        plan=plan_of(round_.plan),
        round_=round_,
        filing_unit=filing_unit,
        communes=register.communes_of(filing_unit.key, round_.data_to),
        issued_on=today,
        previous=previous,
        sample=sample,
    )
    return out.getvalue()


def filing_unit_of(register: Register, round_: Round, unit: str) -> Unit:
    """The unit that files in this round under this key, code or name."""
    filing = register.filing_units(round_.tier, round_.data_to)
    wanted = unit.strip()
    for one in filing:
        if wanted in (one.key, one.code) or name_key(wanted) == name_key(one.full_name):
            return one
    near = sorted(filing, key=lambda u: -likeness(wanted, u.full_name))[:3]
    raise UnknownUnit(wanted, near=tuple(near), why=f"“{wanted}” không nộp báo cáo trong kỳ {round_.name}.")
