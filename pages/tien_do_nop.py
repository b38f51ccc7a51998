"""Tiến độ nộp: units × rounds, the on-time share of every round, who is late by how much, whom to remind."""

import streamlit as st

from accounts.permissions import Action, allowed
from etl.register import default_register
from pages.ui import cache, frame, look, meeting_cache, progress_parts, session
from pages.ui import returns_words as words
from pages.ui.frame import Asked
from pages.ui.markup import Html, empty, note, tag
from returns.progress import reminder


def render() -> None:
    """Show the screen."""
    with frame.faults_told():
        asked = frame.begin(words.PROGRESS)
        if asked.round is None:
            look.show(empty(words.NO_ROUND, words.NO_ROUND_THEN))
            return
        viewer = session.current()
        every_round = cache.marks(asked.store).shown(asked.plan.code)
        found = meeting_cache.filings(asked.store_path, every_round, asked.reader, asked.plan.code, frame.today())
        chosen = next(one for one in found.rounds if one.round.code == asked.round.code)
        if not chosen.units:
            look.show(empty(words.NO_UNIT_SEEN, words.NO_UNIT_SEEN_THEN))
            return
        look.show(progress_parts.heading(chosen, asked.plan.short_name, sample=viewer.sample))
        reviews = allowed(asked.account, Action.REVIEW_RETURN, asked.account.scope_key, default_register())
        if reviews:
            _remind(asked, asked.round.code)
        look.show(_part(words.LATE_LIST, words.LATE_LIST_SAID) + progress_parts.late(chosen))
        look.show(_part(words.BY_ROUND, "") + progress_parts.shares(found))
        look.show(_part(words.MATRIX, words.MATRIX_SAID))
        look.show(progress_parts.matrix(found, linked=reviews) + progress_parts.legend())


def _remind(asked: Asked, round_code: str) -> None:
    told = reminder(asked.store, round_code, by=session.current().actor, today=frame.today())
    if not told.not_filed and not told.sent_back:
        look.show(note(words.EVERYONE_FILED, "done"))
        return
    look.show(_part(words.REMIND, words.REMIND_SAID))
    st.code(told.text, language=None, wrap_lines=True)


def _part(title: str, said: str) -> Html:
    return tag("h3", title, cls="head") + (tag("p", said, cls="say") if said else tag("span"))
