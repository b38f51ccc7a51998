"""Explanations beside the figures they are about: what may be asked, what was said, and the notes of the tables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from accounts.model import Account, Actor
from accounts.permissions import Action, allowed, role_may
from etl.register import Unit, default_register
from etl.store import Store
from indicators.formatting import date_vi, number_vi, percent_vi
from indicators.model import Indicator
from reports.access import seen_scope
from reports.freshness import BELIEVED_S, Remembered, marks
from reports.heading import filings_of, heading_of
from reports.overview import BEHIND
from reports.picture import PROVINCE, Picture
from reports.source import judge_of
from reports.standing import Judge
from reports.views import Heading, Standing
from returns.explaining import Question, ask
from returns.explanations import Explanation, ExplanationFault, Step, explanations_for

Remarks = Mapping[tuple[str, str], str]
"""Words for a note, by scope (PROVINCE or a unit's key) and indicator code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationRow:
    """One thread with the names of what it is about, where the indicator stands now, and what the reader may do.

    `now` is None where the unit is not in this picture.
    """

    thread: Explanation
    indicator: Indicator
    unit_name: str
    now: Standing | None
    days_overdue: int
    may_answer: bool
    may_accept: bool
    may_withdraw: bool
    may_ask_again: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Askable:
    """An indicator that some districts are behind on: those districts, the lowest value first."""

    indicator: Indicator
    districts: tuple[Standing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationsView:
    """Giải trình of one round: the threads (waiting ones first), and what an officer may still ask about."""

    heading: Heading
    rows: tuple[ExplanationRow, ...]
    askable: tuple[Askable, ...]

    def count(self, step: Step) -> int:
        """How many threads stand at a step."""
        return sum(row.thread.state is step for row in self.rows)

    @property
    def overdue(self) -> int:
        """How many answers are late."""
        return sum(bool(row.days_overdue) for row in self.rows)


ORDER = (Step.ASKED, Step.ANSWERED, Step.ACCEPTED, Step.WITHDRAWN)


def explanations_view(store: Store, account: Account, *, plan_code: str, day: date, today: date) -> ExplanationsView:
    """The threads whose units the account may see. Only who may ask gets something to ask. Raises Forbidden."""
    judge = judge_of(store, plan_code, day)
    picture = judge.picture
    scope = seen_scope(account, picture)
    rows = _rows(store, judge, account, scope, today)
    may_ask = role_may(account.role, Action.ASK_EXPLANATION) and picture.current is not None
    districts = _districts(picture, scope)
    askable = (_askable(judge.of_district(i, d) for d in districts) for i in picture.plan.indicator if may_ask)
    return ExplanationsView(
        heading=heading_of(picture, filings_of(store, picture), scope),
        rows=tuple(sorted(rows, key=lambda row: (ORDER.index(row.thread.state), row.thread.question.day or day))),
        askable=tuple(one for one in askable if one is not None),
    )


def explained_beside(
    store: Store,
    account: Account,
    *,
    plan_code: str,
    day: date,
    today: date,
    indicator_code: str | None = None,
    unit_key: str | None = None,
) -> tuple[ExplanationRow, ...]:
    """The threads of one indicator, or of one district, for beside its figures; none taken back. Raises Forbidden."""
    judge = judge_of(store, plan_code, day)
    rows = _rows(store, judge, account, seen_scope(account, judge.picture), today)
    return tuple(
        row
        for row in rows
        if indicator_code in (None, row.indicator.code)
        and unit_key in (None, row.thread.unit_key)
        and row.thread.state is not Step.WITHDRAWN
    )


def _rows(store: Store, judge: Judge, account: Account, scope: str, today: date) -> list[ExplanationRow]:
    by_key = {district.key: district for district in judge.picture.districts}
    rows = []
    for thread in threads_of(store, judge.picture):
        indicator = judge.picture.plan.find(thread.indicator)
        if indicator is None or scope not in (PROVINCE, thread.unit_key):
            continue
        district = by_key.get(thread.unit_key)
        may_ask = allowed(account, Action.ASK_EXPLANATION, thread.unit_key, default_register())
        may_answer = allowed(account, Action.ANSWER_EXPLANATION, thread.unit_key, default_register())
        row = ExplanationRow(
            thread=thread,
            indicator=indicator,
            unit_name=default_register().get(thread.unit_key).full_name,
            now=judge.of_district(indicator, district) if district else None,
            days_overdue=thread.days_overdue(today),
            may_answer=may_answer and thread.state in (Step.ASKED, Step.ANSWERED),
            may_accept=may_ask and thread.state is Step.ANSWERED,
            may_withdraw=may_ask and thread.state is Step.ASKED,
            may_ask_again=may_ask and thread.state is not Step.ASKED,
        )
        rows.append(row)
    return rows


def ask_behind(
    store: Store,
    *,
    plan_code: str,
    day: date,
    indicator_code: str,
    unit_keys: tuple[str, ...],
    words: str,
    due: date,
    by: Actor,
) -> tuple[int, ...]:
    """Ask districts about an indicator they are behind on; gives back the threads' numbers.

    Raises Forbidden, and ExplanationFault for a district that is not behind: nothing is asked then.
    """
    judge = judge_of(store, plan_code, day)
    picture = judge.picture
    indicator = picture.plan.find(indicator_code)
    if indicator is None or picture.current is None:
        raise ExplanationFault(f"Không có chỉ tiêu “{indicator_code}” trong kỳ đang xem.")
    if not unit_keys:
        raise ExplanationFault("Cần chọn ít nhất một đơn vị để yêu cầu giải trình.")
    by_key = {district.key: district for district in picture.districts}
    asked = []
    for key in unit_keys:
        standing = judge.of_district(indicator, by_key[key]) if key in by_key else None
        if standing is None or standing.judgement.status not in BEHIND:
            name = standing.scope_name if standing else f"Đơn vị {key}"
            raise ExplanationFault(f"{name} không chậm ở chỉ tiêu {indicator.code} nên không có gì để giải trình.")
        asked.append(standing)
    return tuple(
        ask(
            store,
            Question(
                round=picture.current.code,
                indicator=indicator.code,
                unit_key=standing.scope_key,
                words=words,
                due=due,
                standing=standing_words(standing),
            ),
            by=by,
        )
        for standing in asked
    )


def standing_words(row: Standing) -> str:
    """Where a district stands: "60,00%, ✗ 2025 · ↑ 2030; chưa đạt 2 xã: Xã A, Xã B"."""
    told = f"{percent_vi(row.judgement.value_pct)}, {row.label}"
    silent = {unit.key for unit in row.not_reported}
    unmet = [unit.full_name for unit in row.unmet if unit.key not in silent]
    if unmet:
        told += f"; chưa đạt {number_vi(len(unmet))} xã: {', '.join(unmet)}"
    if silent:
        told += f"; chưa báo cáo {number_vi(len(silent))} xã: {', '.join(u.full_name for u in row.not_reported)}"
    return told


def threads_of(store: Store, picture: Picture) -> tuple[Explanation, ...]:
    """The threads of the picture's round."""
    if picture.current is None:
        return ()
    plan, code = picture.plan.code, picture.current.code
    about = (plan, code, marks(store, believed_s=BELIEVED_S).threads)
    return _threads.get(store, about, lambda cursor: explanations_for(cursor, plan, code))


def remarks_of(threads: tuple[Explanation, ...]) -> Remarks:
    """The threads as words for the notes: each unit's own, and for the province how many have answered."""
    remarks: dict[tuple[str, str], str] = {}
    for thread in threads:
        words = remark_words(thread)
        if words:
            remarks[thread.unit_key, thread.indicator] = words
    for code in dict.fromkeys(thread.indicator for thread in threads):
        told = [t for t in threads if t.indicator == code and remark_words(t)]
        if told:
            answered = sum(t.answer is not None and t.state is not Step.ASKED for t in told)
            remarks[PROVINCE, code] = f"giải trình: {answered}/{len(told)} đơn vị đã trả lời"
    return remarks


def remark_words(thread: Explanation) -> str:
    """What a table's note says of one thread; "" for a question that was taken back unanswered."""
    given = thread.answer
    if given is not None:
        parts = (
            f"giải trình: {_line(given.words)}",
            f"biện pháp: {_line(given.measure)}",
            f"xong {date_vi(given.day)}",
            given.person,
        )
        return "; ".join(parts)
    return f"chờ giải trình (hạn {date_vi(thread.question.day)})" if thread.state is Step.ASKED else ""


def _line(words: str) -> str:
    return "; ".join(line.rstrip(" .;") for line in words.splitlines())


def _districts(picture: Picture, scope: str) -> tuple[Unit, ...]:
    return tuple(district for district in picture.districts if scope in (PROVINCE, district.key))


def _askable(standings: Iterable[Standing]) -> Askable | None:
    behind = [row for row in standings if row.judgement.status in BEHIND]
    if not behind:
        return None
    ordered = sorted(behind, key=lambda row: row.judgement.value_pct or 0)
    return Askable(indicator=behind[0].indicator, districts=tuple(ordered))


_threads: Remembered[tuple[Explanation, ...]] = Remembered()
