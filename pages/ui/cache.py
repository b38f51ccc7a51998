"""What screens show, made once: cached by store, its mark, account, plan and day, all of them plain arguments.

Nothing in here reads who is signed in: identity read inside a cached function would leak to the next reader.
The cached objects are frozen and shared; nobody changes them.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

from accounts.model import Account
from accounts.permissions import Action, allowed
from etl.register import Unit, default_register
from etl.rounds import Round
from etl.store import Store
from indicators.catalogue import plan as plan_of
from indicators.catalogue import plans as all_plans
from indicators.model import Plan
from pages.ui import (
    commune_parts,
    definition_parts,
    district_parts,
    heading_parts,
    heat,
    indicator_parts,
    overview_parts,
    words,
)
from pages.ui.markup import Html, join
from reports import charts, freshness
from reports.commune import commune_view
from reports.district import district_view
from reports.indicator import indicator_view
from reports.overview import overview
from returns.completeness import UnitFiling, completeness
from returns.marks import Marks
from returns.rounds import all_rounds, find_round

KEPT = 256
PAGES_KEPT = 192
OVERVIEWS_KEPT = 48


@dataclass(frozen=True, slots=True)
class Chapter:
    """Markup, a figure below it, markup below that."""

    above: Html
    figure: go.Figure | None = None
    below: Html | None = None


def marks(store: Store) -> Marks:
    """What the store is at: what a screen shows is kept by its marks. Raises StoreFault."""
    return freshness.marks(store, believed_s=freshness.BELIEVED_S)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def plans() -> tuple[Plan, ...]:
    """Every plan that is defined."""
    return all_plans()


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def rounds(store_path: str, data_version: str, plan_code: str) -> tuple[Round, ...]:
    """The rounds of a plan, oldest first."""
    with Store(Path(store_path)).reading() as cursor:
        return all_rounds(cursor, plan_code)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def districts(account: Account, day: date) -> tuple[Unit, ...]:
    """The districts of a day whose figures the account may see, in name order."""
    register = default_register()
    return tuple(
        unit for unit in register.districts_on(day) if allowed(account, Action.SEE_FIGURES, unit.key, register)
    )


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def unit_name(unit_key: str) -> str:
    """The full name of a unit. Raises UnknownUnit with near keys."""
    return default_register().get(unit_key).full_name


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def filing_of(
    store_path: str, data_version: str, plan_code: str, round_code: str, unit_key: str, today: date
) -> UnitFiling | None:
    """How one unit stands in one round as of a day; None when it does not file in it."""
    with Store(Path(store_path)).reading() as cursor:
        known = all_rounds(cursor, plan_code)
        filed = completeness(cursor, default_register(), find_round(known, round_code), today)
    return next((one for one in filed.units if one.unit.key == unit_key), None)


@st.cache_resource(max_entries=OVERVIEWS_KEPT, show_spinner=words.WORKING)
def overview_page(store_path: str, data_version: str, account: Account, plan_code: str, day: date) -> Html:
    """Tổng quan below its title. Raises Forbidden and StoreFault."""
    view = overview(Store(Path(store_path)), account, plan_code=plan_code, day=day)
    return join(
        [
            heading_parts.provenance(view.heading),
            overview_parts.body(view),
            heat.heat_map(view),
            heading_parts.footnotes(view.heading),
        ]
    )


@st.cache_resource(max_entries=PAGES_KEPT, show_spinner=words.WORKING)
def indicator_page(
    store_path: str, data_version: str, account: Account, plan_code: str, day: date, indicator_code: str
) -> tuple[Chapter, ...]:
    """Theo chỉ tiêu below its title: where it stands, the districts, the path. Raises as its view does."""
    view = indicator_view(Store(Path(store_path)), account, plan_code=plan_code, day=day, indicator_code=indicator_code)
    return (
        Chapter(heading_parts.provenance(view.heading) + indicator_parts.standing(view)),
        Chapter(indicator_parts.districts_head(view), charts.bullets(view), indicator_parts.districts(view)),
        Chapter(indicator_parts.path_head(view), charts.path(view), indicator_parts.path(view)),
        Chapter(heading_parts.footnotes(view.heading)),
    )


@st.cache_resource(max_entries=PAGES_KEPT, show_spinner=words.WORKING)
def district_page(
    store_path: str, data_version: str, account: Account, plan_code: str, day: date, district_key: str, marked: str
) -> Html:
    """Theo huyện below its title, with one indicator marked ("" for none). Raises as its view does."""
    view = district_view(Store(Path(store_path)), account, plan_code=plan_code, day=day, district_key=district_key)
    return heading_parts.provenance(view.heading) + district_parts.body(view, marked)


@st.cache_resource(max_entries=PAGES_KEPT, show_spinner=words.WORKING)
def commune_page(
    store_path: str, data_version: str, account: Account, plan_code: str, day: date, unit_key: str, marked: str
) -> Html:
    """The page of one commune below its title. Raises as its view does."""
    view = commune_view(Store(Path(store_path)), account, plan_code=plan_code, day=day, unit_key=unit_key)
    with Store(Path(store_path)).reading() as cursor:
        known = all_rounds(cursor, plan_code)
    return commune_parts.body(view, marked, known)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def definitions_page(plan_code: str, marked: str) -> tuple[Html, ...]:
    """Khung chỉ tiêu below its title: one part per group; the definition asked for ("" for none) comes first."""
    return definition_parts.body(plan_of(plan_code), marked)
