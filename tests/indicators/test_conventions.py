"""docs/conventions.md speaks of indicators, items and keys that are really there."""

import re
from pathlib import Path

import pytest

from indicators.catalogue import plan
from indicators.model import CalendarEntry, Indicator, Item, Kind, LawVersion, Plan, Target, Tier, Window

TEXT = (Path(__file__).parents[2] / "docs" / "conventions.md").read_text(encoding="utf-8")


def test_every_code_it_names_is_an_indicator_an_item_or_a_bullet() -> None:
    th862 = plan("th862")
    known = {i.code for i in th862.indicator} | {i.code for i in th862.items}
    known |= {f"TH-{i.bullet}" for i in th862.indicator}
    named = set(re.findall(r"TH-\d\.\w+(?:\.\w+)?", TEXT))
    assert len(named) > 20
    assert named <= known


def test_every_key_it_says_a_choice_is_set_by_is_a_key_of_a_definition() -> None:
    keys = {"group", "indicator", "calendar", "empty_reason"}
    for model in (Plan, Indicator, Item, Target, LawVersion, CalendarEntry):
        keys |= set(model.model_fields)
    lines = [line for line in TEXT.splitlines() if "Set by" in line]
    named = {match[1] for line in lines for match in re.finditer(r"`(?:target\.)?([a-z_]+)(?: = [^`]+)?`", line)}
    assert {"due", "on_merger", "value", "local_rule", "applies_to", "legal_basis"} <= named
    assert named <= keys | {*Kind, *Window, *Tier, "report_anew"}


@pytest.mark.parametrize("number", range(1, 9))
def test_each_open_decision_has_its_four_parts(number: int) -> None:
    section = TEXT.split(f"### {number}. ")[1].split("\n### ")[0].split("\n## ")[0]
    assert all(f"* **{part}.**" in section for part in ("Question", "Default", "Set by", "Options"))
