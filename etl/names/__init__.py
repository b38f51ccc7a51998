"""Names of units into keys: for exact matching, for near matches, for Vietnamese order."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from unicodedata import normalize

from etl.names.letters import TONES, clean, folded, without_marks
from etl.names.prefixes import split_prefix, with_marks

__all__ = [
    "LEAST_LIKENESS",
    "SortKey",
    "clean",
    "likeness",
    "match_key",
    "name_key",
    "near_matches",
    "sort_key",
    "split_prefix",
    "stripped_key",
    "with_marks",
]

SortKey = tuple[str, str, str]
LEAST_LIKENESS = 0.6
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_ORDER = str.maketrans({letter: chr(0x2000 + place) for place, letter in enumerate(_ALPHABET)})
_AROUND_DASH = re.compile(" ?- ?")
_DIGITS = re.compile(r"\d+")
_CACHED_LENGTH = 200  # longer than any header: a hostile cell must not fill the cache
_LONGEST_COMPARED = 80  # characters: a paragraph in a name's cell is not compared letter by letter


def match_key(text: str) -> str:
    """Equal for two texts exactly when they are the same Vietnamese words; idempotent.

    Case, NFC or NFD, spaces, invisible marks, the shape of quotes and dashes, Đ look-alikes, the place of the
    tone (hòa/hoà) and a lone final i or y (Quý/Quí) do not matter. Every diacritic does.
    """
    return _short_key(text) if len(text) <= _CACHED_LENGTH else _match_key(text)


@lru_cache(maxsize=8192)
def _short_key(text: str) -> str:
    """Workbook after workbook carries the same headers and titles."""
    return _match_key(text)


def _match_key(text: str) -> str:
    return _AROUND_DASH.sub("-", folded(text, i_for_y=True))


def name_key(text: str) -> str:
    """`match_key` of the bare name of a unit; leading zeros of a numbered ward do not matter (Phường 01)."""
    _, bare = split_prefix(text)
    return _DIGITS.sub(lambda found: found.group().lstrip("0") or "0", match_key(bare))


def stripped_key(text: str) -> str:
    """`match_key` without diacritics, never to match by: Hòa Lộc and Hoa Lộc are communes of one district."""
    return match_key(without_marks(match_key(text)))


def sort_key(text: str) -> SortKey:
    """Sorts in Vietnamese order: a ă â b c d đ e ê …; tones (ngang huyền hỏi ngã sắc nặng) between equals.

    The order of DuckDB's `collate vi`, but numbers by value: Phường 2 before Phường 10.
    """
    lower = _DIGITS.sub(lambda found: found.group().zfill(6), folded(text, i_for_y=False))
    letters: list[str] = []
    tones: list[str] = []
    for character in lower:
        marks = normalize("NFD", character)
        tone = next((mark for mark in marks if mark in TONES), "")
        letters.append(normalize("NFC", marks.replace(tone, "")) if tone else character)
        tones.append(str(TONES.index(tone) + 1) if tone else "0")
    return "".join(letters).translate(_ORDER), "".join(tones), lower


def likeness(one: str, other: str) -> float:
    """How alike two match keys are, 0 to 1: half by letters with diacritics, half without."""
    one, other = one[:_LONGEST_COMPARED], other[:_LONGEST_COMPARED]
    with_marks = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return (with_marks + SequenceMatcher(None, without_marks(one), without_marks(other), autojunk=False).ratio()) / 2


def near_matches(text: str, names: Sequence[str], *, limit: int = 3) -> tuple[int, ...]:
    """The places in `names` of the likest ones, likest first: to be offered to a person, never taken."""
    wanted = name_key(text)
    scored = [(likeness(wanted, name_key(name)), place) for place, name in enumerate(names)]
    likest = sorted((pair for pair in scored if pair[0] >= LEAST_LIKENESS), key=lambda pair: (-pair[0], pair[1]))
    return tuple(place for _, place in likest[:limit])
