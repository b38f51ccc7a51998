"""Trước cuộc họp: where we stand, what moved, what to ask and whom, on one screen."""

from pages.ui import frame, look, meeting_cache, words


def render() -> None:
    """Show the screen."""
    with frame.faults_told():
        asked = frame.begin(words.LEADER)
        threads = meeting_cache.threads_version(asked.store)
        look.show(
            meeting_cache.leader_page(
                asked.store_path, asked.version, threads, asked.reader, asked.plan.code, asked.day
            )
        )
