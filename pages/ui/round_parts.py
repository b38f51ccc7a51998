"""Rounds and their extensions into tables; what was typed about a round into days, tiers and ways."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from etl.register import default_register
from etl.rounds import Round
from indicators.formatting import date_vi, number_vi
from indicators.model import Tier
from pages.ui import returns_links, words
from pages.ui import returns_words as said
from pages.ui.filing_parts import moment
from pages.ui.markup import NOTHING, Html, join, link, tag
from pages.ui.tables import Column, Row, table
from returns.completeness import Completeness
from returns.faults import RoundFault
from returns.rounds import ROUND_STATE_NAMES, TIER_NAMES, WAY_NAMES, RoundSettings, Way
from returns.rounds.changes import Extension, due_from_words


def rounds(known: Sequence[Completeness], settings: Mapping[str, RoundSettings], chosen: Round | None) -> Html:
    """Every round, the latest first, with its state and who files how."""
    titles = (words.ROUND, said.DATA_DAYS, said.DUE, said.RECEIVED, said.TIER, said.STATE)
    columns = [Column(title=t, align="right" if t == said.RECEIVED else "left") for t in titles]
    rows = []
    for one in reversed(known):
        round_, told = one.round, settings[one.round.code]
        ways = (
            tag("span", f"{TIER_NAMES[tier]}: {_within(WAY_NAMES[way])}", cls="body-line")
            for tier, way in told.ways.items()
        )
        received = f"{number_vi(one.received)} / {number_vi(len(one.units))}"
        rows.append(
            Row(
                cells=[
                    link(round_.name, returns_links.rounds(round_.code), cls="name")
                    + tag("span", round_.code, cls="why"),
                    f"{date_vi(round_.data_from)} – {date_vi(round_.data_to)}",
                    date_vi(round_.due),
                    link(received, returns_links.progress(round_.code)),
                    join(ways),
                    ROUND_STATE_NAMES[told.state],
                ],
                strong=chosen is not None and round_.code == chosen.code,
            )
        )
    return table(columns, rows, caption=said.ROUNDS_CAPTION, stack=True)


def extensions(granted: Sequence[Extension]) -> Html:
    """What was granted to whom, and why."""
    if not granted:
        return NOTHING
    titles = (said.EXTEND_WHOM, said.FROM_DUE, said.TO_DUE, said.REASON, said.GRANTED)
    register = default_register()
    rows = [
        Row(
            cells=[
                tag("b", register.get(one.unit_key).full_name if one.unit_key else said.EVERYONE),
                date_vi(one.due_before),
                date_vi(one.due_after),
                one.reason,
                f"{moment(one.granted_at)}, {one.granted_by}",
            ]
        )
        for one in granted
    ]
    return table([Column(title=title) for title in titles], rows, caption=said.EXTENSIONS_CAPTION, stack=True)


def day_of(text: str) -> date:
    """A day typed as dd/mm/yyyy. Raises RoundFault."""
    try:
        return datetime.strptime(text.strip(), "%d/%m/%Y").date()
    except ValueError as wrong:
        raise RoundFault(said.WRONG_DAY.format(text=text.strip())) from wrong


def due_of(text: str, *, near: date) -> date:
    """The last good day of a deadline, as a day or in a document's words. Raises RoundFault."""
    return due_from_words(text, near=near)


def ways_of(tier: Tier, way: Way, others: Mapping[Tier, str]) -> dict[Tier, Way]:
    """The tier that owes, and the others that may file ("" for those that do not)."""
    return {tier: way, **{one: Way(chosen) for one, chosen in others.items() if chosen and one is not tier}}


def _within(words_: str) -> str:
    """Words inside a sentence: only the first letter falls, Excel stays Excel."""
    return words_[:1].lower() + words_[1:]
