"""The words beside figures as fields on screen, and what was typed into them."""

from collections.abc import Sequence

import streamlit as st

from pages.ui import doing
from returns.words import FILLER, TEXT_KIND_NAMES, TOLD, ReturnText


def fields(texts: Sequence[ReturnText], key: str) -> None:
    """Who filled it on one line, the long texts below; they begin with what is known."""
    known = {one.kind: one.text for one in texts if not one.unit_key}
    for kind, column in zip(FILLER, st.columns(len(FILLER)), strict=True):
        column.text_input(TEXT_KIND_NAMES[kind], value=known.get(kind, ""), key=f"{key}.{kind}")
    for kind in TOLD:
        st.text_area(TEXT_KIND_NAMES[kind], value=known.get(kind, ""), key=f"{key}.{kind}", height=100)


def typed(key: str, texts: Sequence[ReturnText] = ()) -> tuple[ReturnText, ...]:
    """What stands in the fields, blank ones left out; `texts` that speak of single communes are kept."""
    own = (ReturnText(kind, doing.typed(f"{key}.{kind}")) for kind in (*FILLER, *TOLD))
    return (*(one for one in own if one.text.strip()), *(one for one in texts if one.unit_key))
