"""Tổng quan: where the province stands, who is behind, what is missing."""

from pages.ui import cache, frame, look, meeting_cache, words


def render() -> None:
    """Show the screen."""
    with frame.faults_told():
        asked = frame.begin(words.OVERVIEW)
        look.show(meeting_cache.asked_on_top(asked))
        look.show(cache.overview_page(asked.store_path, asked.version, asked.reader, asked.plan.code, asked.day))
