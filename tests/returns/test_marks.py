"""What a mark must follow: every step of review and every change of a round, of its own round only."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from etl.store import Store
from returns.marks import Marks, marks_of
from returns.remarks import remark_on, withdraw_remark
from returns.review import approve, send_back
from returns.rounds.changes import extend
from returns.rounds.states import close_round, lock_round
from tests.returns.conftest import BIM_SON, OFFICER, ROUND, Filing

PLAN, DAY, DAY_BEFORE = "th862", date(2026, 6, 30), date(2025, 12, 31)
Step = Callable[[Filing, int], object]


def _close(filing: Filing, _number: int) -> None:
    close_round(filing.store, ROUND, by=OFFICER)


def _lock(filing: Filing, number: int) -> None:
    approve(filing.store, [number], by=OFFICER)
    close_round(filing.store, ROUND, by=OFFICER)
    lock_round(filing.store, ROUND, by=OFFICER)


def _extend(filing: Filing, _number: int) -> None:
    later = filing.round.due + timedelta(days=9)
    extend(filing.store, ROUND, unit=BIM_SON, due=later, reason="Mưa lũ", by=OFFICER)


def _approve(filing: Filing, number: int) -> None:
    approve(filing.store, [number], by=OFFICER)


def _remark(filing: Filing, number: int) -> int:
    unit = filing.communes[0].key
    return remark_on(filing.store, number, unit_key=unit, item_code="TH-1.2a", words="Xem lại", by=OFFICER)


def _send_back(filing: Filing, number: int) -> None:
    send_back(filing.store, number, reason="Sai năm", by=OFFICER)


def _correct(filing: Filing, _number: int) -> None:
    assert filing.file(filing.values({"TH-1.2a": "Không"})).accepted


@pytest.mark.parametrize(
    ("step", "of_figures"),
    [
        (_approve, False),
        (_close, False),
        (_lock, False),
        (_extend, False),
        (_remark, False),
        (_send_back, True),
        (_correct, True),
    ],
)
def test_every_step_moves_what_is_shown_and_only_some_the_figures(
    bim_son: Filing, step: Step, of_figures: bool
) -> None:
    number = bim_son.file(bim_son.values()).number
    assert number is not None
    before = _marks(bim_son.store)
    step(bim_son, number)
    after = _marks(bim_son.store)
    assert after.shown(PLAN, DAY) != before.shown(PLAN, DAY)
    assert (after.figures(PLAN, DAY) != before.figures(PLAN, DAY)) is of_figures
    assert after.shown(PLAN, DAY_BEFORE) == before.shown(PLAN, DAY_BEFORE), "the rounds before stay as they are"
    assert after.trail > before.trail


def test_a_remark_taken_back_moves_the_mark_too(bim_son: Filing) -> None:
    number = bim_son.file(bim_son.values()).number
    assert number is not None
    remark = _remark(bim_son, number)
    before = _marks(bim_son.store)
    withdraw_remark(bim_son.store, remark, by=OFFICER)
    assert _marks(bim_son.store).shown(PLAN) != before.shown(PLAN)


def test_a_day_without_a_limit_means_every_round(bim_son: Filing) -> None:
    before = _marks(bim_son.store)
    bim_son.file(bim_son.values())
    after = _marks(bim_son.store)
    assert after.figures(PLAN) != before.figures(PLAN)
    assert after.figures(PLAN, DAY_BEFORE) == before.figures(PLAN, DAY_BEFORE)
    assert after.of_round(ROUND) != before.of_round(ROUND)


def _marks(store: Store) -> Marks:
    with store.reading() as cursor:
        return marks_of(cursor)
