"""The evidence of a unit in a round as a list: each file with its cell, to open and, for the sender, to take back."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from accounts.permissions import Action
from pages.ui import doing, evidence_parts, look, session
from pages.ui import evidence_words as words
from pages.ui.frame import Asked
from pages.ui.heading_parts import section
from pages.ui.markup import note
from returns.access import may
from returns.evidence import Evidence, detach, evidence_of, open_evidence

ASKED, PLACE = "evidence.ask", "evidence"
FILES_A_PAGE = 10


def show(asked: Asked, files: Sequence[Evidence], *, removable: bool = False, with_commune: bool = True) -> None:
    """Every file, a few at a time where they are many."""
    names = evidence_parts.item_names(asked.plan)
    pages = -(-len(files) // FILES_A_PAGE)
    place = st.pagination(pages, key="evidence.page") if pages > 1 else 1
    for one in files[(place - 1) * FILES_A_PAGE : place * FILES_A_PAGE]:
        left, right = st.columns((5, 2), vertical_alignment="center")
        with left:
            look.show(evidence_parts.line(one, names, with_commune=with_commune))
        with right, st.container(horizontal=True):
            _take(asked, one)
            if removable and st.session_state.get(ASKED) != one.number:
                st.button(words.REMOVE_BUTTON, key=f"evidence.off.{one.number}", on_click=_ask, args=(one.number,))
        if removable and st.session_state.get(ASKED) == one.number:
            _sure(asked, one)


def of_commune(asked: Asked, unit_key: str) -> None:
    """Below a commune's figures: the files behind them, for who may see returns; nothing where there are none."""
    by = session.current().actor
    if asked.round is None or not may(by, Action.SEE_RETURNS, unit_key):
        return
    files = evidence_of(asked.store, asked.round.code, unit_key, by=by)
    if files:
        look.show(section(words.TITLE, words.OF_COMMUNE))
        show(asked, files, with_commune=False)


def _take(asked: Asked, one: Evidence) -> None:
    """The bytes are fetched (and that is noted) only when asked for."""
    by = session.current().actor
    st.download_button(
        words.TAKE,
        data=lambda: open_evidence(asked.store, one.number, by=by).data,
        file_name=one.file_name,
        on_click="ignore",
        key=f"evidence.{one.number}",
    )


def _sure(asked: Asked, one: Evidence) -> None:
    look.show(note(words.REMOVE_ASK.format(file=one.file_name), "warn"))
    with st.container(horizontal=True):
        work = partial(_removed, asked, one)
        st.button(words.REMOVE_YES, key=f"evidence.yes.{one.number}", on_click=doing.do, args=(work, PLACE))
        st.button(words.REMOVE_NO, key=f"evidence.no.{one.number}", on_click=_ask, args=(None,))


def _ask(number: int | None) -> None:
    st.session_state[ASKED] = number


def _removed(asked: Asked, one: Evidence) -> str:
    _ask(None)
    detach(asked.store, one.number, by=session.current().actor)
    return words.REMOVED.format(file=one.file_name)
