"""Work that a button asks for into one sentence on the next run: what was done, or why it could not be."""

from collections.abc import Callable

import streamlit as st

from accounts.model import AccountFault
from etl.register import AmbiguousUnit, UnknownUnit
from etl.store import StoreFault
from pages.ui import look
from pages.ui.markup import note
from returns.rounds import UnknownRound

TOLD = "_doing.told"


def do(work: Callable[[], str]) -> None:
    """Do it (for `on_click`) and keep its sentence, or the fault's, until the page is drawn."""

    def work_and_say() -> None:
        st.session_state[TOLD] = (work(), "done")

    attempt(work_and_say)


def attempt(work: Callable[[], None]) -> None:
    """Do it; only a fault leaves its sentence, for work that shows by itself what it did."""
    try:
        work()
    except (AccountFault, StoreFault, UnknownRound, UnknownUnit, AmbiguousUnit) as fault:
        st.session_state[TOLD] = (str(fault), "error")


def warn(sentence: str) -> None:
    """Keep a sentence that says why nothing was done."""
    st.session_state[TOLD] = (sentence, "warn")


def told() -> None:
    """Show the sentence, once."""
    kept = st.session_state.pop(TOLD, None)
    if kept is not None:
        look.show(note(*kept))


def typed(key: str) -> str:
    """The text in an input field, as a callback sees it."""
    return str(st.session_state.get(key) or "")
