"""Nộp báo cáo: the blank workbook out, the filled one in, every fault with its cell, and the receipt."""

from functools import partial

import streamlit as st

from etl.register import Unit
from etl.rounds import Round
from pages.ui import (
    cache,
    doing,
    drafts,
    filing_desk,
    filing_parts,
    filing_words,
    filters,
    frame,
    going,
    layout_words,
    links,
    look,
    session,
    words,
)
from pages.ui.drafts import Draft
from pages.ui.frame import Asked
from pages.ui.markup import Html, empty, note

MAX_UPLOAD_MB = 10
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def render() -> None:
    """Show the screen."""
    with frame.faults_told():
        asked = frame.begin(words.FILING)
        if asked.round is None:
            look.show(empty(filing_words.NO_ROUND, filing_words.NO_ROUND_THEN))
            return
        units = cache.filing_units(asked.account, asked.round.tier, asked.round.data_to)
        if not units:
            look.show(empty(filing_words.NO_UNIT_TO_FILE, filing_words.NO_UNIT_TO_FILE_THEN))
            return
        unit = filters.filing_unit(units)
        look.show(_heading(asked, asked.round, unit))
        doing.told()
        known = filing_desk.known_versions(asked, asked.round, unit)
        filing_desk.sent_back(asked, known)
        filing_desk.blank(asked, asked.round, unit)
        draft = _uploaded(asked, asked.round, unit)
        _result(asked, asked.round, unit, draft)
        filing_desk.earlier(asked, asked.round, known)
        filing_desk.blanks(asked, asked.round, unit)


def _heading(asked: Asked, round_: Round, unit: Unit) -> Html:
    filing = cache.filing_of(asked.store_path, asked.version, round_.plan, round_.code, unit.key, frame.today())
    head = filing_parts.heading(asked.plan, round_, unit, sample=session.current().sample)
    return head + filing_parts.standing(round_, filing)


def _uploaded(asked: Asked, round_: Round, unit: Unit) -> Draft | None:
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


def _result(asked: Asked, round_: Round, unit: Unit, draft: Draft | None) -> None:
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
    look.show(filing_parts.contents(checked))
    if checked.accepted_possible and checked.round and checked.filing_unit:
        filing_desk.confirm(asked, draft, filing_desk.known_versions(asked, checked.round, checked.filing_unit))


def _buttons(asked: Asked, draft: Draft) -> None:
    with st.container(horizontal=True):
        if draft.checked.issues:
            st.download_button(
                filing_words.MARKED_BUTTON,
                data=partial(drafts.marked_workbook, draft),
                file_name=drafts.marked_name(draft),
                mime=XLSX,
                on_click="ignore",
                type="secondary" if draft.checked.accepted_possible else "primary",
                key=f"marked.{draft.sha256}",
            )
        if drafts.is_foreign(draft) and st.button(layout_words.MAP_BUTTON):
            going.to(links.MAPPING, {links.ROUND_KEY: asked.round.code if asked.round else ""})
