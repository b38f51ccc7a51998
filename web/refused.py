"""Refused tries that wait in memory into rows of the trail: every few seconds, and all of them at the end."""

import logging
import threading

from accounts.refusals import BOOK, Refusals
from etl.store import Store, StoreFault

LOG = logging.getLogger("danvan.access")
EVERY_S = 10.0


class RefusedTries:
    """Writes what this server refused until it is told to stop. Nothing waits, nothing is opened."""

    def __init__(self, store: Store, *counted: Refusals) -> None:
        self._store = store
        self._counted = (BOOK, *counted)
        self._stop = threading.Event()

    def start(self) -> threading.Thread:
        """Begin."""
        thread = threading.Thread(target=self.run, name="keep-refused", daemon=True)
        thread.start()
        return thread

    def stop(self) -> None:
        """Write what waits and let the thread end."""
        self._stop.set()
        self.keep(everything=True)

    def run(self) -> None:
        """Until `stop`."""
        while not self._stop.wait(EVERY_S):
            self.keep()

    def keep(self, *, everything: bool = False) -> None:
        """Write the rows that are due; a store that is busy is asked again the next time."""
        for one in self._counted:
            try:
                one.keep(self._store, everything=everything)
            except StoreFault as fault:
                LOG.warning("refused tries not kept yet", extra={"reason": type(fault).__name__})
