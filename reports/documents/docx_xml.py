"""Words and panels into WordprocessingML: paragraphs, runs and tables as text, far faster than cell by cell."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape

from PIL import ImageFont

from indicators.status import LOOKS
from reports.documents.layouts import Line
from reports.documents.parts import HeaderCell, Panel
from reports.tables.model import Align, Cell, RowKind

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FONT = "Times New Roman"
SIGN_FONT = "Segoe UI Symbol"
SIGNS = frozenset("★✓✗↑→↓➚○⬚")
TWIPS_PER_MM = 1440 / 25.4
KEPT_ROWS = 2
_JUSTIFY = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right"}


def run(
    words: str, *, size_pt: float = 0, bold: bool = False, italic: bool = False, ink: str = "", underline: bool = False
) -> str:
    """Words in one look. Signs are put into a font that has them, so that Word need not choose one."""
    pieces = _split_signs(words)
    return "".join(_run(piece, size_pt, bold, italic, ink, underline) for piece in pieces)


def _split_signs(words: str) -> list[str]:
    pieces: list[str] = []
    for letter in words:
        if pieces and (letter in SIGNS) == (pieces[-1][-1] in SIGNS):
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


def _run(words: str, size_pt: float, bold: bool, italic: bool, ink: str, underline: bool) -> str:
    sign = words[:1] in SIGNS
    fonts = f'<w:rFonts w:ascii="{SIGN_FONT}" w:hAnsi="{SIGN_FONT}" w:eastAsia="{SIGN_FONT}" w:cs="{SIGN_FONT}"/>'
    half = round(size_pt * 2)
    look = (
        (fonts if sign else "")
        + ("<w:b/>" if bold and not sign else "")
        + ("<w:i/>" if italic else "")
        + (f'<w:color w:val="{ink.lstrip("#")}"/>' if ink else "")
        + (f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' if half else "")
        + ('<w:u w:val="single"/>' if underline else "")
    )
    text = escape(words).replace("\n", "</w:t><w:br/><w:t>").replace("\t", " ")
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(
    runs: str,
    *,
    align: str = "left",
    before_pt: float = 0,
    after_pt: float = 0,
    keep: bool = False,
    first_line_mm: float = 0,
    extra: str = "",
) -> str:
    """One paragraph of finished runs. `keep` holds it on the page of what follows."""
    indent = f'<w:ind w:firstLine="{twips(first_line_mm)}"/>' if first_line_mm else ""
    return (
        "<w:p><w:pPr>"
        + ("<w:keepNext/>" if keep else "")
        + extra
        + f'<w:spacing w:before="{round(before_pt * 20)}" w:after="{round(after_pt * 20)}"/>'
        + f'{indent}<w:jc w:val="{align}"/></w:pPr>{runs}</w:p>'
    )


def hairline(*, new_page: bool = False) -> str:
    """A paragraph of no height, where the format asks for one; it never opens a page unless told to."""
    return (
        f"<w:p><w:pPr>{'<w:pageBreakBefore/>' if new_page else ''}"
        '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
    )


def lines(of: Iterable[Line], width_mm: float) -> str:
    """The lines of a head, centred in a cell of this width, with the rules drawn below them."""
    made = []
    for line in of:
        words = run(line.words, size_pt=line.size_pt, bold=line.bold, italic=line.italic)
        made.append(paragraph(words, align="center", after_pt=0 if line.rule else 2))
        if line.rule:
            made.append(_rule(text_width_mm(line) * line.rule, width_mm))
    return "".join(made)


def _rule(length_mm: float, width_mm: float) -> str:
    """An empty, very low paragraph under a border of this length."""
    side = twips(max(0.0, (width_mm - length_mm) / 2))
    return (
        '<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
        '<w:spacing w:before="20" w:after="0" w:line="80" w:lineRule="exact"/>'
        f'<w:ind w:left="{side}" w:right="{side}"/></w:pPr></w:p>'
    )


def text_width_mm(line: Line) -> float:
    """How wide the words of a line are in a face with the metrics of Times New Roman."""
    return float(_face(line.bold).getlength(line.words)) / 1000 * line.size_pt * 25.4 / 72


@lru_cache(maxsize=2)
def _face(bold: bool) -> ImageFont.FreeTypeFont:
    folder = Path(__file__).parent / "fonts"
    return ImageFont.truetype(str(folder / f"LiberationSerif-{'Bold' if bold else 'Regular'}.ttf"), 1000)


def twips(millimetres: float) -> int:
    """A length in Word's unit."""
    return round(millimetres * TWIPS_PER_MM)


