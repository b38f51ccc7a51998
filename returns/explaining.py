"""A question or an answer into one more entry of its thread, with its permission and its audit row."""

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from accounts import audit
from accounts.audit import Event
from accounts.clock import utc_now
from accounts.model import Actor
from accounts.permissions import Action, require_of
from etl.register import Level, default_register
from etl.rounds import Round
from etl.store import Cursor, Store
from indicators.catalogue import plan as plan_of
from returns.completeness import VIETNAM
from returns.events.explanations import (
    ExplanationAccepted,
    ExplanationAnswered,
    ExplanationAsked,
    ExplanationWithdrawn,
)
from returns.explanations import STATE_NAMES, Explanation, ExplanationFault, Step, find
from returns.rounds import round_of

MOST_LETTERS = 2000
PERSON_LETTERS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What an officer asks: of which unit, about which indicator of which round, to be answered by when.

    `standing` says in words where the indicator stood; it is kept as it was when the thread began.
    """

    round: str
    indicator: str
    unit_key: str
    words: str
    due: date
    standing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a unit says: why, what it does about it, until when, and who answers for it."""

    reason: str
    measure: str
    done_by: date
    person: str


def ask(store: Store, question: Question, *, by: Actor, now: datetime | None = None) -> int:
    """Ask, or ask again in the same thread; gives back the thread's number.

    Raises Forbidden, UnknownRound, ExplanationFault.
    """
    words = said(question.words, "nội dung cần giải trình")
    at = now or utc_now()

    def work(cursor: Cursor) -> int:
        require_of(by, Action.ASK_EXPLANATION, question.unit_key, default_register())
        round_ = round_of(cursor, question.round)
        _refuse_wrong(question, round_, today=(at + VIETNAM).date())
        number = _thread(cursor, question, round_.plan)
        _add(cursor, number, Step.ASKED, words, by=by, at=at, day=question.due)
        event = ExplanationAsked(
            by=by,
            unit_key=question.unit_key,
            round=round_.code,
            explanation=number,
            indicator=question.indicator,
            question=words,
            due=question.due.isoformat(),
        )
        audit.write(cursor, event, at=at)
        return number

    return store.transact(work)


def answer(store: Store, number: int, given: Answer, *, by: Actor, now: datetime | None = None) -> None:
    """Answer for the own unit, or correct the answer until it is taken. Raises Forbidden, ExplanationFault."""
    reason = said(given.reason, "nguyên nhân")
    measure = said(given.measure, "biện pháp")
    person = said(given.person, "người chịu trách nhiệm", most=PERSON_LETTERS)
    at = now or utc_now()

    def work(cursor: Cursor) -> None:
        thread = find(cursor, number)
        require_of(by, Action.ANSWER_EXPLANATION, thread.unit_key, default_register())
        _refuse_unless(thread, Step.ASKED, Step.ANSWERED)
        _add(cursor, number, Step.ANSWERED, reason, by=by, at=at, measure=measure, day=given.done_by, person=person)
        event = ExplanationAnswered(
            by=by,
            unit_key=thread.unit_key,
            round=thread.round,
            explanation=number,
            indicator=thread.indicator,
            reason=reason,
            measure=measure,
            done_by=given.done_by.isoformat(),
            person=person,
        )
        audit.write(cursor, event, at=at)

    store.transact(work)


def accept(store: Store, number: int, *, by: Actor, now: datetime | None = None) -> None:
    """Take the answer as it is: it can no longer be corrected. Raises Forbidden, ExplanationFault."""
    at = now or utc_now()

    def work(cursor: Cursor) -> None:
        thread = _asked_by_board(cursor, number, by)
        _refuse_unless(thread, Step.ANSWERED)
        _add(cursor, number, Step.ACCEPTED, "", by=by, at=at)
        event = ExplanationAccepted(
            by=by, unit_key=thread.unit_key, round=thread.round, explanation=number, indicator=thread.indicator
        )
        audit.write(cursor, event, at=at)

    store.transact(work)


