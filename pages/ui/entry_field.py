"""One cell of the form as a field on screen: a choice where there are choices, else text in Vietnamese."""

import streamlit as st

from etl.register import Unit
from indicators.model import Item, ItemType
from pages.ui import entry_parts
from pages.ui import returns_words as words
from returns.drafts import EntryForm


def show(form: EntryForm, commune: Unit, item: Item, key: str) -> None:
    """One cell: what was typed stands in it, the last round's value is only its grey hint."""
    at, label = (commune.key, item.code), entry_parts.label(item)
    typed, last = form.typed.get(at, ""), form.last.get(at, "")
    choices = words.YES_NO if item.type is ItemType.YES_NO else item.choices
    if choices and (not typed or typed in choices):
        hint = f"{item.header} ({words.LAST_TIME}: {last})" if last else item.header
        st.segmented_control(hint, choices, default=typed or None, key=key, help=item.note or None)
    else:
        st.text_input(label, value=typed, placeholder=last, key=key, help=item.note or None)
