"""Refused tries into a log line each, and into a few rows of the trail however many they are.

A refusal has no transaction of its own, and whoever tries in a loop must not be able to fill the trail. So tries are
counted per account, kind and subject: the first ROWS_AN_HOUR of an hour get a row each, those after them one row
together when the hour is over, with their number.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from accounts.audit import write
from accounts.events import AccessRefused, SignInRefused
from accounts.model import Actor
from etl.store import Cursor, Store

ROWS_AN_HOUR = 5
HOUR_S = 3600.0

LOG = logging.getLogger("danvan.access")


@dataclass(frozen=True, slots=True)
class Refused:
    """What is counted together. `account` is the login that was tried at sign-in, "" where there is no such account.

    `what` is the action that was refused, or why a sign-in failed: a word of the program, never what was typed.
    """

    login: str
    what: str
    sign_in: bool = False
    account: str = ""


@dataclass(slots=True)
class _Count:
    began_s: float
    by: Actor
    unit_key: str | None = None
    rows: int = 0
    waiting: int = 0


@dataclass
class Refusals:
    """Counts in memory. What waits for its row when a process is killed is in the log all the same."""

    now_s: Callable[[], float] = time.monotonic
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _counts: dict[Refused, _Count] = field(default_factory=dict)

    def note(self, refused: Refused, by: Actor, *, unit_key: str | None = None) -> None:
        """Count one try and log it. Its row is written by `keep`."""
        kind = "sign-in" if refused.sign_in else "access"
        LOG.info("%s refused", kind, extra={"login": refused.account or refused.login, "reason": refused.what})
        with self._lock:
            count = self._counts.setdefault(refused, _Count(began_s=self.now_s(), by=by))
            count.by, count.unit_key = by, unit_key
            count.waiting += 1

    def keep(self, store: Store, *, everything: bool = False) -> int:
        """Write the rows that are due (`everything`: all that waits); how many. Raises StoreFault, losing no count."""
        due = self._taken(everything=everything)
        if not due:
            return 0

        def work(cursor: Cursor) -> None:
            for refused, count, times in due:
                write(cursor, _event(refused, count, times))

        try:
            store.transact(work)
        except BaseException:
            self._put_back(due)
            raise
        return len(due)

    def _taken(self, *, everything: bool) -> list[tuple[Refused, _Count, int]]:
        with self._lock:
            now_s = self.now_s()
            due: list[tuple[Refused, _Count, int]] = []
            for refused, count in list(self._counts.items()):
                over = now_s - count.began_s >= HOUR_S
                if over and not count.waiting:
                    del self._counts[refused]
                    continue
                if not count.waiting or not (over or everything or count.rows < ROWS_AN_HOUR):
                    continue
                due.append((refused, count, count.waiting))
                count.began_s, count.rows = (now_s, 0) if over else (count.began_s, count.rows)
                count.rows += 1
                count.waiting = 0
            return due

    def _put_back(self, due: list[tuple[Refused, _Count, int]]) -> None:
        with self._lock:
            for refused, count, times in due:
                count.rows -= 1
                count.waiting += times
                self._counts[refused] = count


BOOK = Refusals()
"""The refused permissions of this process; the server and the commands write them where they may write."""


def _event(refused: Refused, count: _Count, times: int) -> AccessRefused | SignInRefused:
    if refused.sign_in:
        return SignInRefused(by=count.by, account=refused.account, reason=refused.what, times=times)
    return AccessRefused(by=count.by, unit_key=count.unit_key, refused=refused.what, times=times)