def withdraw(store: Store, number: int, reason: str, *, by: Actor, now: datetime | None = None) -> None:
    """Take a question back that waits for its answer. Raises Forbidden, ExplanationFault."""
    why = said(reason, "lý do rút yêu cầu")
    at = now or utc_now()

    def work(cursor: Cursor) -> None:
        thread = _asked_by_board(cursor, number, by)
        _refuse_unless(thread, Step.ASKED)
        _add(cursor, number, Step.WITHDRAWN, why, by=by, at=at)
        event: Event = ExplanationWithdrawn(
            by=by,
            unit_key=thread.unit_key,
            round=thread.round,
            explanation=number,
            indicator=thread.indicator,
            reason=why,
        )
        audit.write(cursor, event, at=at)

    store.transact(work)


def said(typed: str, what: str, *, most: int = MOST_LETTERS) -> str:
    """Typed words in composed letters without control characters. Raises ExplanationFault when empty or too long."""
    composed = unicodedata.normalize("NFC", typed)
    kept = "".join(letter if letter == "\n" or unicodedata.category(letter)[0] != "C" else " " for letter in composed)
    words = "\n".join(filter(None, (" ".join(line.split()) for line in kept.split("\n"))))
    if not words:
        raise ExplanationFault(f"Cần ghi {what}.")
    if len(words) > most:
        raise ExplanationFault(f"Phần {what} dài {len(words)} ký tự; tối đa {most}.")
    return words


def _refuse_wrong(question: Question, round_: Round, *, today: date) -> None:
    if plan_of(round_.plan).find(question.indicator) is None:
        raise ExplanationFault(f"Không có chỉ tiêu “{question.indicator}” trong {round_.name}.")
    districts = {district.key for district in default_register().districts_on(round_.data_to)}
    unit = default_register().get(question.unit_key)
    if unit.key not in districts and not (unit.level is Level.COMMUNE and unit.in_force(round_.data_to)):
        raise ExplanationFault(f"{unit.full_name} không có trong địa giới của {round_.name}.")
    if question.due < today:
        raise ExplanationFault(f"Hạn giải trình {question.due:%d/%m/%Y} đã qua; hãy chọn từ hôm nay trở đi.")


def _asked_by_board(cursor: Cursor, number: int, by: Actor) -> Explanation:
    thread = find(cursor, number)
    require_of(by, Action.ASK_EXPLANATION, thread.unit_key, default_register())
    return thread


def _refuse_unless(thread: Explanation, *allowed: Step) -> None:
    if thread.state not in allowed:
        states = " hoặc ".join(f"“{STATE_NAMES[step]}”" for step in allowed)
        raise ExplanationFault(f"Yêu cầu này đang ở trạng thái “{thread.state_name}”; chỉ làm được khi {states}.")


def _thread(cursor: Cursor, question: Question, plan_code: str) -> int:
    """The number of the question's thread, begun where there is none."""
    known = cursor.execute(
        "select number from explanation where round = ? and indicator = ? and unit_key = ?",
        [question.round, question.indicator, question.unit_key],
    ).fetchall()
    if known:
        return int(known[0][0])
    number = int(cursor.execute("select coalesce(max(number), 0) + 1 from explanation").fetchall()[0][0])
    cursor.execute(
        "insert into explanation values (?, ?, ?, ?, ?, ?)",
        [number, plan_code, question.round, question.indicator, question.unit_key, question.standing],
    ).fetchall()
    return number


def _add(
    cursor: Cursor,
    number: int,
    step: Step,
    words: str,
    *,
    by: Actor,
    at: datetime,
    measure: str = "",
    day: date | None = None,
    person: str = "",
) -> None:
    last = "select coalesce(max(position), 0) + 1 from explanation_entry where explanation = ?"
    position = int(cursor.execute(last, [number]).fetchall()[0][0])
    cursor.execute(
        "insert into explanation_entry values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [number, position, step.value, words, measure, day, person, by.login, at],
    ).fetchall()
