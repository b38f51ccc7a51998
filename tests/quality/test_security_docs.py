"""What the papers on security and running claim is there: tests, files, settings, and the counts of the list."""

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("accounts", "commands", "etl", "indicators", "pages", "reports", "returns", "web")
ASVS = ROOT / "docs" / "asvs.md"
RUNNING = ROOT / "docs" / "trien-khai.md"
STATES = ("met", "partly", "not met", "n/a")
QUOTED = re.compile(r"`([\w./-]+\.(?:py|md|toml|conf|service|txt|bat))(?:::(\w+))?`")
SETTING = re.compile(r"\bDANVAN_[A-Z_]+\b")
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| [^|]+ \| ([^|]+) \| (.+) \|$", re.MULTILINE)


def text_of(*parts: str) -> str:
    return ROOT.joinpath(*parts).read_text(encoding="utf-8")


def code_files() -> list[Path]:
    return [*(file for folder in CODE for file in (ROOT / folder).rglob("*.py")), *ROOT.glob("*.py")]


def test_every_test_and_file_that_is_named_exists() -> None:
    wrong = []
    for name in ("SECURITY.md", "docs/asvs.md"):
        for path, test in QUOTED.findall(text_of(name)):
            file = ROOT / path
            if not file.is_file() or (test and f"def {test}(" not in file.read_text(encoding="utf-8")):
                wrong.append(f"{name}: {path}::{test}")
    assert wrong == []


def test_every_item_has_one_state_and_a_met_one_says_where() -> None:
    rows = ROW.findall(text_of("docs/asvs.md"))
    numbers = [number for number, _, _ in rows]
    assert len(numbers) > 250 and numbers == sorted(set(numbers), key=lambda n: tuple(map(int, n.split("."))))
    assert {state for _, state, _ in rows} == set(STATES)
    assert all(how.strip() for _, _, how in rows)


def test_the_counts_are_those_of_the_tables() -> None:
    text = text_of("docs/asvs.md")
    found = Counter(state for _, state, _ in ROW.findall(text))
    told = re.search(r"^(\d+) requirements: (\d+) met, (\d+) partly, (\d+) not met, (\d+) not applicable", text, re.M)
    assert told is not None
    assert [int(number) for number in told.groups()] == [found.total(), *(found[state] for state in STATES)]


def test_the_settings_of_the_running_paper_are_those_of_the_code() -> None:
    in_code = {name for file in code_files() for name in SETTING.findall(file.read_text(encoding="utf-8"))}
    told = set(SETTING.findall(RUNNING.read_text(encoding="utf-8")))
    assert in_code - told == set()
    assert told - in_code == set()
    listed = set(re.findall(r"^\| `(DANVAN_[A-Z_]+)`", RUNNING.read_text(encoding="utf-8"), re.M))
    assert listed == in_code


def test_the_service_sets_only_what_the_code_knows() -> None:
    in_code = {name for file in code_files() for name in SETTING.findall(file.read_text(encoding="utf-8"))}
    for file in (ROOT / "deploy").iterdir():
        assert set(SETTING.findall(file.read_text(encoding="utf-8"))) <= in_code, file.name
