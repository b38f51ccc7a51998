"""Text typed in an old Vietnamese font (.Vn… holds TCVN3, VNI-… holds VNI) into Unicode.

The font alone decides: the bytes of both encodings are also plain Latin letters, so content cannot. TCVN
5712:1993 (its third form, one byte a letter) and VNI for Windows (a letter and a mark) are written out here
because the tables of viparse 0.1 lack ẳ and the usual ỵ of VNI and know no capital fonts.
"""

import re
import unicodedata
from enum import StrEnum


class FontEncoding(StrEnum):
    """How the letters of an old font are coded."""

    TCVN3 = "TCVN3"
    VNI = "VNI"


_TCVN3 = str.maketrans(
    "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
)

_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_TONE = {"ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ù": "\u0301", "ï": "\u0323"}
_CIRCUMFLEX = {"â": "", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "á": "\u0301", "ä": "\u0323"}
_BREVE = {"ê": "", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "é": "\u0301", "ë": "\u0323"}
_VNI_MARKS = {
    **{letter + mark: tone for letter in "aeiouyôö" for mark, tone in _TONE.items()},
    **{letter + mark: "\u0302" + tone for letter in "aeo" for mark, tone in _CIRCUMFLEX.items()},
    **{"a" + mark: "\u0306" + tone for mark, tone in _BREVE.items()},
}
_VNI_LETTER = re.compile("|".join([*_VNI_MARKS, *_VNI_ALONE]), re.IGNORECASE)
_ONLY_IN_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u0300-\u0323\u1ea0-\u1ef9]")
_CAPITALS = re.compile(r"^\.vn.*(?:H|timeh|arialh)$")


def font_encoding(font_name: str) -> FontEncoding | None:
    """The encoding an old font shows, by its name; None for any other font."""
    name = font_name.strip().casefold()
    if name.startswith(".vn"):
        return FontEncoding.TCVN3
    return FontEncoding.VNI if name.startswith("vni") else None


def decode_legacy(text: str, font_name: str) -> str | None:
    """What a cell in this font shows, in Unicode (NFC).

    None where the font is no old one, or where the text has letters no old font can hold (it is Unicode
    already, whatever the font). Decode before cleaning: ư of TCVN3 is the soft hyphen, which cleaning drops.
    """
    encoding = font_encoding(font_name)
    text = unicodedata.normalize("NFC", text)
    if encoding is None or _ONLY_IN_UNICODE.search(text):
        return None
    if encoding is FontEncoding.VNI:
        return unicodedata.normalize("NFC", _VNI_LETTER.sub(_vni_letter, text))
    shown = text.translate(_TCVN3)
    return shown.upper() if _shows_capitals(font_name) else shown


def _vni_letter(found: re.Match[str]) -> str:
    typed = found.group()
    letter = _VNI_ALONE.get(typed[0].lower(), typed[0].lower()) + _VNI_MARKS.get(typed.lower(), "")
    return letter.upper() if typed[0].isupper() else letter


def _shows_capitals(font_name: str) -> bool:
    name = font_name.strip()
    return bool(_CAPITALS.match(name[:3].lower() + name[3:]))
