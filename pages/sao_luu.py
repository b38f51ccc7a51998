"""Sao lưu: when the last good backup was made, a new one now, and whether everything still fits together."""

import streamlit as st

from etl.store import BackupFault, Store, StoreFault
from pages.ui import admin_parts, frame, look, session
from pages.ui import admin_words as words
from pages.ui.markup import empty, note, tag
from returns.backups import backup, last_backup, last_failure, warning
from returns.completeness import VIETNAM
from returns.safety import inspect
from returns.safety.latest import latest


def render() -> None:
    """Show the screen."""
    with frame.faults_told():
        look.apply()
        store, by = Store.default(), session.current().actor
        look.show(tag("h2", words.BACKUP, cls="title") + tag("p", words.BACKUP_SAID, cls="said"))
        last = last_backup(store, by=by)
        told = warning(last)
        if told:
            look.show(note(told, "warn"))
        failed = last_failure(store, by=by)
        if failed:
            look.show(note(f"{words.LAST_FAILURE}: {failed.message}", "error"))
        look.show(tag("h3", words.LAST_BACKUP))
        look.show(admin_parts.backup_facts(last) if last else empty(words.NEVER, words.BACKUP_THEN))
        if st.button(words.BACKUP_BUTTON, type="primary"):
            _back_up(store)
        look.show(tag("h3", words.INSPECT) + tag("p", words.INSPECT_SAID, cls="said"))
        at_start = latest(store, by=by)
        if at_start and at_start.findings:
            look.show(note(words.LATEST_AT.format(at=f"{at_start.at + VIETNAM:%d/%m/%Y %H:%M}"), "warn"))
            look.show(admin_parts.findings(at_start.findings))
        if st.button(words.INSPECT_BUTTON):
            with st.spinner(words.INSPECTING, show_time=False):
                look.show(admin_parts.findings(inspect(store, by=by)))


def _back_up(store: Store) -> None:
    folder = store.path.parent / "sao-luu"
    try:
        with st.spinner(words.BACKING_UP, show_time=False):
            folder.mkdir(exist_ok=True)
            made = backup(store, folder, by=session.current().actor)
    except (BackupFault, StoreFault) as fault:
        look.show(note(str(fault), "error"))
        return
    look.show(note(words.BACKED_UP.format(path=made.path), "done"))
