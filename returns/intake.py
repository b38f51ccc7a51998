"""Bytes from a sender into a checked return: what the check needs of the store, and who may ask for it."""

import tempfile
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path

from accounts.clock import utc_now
from accounts.model import Actor
from accounts.permissions import Action, require_of
from etl.checking import CheckedReturn, IntakeContext, check_book_as_read, check_workbook
from etl.figures import Figure, State
from etl.issues import Severity, issue
from etl.layouts.saved import Layout
from etl.reading import RawBook, Unreadable, read_bytes
from etl.register import Level, Register, Unit, UnknownUnit, default_register
from etl.rounds import Round
from etl.store import Cursor, Store
from indicators.catalogue import plans
from indicators.model import Tier
from returns.conflicts import others_figures
from returns.gate import filing_block
from returns.layouts_kept import layouts_of
from returns.left_blank import declared_cells, without_declared
from returns.rounds import Way, all_rounds, find_round, settings_of, tier_of
from returns.rounds.tables import unit_among

Previous = Mapping[tuple[str, str], Figure]
Opening = Callable[[], AbstractContextManager[Cursor]]
"""A way to a cursor: opened for each question, or the one that all questions of a check are put to."""
Check = Callable[[IntakeContext], CheckedReturn]
STATES: Mapping[int, State] = {1: "reported", 2: "zero", 3: "not_applicable"}


def check_upload(
    store: Store,
    data: bytes,
    file_name: str,
    *,
    by: Actor,
    round_code: str | None = None,
    unit: str | None = None,
    book: RawBook | None = None,
) -> CheckedReturn:
    """Read and check the bytes of one workbook; nothing is changed.

    `round_code` and `unit` (key, code or name) are what the sender chose on screen, if anything; `book` is what was
    read of these bytes already (`read_ahead`). Raises Forbidden when the return's unit lies outside the sender's
    scope, UnknownRound, UnknownUnit; bad files come back as issues.
    """
    if book is None:  # reading takes long: the store is not held meanwhile
        with tempfile.TemporaryDirectory(prefix="danvan-") as folder:
            path = Path(folder) / f"incoming{suffix_of(file_name)}"
            path.write_bytes(data)
            return _checked(
                store.reading, lambda context: check_workbook(path, context, file_name=file_name), by, round_code, unit
            )
    read = book
    with store.reading() as cursor:
        return _checked(
            lambda: nullcontext(cursor),
            lambda context: check_book_as_read(read, context, file_name=file_name),
            by,
            round_code,
            unit,
        )


def _checked(opening: Opening, check: Check, by: Actor, round_code: str | None, unit: str | None) -> CheckedReturn:
    context = _context_by(opening)
    rounds = tuple(context.rounds)
    if round_code is not None:
        context = _chosen_by(opening, context, round_code, unit, by=by)
    checked = check(context)
    of_commune = _for_itself(opening, context, checked)
    if of_commune is not None:
        checked = check(of_commune)
    if checked.filing_unit is not None:
        require_of(by, Action.CHECK_RETURN, checked.filing_unit.key, default_register())
    return _looked_at(opening, checked, Way.WORKBOOK, rounds)


def read_ahead(data: bytes, file_name: str) -> RawBook | None:
    """The workbook as read, before its turn has come; None where it cannot be read: the check says why."""
    try:
        return read_bytes(data, name=f"incoming{suffix_of(file_name)}")
    except Unreadable:
        return None


def looked_at_again(store: Store, checked: CheckedReturn, way: Way) -> CheckedReturn:
    """What only the store knows of a checked return: blanks on purpose, a round that is closed, another filer."""
    return _looked_at(store.reading, checked, way, None)


def _looked_at(opening: Opening, checked: CheckedReturn, way: Way, rounds: tuple[Round, ...] | None) -> CheckedReturn:
    round_, unit = checked.round, checked.filing_unit
    if round_ is None or unit is None:
        return checked
    with opening() as cursor:
        known = find_round(rounds or all_rounds(cursor), round_.code)
        declared = declared_cells(cursor, known.code)
        block = filing_block(cursor, default_register(), known, unit, way, at=utc_now())
        if block is not None and _is_there(cursor, checked):
            block = None
        twice = others_figures(cursor, known, unit.key, (fact.unit_key for fact in checked.facts))
    told = [issue("two_filings", unit=key, unit_name=default_register().get(key).full_name) for key in twice]
    issues = (*((block,) if block else ()), *without_declared(checked, declared), *told)
    ordered = sorted(issues, key=lambda found: found.severity is not Severity.ERROR)
    return replace(checked, round=known, issues=tuple(ordered))


def context_of(store: Store) -> IntakeContext:
    """The register, the plans, the rounds, the values of the round before and the saved layouts, as the check asks."""
    return _context_by(store.reading)


