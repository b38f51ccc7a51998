"""The words beside the figures: who filled the return, difficulties, proposals, models worth spreading.

Kept as texts of the return, so that they are searched, shown in review and collected by district for the report.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts import audit
from accounts.audit import Change
from accounts.model import Actor
from accounts.permissions import Action, require_of
from etl.names import stripped_key
from etl.register import Register, Unit, default_register
from etl.rounds import Round
from etl.seeding import insert_few
from etl.store import Cursor, Store
from etl.told import ReturnText, is_phone, longest, tidied, tidy
from indicators.texts import FILLER, TEXT_KIND_NAMES, TOLD, TextKind
from returns.events import WordsWritten
from returns.faults import ReturnsFault, RoundFault
from returns.rounds import RoundState, round_of, settings_of
from returns.stored import ReturnHead, head_of

__all__ = [
    "FILLER",
    "TEXT_KIND_NAMES",
    "TOLD",
    "DistrictTexts",
    "FoundText",
    "ReturnText",
    "TextKind",
    "append_words",
    "carried",
    "checked_words",
    "replace_words",
    "same_words",
    "texts_of",
    "words_of",
    "write_words",
]

MOST_TEXTS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundText:
    """A text with the return it stands in and the unit it speaks of."""

    text: ReturnText
    unit: Unit
    filer: Unit
    round: Round
    return_number: int
    submitted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictTexts:
    """What one district and its communes wrote, for the report."""

    district: Unit
    texts: tuple[FoundText, ...]


def checked_words(texts: Sequence[ReturnText], filer_key: str) -> None:
    """Raises ReturnsFault naming every text that cannot be kept."""
    register = default_register()
    faults = [fault for text in texts for fault in _faults(text, filer_key, register)]
    if len(texts) > MOST_TEXTS:
        faults.append(f"Có {len(texts)} mục, tối đa {MOST_TEXTS}.")
    if faults:
        raise ReturnsFault(" ".join(dict.fromkeys(faults)))


def append_words(cursor: Cursor, number: int, texts: Sequence[ReturnText]) -> None:
    """Write the texts of a return inside the caller's transaction; blank ones are left out."""
    kept = tidied(texts)
    insert_few(
        cursor,
        "return_words",
        [
            ("integer", [number] * len(kept)),
            ("varchar", [text.kind.value for text in kept]),
            ("varchar", [text.unit_key for text in kept]),
            ("varchar", [text.text for text in kept]),
            ("varchar", [stripped_key(text.text) for text in kept]),
        ],
    )


def carried(said: Sequence[ReturnText], before: Sequence[ReturnText]) -> tuple[ReturnText, ...]:
    """The words of a new version: what its workbook says, in place of the last version's.

    Who filled it and what is told are two parts: a part of which the workbook says nothing stays as it was, so that
    a corrected workbook does not take words away that were typed on screen.
    """
    new, old = tidied(said), tidied(before)
    return tuple(
        one
        for kinds in (FILLER, TOLD)
        for one in ([one for one in new if one.kind in kinds] or [one for one in old if one.kind in kinds])
    )


def same_words(one: Sequence[ReturnText], other: Sequence[ReturnText]) -> bool:
    """Whether two lists of texts are kept as the same words."""
    return tidied(one) == tidied(other)


def texts_of(cursor: Cursor, number: int) -> tuple[ReturnText, ...]:
    """The texts of one version, who filled it first."""
    rows = cursor.execute("select kind, text, unit_key from return_words where return_number = ?", [number]).fetchall()
    return tidied(ReturnText(TextKind(kind), text, unit_key) for kind, text, unit_key in rows)


def write_words(
    store: Store, number: int, texts: Sequence[ReturnText], *, by: Actor, now: datetime | None = None
) -> None:
    """Replace the texts of the last version without filing figures anew.

    Raises Forbidden, UnknownReturn, RoundFault (not open, not the last version), ReturnsFault.
    """

    def work(cursor: Cursor) -> None:
        head = head_of(cursor, number)
        require_of(by, Action.FILE_RETURN, head.unit_key, default_register())
        replace_words(cursor, head, texts, by=by, now=now)

    store.transact(work)


def replace_words(
    cursor: Cursor, head: ReturnHead, texts: Sequence[ReturnText], *, by: Actor, now: datetime | None = None
) -> None:
    """Put these texts in the place of a version's, with their audit row, inside the caller's transaction.

    The caller has asked for permission. Raises RoundFault, ReturnsFault.
    """
    _refuse_late(cursor, head)
    checked_words(texts, head.unit_key)
    before = texts_of(cursor, head.number)
    if same_words(before, texts):
        return
    cursor.execute("delete from return_words where return_number = ?", [head.number]).fetchall()
    append_words(cursor, head.number, texts)
    after = texts_of(cursor, head.number)
    event = WordsWritten(
        by=by,
        unit_key=head.unit_key,
        round=head.round_code,
        return_number=head.number,
        texts=len(after),
        changes=_changes(before, after),
    )
    audit.write(cursor, event, at=now)


def words_of(store: Store, number: int, *, by: Actor) -> tuple[ReturnText, ...]:
    """The texts of one version. Raises Forbidden, UnknownReturn."""
    with store.reading() as cursor:
        require_of(by, Action.SEE_RETURNS, head_of(cursor, number).unit_key, default_register())
        return texts_of(cursor, number)


def _refuse_late(cursor: Cursor, head: ReturnHead) -> None:
    round_ = round_of(cursor, head.round_code)
    if not head.last:
        raise RoundFault(f"Lần nộp {head.revision} đã có bản sau thay thế; hãy sửa ở bản mới nhất.")
    if settings_of(cursor, round_).state is not RoundState.OPEN:
        raise RoundFault(f"Kỳ {round_.name} không còn nhận báo cáo nên không sửa được phần lời.")


def _faults(text: ReturnText, filer_key: str, register: Register) -> list[str]:
    name, words = TEXT_KIND_NAMES[text.kind], tidy(text.kind, text.text)
    limit = longest(text.kind)
    faults = []
    if len(words) > limit:
        faults.append(f"“{name}” dài {len(words)} ký tự, tối đa {limit}.")
    if text.kind is TextKind.FILLER_PHONE and words and not is_phone(words):
        faults.append(f"Số điện thoại “{words[:30]}” không đúng dạng, ví dụ 0912 345 678.")
    if text.unit_key and not _is_below(text.unit_key, filer_key, register):
        faults.append(f"“{name}” ghi cho một xã không thuộc đơn vị nộp.")
    return faults


def _is_below(unit_key: str, filer_key: str, register: Register) -> bool:
    known = {unit.key: unit for unit in register.units}
    unit = known.get(unit_key)
    return unit is not None and filer_key in (unit.key, unit.parent_key, unit.former_district_key)


def _changes(before: Sequence[ReturnText], after: Sequence[ReturnText]) -> tuple[Change, ...]:
    """Which kinds of text changed; the words themselves stay in the return, a telephone number is nobody's audit."""
    kinds = [k for k in TextKind if [t for t in before if t.kind is k] != [t for t in after if t.kind is k]]
    return tuple(
        Change(field=k.value, before=sum(t.kind is k for t in before), after=sum(t.kind is k for t in after))
        for k in kinds
    )
