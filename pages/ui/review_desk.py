"""One version on a reviewer's desk: faults, changes, evidence, words, figures with remarks, and the decision."""

from functools import partial

import streamlit as st

from etl.register import Unit, default_register
from etl.rounds import Round
from etl.template.layout import sheet_frames
from pages.ui import doing, evidence_list, filing_parts, look, returns_links, review_parts, session
from pages.ui import returns_words as words
from pages.ui.frame import Asked
from pages.ui.markup import link, note, tag
from pages.ui.review_parts import part
from returns.evidence import evidence_of
from returns.remarks import Remark, remark_on, remarks, withdraw_remark
from returns.review import approve, send_back
from returns.rounds import RoundState, settings_of
from returns.stored import ReturnHead
from returns.versions import OpenedReturn, Version, changes_of_versions, original_of, versions

REASON = "review.reason"


def show(asked: Asked, round_: Round, found: OpenedReturn) -> None:
    """Everything of one version, the decision last."""
    head, by = found.version.head, session.current().actor
    unit = default_register().get(head.unit_key)
    known = versions(asked.store, round_.code, head.unit_key, by=by)
    look.show(tag("p", link(words.BACK_TO_QUEUE, returns_links.review(None, round_.code)), cls="body"))
    look.show(review_parts.about(found, unit, round_))
    original(asked, head)
    look.show(part(words.FOUND))
    look.show(filing_parts.issues(found.issues, found.answers) if found.issues else note(words.NO_WARNINGS, "done"))
    look.show(part(words.CHANGED))
    _changes(asked, head, known)
    look.show(part(words.WORDS_BESIDE) + review_parts.beside(found.texts))
    _evidence(asked, round_, unit)
    if len(known) > 1:
        look.show(part(words.VERSIONS) + review_parts.versions(known, round_.code, head.number))
    noted = remarks(asked.store, head.number, by=by)
    with asked.store.reading() as cursor:
        settled = not head.last or settings_of(cursor, round_).state is RoundState.LOCKED
    _cells(asked, round_, found, noted, settled)
    look.show(part(words.DECIDE, words.DECIDE_SAID))
    if settled:
        look.show(note(words.DECIDE_CLOSED))
        return
    _decide(asked, head, unit)


def original(asked: Asked, head: ReturnHead) -> None:
    """The bytes as they came; they are fetched (and that is noted) only when asked for."""
    by = session.current().actor
    st.download_button(
        words.ORIGINAL_BUTTON.format(revision=head.revision),
        data=lambda: original_of(asked.store, head.number, by=by).data,
        file_name=head.file_name,
        on_click="ignore",
        key=f"original.{head.number}",
    )


def _changes(asked: Asked, head: ReturnHead, known: tuple[Version, ...]) -> None:
    before = next((one.head for one in known if one.head.revision == head.revision - 1), None)
    by = session.current().actor
    found = changes_of_versions(asked.store, before.number, head.number, by=by) if before else None
    look.show(review_parts.changes(found))


def _evidence(asked: Asked, round_: Round, unit: Unit) -> None:
    by = session.current().actor
    look.show(part(words.EVIDENCE, words.EVIDENCE_SAID))
    files = evidence_of(asked.store, round_.code, unit.key, by=by)
    if not files:
        look.show(note(words.NO_EVIDENCE))
    evidence_list.show(asked, files)


def _cells(asked: Asked, round_: Round, found: OpenedReturn, noted: tuple[Remark, ...], settled: bool) -> None:
    head = found.version.head
    look.show(part(words.CELLS, words.CELLS_SAID))
    communes = {unit.key: unit for unit in default_register().communes_of(head.unit_key, round_.data_to)}
    left, right = st.columns(2)
    names = {unit_key: unit.full_name for unit_key, unit in communes.items()}
    key = left.selectbox(words.COMMUNE_COLUMN, list(names), format_func=names.__getitem__, key=f"cells.{head.number}")
    frames = {one.group.code: one for one in sheet_frames(asked.plan)}
    group = right.selectbox(words.GROUP, list(frames), format_func=lambda code: frames[code].name, key="cells.group")
    look.show(review_parts.cells(frames[group], communes[key], found.figures, noted))
    if settled:
        return
    items = {item.code: f"{item.code} · {item.header}" for _, item, _ in frames[group].columns}
    with st.form(f"remark.{head.number}", clear_on_submit=True, border=False):
        st.selectbox(words.REMARK_ITEM, list(items), format_func=items.__getitem__, key="remark.item")
        st.text_input(words.REMARK_WORDS, key="remark.words")
        st.form_submit_button(
            words.REMARK_BUTTON, on_click=doing.do, args=(partial(_remarked, asked, head.number, key),)
        )
    for one in noted:
        look.show(review_parts.remark_line(one, asked.plan))
        label = words.WITHDRAW_BUTTON.format(number=one.number)
        st.button(
            label, on_click=doing.do, args=(partial(_withdrawn, asked, one.number),), key=f"withdraw.{one.number}"
        )


def _remarked(asked: Asked, number: int, unit_key: str) -> str:
    item, told = doing.typed("remark.item"), doing.typed("remark.words")
    remark_on(asked.store, number, unit_key=unit_key, item_code=item, words=told, by=session.current().actor)
    return words.REMARK_DONE


def _withdrawn(asked: Asked, number: int) -> str:
    withdraw_remark(asked.store, number, by=session.current().actor)
    return words.WITHDRAWN_DONE


def _decide(asked: Asked, head: ReturnHead, unit: Unit) -> None:
    with st.form("review.decide", border=False):
        st.text_area(words.DECIDE_REASON, key=REASON, height=100)
        with st.container(horizontal=True):
            accepted, sent = partial(_accepted, asked, head, unit), partial(_sent_back, asked, head, unit)
            st.form_submit_button(words.ACCEPT_BUTTON, type="primary", on_click=doing.do, args=(accepted,))
            st.form_submit_button(words.RETURN_BUTTON, on_click=doing.do, args=(sent,))


def _accepted(asked: Asked, head: ReturnHead, unit: Unit) -> str:
    approve(asked.store, (head.number,), by=session.current().actor, note=doing.typed(REASON))
    st.query_params.pop(returns_links.RETURN_KEY, None)
    return words.ACCEPTED_ONE.format(unit=unit.full_name)


def _sent_back(asked: Asked, head: ReturnHead, unit: Unit) -> str:
    send_back(asked.store, head.number, reason=doing.typed(REASON), by=session.current().actor)
    st.query_params.pop(returns_links.RETURN_KEY, None)
    return words.RETURNED_ONE.format(unit=unit.full_name)
