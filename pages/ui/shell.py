"""Streamlit's main script: who is there, which screens they have, and the one they asked for."""

from collections.abc import Callable
from importlib import import_module

import streamlit as st
from streamlit.navigation.page import Page

from accounts.identity import ACCOUNT_PATH, SIGN_OUT_PATH
from accounts.office import BOARD_NAME, PROGRAM_NAME, SAMPLE_WORDS
from pages.ui import look, session
from pages.ui.markup import NOTHING, tag
from pages.ui.navigation import FIRST, Screen, sections_for
from pages.ui.session import Viewer

STYLE = f"""<style>
[data-testid="stSidebarHeader"]::before {{ content: "{PROGRAM_NAME}"; font-weight: 700; font-size: 1.0625rem;
  letter-spacing: -0.01em; color: #1B2430; align-self: center; }}
[data-testid="stSidebarNav"]::before {{ content: "{BOARD_NAME}"; display: block; margin: -1.375rem 0 1.5rem;
  font-size: 0.8125rem; color: #55606E; }}
[data-testid="stSidebarContent"] {{ display: flex; flex-direction: column; min-height: 100%; }}
[data-testid="stSidebarUserContent"] {{ margin-top: auto; padding-bottom: 2rem; }}
[data-testid="stSidebarNavLink"] {{ padding-block: 0.1875rem; margin-block: 0; min-height: 2rem; }}
[data-testid="stNavSectionHeader"] {{ padding-block: 0.375rem 0.125rem; font-size: 0.75rem; color: #55606E; }}
[data-testid="stSidebarNavSeparator"] {{ display: none; }}
[data-testid="stSidebar"] [data-testid="stVerticalBlock"] {{ gap: 0.75rem; }}
.person p {{ margin: 0; line-height: 1.5; }}
.person .sample {{ display: inline-block; margin-bottom: 0.75rem; padding: 0.125rem 0.5rem; border: 1px solid #1B2430;
  border-radius: 4px; font-size: 0.75rem; font-weight: 600; }}
.person .name {{ font-weight: 600; font-size: 0.9375rem; }}
.person .role {{ font-size: 0.8125rem; color: #55606E; }}
.ways {{ display: flex; gap: 1.25rem; font-size: 0.875rem; }}
.ways a {{ color: #1B2430; text-decoration: underline; text-underline-offset: 0.2em; padding-block: 0.375rem; }}
</style>"""


def main() -> None:
    """One run of the program for one browser."""
    viewer = session.current()
    sections = sections_for(viewer.account.role)
    page = st.navigation({name: [paged(s) for s in screens] for name, screens in sections.items()}, expanded=True)
    st.set_page_config(page_title=f"{page.title} · {PROGRAM_NAME}", layout="wide")
    frame(viewer)
    page.run()


def paged(screen: Screen) -> Page:
    """The screen as an entry of the menu."""
    return st.Page(
        drawn(screen),
        title=screen.title,
        icon=screen.icon,
        url_path=screen.url_path,
        default=screen is FIRST,
        visibility="hidden" if screen.hidden else "visible",
    )


def drawn(screen: Screen) -> Callable[[], None]:
    """The screen as something Streamlit can run; its module is imported only then."""

    def draw() -> None:
        import_module(f"pages.{screen.module}").render()

    draw.__name__ = screen.module
    return draw


def frame(viewer: Viewer) -> None:
    """The sidebar around the menu: whose program, who is signed in, and the way out."""
    with st.sidebar:
        st.html(STYLE)
        look.show(
            tag(
                "div",
                tag("p", SAMPLE_WORDS, cls="sample") if viewer.sample else NOTHING,
                tag("p", viewer.account.name, cls="name"),
                tag("p", viewer.account.role_name, cls="role"),
                cls="person",
            )
        )
        st.html(
            f'<nav class="ways" aria-label="Tài khoản"><a href="{ACCOUNT_PATH}" target="_self">Tài khoản</a>'
            f'<a href="{SIGN_OUT_PATH}?phieu={session.sign_out_proof()}" target="_self">Đăng xuất</a></nav>'
        )


main()
