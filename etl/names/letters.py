"""Vietnamese text, however typed, into one form: letters first, then the tone where the rule puts it.

vi-textmatch 0.2 was tried for this and left: it moves a tone only in an open oa/oe/uy ("hoà", not "gìa" or
"hòan"), keeps the Icelandic Ð, and looks at tones before it drops zero-width marks. Here the tone is taken
out of its syllable and put back by rule, so the place where it was typed cannot matter.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền hỏi ngã sắc nặng: the order of the dictionary
_MARKED_VOWELS = frozenset("ăâêôơư")
_VOWELS = frozenset("aeiouy") | _MARKED_VOWELS
_ONSETS = frozenset("bcdđghklmnpqrstvx")

_SAME = str.maketrans(
    {
        **dict.fromkeys("\u00d0\u0189", "Đ"),
        **dict.fromkeys("\u00f0\u0256", "đ"),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u02b9\u0060\u00b4\uff07", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
    }
)
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)
_SPACES = re.compile("[\\s\x00-\x1f\x7f-\x9f\u115f\u1160\u2800\u3164\uffa0]+")
_SYLLABLE = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+")
_LETTER = re.compile(r"([^\W\d_])([\u0300-\u036f]*)")
_CACHED_LENGTH = 16  # no syllable is longer, marks included: a hostile cell must not fill the cache


def clean(text: str) -> str:
    """The text as people see it, in NFC: plain spaces, quotes and dashes, nothing invisible, a true Đ."""
    return _tidy(text, "NFC")


def folded(text: str, *, i_for_y: bool) -> str:
    """`clean` in lower case with every tone where the rule puts it; NFC.

    `i_for_y` also writes a final y as i where it is the only vowel of its syllable (Quý/Quí, Mỹ/Mĩ; never
    thủy, tay).
    """
    lower = _tidy(unicodedata.normalize("NFD", text).casefold(), "NFD")
    settle = _with_i if i_for_y else _with_y
    return unicodedata.normalize("NFC", _SYLLABLE.sub(lambda found: settle(found.group()), lower))


def without_marks(text: str) -> str:
    """The text without any diacritic, đ as d."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare).replace("đ", "d").replace("Đ", "D")


def _tidy(text: str, form: Literal["NFC", "NFD"]) -> str:
    seen = _INVISIBLE.sub("", unicodedata.normalize("NFD", text).translate(_SAME))
    return unicodedata.normalize(form, _SPACES.sub(" ", seen).strip())


def _with_i(syllable: str) -> str:
    return _settled_short(syllable, True) if len(syllable) <= _CACHED_LENGTH else _settled(syllable, True)


def _with_y(syllable: str) -> str:
    return _settled_short(syllable, False) if len(syllable) <= _CACHED_LENGTH else _settled(syllable, False)


@lru_cache(maxsize=8192)
def _settled_short(syllable: str, i_for_y: bool) -> str:
    return _settled(syllable, i_for_y)


def _settled(syllable: str, i_for_y: bool) -> str:
    """A lower-case NFD syllable with its one tone in place. Two tones are not one syllable: left alone."""
    letters: list[str] = []
    tones = ""
    for letter, marks in _LETTER.findall(syllable):
        tones += "".join(m for m in marks if m in TONES)
        letters.append(unicodedata.normalize("NFC", letter + "".join(m for m in marks if m not in TONES)))
    if len(tones) > 1:
        return syllable
    if i_for_y and _ends_in_lone_y(letters):
        letters[-1] = "i"
    if tones:
        place = _tone_place(letters)
        if place is None:
            return syllable
        letters[place] += tones
    return unicodedata.normalize("NFD", "".join(letters))


def _ends_in_lone_y(letters: list[str]) -> bool:
    *onset, last = letters
    return last == "y" and bool(onset) and (onset == ["q", "u"] or _ONSETS.issuperset(onset))


def _tone_place(letters: list[str]) -> int | None:
    """On the marked vowel (ơ of ươ), else before the coda (hoàn), else on the last vowel but one (hòa)."""
    vowels = [place for place, letter in enumerate(letters) if letter in _VOWELS]
    if len(vowels) > 1 and letters[:2] in (["q", "u"], ["g", "i"]):
        vowels = vowels[1:]
    marked = [place for place in vowels if letters[place] in _MARKED_VOWELS]
    if marked:
        return marked[-1]
    if len(vowels) > 1 and vowels[-1] == len(letters) - 1:
        return vowels[-2]
    return vowels[-1] if vowels else None
