"""An account's unfinished entries of every round: when saved, how much is filled, to go on with or to drop."""

from dataclasses import dataclass
from functools import partial

import streamlit as st

from etl.register import Unit, default_register
from etl.rounds import Round
from indicators.catalogue import plan as plan_of
from indicators.formatting import number_vi
from pages.ui import doing, filing_parts, going, links, look, returns_links, session
from pages.ui import entry_words as words
from pages.ui.frame import Asked
from pages.ui.markup import Html, join, link, note, tag
from returns.drafts import drafts_of, drop_draft
from returns.drafts.tables import DraftHead
from returns.rounds import all_rounds

ASKED, PLACE = "drafts.ask", "drafts"


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A draft with its round and unit, and how many cells its form has."""

    head: DraftHead
    round: Round
    unit: Unit
    cells: int


def unfinished(asked: Asked) -> tuple[Unfinished, ...]:
    """The drafts of who is signed in, the one saved last first."""
    heads = drafts_of(asked.store, by=session.current().actor)
    if not heads:
        return ()
    register = default_register()
    with asked.store.reading() as cursor:
        rounds = {one.code: one for one in all_rounds(cursor)}
    found = []
    for head in heads:
        round_ = rounds[head.round_code]
        communes = register.communes_of(head.unit_key, round_.data_to)
        cells = len(communes) * len(plan_of(round_.plan).items)
        found.append(Unfinished(head, round_, register.get(head.unit_key), cells))
    return tuple(found)


def hint(asked: Asked) -> None:
    """One line on the filing screen: what was begun elsewhere and waits."""
    found = unfinished(asked)
    if found:
        ways = (link(_name(one), returns_links.entry(one.round.code, one.unit.key)) for one in found)
        look.show(note(join([words.HINT.format(count=number_vi(len(found))), join(ways, "; "), "."])))


def show(asked: Asked, round_code: str, unit_key: str) -> None:
    """The list, open when something else waits than what is on the screen anyhow."""
    found = unfinished(asked)
    others = [one for one in found if (one.round.code, one.unit.key) != (round_code, unit_key)]
    doing.told(PLACE)
    if not found:
        return
    with st.expander(words.DRAFTS.format(count=number_vi(len(found))), expanded=bool(others)):
        look.show(tag("p", words.DRAFTS_SAID, cls="say"))
        for one in found:
            _line(asked, one, here=one not in others)


def _line(asked: Asked, one: Unfinished, *, here: bool) -> None:
    name = f"{one.round.code}.{one.unit.key}"
    left, right = st.columns((3, 2), vertical_alignment="center")
    with left:
        look.show(_about(one, here=here))
    with right, st.container(horizontal=True):
        if not here and st.button(words.GO_ON, key=f"drafts.on.{name}"):
            going.to(returns_links.ENTRY, {links.ROUND_KEY: one.round.code, links.DISTRICT_KEY: one.unit.key})
        if st.session_state.get(ASKED) != name:
            st.button(words.DROP_BUTTON, key=f"drafts.off.{name}", on_click=_ask, args=(name,))
    if st.session_state.get(ASKED) == name:
        look.show(note(words.DROP_ASK.format(unit=one.unit.full_name, round=one.round.name), "warn"))
        with st.container(horizontal=True):
            work = partial(_dropped, asked, one)
            st.button(words.DROP_YES, key=f"drafts.yes.{name}", on_click=doing.do, args=(work, PLACE))
            st.button(words.DROP_NO, key=f"drafts.no.{name}", on_click=_ask, args=(None,))


def _about(one: Unfinished, *, here: bool) -> Html:
    at = filing_parts.moment(one.head.saved_at)
    filled = words.DRAFT_LINE.format(filled=number_vi(one.head.filled), cells=number_vi(one.cells), at=at)
    mark = f" ({words.OPEN_NOW})" if here else ""
    return tag("p", tag("b", _name(one)), mark, tag("span", filled, cls="body-line small"), cls="body")


def _name(one: Unfinished) -> str:
    return f"{one.unit.full_name}, {one.round.name}"


def _ask(name: str | None) -> None:
    st.session_state[ASKED] = name


def _dropped(asked: Asked, one: Unfinished) -> str:
    _ask(None)
    drop_draft(asked.store, one.round.code, one.unit.key, by=session.current().actor)
    return words.DROPPED.format(unit=one.unit.full_name)
