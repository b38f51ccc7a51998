"""Tổng quan: where the province stands, who is behind, what is missing."""

from pages.ui import cache, frame, look, words


def render() -> None:
    """Show the screen."""
    with frame.faults_told():
        asked = frame.begin(words.OVERVIEW)
        look.show(cache.overview_page(asked.store_path, asked.version, asked.reader, asked.plan.code, asked.day))
