"""Two small fonts for the screens: figures of equal width out of Be Vietnam Pro, and the status signs, drawn here.

    python docs/fonts.py pages/ui/static/fonts

Be Vietnam Pro has no tabular figures, so columns of numbers do not stand below each other; and it has none of the
status signs, so every machine would show another font's. Needs `fonttools`, `brotli` and `fontpkg-be-vietnam-pro`.
"""

# mypy: ignore-errors
import math
import sys
from importlib.resources import files
from pathlib import Path

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

DIGITS = range(0x30, 0x3A)
WEIGHTS = {"Regular": (400, 640), "Medium": (500, 650), "SemiBold": (600, 660), "Bold": (700, 670)}
"""Weight and width of every figure, in thousandths of the type size."""
SIGN_WIDTH, STROKE = 860, 116


def main(out: Path) -> None:
    """Write every font into the folder."""
    for name, (weight, width) in WEIGHTS.items():
        figures(name, width).save(out / f"so-figures-{weight}.woff2")
    signs().save(out / "so-signs.woff2")


def figures(name: str, width: int) -> TTFont:
    """The ten digits of one weight, each centred on the same width."""
    font = TTFont(files("fontpkg_be_vietnam_pro") / "files" / f"BeVietnamPro-{name}.ttf")
    options = subset.Options(layout_features=[], name_IDs=[0, 1, 2, 4, 13, 14], hinting=False, notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=DIGITS)
    subsetter.subset(font)
    names, shapes, widths = font.getBestCmap(), font["glyf"], font["hmtx"]
    for digit in DIGITS:
        shape = shapes[names[digit]]
        shape.coordinates.translate(((width - shape.xMax + shape.xMin) // 2 - shape.xMin, 0))
        shape.recalcBounds(shapes)
        widths[names[digit]] = (width, shape.xMin)
    for record in font["name"].names:
        if record.nameID in (1, 4):
            record.string = "So Figures"
    font.flavor = "woff2"
    return font


def signs() -> TTFont:
    """The status signs as strokes of one weight; `?` and `–` come from the text font."""
    drawn = {
        "check": (0x2713, lambda pen: line(pen, (140, 330), (345, 105), (720, 600))),
        "cross": (0x2717, lambda pen: (line(pen, (190, 105), (670, 595)), line(pen, (190, 595), (670, 105)))),
        "star": (0x2605, star),
        "ring": (0x25CB, lambda pen: (dot(pen, (430, 350), 290), dot(pen, (430, 350), 200, hole=True))),
        "dotted": (0x2B1A, dotted_square),
        "up": (0x2191, lambda pen: arrow(pen, math.pi / 2)),
        "down": (0x2193, lambda pen: arrow(pen, -math.pi / 2)),
        "right": (0x2192, lambda pen: arrow(pen, 0)),
        "rise": (0x279A, lambda pen: arrow(pen, math.pi / 4)),
    }
    shapes = {".notdef": shape_of(dotted_square)} | {name: shape_of(draw) for name, (_, draw) in drawn.items()}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(shapes))
    builder.setupCharacterMap({code: name for name, (code, _) in drawn.items()})
    builder.setupGlyf(shapes)
    table = builder.font["glyf"]
    for shape in shapes.values():
        shape.recalcBounds(table)
    builder.setupHorizontalMetrics({name: (SIGN_WIDTH, shape.xMin) for name, shape in shapes.items()})
    builder.setupHorizontalHeader(ascent=1000, descent=-265)
    builder.setupNameTable({"familyName": "So Signs", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=1000, sTypoDescender=-265, usWinAscent=1000, usWinDescent=265)
    builder.setupPost()
    builder.font.flavor = "woff2"
    return builder.font


def shape_of(draw):
    """A drawing into a glyph."""
    pen = TTGlyphPen(None)
    draw(pen)
    return pen.glyph()


def polygon(pen, points, *, hole=False):
    """Clockwise for a shape, the other way round for a hole."""
    points = [(round(x), round(y)) for x, y in points]
    pairs = zip(points, points[1:] + points[:1], strict=True)
    area = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)
    points = points[::-1] if (area > 0) != hole else points
    pen.moveTo(points[0])
    for point in points[1:]:
        pen.lineTo(point)
    pen.closePath()


def dot(pen, centre, radius, *, hole=False, sides=40):
    """A disc, or the hole in one."""
    turns = (2 * math.pi * side / sides for side in range(sides))
    polygon(pen, [(centre[0] + radius * math.cos(t), centre[1] + radius * math.sin(t)) for t in turns], hole=hole)


def line(pen, *points):
    """A stroke with round ends and corners."""
    for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False):
        length = math.hypot(x1 - x0, y1 - y0)
        dx, dy = (y0 - y1) / length * STROKE / 2, (x1 - x0) / length * STROKE / 2
        polygon(pen, [(x0 + dx, y0 + dy), (x1 + dx, y1 + dy), (x1 - dx, y1 - dy), (x0 - dx, y0 - dy)])
    for point in points:
        dot(pen, point, STROKE / 2, sides=20)


def arrow(pen, angle):
    """An arrow to the right, turned by an angle."""
    cos, sin, reach = math.cos(angle), math.sin(angle), 285

    def at(along, across):
        return 430 + along * cos - across * sin, 350 + along * sin + across * cos

    line(pen, at(-reach, 0), at(reach - 20, 0))
    line(pen, at(reach - 245, 235), at(reach, 0), at(reach - 245, -235))


def star(pen):
    """A star of five points."""
    turns = [(math.pi / 2 + point * math.pi / 5, 165 if point % 2 else 395) for point in range(10)]
    polygon(pen, [(430 + radius * math.cos(turn), 335 + radius * math.sin(turn)) for turn, radius in turns])


def dotted_square(pen):
    """A square of dashes: nothing is in it yet."""
    low, high, thick, dash = 130, 730, 78, 140
    step = (high - low - dash) / 2
    for part in range(3):
        start = low + part * step
        for x0, y0, x1, y1 in (
            (start, 50, start + dash, 50 + thick),
            (start, 650 - thick, start + dash, 650),
            (low, start - 80, low + thick, start - 80 + dash),
            (high - thick, start - 80, high, start - 80 + dash),
        ):
            polygon(pen, [(x0, y0), (x1, y0), (x1, y1), (x0, y1)])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
