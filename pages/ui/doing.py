"""Work that a button asks for into one sentence on the next run: what was done, or why it could not be.

A screen that is long says it near the button: `place` is a name of its own for that spot.
"""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from accounts.model import AccountFault
from etl.register import AmbiguousUnit, UnknownUnit
from etl.store import StoreFault
from pages.ui import look
from pages.ui.markup import note
from returns.rounds import UnknownRound

TOLD = "_doing.told"


def do(work: Callable[[], str], place: str = "") -> None:
    """Do it (for `on_click`) and keep its sentence, or the fault's, until the page is drawn."""
    attempt(lambda: say(work(), "done", place), place)


def attempt(work: Callable[[], None], place: str = "") -> None:
    """Do it; only a fault leaves its sentence, for work that shows by itself what it did."""
    try:
        work()
    except (AccountFault, StoreFault, UnknownRound, UnknownUnit, AmbiguousUnit) as fault:
        say(str(fault), "error", place)


def warn(sentence: str, place: str = "") -> None:
    """Keep a sentence that says why nothing was done."""
    say(sentence, "warn", place)


def say(sentence: str, kind: Literal["done", "warn", "error"], place: str = "") -> None:
    """Keep a sentence for the spot of this name."""
    st.session_state[f"{TOLD}.{place}"] = (sentence, kind)


def told(place: str = "") -> None:
    """Show the sentence of this spot, once."""
    kept = st.session_state.pop(f"{TOLD}.{place}", None)
    if kept is not None:
        look.show(note(*kept))


def typed(key: str) -> str:
    """The text in an input field, as a callback sees it."""
    return str(st.session_state.get(key) or "")
