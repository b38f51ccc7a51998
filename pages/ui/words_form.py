"""The words beside figures as fields on screen, and what was typed into them."""

from collections.abc import Sequence

import streamlit as st

from etl.checking import CheckedReturn
from etl.register import Unit, default_register
from etl.told import ReturnText, merged
from pages.ui import doing, look, told_words
from pages.ui.review_parts import part
from returns.words import FILLER, TEXT_KIND_NAMES, TOLD, TextKind

OWN_ROWS = 1  # blank rows offered below what is known
WHOLE = ""


def fields(texts: Sequence[ReturnText], key: str, communes: Sequence[Unit] = ()) -> None:
    """Who filled it on one line, the long texts below, then what single communes say; they begin with what is known.

    Stands inside a form. `communes` are those that may be spoken of; one alone has no words beside the unit's own.
    """
    known = {one.kind: one.text for one in texts if not one.unit_key}
    for kind, column in zip(FILLER, st.columns(len(FILLER)), strict=True):
        column.text_input(TEXT_KIND_NAMES[kind], value=known.get(kind, ""), key=f"{key}.{kind}")
    for kind in TOLD:
        st.text_area(TEXT_KIND_NAMES[kind], value=known.get(kind, ""), key=f"{key}.{kind}", height=100)
    if len(communes) > 1:
        _of_communes(texts, key, communes)


def communes_of(checked: CheckedReturn) -> tuple[Unit, ...]:
    """The communes that a checked return may speak of."""
    if checked.round is None or checked.filing_unit is None:
        return ()
    return default_register().communes_of(checked.filing_unit.key, checked.round.data_to)


def typed(key: str, texts: Sequence[ReturnText] = ()) -> tuple[ReturnText, ...]:
    """What stands in the fields, blank ones left out.

    `texts` that speak of single communes are kept where no fields were shown for them.
    """
    own = [ReturnText(kind, doing.typed(f"{key}.{kind}")) for kind in (*FILLER, *TOLD)]
    rows = st.session_state.get(_rows_key(key))
    if rows is None:
        told = [one for one in texts if one.unit_key]
    else:
        told = [_row(f"{key}.row{place}") for place in range(int(rows))]
    return merged([*own, *told])


def _of_communes(texts: Sequence[ReturnText], key: str, communes: Sequence[Unit]) -> None:
    names = {WHOLE: told_words.WHOLE_UNIT, **{unit.key: unit.full_name for unit in communes}}
    known = [one for one in texts if one.unit_key in names and one.unit_key]
    count = max(int(st.session_state.get(_rows_key(key), 0)), len(known) + OWN_ROWS)
    st.session_state[_rows_key(key)] = count
    look.show(part(told_words.OF_COMMUNES, told_words.OF_COMMUNES_SAID))
    for place in range(count):
        one = known[place] if place < len(known) else None
        _fields_of(f"{key}.row{place}", place + 1, one, names)
    st.form_submit_button(told_words.ADD_ROW, key=f"{key}.more", on_click=_one_more, args=(key, count))


def _fields_of(key: str, place: int, one: ReturnText | None, names: dict[str, str]) -> None:
    left, right = st.columns((1, 2))
    units = list(names)
    with left:
        st.selectbox(
            told_words.COMMUNE.format(place=place),
            units,
            index=units.index(one.unit_key) if one else 0,
            format_func=names.__getitem__,
            key=f"{key}.unit",
        )
        st.selectbox(
            told_words.KIND_OF.format(place=place),
            list(TOLD),
            index=TOLD.index(one.kind) if one else 0,
            format_func=TEXT_KIND_NAMES.__getitem__,
            key=f"{key}.kind",
        )
    right.text_area(told_words.WORDS.format(place=place), value=one.text if one else "", key=f"{key}.text", height=124)


def _row(key: str) -> ReturnText:
    kind = st.session_state.get(f"{key}.kind", TOLD[0])
    return ReturnText(TextKind(kind), doing.typed(f"{key}.text"), doing.typed(f"{key}.unit"))


def _one_more(key: str, count: int) -> None:
    st.session_state[_rows_key(key)] = count + 1


def _rows_key(key: str) -> str:
    return f"{key}.rows"
