"""What is kept of a store: asked again when it has changed, made anew only where it rests on what has changed."""

import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from accounts.demo import DEMO
from accounts.model import Actor, Role
from etl.store import Cursor, Store
from reports import freshness, source
from reports.picture import PROVINCE
from returns.marks import Marks, marks_of
from returns.review import send_back
from returns.stored import last_heads

PLAN, LAST, BEFORE = "th862", date(2026, 6, 30), date(2025, 12, 31)
ROOT = Path(__file__).resolve().parents[2]
OFFICER = Actor(next(one.account for one in DEMO if one.account.role is Role.OFFICER))
ELSEWHERE = """
import sys
from pathlib import Path
from etl.store import Store
change = "update return_ set state = 'returned' where number = 1"
Store(Path(sys.argv[1])).transact(lambda cursor: cursor.execute(change).fetchall())
"""


@dataclass
class Asked:
    """How often the store was asked."""

    times: int = 0
    hold: threading.Event = field(default_factory=threading.Event)

    def __call__(self, cursor: Cursor) -> Marks:
        self.times += 1
        self.hold.wait(5.0)
        return marks_of(cursor)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Counts the questions; an answer comes at once."""
    counter = Asked()
    counter.hold.set()
    monkeypatch.setattr(freshness, "marks_of", counter)
    return counter


def test_a_store_that_has_not_changed_is_asked_once(own_sample_store: Store, asked: Asked) -> None:
    assert freshness.marks(own_sample_store) is freshness.marks(own_sample_store)
    assert asked.times == 1


def test_an_own_change_is_seen_at_once_even_by_those_who_believe(own_sample_store: Store, asked: Asked) -> None:
    before = freshness.marks(own_sample_store, believed_s=60.0)
    _send_back_one(own_sample_store)
    after = freshness.marks(own_sample_store, believed_s=60.0)
    assert after.figures(PLAN, LAST) != before.figures(PLAN, LAST)
    assert asked.times == 2


def test_a_note_that_no_screen_shows_is_not_worth_a_question(own_sample_store: Store, asked: Asked) -> None:
    freshness.marks(own_sample_store, believed_s=60.0)
    own_sample_store.transact(_note, unseen=True)
    freshness.marks(own_sample_store, believed_s=60.0)
    assert asked.times == 1
    freshness.marks(own_sample_store)
    assert asked.times == 2, "who does not believe asks whenever the file has changed"


def test_a_change_of_another_process_is_seen_once_it_is_no_longer_believed(own_sample_store: Store) -> None:
    before = freshness.marks(own_sample_store)
    own_sample_store.close()
    subprocess.run([sys.executable, "-c", ELSEWHERE, str(own_sample_store.path)], cwd=ROOT, check=True, timeout=60)
    assert freshness.marks(own_sample_store, believed_s=60.0) is before
    assert freshness.marks(own_sample_store, believed_s=0.0).trail == before.trail
    assert freshness.marks(own_sample_store, believed_s=60.0) != before


def test_while_one_asks_the_others_go_on_with_what_is_known(own_sample_store: Store, asked: Asked) -> None:
    before = freshness.marks(own_sample_store)
    own_sample_store.transact(_note, unseen=True)
    asked.hold.clear()
    asking = threading.Thread(target=freshness.marks, args=(own_sample_store,))
    asking.start()
    _until(lambda: asked.times == 2)
    assert freshness.marks(own_sample_store, believed_s=1e-9) is before
    asked.hold.set()
    asking.join(10.0)


def test_a_change_of_the_last_round_leaves_the_days_before_it(own_sample_store: Store) -> None:
    before, last = (source.judge_of(own_sample_store, PLAN, day) for day in (BEFORE, LAST))
    _send_back_one(own_sample_store)
    assert source.judge_of(own_sample_store, PLAN, BEFORE) is before
    after = source.judge_of(own_sample_store, PLAN, LAST)
    assert after is not last
    assert _reported(after) < _reported(last)


def test_tallies_kept_from_before_equal_tallies_counted_anew(own_sample_store: Store) -> None:
    source.judge_of(own_sample_store, PLAN, LAST, unit_history=True)
    _send_back_one(own_sample_store)
    kept = source.judge_of(own_sample_store, PLAN, LAST, unit_history=True).picture
    with own_sample_store.reading() as cursor:
        anew = source.draw(cursor, source.default_register(), kept.plan, LAST, sample=kept.sample, unit_history=True)
    assert kept == anew
    assert len(kept.tallies) == len(anew.tallies) > 0


def _reported(judge: source.Judge) -> int:
    tallies = (judge.picture.tally(PROVINCE, indicator.code) for indicator in judge.picture.plan.indicator)
    return sum(tally.reported for tally in tallies if tally is not None)


def _send_back_one(store: Store) -> None:
    with store.reading() as cursor:
        head = next(one for one in last_heads(cursor, "th862-2026-6t") if one.counts)
    send_back(store, head.number, reason="Số liệu của năm trước", by=OFFICER)


def _note(cursor: Cursor) -> None:
    cursor.execute("update account_session set seen_at = seen_at").fetchall()
    cursor.execute("insert into meta values ('noted', 'x')").fetchall()


def _until(true: Callable[[], bool]) -> None:
    for _ in range(500):
        if true():
            return
        threading.Event().wait(0.01)
    raise AssertionError("did not come")
