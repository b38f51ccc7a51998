"""Sixty broken workbooks give exactly their facts or exactly their question."""

from pathlib import Path

import pytest

from tests.sixty import CASES, checked, unlike


def test_there_are_sixty() -> None:
    assert len(CASES) == 60


@pytest.mark.parametrize("how", CASES)
def test_a_broken_workbook_gives_exactly_its_facts_or_its_question(how: str, tmp_path: Path) -> None:
    case = CASES[how]
    result = checked(case, tmp_path)
    assert unlike(case, result) == []
    assert result.accepted_possible == (not case.asked)
