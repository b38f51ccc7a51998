"""Streamlit's main script: who is there, which screens they have, and the one they asked for."""

from collections.abc import Callable
from importlib import import_module

import streamlit as st

from accounts.identity import ACCOUNT_PATH, SIGN_OUT_PATH
from accounts.office import BOARD_NAME, PROGRAM_NAME, SAMPLE_WORDS
from pages.ui import session
from pages.ui.navigation import FIRST, Screen, screens_for
from pages.ui.session import Viewer


def main() -> None:
    """One run of the program for one browser."""
    viewer = session.current()
    pages = [
        st.Page(
            drawn(screen),
            title=screen.title,
            icon=screen.icon,
            url_path=screen.url_path,
            default=screen is FIRST,
        )
        for screen in screens_for(viewer.account.role)
    ]
    page = st.navigation(pages)
    st.set_page_config(page_title=f"{page.title} · {PROGRAM_NAME}", layout="wide")
    frame(viewer)
    page.run()


def drawn(screen: Screen) -> Callable[[], None]:
    """The screen as something Streamlit can run; its module is imported only then."""

    def draw() -> None:
        import_module(f"pages.{screen.module}").render()

    draw.__name__ = screen.module
    return draw


def frame(viewer: Viewer) -> None:
    """The sidebar below the menu: whose program, who is signed in, and the way out."""
    with st.sidebar:
        if viewer.sample:
            st.badge(SAMPLE_WORDS, color="orange")
        st.caption(BOARD_NAME)
        st.text(viewer.account.name)
        st.caption(viewer.account.role_name)
        st.html(
            f'<nav class="way-out"><a href="{ACCOUNT_PATH}" target="_self">Tài khoản</a>'
            f'<a href="{SIGN_OUT_PATH}?phieu={session.sign_out_proof()}" target="_self">Đăng xuất</a></nav>'
        )


main()
