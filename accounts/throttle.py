"""Tries to sign in, into a waiting time that grows for the one who guesses and for nobody else.

Failures are counted per (login, origin). The origin is the device when it carries proof that this login has
signed in from it before (`devices`), else its address: guessing somebody's password from the same office, or
from anywhere else, never makes that person's own device wait. An address that fails with many logins is answered
more slowly as a whole, but not refused, so that one guesser in an office does not shut its colleagues out.
"""

import ipaddress
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from accounts.refusals import Refusals

FREE_FAILURES = 5
FIRST_WAIT_S = 5.0
LONGEST_WAIT_S = 900.0
FORGOTTEN_AFTER_S = 3600.0
CROWD_FAILURES = 40
CROWD_DELAY_S = 3.0
KEYS_KEPT = 20_000

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Turn:
    """Whether a try may go ahead: refused for so many seconds (0: go ahead), after a pause of `delay_s`."""

    refused_for_s: float = 0.0
    delay_s: float = 0.0


@dataclass(slots=True)
class _Count:
    failures: int = 0
    last_s: float = 0.0


class Throttle:
    """Counts in memory: a restart forgets them, which only the machine's owner can bring about.

    `refusals` bounds what failed tries leave in the trail.
    """

    def __init__(self, *, now_s: Callable[[], float] = time.monotonic) -> None:
        self._now_s = now_s
        self.refusals = Refusals(now_s=now_s)
        self._lock = threading.Lock()
        self._pairs: OrderedDict[tuple[str, str], _Count] = OrderedDict()
        self._crowds: OrderedDict[str, _Count] = OrderedDict()

    def turn(self, login: str, *, address: str, device: str = "") -> Turn:
        """Ask for a try. One that may go ahead counts as failed until `passed`, so tries at once gain nothing."""
        with self._lock:
            pair_key = (login, device or f"@{network(address)}")
            left_s = self._left_s(self._pairs.get(pair_key))
            if left_s > 0:
                return Turn(refused_for_s=left_s)
            self._count(self._pairs, pair_key)
            if device:
                return Turn()
            crowd = self._count(self._crowds, network(address))
            return Turn(delay_s=CROWD_DELAY_S if crowd.failures > CROWD_FAILURES else 0.0)

    def passed(self, login: str, *, address: str, device: str = "") -> None:
        """The try was right: forget the failures of this login from this origin, and this one of its address."""
        with self._lock:
            self._pairs.pop((login, device or f"@{network(address)}"), None)
            crowd = self._crowds.get(network(address))
            if crowd and not device:
                crowd.failures -= 1

    def _left_s(self, count: _Count | None) -> float:
        if count is None or self._stale(count):
            return 0.0
        return max(0.0, _wait_s(count.failures) - (self._now_s() - count.last_s))

    def _stale(self, count: _Count) -> bool:
        return self._now_s() - count.last_s >= FORGOTTEN_AFTER_S

    def _count(self, counts: OrderedDict[Key, _Count], key: Key) -> _Count:
        count = counts.pop(key, None)
        if count is None or self._stale(count):
            count = _Count()
        count.failures += 1
        count.last_s = self._now_s()
        counts[key] = count
        while len(counts) > KEYS_KEPT:
            counts.popitem(last=False)
        return count


def network(address: str) -> str:
    """What counts as one origin: an IPv4 address, the /64 of an IPv6 address, or the text as it is."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(ip, ipaddress.IPv4Address):
        return str(ip)
    return str(ipaddress.ip_network((ip, 64), strict=False))


def _wait_s(failures: int) -> float:
    if failures < FREE_FAILURES:
        return 0.0
    return min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** min(failures - FREE_FAILURES, 20))
