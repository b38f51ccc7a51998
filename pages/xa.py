"""Xã: one commune, the cell behind every figure, what it was before the mergers."""

from pages.ui import cache, evidence_list, filters, frame, links, look, words
from pages.ui.markup import empty, link


def render() -> None:
    """Show the screen."""
    with frame.faults_told():
        unit_key = filters.asked(links.COMMUNE_KEY)
        if unit_key is None:
            frame.begin(words.COMMUNE)
            look.show(empty(words.NO_COMMUNE, link(words.NO_COMMUNE_THEN, links.district(None))))
            return
        asked = frame.begin(cache.unit_name(unit_key))
        every_round = cache.marks(asked.store).shown(asked.plan.code)
        marked = filters.asked(links.INDICATOR_KEY) or ""
        try:
            page = cache.commune_page(
                asked.store_path, every_round, asked.reader, asked.plan.code, asked.day, unit_key, marked
            )
        except LookupError:
            look.show(empty(words.COMMUNE_NOT_THEN, words.COMMUNE_NOT_THEN_DO))
            return
        look.show(page)
        evidence_list.of_commune(asked, unit_key)
