"""The README's lists, made from the code: `python -m docs.lists` writes them, a test compares them."""

import re
from pathlib import Path

import typer

from etl.issues import KINDS
from indicators.catalogue import plans
from manage import app
from pages.ui.navigation import SCREENS

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"


def lists() -> dict[str, str]:
    """Every generated section of the README by its marker."""
    return {"plans": _plans(), "pages": _pages(), "commands": _commands(), "issues": _issues()}


def with_lists(text: str) -> str:
    """The README's text with every marked section made anew."""
    for marker, body in lists().items():
        pattern = rf"(<!-- {marker} -->\n).*?(<!-- /{marker} -->)"
        text, found = re.subn(pattern, lambda m, b=body: f"{m[1]}{b}\n{m[2]}", text, flags=re.DOTALL)  # type: ignore[misc]
        if found != 1:
            raise ValueError(f"the README needs one section between <!-- {marker} --> and <!-- /{marker} -->")
    return text


def _plans() -> str:
    rows = [f"| `{p.code}` | {p.document} | {len(p.group)} | {len(p.indicator)} | {len(p.items)} |" for p in plans()]
    return "\n".join(["| plan | document | groups | indicators | items |", "|---|---|---|---|---|", *rows])


def _pages() -> str:
    rows = [f"| `/{page.url_path if page is not SCREENS[0] else ''}` | {page.title} |" for page in SCREENS]
    return "\n".join(["| address | page |", "|---|---|", *rows])


def _commands() -> str:
    command = typer.main.get_command(app)
    rows = [f"| `{name}` | {help_line} |" for name, help_line in _walk(command, "")]
    return "\n".join(["| command | what it does |", "|---|---|", *rows])


def _walk(command: object, path: str) -> list[tuple[str, str]]:
    children = getattr(command, "commands", None)
    if not children:
        return [(path, (getattr(command, "help", "") or "").split("\n")[0])]
    return [row for name in children for row in _walk(children[name], f"{path} {name}".strip())]


def _issues() -> str:
    errors = [f"`{code}`" for code, kind in KINDS.items() if kind.severity.value == "error"]
    warnings = [f"`{code}`" for code, kind in KINDS.items() if kind.severity.value == "warning"]
    return f"Errors (block): {', '.join(errors)}.\n\nWarnings: {', '.join(warnings)}."


if __name__ == "__main__":
    README.write_text(with_lists(README.read_text(encoding="utf-8")), encoding="utf-8")
