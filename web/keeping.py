"""A store that is ready into one that is looked after: inspected once at start, backed up when it is time.

Runs in a thread of its own beside the server. Whatever it finds is logged by code and count (no names of files or
people) and kept for the administrator's screen; the program works on meanwhile.
"""

import logging
import threading

from accounts.model import CONSOLE
from etl.issues import Severity
from etl.store import BackupFault, Store, StoreBusy, StoreFault
from web.preparing import Preparation

LOG = logging.getLogger("danvan.keeping")
LOOK_S = 0.5
AGAIN_S = 10.0
TRIES = 30


class Keeper:
    """Looks after one store until it is told to stop."""

    def __init__(self, store: Store, preparation: Preparation) -> None:
        self._store = store
        self._preparation = preparation
        self._stop = threading.Event()

    def start(self) -> threading.Thread:
        """Begin; the thread ends with `stop`, or where no scheduled backup is set up."""
        thread = threading.Thread(target=self.run, name="keep-store", daemon=True)
        thread.start()
        return thread

    def stop(self) -> None:
        """Let the thread end at its next look."""
        self._stop.set()

    def run(self) -> None:
        """Wait until the store is ready, inspect it, then keep backing it up."""
        from returns.safety.schedule import Schedule, keep_backing_up

        while not self._preparation.stage.ready:
            if self._stop.wait(LOOK_S):
                return
        self._inspected()
        try:
            schedule = Schedule.of()
        except BackupFault as fault:
            LOG.error("no scheduled backup: %s", fault)
            return
        if schedule is not None and not self._stop.is_set():
            keep_backing_up(self._store, self._stop, schedule)

    def _inspected(self) -> None:
        from returns.safety.latest import inspect_and_keep

        for _ in range(TRIES):
            try:
                found = inspect_and_keep(self._store, by=CONSOLE).findings
            except StoreBusy:
                if self._stop.wait(AGAIN_S):
                    return
                continue
            except StoreFault as fault:
                LOG.error("store not inspected", extra={"reason": type(fault).__name__})
                return
            for one in found:
                level = logging.ERROR if one.severity is Severity.ERROR else logging.WARNING
                LOG.log(level, "store inspected", extra={"reason": one.code.value, "count": len(one.about)})
            if not found:
                LOG.info("store inspected", extra={"reason": "sound"})
            return
        LOG.warning("store not inspected", extra={"reason": "busy"})
