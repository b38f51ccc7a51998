"""A place on a long screen that the reader should come to after a button: a mark, which `here.js` brings into view."""

import streamlit as st

from pages.ui import look
from pages.ui.markup import tag

COUNT = "here.count"


def come(place: str) -> None:
    """From the button's callback: on the next run the reader is taken to this place."""
    count = int(st.session_state.get(COUNT, 0)) + 1
    st.session_state[COUNT] = count
    st.session_state[f"here.{place}"] = count


def mark(place: str) -> None:
    """The place itself; it moves the reader only the first time it is drawn after `come`."""
    count = st.session_state.get(f"here.{place}")
    if count is not None:
        look.show(tag("div", id=f"here-{place}-{count}"))
