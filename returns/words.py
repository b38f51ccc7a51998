"""The words beside the figures: who filled the return, difficulties, proposals, models worth spreading.

Kept as texts of the return, so that they are searched, shown in review and collected by district for the report.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from unicodedata import normalize

import pyarrow as pa

from accounts import audit
from accounts.audit import Change
from accounts.model import Actor
from accounts.permissions import Action, require_of
from etl.names import stripped_key
from etl.register import Register, Unit, default_register
from etl.rounds import Round
from etl.seeding import insert
from etl.store import Cursor, Store
from returns.events import WordsWritten
from returns.faults import ReturnsFault, RoundFault
from returns.rounds import RoundState, round_of, settings_of
from returns.stored import ReturnHead, head_of

LONGEST_TEXT, LONGEST_LINE, MOST_TEXTS = 4000, 160, 200
PHONE = re.compile(r"\+?[0-9][0-9 .()-]{6,18}[0-9]")


class TextKind(StrEnum):
    """What a text of a return is."""

    FILLER_NAME = "filler_name"
    FILLER_POST = "filler_post"
    FILLER_PHONE = "filler_phone"
    DIFFICULTY = "difficulty"
    PROPOSAL = "proposal"
    MODEL = "model"


TEXT_KIND_NAMES: Mapping[TextKind, str] = {
    TextKind.FILLER_NAME: "Người lập báo cáo",
    TextKind.FILLER_POST: "Chức vụ",
    TextKind.FILLER_PHONE: "Điện thoại",
    TextKind.DIFFICULTY: "Khó khăn, vướng mắc",
    TextKind.PROPOSAL: "Đề xuất, kiến nghị",
    TextKind.MODEL: "Mô hình hay, cách làm mới",
}
FILLER = (TextKind.FILLER_NAME, TextKind.FILLER_POST, TextKind.FILLER_PHONE)
TOLD = (TextKind.DIFFICULTY, TextKind.PROPOSAL, TextKind.MODEL)


@dataclass(frozen=True, slots=True)
class ReturnText:
    """One text. `unit_key` is the commune it speaks of, "" when it speaks of the filing unit as a whole."""

    kind: TextKind
    text: str
    unit_key: str = ""


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
    kept = [(text, words) for text in texts if (words := _tidy(text))]
    relation = pa.table(
        {
            "return_number": pa.array([number] * len(kept), pa.int32()),
            "kind": pa.array([text.kind.value for text, _ in kept], pa.string()),
            "unit_key": pa.array([text.unit_key for text, _ in kept], pa.string()),
            "text": pa.array([words for _, words in kept], pa.string()),
            "text_key": pa.array([stripped_key(words) for _, words in kept], pa.string()),
        }
    )
    insert(cursor, "return_words", relation)


def texts_of(cursor: Cursor, number: int) -> tuple[ReturnText, ...]:
    """The texts of one version, who filled it first."""
    rows = cursor.execute("select kind, text, unit_key from return_words where return_number = ?", [number]).fetchall()
    found = [ReturnText(TextKind(kind), text, unit_key) for kind, text, unit_key in rows]
    order = list(TextKind)
    return tuple(sorted(found, key=lambda one: (order.index(one.kind), one.unit_key)))


def write_words(
    store: Store, number: int, texts: Sequence[ReturnText], *, by: Actor, now: datetime | None = None
) -> None:
    """Replace the texts of the last version without filing figures anew.

    Raises Forbidden, UnknownReturn, RoundFault (not open, not the last version), ReturnsFault.
    """

    def work(cursor: Cursor) -> None:
        head = head_of(cursor, number)
        require_of(by, Action.FILE_RETURN, head.unit_key, default_register())
        _refuse_late(cursor, head)
        checked_words(texts, head.unit_key)
        before = texts_of(cursor, number)
        cursor.execute("delete from return_words where return_number = ?", [number]).fetchall()
        append_words(cursor, number, texts)
        after = texts_of(cursor, number)
        if before == after:
            return
        event = WordsWritten(
            by=by,
            unit_key=head.unit_key,
            round=head.round_code,
            return_number=number,
            texts=len(after),
            changes=_changes(before, after),
        )
        audit.write(cursor, event, at=now)

    store.transact(work)


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
    name, words = TEXT_KIND_NAMES[text.kind], _tidy(text)
    limit = LONGEST_LINE if text.kind in FILLER else LONGEST_TEXT
    faults = []
    if len(words) > limit:
        faults.append(f"“{name}” dài {len(words)} ký tự, tối đa {limit}.")
    if text.kind is TextKind.FILLER_PHONE and words and not PHONE.fullmatch(words):
        faults.append(f"Số điện thoại “{words[:30]}” không đúng dạng, ví dụ 0912 345 678.")
    if text.unit_key and not _is_below(text.unit_key, filer_key, register):
        faults.append(f"“{name}” ghi cho một xã không thuộc đơn vị nộp.")
    return faults


def _is_below(unit_key: str, filer_key: str, register: Register) -> bool:
    known = {unit.key: unit for unit in register.units}
    unit = known.get(unit_key)
    return unit is not None and filer_key in (unit.key, unit.parent_key, unit.former_district_key)


def _tidy(text: ReturnText) -> str:
    """NFC, no control characters, spaces as one; paragraphs are kept where a text may have them."""
    words = "".join(c if c.isprintable() or c == "\n" else " " for c in normalize("NFC", text.text))
    lines = [" ".join(line.split()) for line in words.splitlines()]
    if text.kind in FILLER:
        return " ".join(line for line in lines if line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _changes(before: Sequence[ReturnText], after: Sequence[ReturnText]) -> tuple[Change, ...]:
    """Which kinds of text changed; the words themselves stay in the return, a telephone number is nobody's audit."""
    kinds = [k for k in TextKind if [t for t in before if t.kind is k] != [t for t in after if t.kind is k]]
    return tuple(
        Change(field=k.value, before=sum(t.kind is k for t in before), after=sum(t.kind is k for t in after))
        for k in kinds
    )
