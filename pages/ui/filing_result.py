"""A file in the upload box into what the check says of it, and the way on: correct it, map it, or file it."""

from functools import partial

import streamlit as st

from etl.register import Unit
from etl.rounds import Round
from pages.ui import drafts, filing_desk, filing_parts, filing_words, going, here, layout_words, links, look, session
from pages.ui.drafts import Draft
from pages.ui.frame import Asked
from pages.ui.markup import empty, note
from pages.ui.review_parts import part

MAX_UPLOAD_MB = 10
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def uploaded(asked: Asked, round_: Round, unit: Unit) -> Draft | None:
    """Step 2: the upload box; the file in it, checked for the round and unit chosen where it does not say itself."""
    look.show(filing_parts.step(2, filing_words.STEP_UPLOAD, filing_words.STEP_UPLOAD_SAID))
    upload = st.file_uploader(
        filing_words.UPLOAD_LABEL,
        type=["xlsx", "xls", "ods"],
        max_upload_size=MAX_UPLOAD_MB,
        key=drafts.upload_key(),
        label_visibility="collapsed",
    )
    if upload is None and drafts.is_lost():
        look.show(filing_parts.lost())
    with st.spinner(filing_words.CHECKING, show_time=False):
        by = session.current().actor
        return drafts.taken(asked.store, upload, by=by, round_code=round_.code, unit_key=unit.key)


def show(asked: Asked, round_: Round, unit: Unit, draft: Draft | None) -> None:
    """Step 3: what became of the last file, then what the check says of this one and how to go on."""
    here.mark(filing_desk.RESULT)
    look.show(filing_parts.step(3, filing_words.STEP_CHECK))
    receipt = drafts.receipt()
    if receipt is not None:
        look.show(filing_parts.receipt(receipt.answer, receipt.at))
        if receipt.answer.accepted and receipt.answer.number and receipt.answer.revision:
            with st.container(horizontal=True):
                filing_desk.receipts(asked, receipt.answer.number, receipt.answer.revision, "now")
    if draft is None:
        if receipt is None:
            look.show(empty(filing_words.STEP_CHECK_WAIT, filing_words.STEP_CHECK_WAIT_THEN))
        return
    checked = draft.checked
    if draft.handed:
        look.show(note(layout_words.HANDED.format(file=draft.file_name)))
    look.show(filing_parts.verdict(checked))
    if checked.round and checked.filing_unit and (checked.round, checked.filing_unit.key) != (round_, unit.key):
        look.show(note(filing_words.OTHER_RETURN, "warn"))
    _buttons(asked, draft)
    filing_desk.issues(draft)
    if checked.round and checked.filing_unit:
        look.show(part(filing_words.CONTENTS) + filing_parts.contents(checked))
    if checked.accepted_possible and checked.round and checked.filing_unit:
        filing_desk.confirm(asked, draft, filing_desk.known_versions(asked, checked.round, checked.filing_unit))


def _buttons(asked: Asked, draft: Draft) -> None:
    with st.container(horizontal=True):
        if draft.checked.issues:
            st.download_button(
                filing_words.MARKED_BUTTON if draft.checked.errors else filing_words.MARKED_WARNINGS,
                data=partial(drafts.marked_workbook, draft),
                file_name=drafts.marked_name(draft),
                mime=XLSX,
                on_click="ignore",
                type="secondary" if draft.checked.accepted_possible else "primary",
                key=f"marked.{draft.sha256}",
            )
        if drafts.is_foreign(draft) and st.button(layout_words.MAP_BUTTON):
            going.to(links.MAPPING, {links.ROUND_KEY: asked.round.code if asked.round else ""})
