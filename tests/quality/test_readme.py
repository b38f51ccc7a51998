"""What the README lists is what the code has; the test command in CI is the README's."""

import re
from pathlib import Path

from docs.lists import README, ROOT, with_lists
from etl.issues import catalogue_markdown


def test_the_lists_are_those_of_the_code() -> None:
    text = README.read_text(encoding="utf-8")
    assert text == with_lists(text), "run: python -m docs.lists"


def test_the_issue_codes_page_is_generated() -> None:
    assert (ROOT / "docs" / "ma-loi.md").read_text(encoding="utf-8") == catalogue_markdown()


def test_ci_runs_exactly_the_test_command_of_the_readme() -> None:
    commands = re.findall(r"```bash\n(.+?)\n```", README.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert len(commands) == 2
    assert commands[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_no_file_names_an_index_or_a_machine() -> None:
    told = re.compile(r"https?://(?!localhost|127\.0\.0\.1|www\.w3\.org|schemas\.|purl\.org)|/work/|/root/")
    names = ("requirements.txt", "requirements-dev.txt", "pyproject.toml", ".ci/run", "README.md")
    lines = ((name, line) for name in names for line in Path(ROOT / name).read_text(encoding="utf-8").splitlines())
    assert [(name, line) for name, line in lines if told.search(line)] == []
