"""The main script without a server: it shows nothing to nobody, and asks the store who is there on every run."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from accounts import demo, directory
from accounts.model import CONSOLE, Role
from accounts.permissions import Action
from etl.store import Store
from etl.store.schema import set_meta
from pages.ui import session
from pages.ui.navigation import FIRST_PATH, PATHS, SCREENS, SECTIONS, screens_for
from tests.accounts.people import added

SHELL = Path(__file__).resolve().parents[2] / "pages" / "ui" / "shell.py"
PROBE = """
import streamlit as st
from accounts.model import AccountFault
from pages.ui import session
try:
    viewer = session.current()
except AccountFault as fault:
    st.error(str(fault))
    st.stop()
st.text(f"{viewer.account.login} {viewer.account.role} {viewer.account.scope_key} {viewer.sample}")
"""


@pytest.fixture(autouse=True)
def _chosen(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANVAN_STORE", str(store.path))
    monkeypatch.setattr(session, "KEPT_S", 0.0)


def probe(login: str | None) -> AppTest:
    """A run that asks who is there."""
    test = AppTest.from_string(PROBE)
    test.user = {"login": login} if login is not None else {}
    return test.run()


@pytest.mark.parametrize("login", [None, "", "khong-co", "#may-chu"])
def test_nobody_is_nobody(login: str | None) -> None:
    test = probe(login)
    assert len(test.error) == 1
    assert not test.text


def test_role_and_scope_are_the_store_s_on_every_run(store: Store) -> None:
    added(store, "an")
    test = probe("an")
    assert test.text[0].value == "an filer 399@0 False"
    directory.change(store, CONSOLE, "an", role=Role.VIEWER, scope_key="384@0")
    assert test.run().text[0].value == "an viewer 384@0 False"
    directory.disable(store, CONSOLE, "an")
    assert "không còn dùng được" in test.run().error[0].value


def test_who_must_change_the_password_and_a_demo_account_in_a_real_store_get_nothing(
    store: Store, sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(store, "moi", fresh=True)
    assert "đổi mật khẩu" in probe("moi").error[0].value
    demo.ensure(sample_store)
    monkeypatch.setenv("DANVAN_STORE", str(sample_store.path))
    assert probe("tinh").text[0].value == "tinh officer 38@0 True"
    with sample_store.writing() as cursor:
        set_meta(cursor, "sample", "false")
    assert "không còn dùng được" in probe("tinh").error[0].value


def test_the_shell_itself_shows_nothing_to_a_stranger() -> None:
    test = AppTest.from_file(str(SHELL)).run()
    assert len(test.exception) == 1
    assert not test.sidebar.children


def test_menus_follow_the_table_of_permissions() -> None:
    filing = next(screen for screen in SCREENS if screen.action is Action.FILE_RETURN)
    offered = {role: filing in screens_for(role) for role in Role}
    assert offered == {role: role in {Role.OFFICER, Role.FILER} for role in Role}
    assert SCREENS[0] in screens_for(Role.VIEWER)


def test_addresses_are_plain_and_unlike() -> None:
    assert len(PATHS) == len(SCREENS)
    assert FIRST_PATH not in PATHS
    assert all(path.isascii() and path.count("/") == 1 for path in PATHS)


def test_every_screen_has_its_module() -> None:
    folder = SHELL.parents[1]
    missing = [screen.module for screen in SCREENS if not (folder / f"{screen.module}.py").is_file()]
    assert missing == []


def test_every_screen_has_its_place_in_the_menu() -> None:
    placed = [module for modules in SECTIONS.values() for module in modules]
    assert sorted(placed) == sorted(screen.module for screen in SCREENS)
