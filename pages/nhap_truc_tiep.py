"""Nhập trực tiếp: the same form by group and commune, kept as a draft at every step, filed like any other return."""

from functools import partial

import streamlit as st

from etl.register import Unit
from etl.template_layout import SheetFrame
from pages.ui import (
    doing,
    entry_field,
    entry_parts,
    entry_units,
    filing_parts,
    filters,
    frame,
    look,
    session,
    words_form,
)
from pages.ui import returns_words as words
from pages.ui.frame import Asked
from pages.ui.markup import empty
from pages.ui.review_parts import part
from returns.drafts import EntryForm, check_draft, drop_draft, entry_form, save_step, submit_draft

STEP = "entry.step"


def render() -> None:
    """Show the screen."""
    with frame.faults_told():
        asked = frame.begin(words.ENTRY)
        if asked.round is None:
            look.show(empty(words.NO_ROUND, words.NO_ROUND_THEN))
            return
        units = entry_units.of(asked.store, asked.round, asked.account)
        if not units:
            look.show(empty(words.NO_ENTRY_UNIT, words.NO_ENTRY_UNIT_THEN))
            return
        unit = filters.filing_unit(units)
        form = entry_form(asked.store, asked.round.code, unit.key, by=session.current().actor)
        look.show(entry_parts.heading(form, sample=session.current().sample))
        doing.told()
        _step(asked, form)
        look.show(part(words.FIGURES) + entry_parts.filled(form))
        _submit(asked, form)


def _step(asked: Asked, form: EntryForm) -> None:
    """Choose commune and group, fill them, save."""
    steps = [(commune, group) for commune in form.communes for group in form.groups]
    key = f"{STEP}.{form.round.code}.{form.unit.key}"
    names = [f"{commune.full_name} · {group.name}" for commune, group in steps]
    st.session_state[key] = min(int(st.session_state.get(key, 0)), len(steps) - 1)
    place = st.selectbox(
        words.STEP_OF.format(place=st.session_state[key] + 1, steps=len(steps)),
        range(len(steps)),
        format_func=names.__getitem__,
        key=key,
    )
    commune, group = steps[place]
    turn = f"{form.round.code}.{commune.key}.{group.group.code}.{form.saved_at}"
    with st.form(f"entry.{turn}", border=False):
        items = [item for _, item, _ in group.columns]
        for at in range(0, len(items), 2):
            for column, item in zip(st.columns(2), items[at : at + 2], strict=False):
                with column:
                    entry_field.show(form, commune, item, f"{turn}.{item.code}")
        with st.container(horizontal=True):
            saved = partial(_saved, asked, form, commune, group, turn)
            ahead = partial(saved, next_key=key if place + 1 < len(steps) else None)
            st.form_submit_button(words.SAVE_NEXT, type="primary", on_click=doing.do, args=(ahead,))
            st.form_submit_button(words.SAVE, on_click=doing.do, args=(saved,))
            st.form_submit_button(words.FILL_LAST, on_click=doing.do, args=(partial(saved, last=True),))
    if form.saved_at is not None:
        checked = check_draft(asked.store, form.round.code, form.unit.key, by=session.current().actor)
        look.show(entry_parts.step_faults(entry_parts.of_step(checked, commune, group)))


def _saved(
    asked: Asked, form: EntryForm, commune: Unit, group: SheetFrame, turn: str, *, next_key: str | None = None,
    last: bool = False,
) -> str:  # fmt: skip
    codes = [item.code for _, item, _ in group.columns]
    cells = {(commune.key, code): doing.typed(f"{turn}.{code}") for code in codes}
    taken = {at: form.last[at] for at, text in cells.items() if last and not text and form.last.get(at)}
    save_step(asked.store, form.round.code, form.unit.key, {**cells, **taken}, by=session.current().actor)
    if next_key is not None:
        st.session_state[next_key] = int(st.session_state[next_key]) + 1
    return words.FILLED_LAST.format(count=len(taken)) if last else words.STEP_SAVED


def _submit(asked: Asked, form: EntryForm) -> None:
    look.show(part(words.SUBMIT_STEP, words.SUBMIT_SAID))
    key = f"entry.words.{form.round.code}.{form.unit.key}"
    with st.form(key, border=False):
        words_form.fields(form.texts, key)
        with st.container(horizontal=True):
            filed, dropped = partial(_filed, asked, form, key), partial(_dropped, asked, form)
            st.form_submit_button(words.SUBMIT_BUTTON, type="primary", on_click=doing.do, args=(filed,))
            st.form_submit_button(words.DROP_BUTTON, on_click=doing.do, args=(dropped,), disabled=not form.saved_at)
    if form.saved_at is not None:
        checked = check_draft(asked.store, form.round.code, form.unit.key, by=session.current().actor)
        if checked.issues:
            look.show(filing_parts.verdict_of_entry(checked) + filing_parts.issues(checked.issues))


def _filed(asked: Asked, form: EntryForm, key: str) -> str:
    by, (round_code, unit_key) = session.current().actor, (form.round.code, form.unit.key)
    save_step(asked.store, round_code, unit_key, {}, by=by, texts=words_form.typed(key, form.texts))
    answer = submit_draft(asked.store, round_code, unit_key, by=by)
    if not answer.accepted:
        refused = words.NOT_SUBMITTED.format(count=len(answer.checked.errors))
        return words.SAME_AS_BEFORE if answer.duplicate else refused
    return words.SUBMITTED.format(revision=answer.revision, unit=form.unit.full_name, number=answer.number)


def _dropped(asked: Asked, form: EntryForm) -> str:
    drop_draft(asked.store, form.round.code, form.unit.key, by=session.current().actor)
    return words.DROPPED
