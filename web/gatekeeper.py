"""A session token into the one who is signed in, asked of the store often enough and never too often.

The answer of the store is believed for FRESH_S, and up to LATE_S while the store takes longer than PATIENCE_S to say
it again. Sessions with an open websocket are asked about together, once per SWEEP_S for the whole process, so that a
session ended elsewhere is noticed within a few seconds whether or not anybody clicks, and a hundred open tabs cost
one query. While the store cannot be asked (another process is writing)
the last answer holds for STALE_S at most; then the gate is shut.
"""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

import anyio.to_thread

from accounts import present, sessions
from accounts.sessions import Signed, token_hash
from etl.store import Store, StoreFault

FRESH_S = 2.0
SWEEP_S = 1.5
LATE_S = 4.0
PATIENCE_S = 0.1
STALE_S = 30.0
TOUCH_S = 60.0
OTHER_TABS_S = 1.0
KEPT = 5000
LOOKUPS_AT_ONCE = 4

LOG = logging.getLogger("danvan.gate")


@dataclass(slots=True)
class _Known:
    signed: Signed | None
    asked_s: float
    touched_s: float = 0.0


class Watch:
    """An open websocket's view of its session: `over` is set when it has ended, `unsure` when nobody can tell."""

    def __init__(self, token: str) -> None:
        self.token_hash = token_hash(token)
        self.over = asyncio.Event()
        self.unsure = False

    def shut(self, *, unsure: bool) -> None:
        """Tell the websocket that it must close."""
        self.unsure = unsure
        self.over.set()


class Gatekeeper:
    """Looks sessions up for one process. Used on the event loop only; the store is asked in threads."""

    def __init__(self, store: Store, *, now_s: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._now_s = now_s
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._asking: dict[str, asyncio.Task[Signed | None]] = {}
        self._watches: set[Watch] = set()
        self._sweeper: asyncio.Task[None] | None = None
        self._threads = anyio.CapacityLimiter(LOOKUPS_AT_ONCE)

    async def who(self, token: str, *, used: bool = True) -> Signed | None:
        """The live session of this token, or None. `used`: somebody is doing something, so it is not idle.

        Raises StoreFault when the store cannot be asked and no recent answer is known.
        """
        one = token_hash(token)
        known = self._known.get(one)
        now_s = self._now_s()
        if known and now_s - known.asked_s < FRESH_S and not (used and self._due(known)):
            return known.signed
        asking = self._ask(one, touch=used and (known is None or self._due(known)))
        try:
            if known is not None and known.signed is not None and now_s - known.asked_s < LATE_S:
                return await asyncio.wait_for(asking, PATIENCE_S)
            return await asking
        except TimeoutError:
            assert known is not None
            return known.signed
        except StoreFault:
            if known and now_s - known.asked_s < STALE_S:
                return known.signed
            raise

    def forget(self, one: str) -> None:
        """A session has just been ended here: ask again the next time, and tell its other open tabs in a moment.

        Not at once: the tab that asked for it is on its way to the answer, and must not be sent elsewhere meanwhile.
        """
        self._known.pop(one, None)
        asyncio.get_running_loop().call_later(OTHER_TABS_S, self._shut, {one})

    def forget_account(self, login: str, *, keep: str = "") -> None:
        """The sessions of an account have just been ended here, all but `keep`."""
        present.forget(self._store.path, login)
        theirs = [one for one, known in self._known.items() if known.signed and known.signed.account.login == login]
        for one in theirs:
            if one != keep:
                self.forget(one)
        self._known.pop(keep, None)

    def watch(self, token: str) -> Watch:
        """Begin to watch the session of a websocket that has just been let in."""
        watch = Watch(token)
        self._watches.add(watch)
        if self._sweeper is None or self._sweeper.done():
            self._sweeper = asyncio.create_task(self._sweep(), name="gate-sweep")
        return watch

    def unwatch(self, watch: Watch) -> None:
        """The websocket is closed."""
        self._watches.discard(watch)

    def _ask(self, one: str, *, touch: bool) -> asyncio.Future[Signed | None]:
        task = self._asking.get(one)
        if task is None:
            task = asyncio.create_task(self._ask_store(one, touch=touch))
            self._asking[one] = task
            task.add_done_callback(lambda done: self._asked(one, done))
        return asyncio.shield(task)

    def _asked(self, one: str, done: asyncio.Task[Signed | None]) -> None:
        self._asking.pop(one, None)
        if not done.cancelled():
            done.exception()  # seen: whoever was impatient does not wait for it any more

    async def _ask_store(self, one: str, *, touch: bool) -> Signed | None:
        found = await anyio.to_thread.run_sync(self._read, [one], limiter=self._threads)
        known = self._note(one, found.get(one))
        if touch and known.signed and self._due(known):
            known.touched_s = self._now_s()
            await anyio.to_thread.run_sync(self._touch, one, limiter=self._threads)
        return known.signed

    def _due(self, known: _Known) -> bool:
        return self._now_s() - known.touched_s >= TOUCH_S

    def _note(self, one: str, signed: Signed | None) -> _Known:
        if signed is not None:
            present.note(self._store.path, signed.account)
        before = self._known.pop(one, None)
        known = _Known(signed=signed, asked_s=self._now_s(), touched_s=before.touched_s if before else -TOUCH_S)
        self._known[one] = known
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
        return known

    def _read(self, hashes: list[str]) -> dict[str, Signed]:
        with self._store.reading() as cursor:
            return sessions.live(cursor, hashes)

    def _touch(self, one: str) -> None:
        try:
            self._store.transact(lambda cursor: sessions.touch(cursor, [one]), unseen=True)
        except StoreFault as fault:
            LOG.warning("session not touched", extra={"reason": type(fault).__name__})

    async def _sweep(self) -> None:
        last_good_s = self._now_s()
        while self._watches:
            await asyncio.sleep(SWEEP_S)
            hashes = sorted({watch.token_hash for watch in self._watches})
            if not hashes:
                return
            try:
                found = await anyio.to_thread.run_sync(self._read, hashes, limiter=self._threads)
            except StoreFault as fault:
                LOG.warning("sessions not checked", extra={"reason": type(fault).__name__})
                if self._now_s() - last_good_s >= STALE_S:
                    self._shut(set(hashes), unsure=True)
                continue
            last_good_s = self._now_s()
            for one in hashes:
                self._note(one, found.get(one))
            self._shut(set(hashes) - set(found))

    def _shut(self, hashes: set[str], *, unsure: bool = False) -> None:
        for watch in self._watches:
            if watch.token_hash in hashes:
                watch.shut(unsure=unsure)
