"""A checked return accepted as the next revision, in one transaction with its facts, words and audit row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from accounts import audit
from accounts.clock import utc_now
from accounts.model import Actor
from accounts.permissions import Action, require_of
from etl import archive
from etl.checking import CheckedReturn
from etl.issues import Issue, Severity, issue
from etl.loading import Arrival, append_return, next_number
from etl.register import default_register
from etl.store import Cursor, Store
from returns.conflicts import settle
from returns.events import ReturnFiled
from returns.gate import filing_block
from returns.intake import check_upload
from returns.rounds import Way, round_of
from returns.stored import head_of, heads_of
from returns.words import ReturnText, append_words, carried, checked_words, replace_words, same_words, texts_of

LONGEST_ANSWER = 500
SEEN = "Đã xem, số liệu đúng như đã ghi."
"""What a tick says to a warning: kept and shown like any other answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingAnswer:
    """What became of one file. A duplicate is neither accepted again nor refused: its issue says so.

    `words_changed`: the file was there already, and only the words typed beside it were new and have been written.
    """

    checked: CheckedReturn
    accepted: bool
    duplicate: bool
    revision: int | None = None
    number: int | None = None
    words_changed: bool = False

    @property
    def refused(self) -> bool:
        """Whether the file was turned away because of errors."""
        return not self.accepted and not self.duplicate


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """What the sender adds when confirming: words beside the figures, and an answer per issue position (from 1).

    `texts` None: the workbook's words count, and those of the version before where it says nothing.
    """

    texts: tuple[ReturnText, ...] | None = None
    answers: Mapping[int, str] | None = None
    way: Way = Way.WORKBOOK


def file_upload(store: Store, data: bytes, file_name: str, *, by: Actor, now: datetime | None = None) -> FilingAnswer:
    """Check the bytes and, if nothing blocks, accept them. Raises Forbidden and StoreFault."""
    checked = check_upload(store, data, file_name, by=by)
    return accept(store, checked, data, by=by, now=now)


def accept(
    store: Store,
    checked: CheckedReturn,
    data: bytes,
    *,
    by: Actor,
    now: datetime | None = None,
    confirmed: Confirmation | None = None,
    fold: bool = True,
) -> FilingAnswer:
    """Accept a return that was checked from these bytes, or say why not. Changes all or nothing.

    `fold` False leaves the checkpoint to the caller, who accepts several and folds them all (`returns.batch`).
    Raises Forbidden, StoreFault, ReturnsFault (words that cannot be kept).
    """
    if any(found.severity is Severity.ERROR for found in checked.issues):
        return FilingAnswer(checked=checked, accepted=False, duplicate=False)
    if checked.round is None or checked.filing_unit is None:
        raise ValueError("a check without errors names its round and its unit")
    require_of(by, Action.FILE_RETURN, checked.filing_unit.key, default_register())
    told = confirmed or Confirmation()
    checked_words(told.texts or (), checked.filing_unit.key)
    archive.keep(store, data)
    submitted_at = now or utc_now()
    answer = store.transact(
        lambda cursor: _accept_in(cursor, checked, len(data), told, by=by, submitted_at=submitted_at)
    )
    if answer.accepted and fold:
        store.checkpoint()
    return answer


