"""What a cell of an .xlsx says of itself (type letters, raw text, formula) into its kind and value."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from etl.reading.dates import from_iso, from_serial
from etl.reading.limits import Limits
from etl.reading.raw import CellKind, Value
from etl.reading.strings import Text, unescaped
from etl.reading.styles import Style
from etl.reading.xml_stream import Malformed

# Kind, value, and the old Vietnamese font the text itself is set in, if any.
Typed = tuple[CellKind, Value, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the cells of any sheet of the book refer to (see package.Package)."""

    strings: Sequence[Text]
    styles: Sequence[Style]
    since_1904: bool
    stale: bool
    limits: Limits


def typed(
    letters: str, raw: str | None, *, formula: str | None, inline: Text | None, style: Style, setting: Setting
) -> Typed | None:
    """A cell's content, None for a blank one. `letters` is its attribute t, `raw` the text of its <v>.

    Raises Malformed for what no program writes.
    """
    if formula is not None and _lacks_value(letters, raw, setting):
        return CellKind.FORMULA_WITHOUT_VALUE, f"={unescaped(formula)}", None
    if inline is not None:
        return (CellKind.TEXT, inline.value, inline.font) if inline.value else None
    if not raw:
        return None
    if letters == "n":
        return _number(raw, style, setting)
    if letters == "s":
        if not raw.isdecimal() or int(raw) >= len(setting.strings):
            raise Malformed("a shared string's number")
        text = setting.strings[int(raw)]
        return (CellKind.TEXT, text.value, text.font) if text.value else None
    return _rarer(letters, raw)


def _lacks_value(letters: str, raw: str | None, setting: Setting) -> bool:
    """A formula nobody has calculated: no value, or the 0 some writers put there in its stead."""
    if raw is None:
        return True
    if raw == "":
        return letters != "str"
    return setting.stale and raw == "0" and letters == "n"


def _number(raw: str, style: Style, setting: Setting) -> Typed:
    try:
        number = float(raw)
    except ValueError:
        return CellKind.ERROR, raw, None
    if not isfinite(number) or "_" in raw or not raw.isascii():
        return CellKind.ERROR, raw, None
    if style.is_date:
        moment = from_serial(number, since_1904=setting.since_1904)
        if moment is not None:
            return CellKind.DATE, moment, None
    return CellKind.NUMBER, number, None


def _rarer(letters: str, raw: str) -> Typed:
    if letters == "str":
        return CellKind.TEXT, unescaped(raw), None
    if letters == "b" and raw in ("0", "1", "true", "false"):
        return CellKind.BOOL, raw in ("1", "true"), None
    if letters == "e":
        return CellKind.ERROR, raw, None
    if letters == "d":
        moment = from_iso(raw)
        return (CellKind.ERROR, raw, None) if moment is None else (CellKind.DATE, moment, None)
    raise Malformed("a cell's type")
