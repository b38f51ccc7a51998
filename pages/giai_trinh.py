"""Giải trình: what the board asked, what the districts answered, and the forms for both."""

from pages.ui import explaining, explanation_parts, filters, frame, links, look, meeting_cache, saving, session, words
from pages.ui.heading_parts import provenance


def render() -> None:
    """Show the screen."""
    with frame.faults_told():
        asked = frame.begin(words.EXPLANATIONS)
        threads = meeting_cache.threads_version(asked.store)
        view = meeting_cache.explanations(
            asked.store_path, asked.version, threads, asked.reader, asked.plan.code, asked.day, frame.today()
        )
        round_code = asked.round.code if asked.round else None
        by = session.current().actor
        look.show(provenance(view.heading) + explanation_parts.summary(view))
        saving.said()
        named = filters.asked(links.THREAD_KEY)
        chosen = next((row for row in view.rows if str(row.thread.number) == named), None)
        if chosen is not None:
            look.show(explanation_parts.thread(chosen, round_code))
            explaining.answer_form(asked.store, chosen, by=by)
            explaining.decide_form(asked.store, chosen, by=by)
        else:
            explaining.ask_form(asked, view, by=by)
        look.show(explanation_parts.threads(view, round_code, chosen.thread.number if chosen else None))
