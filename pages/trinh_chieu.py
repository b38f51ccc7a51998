"""Trình chiếu: the meeting's slides in large type, turned by keys; the same as in PowerPoint."""

import streamlit as st

from pages.ui import frame, links, look, meeting_cache, meeting_words, slide_parts, turning, words
from pages.ui.filters import asked as named
from pages.ui.markup import link, tag


def render() -> None:
    """Show the screen."""
    with frame.faults_told():
        asked = frame.begin(words.SLIDES)
        threads = meeting_cache.threads_version(asked.store)
        districts = tuple((named(links.DISTRICTS_KEY) or "").split(","))
        shown = meeting_cache.deck(
            asked.store_path,
            asked.version,
            threads,
            asked.reader,
            asked.plan.code,
            asked.day,
            districts,
        )
        at = turning.shown(len(shown.slides))
        round_code = asked.round.code if asked.round else None
        look.show(shown.slides[at - 1])
        with st.container(key="slide-foot"):
            turning.keys(at, len(shown.slides))
            dots = slide_parts.dots(shown.titles, at, round_code, districts)
            look.show(tag("div", dots, link(meeting_words.LEAVE, links.leader(round_code)), cls="slide-ways"))
