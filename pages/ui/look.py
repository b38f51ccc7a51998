"""The stylesheets beside this file onto the screen: static text only, never a value."""

from functools import lru_cache
from pathlib import Path

import streamlit as st

from pages.ui.markup import Html

SHEETS = tuple(Path(__file__).with_name(name) for name in ("look.css", "meeting.css", "layout.css", "print.css"))


@lru_cache(maxsize=1)
def sheet() -> str:
    """The look, then the meeting's screens, then paper: read once per process."""
    return f"<style>{''.join(path.read_text(encoding='utf-8') for path in SHEETS)}</style>"


def apply() -> None:
    """Give the page the program's look. Every page calls it once, first."""
    st.html(sheet())


def show(part: Html) -> None:
    """Put markup on the page."""
    if part.text:
        st.html(part.text)
