"""What the meeting's screens show, made once: cached by store, versions, account, plan and day, as in `cache`."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import streamlit as st

from accounts.model import Account, Actor
from etl.store import Store
from pages.ui import cache, explanation_parts, frame, heading_parts, leader_parts, slide_parts
from pages.ui.cache import PAGES_KEPT
from pages.ui.frame import Asked
from pages.ui.markup import Html
from pages.ui.table_parts import whole_table
from reports.documents.deck import deck_of
from reports.documents.layouts import LayoutName, LayoutSettings
from reports.explaining import ExplanationRow, ExplanationsView, explained_beside, explanations_view
from reports.leader import leader_view
from reports.saved_tables import Selection, selections_of, settings_of
from reports.saved_templates import OwnTemplate, template_of
from reports.tables import tables_of
from reports.tables.about import subject_of
from returns.progress import Progress, progress


@dataclass(frozen=True, slots=True)
class OwnThings:
    """What one account keeps for its tables: selections, what stands around them, its report's template."""

    selections: tuple[Selection, ...]
    settings: LayoutSettings
    template: OwnTemplate | None


@dataclass(frozen=True, slots=True)
class Shown:
    """The slides of a deck and what each is called."""

    slides: tuple[Html, ...]
    titles: tuple[str, ...]


def threads_version(store: Store) -> int:
    """What the explanations are at now. Raises StoreFault."""
    return cache.marks(store).threads


@st.cache_resource(max_entries=PAGES_KEPT, show_spinner="Đang tổng hợp số liệu…")
def leader_page(store_path: str, data_version: str, threads: int, account: Account, plan_code: str, day: date) -> Html:
    """Trước cuộc họp below its title. Raises Forbidden and StoreFault."""
    view = leader_view(Store(Path(store_path)), account, plan_code=plan_code, day=day)
    return heading_parts.provenance(view.heading) + leader_parts.body(view)


@st.cache_resource(max_entries=PAGES_KEPT, show_spinner="Đang chuẩn bị trang chiếu…")
def deck(
    store_path: str,
    data_version: str,
    threads: int,
    account: Account,
    plan_code: str,
    day: date,
    district_keys: tuple[str, ...],
) -> Shown:
    """The slides as in PowerPoint, with one more for each of these districts. Raises Forbidden and StoreFault."""
    subject = subject_of(Store(Path(store_path)), account, plan_code=plan_code, day=day)
    chosen = tuple(district for district in subject.districts if district.key in district_keys)
    made = deck_of(subject, districts=chosen)
    return Shown(slides=slide_parts.slides(made), titles=slide_parts.titles(made))


@st.cache_resource(max_entries=PAGES_KEPT, show_spinner="Đang lập biểu…")
def preview(
    store_path: str,
    data_version: str,
    threads: int,
    account: Account,
    plan_code: str,
    day: date,
    selection: Selection,
) -> tuple[Html, ...]:
    """The tables of a selection as they stand in every document. Raises as `tables_of` does."""
    made = tables_of(
        Store(Path(store_path)),
        account,
        plan_code=plan_code,
        day=day,
        numbers=selection.numbers,
        indicators=selection.indicators,
        unit_keys=selection.unit_keys,
    )
    return tuple(map(whole_table, made))


def beside(asked: Asked, *, indicator_code: str | None = None, unit_key: str | None = None) -> Html:
    """What districts explained of one indicator, or what one district explained."""
    rows = _threads(asked, indicator_code=indicator_code, unit_key=unit_key)
    return explanation_parts.beside(rows, asked.round.code if asked.round else None)


def asked_on_top(asked: Asked, *, unit_key: str | None = None) -> Html:
    """What still waits for the reader's own answer; with `unit_key` everything that was asked of this unit."""
    rows = _threads(asked, unit_key=unit_key)
    return explanation_parts.on_top(rows, asked.round.code if asked.round else None, whole=unit_key is not None)


def _threads(
    asked: Asked, *, indicator_code: str | None = None, unit_key: str | None = None
) -> tuple[ExplanationRow, ...]:
    return _explained(
        asked.store_path,
        asked.version,
        threads_version(asked.store),
        asked.reader,
        asked.plan.code,
        asked.day,
        frame.today(),
        indicator_code,
        unit_key,
    )


@st.cache_resource(max_entries=PAGES_KEPT, show_spinner=False)
def _explained(
    store_path: str,
    data_version: str,
    threads: int,
    account: Account,
    plan_code: str,
    day: date,
    today: date,
    indicator_code: str | None,
    unit_key: str | None,
) -> tuple[ExplanationRow, ...]:
    return explained_beside(
        Store(Path(store_path)),
        account,
        plan_code=plan_code,
        day=day,
        today=today,
        indicator_code=indicator_code,
        unit_key=unit_key,
    )


@st.cache_resource(max_entries=PAGES_KEPT, show_spinner=False)
def explanations(
    store_path: str, data_version: str, threads: int, account: Account, plan_code: str, day: date, today: date
) -> ExplanationsView:
    """Every thread that the account may see, and what it may ask. Raises Forbidden and StoreFault."""
    return explanations_view(Store(Path(store_path)), account, plan_code=plan_code, day=day, today=today)


@st.cache_resource(max_entries=PAGES_KEPT, show_spinner=False)
def filings(store_path: str, data_version: str, account: Account, plan_code: str, today: date) -> Progress:
    """Units × rounds as far as the account may see them. Raises StoreFault."""
    return progress(Store(Path(store_path)), plan_code, by=Actor(account), today=today)


@st.cache_resource(max_entries=PAGES_KEPT, show_spinner=False)
def own_things(store_path: str, tables: int, login: str, layout: LayoutName) -> OwnThings:
    """What an account keeps for its tables in one layout; `tables` moves with every change of it."""
    with Store(Path(store_path)).reading() as cursor:
        return OwnThings(
            selections=selections_of(cursor, login),
            settings=settings_of(cursor, login, layout),
            template=template_of(cursor, login, layout),
        )
