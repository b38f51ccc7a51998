"""What the meeting's screens show, made once: cached by store, versions, account, plan and day, as in `cache`."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import streamlit as st

from accounts.model import Account
from etl.store import Store
from pages.ui import cache, explanation_parts, frame, heading_parts, leader_parts, slide_parts
from pages.ui.cache import PAGES_KEPT
from pages.ui.frame import Asked
from pages.ui.markup import Html
from pages.ui.table_parts import whole_table
from reports.documents.deck import deck_of
from reports.explaining import explained_beside
from reports.leader import leader_view
from reports.saved_tables import Selection
from reports.tables import tables_of
from reports.tables_about import subject_of
from returns.explanations import version_of


@dataclass(frozen=True, slots=True)
class Shown:
    """The slides of a deck and what each is called."""

    slides: tuple[Html, ...]
    titles: tuple[str, ...]


def threads_version(store: Store) -> int:
    """What the explanations are at now; asked only when the store's file has changed. Raises StoreFault."""
    return _threads(str(store.path), cache.written(store.path))


@st.cache_resource(max_entries=8, show_spinner=False)
def _threads(store_path: str, written: tuple[tuple[int, int], ...]) -> int:
    with Store(Path(store_path)).reading() as cursor:
        return version_of(cursor)


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
    """What districts explained of one indicator, or what one district explained: made anew on every run."""
    rows = explained_beside(
        asked.store,
        asked.account,
        plan_code=asked.plan.code,
        day=asked.day,
        today=frame.today(),
        indicator_code=indicator_code,
        unit_key=unit_key,
    )
    return explanation_parts.beside(rows, asked.round.code if asked.round else None)
