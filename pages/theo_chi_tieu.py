"""Theo chỉ tiêu: one indicator in the province, every district, over time."""

from pages.ui import cache, filters, frame, look, meeting_cache, plots, words

DISTRICTS = 1
"""The chapter of the districts, which their explanations follow."""


def render() -> None:
    """Show the screen."""
    with frame.faults_told():
        asked = frame.begin(words.BY_INDICATOR)
        chosen = filters.indicator(asked.plan)
        chapters = cache.indicator_page(
            asked.store_path, asked.version, asked.reader, asked.plan.code, asked.day, chosen.code
        )
        for number, chapter in enumerate(chapters):
            look.show(chapter.above)
            if chapter.figure is not None:
                plots.show(chapter.figure, key=f"{chosen.code}.{number}")
            if chapter.below is not None:
                look.show(chapter.below)
            if number == DISTRICTS:
                look.show(meeting_cache.beside(asked, indicator_code=chosen.code))
