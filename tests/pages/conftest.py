"""Screens on made-up figures: every service that a screen asks is replaced, the screen itself runs for real."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from accounts.model import Account, Actor, Role
from etl.rounds import Round
from etl.store import Store
from pages.ui import cache, meeting_cache, session
from pages.ui.markup import NOTHING
from tests.pages import fixtures as made

LEADER = Account(login="lanh.dao", name="Lê Thị Lãnh", role=Role.LEADER, scope_key=made.PROVINCE_KEY)
CLERK = Account(login="ha.trung", name="Trần Văn Biên", role=Role.FILER, scope_key="392@0")


@dataclass(frozen=True)
class Someone:
    """A viewer as the session hands it over."""

    account: Account
    sample: bool = True

    @property
    def actor(self) -> Actor:
        """The one who acts."""
        return Actor(account=self.account)


@pytest.fixture
def viewer(monkeypatch: pytest.MonkeyPatch) -> Callable[[Account], None]:
    """Sign somebody in."""

    def sign_in(account: Account) -> None:
        monkeypatch.setattr(session, "current", lambda: Someone(account))

    sign_in(LEADER)
    return sign_in


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch, viewer: object, tmp_path: Path) -> Iterator[pytest.MonkeyPatch]:
    """Screens over the made-up province. Hands over the patcher, for a test that needs one thing otherwise."""

    def by_day(day: date) -> Round:
        return next(one for one in made.rounds() if one.data_to == day)

    st.cache_resource.clear()
    monkeypatch.setattr(Store, "default", classmethod(lambda cls: Store(tmp_path / "nothing.duckdb")))
    monkeypatch.setattr(cache, "marks", lambda store: made.marks("1"))
    monkeypatch.setattr(cache, "rounds", lambda path, version, plan_code: made.rounds())
    monkeypatch.setattr(cache, "overview", lambda store, account, *, plan_code, day: made.overview(by_day(day)))
    monkeypatch.setattr(
        cache,
        "indicator_view",
        lambda store, account, *, plan_code, day, indicator_code: made.indicator_view(indicator_code, by_day(day)),
    )
    monkeypatch.setattr(
        cache,
        "district_view",
        lambda store, account, *, plan_code, day, district_key: made.district_view(district_key, by_day(day)),
    )
    monkeypatch.setattr(meeting_cache, "beside", lambda asked, **about: NOTHING)
    monkeypatch.setattr(meeting_cache, "asked_on_top", lambda asked, **about: NOTHING)
    yield monkeypatch
    st.cache_resource.clear()


@pytest.fixture
def opened() -> Callable[..., AppTest]:
    """Open one screen with a query, and run it."""

    def open_screen(module: str, **query: str) -> AppTest:
        def script(module: str) -> None:
            import importlib

            importlib.import_module(f"pages.{module}").render()

        app = AppTest.from_function(script, kwargs={"module": module}, default_timeout=30)
        for key, value in query.items():
            app.query_params[key] = value
        return app.run()

    return open_screen


def seen(app: AppTest) -> str:
    """All markup of a screen."""
    return "\n".join(part.value for part in app.html)
