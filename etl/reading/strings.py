"""The shared strings of an .xlsx into texts, with the old Vietnamese font they are set in, if any."""

import re
from dataclasses import dataclass
from typing import IO

from etl.reading.limits import Limits
from etl.reading.refusals import RefusalCode, refusal
from etl.reading.styles import is_legacy
from etl.reading.xml_stream import SEPARATOR, Attributes, stream

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Text:
    """A string as stored. `font` is the one legacy font all its runs are set in, else None."""

    value: str
    font: str | None = None


def read_strings(source: IO[bytes], *, limits: Limits) -> list[Text]:
    """Every shared string in order. Raises Unreadable, Malformed."""
    reading = _Strings(limits)
    stream(source, start=reading.start, end=reading.end, text=reading.runs.characters.append)
    return reading.strings


def unescaped(text: str) -> str:
    """Excel's _x000D_ for characters XML may not hold; those no text should hold stay as they are."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    printable = code in (0x9, 0xA, 0xD) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE
    return chr(code) if printable else match[0]


class Runs:
    """Gathers the text of a string item (<si> or <is>): plain or in runs, its phonetic reading left out."""

    def __init__(self, limits: Limits) -> None:
        self.characters: list[str] = []
        self._most = limits.text_chars
        self.begin()

    def begin(self) -> None:
        """Forget the last item."""
        self._pieces: list[str] = []
        self._fonts: set[str | None] = set()
        self._font: str | None = None
        self._phonetic = False

    def start(self, local: str, attributes: Attributes) -> None:
        """An element inside of the item has begun."""
        if local == "t":
            self.characters.clear()
        elif local == "r":
            self._font = None
        elif local == "rFont":
            self._font = attributes.get("val")
        elif local == "rPh":
            self._phonetic = True

    def end(self, local: str) -> None:
        """An element inside of the item has ended."""
        if local == "rPh":
            self._phonetic = False
        elif local == "t" and not self._phonetic:
            piece = "".join(self.characters)
            self._pieces.append(piece)
            if piece.strip():
                self._fonts.add(self._font)

    def text(self) -> Text:
        """The item as read. Raises Unreadable for a text no cell of Excel can hold."""
        value = unescaped("".join(self._pieces))
        if len(value) > self._most:
            raise refusal(RefusalCode.TOO_MUCH_TEXT)
        font = next(iter(self._fonts)) if len(self._fonts) == 1 else None
        return Text(value, font if is_legacy(font) else None)


class _Strings:
    def __init__(self, limits: Limits) -> None:
        self.strings: list[Text] = []
        self.runs = Runs(limits)
        self._limits = limits

    def start(self, tag: str, attributes: Attributes) -> None:
        local = tag.rpartition(SEPARATOR)[2]
        if local == "si":
            self.runs.begin()
        else:
            self.runs.start(local, attributes)

    def end(self, tag: str) -> None:
        local = tag.rpartition(SEPARATOR)[2]
        if local != "si":
            self.runs.end(local)
            return
        self.strings.append(self.runs.text())
        if len(self.strings) > self._limits.shared_strings:
            raise refusal(RefusalCode.TOO_MUCH_TEXT)
