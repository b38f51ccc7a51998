"""What a reader keeps for next time, from a form into the store; what went wrong comes back as a sentence."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from accounts.model import AccountFault, Actor
from etl.store import Store
from pages.ui import links, look, meeting_words
from pages.ui.markup import Html, join, link, note, tag
from reports.documents.layouts import LayoutName, LayoutSettings
from reports.saved_tables import (
    Selection,
    forget_selection,
    keep_settings,
    save_selection,
)

SAID = "saving.said"
LINES = (
    ("superior_body", "issuing_body"),
    ("number", "kind", "sign_code"),
    ("place", "issued_on"),
    ("document_title", "attached_to"),
    ("authority", "signing_title"),
    ("signatory", "prepared_by"),
    ("recipients",),
)
"""The fields of the form, line by line."""


def said() -> None:
    """Show once what came of the last change."""
    told = st.session_state.pop(SAID, None)
    if told is not None:
        look.show(note(told[0], told[1]))


def attempt(work: Callable[[], object], done: str) -> bool:
    """Do something, and keep a sentence for `said`: that it was done, or why not. Whether it was done."""
    try:
        work()
    except AccountFault as fault:
        st.session_state[SAID] = (str(fault), "error")
        return False
    st.session_state[SAID] = (done, "done")
    return True


def selections(
    store: Store, kept: tuple[Selection, ...], current: Selection, round_code: str | None, *, by: Actor
) -> None:
    """ "Mẫu biểu của tôi": a link to each that is kept, a name for what is chosen now, and the way to drop one."""
    if kept:
        look.show(tag("p", join((_opened(one, round_code) for one in kept), " · "), cls="body"))
    else:
        look.show(tag("p", meeting_words.NO_MINE, cls="say"))
    left, right = st.columns(2, vertical_alignment="bottom")
    with left, st.form("selection", clear_on_submit=True, border=False):
        name = st.text_input(meeting_words.SAVE_NAME, key="selection.name")
        if st.form_submit_button(meeting_words.SAVE):
            _save(store, current, name, by=by)
    if kept:
        with right, st.form("forget", border=False):
            which = st.selectbox(meeting_words.FORGET_WHICH, [one.name for one in kept])
            if st.form_submit_button(meeting_words.FORGET):
                attempt(partial(forget_selection, store, which, by=by), f"Đã bỏ mẫu “{which}”.")
                st.rerun()


def _save(store: Store, current: Selection, name: str, *, by: Actor) -> None:
    attempt(partial(save_selection, store, replace(current, name=name), by=by), f"Đã lưu mẫu “{name.strip()}”.")
    st.rerun()


def _opened(kept: Selection, round_code: str | None) -> Html:
    href = links.tables(
        kept.numbers,
        round_code,
        indicators=kept.indicators,
        districts=kept.unit_keys,
        layout=kept.layout.value,
    )
    return link(kept.name, href)


def heads(store: Store, kept: LayoutSettings, layout: LayoutName, *, by: Actor) -> None:
    """What the account's documents in this layout say around the tables, in a form to change it."""
    with st.form(f"heads.{layout.value}", border=False):
        look.show(tag("p", meeting_words.HEADS_SAID, cls="say"))
        typed: dict[str, object] = {}
        for line in LINES:
            for place, field in zip(st.columns(len(line)), line, strict=True):
                with place:
                    typed[field] = _field(field, getattr(kept, field), layout)
        if st.form_submit_button(meeting_words.KEEP_HEADS):
            changed = replace(kept, **typed)  # type: ignore[arg-type]
            attempt(partial(keep_settings, store, layout, changed, by=by), meeting_words.HEADS_KEPT)
            st.rerun()


def _field(field: str, value: object, layout: LayoutName) -> object:
    label, key = meeting_words.FIELD_WORDS[field], f"heads.{layout.value}.{field}"
    if isinstance(value, tuple):
        lines = st.text_area(label, "\n".join(value), key=key, height=100).splitlines()
        return tuple(line.strip() for line in lines if line.strip())
    if field == "issued_on":
        return st.date_input(label, value if isinstance(value, date) else None, format="DD/MM/YYYY", key=key)
    return st.text_input(label, str(value), key=key).strip()
