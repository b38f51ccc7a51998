"""One step of a form on screen: choose commune and group, fill the fields, keep them."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from etl.checking import CheckedReturn
from etl.register import Unit
from etl.template.layout import SheetFrame
from pages.ui import doing, entry_field, entry_parts, entry_words, here, look, session
from pages.ui import returns_words as words
from pages.ui.frame import Asked
from pages.ui.review_parts import part
from returns.drafts import EntryForm, save_step

STEP, PLACE, NEXT = "entry.step", "step", "step.next"


def show(asked: Asked, form: EntryForm, checked: CheckedReturn | None) -> tuple[str, str]:
    """The step that is open, and how far all are filled. The open step's commune and group."""
    look.show(part(entry_words.FILL, entry_words.FILL_SAID))
    steps = [(commune, group) for commune in form.communes for group in form.groups]
    key = f"{STEP}.{form.round.code}.{form.unit.key}"
    names = [f"{commune.full_name} · {group.name}" for commune, group in steps]
    st.session_state[key] = min(int(st.session_state.get(key, 0)), len(steps) - 1)
    here.mark(PLACE)
    doing.told(NEXT)
    label = words.STEP_OF.format(place=st.session_state[key] + 1, steps=len(steps))
    place = st.selectbox(label, range(len(steps)), format_func=names.__getitem__, key=key, filter_mode="contains")
    commune, group = steps[place]
    found = entry_parts.of_step(checked, commune, group) if checked else ()
    look.show(entry_parts.step_faults(found, group))
    turn = f"{form.round.code}.{commune.key}.{group.group.code}.{form.saved_at}"
    with st.form(f"entry.{turn}", border=False, enter_to_submit=False):
        _fields(form, commune, group, turn)
        doing.told(PLACE)
        with st.container(horizontal=True):
            saved = partial(_saved, asked, form, commune, group, turn)
            ahead = partial(saved, next_key=key if place + 1 < len(steps) else None)
            st.form_submit_button(words.SAVE_NEXT, type="primary", on_click=doing.do, args=(ahead, NEXT))
            st.form_submit_button(words.SAVE, on_click=doing.do, args=(saved, PLACE))
            st.form_submit_button(words.FILL_LAST, on_click=doing.do, args=(partial(saved, last=True), PLACE))
    look.show(entry_parts.filled(form))
    return commune.key, group.group.code


def _fields(form: EntryForm, commune: Unit, group: SheetFrame, turn: str) -> None:
    items = [item for _, item, _ in group.columns]
    for at in range(0, len(items), 2):
        for column, item in zip(st.columns(2), items[at : at + 2], strict=False):
            with column:
                entry_field.show(form, commune, item, f"{turn}.{item.code}")


def _saved(
    asked: Asked, form: EntryForm, commune: Unit, group: SheetFrame, turn: str, *, next_key: str | None = None,
    last: bool = False,
) -> str:  # fmt: skip
    codes = [item.code for _, item, _ in group.columns]
    cells = {(commune.key, code): doing.typed(f"{turn}.{code}") for code in codes}
    taken: Mapping[tuple[str, str], str] = {
        at: form.last[at] for at, text in cells.items() if last and not text and form.last.get(at)
    }
    save_step(asked.store, form.round.code, form.unit.key, {**cells, **taken}, by=session.current().actor)
    if next_key is not None:
        st.session_state[next_key] = int(st.session_state[next_key]) + 1
        here.come(PLACE)
    if last:
        return words.FILLED_LAST.format(count=len(taken))
    return entry_words.SAVED.format(commune=commune.full_name, group=group.name)
