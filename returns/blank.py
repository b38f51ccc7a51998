"""A round and a filing unit into its blank workbook, the last accepted values shown beside the inputs."""

import io
from datetime import date

from accounts.model import Actor
from accounts.permissions import Action, require_of
from etl.figures import CellEntry, entry_of
from etl.register import Register, Unit, default_register
from etl.rounds import Round
from etl.store import Store
from etl.store.schema import meta
from etl.template.workbook import write_template
from etl.told import ReturnText
from indicators.catalogue import plan as plan_of
from returns.faults import FilingRefused
from returns.intake import effective_values, values_before
from returns.rounds import RoundSettings, Way, all_rounds, find_round, settings_of, tier_of
from returns.rounds.tables import unit_among
from returns.stored import heads_of
from returns.words import texts_of


def blank_workbook(
    store: Store, round_code: str, unit: str, *, by: Actor, today: date, with_values: bool = False
) -> bytes:
    """The workbook (.xlsx) of one unit: `unit` is a key, a code or an exact full name.

    `with_values` fills in what counts in this round already, words included, for a correction. Raises UnknownRound
    or UnknownUnit with near matches, FilingRefused (this tier files on screen only), Forbidden, StoreFault.
    """
    register = default_register()
    with store.reading() as cursor:
        rounds = all_rounds(cursor)
        round_ = find_round(rounds, round_code)
        settings = settings_of(cursor, round_)
        filing_unit = filing_unit_of(register, round_, unit, settings)
        require_of(by, Action.TAKE_TEMPLATE, filing_unit.key, register)
        tier = tier_of(register, settings, filing_unit)
        if tier is None or not settings.ways[tier].takes(Way.WORKBOOK):
            raise FilingRefused(f"Trong kỳ {round_.name}, {filing_unit.full_name} nhập trên màn hình, không dùng tệp.")
        previous = values_before(cursor, register, rounds, round_, filing_unit)
        values: dict[tuple[str, str], CellEntry] = {}
        texts: tuple[ReturnText, ...] = ()
        if with_values:
            filed = heads_of(cursor, round_.code, filing_unit.key)
            texts = texts_of(cursor, filed[0].number) if filed else ()
            items = {item.code: item for item in plan_of(round_.plan).items}
            present = effective_values(cursor, register, round_.code, round_, filing_unit)
            values = {key: entry_of(items[key[1]], figure) for key, figure in present.items() if key[1] in items}
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
        values=values,
        texts=texts,
        sample=sample,
    )
    return out.getvalue()


def filing_unit_of(register: Register, round_: Round, unit: str, settings: RoundSettings | None = None) -> Unit:
    """The unit that files in this round under this key, code or name: the round's own tier first."""
    others = [tier for tier in (settings.ways if settings else ()) if tier is not round_.tier]
    tiers = (round_.tier, *others)
    units = tuple(one for tier in tiers for one in register.filing_units(tier, round_.data_to))
    return unit_among(units, unit, round_)
