"""The store into judges, kept while what they rest on does not change: what every view starts from.

A change of one round leaves the tallies of the others, and equal figures are judged once, whatever else changes.
"""

import threading
from collections.abc import Callable, Hashable
from datetime import date
from typing import TypeVar

from etl.register import default_register
from etl.store import Cursor, Store
from etl.store.schema import meta
from indicators.catalogue import plan as plan_of
from indicators.judgement import Judgement
from indicators.model import Plan
from reports.freshness import BELIEVED_S, marks
from reports.picture import Tallies, draw
from reports.standing import Judge, Signature
from returns.marks import Marks, marks_of

KEPT = 24
KEPT_TALLIES = 48
KEPT_JUDGEMENTS = 60_000

Key = TypeVar("Key", bound=Hashable)
Made = TypeVar("Made")


def judge_of(store: Store, plan_code: str, day: date, *, unit_history: bool = False) -> Judge:
    """The judge of one plan on one day. Drawn anew only when figures up to that day have changed.

    `unit_history` also reads each commune's earlier rounds, which single communes are judged by.
    """
    about = (str(store.path), plan_code, day, unit_history)
    known = _kept.get((about, marks(store, believed_s=BELIEVED_S).figures(plan_code, day)))
    if known is not None:
        return known
    with _lock:
        making = _making.setdefault(about[:2], threading.Lock())
    with making, store.reading() as cursor:
        found = marks_of(cursor)
        key = (about, found.figures(plan_code, day))
        if key not in _kept:
            judge = _drawn(cursor, store, found, plan_code, day, unit_history=unit_history)
            _keep(_kept, key, judge, KEPT)
            return judge
        return _kept[key]


def _drawn(cursor: Cursor, store: Store, found: Marks, plan_code: str, day: date, *, unit_history: bool) -> Judge:
    def keeping(kind: str, round_code: str, count: Callable[[], Tallies]) -> Tallies:
        key = (str(store.path), plan_code, found.calendar, kind, round_code, found.of_round(round_code))
        tallies = _tallies.get(key)
        if tallies is None:
            tallies = count()
            _keep(_tallies, key, tallies, KEPT_TALLIES)
        return tallies

    plan = plan_of(plan_code)
    picture = draw(
        cursor,
        default_register(),
        plan,
        day,
        sample=meta(cursor, "sample") == "true",
        unit_history=unit_history,
        keeping=keeping,
    )
    return Judge(picture, _judgements(plan))


def _judgements(plan: Plan) -> dict[Signature, Judgement]:
    """What has been judged of a plan, by its figures alone; begun anew when it has grown too large."""
    with _lock:
        of, known = _known.get(plan.code, (plan, {}))
        if of is not plan or len(known) > KEPT_JUDGEMENTS:
            known = {}
        _known[plan.code] = (plan, known)
        return known


def _keep(kept: dict[Key, Made], key: Key, made: Made, most: int) -> None:
    with _lock:
        while len(kept) >= most:
            kept.pop(next(iter(kept)))
        kept[key] = made


About = tuple[str, str, date, bool]

_lock = threading.Lock()
_making: dict[tuple[str, str], threading.Lock] = {}
_kept: dict[tuple[About, str], Judge] = {}
_tallies: dict[Hashable, Tallies] = {}
_known: dict[str, tuple[Plan, dict[Signature, Judgement]]] = {}
