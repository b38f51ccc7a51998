"""Theo huyện: one district, every indicator, every commune in it, what it must do by when."""

from pages.ui import cache, filters, frame, links, look, meeting_cache, words
from pages.ui.markup import empty


def render() -> None:
    """Show the screen."""
    with frame.faults_told():
        asked = frame.begin(words.BY_DISTRICT)
        districts = cache.districts(asked.reader, asked.day)
        if not districts:
            look.show(empty(words.NO_DISTRICT, words.NO_DISTRICT_THEN))
            return
        district = filters.district(districts, words.district_word(asked.day))
        marked = filters.asked(links.INDICATOR_KEY) or ""
        look.show(meeting_cache.asked_on_top(asked, unit_key=district.key))
        look.show(
            cache.district_page(
                asked.store_path, asked.version, asked.reader, asked.plan.code, asked.day, district.key, marked
            )
        )
        look.show(meeting_cache.beside(asked, unit_key=district.key))
