"""A unit's own table into a mapping in this browser's session: the file once opened, and what is chosen for it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import streamlit as st

from accounts.model import Actor
from etl.layouts.saved import HeadOffer, NameOffer, Proposal, head_offers, likest, propose
from etl.matching.grid import Grid
from etl.register import Unit
from etl.rounds import Round
from etl.store import Store
from indicators.model import Item, Plan
from pages.ui import layout_parts, look
from pages.ui import layout_words as words
from pages.ui.markup import Html
from returns.layouts import LONGEST_NAME, ForeignFile, open_foreign

FILE = "layout.file"
NO_ITEM, NO_UNIT, NOT_CHOSEN = "", "-", "?"
HEAD_ROWS = (1, 2, 3, 4)
SHARES = (4, 5)
SHOWN_LABELS = 5


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a layout as typed so far, and the key of its field."""

    key: str
    text: str


def opened(
    store: Store, name: str, data: bytes, round_: Round, unit: Unit, *, by: Actor, version: str = ""
) -> ForeignFile:
    """The file in the box, read once for this round, unit and `version`. Raises Forbidden, LayoutFault."""
    wanted = (sha256(data).hexdigest(), name, round_.code, unit.key, version)
    kept = st.session_state.get(FILE)
    if kept is None or kept[0] != wanted:
        file = open_foreign(store, data, name, round_code=round_.code, unit_key=unit.key, by=by)
        kept = (wanted, file)
        st.session_state[FILE] = kept
    found: ForeignFile = kept[1]
    return found


def sheet(file: ForeignFile) -> Grid:
    """The sheet to map; nothing to choose where there is one."""
    if len(file.sheets) == 1:
        return file.sheets[0]
    names = [grid.name for grid in file.sheets]
    place = st.selectbox(words.SHEET, range(len(names)), format_func=names.__getitem__, key=_key(file, "sheet"))
    return file.sheets[place or 0]


def proposal(file: ForeignFile, grid: Grid) -> Proposal | None:
    """What is proposed under the header and the column of names that are chosen; None without any header."""
    offers = {offer.bottom: offer for offer in head_offers(grid, file.places)}
    if not offers:
        return None
    left, middle, right = st.columns((5, 2, 3))
    with left:
        bottom = st.selectbox(
            words.HEAD_ROW,
            list(offers),
            format_func=lambda row: _head_words(offers[row]),
            key=_key(file, "head", grid.name),
        )
    own = min(bottom - offers[bottom].top + 1, bottom)
    with middle:
        rows = st.selectbox(
            words.HEAD_ROWS,
            [count for count in HEAD_ROWS if count <= bottom],
            index=own - 1,
            format_func=lambda count: f"{count} dòng",
            key=_key(file, "rows", grid.name, bottom),
        )
    saved = [one.layout for one in file.saved]
    span = (bottom - rows + 1, bottom)
    found = propose(grid, file.suggester, file.places, span, like=saved)
    with right:
        names = _names_column(file, grid, found)
    return found if names == found.names else propose(grid, file.suggester, file.places, span, names=names, like=saved)


def name(file: ForeignFile, found: Proposal) -> Name:
    """The name typed for the layout, to begin with that of the saved one it is like, or of the sheet."""
    key = _key(file, "name", found.sheet)
    before = likest(found.head, [one.layout for one in file.saved])
    first = before.name if before else f"{found.sheet} – {file.unit.full_name}"[:LONGEST_NAME]
    return Name(key, str(st.session_state.get(key, first)))


def items(file: ForeignFile, found: Proposal, plan: Plan) -> dict[str, str | None]:
    """The item chosen for every column, by the column's key; None for one that is not read."""
    known = {item.code: item for item in plan.items}
    chosen: dict[str, str | None] = {}
    for offer in found.columns:
        options = _options(offer.item, offer.near, known)
        key = _key(file, "item", found.sheet, found.head.top, found.head.bottom, found.names, offer.head.column)
        code = _matched(layout_parts.column(offer), words.CHOOSE_ITEM, options, _item_words(known, offer.near), key)
        chosen[offer.head.key] = code or None
    return chosen


