"""What an officer asks and a unit answers, from forms into the store; nothing is lost when something is missing."""

from datetime import timedelta
from functools import partial

import streamlit as st

from accounts.model import Actor
from etl.store import Store
from pages.ui import filters, frame, links, look, meeting_words
from pages.ui.frame import Asked
from pages.ui.heading_parts import for_screen, section
from pages.ui.markup import note, tag
from pages.ui.saving import attempt
from pages.ui.standing_parts import value_text
from reports.explaining import Askable, ExplanationRow, ExplanationsView, ask_behind
from reports.views import Standing
from returns.explaining import Answer, accept, answer, withdraw

ANSWER_DAYS = 7
TURN = "ask.turn"


def ask_form(asked: Asked, view: ExplanationsView, *, by: Actor) -> None:
    """Ask districts about an indicator they are behind on. Shows nothing to who may not ask."""
    if not view.askable:
        return
    look.show(for_screen(section(meeting_words.ASK, meeting_words.ASK_SAID)))
    by_code = {one.indicator.code: one for one in view.askable}
    code = filters.pick(
        meeting_words.INDICATORS,
        {code: f"{code} {one.indicator.short_name} ({len(one.districts)} huyện)" for code, one in by_code.items()},
        key=links.INDICATOR_KEY,
        default=view.askable[0].indicator.code,
    )
    _ask(asked, by_code[code], by=by)


def _ask(asked: Asked, chosen: Askable, *, by: Actor) -> None:
    names = {row.scope_key: _behind(row) for row in chosen.districts}
    wanted = filters.asked(links.DISTRICT_KEY)
    code = chosen.indicator.code
    with st.form(f"ask.{code}", border=False):
        keys = st.multiselect(
            meeting_words.WHOM,
            list(names),
            [wanted] if wanted in names else [],
            format_func=lambda key: names[key],
            placeholder=meeting_words.WHOM_NONE,
            key=f"ask.whom.{code}.{wanted}.{st.session_state.get(TURN, 0)}",
        )
        words = st.text_area(meeting_words.QUESTION, meeting_words.QUESTION_WORDS, key=f"ask.words.{code}", height=90)
        left, right = st.columns((1, 3), vertical_alignment="bottom")
        with left:
            last = frame.today() + timedelta(days=ANSWER_DAYS)
            due = st.date_input(
                meeting_words.ANSWER_BY, last, format="DD/MM/YYYY", min_value=frame.today(), key="ask.due"
            )
        with right:
            sent = st.form_submit_button(meeting_words.SEND, type="primary")
    if not sent:
        return
    work = partial(
        ask_behind,
        asked.store,
        plan_code=asked.plan.code,
        day=asked.day,
        indicator_code=code,
        unit_keys=tuple(keys),
        words=words,
        due=due,
        by=by,
    )
    if attempt(work, f"Đã gửi yêu cầu tới {len(keys)} đơn vị."):
        st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    st.rerun()


def _behind(row: Standing) -> str:
    silent = {unit.key for unit in row.not_reported}
    unmet = sum(unit.key not in silent for unit in row.unmet)
    return f"{row.scope_name}: {value_text(row.judgement.value_pct)}, {unmet} xã chưa đạt"


def answer_form(store: Store, row: ExplanationRow, *, by: Actor) -> None:
    """The unit's answer, begun from the last one it gave. Shows nothing to who may not answer."""
    if not row.may_answer:
        return
    given, number = row.thread.answer, row.thread.number
    look.show(for_screen(tag("h4", meeting_words.ANSWER, cls="head")))
    with st.form(f"answer.{number}", border=False):
        reason = st.text_area(meeting_words.REASON, given.words if given else "", key=f"answer.reason.{number}")
        measure = st.text_area(meeting_words.MEASURE, given.measure if given else "", key=f"answer.measure.{number}")
        left, right = st.columns(2)
        with left:
            last = given.day if given else None
            done_by = st.date_input(meeting_words.DONE_BY, last, format="DD/MM/YYYY", key=f"answer.day.{number}")
        with right:
            person = st.text_input(meeting_words.PERSON, given.person if given else "", key=f"answer.who.{number}")
        sent = st.form_submit_button(meeting_words.SEND_ANSWER, type="primary")
    if not sent:
        return
    if done_by is None:
        look.show(note(meeting_words.NO_DONE_BY, "error"))
        return
    said = Answer(reason=reason, measure=measure, done_by=done_by, person=person)
    attempt(partial(answer, store, number, said, by=by), meeting_words.ANSWERED)
    st.rerun()


def decide_form(store: Store, row: ExplanationRow, *, by: Actor) -> None:
    """Take the answer, or take the question back. Shows nothing to who may not."""
    number = row.thread.number
    if row.may_accept and st.button(meeting_words.ACCEPT, type="primary", key=f"accept.{number}"):
        attempt(partial(accept, store, number, by=by), meeting_words.ACCEPTED)
        st.rerun()
    if row.may_withdraw:
        with st.form(f"withdraw.{number}", border=False):
            why = st.text_input(meeting_words.WITHDRAW_WHY, key=f"withdraw.why.{number}")
            if st.form_submit_button(meeting_words.WITHDRAW):
                attempt(partial(withdraw, store, number, why, by=by), meeting_words.WITHDRAWN)
                st.rerun()
