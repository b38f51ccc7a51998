"""The store into pictures, kept while the store does not change: what every view starts from."""

import threading
from dataclasses import dataclass
from datetime import date

from etl.register import default_register
from etl.store import Cursor, Store
from etl.store.schema import meta
from indicators.catalogue import plan as plan_of
from reports.picture import draw
from reports.standing import Judge
from returns.review import figures_mark

KEPT = 24


@dataclass(frozen=True, slots=True)
class Version:
    """What the figures of a store rest on: it changes with every return that is accepted or changes its state."""

    store: str
    mark: str


def version_of(cursor: Cursor, store: Store) -> Version:
    """The version of the store's figures, in one cheap query."""
    return Version(str(store.path), figures_mark(cursor))


def figures_version(store: Store) -> Version:
    """The same, opening the store for it."""
    with store.reading() as cursor:
        return version_of(cursor, store)


def judge_of(store: Store, plan_code: str, day: date, *, unit_history: bool = False) -> Judge:
    """The judge of one plan on one day. Drawn anew only when the store's figures have changed.

    `unit_history` also reads each commune's earlier rounds, which single communes are judged by.
    """
    with _lock:
        making = _making.setdefault((str(store.path), plan_code, day, unit_history), threading.Lock())
    with making, store.reading() as cursor:
        key = (version_of(cursor, store), plan_code, day, unit_history)
        with _lock:
            if key in _kept:
                return _kept[key]
        sample = meta(cursor, "sample") == "true"
        judge = Judge(
            draw(cursor, default_register(), plan_of(plan_code), day, sample=sample, unit_history=unit_history)
        )
        with _lock:
            while len(_kept) >= KEPT:
                _kept.pop(next(iter(_kept)))
            _kept[key] = judge
    return judge


_making: dict[tuple[str, str, date, bool], threading.Lock] = {}
_lock = threading.Lock()
_kept: dict[tuple[Version, str, date, bool], Judge] = {}
