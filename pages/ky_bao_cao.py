"""Kỳ báo cáo: open from the plan's calendar or by hand, edit, extend, close, reopen; which tiers file which way."""

from functools import partial

import streamlit as st

from accounts.permissions import Action, require
from etl.register import default_register
from etl.rounds import Round
from indicators.formatting import date_vi
from indicators.model import Tier
from pages.ui import doing, frame, look, round_extend, round_form, round_parts, session
from pages.ui import returns_words as words
from pages.ui.frame import Asked
from pages.ui.markup import empty, note, tag
from pages.ui.review_parts import part
from pages.ui.round_form import Shown
from returns.completeness import completeness
from returns.rounds import RoundSettings, RoundState, Way, settings_of_all
from returns.rounds.changes import RoundPlan, edit_round, from_calendar, open_round
from returns.rounds.states import close_round, reopen_round


def render() -> None:
    """Show the screen."""
    with frame.faults_told():
        asked = frame.begin(words.ROUNDS)
        require(asked.account, Action.MANAGE_ROUNDS)
        doing.told()
        look.show(tag("p", words.ROUNDS_SAID, cls="say"))
        with asked.store.reading() as cursor:
            settings = settings_of_all(cursor, asked.rounds)
            filed = [completeness(cursor, default_register(), one, frame.today()) for one in asked.rounds]
        if asked.round is None:
            look.show(empty(words.FIRST_ROUND, words.FIRST_ROUND_THEN))
        else:
            look.show(round_parts.rounds(filed, settings, asked.round))
        _open(asked)
        if asked.round is not None:
            _change(asked, asked.round, settings[asked.round.code])


def _open(asked: Asked) -> None:
    look.show(part(words.OPEN, words.OPEN_SAID))
    foreseen = {one.code: one for one in from_calendar(asked.plan, asked.rounds)}
    names = {**{code: one.name for code, one in foreseen.items()}, "": words.BY_HAND}
    code = st.selectbox(words.OPEN_FROM, list(names), format_func=names.__getitem__, key="open.from")
    key, one = f"open.{code}", foreseen.get(code)
    shown = Shown()
    if one is not None:
        shown = Shown(name=one.name, data_from=one.data_from, data_to=one.data_to, due=one.due, tier=one.tier)
    with st.form(key, border=False):
        st.text_input(words.CODE, value=code, placeholder="th862-2027", key=f"{key}.code")
        round_form.fields(shown, key)
        st.form_submit_button(
            words.OPEN_BUTTON, type="primary", on_click=doing.do, args=(partial(_opened, asked, key),)
        )


def _opened(asked: Asked, key: str) -> str:
    told = round_form.typed(key)
    wanted = RoundPlan(
        code=doing.typed(f"{key}.code"), plan=asked.plan.code, name=told.name, data_from=told.data_from,
        data_to=told.data_to, due=told.due, tier=told.tier, ways=tuple(told.ways.items()),
    )  # fmt: skip
    made = open_round(asked.store, wanted, by=session.current().actor)
    return words.OPENED.format(name=made.name, due=date_vi(made.due))


def _change(asked: Asked, round_: Round, settings: RoundSettings) -> None:
    look.show(part(words.EDIT.format(name=round_.name), words.EDIT_SAID))
    if settings.state is RoundState.LOCKED:
        look.show(note(words.LOCKED_ROUND, "warn"))
        return
    key, communes = f"edit.{round_.code}", settings.ways.get(Tier.COMMUNE)
    shown = Shown(
        name=round_.name, data_from=round_.data_from, data_to=round_.data_to, due=round_.due, tier=round_.tier,
        way=settings.ways.get(round_.tier, Way.BOTH),
        communes=communes.value if communes and round_.tier is not Tier.COMMUNE else "",
    )  # fmt: skip
    with st.form(key, border=False):
        round_form.fields(shown, key)
        st.form_submit_button(words.EDIT_BUTTON, on_click=doing.do, args=(partial(_edited, asked, round_, key),))
    round_extend.show(asked, round_)
    look.show(part(words.CLOSE, words.CLOSE_SAID))
    st.text_input(words.REASON, key="close.reason")
    label = words.CLOSE_BUTTON if settings.state is RoundState.OPEN else words.REOPEN_BUTTON
    st.button(label, on_click=doing.do, args=(partial(_turned, asked, round_, settings.state),))


def _edited(asked: Asked, round_: Round, key: str) -> str:
    told, by = round_form.typed(key), session.current().actor
    made = edit_round(
        asked.store, round_.code, by=by, name=told.name, data_from=told.data_from, data_to=told.data_to,
        due=told.due, tier=told.tier, ways=told.ways,
    )  # fmt: skip
    return words.EDITED.format(name=made.name, due=date_vi(made.due))


def _turned(asked: Asked, round_: Round, state: RoundState) -> str:
    turn = close_round if state is RoundState.OPEN else reopen_round
    turn(asked.store, round_.code, reason=doing.typed("close.reason"), by=session.current().actor)
    return (words.CLOSED if state is RoundState.OPEN else words.REOPENED).format(name=round_.name)
