"""The identity the guard hands over, into the account as the store has it now: a few seconds old at most."""

import time
from dataclasses import dataclass

import streamlit as st

from accounts import demo, directory, present
from accounts.identity import ADDRESS_HEADER, SIGN_OUT_HEADER, USER_KEY
from accounts.model import Account, Actor
from accounts.permissions import Forbidden
from etl.store import Store
from reports import freshness

KEPT_KEY = "_viewer"
KEPT_S = 2.0
AT_THE_DOOR_S = 4.5
"""A little more than the guard's own LATE_S: a run begins just after the guard has let its message pass."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is looking. Pass `account`, or plain values out of it, to services; never read it inside a cache."""

    account: Account
    sample: bool
    address: str = ""

    @property
    def actor(self) -> Actor:
        """The one who acts, for everything that changes something."""
        return Actor(account=self.account, address=self.address)


def current() -> Viewer:
    """The viewer of this run. Raises Forbidden when nobody is signed in or the account may not work (any more).

    What the guard read at the door a moment ago is as good as asking again. Otherwise the answer is kept for KEPT_S in
    this browser's own session, so that a run asks the store once.
    """
    login = _login()
    store = Store.default()
    known = present.seen(store.path, login, within_s=AT_THE_DOOR_S)
    if known is not None:
        return _let_in(known, sample=freshness.marks(store, believed_s=KEPT_S).sample)
    kept = st.session_state.get(KEPT_KEY)
    if kept is not None and kept[0].account.login == login and time.monotonic() - kept[1] < KEPT_S:
        viewer: Viewer = kept[0]
        return viewer
    viewer = _asked(store, login)
    st.session_state[KEPT_KEY] = (viewer, time.monotonic())
    return viewer


def sign_out_proof() -> str:
    """The word the sign-out link must carry, or "" where there is no guard (tests of single screens)."""
    return st.context.headers.get(SIGN_OUT_HEADER) or ""


def _login() -> str:
    login = st.user.get(USER_KEY)
    if not isinstance(login, str) or not login:
        raise Forbidden("Chưa đăng nhập.")
    return login


def _asked(store: Store, login: str) -> Viewer:
    with store.reading() as cursor:
        account = directory.find(cursor, login)
        sample = demo.is_sample(cursor)
    return _let_in(account, sample=sample)


def _let_in(account: Account | None, *, sample: bool) -> Viewer:
    if account is None or not account.active or (account.demo and not sample):
        raise Forbidden("Tài khoản này không còn dùng được. Hãy đăng nhập lại.")
    if account.must_change:
        raise Forbidden("Cần đổi mật khẩu trước khi làm việc.")
    return Viewer(account=account, sample=sample, address=st.context.headers.get(ADDRESS_HEADER) or "")
