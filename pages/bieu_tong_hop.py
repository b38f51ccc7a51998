"""Biểu tổng hợp: choose tables, see them as they will be printed, take them home in the official layout."""

from functools import partial

import streamlit as st

from pages.ui import (
    cache,
    choosing,
    frame,
    links,
    look,
    meeting_cache,
    meeting_words,
    report_form,
    saving,
    session,
    words,
)
from pages.ui.frame import Asked
from pages.ui.heading_parts import for_screen, section
from pages.ui.markup import empty, link, tag
from reports.documents.export import FORMAT_NAMES, FileFormat, Order
from reports.exporting import Wanted, file_name, media_type, taken_file
from reports.saved_tables import Selection


def render() -> None:
    """Show the screen."""
    with frame.faults_told():
        asked = frame.begin(words.TABLES)
        selection = choosing.selection(asked.plan, cache.districts(asked.account, asked.day))
        by = session.current().actor
        round_code = asked.round.code if asked.round else None
        tables = cache.marks(asked.store).tables
        own = meeting_cache.own_things(asked.store_path, tables, by.login, selection.layout)
        saving.said()
        with st.container(key="around"):
            with st.expander(meeting_words.MINE):
                saving.selections(asked.store, own.selections, selection, round_code, by=by)
            with st.expander(meeting_words.HEADS):
                saving.heads(asked.store, own.settings, selection.layout, by=by)
            with st.expander(meeting_words.REPORT):
                template = report_form.template(
                    asked.store, own.template, selection.layout, asked.plan.code, asked.day, by=by
                )
        if not selection.numbers:
            look.show(empty(meeting_words.NO_TABLE, meeting_words.NO_TABLE_THEN))
            return
        look.show(for_screen(section(meeting_words.TAKE)))
        with st.container(horizontal=True, key="take"):
            for kind in FileFormat:
                order = Order(
                    format=kind,
                    layout=selection.layout,
                    settings=own.settings,
                    numbers=selection.numbers,
                    unit_keys=selection.unit_keys,
                    template=template,
                )
                _button(asked, selection, order)
        href = links.slide(1, round_code, selection.unit_keys)
        look.show(for_screen(tag("p", link(meeting_words.PROJECT, href), cls="body")))
        _preview(asked, selection)


def _button(asked: Asked, selection: Selection, order: Order) -> None:
    wanted = Wanted(plan=asked.plan.code, day=asked.day, indicators=selection.indicators)
    st.download_button(
        FORMAT_NAMES[order.format],
        data=partial(taken_file, asked.store, wanted, order, by=session.current().actor),
        file_name=file_name(order, asked.plan.short_name, asked.day),
        mime=media_type(order),
        on_click="ignore",
        key=f"take.{order.format.value}",
    )


def _preview(asked: Asked, selection: Selection) -> None:
    look.show(for_screen(section(meeting_words.PREVIEW, meeting_words.PREVIEW_SAID)))
    threads = meeting_cache.threads_version(asked.store)
    for part in meeting_cache.preview(
        asked.store_path, asked.version, threads, asked.account, asked.plan.code, asked.day, selection
    ):
        look.show(part)
