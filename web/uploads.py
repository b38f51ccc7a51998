"""Uploads of one account into yes or no: so many files and bytes in a while, because Streamlit keeps them in memory."""

import time
from collections import defaultdict, deque
from collections.abc import Callable

WINDOW_S = 600.0
FILES = 80
BYTES = 200 * 1024 * 1024


class UploadQuota:
    """What each account has sent lately. Used on the event loop only."""

    def __init__(self, *, now_s: Callable[[], float] = time.monotonic) -> None:
        self._now_s = now_s
        self._sent: defaultdict[str, deque[tuple[float, int]]] = defaultdict(deque)

    def take(self, login: str, size_bytes: int) -> bool:
        """Count a file that is about to be sent; False when it would be too much for now."""
        sent = self._sent[login]
        while sent and self._now_s() - sent[0][0] > WINDOW_S:
            sent.popleft()
        if len(sent) >= FILES or sum(size for _, size in sent) + size_bytes > BYTES:
            return False
        sent.append((self._now_s(), size_bytes))
        return True
