"""More time for one unit or for all: what was granted, and the form that grants it."""

from functools import partial

import streamlit as st

from etl.register import default_register
from etl.rounds import Round
from indicators.formatting import date_vi
from pages.ui import doing, look, round_parts, session
from pages.ui import returns_words as words
from pages.ui.frame import Asked
from pages.ui.review_parts import part
from returns.rounds.changes import extend, extensions


def show(asked: Asked, round_: Round) -> None:
    """What was granted, and the form."""
    look.show(part(words.EXTEND, words.EXTEND_SAID))
    with asked.store.reading() as cursor:
        look.show(round_parts.extensions(extensions(cursor, round_.code)))
    units = default_register().filing_units(round_.tier, round_.data_to)
    names = {"": words.EVERYONE, **{unit.key: unit.full_name for unit in units}}
    with st.form(f"extend.{round_.code}", border=False):
        left, right = st.columns(2)
        left.selectbox(words.EXTEND_WHOM, list(names), format_func=names.__getitem__, key="extend.unit")
        right.text_input(words.NEW_DUE, key="extend.due", placeholder=words.DUE_FORM)
        st.text_input(words.REASON, key="extend.reason")
        st.form_submit_button(words.EXTEND_BUTTON, on_click=doing.do, args=(partial(_extended, asked, round_, names),))


def _extended(asked: Asked, round_: Round, names: dict[str, str]) -> str:
    unit, by = doing.typed("extend.unit"), session.current().actor
    due = round_parts.due_of(doing.typed("extend.due"), near=round_.due)
    extend(asked.store, round_.code, due=due, reason=doing.typed("extend.reason"), by=by, unit=unit or None)
    return words.EXTENDED.format(due=date_vi(due), unit=names[unit])
