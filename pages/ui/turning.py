"""Keys and buttons into the slide that is shown; the address carries its number, so that a link opens the same one."""

import streamlit as st

from pages.ui import links, meeting_words

BACK = ("pageup", "up")
ON = ("pagedown", "down", "space")
"""Keys of remotes and habit beside the arrows to the left and right."""


def shown(count: int) -> int:
    """The slide that the address names, from 1; the nearest one where it names none that there is."""
    named = st.query_params.get(links.SLIDE_KEY, "1")
    return min(max(int(named) if named.isdecimal() else 1, 1), count)


def keys(at: int, count: int) -> None:
    """Two buttons to see, left and right; and for every other key that projectors and their remotes send one unseen."""
    with st.container(key="turning", horizontal=True, horizontal_alignment="center"):
        _button(meeting_words.BACK, "left", max(1, at - 1), disabled=at == 1)
        _button(meeting_words.ON, "right", min(count, at + 1), disabled=at == count)
    with st.container(key="unseen-keys"):
        for key in BACK:
            _button(key, key, max(1, at - 1))
        for key in ON:
            _button(key, key, min(count, at + 1))
        _button("home", "home", 1)
        _button("end", "end", count)


def _button(label: str, key: str, to: int, *, disabled: bool = False) -> None:
    st.button(label, key=f"slide.{key}", shortcut=key, on_click=_turn, args=(to,), disabled=disabled)


def _turn(to: int) -> None:
    st.query_params[links.SLIDE_KEY] = str(to)