def columns_of(widths_mm: tuple[float, ...], *cells: str) -> str:
    """One line of cells without borders, kept whole: for heads and signatures."""
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths_mm)
    body = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for width, cell in zip(widths_mm, cells, strict=True)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(widths_mm))}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>{body}</w:tr></w:tbl>"
    )


def table(panel: Panel, size_pt: float, *, keep_last: bool = False) -> str:
    """A panel with borders; its header repeats on every page and no row is cut.

    With `keep_last` the last rows go to the page of what follows, so that no notes and signatures stand alone there.
    """
    widths = [twips(width) for width in panel.widths_mm]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    sides = [_JUSTIFY[column.align] for column in panel.columns]
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="404040"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    made = [
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>",
        *_header(panel, widths, size_pt),
    ]
    held = len(panel.table.rows) - KEPT_ROWS if keep_last else len(panel.table.rows)
    for number, row in enumerate(panel.table.rows):
        cells, keep = panel.cells(row), number >= held
        if row.kind is RowKind.SECTION:
            words = paragraph(run(cells[0].words, size_pt=size_pt, bold=True), keep=True)
            made.append(_row(_tc(words, sum(widths), across=len(widths), shade=_plain("F5F5F5"))))
            continue
        bold = row.kind is RowKind.TOTAL
        made.append(_row("".join(map(lambda c, w, s: _body(c, w, s, size_pt, bold, keep), cells, widths, sides))))
    made.append("</w:tbl>")
    return "".join(made)


def _header(panel: Panel, widths: list[int], size_pt: float) -> list[str]:
    """The lines of the header. A cell two lines high is continued by an empty one below it."""
    first, *rest = panel.header
    repeat = "<w:tblHeader/>"
    tops, place = [], 0
    for cell in first:
        width = sum(widths[place : place + cell.across])
        tops.append(_head(cell, width, size_pt, merge="restart" if cell.down > 1 else ""))
        place += cell.across
    made = [_row("".join(tops), repeat)]
    for line in rest:
        below, under = [], iter(line)
        for place, column in enumerate(panel.columns):
            if column.group:
                below.append(_head(next(under), widths[place], size_pt))
            else:
                below.append(_head(HeaderCell(""), widths[place], size_pt, merge="continue"))
        made.append(_row("".join(below), repeat))
    return made


def _head(cell: HeaderCell, width: int, size_pt: float, merge: str = "") -> str:
    words = paragraph(run(cell.words, size_pt=size_pt, bold=True), align="center", keep=True)
    return _tc(words, width, across=cell.across, shade=_plain("EBEBEB"), merge=merge)


def _body(cell: Cell, width: int, side: str, size_pt: float, bold: bool, keep: bool) -> str:
    if cell.status is None:
        return _tc(paragraph(run(cell.words, size_pt=size_pt, bold=bold), align=side, keep=keep), width)
    look = LOOKS[cell.status]
    shade = _plain(look.colour.lstrip("#"))
    if look.hatched:
        shade = '<w:shd w:val="thinDiagStripe" w:color="D0D0D0" w:fill="FFFFFF"/>'
    words = run(cell.words, size_pt=size_pt, bold=bold, ink=look.ink)
    return _tc(paragraph(words, align=side, keep=keep), width, shade=shade)


def _plain(colour: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'


def _tc(content: str, width: int, *, across: int = 1, shade: str = "", merge: str = "") -> str:
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    down = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{down}{shade}<w:vAlign w:val="center"/></w:tcPr>'
        f"{content}</w:tc>"
    )


def _row(cells: str, repeat: str = "") -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{cells}</w:tr>"
