"""A draft into a return: what the check says of it, the warnings to answer, the words beside it, and the button."""

from functools import partial

import streamlit as st

from etl.checking import CheckedReturn
from pages.ui import doing, entry_parts, entry_words, filing_desk, filing_warnings, here, look, session, words_form
from pages.ui import filing_words as said
from pages.ui import returns_words as words
from pages.ui.frame import Asked
from pages.ui.markup import note
from pages.ui.review_parts import part
from returns.drafts import EntryForm, check_draft, save_step, submit_draft
from returns.filing import FilingAnswer, unanswered

PLACE, FILED = "submit", "entry.filed"


def checked(asked: Asked, form: EntryForm) -> CheckedReturn | None:
    """What the check says of what is saved; None while nothing is."""
    if form.saved_at is None:
        return None
    return check_draft(asked.store, form.round.code, form.unit.key, by=session.current().actor)


def show(asked: Asked, form: EntryForm, found: CheckedReturn | None) -> None:
    """The last part of the screen; after filing, the receipt in its place."""
    here.mark(PLACE)
    look.show(part(words.SUBMIT_STEP, words.SUBMIT_SAID))
    doing.told(PLACE)
    answer = st.session_state.get(FILED)
    if isinstance(answer, FilingAnswer) and answer.number and answer.revision and found is None:
        with st.container(horizontal=True):
            filing_desk.receipts(asked, answer.number, answer.revision, "now")
    if found is None:
        look.show(note(entry_words.NOTHING_SAVED))
        return
    st.session_state.pop(FILED, None)
    look.show(entry_parts.verdict(found))
    if found.errors:
        look.show(entry_parts.faults(form, found.errors))
    key = f"entry.words.{form.round.code}.{form.unit.key}"
    with st.form(key, border=False, enter_to_submit=False):
        if found.warnings and not found.errors:
            look.show(part(said.WARNINGS_PART, entry_words.WARNINGS_SAID))
            filing_warnings.fields(found.issues, key)
        look.show(part(said.WORDS_PART, said.WORDS_SAID))
        words_form.fields(form.texts, key, form.communes)
        filed = partial(_filed, asked, form, key)
        st.form_submit_button(words.SUBMIT_BUTTON, type="primary", on_click=doing.attempt, args=(filed, PLACE))


def _filed(asked: Asked, form: EntryForm, key: str) -> None:
    """Keep the words, look at the draft as it is now, and file it when every warning has its answer."""
    by, (round_code, unit_key) = session.current().actor, (form.round.code, form.unit.key)
    here.come(PLACE)
    save_step(asked.store, round_code, unit_key, {}, by=by, texts=words_form.typed(key, form.texts))
    now = check_draft(asked.store, round_code, unit_key, by=by)
    answers = filing_warnings.answers(now.issues, key)
    left = unanswered(now.issues, answers)
    if left and not now.errors:
        doing.warn(said.WARNINGS_UNSEEN.format(count=len(left)), PLACE)
        return
    answer = submit_draft(asked.store, round_code, unit_key, by=by, answers=answers)
    if answer.accepted:
        st.session_state[FILED] = answer
        told = words.SUBMITTED.format(revision=answer.revision, unit=form.unit.full_name, number=answer.number)
        doing.say(told, "done", PLACE)
    elif answer.duplicate:
        doing.warn(words.SAME_AS_BEFORE, PLACE)
    else:
        doing.say(words.NOT_SUBMITTED.format(count=len(answer.checked.errors)), "error", PLACE)
