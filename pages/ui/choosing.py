"""Several things chosen at once, kept in the address as `?bieu=1,4`, as `filters` keeps single ones."""

from collections.abc import Mapping
from typing import Literal

import streamlit as st

from etl.register import Unit
from indicators.model import Plan
from pages.ui import filters, links, meeting_words
from reports.documents.layouts import LAYOUT_NAMES, LayoutName
from reports.saved_tables import Selection
from reports.tables import TABLE_NAMES

SEPARATOR = ","


def selection(plan: Plan, of_day: tuple[Unit, ...]) -> Selection:
    """What Biểu tổng hợp is asked for: tables, indicators, districts of the day, layout."""
    numbers = several(
        meeting_words.WHICH_TABLES,
        {str(n): f"{n}. {name}" for n, name in TABLE_NAMES.items()},
        key=links.TABLE_KEY,
        default=("1",),
        drawn="pills",
    )
    left, right = st.columns(2)
    with left:
        indicators = several(
            meeting_words.INDICATORS,
            {one.code: f"{one.code} {one.short_name}" for one in plan.indicator},
            key=links.INDICATORS_KEY,
            all_words=meeting_words.ALL_INDICATORS,
        )
    with right:
        districts = several(
            meeting_words.DISTRICTS,
            {one.key: one.full_name for one in of_day},
            key=links.DISTRICTS_KEY,
            all_words=meeting_words.OWING_MOST,
        )
    layouts, basis, verdicts = st.columns(3)
    with layouts:
        names = {layout.value: name for layout, name in LAYOUT_NAMES.items()}
        layout = filters.pick(meeting_words.LAYOUT, names, key=links.LAYOUT_KEY, default=LayoutName.PARTY.value)
    with basis:
        st.selectbox(meeting_words.BASIS, [meeting_words.BASIS_NOW], disabled=True, help=meeting_words.BASIS_LATER)
    with verdicts:
        st.selectbox(
            meeting_words.VERDICTS, [meeting_words.VERDICTS_NOW], disabled=True, help=meeting_words.VERDICTS_LATER
        )
    return Selection(
        name="",
        plan=plan.code,
        layout=LayoutName(layout),
        numbers=tuple(map(int, numbers)),
        indicators=indicators,
        unit_keys=districts,
    )


def several(
    label: str,
    names: Mapping[str, str],
    *,
    key: str,
    default: tuple[str, ...] = (),
    all_words: str = "",
    drawn: Literal["pills", "list"] = "list",
) -> tuple[str, ...]:
    """Codes chosen by their names, in the order of `names`; unknown ones in the address are left out.

    `all_words` stands in an empty list. Pills show every choice, a list only those that are made.
    """
    codes = _current(key, names, default)
    widget = f"several.{key}"
    st.session_state[widget] = list(codes)
    if drawn == "pills":
        st.pills(
            label,
            list(names),
            selection_mode="multi",
            format_func=lambda one: names[one],
            key=widget,
            on_change=_to_address,
            args=(key, widget, tuple(names)),
        )
    else:
        st.multiselect(
            label,
            list(names),
            format_func=lambda one: names[one],
            key=widget,
            on_change=_to_address,
            args=(key, widget, tuple(names)),
            placeholder=all_words,
        )
    return codes


def _current(key: str, names: Mapping[str, str], default: tuple[str, ...]) -> tuple[str, ...]:
    named = filters.asked(key)
    if named is None:
        kept = st.session_state.get(_memory(key))
        return tuple(code for code in kept if code in names) if isinstance(kept, tuple) else default
    wanted = set(named.split(SEPARATOR))
    return tuple(code for code in names if code in wanted)


def _to_address(key: str, widget: str, order: tuple[str, ...]) -> None:
    chosen = st.session_state[widget] or []
    codes = tuple(code for code in order if code in chosen)
    st.session_state[_memory(key)] = codes
    if codes:
        st.query_params[key] = SEPARATOR.join(codes)
    else:
        st.query_params.pop(key, None)


def _memory(key: str) -> str:
    return f"several.kept.{key}"
