"""Ý kiến cơ sở: what units wrote beside their figures, searched by word, round, kind and district."""

from functools import partial

import streamlit as st

from pages.ui import cache, filters, frame, links, look, session, told_parts, told_words
from pages.ui.frame import Asked
from pages.ui.markup import tag
from reports.words_table import taken_words
from returns.words.search import MOST_FOUND, Sought, search_words

QUERY_KEY, SPAN_KEY, KIND_KEY, DISTRICT_KEY = "tim", "trong", "loai", "don_vi"
BOX, A_PAGE = "words.query", 40
ONE, ALL = "ky_nay", "moi_ky"
EVERY = "tat_ca"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def render() -> None:
    """Show the screen."""
    with frame.faults_told():
        asked = frame.begin(told_words.TITLE)
        look.show(tag("p", told_words.LEAD, cls="say"))
        sought = _sought(asked)
        by = session.current().actor
        found = search_words(asked.store, sought, by=by)
        if not found:
            narrowed = sought != Sought() and bool(search_words(asked.store, Sought(), by=by, most=1))
            everything = links.words(**{SPAN_KEY: ALL, KIND_KEY: next(iter(told_words.KINDS)), DISTRICT_KEY: EVERY})
            look.show(told_parts.nothing(narrowed=narrowed, everything=everything))
            return
        look.show(told_parts.summary(found, MOST_FOUND))
        st.download_button(
            told_words.TAKE,
            data=partial(taken_words, asked.store, sought, by=by),
            file_name=told_words.FILE_NAME,
            mime=XLSX,
            on_click="ignore",
            key="words.take",
        )
        pages = -(-len(found) // A_PAGE)
        place = st.pagination(pages, key=f"words.{hash(sought)}") if pages > 1 else 1
        look.show(told_parts.found_table(found[(place - 1) * A_PAGE : place * A_PAGE]))


def _sought(asked: Asked) -> Sought:
    """The boxes above the list; the address holds what they say."""
    query = _query()
    spans = {ALL: told_words.ALL_ROUNDS}
    if asked.round is not None:
        spans = {ONE: told_words.THIS_ROUND.format(round=asked.round.name), **spans}
    districts = {EVERY: told_words.EVERY_DISTRICT}
    districts |= {unit.key: unit.full_name for unit in cache.districts(asked.reader, asked.day)}
    kinds = {code: name for code, (name, _) in told_words.KINDS.items()}
    first, second, third = st.columns(3)
    with first:
        span = filters.pick(told_words.WHICH_ROUNDS, spans, key=SPAN_KEY, default=next(iter(spans)))
    with second:
        kind = filters.pick(told_words.KIND, kinds, key=KIND_KEY, default=next(iter(kinds)))
    district = EVERY
    if len(districts) > 2:
        with third:
            district = filters.pick(told_words.DISTRICT, districts, key=DISTRICT_KEY, default=EVERY)
    return Sought(
        query=query,
        kinds=told_words.KINDS[kind][1],
        round_code=asked.round.code if asked.round and span == ONE else None,
        district_key=None if district == EVERY else district,
    )


def _query() -> str:
    said = filters.asked(QUERY_KEY) or ""
    st.session_state[BOX] = said
    st.text_input(
        told_words.SEARCH,
        key=BOX,
        placeholder=told_words.SEARCH_HINT,
        help=told_words.SEARCH_HELP,
        on_change=_to_address,
    )
    return said


def _to_address() -> None:
    typed = str(st.session_state[BOX] or "").strip()
    if typed:
        st.query_params[QUERY_KEY] = typed
    else:
        st.query_params.pop(QUERY_KEY, None)
