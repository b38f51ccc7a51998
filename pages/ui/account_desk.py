"""What an administrator clicks on the account screen, into the change that was made and its sentence."""

from collections.abc import Callable

import streamlit as st

from accounts import directory, listing
from accounts.model import AccountFault, Role
from etl.store import Store
from pages.ui import admin_words as words
from pages.ui import look, session
from pages.ui.markup import note

TOLD_KEY = "_accounts.told"


def do(work: Callable[..., str], *given: str) -> None:
    """Do it (for `on_click`) and keep its sentence, or the fault's, until the page is drawn."""
    try:
        kept = (work(*given), "done")
    except AccountFault as fault:
        kept = (str(fault), "error")
    st.session_state[TOLD_KEY] = [kept]


def told() -> None:
    """Show the sentence, once."""
    for line, kind in st.session_state.pop(TOLD_KEY, ()):
        look.show(note(line, kind))


def added() -> str:
    """Make the account of the form; its first password is shown once."""
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


def changed(login: str) -> str:
    """Keep the name, role and scope of the form."""
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


def reset(login: str) -> str:
    """A new first password, shown once."""
    password = directory.reset_password(Store.default(), session.current().actor, login)
    return words.FIRST_PASSWORD.format(login=login, password=password)


def revoked(login: str) -> str:
    """Sign somebody out of every device."""
    count = listing.end_sessions(Store.default(), session.current().actor, login)
    return words.REVOKED.format(login=login, count=count)


def disabled(login: str) -> str:
    """Lock an account."""
    directory.disable(Store.default(), session.current().actor, login)
    return words.DISABLED.format(login=login)


def enabled(login: str) -> str:
    """Let it in again."""
    directory.enable(Store.default(), session.current().actor, login)
    return words.ENABLED.format(login=login)


def limited() -> str:
    """Keep how long sessions live."""
    idle, lifetime = int(st.session_state["limits.idle"]), int(st.session_state["limits.lifetime"])
    listing.set_session_limits(Store.default(), session.current().actor, idle_min=idle, lifetime_h=lifetime)
    return words.LIMITS_KEPT.format(idle=idle, lifetime=lifetime)
