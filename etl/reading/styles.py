"""The styles part of an .xlsx into number formats and fonts by style number."""

from dataclasses import dataclass
from typing import IO

from etl.reading.dates import BUILT_IN_FORMATS, shows_a_date
from etl.reading.limits import Limits
from etl.reading.refusals import RefusalCode, refusal
from etl.reading.sizes import whole
from etl.reading.xml_stream import SEPARATOR, Attributes, stream

LEGACY_FONTS = (".vn", "vni", ".vni")


@dataclass(frozen=True, slots=True)
class Style:
    """What matters of a cell's style. `number_format` is None for General."""

    number_format: str | None = None
    is_date: bool = False
    font: str | None = None


def read_styles(source: IO[bytes], *, limits: Limits) -> tuple[Style, ...]:
    """Styles in the order cells refer to them. Raises Unreadable, Malformed."""
    reading = _Stylesheet(limits)
    stream(source, start=reading.start, end=reading.end)
    return tuple(reading.style(format_id, font_id) for format_id, font_id in reading.cell_styles)


def is_legacy(font: str | None) -> bool:
    """Whether a font's letters stand for other characters than their codes say (TCVN3, VNI)."""
    return font is not None and font.lower().startswith(LEGACY_FONTS)


class _Stylesheet:
    def __init__(self, limits: Limits) -> None:
        self.cell_styles: list[tuple[str, str]] = []
        self._formats: dict[str, str] = dict(BUILT_IN_FORMATS)
        self._fonts: list[str | None] = []
        self._path: list[str] = []
        self._limits = limits
        self._made: dict[tuple[str, str], Style] = {}

    def start(self, tag: str, attributes: Attributes) -> None:
        local = tag.rpartition(SEPARATOR)[2]
        parent = self._path[-1] if self._path else ""
        self._path.append(local)
        if local == "xf" and parent == "cellXfs":
            self.cell_styles.append((attributes.get("numFmtId", "0"), attributes.get("fontId", "0")))
        elif local == "numFmt" and parent == "numFmts":
            self._formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif local == "font" and parent == "fonts":
            self._fonts.append(None)
        elif local == "name" and parent == "font" and "fonts" in self._path:
            self._fonts[-1] = attributes.get("val")
        if len(self.cell_styles) + len(self._fonts) + len(self._formats) > self._limits.styles:
            raise refusal(RefusalCode.TOO_MANY_STYLES, most=whole(self._limits.styles))

    def end(self, _tag: str) -> None:
        self._path.pop()

    def style(self, format_id: str, font_id: str) -> Style:
        key = (format_id, font_id)
        if key not in self._made:
            number_format = self._formats.get(format_id)
            if number_format is not None and number_format.lower() == "general":
                number_format = None
            is_font = font_id.isdecimal() and int(font_id) < len(self._fonts)
            self._made[key] = Style(
                number_format=number_format,
                is_date=number_format is not None and shows_a_date(number_format),
                font=self._fonts[int(font_id)] if is_font else None,
            )
        return self._made[key]
