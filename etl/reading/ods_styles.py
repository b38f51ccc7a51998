"""The styles of an .ods into the font of a cell and whether a sheet is shown."""

from etl.reading.limits import Limits
from etl.reading.refusals import RefusalCode, refusal
from etl.reading.sizes import whole
from etl.reading.styles import is_legacy
from etl.reading.xml_stream import Attributes

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
STYLE = f"{_OASIS}style:1.0 "
TABLE = f"{_OASIS}table:1.0 "
_SVG = f"{_OASIS}svg-compatible:1.0 "
_FO = f"{_OASIS}xsl-fo-compatible:1.0 "
# A style inherits from its parent; honest files go two or three deep.
_DEEPEST = 20


class Styles:
    """Fed with the elements of styles.xml and then of content.xml, whose styles come before its cells."""

    def __init__(self, limits: Limits) -> None:
        self._families: dict[str, str] = {}
        self._fonts: dict[str, str] = {}
        self._parents: dict[str, str] = {}
        self._hidden: set[str] = set()
        self._style = ""
        self._limits = limits

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element of a styles section has begun."""
        if tag == f"{STYLE}font-face":
            face = attributes.get(f"{_SVG}font-family", "").strip("'\"")
            self._families[attributes.get(f"{STYLE}name", "")] = face
        elif tag == f"{STYLE}style":
            self._style = attributes.get(f"{STYLE}name", "")
            self._parents[self._style] = attributes.get(f"{STYLE}parent-style-name", "")
            if len(self._parents) > self._limits.styles:
                raise refusal(RefusalCode.TOO_MANY_STYLES, most=whole(self._limits.styles))
        elif tag == f"{STYLE}text-properties" and self._style:
            name = attributes.get(f"{STYLE}font-name")
            family = attributes.get(f"{_FO}font-family")
            if name is not None:
                self._fonts[self._style] = self._families.get(name, name)
            elif family is not None:
                self._fonts[self._style] = family.strip("'\"")
        elif tag == f"{STYLE}table-properties" and attributes.get(f"{TABLE}display") == "false":
            self._hidden.add(self._style)

    def is_hidden(self, style: str) -> bool:
        """Whether sheets of that style are hidden."""
        return style in self._hidden

    def fonts(self) -> dict[str, str | None]:
        """The font of every cell style when one of them is an old Vietnamese one, else nothing."""
        if not any(is_legacy(font) for font in self._fonts.values()):
            return {}
        return {style: self._font(style) for style in self._parents}

    def _font(self, style: str) -> str | None:
        for _ in range(_DEEPEST):
            font = self._fonts.get(style)
            if font is not None:
                return font
            style = self._parents.get(style, "")
        return None
