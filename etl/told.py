"""One text beside the figures into the form in which it is kept, or the reason why it cannot be kept."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import category, normalize

from indicators.texts import FILLER, TextKind

LONGEST_TEXT, LONGEST_LINE = 4000, 160
PHONE = re.compile(r"\+?[0-9][0-9 .()/,;+-]{6,38}[0-9]")


@dataclass(frozen=True, slots=True)
class ReturnText:
    """One text. `unit_key` is the commune it speaks of, "" when it speaks of the filing unit as a whole."""

    kind: TextKind
    text: str
    unit_key: str = ""


def tidy(kind: TextKind, text: str) -> str:
    """NFC, nothing invisible, spaces as one; paragraphs are kept where a text may have them."""
    words = "".join(_plain(character) for character in normalize("NFC", text))
    lines = [" ".join(line.split()) for line in words.splitlines()]
    if kind in FILLER:
        return " ".join(line for line in lines if line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def tidied(texts: Iterable[ReturnText]) -> tuple[ReturnText, ...]:
    """The texts as they are kept: tidy, blank ones left out, each once, who filled it first."""
    kept = {(one.kind, one.unit_key, words): one for one in texts if (words := tidy(one.kind, one.text))}
    order = list(TextKind)
    found = [ReturnText(kind, words, unit_key) for kind, unit_key, words in kept]
    return tuple(sorted(found, key=lambda one: (order.index(one.kind), one.unit_key)))


def merged(texts: Iterable[ReturnText]) -> tuple[ReturnText, ...]:
    """The same with one text per kind and unit: several stand below one another."""
    parts: dict[tuple[TextKind, str], list[str]] = {}
    for one in texts:
        words = tidy(one.kind, one.text)
        if words and words not in parts.setdefault((one.kind, one.unit_key), []):
            parts[one.kind, one.unit_key].append(words)
    return tidied(ReturnText(kind, "\n".join(said), unit_key) for (kind, unit_key), said in parts.items())


def longest(kind: TextKind) -> int:
    """How many characters a text of this kind may have."""
    return LONGEST_LINE if kind in FILLER else LONGEST_TEXT


def is_phone(words: str) -> bool:
    """Whether these tidy words are one or more telephone numbers."""
    return bool(PHONE.fullmatch(words))


def _plain(character: str) -> str:
    if character.isprintable() or character in "\n\r":
        return character
    return "" if category(character) == "Cf" else " "
