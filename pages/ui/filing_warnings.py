"""The warnings of a check as fields, kind by kind, and what was ticked or written there as an answer to each of them.

One kind that comes up forty times is one tick and one reason; whoever needs it finds a field for every single place.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2s

import streamlit as st

from etl.issues import KINDS, Issue, Severity
from indicators.formatting import number_vi
from pages.ui import doing, look
from pages.ui import filing_words as words
from pages.ui.markup import NOTHING, Html, join, note, tag
from returns.filing import SEEN

MOST_OWN = 60
MOST_WITHOUT_COMMON = 2


@dataclass(frozen=True, slots=True)
class Place:
    """One warning: its position among the issues (from 1), and the name of its own fields."""

    position: int
    found: Issue
    name: str


def kinds(issues: Sequence[Issue]) -> dict[str, tuple[Place, ...]]:
    """The warnings by code, in the order in which the codes first come up.

    A place keeps its name when others come and go, so that a reason never slips to another figure.
    """
    seen: Counter[str] = Counter()
    found: dict[str, list[Place]] = defaultdict(list)
    for position, one in enumerate(issues, 1):
        if one.severity is not Severity.WARNING:
            continue
        about = blake2s(repr((one.code, one.sheet, one.cell, one.unit, one.item)).encode(), digest_size=8).hexdigest()
        found[one.code].append(Place(position, one, f"{about}.{seen[about]}"))
        seen[about] += 1
    return {code: tuple(places) for code, places in found.items()}


def fields(issues: Sequence[Issue], key: str) -> None:
    """A tick and a reason for every kind, and for every place of it."""
    for code, places in kinds(issues).items():
        with st.container(border=True):
            look.show(tag("h4", heading(code, len(places)), cls="head"))
            if len(places) <= MOST_WITHOUT_COMMON:
                for place in places:
                    _own(place, key)
            else:
                _kind(code, places, key)


def heading(code: str, count: int) -> str:
    """What a kind of warning is called, and how often it comes up."""
    title = KINDS[code].title if code in KINDS else words.SEVERITY_WORDS[Severity.WARNING]
    return f"{title} ({words.PLACES.format(count=number_vi(count))})" if count > 1 else title


def _kind(code: str, places: Sequence[Place], key: str) -> None:
    fixes = {place.found.fix for place in places}
    look.show(tag("p", next(iter(fixes)) if len(fixes) == 1 else words.LOOK_AT_EACH, cls="say"))
    _pair(f"{key}.{code}", words.ALL_RIGHT.format(count=number_vi(len(places))), words.REASON_FOR_ALL)
    with st.expander(words.ONE_BY_ONE.format(count=number_vi(len(places)))):
        for place in places[:MOST_OWN]:
            _own(place, key, with_fix=len(fixes) > 1)
        if len(places) > MOST_OWN:
            look.show(note(words.MORE_PLACES.format(count=number_vi(len(places) - MOST_OWN))))


def answers(issues: Sequence[Issue], key: str) -> dict[int, str]:
    """What was said to each warning, by its position: its own reason, else the kind's, else that it was seen."""
    told: dict[int, str] = {}
    for code, places in kinds(issues).items():
        common, ticked = _said(f"{key}.{code}") if len(places) > MOST_WITHOUT_COMMON else ("", False)
        for place in places:
            own, seen = _said(f"{key}.{place.name}")
            said = own or common or (SEEN if seen or ticked else "")
            if said:
                told[place.position] = said
    return told


def _own(place: Place, key: str, *, with_fix: bool = True) -> None:
    look.show(_line(place.found, with_fix=with_fix))
    _pair(f"{key}.{place.name}", words.RIGHT, words.OWN_REASON)


def _pair(key: str, tick: str, reason: str) -> None:
    left, right = st.columns((2, 3), vertical_alignment="center")
    left.checkbox(tick, key=f"{key}.tick")
    right.text_input(reason, key=f"{key}.reason", placeholder=reason, label_visibility="collapsed")


def _said(key: str) -> tuple[str, bool]:
    return doing.typed(f"{key}.reason").strip(), bool(st.session_state.get(f"{key}.tick"))


def _line(one: Issue, *, with_fix: bool) -> Html:
    """Where it stands, what was found, what could be done."""
    where = " › ".join(part for part in (one.sheet, one.cell) if part) if one.cell else ""
    lead = join([tag("b", where), ": "]) if where else NOTHING
    fix = tag("span", one.fix, cls="body-line small") if with_fix else NOTHING
    return tag("p", lead, one.message, fix, cls="body")
