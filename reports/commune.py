"""Xã: one commune, what it came from, every indicator's state, and the cell behind every figure."""

from collections.abc import Mapping
from datetime import date

from accounts.model import Account
from etl.issues import cell_name
from etl.register import Unit, default_register
from etl.rounds import Round
from etl.rules import rules_for
from etl.seeding import item_numbers
from etl.store import Store
from etl.store.sources import StoredFigure, figures_of
from etl.store.tallies import Membership, TallyKey, read_tallies
from indicators.model import Indicator, Item, Plan
from indicators.tally import Tally
from indicators.unit_state import UnitState
from reports.access import require_seen
from reports.figures import figure_words
from reports.heading import filings_of, heading_of
from reports.picture import Picture
from reports.source import judge_of
from reports.standing import Judge, state_of
from reports.views import CommuneFigure, CommuneIndicator, CommuneView, SourceCell
from returns.rounds import all_rounds

Figures = Mapping[tuple[str, str], StoredFigure]


def commune_view(store: Store, account: Account, *, plan_code: str, day: date, unit_key: str) -> CommuneView:
    """One commune as the account may see it. Raises Forbidden, UnknownUnit, LookupError when not of the day."""
    register = default_register()
    unit = register.get(unit_key)
    require_seen(account, unit.key)
    judge = judge_of(store, plan_code, day, unit_history=True)
    picture = judge.picture
    if unit.key not in picture.district_of:
        raise LookupError(unit_key)
    plan = picture.plan
    with store.reading() as cursor:
        rounds = all_rounds(cursor, plan_code)
        figures = {(f.round, f.item_code): f for f in figures_of(cursor, plan_code, unit.number)}
        unread = tuple(round_ for round_ in rounds if round_ not in picture.rounds)
        rules = rules_for(plan, unread, item_numbers(cursor, plan_code)) if unread else ()
        read = read_tallies(cursor, rules, _members(unread, unit)) if unread else {}
    past = _past_states(picture, read, rounds, unit)
    names = {round_.code: round_.name for round_ in rounds}
    return CommuneView(
        heading=heading_of(picture, filings_of(store, picture), unit.key),
        unit=unit,
        district=register.get(picture.district_of[unit.key]),
        predecessors=tuple(
            (register.get(e.from_key).full_name, e.relation_name) for e in register.predecessors(unit.key)
        ),
        successors=tuple(
            (register.get(e.to_key).full_name if e.to_key else "nơi nhận chưa xác minh", e.relation_name)
            for e in register.successors(unit.key)
        ),
        rows=tuple(_row(judge, unit, i, figures, past, names) for i in plan.indicator),
    )


def _members(rounds: tuple[Round, ...], unit: Unit) -> tuple[Membership, ...]:
    return tuple(Membership(r.code, unit.number, unit.key) for r in rounds if unit.in_force(r.data_to))


def _past_states(
    picture: Picture, read: Mapping[TallyKey, Tally], rounds: tuple[Round, ...], unit: Unit
) -> Mapping[tuple[str, str], UnitState]:
    """By round and indicator: from the picture where it has the round, else from what was read beside it."""
    found: dict[tuple[str, str], UnitState] = {}
    for round_ in rounds:
        for indicator in picture.plan.indicator:
            key = (round_.code, unit.key, indicator.code)
            tally = picture.unit_tallies.get(key) or read.get(key)
            if tally is not None:
                found[round_.code, indicator.code] = state_of(tally, indicator)
    return found


def _row(
    judge: Judge,
    unit: Unit,
    indicator: Indicator,
    figures: Figures,
    past: Mapping[tuple[str, str], UnitState],
    names: Mapping[str, str],
) -> CommuneIndicator:
    current = judge.picture.current
    items = _items_of(judge.picture.plan, indicator)
    return CommuneIndicator(
        indicator=indicator,
        state=judge.state(unit, indicator),
        judgement=judge.of_commune(indicator, unit).judgement,
        figures=tuple(
            _figure(item, figures.get((current.code if current else "", item.code)), names) for item in items
        ),
        past=tuple((names[code], past[code, indicator.code]) for code in names if (code, indicator.code) in past),
    )


def _items_of(plan: Plan, indicator: Indicator) -> tuple[Item, ...]:
    wanted = (*(item.code for item in indicator.item), *indicator.item_codes)
    by_code = {item.code: item for item in plan.items}
    return tuple(by_code[code] for code in dict.fromkeys(wanted))


def _figure(item: Item, figure: StoredFigure | None, names: Mapping[str, str]) -> CommuneFigure:
    return CommuneFigure(
        item_code=item.code,
        header=item.header,
        unit_word=item.unit,
        text=figure_words(item, figure),
        source=_source(figure, names) if figure else None,
    )


def _source(figure: StoredFigure, names: Mapping[str, str]) -> SourceCell:
    return SourceCell(
        round_name=names[figure.round],
        file_name=figure.file_name,
        sheet=figure.sheet,
        cell=cell_name(figure.row, figure.column) if figure.row else "",
        revision=figure.revision,
        submitted_by=figure.submitted_by,
        submitted_at=figure.submitted_at,
        return_number=figure.return_number,
    )
