"""What stands around a filing: what it changes, its words, why the last one came back, earlier ones, blanks."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from accounts.model import Actor
from etl.register import Unit, default_register
from etl.rounds import Round
from pages.ui import (
    doing,
    drafts,
    filing_parts,
    filing_warnings,
    frame,
    here,
    look,
    review_desk,
    review_parts,
    session,
    told_parts,
    words_form,
)
from pages.ui import filing_words as words
from pages.ui import returns_words as said
from pages.ui.drafts import Draft
from pages.ui.frame import Asked
from pages.ui.markup import folded, note
from pages.ui.review_parts import part
from pages.ui.tables import Column, Row, table
from reports.receipt import receipt_pdf, receipt_xlsx
from returns.blank import blank_workbook
from returns.entry import ENTRY_FILE
from returns.filing import Confirmation, unanswered
from returns.gate import closed_to
from returns.left_blank import DeclaredBlank, declare_blank, declared_blanks, withdraw_blank
from returns.receipt import Receipt, receipt
from returns.review.issues import marked_after_review, review_issues
from returns.rounds import Way
from returns.stored import ReturnState
from returns.versions import Version, changes_before_filing, versions
from returns.words import carried, words_of

CONFIRM, RESULT = "confirm", "result"
ISSUES_A_PAGE, FEW = 60, 12
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def blank(asked: Asked, round_: Round, unit: Unit) -> None:
    """The blank workbook, made when it is asked for."""
    look.show(filing_parts.step(1, words.STEP_BLANK, words.STEP_BLANK_SAID))
    st.download_button(
        words.BLANK_BUTTON,
        data=partial(
            blank_workbook, asked.store, round_.code, unit.key, by=session.current().actor, today=frame.today()
        ),
        file_name=f"{round_.name} - {unit.full_name}.xlsx",
        mime=XLSX,
        on_click="ignore",
        key=f"blank.{round_.code}.{unit.key}",
    )


def closed(asked: Asked, round_: Round, unit: Unit, way: Way) -> None:
    """Why nothing can be filed now, before anybody takes the trouble; nothing where it can."""
    why = closed_to(asked.store, round_.code, unit.key, way, by=session.current().actor)
    if why is not None:
        look.show(note(f"{why.message} {why.fix}", "warn"))


def sent_back(asked: Asked, known: tuple[Version, ...]) -> None:
    """Why the last version was returned, at its cells; nothing when it was not."""
    if not known or known[0].head.state is not ReturnState.RETURNED:
        return
    head, by = known[0].head, session.current().actor
    look.show(part(words.SENT_BACK, words.SENT_BACK_SAID))
    look.show(filing_parts.issues(review_issues(asked.store, head.number, by=by)))
    if head.file_name != ENTRY_FILE:
        st.download_button(
            words.REVIEW_MARKED,
            data=lambda: marked_after_review(asked.store, head.number, by=by),
            file_name=f"Cần sửa - {head.file_name}",
            mime=XLSX,
            on_click="ignore",
            key=f"after.{head.number}",
        )


def known_versions(asked: Asked, round_: Round, unit: Unit) -> tuple[Version, ...]:
    """Every version of the unit in the round, the latest first."""
    return versions(asked.store, round_.code, unit.key, by=session.current().actor)


def confirm(asked: Asked, draft: Draft, known: tuple[Version, ...]) -> None:
    """What the file changes, the warnings to answer, the words beside it, and the button that files it."""
    by, found = session.current().actor, draft.checked.issues
    if known:
        look.show(part(words.CHANGES, words.CHANGES_SAID))
        look.show(review_parts.changes(changes_before_filing(asked.store, draft.checked, by=by), open_up_to=FEW))
    before = words_of(asked.store, known[0].head.number, by=by) if known else ()
    texts, communes = carried(draft.checked.texts, before), words_form.communes_of(draft.checked)
    key = f"{CONFIRM}.{draft.sha256}"
    with st.form(key, border=False, enter_to_submit=False):
        if draft.checked.warnings:
            look.show(part(words.WARNINGS_PART, words.WARNINGS_SAID))
            filing_warnings.fields(found, key)
        look.show(part(words.WORDS_PART, words.WORDS_SAID) + told_parts.from_file(draft.checked))
        words_form.fields(texts, key, communes)
        doing.told(CONFIRM)

        def file() -> None:
            answers = filing_warnings.answers(found, key)
            left = unanswered(found, answers)
            if left:
                doing.warn(words.WARNINGS_UNSEEN.format(count=len(left)), CONFIRM)
                return
            told = Confirmation(texts=words_form.typed(key, texts), answers=answers)
            doing.attempt(lambda: drafts.file_draft(asked.store, by, told), CONFIRM)
            here.come(RESULT)

        st.form_submit_button(words.CONFIRM_BUTTON, type="primary", on_click=file)


def earlier(asked: Asked, round_: Round, known: tuple[Version, ...]) -> None:
    """Every version with its original bytes and its receipt."""
    if not known:
        return
    look.show(part(words.EARLIER) + review_parts.versions(known, round_.code))
    for one in known:
        with st.container(horizontal=True):
            review_desk.original(asked, one.head)
            receipts(asked, one.head.number, one.head.revision)


def receipts(asked: Asked, number: int, revision: int, place: str = "list") -> None:
    """The receipt of one version to take away, made when it is asked for."""
    by = session.current().actor
    kinds = ((words.RECEIPT_XLSX, receipt_xlsx, "xlsx"), (words.RECEIPT_PDF, receipt_pdf, "pdf"))
    for label, made, ending in kinds:
        st.download_button(
            label.format(revision=revision),
            data=partial(_paper, asked, number, made, by),
            file_name=f"bien-nhan-{number:06d}.{ending}",
            on_click="ignore",
            key=f"receipt.{ending}.{number}.{place}",
        )


def _paper(asked: Asked, number: int, make: Callable[[Receipt], bytes], by: Actor) -> bytes:
    """Made when the browser fetches it: then no screen is running that could say who is signed in."""
    return make(receipt(asked.store, number, by=by))


def blanks(asked: Asked, round_: Round, unit: Unit) -> None:
    """Say of single cells that they have no figure, and why; or take it back."""
    communes = {one.key: one for one in default_register().communes_of(unit.key, round_.data_to)}
    every = declared_blanks(asked.store, round_.code, by=session.current().actor)
    declared = [one for one in every if one.unit_key in communes]
    items = {item.code: f"{item.code} · {item.header}" for item in asked.plan.items}
    with st.expander(words.BLANK_PART, expanded=bool(declared)):
        look.show(note(words.BLANK_SAID))
        if declared:
            titles = (said.COMMUNE_COLUMN, said.ITEM_COLUMN, said.REASON)
            rows = [Row(cells=[communes[b.unit_key].full_name, items[b.item_code], b.reason]) for b in declared]
            look.show(table([Column(title=title) for title in titles], rows, caption=words.BLANK_TABLE, stack=True))
        key = st.selectbox(
            said.COMMUNE_COLUMN, list(communes), format_func=lambda one: communes[one].full_name, key="blank.unit"
        )
        with st.form("blank", clear_on_submit=True, border=False):
            st.multiselect(words.BLANK_ITEMS, list(items), format_func=items.__getitem__, key="blank.items")
            st.text_input(said.REASON, key="blank.reason")
            work = partial(_declared, asked, round_, key)
            st.form_submit_button(words.BLANK_BUTTON_DECLARE, on_click=doing.do, args=(work,))
        own = [one for one in declared if one.unit_key == key]
        if own:
            st.button(words.BLANK_WITHDRAW, on_click=doing.do, args=(partial(_withdrawn, asked, round_, own),))


def _declared(asked: Asked, round_: Round, unit_key: str) -> str:
    chosen = [(unit_key, str(item)) for item in st.session_state["blank.items"]]
    by, why = session.current().actor, doing.typed("blank.reason")
    declare_blank(asked.store, round_.code, chosen, reason=why, by=by)
    return words.BLANK_DONE.format(count=len(chosen))


def _withdrawn(asked: Asked, round_: Round, own: list[DeclaredBlank]) -> str:
    cells = [(one.unit_key, one.item_code) for one in own]
    withdraw_blank(asked.store, round_.code, cells, by=session.current().actor)
    return words.BLANK_GONE.format(count=len(cells))


def issues(draft: Draft) -> None:
    """Every fault of a file that cannot be filed, in pages where they are many; its warnings kind by kind, folded.

    Of a file that can be filed the warnings stand where they are answered.
    """
    errors = draft.checked.errors
    if not errors:
        return
    pages = -(-len(errors) // ISSUES_A_PAGE)
    place = st.pagination(pages, key=f"issues.{draft.sha256}") if pages > 1 else 1
    look.show(filing_parts.issues(errors[(place - 1) * ISSUES_A_PAGE : place * ISSUES_A_PAGE]))
    if draft.checked.warnings:
        look.show(part(words.WARNINGS_PART, words.WARNINGS_AFTER))
        for code, places in filing_warnings.kinds(draft.checked.issues).items():
            own = filing_parts.issues([one.found for one in places])
            look.show(folded(filing_warnings.heading(code, len(places)), own))
