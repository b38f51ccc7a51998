"""Another screen into going there within this session: what is uploaded and chosen stays, as no link would let it."""

from collections.abc import Mapping
from typing import NoReturn

import streamlit as st


def to(url_path: str, query: Mapping[str, str]) -> NoReturn:
    """Go to the screen at this address (without a slash), with these choices; the run ends here."""
    page = st.Page(_nothing, title=url_path, url_path=url_path)
    st.switch_page(page, query_params={key: value for key, value in query.items() if value})


def _nothing() -> None:
    """Streamlit knows the screen by its address; this stands in for what draws it."""
