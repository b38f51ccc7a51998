"""The words of all effective returns into what a search finds, and into what each district wrote, for the report."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from accounts.model import Actor
from accounts.permissions import Action, require_of
from etl.names import stripped_key
from etl.register import Level, Unit, default_register
from etl.store import Cursor, Store
from returns.access import may
from returns.rounds import all_rounds, round_of
from returns.words import TOLD, DistrictTexts, FoundText, ReturnText, TextKind

MOST_FOUND = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What is looked for: every word of `query` in the text or in the name of who says it; filters that narrow it.

    No kind named: difficulties, proposals and models. `district_key`: one district, its communes included (after
    2025-06-30 the former district).
    """

    query: str = ""
    kinds: tuple[TextKind, ...] = TOLD
    round_code: str | None = None
    district_key: str | None = None


def search_words(store: Store, sought: Sought, *, by: Actor, most: int = MOST_FOUND) -> tuple[FoundText, ...]:
    """Texts of the effective returns that answer, whatever diacritics and case; the newest first, `most` at most.

    Only what the actor may see. Raises Forbidden, UnknownRound.
    """
    require_of(by, Action.SEE_RETURNS, by.account.scope_key if by.account else None, default_register())
    wanted = stripped_key(sought.query).split()
    with store.reading() as cursor:
        code = round_of(cursor, sought.round_code).code if sought.round_code else None
        found = _found(cursor, code, sought.kinds or TOLD, wanted)
    seen = (
        one
        for one in found
        if may(by, Action.SEE_RETURNS, one.filer.key)
        and (sought.district_key is None or district_key_of(one) == sought.district_key)
    )
    return tuple(one for one, _ in zip(seen, range(most), strict=False))


def words_by_district(
    store: Store, round_code: str, *, by: Actor, kinds: Sequence[TextKind] = TOLD
) -> tuple[DistrictTexts, ...]:
    """What each district (after 2025-06-30: former district) and its communes wrote in a round, in name order.

    Districts that wrote nothing are left out. Raises UnknownRound.
    """
    register = default_register()
    with store.reading() as cursor:
        round_ = round_of(cursor, round_code)
        found = _found(cursor, round_.code, tuple(kinds), [])
    by_district: dict[str, list[FoundText]] = {}
    for one in found:
        if may(by, Action.SEE_RETURNS, one.filer.key):
            by_district.setdefault(district_key_of(one), []).append(one)
    order = list(TextKind)
    return tuple(
        DistrictTexts(
            district=district,
            texts=tuple(sorted(by_district[district.key], key=lambda one: order.index(one.text.kind))),
        )
        for district in register.districts_on(round_.data_to)
        if district.key in by_district
    )


def district_key_of(found: FoundText) -> str:
    """The district that a text is counted with: the filer, or the (former) district of a commune that files itself."""
    unit: Unit = found.filer
    if unit.level is not Level.COMMUNE:
        return unit.key
    district = default_register().district_of(unit, found.round.data_to)
    return district.key if district else unit.key


def _found(
    cursor: Cursor, round_code: str | None, kinds: tuple[TextKind, ...], wanted: Sequence[str]
) -> tuple[FoundText, ...]:
    register = default_register()
    rounds = {round_.code: round_ for round_ in all_rounds(cursor)}
    rows = cursor.execute(
        """
        select
            return_words.kind, return_words.text, return_words.unit_key, return_words.text_key,
            effective_return.unit_key, effective_return.round, effective_return.number, effective_return.submitted_at
        from return_words
        join effective_return on effective_return.number = return_words.return_number
        where effective_return.round = ? or ? is null
        order by effective_return.submitted_at desc, effective_return.number desc, return_words.unit_key
        """,
        [round_code, round_code],
    ).fetchall()
    return tuple(
        FoundText(
            text=ReturnText(TextKind(kind), text, unit_key),
            unit=register.get(unit_key or filer_key),
            filer=register.get(filer_key),
            round=rounds[round_of_return],
            return_number=number,
            submitted_at=submitted_at,
        )
        for kind, text, unit_key, text_key, filer_key, round_of_return, number, submitted_at in rows
        if kind in kinds and _answers(wanted, text_key, unit_key, filer_key)
    )


def _answers(wanted: Sequence[str], text_key: str, unit_key: str, filer_key: str) -> bool:
    said_by = f"{_name_key(unit_key or filer_key)} {_name_key(filer_key)}"
    return all(word in text_key or word in said_by for word in wanted)


@cache
def _name_key(unit_key: str) -> str:
    return stripped_key(default_register().get(unit_key).full_name)