def _accept_in(
    cursor: Cursor, checked: CheckedReturn, size_bytes: int, told: Confirmation, *, by: Actor, submitted_at: datetime
) -> FilingAnswer:
    assert checked.round is not None and checked.filing_unit is not None
    already = _already_filed(cursor, checked, told, by=by, at=submitted_at)
    if already is not None:
        return already
    round_ = round_of(cursor, checked.round.code)
    block = filing_block(cursor, default_register(), round_, checked.filing_unit, told.way, at=submitted_at)
    if block is not None:
        refused = replace(checked, issues=(block, *checked.issues))
        return FilingAnswer(checked=refused, accepted=False, duplicate=False)
    number = next_number(cursor)
    before = heads_of(cursor, round_.code, checked.filing_unit.key)
    revision = 1 + before[0].revision if before else 1
    arrival = Arrival(
        number=number,
        revision=revision,
        size_bytes=size_bytes,
        submitted_at=submitted_at,
        submitted_by=by.login,
    )
    append_return(cursor, default_register(), checked, arrival)
    append_words(cursor, number, _words(cursor, checked, told, before[0].number if before else None))
    _append_answers(cursor, number, told.answers or {}, checked.issues)
    settle(cursor, round_)
    event = ReturnFiled(
        by=by,
        unit_key=checked.filing_unit.key,
        round=checked.round.code,
        return_number=number,
        file_sha256=checked.sha256,
        revision=revision,
        file_name=checked.file,
        reported_values=checked.values,
        warnings=len(checked.issues),
    )
    audit.write(cursor, event, at=submitted_at)
    return FilingAnswer(checked=checked, accepted=True, duplicate=False, revision=revision, number=number)


def unanswered(issues: Sequence[Issue], answers: Mapping[int, str]) -> tuple[int, ...]:
    """The positions (from 1) of the warnings that have neither a tick nor a reason yet."""
    warnings = (place for place, one in enumerate(issues, 1) if one.severity is Severity.WARNING)
    return tuple(place for place in warnings if not answers.get(place, "").strip())


def _append_answers(cursor: Cursor, number: int, answers: Mapping[int, str], issues: Sequence[Issue]) -> None:
    """Keep what the sender said to each warning, by its position among the return's issues."""
    for position, answer in sorted(answers.items()):
        words = " ".join(answer.split())[:LONGEST_ANSWER]
        if words and 1 <= position <= len(issues):
            cursor.execute("insert into issue_answer values (?, ?, ?)", [number, position, words]).fetchall()


def _words(cursor: Cursor, checked: CheckedReturn, told: Confirmation, before: int | None) -> tuple[ReturnText, ...]:
    """The words that are kept with a filing after the version `before`."""
    if told.texts is not None:
        return told.texts
    return carried(checked.texts, texts_of(cursor, before) if before is not None else ())


def _already_filed(
    cursor: Cursor, checked: CheckedReturn, told: Confirmation, *, by: Actor, at: datetime
) -> FilingAnswer | None:
    """The same bytes, or the same figures and words: nothing to file. New words beside the same bytes are written."""
    assert checked.round is not None and checked.filing_unit is not None
    same_bytes = cursor.execute(
        "select number, revision, submitted_at from return_ where sha256 = ?", [checked.sha256]
    ).fetchall()
    if same_bytes:
        head = head_of(cursor, same_bytes[0][0])
        if told.texts is None or not head.last or same_words(told.texts, texts_of(cursor, head.number)):
            return _duplicate(checked, "already_filed", same_bytes[0])
        replace_words(cursor, head, told.texts, by=by, now=at)
        return replace(_duplicate(checked, "words_changed", same_bytes[0]), words_changed=True)
    latest = cursor.execute(
        """
        select number, revision, submitted_at, content_hash
        from return_
        where round = ? and unit_key = ?
        order by revision desc
        limit 1
        """,
        [checked.round.code, checked.filing_unit.key],
    ).fetchall()
    if latest and latest[0][3] == checked.content_hash:
        number = int(latest[0][0])
        if same_words(_words(cursor, checked, told, number), texts_of(cursor, number)):
            return _duplicate(checked, "same_content", latest[0][:3])
    return None


def _duplicate(checked: CheckedReturn, code: str, found: tuple[int, int, datetime]) -> FilingAnswer:
    number, revision, submitted_at = found
    told: Issue = issue(code, revision=revision, submitted_at=f"{submitted_at:%d/%m/%Y}")
    return FilingAnswer(
        checked=replace(checked, issues=(*checked.issues, told)),
        accepted=False,
        duplicate=True,
        revision=revision,
        number=number,
    )
