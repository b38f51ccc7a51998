"""Tài khoản: who may sign in, as what, for which unit; passwords, locks, and how long sessions live."""

from collections.abc import Callable
from datetime import timedelta

import streamlit as st

from accounts import directory, listing, sessions
from accounts.model import Account, AccountFault, Role
from etl.register import Level, default_register
from etl.store import Store
from pages.ui import admin_parts, frame, look, session
from pages.ui import admin_words as words
from pages.ui.markup import note, tag

TOLD_KEY = "_accounts.told"


def render() -> None:
    """Show the screen."""
    with frame.faults_told():
        look.apply()
        look.show(tag("h2", words.ACCOUNTS, cls="title") + tag("p", words.ACCOUNTS_SAID, cls="said"))
        accounts = listing.accounts(Store.default(), by=session.current().actor)
        _told()
        look.show(admin_parts.account_table(accounts, default_register()))
        _add()
        _change(accounts)
        _limits()


def _told() -> None:
    for line, kind in st.session_state.pop(TOLD_KEY, ()):
        look.show(note(line, kind))


def _add() -> None:
    look.show(tag("h3", words.ADD) + tag("p", words.ADD_SAID, cls="said"))
    with st.form("account.add", clear_on_submit=True, border=False):
        left, right = st.columns(2)
        left.text_input(words.LOGIN, key="add.login")
        right.text_input(words.NAME, key="add.name")
        left.selectbox(words.ROLE, list(words.ROLES), format_func=words.ROLES.__getitem__, key="add.role")
        right.selectbox(words.SCOPE, _scopes(), format_func=_scope_name, key="add.scope")
        st.form_submit_button(words.ADD_BUTTON, type="primary", on_click=_do, args=(_added,))


def _change(accounts: tuple[Account, ...]) -> None:
    look.show(tag("h3", words.CHANGE))
    by_login = {account.login: account for account in accounts}
    login = st.selectbox(
        words.CHOOSE_ACCOUNT,
        list(by_login),
        format_func=lambda one: f"{one} · {by_login[one].name}",
        key="change.login",
    )
    chosen = by_login[login]
    with st.form(f"account.change.{login}", border=False):
        left, middle, right = st.columns(3)
        left.text_input(words.NAME, value=chosen.name, key=f"name.{login}")
        middle.selectbox(
            words.ROLE,
            list(words.ROLES),
            index=list(words.ROLES).index(chosen.role.value),
            format_func=words.ROLES.__getitem__,
            key=f"role.{login}",
        )
        scopes = _scopes()
        place = scopes.index(chosen.scope_key) if chosen.scope_key in scopes else 0
        right.selectbox(words.SCOPE, scopes, index=place, format_func=_scope_name, key=f"scope.{login}")
        st.form_submit_button(words.SAVE_BUTTON, on_click=_do, args=(_changed, login))
    with st.container(horizontal=True):
        st.button(words.RESET_BUTTON, on_click=_do, args=(_reset, login))
        st.button(words.REVOKE_BUTTON, on_click=_do, args=(_revoked, login))
        if chosen.active:
            st.button(words.DISABLE_BUTTON, on_click=_do, args=(_disabled, login))
        else:
            st.button(words.ENABLE_BUTTON, on_click=_do, args=(_enabled, login))


def _limits() -> None:
    now = listing.session_limits(Store.default(), by=session.current().actor)
    look.show(tag("h3", words.LIMITS) + tag("p", words.LIMITS_SAID, cls="said"))
    with st.form("account.limits", border=False):
        left, right = st.columns(2)
        least, _, most = sessions.IDLE_MIN
        left.number_input(words.IDLE_MIN, least, most, now.idle // timedelta(minutes=1), key="limits.idle")
        least, _, most = sessions.LIFETIME_H
        right.number_input(words.LIFETIME_H, least, most, now.lifetime // timedelta(hours=1), key="limits.lifetime")
        st.form_submit_button(words.LIMITS_BUTTON, on_click=_do, args=(_limited,))


def _do(work: Callable[..., str], *given: str) -> None:
    try:
        told = (work(*given), "done")
    except AccountFault as fault:
        told = (str(fault), "error")
    st.session_state[TOLD_KEY] = [told]


def _added() -> str:
    state = st.session_state
    login = state["add.login"]
    password = directory.add(
        Store.default(),
        session.current().actor,
        login=login,
        name=state["add.name"],
        role=Role(state["add.role"]),
        scope_key=state["add.scope"],
    )
    return f"{words.ADDED.format(login=login)} {words.FIRST_PASSWORD.format(login=login, password=password)}"


def _changed(login: str) -> str:
    state = st.session_state
    directory.change(
        Store.default(),
        session.current().actor,
        login,
        name=state[f"name.{login}"],
        role=Role(state[f"role.{login}"]),
        scope_key=state[f"scope.{login}"],
    )
    return words.CHANGED.format(login=login)


def _reset(login: str) -> str:
    password = directory.reset_password(Store.default(), session.current().actor, login)
    return words.FIRST_PASSWORD.format(login=login, password=password)


def _revoked(login: str) -> str:
    count = listing.end_sessions(Store.default(), session.current().actor, login)
    return words.REVOKED.format(login=login, count=count)


def _disabled(login: str) -> str:
    directory.disable(Store.default(), session.current().actor, login)
    return words.DISABLED.format(login=login)


def _enabled(login: str) -> str:
    directory.enable(Store.default(), session.current().actor, login)
    return words.ENABLED.format(login=login)


def _limited() -> str:
    idle, lifetime = int(st.session_state["limits.idle"]), int(st.session_state["limits.lifetime"])
    listing.set_session_limits(Store.default(), session.current().actor, idle_min=idle, lifetime_h=lifetime)
    return words.LIMITS_KEPT.format(idle=idle, lifetime=lifetime)


def _scopes() -> list[str]:
    districts = default_register().districts_on(frame.today())
    communes = default_register().on(frame.today(), Level.COMMUNE)
    return ["", admin_parts.PROVINCE_KEY, *(d.key for d in districts), *(c.key for c in communes)]


def _scope_name(key: str) -> str:
    return admin_parts.scope_words(key, default_register())
