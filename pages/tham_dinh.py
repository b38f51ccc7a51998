"""Thẩm định: the queue of what waits for a decision; one return opened; accept many; lock the round."""

import streamlit as st

from accounts.permissions import Action, require
from etl.register import default_register
from etl.rounds import Round
from pages.ui import doing, filters, frame, look, returns_links, review_desk, review_parts, session
from pages.ui import returns_words as words
from pages.ui.frame import Asked
from pages.ui.markup import empty, note, tag
from returns.conflicts import Conflict, choose, conflicts
from returns.review import approve
from returns.review.queue import Waiting, waiting_returns
from returns.rounds import RoundState, settings_of
from returns.rounds.states import lock_round, unlock_round
from returns.versions import opened

CHOSEN = "review.chosen"


def render() -> None:
    """Show the screen."""
    with frame.faults_told():
        asked = frame.begin(words.REVIEW)
        require(asked.account, Action.REVIEW_RETURN, asked.account.scope_key, default_register())
        if asked.round is None:
            look.show(empty(words.NO_ROUND, words.NO_ROUND_THEN))
            return
        doing.told()
        number = filters.asked(returns_links.RETURN_KEY)
        if number and number.isdecimal():
            found = opened(asked.store, int(number), by=session.current().actor)
            if found.version.head.round_code == asked.round.code:
                review_desk.show(asked, asked.round, found)
                return
            st.query_params.pop(returns_links.RETURN_KEY, None)
        _queue(asked, asked.round)


def _queue(asked: Asked, round_: Round) -> None:
    by = session.current().actor
    look.show(tag("p", words.REVIEW_SAID, cls="say"))
    waiting = waiting_returns(asked.store, by=by, round_code=round_.code)
    if waiting:
        look.show(review_parts.queue(waiting))
        _accept_many(asked, waiting)
    else:
        look.show(review_parts.nothing_waits())
    twice = conflicts(asked.store, round_.code, by=by)
    if twice:
        _conflicts(asked, round_, twice)
    _lock(asked, round_)


def _accept_many(asked: Asked, waiting: tuple[Waiting, ...]) -> None:
    look.show(review_parts.part(words.ACCEPT_MANY, words.ACCEPT_MANY_SAID))
    names = {one.head.number: one.unit.full_name for one in waiting}
    clean = [one.head.number for one in waiting if not one.warnings and not one.conflicts]
    kept = [number for number in st.session_state.get(CHOSEN, []) if number in names]
    st.session_state[CHOSEN] = kept
    st.multiselect(
        words.ACCEPT_CHOOSE, list(names), format_func=names.__getitem__, key=CHOSEN, placeholder=words.UNIT_COLUMN
    )

    def accept() -> str:
        approve(asked.store, kept, by=session.current().actor)
        return words.ACCEPTED_MANY.format(count=len(kept))

    with st.container(horizontal=True):
        if clean:
            st.button(words.ACCEPT_CLEAN, on_click=lambda: st.session_state.update({CHOSEN: clean}))
        label = f"{words.ACCEPT_BUTTON} {len(kept)} báo cáo"
        st.button(label, type="primary", disabled=not kept, on_click=doing.do, args=(accept,), key="review.many")


def _conflicts(asked: Asked, round_: Round, twice: tuple[Conflict, ...]) -> None:
    look.show(review_parts.part(words.CONFLICT, words.CONFLICT_SAID) + review_parts.conflict_table(twice))
    register = default_register()
    by_key = {one.commune.key: one for one in twice}
    left, right = st.columns(2)
    name = {key: one.commune.full_name for key, one in by_key.items()}
    key = left.selectbox(words.CONFLICT_COMMUNE, list(by_key), format_func=name.__getitem__)
    filers = [head.unit_key for head in by_key[key].filings]
    filer = right.selectbox(words.CONFLICT_FILER, filers, format_func=lambda one: register.get(one).full_name)
    st.text_input(words.REASON, key="conflict.reason")

    def work() -> str:
        why, by = doing.typed("conflict.reason"), session.current().actor
        choose(asked.store, round_.code, key, filer_key=filer, reason=why, by=by)
        return words.CONFLICT_DONE

    st.button(words.CONFLICT_BUTTON, on_click=doing.do, args=(work,))


def _lock(asked: Asked, round_: Round) -> None:
    look.show(review_parts.part(words.LOCK, words.LOCK_SAID))
    with asked.store.reading() as cursor:
        state = settings_of(cursor, round_).state

    def lock() -> str:
        lock_round(asked.store, round_.code, by=session.current().actor)
        return words.LOCKED_DONE

    def unlock() -> str:
        unlock_round(asked.store, round_.code, reason=doing.typed("unlock.reason"), by=session.current().actor)
        return words.UNLOCKED_DONE

    if state is not RoundState.LOCKED:
        st.button(words.LOCK_BUTTON, on_click=doing.do, args=(lock,))
        return
    look.show(note(words.LOCKED_NOW))
    st.text_input(words.REASON, key="unlock.reason")
    st.button(words.UNLOCK_BUTTON, on_click=doing.do, args=(unlock,))
