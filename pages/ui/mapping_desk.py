"""A mapping into a saved layout: its name, why it cannot be kept yet, what is kept already, and on to the filing."""

import streamlit as st

from etl.layouts.saved import Layout
from etl.register import Unit
from pages.ui import doing, drafts, going, layout_parts, links, look, session
from pages.ui import layout_words as words
from pages.ui.frame import Asked
from pages.ui.mapping import Name
from pages.ui.markup import tag
from returns.layouts import LONGEST_NAME, ForeignFile, SavedLayout, drop_layout, faults_of, save_layout

DROP_KEY = "layout.drop"


def save(asked: Asked, file: ForeignFile, layout: Layout, name: Name) -> None:
    """The last step: name it and keep it; once it is kept, go on to the filing with the file."""
    look.show(layout_parts.step(5, words.STEP_SAVE))
    st.text_input(words.NAME, value=name.text, key=name.key, max_chars=LONGEST_NAME)
    faults = faults_of(layout, file.unit.key)
    if faults:
        look.show(layout_parts.faults(faults))

    def keep() -> str:
        kept = save_layout(asked.store, layout, file.unit.key, by=session.current().actor)
        return words.SAVED.format(name=kept.layout.name, unit=file.unit.full_name)

    doing.told()
    known = any(one.layout == layout for one in file.saved)
    with st.container(horizontal=True):
        st.button(
            words.SAVE,
            type="secondary" if known else "primary",
            disabled=bool(faults) or known,
            on_click=doing.do,
            args=(keep,),
        )
        if known and st.button(words.ON_TO_FILING, type="primary"):
            _on_to_filing(asked, file)


def _on_to_filing(asked: Asked, file: ForeignFile) -> None:
    drafts.hand_over(
        asked.store,
        file.data,
        file.file_name,
        by=session.current().actor,
        round_code=file.round.code,
        unit_key=file.unit.key,
    )
    going.to(links.FILING, {links.ROUND_KEY: file.round.code, links.DISTRICT_KEY: file.unit.key})


def mine(asked: Asked, unit: Unit, saved: tuple[SavedLayout, ...]) -> None:
    """What the unit has saved, and the button that drops one."""
    look.show(tag("h3", words.MINE, cls="head"))
    doing.told()
    look.show(layout_parts.mine(saved))
    if not saved:
        return
    names = {one.number: one.layout.name for one in saved}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        number = st.selectbox(
            words.DROP_CHOOSE, list(names), format_func=names.__getitem__, key=f"{DROP_KEY}.{unit.key}"
        )

        def drop() -> str:
            drop_layout(asked.store, unit.key, asked.plan.code, number, by=session.current().actor)
            return words.DROPPED.format(name=names[number])

        st.button(words.DROP, on_click=doing.do, args=(drop,))
