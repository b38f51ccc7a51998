"""Khung chỉ tiêu: what is measured, by which clause, with which targets."""

import streamlit as st

from pages.ui import cache, filters, frame, links, look, words
from pages.ui.markup import tag


def render() -> None:
    """Show the screen."""
    with frame.faults_told():
        look.apply()
        look.show(tag("h2", words.DEFINITIONS, cls="title"))
        plan = filters.plan(cache.plans())
        for part in cache.definitions_page(plan.code, filters.asked(links.INDICATOR_KEY) or ""):
            with st.container():
                look.show(part)
