"""Every screen, straight by its address, as every role and as nobody: nothing hidden changes what it draws.

One thing is meant to cross: a district is told its own rank among the districts. It is left out here.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from pages.ui import session
from pages.ui.navigation import SCREENS, Screen
from reports import district, indicator
from reports.tables import district as tables_district
from reports.tables import districts as tables_districts
from tests.doors.houses import OWN, ROLES_AND_SCOPES, Houses, chosen_by, drawn

PAGES = Path(session.__file__).resolve().parents[1]
THERE = [one for one in SCREENS if (PAGES / f"{one.module}.py").is_file()]
LOGINS = [login for login, _, _ in ROLES_AND_SCOPES]
FIGURES = ("tong_quan", "lanh_dao", "theo_chi_tieu", "theo_huyen", "xa", "tien_do_nop", "trinh_chieu", "bieu_tong_hop")


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(session, "KEPT_S", 0.0)
    for module in (district, indicator, tables_district, tables_districts):
        monkeypatch.setattr(module, "ranks", lambda rows: {})
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def seen(houses: Houses, monkeypatch: pytest.MonkeyPatch, screen: Screen, login: str | None, which: str) -> str:
    store = getattr(houses, which)
    monkeypatch.setenv("DANVAN_STORE", str(store.path))
    return drawn(store, screen.module, login, houses.link_for(login))


@pytest.mark.slow
@pytest.mark.parametrize("screen", THERE, ids=lambda one: one.module)
@pytest.mark.parametrize("login", [*LOGINS, None])
def test_what_may_not_be_seen_changes_nothing_on_any_screen(
    houses: Houses, monkeypatch: pytest.MonkeyPatch, screen: Screen, login: str | None
) -> None:
    disturbed = houses.disturbed_for(houses.accounts[login] if login else None, screen)
    if disturbed is None:
        return
    which = houses.name_of(disturbed)
    assert seen(houses, monkeypatch, screen, login, "base") == seen(houses, monkeypatch, screen, login, which)


@pytest.mark.slow
@pytest.mark.parametrize("module", FIGURES)
def test_what_may_be_seen_does_change(houses: Houses, monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    screen = next(one for one in SCREENS if one.module == module)
    base = seen(houses, monkeypatch, screen, "leader.all", "base")
    assert base != seen(houses, monkeypatch, screen, "leader.all", "outside")
    own = seen(houses, monkeypatch, screen, "filer.own", "base")
    if module != "xa":  # the link names a commune of the other district
        assert own != seen(houses, monkeypatch, screen, "filer.own", "everywhere")


@pytest.mark.slow
@pytest.mark.parametrize("module", ["tong_quan", "lanh_dao", "theo_chi_tieu", "trinh_chieu", "bieu_tong_hop"])
def test_a_commune_does_see_its_own(houses: Houses, monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    screen = next(one for one in SCREENS if one.module == module)
    base = seen(houses, monkeypatch, screen, "viewer.commune", "base")
    assert base != seen(houses, monkeypatch, screen, "viewer.commune", "everywhere")


@pytest.mark.slow
@pytest.mark.parametrize("screen", THERE, ids=lambda one: one.module)
@pytest.mark.parametrize("login", ["filer.own", "viewer.own", "filer.commune"])
def test_the_state_of_somebody_else_s_widgets_opens_nothing(
    houses: Houses, monkeypatch: pytest.MonkeyPatch, screen: Screen, login: str
) -> None:
    """All that a colleague of the province has chosen on the screen, sent as one's own choice."""
    disturbed = houses.disturbed_for(houses.accounts[login], screen)
    assert disturbed is not None
    told = []
    for store in (houses.base, disturbed):
        monkeypatch.setenv("DANVAN_STORE", str(houses.base.path))
        chosen = chosen_by(houses.base, screen.module, "officer.all", houses.link)
        monkeypatch.setenv("DANVAN_STORE", str(store.path))
        told.append(drawn(store, screen.module, login, {}, chosen=chosen))
    assert told[0] == told[1]


@pytest.mark.slow
@pytest.mark.parametrize("screen", THERE, ids=lambda one: one.module)
def test_what_the_province_has_just_looked_at_does_not_reach_a_district(
    houses: Houses, monkeypatch: pytest.MonkeyPatch, screen: Screen
) -> None:
    cold = seen(houses, monkeypatch, screen, "filer.own", "base")
    st.cache_resource.clear()
    for login in ("leader.all", "officer.all", "admin.all", "viewer.all"):
        seen(houses, monkeypatch, screen, login, "base")
    assert seen(houses, monkeypatch, screen, "filer.own", "base") == cold
    assert houses.accounts["filer.own"].scope_key == OWN
