"""The words of all effective returns into what a search finds, and into what each district wrote, for the report."""

from collections.abc import Sequence

from accounts.model import Actor
from accounts.permissions import Action
from etl.names import stripped_key
from etl.register import Level, Unit, default_register
from etl.store import Cursor, Store
from returns.access import may
from returns.rounds import all_rounds, round_of
from returns.words import TOLD, DistrictTexts, FoundText, ReturnText, TextKind

MOST_FOUND = 500


def search_words(
    store: Store, query: str, *, by: Actor, kinds: Sequence[TextKind] = (), round_code: str | None = None
) -> tuple[FoundText, ...]:
    """Texts of the effective returns that hold every word of the query, whatever its diacritics and case.

    The newest first, at most 500; an empty query finds all. Only what the actor may see. Raises UnknownRound.
    """
    wanted = stripped_key(query).split()
    with store.reading() as cursor:
        code = round_of(cursor, round_code).code if round_code else None
        found = _found(cursor, code, tuple(kinds) or tuple(TextKind), wanted)
    seen = (one for one in found if may(by, Action.SEE_RETURNS, one.filer.key))
    return tuple(one for one, _ in zip(seen, range(MOST_FOUND), strict=False))


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
            by_district.setdefault(_district_key(one), []).append(one)
    order = list(TextKind)
    return tuple(
        DistrictTexts(
            district=district,
            texts=tuple(sorted(by_district[district.key], key=lambda one: order.index(one.text.kind))),
        )
        for district in register.districts_on(round_.data_to)
        if district.key in by_district
    )


def _district_key(found: FoundText) -> str:
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
        if kind in kinds and all(word in text_key for word in wanted)
    )
