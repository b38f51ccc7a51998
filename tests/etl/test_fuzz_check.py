"""A slice of the fuzzing of bench/fuzz_check.py, and that its judge can find fault."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from etl.checking import CellFact, CheckedReturn, check_workbook
from etl.issues import issue
from tests.foreign import UNITS
from tests.fuzz import Sum, no_reason, tried
from tests.fuzz_oracle import strange_facts
from tests.fuzz_seeds import Seed, seeds
from tests.workbooks import TAY_DO

SLICE = 300
REASON = issue("not_a_number", value="x")
NAMES = {name: key for name, key in UNITS.items() if key}


@pytest.mark.slow
def test_a_slice_of_spoilt_workbooks_is_answered_well() -> None:
    told = Sum()
    for number in range(SLICE):
        told.add(tried(number, run=7))
    assert told.faults == []
    assert set(told.became) == {"accepted", "asked", "refused unread"}
    assert min(told.became.values()) >= SLICE // 20, told.became
    assert set(told.kinds) == {"bytes", "archive", "xml", "cells", "structure"}


@pytest.fixture(params=seeds(), ids=lambda seed: seed.name)
def good(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Seed, CheckedReturn]:
    seed: Seed = request.param
    path = tmp_path / f"a.{seed.ending}"
    path.write_bytes(seed.data)
    return seed, check_workbook(path, seed.against)


def test_the_judge_has_nothing_against_good_workbooks(good: tuple[Seed, CheckedReturn]) -> None:
    seed, result = good
    assert result.accepted_possible and len(result.facts) >= 12
    assert no_reason(result) == []
    assert strange_facts(seed.data, seed.ending, result, NAMES) == []


def test_the_judge_sees_a_wrong_value_of_any_kind(good: tuple[Seed, CheckedReturn]) -> None:
    seed, result = good
    told = [fact for fact in result.facts if fact.value is not None]
    if seed.ending == "xls":
        told = [replace(fact, original="0,5") for fact in told if fact.value and fact.value > 1]
    for fact in told:
        wrong = replace(result, facts=(replace(fact, value=(fact.value or 0.0) + 0.53),))
        assert len(strange_facts(seed.data, seed.ending, wrong, NAMES)) == 1, fact


@pytest.mark.parametrize(
    "change",
    [
        lambda fact: replace(fact, row=fact.row + 40),
        lambda fact: replace(fact, row=fact.row - 1),
        lambda fact: replace(fact, column=1),
        lambda fact: replace(fact, column=fact.column + 1),
        lambda fact: replace(fact, sheet="Khác"),
        lambda fact: replace(fact, unit_key=TAY_DO.key),
        lambda fact: replace(fact, value=None, state="not_applicable"),
    ],
    ids=["a row below", "the row above", "first column", "next column", "sheet", "unit", "state"],
)
def test_the_judge_sees_a_fact_out_of_place(
    change: Callable[[CellFact], CellFact], good: tuple[Seed, CheckedReturn]
) -> None:
    seed, result = good
    if seed.ending == "xls":
        return  # of an .xls only the value is looked for
    counted = next(fact for fact in result.facts if fact.item_code == "T-2.den" and fact.value == 15.0)
    wrong = replace(result, facts=(change(counted),))
    assert len(strange_facts(seed.data, seed.ending, wrong, NAMES)) == 1


def test_an_answer_without_reason_is_seen(good: tuple[Seed, CheckedReturn]) -> None:
    _, result = good
    assert no_reason(replace(result, facts=()))
    assert no_reason(replace(result, facts=(*result.facts, result.facts[0])))
    bare = replace(REASON, message=" ")
    assert no_reason(replace(result, issues=(bare,)))
