"""The fields of one round on screen, and what was typed into them."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from indicators.formatting import date_vi
from indicators.model import Tier
from pages.ui import doing, round_parts
from pages.ui import returns_words as words
from returns.rounds import TIER_NAMES, WAY_NAMES, Way

OTHER_WAYS = {"": words.NOT_FILING, **{way.value: name for way, name in WAY_NAMES.items()}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the fields begin with."""

    name: str = ""
    data_from: date | None = None
    data_to: date | None = None
    due: date | None = None
    tier: Tier = Tier.FORMER_DISTRICT
    way: Way = Way.BOTH
    communes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed, understood."""

    name: str
    data_from: date
    data_to: date
    due: date
    tier: Tier
    ways: dict[Tier, Way]


def fields(shown: Shown, key: str) -> None:
    """The fields; to be called inside a form."""
    left, right = st.columns(2)
    left.text_input(words.NAME, value=shown.name, key=f"{key}.name")
    right.text_input(
        words.DUE, value=_day(shown.due), key=f"{key}.due", placeholder=words.DUE_FORM, help=words.DUE_HINT
    )
    left.text_input(words.DATA_FROM, value=_day(shown.data_from), key=f"{key}.from", placeholder=words.DAY_FORM)
    right.text_input(words.DATA_TO, value=_day(shown.data_to), key=f"{key}.to", placeholder=words.DAY_FORM)
    tiers, ways = list(TIER_NAMES), list(WAY_NAMES)
    first, second, third = st.columns(3)
    first.selectbox(
        words.TIER, tiers, index=tiers.index(shown.tier), format_func=TIER_NAMES.__getitem__, key=f"{key}.tier"
    )
    second.selectbox(words.WAYS, ways, index=ways.index(shown.way), format_func=WAY_NAMES.__getitem__, key=f"{key}.way")
    others = list(OTHER_WAYS)
    third.selectbox(
        f"{words.OTHER_TIERS}: {TIER_NAMES[Tier.COMMUNE].lower()}",
        others,
        index=others.index(shown.communes),
        format_func=OTHER_WAYS.__getitem__,
        key=f"{key}.communes",
        help=words.OTHER_TIERS_HINT,
    )


def typed(key: str) -> Typed:
    """What stands in the fields. Raises RoundFault."""
    data_to = round_parts.day_of(doing.typed(f"{key}.to"))
    tier, way = Tier(st.session_state[f"{key}.tier"]), Way(st.session_state[f"{key}.way"])
    return Typed(
        name=doing.typed(f"{key}.name"),
        data_from=round_parts.day_of(doing.typed(f"{key}.from")),
        data_to=data_to,
        due=round_parts.due_of(doing.typed(f"{key}.due"), near=data_to),
        tier=tier,
        ways=round_parts.ways_of(tier, way, {Tier.COMMUNE: doing.typed(f"{key}.communes")}),
    )


def _day(day: date | None) -> str:
    return date_vi(day) if day else ""
