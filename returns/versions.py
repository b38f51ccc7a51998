"""A unit and a round into every version it filed: what each changed, and its original bytes."""

from dataclasses import dataclass, replace
from datetime import datetime

from accounts import audit
from accounts.model import Actor
from accounts.permissions import Action, require_of
from etl import archive
from etl.checking import CheckedReturn
from etl.figures import Figure
from etl.issues import Issue
from etl.register import default_register
from etl.store import Cursor, Store
from indicators.catalogue import plan as plan_of
from returns.changes import Changes, changes_between, figures_of, word_changes
from returns.events import OriginalRead
from returns.faults import ReturnsFault, UnknownReturn
from returns.rounds import round_of
from returns.stored import ReturnHead, cells_of, head_of, heads_of, issues_of
from returns.words import ReturnText, carried, texts_of


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of a reviewer. Times are UTC."""

    decision: str
    reason: str
    decided_by: str
    decided_by_name: str
    decided_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version with what was decided on it, the first decision first."""

    head: ReturnHead
    decisions: tuple[Decision, ...]
    warnings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedReturn:
    """One version opened to be read: figures, issues of its check, the sender's answers to them, its words."""

    version: Version
    figures: dict[tuple[str, str], Figure]
    issues: tuple[Issue, ...]
    answers: dict[int, str]
    texts: tuple[ReturnText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalFile:
    """Bytes exactly as they came, the sender's name for them, and what they are."""

    data: bytes
    file_name: str
    content_type: str


ENTRY_TYPE = "application/json"
CONTENT_TYPES = {
    b"PK": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    b"\xd0\xcf": "application/vnd.ms-excel",
    b"{": ENTRY_TYPE,
}


def versions(store: Store, round_code: str, unit_key: str, *, by: Actor) -> tuple[Version, ...]:
    """Every version of a unit in a round, the latest first; () when nothing was filed.

    Raises Forbidden, UnknownRound.
    """
    with store.reading() as cursor:
        require_of(by, Action.SEE_RETURNS, unit_key, default_register())
        round_ = round_of(cursor, round_code)
        return tuple(_version(cursor, head) for head in heads_of(cursor, round_.code, unit_key))


def opened(store: Store, number: int, *, by: Actor) -> OpenedReturn:
    """One version with everything in it. Raises Forbidden, UnknownReturn."""
    with store.reading() as cursor:
        head = _seen_head(cursor, number, by)
        rows = cursor.execute("select position, answer from issue_answer where return_number = ?", [number]).fetchall()
        return OpenedReturn(
            version=_version(cursor, head),
            figures=_figures(cursor, number),
            issues=issues_of(cursor, number),
            answers={int(position): str(answer) for position, answer in rows},
            texts=texts_of(cursor, number),
        )


def changes_of_versions(store: Store, before: int, after: int, *, by: Actor) -> Changes:
    """What changed from one stored version to another of the same round and unit.

    Raises Forbidden, UnknownReturn, ReturnsFault.
    """
    with store.reading() as cursor:
        old, new = _seen_head(cursor, before, by), _seen_head(cursor, after, by)
        if (old.round_code, old.unit_key) != (new.round_code, new.unit_key):
            raise ReturnsFault("Chỉ so sánh được hai lần nộp của cùng một đơn vị trong cùng một kỳ.")
        plan = plan_of(round_of(cursor, new.round_code).plan)
        found = changes_between(default_register(), plan, _figures(cursor, before), _figures(cursor, after))
        told = word_changes(default_register(), texts_of(cursor, before), texts_of(cursor, after))
    return replace(found, words=told)


def changes_before_filing(store: Store, checked: CheckedReturn, *, by: Actor) -> Changes | None:
    """What a checked return would change in the unit's last version; None when it would be the first.

    Raises Forbidden.
    """
    if checked.plan is None or checked.round is None or checked.filing_unit is None:
        return None
    unit_key = checked.filing_unit.key
    require_of(by, Action.CHECK_RETURN, unit_key, default_register())
    with store.reading() as cursor:
        filed = heads_of(cursor, checked.round.code, unit_key)
        if not filed:
            return None
        before, told = _figures(cursor, filed[0].number), texts_of(cursor, filed[0].number)
    found = changes_between(default_register(), checked.plan, before, figures_of(checked))
    return replace(found, words=word_changes(default_register(), told, carried(checked.texts, told)))


def original_of(store: Store, number: int, *, by: Actor, now: datetime | None = None) -> OriginalFile:
    """The original bytes of one version; that somebody took them is kept.

    Raises Forbidden, UnknownReturn (also when the archive has lost the file).
    """

    def work(cursor: Cursor) -> ReturnHead:
        head = _seen_head(cursor, number, by)
        event = OriginalRead(
            by=by,
            unit_key=head.unit_key,
            round=head.round_code,
            return_number=number,
            file_sha256=head.sha256,
            file_name=head.file_name,
        )
        audit.write(cursor, event, at=now)
        return head

    head = store.transact(work)
    try:
        data = archive.original(store, head.sha256)
    except FileNotFoundError as gone:
        raise UnknownReturn(
            f"Kho lưu không còn tệp gốc của báo cáo số {number}; hãy phục hồi từ bản sao lưu."
        ) from gone
    kind = next((kind for start, kind in CONTENT_TYPES.items() if data.startswith(start)), "application/octet-stream")
    return OriginalFile(data=data, file_name=head.file_name, content_type=kind)


def _seen_head(cursor: Cursor, number: int, by: Actor) -> ReturnHead:
    head = head_of(cursor, number)
    require_of(by, Action.SEE_RETURNS, head.unit_key, default_register())
    return head


def _version(cursor: Cursor, head: ReturnHead) -> Version:
    rows = cursor.execute(
        """
        select
            review.decision, review.reason, review.decided_by,
            coalesce(account.name, review.decided_by), review.decided_at
        from review
        left join account on account.login = review.decided_by
        where review.return_number = ?
        order by review.decided_at
        """,
        [head.number],
    ).fetchall()
    counted = "select count(*) from return_issue where return_number = ? and severity = 'warning'"
    warnings = int(cursor.execute(counted, [head.number]).fetchall()[0][0])
    return Version(head=head, decisions=tuple(Decision(*row) for row in rows), warnings=warnings)


def _figures(cursor: Cursor, number: int) -> dict[tuple[str, str], Figure]:
    return {key: cell.figure for key, cell in cells_of(cursor, number).items()}
