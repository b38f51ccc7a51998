import ast
import re
from datetime import date
from pathlib import Path

import pytest

from etl.issues import Severity
from indicators.model import ItemType, Kind, Mode, Window
from indicators.status import LOOKS, Status
from indicators.unit_state import UnitState
from indicators.verdict import Verdict
from pages.ui import filing_words, look, words
from pages.ui.markup import STATE_SYMBOLS

PAGES = Path(look.__file__).parents[1]
SCREENS = (
    "tong_quan",
    "theo_chi_tieu",
    "theo_huyen",
    "xa",
    "nop_bao_cao",
    "khung_chi_tieu",
    "lanh_dao",
    "trinh_chieu",
    "bieu_tong_hop",
    "giai_trinh",
    "y_kien",
)
PARTS = (
    "commune",
    "definition",
    "district",
    "explanation",
    "filing",
    "heading",
    "indicator",
    "leader",
    "overview",
    "slide",
    "standing",
    "table",
    "told",
)
SCREENS_AND_PARTS = [PAGES / f"{name}.py" for name in SCREENS] + [PAGES / "ui" / f"{name}_parts.py" for name in PARTS]


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
        (Severity, filing_words.SEVERITY_WORDS),
        (Severity, filing_words.SEVERITY_SIGNS),
    ],
)
def test_everything_that_can_be_shown_has_words(kind, told):
    assert set(told) == set(kind)
    assert all(said.strip() for said in told.values())


def test_every_status_falls_into_one_bucket():
    held = [status for statuses in words.ANSWERS.values() for status in statuses]
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


def fixed_words(path: Path) -> list[str]:
    """The Vietnamese strings of a module that hold no figure: they belong in words.py."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in inside | told
        and any(letter.isalpha() and not letter.isascii() for letter in node.value)
    ]


@pytest.mark.parametrize("path", SCREENS_AND_PARTS, ids=lambda path: path.stem)
def test_fixed_words_stand_in_one_place(path: Path):
    assert fixed_words(path) == []
