"""A unit as people write it ("1. X.Hà Long", "Đảng ủy TT. Nưa") into its type and its bare name."""

import re

from etl.names.letters import clean

_ABBREVIATIONS = {
    "thành phố": r"t\.? ?p",
    "thị trấn": r"t\.? ?tr?",
    "thị xã": r"t\.? ?x",
    "đặc khu": None,
    "phường": "p",
    "huyện": "h",
    "quận": "q",
    "tỉnh": r"t(?=\.)",
    "xã": "x",
}
_NUMBERING = re.compile(r"^(?:[-+*•] ?|\d{1,3} ?[.)] ?)+(?=\w)")
_TRAILING = re.compile(r"[\s.,;:*]+$|\s*\(\*+\)$")
_BODY = re.compile(
    r"^(?:đảng (?:ủy|uỷ|bộ)|(?:ủy|uỷ) ban nhân dân|ubnd|hđnd|khối dân vận)(?: của)? (?=\S)", re.IGNORECASE
)


def _pattern(type_name: str, abbreviation: str | None) -> re.Pattern[str]:
    word = rf"{type_name}(?: ?[.:] ?| )"
    short = rf"|{abbreviation}(?: ?[.:] ?| |(?=\d))" if abbreviation else ""
    return re.compile(f"(?:{word}{short})(?=\\S)", re.IGNORECASE)


_TYPES = tuple((type_name, _pattern(type_name, short)) for type_name, short in _ABBREVIATIONS.items())

_BARE = {"xa": "xã", "phuong": "phường", "thi tran": "thị trấn"}
_BARE_TYPE = re.compile(rf"({'|'.join(_BARE)})[ .:]+(?=\S)", re.IGNORECASE)


def split_prefix(text: str) -> tuple[str | None, str]:
    """The type named in front ("xã", "thị trấn" …; None where none is) and the bare name, cleaned, case kept.

    Takes the usual abbreviations with or without point and space (X., P., TT., T.T, H., TX., TP., T.P), a row
    number or bullet before the name, and a body named for its unit ("Đảng ủy xã …", "UBND …"). A type without
    its diacritics is no prefix: Xa Dung is a name.
    """
    name = _TRAILING.sub("", _NUMBERING.sub("", clean(text)))
    of_body = _BODY.sub("", name)
    for type_name, pattern in _TYPES:
        found = pattern.match(of_body)
        if found:
            return type_name, of_body[found.end() :]
    return None, name


def with_marks(text: str) -> str | None:
    """The text with the diacritics its type in front has lost ("Thi tran Nưa": "thị trấn Nưa"); None without one.

    For a name that is no unit's as it stands: Xa Dung is a name.
    """
    name = _NUMBERING.sub("", clean(text))
    found = _BARE_TYPE.match(name)
    return _BARE[found[1].lower()] + name[found.end(1) :] if found else None
