"""The accounts of those who are at work now, as the guard last read them: one process's short memory.

Whoever draws a screen need not ask the store again for what the guard read a moment ago at the door.
"""

import time
from pathlib import Path

from accounts.model import Account

KEPT = 5000


def note(store_path: Path, account: Account) -> None:
    """The store has just said what this account is."""
    if len(_seen) >= KEPT:
        _seen.clear()
    _seen[store_path, account.login] = (account, time.monotonic())


def forget(store_path: Path, login: str) -> None:
    """The account has just been changed, or signed out: the store must be asked."""
    _seen.pop((store_path, login), None)


def seen(store_path: Path, login: str, *, within_s: float) -> Account | None:
    """The account as it was read at most `within_s` seconds ago, or None."""
    account, at_s = _seen.get((store_path, login), (None, 0.0))
    return account if time.monotonic() - at_s < within_s else None


_seen: dict[tuple[Path, str], tuple[Account, float]] = {}
