import re
from datetime import date

import pytest

from etl.issues import Severity
from indicators.model import ItemType, Kind, Mode, Window
from indicators.status import LOOKS, Status
from indicators.unit_state import UnitState
from indicators.verdict import Verdict
from pages.ui import look, words
from pages.ui.markup import STATE_SYMBOLS


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (UnitState, words.STATE_WORDS),
        (UnitState, STATE_SYMBOLS),
        (Verdict, words.VERDICT_WORDS),
        (Kind, words.KIND_WORDS),
        (Window, words.WINDOW_WORDS),
        (Mode, words.MODE_WORDS),
        (ItemType, words.ITEM_WORDS),
        (Severity, words.SEVERITY_WORDS),
        (Severity, words.SEVERITY_SIGNS),
    ],
)
def test_everything_that_can_be_shown_has_words(kind, told):
    assert set(told) == set(kind)
    assert all(said.strip() for said in told.values())


def test_every_status_falls_into_one_bucket():
    held = [status for statuses in words.BUCKETS.values() for status in statuses]
    assert sorted(held) == sorted(Status)


def test_every_state_has_its_own_symbol():
    assert len(set(STATE_SYMBOLS.values())) == len(UnitState)


@pytest.mark.parametrize("status", list(Status))
def test_the_sheet_paints_a_status_in_the_colour_of_the_palette(status: Status):
    css = look.sheet()
    variables = dict(re.findall(r"(--\w+): (#[0-9A-Fa-f]{6});", css))
    rule = next(
        body
        for names, body in re.findall(r"^((?:\.[su]-\w+(?:, )?)+) \{(.*?)\}", css, re.M)
        if f".s-{status.value}" in names.split(", ")
    )
    for name, colour in variables.items():
        rule = rule.replace(f"var({name})", colour)
    expected = "#fff" if LOOKS[status].colour == "#FFFFFF" else LOOKS[status].colour
    assert expected.lower() in rule.lower()
    assert ("hatch" in rule) == LOOKS[status].hatched


def test_the_sheet_asks_nothing_of_the_internet():
    assert "http" not in look.sheet()
    assert "@import" not in look.sheet()


def test_former_districts_say_so():
    assert words.district_word(date(2025, 6, 30)) == "Huyện"
    assert "cũ" in words.district_word(date(2025, 7, 1))