def _context_by(opening: Opening) -> IntakeContext:
    register = default_register()
    with opening() as cursor:
        rounds = all_rounds(cursor)

    def previous_values(round_: Round, unit: Unit) -> Previous:
        with opening() as cursor:
            return values_before(cursor, register, rounds, round_, unit)

    def layouts(round_: Round, unit: Unit) -> tuple[Layout, ...]:
        with opening() as cursor:
            return layouts_of(cursor, unit.key, round_.plan)

    return IntakeContext(
        register=register,
        plans=plans(),
        rounds=rounds,
        previous_values=previous_values,
        layouts=layouts,
    )


def chosen_context(
    store: Store, context: IntakeContext, round_code: str, unit: str | None, *, by: Actor
) -> IntakeContext:
    """The context with the round and the unit that the sender chose. Raises Forbidden, UnknownRound, UnknownUnit."""
    return _chosen_by(store.reading, context, round_code, unit, by=by)


def _chosen_by(
    opening: Opening, context: IntakeContext, round_code: str, unit: str | None, *, by: Actor
) -> IntakeContext:
    round_ = find_round(tuple(context.rounds), round_code)
    if unit is None:
        return replace(context, chosen_round=round_)
    with opening() as cursor:
        settings = settings_of(cursor, round_)
    filing = tuple(u for tier in settings.ways for u in context.register.filing_units(tier, round_.data_to))
    chosen = unit_among(filing, unit, round_)
    require_of(by, Action.CHECK_RETURN, chosen.key, context.register)
    return as_tier(context, round_, tier_of(context.register, settings, chosen) or round_.tier, chosen)


def values_before(cursor: Cursor, register: Register, rounds: tuple[Round, ...], round_: Round, unit: Unit) -> Previous:
    """The accepted values of the unit's communes in the round before, by (unit key, item code)."""
    earlier = [r for r in rounds if r.plan == round_.plan and r.data_to < round_.data_to]
    if not earlier:
        return {}
    before = max(earlier, key=lambda r: (r.data_to, r.data_from))
    return effective_values(cursor, register, before.code, round_, unit)


def effective_values(
    cursor: Cursor, register: Register, round_code: str, round_: Round, unit: Unit
) -> dict[tuple[str, str], Figure]:
    """What counts in the round `round_code` of the communes that the unit files for in `round_`."""
    communes = {c.number: c.key for c in register.communes_of(unit.key, round_.data_to)}
    rows = cursor.execute(
        """
        select fact.unit_number, item.code, fact.state, fact.value, fact_text.value
        from fact
        join effective_return on effective_return.number = fact.return_number
        join item on item.number = fact.item_number
        left join fact_text
            on fact_text.return_number = fact.return_number
            and fact_text.unit_number = fact.unit_number
            and fact_text.item_number = fact.item_number
        where effective_return.round = ? and fact.unit_number in (select unnest(?))
        """,
        [round_code, list(communes)],
    ).fetchall()
    return {
        (communes[unit_number], item): Figure(state=STATES[state], value=value, text=text)
        for unit_number, item, state, value, text in rows
    }


def _for_itself(opening: Opening, context: IntakeContext, checked: CheckedReturn) -> IntakeContext | None:
    """The context in which a commune's own workbook is right, where its round lets communes file for themselves."""
    wrong = next((found for found in checked.issues if found.code == "unit_wrong" and found.unit), None)
    if wrong is None or wrong.unit is None or checked.round is None or context.chosen_unit is not None:
        return None
    with opening() as cursor:
        settings = settings_of(cursor, checked.round)
    try:
        unit = context.register.get(wrong.unit)
    except UnknownUnit:
        return None
    tier = tier_of(context.register, settings, unit)
    if unit.level is not Level.COMMUNE or tier is not Tier.COMMUNE:
        return None
    return as_tier(context, checked.round, tier, None)


def as_tier(context: IntakeContext, round_: Round, tier: Tier, unit: Unit | None) -> IntakeContext:
    """The context in which the round is filed by this tier, and `unit` (if any) is the one chosen."""
    filed = replace(round_, tier=tier)
    rounds = tuple(filed if r.code == round_.code else r for r in context.rounds)
    chosen = filed if unit is not None or context.chosen_round is not None else None
    return replace(context, rounds=rounds, chosen_round=chosen, chosen_unit=unit)


def _is_there(cursor: Cursor, checked: CheckedReturn) -> bool:
    return bool(cursor.execute("select 1 from return_ where sha256 = ?", [checked.sha256]).fetchall())


def suffix_of(file_name: str) -> str:
    """The ending of a sender's file name when it is a plain short one; a user's name never becomes a path."""
    suffix = Path(file_name.replace("\\", "/").rsplit("/", 1)[-1]).suffix.lower()
    return suffix if suffix.isascii() and suffix[1:].isalnum() and len(suffix) <= 6 else ""
