"""Nhập trực tiếp: the same form by group and commune, kept as a draft at every step, filed like any other return."""

from pages.ui import (
    doing,
    entry_desk,
    entry_drafts,
    entry_parts,
    entry_submit,
    entry_units,
    evidence_desk,
    evidence_words,
    filing_desk,
    filters,
    frame,
    look,
    session,
)
from pages.ui import returns_words as words
from pages.ui.markup import empty
from pages.ui.review_parts import part
from returns.drafts import entry_form
from returns.rounds import Way


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
        filing_desk.closed(asked, asked.round, unit, Way.SCREEN)
        entry_drafts.show(asked, asked.round.code, unit.key)
        checked = entry_submit.checked(asked, form)
        near = entry_desk.show(asked, form, checked)
        look.show(part(evidence_words.TITLE, evidence_words.SAID))
        evidence_desk.show(asked, asked.round, unit, near=near)
        entry_submit.show(asked, form, checked)
