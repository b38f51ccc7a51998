"""Tài khoản: who may sign in, as what, for which unit; passwords, locks, and how long sessions live."""

from datetime import timedelta

import streamlit as st

from accounts import listing, sessions
from accounts.model import Account
from etl.register import Level, default_register
from etl.store import Store
from pages.ui import account_desk, admin_parts, frame, look, session
from pages.ui import admin_words as words
from pages.ui.markup import tag


def render() -> None:
    """Show the screen."""
    with frame.faults_told():
        look.apply()
        look.show(tag("h2", words.ACCOUNTS, cls="title") + tag("p", words.ACCOUNTS_SAID, cls="said"))
        accounts = listing.accounts(Store.default(), by=session.current().actor)
        account_desk.told()
        look.show(admin_parts.account_table(accounts, default_register()))
        _add()
        _change(accounts)
        _limits()


def _add() -> None:
    look.show(tag("h3", words.ADD) + tag("p", words.ADD_SAID, cls="said"))
    with st.form("account.add", clear_on_submit=True, border=False):
        left, right = st.columns(2)
        left.text_input(words.LOGIN, key="add.login")
        right.text_input(words.NAME, key="add.name")
        left.selectbox(words.ROLE, list(words.ROLES), format_func=words.ROLES.__getitem__, key="add.role")
        right.selectbox(words.SCOPE, _scopes(), format_func=_scope_name, key="add.scope")
        st.form_submit_button(words.ADD_BUTTON, type="primary", on_click=account_desk.do, args=(account_desk.added,))


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
        st.form_submit_button(words.SAVE_BUTTON, on_click=account_desk.do, args=(account_desk.changed, login))
    with st.container(horizontal=True):
        st.button(words.RESET_BUTTON, on_click=account_desk.do, args=(account_desk.reset, login))
        st.button(words.REVOKE_BUTTON, on_click=account_desk.do, args=(account_desk.revoked, login))
        if chosen.active:
            st.button(words.DISABLE_BUTTON, on_click=account_desk.do, args=(account_desk.disabled, login))
        else:
            st.button(words.ENABLE_BUTTON, on_click=account_desk.do, args=(account_desk.enabled, login))


def _limits() -> None:
    now = listing.session_limits(Store.default(), by=session.current().actor)
    look.show(tag("h3", words.LIMITS) + tag("p", words.LIMITS_SAID, cls="said"))
    with st.form("account.limits", border=False):
        left, right = st.columns(2)
        least, _, most = sessions.IDLE_MIN
        left.number_input(words.IDLE_MIN, least, most, now.idle // timedelta(minutes=1), key="limits.idle")
        least, _, most = sessions.LIFETIME_H
        right.number_input(words.LIFETIME_H, least, most, now.lifetime // timedelta(hours=1), key="limits.lifetime")
        st.form_submit_button(words.LIMITS_BUTTON, on_click=account_desk.do, args=(account_desk.limited,))


def _scopes() -> list[str]:
    districts = default_register().districts_on(frame.today())
    communes = default_register().on(frame.today(), Level.COMMUNE)
    return ["", admin_parts.PROVINCE_KEY, *(d.key for d in districts), *(c.key for c in communes)]


def _scope_name(key: str) -> str:
    return admin_parts.scope_words(key, default_register())
