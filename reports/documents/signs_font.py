"""The eleven signs of the statuses into a small font of our own, for the PDF: `python -m reports.documents.signs_font`.

No free face with the metrics of Times New Roman has all of them, and a PDF must carry its signs in one weight. The
outlines are drawn here, on a square of 1000 units, and belong to this program.
"""

import math
from pathlib import Path

from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.ttLib.tables._g_l_y_f import Glyph  # type: ignore[import-untyped]

NAME = "Danvan Signs"
FILE = Path(__file__).parent / "fonts" / "DanvanSigns.ttf"
EM, WIDTH = 1000, 860
Point = tuple[float, float]
Outline = list[Point]
FIXED_TIME = 3_850_000_000
"""Seconds since 1904, so that building twice gives the same bytes."""


def build(file: Path = FILE) -> None:
    """Write the font."""
    drawn = {
        "★": [_star()],
        "✓": [_stroke((110, 330), (330, 110), (760, 640))],
        "✗": [_stroke((150, 110), (710, 670)), _stroke((150, 670), (710, 110))],
        "↑": _arrow(90),
        "↓": _arrow(-90),
        "→": _arrow(0),
        "➚": _arrow(45),
        "○": [_ring(300), _ring(215)[::-1]],
        "⬚": _dashes(),
        "–": [_stroke((150, 390), (710, 390))],
        "?": [_question(), _square(430, 60, 62)],
    }
    names = {sign: f"u{ord(sign):04X}" for sign in drawn}
    order = [".notdef", "space", *names.values()]
    font = FontBuilder(EM, isTTF=True)
    font.setupGlyphOrder(order)
    font.setupCharacterMap({32: "space", **{ord(sign): name for sign, name in names.items()}})
    glyphs = {names[sign]: _glyph(outlines) for sign, outlines in drawn.items()}
    font.setupGlyf({".notdef": _glyph([]), "space": _glyph([]), **glyphs})
    font.setupHorizontalMetrics({name: (250 if name == "space" else WIDTH, 0) for name in order})
    font.setupHorizontalHeader(ascent=891, descent=-216)
    font.setupNameTable({"familyName": NAME, "styleName": "Regular", "fullName": NAME, "psName": "DanvanSigns"})
    font.setupOS2(sTypoAscender=891, sTypoDescender=-216, usWinAscent=891, usWinDescent=216)
    font.setupPost()
    font.setupHead(unitsPerEm=EM, created=FIXED_TIME, modified=FIXED_TIME)
    font.font.recalcTimestamp = False
    font.save(str(file))


def _glyph(outlines: list[Outline]) -> Glyph:
    pen = TTGlyphPen(None)
    for outline in outlines:
        points = [(round(x), round(y)) for x, y in outline]
        pen.moveTo(points[0])
        for point in points[1:]:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


def _stroke(*points: Point, width: float = 105) -> Outline:
    """A broken line as thick as `width`, its corner mitred."""
    left, right = [], []
    for place, (x, y) in enumerate(points):
        before = points[place - 1] if place else None
        after = points[place + 1] if place + 1 < len(points) else None
        one = _normal(before, (x, y)) if before else _normal((x, y), after or (x, y))
        two = _normal((x, y), after) if after else one
        nx, ny = one[0] + two[0], one[1] + two[1]
        scale = width / (nx * one[0] + ny * one[1]) / 2
        left.append((x + nx * scale, y + ny * scale))
        right.append((x - nx * scale, y - ny * scale))
    return left + right[::-1]


def _normal(one: Point, two: Point) -> Point:
    dx, dy = two[0] - one[0], two[1] - one[1]
    length = math.hypot(dx, dy)
    return dy / length, -dx / length


def _turned(outline: Outline, degrees: float) -> Outline:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [(430 + (x - 430) * cos - (y - 390) * sin, 390 + (x - 430) * sin + (y - 390) * cos) for x, y in outline]


def _arrow(degrees: float) -> list[Outline]:
    shaft, head = _stroke((90, 390), (640, 390)), _stroke((470, 640), (740, 390), (470, 140))
    return [_turned(shaft, degrees), _turned(head, degrees)]


def _star() -> Outline:
    turns = [math.radians(90 + 36 * step) for step in range(10)]
    return [
        (430 + radius * math.cos(turn), 370 + radius * math.sin(turn))
        for turn, radius in zip(turns[::-1], [165, 400] * 5, strict=True)
    ]


def _ring(radius: float) -> Outline:
    turns = [math.radians(-step * 7.5) for step in range(48)]
    return [(430 + radius * math.cos(turn), 390 + radius * math.sin(turn)) for turn in turns]


def _square(x: float, y: float, half: float) -> Outline:
    return [(x - half, y - half), (x - half, y + half), (x + half, y + half), (x + half, y - half)]


def _dashes() -> list[Outline]:
    """A square of twelve dashes."""
    low, high, found = 150.0, 710.0, list[Outline]()
    for at in (150.0, 370.0, 590.0):
        for edge in (low + 30, high - 30):
            found.append(_stroke((at, edge), (at + 120, edge), width=62))
            found.append(_stroke((edge, at), (edge, at + 120), width=62))
    return found


def _question() -> Outline:
    turns = [math.radians(180 - 15 * step) for step in range(17)]
    bow: list[Point] = [(430 + 190 * math.cos(turn), 520 + 190 * math.sin(turn)) for turn in turns]
    return _stroke(*bow, (430, 300), (430, 195))


if __name__ == "__main__":
    build()
