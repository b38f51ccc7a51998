"""Nhật ký: who did what and when, filtered, exported, and proved to be whole."""

from datetime import date, datetime, time, timedelta
from functools import partial

import streamlit as st

from accounts import audit
from accounts.audit import Row
from accounts.model import Actor
from etl.store import Store
from pages.ui import admin_parts, frame, look, session
from pages.ui import admin_words as words
from pages.ui.markup import empty, note, tag
from pages.ui.trail_words import KINDS
from returns.completeness import VIETNAM
from returns.safety.trail import Asked, note_taken, read_trail

SHOWN_KEY = "_trail.shown"
PAGE_ROWS = 50


def render() -> None:
    """Show the screen."""
    with frame.faults_told():
        look.apply()
        look.show(tag("h2", words.TRAIL, cls="title") + tag("p", words.TRAIL_SAID, cls="said"))
        rows = _rows(_asked())
        _verify()
        if not rows:
            look.show(empty(words.NO_ROWS, words.NO_ROWS_THEN))
            return
        look.show(admin_parts.trail_table(rows))
        with st.container(horizontal=True):
            if len(rows) == _shown():
                st.button(words.OLDER, on_click=_show_more)
            st.download_button(
                words.EXPORT_BUTTON,
                data=partial(_taken, rows, session.current().actor),
                file_name="nhat-ky.csv",
                on_click="ignore",
            )


def _taken(rows: tuple[Row, ...], by: Actor) -> bytes:
    note_taken(Store.default(), rows, by=by)
    return admin_parts.trail_csv(rows)


def _asked() -> Asked:
    who, what, first, last = st.columns(4)
    login = who.text_input(words.WHO, key="trail.who").strip()
    action = what.selectbox(words.WHAT, list(KINDS), format_func=KINDS.__getitem__, key="trail.what")
    since = _day(first.text_input(words.FROM_DAY, placeholder=words.DAY_FORM, key="trail.from"))
    until = _day(last.text_input(words.TO_DAY, placeholder=words.DAY_FORM, key="trail.to"))
    return Asked(
        login=login or None,
        action=action or None,
        since=_start(since) if since else None,
        until=_start(until + timedelta(days=1)) if until else None,
        limit=_shown(),
    )


def _shown() -> int:
    return int(st.session_state.get(SHOWN_KEY, PAGE_ROWS))


def _show_more() -> None:
    st.session_state[SHOWN_KEY] = _shown() + PAGE_ROWS


def _rows(asked: Asked) -> tuple[Row, ...]:
    with Store.default().reading() as cursor:
        return read_trail(cursor, asked, by=session.current().actor)


def _verify() -> None:
    if not st.button(words.VERIFY_BUTTON):
        return
    with Store.default().reading() as cursor:
        verdict = audit.verify(cursor)
    if verdict.broken:
        look.show(note(words.BROKEN.format(seq=verdict.broken.seq, why=verdict.broken.why), "error"))
    else:
        look.show(note(words.INTACT.format(rows=verdict.rows, head=verdict.head_hash), "done"))


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return datetime.strptime(text.strip(), "%d/%m/%Y").date()
    except ValueError:
        look.show(note(words.WRONG_DAY.format(text=text), "error"))
        return None


def _start(day: date) -> datetime:
    """Midnight in Vietnam, as UTC."""
    return datetime.combine(day, time()) - VIETNAM
