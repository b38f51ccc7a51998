"""Ghép mẫu biểu: a unit's own table in, its columns and names matched once, saved under the unit's name."""

import streamlit as st

from etl.layouts.saved import Layout, Proposal, layout_from
from etl.register import Unit
from etl.rounds import Round
from pages.ui import (
    drafts,
    entry_units,
    filing_parts,
    frame,
    layout_parts,
    look,
    mapping,
    mapping_desk,
    session,
)
from pages.ui import layout_words as words
from pages.ui.frame import Asked
from pages.ui.markup import empty, tag
from returns.layouts import ForeignFile, SavedLayout, saved_layouts, tried

MAX_UPLOAD_MB = 10
ISSUES_SHOWN = 40


def render() -> None:
    """Show the screen."""
    with frame.faults_told():
        asked = frame.begin(words.SCREEN)
        chosen = entry_units.of_workbooks(asked)
        if chosen is None:
            return
        round_, unit = chosen
        look.show(filing_parts.heading(asked.plan, round_, unit, sample=session.current().sample))
        look.show(tag("p", words.SAID, cls="say"))
        saved = saved_layouts(asked.store, unit.key, asked.plan.code, by=session.current().actor)
        file = _file(asked, round_, unit, saved)
        if file is not None:
            _map(asked, file)
        mapping_desk.mine(asked, unit, saved)


def _file(asked: Asked, round_: Round, unit: Unit, saved: tuple[SavedLayout, ...]) -> ForeignFile | None:
    look.show(layout_parts.step(1, words.STEP_FILE, words.STEP_FILE_SAID))
    upload = st.file_uploader(
        words.FILE_LABEL,
        type=["xlsx", "xls", "ods"],
        max_upload_size=MAX_UPLOAD_MB,
        key="layout.upload",
        label_visibility="collapsed",
    )
    draft = drafts.current()
    if upload is not None:
        name, data = upload.name, upload.getvalue()
    elif draft is not None and st.toggle(f"{words.USE_DRAFT}: {draft.file_name}", value=True, key="layout.from_draft"):
        name, data = draft.file_name, draft.data
    else:
        look.show(empty(words.NO_FILE, words.NO_FILE_THEN))
        return None
    version = ",".join(str(one.number) for one in saved)
    with st.spinner(words.OPENING, show_time=False):
        return mapping.opened(asked.store, name, data, round_, unit, by=session.current().actor, version=version)


def _map(asked: Asked, file: ForeignFile) -> None:
    look.show(layout_parts.step(2, words.STEP_HEAD, words.STEP_HEAD_SAID))
    grid = mapping.sheet(file)
    found = mapping.proposal(file, grid)
    if found is None:
        look.show(empty(words.NO_HEAD, words.NO_HEAD_THEN))
        return
    with st.expander(words.RAW):
        look.show(layout_parts.raw(grid, found.head))
    look.show(layout_parts.found_names(found, len(file.places.communes)))
    look.show(layout_parts.step(3, words.STEP_COLUMNS, words.STEP_COLUMNS_SAID))
    items = mapping.items(file, found, asked.plan)
    look.show(layout_parts.matched(found, items))
    units: dict[str, str | None] = {}
    if found.asked:
        look.show(tag("h4", words.NAMES, cls="head") + tag("p", words.NAMES_SAID, cls="say"))
        units = mapping.units(file, found)
    name = mapping.name(file, found)
    layout = layout_from(found, name=name.text, plan=asked.plan.code, items=items, units=units)
    _preview(asked, file, found, layout)
    mapping_desk.save(asked, file, layout, name)


def _preview(asked: Asked, file: ForeignFile, found: Proposal, layout: Layout) -> None:
    look.show(layout_parts.step(4, words.STEP_PREVIEW, words.STEP_PREVIEW_SAID))
    checked = tried(asked.store, file, layout)
    look.show(layout_parts.preview(checked, found.sheet, asked.plan))
    look.show(layout_parts.summary(checked))
    own = [one for one in checked.issues if one.sheet in (found.sheet, None) and one.code != "layout_used"]
    if own:
        with st.expander(f"{words.FAULTS} ({len(own)})"):
            look.show(filing_parts.issues(own[:ISSUES_SHOWN]))
