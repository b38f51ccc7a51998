"""Every word that a screen says is a Vietnamese syllable, or one of the few names that an office knows."""

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from pages.ui import look

UI = Path(look.__file__).parent
MODULES = sorted({*UI.glob("*_words.py"), *UI.glob("words*.py")})
KNOWN = frozenset({"excel", "word", "powerpoint", "pdf", "csv", "docx", "xlsx", "xls", "ods", "byte", "enter", "sha"})
KNOWN_SHORT = frozenset({"kl", "tu", "th", "km", "mb", "kb", "gb", "tm", "t", "m", "k", "kt", "p", "q"})
BANNED = ("dashboard", "upload", "download", "hash", "token", "cache", "server", "json", "log in", "bug", "module")
SYLLABLE = re.compile(
    r"(?:b|ch?|d|gi?|gh|h|kh?|l|m|ngh?|nh|n|ph?|qu?|r|s|th|tr|t|v|x)?[aeiouy]{1,3}(?:ch|c|m|nh|ng|n|p|t)?"
)
CODE = re.compile(r"[a-z0-9_.:/%{}-]+")


def strings(node: ast.AST) -> Iterator[str]:
    """The strings of a value; not the keys of a mapping, and not what an f-string puts in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from strings(value)
    elif not isinstance(node, ast.FormattedValue):
        for part in ast.iter_child_nodes(node):
            yield from strings(part)


def told(path: Path) -> list[str]:
    """What the module's names and functions say; documentation and bare codes are not said to anybody."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = (n.value for n in ast.walk(tree) if isinstance(n, ast.Assign | ast.AnnAssign | ast.Return) and n.value)
    return [text for value in said for text in strings(value) if not CODE.fullmatch(text)]


def foreign(text: str) -> list[str]:
    """The words of a text that are no Vietnamese syllable and no known name."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d")) if c.isascii())
    words = re.findall(r"[A-Za-z]+", re.sub(r"\{\w*\}|\.\w{3,4}\b|[A-Z]+_[A-Z_]+", " ", bare))
    return [w for w in words if w.lower() not in KNOWN | KNOWN_SHORT and not SYLLABLE.fullmatch(w.lower())]


def test_the_rule_finds_what_it_is_for() -> None:
    assert foreign("Nhấn Download để tải file") == ["Download", "file"]
    assert foreign("Đến ngày 30/6, 142 xã đạt; nghiệm thu, quyết, giữ, nguyễn, khuỷu") == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_every_word_is_vietnamese_or_known(path: Path) -> None:
    said = told(path)
    assert said or path.stem == "words_form"
    assert {text: found for text in said if (found := foreign(text))} == {}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_nothing_is_said_in_the_terms_of_programmers(path: Path) -> None:
    assert [text for text in told(path) if any(re.search(rf"\b{term}\b", text.lower()) for term in BANNED)] == []
