"""The Word template of the report in words: the one in use to take, one's own to give."""

from datetime import date
from functools import partial

import streamlit as st

from accounts.model import Actor
from accounts.permissions import Action, allowed
from etl.register import default_register
from etl.store import Store
from indicators.formatting import date_vi
from pages.ui import look, meeting_words
from pages.ui.markup import note, tag
from pages.ui.saving import attempt
from reports.documents.export import MEDIA_TYPES, FileFormat
from reports.documents.layouts import LayoutName
from reports.documents.words_check import TemplateFault
from reports.documents.words_report import default_template
from reports.saved_templates import OwnTemplate, drop_template, keep_template
from returns.completeness import VIETNAM

TURN = "template.turn"


def template(
    store: Store, own: OwnTemplate | None, layout: LayoutName, plan_code: str, day: date, *, by: Actor
) -> bytes | None:
    """The account's own template (None: the program's), with the ways to take, change and drop it."""
    look.show(tag("p", meeting_words.REPORT_SAID, cls="say") + tag("p", _in_use(own), cls="body"))
    st.download_button(
        meeting_words.TAKE_TEMPLATE,
        data=own.content if own else partial(default_template, layout),
        file_name=own.file_name if own else "mau-bao-cao.docx",
        mime=MEDIA_TYPES[FileFormat.REPORT],
        on_click="ignore",
        key=f"template.take.{layout.value}",
    )
    if by.account is None or not allowed(by.account, Action.OWN_TEMPLATE, by.account.scope_key, default_register()):
        return own.content if own else None
    given = st.file_uploader(
        meeting_words.GIVE_TEMPLATE,
        type=["docx"],
        max_upload_size=5,
        key=f"template.{layout.value}.{st.session_state.get(TURN, 0)}",
    )
    if given is not None:
        try:
            attempt(
                partial(
                    keep_template, store, layout, given.name, given.getvalue(), plan_code=plan_code, day=day, by=by
                ),
                meeting_words.TEMPLATE_KEPT,
            )
        except TemplateFault as fault:
            look.show(note(meeting_words.TEMPLATE_FAULT + str(fault), "error"))
            return own.content if own else None
        st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
        st.rerun()
    if own is not None and st.button(meeting_words.DROP_TEMPLATE):
        attempt(partial(drop_template, store, layout, by=by), meeting_words.REPORT_PROGRAM)
        st.rerun()
    return own.content if own else None


def _in_use(own: OwnTemplate | None) -> str:
    if own is None:
        return meeting_words.REPORT_PROGRAM
    return f"Đang dùng mẫu riêng “{own.file_name}”, nhận ngày {date_vi((own.saved_at + VIETNAM).date())}."