def units(file: ForeignFile, found: Proposal) -> dict[str, str | None]:
    """The unit key chosen for every name in question, None for a row to be left out; undecided names are not in it."""
    communes = {unit.key: unit.full_name for unit in file.places.communes}
    names = {NOT_CHOSEN: words.CHOOSE_UNIT, NO_UNIT: words.NOT_A_UNIT, **communes}
    chosen: dict[str, str | None] = {}
    for offer in found.asked:
        key = _key(file, "unit", found.sheet, found.head.bottom, found.names, offer.key)
        unit = _matched(
            layout_parts.name(offer), words.CHOOSE_UNIT, _unit_options(offer, communes), names.__getitem__, key
        )
        if unit != NOT_CHOSEN:
            chosen[offer.key] = None if unit == NO_UNIT else unit
    return chosen


def _matched(left: Html, label: str, options: Sequence[str], told: Callable[[str], str], key: str) -> str:
    with st.container(key=f"match.{key}"):
        said, pick = st.columns(SHARES, vertical_alignment="center")
        with said:
            look.show(left)
        with pick:
            chosen = st.selectbox(
                label,
                list(options),
                format_func=told,
                key=key,
                label_visibility="collapsed",
                filter_mode="contains",
            )
    return chosen or options[0]


def _options(first: str | None, near: Sequence[str], known: Mapping[str, Item]) -> list[str]:
    """The codes to choose from: the one proposed (else none), none, the near ones, all others as in the plan."""
    return list(dict.fromkeys([first or NO_ITEM, NO_ITEM, *near, *known]))


def _unit_options(offer: NameOffer, communes: Mapping[str, str]) -> list[str]:
    """What a name may be: what was known before, else nothing yet; the near communes, no commune, all others."""
    before = {None: NOT_CHOSEN, "": NO_UNIT}.get(offer.before, offer.before or NOT_CHOSEN)
    first = before if before in (NOT_CHOSEN, NO_UNIT) or before in communes else NOT_CHOSEN
    return list(dict.fromkeys([first, NOT_CHOSEN, *(unit.key for unit in offer.near), NO_UNIT, *communes]))


def _item_words(known: Mapping[str, Item], near: Sequence[str]) -> Callable[[str], str]:
    def told(code: str) -> str:
        if code == NO_ITEM:
            return words.NOT_READ
        return f"{code} · {known[code].header}"

    return told


def _names_column(file: ForeignFile, grid: Grid, found: Proposal) -> int | None:
    headers = {column.column: column.header for column in found.head.columns}
    columns = sorted({cell.column for cell in grid.sheet.cells if cell.row > found.head.bottom})[:60]
    first = [found.names] if found.names is not None else []
    options = list(dict.fromkeys([*first, *columns]))

    def told(column: int) -> str:
        header = headers.get(column, words.NO_HEADER)
        return f"{layout_parts.column_letter(column)} · {layout_parts.short(header, 40)}"

    key = _key(file, "names", grid.name, found.head.top, found.head.bottom)
    return st.selectbox(words.NAMES_COLUMN, options, format_func=told, key=key)


def _head_words(offer: HeadOffer) -> str:
    shown = " · ".join(layout_parts.short(text, 28) for text in offer.words[:SHOWN_LABELS])
    more = f" · +{len(offer.words) - SHOWN_LABELS}" if len(offer.words) > SHOWN_LABELS else ""
    return f"Dòng {offer.bottom}: {shown}{more}"


def _key(file: ForeignFile, *parts: object) -> str:
    """The key of a widget: another file, sheet or header begins with its own proposals."""
    told = "|".join(str(part) for part in (file.book.sha256, file.round.code, file.unit.key, *parts))
    return f"layout.{sha256(told.encode()).hexdigest()[:16]}"
