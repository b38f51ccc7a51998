"""Rows of a table into DrawingML, and how many of them one slide holds."""

from xml.sax.saxutils import escape

from indicators.status import LOOKS
from reports.documents.docx_xml import SIGN_FONT, SIGNS
from reports.documents.parts import HeaderCell, Panel
from reports.tables.model import Align, Cell, Row, RowKind

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
FONT = "Arial"
EMU_PER_MM = 36_000
_SIDES = {Align.LEFT: "l", Align.CENTER: "ctr", Align.RIGHT: "r"}


def emu(millimetres: float) -> int:
    """A length in the unit of slides."""
    return round(millimetres * EMU_PER_MM)


def pages_of(panel: Panel, size_pt: float, room_mm: float) -> list[list[Row]]:
    """The rows slide by slide, none cut, no heading left alone at the foot, and the slides about as full as each other.

    The least room that takes no more slides than all of it leaves no slide with a row or two.
    """
    free = room_mm - header_mm(panel, size_pt)
    measured = [(row, row_mm(panel, row, size_pt)) for row in panel.table.rows]
    pages = _filled(measured, free)
    for percent in range(40, 100, 2):
        tighter = _filled(measured, free * percent / 100)
        if len(tighter) <= len(pages):
            return tighter
    return pages


def _filled(measured: list[tuple[Row, float]], free: float) -> list[list[Row]]:
    """The rows in their order, page by page, each as full as it goes."""
    pages: list[list[Row]] = [[]]
    used = 0.0
    for place, (row, height) in enumerate(measured):
        page = pages[-1]
        if page and used + height > free:
            carried = page[-1].kind is RowKind.SECTION and len(page) > 1
            pages.append([page.pop()] if carried else [])
            used = measured[place - 1][1] if carried else 0.0
        pages[-1].append(row)
        used += height
    return pages


def row_mm(panel: Panel, row: Row, size_pt: float) -> float:
    """About how high a row will be: its longest cell, in lines of this type."""
    if row.kind is RowKind.SECTION:
        return _high(row.cells[0].words, sum(panel.widths_mm), size_pt)
    return max(_high(c.words, w, size_pt) for c, w in zip(panel.cells(row), panel.widths_mm, strict=True))


def header_mm(panel: Panel, size_pt: float) -> float:
    """About how high the header will be."""
    lowest = max(_high(c.header, w, size_pt * 1.1) for c, w in zip(panel.columns, panel.widths_mm, strict=True))
    return lowest + (_high("", 10, size_pt) if len(panel.header) > 1 else 0)


def _high(words: str, width_mm: float, size_pt: float) -> float:
    letters = max(1, int((width_mm - 1.6) / (size_pt * 0.187)))
    return -(-max(1, len(words)) // letters) * size_pt * 0.43 + 1.8


def table(panel: Panel, rows: list[Row], size_pt: float) -> str:
    """The header and these rows as one native table."""
    grid = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in panel.widths_mm)
    made = [f'<a:tbl xmlns:a="{A}"><a:tblPr firstRow="1"/><a:tblGrid>{grid}</a:tblGrid>', *_header(panel, size_pt)]
    sides = [_SIDES[column.align] for column in panel.columns]
    for row in rows:
        height = row_mm(panel, row, size_pt)
        if row.kind is RowKind.SECTION:
            words = _tc(run(row.cells[0].words, size_pt, bold=True), "l", "F1F3F5", across=len(sides))
            made.append(_row(words + _tc("", "l", hidden="hMerge") * (len(sides) - 1), height))
            continue
        bold = row.kind is RowKind.TOTAL
        cells = (_cell(c, side, size_pt, bold) for c, side in zip(panel.cells(row), sides, strict=True))
        made.append(_row("".join(cells), height))
    return "".join((*made, "</a:tbl>"))


def _header(panel: Panel, size_pt: float) -> list[str]:
    first, *rest = panel.header
    top = "".join(_head(cell, size_pt) + _tc("", "ctr", hidden="hMerge") * (cell.across - 1) for cell in first)
    made = [_row(top, _high("", 10, size_pt))]
    for line in rest:
        under = iter(line)
        cells = (
            _head(next(under), size_pt) if column.group else _tc("", "ctr", hidden="vMerge") for column in panel.columns
        )
        made.append(_row("".join(cells), header_mm(panel, size_pt) - _high("", 10, size_pt)))
    return made


def _head(cell: HeaderCell, size_pt: float) -> str:
    words = run(cell.words, size_pt, bold=True, ink="FFFFFF")
    return _tc(words, "ctr", "1F3A5F", across=cell.across, down=cell.down)


def _cell(cell: Cell, side: str, size_pt: float, bold: bool) -> str:
    if cell.status is None:
        return _tc(run(cell.words, size_pt, bold=bold), side, "FFFFFF")
    look = LOOKS[cell.status]
    words = run(cell.words, size_pt, bold=bold, ink=look.ink.lstrip("#"))
    return _tc(words, side, look.colour.lstrip("#"), hatched=look.hatched)


def run(words: str, size_pt: float, *, bold: bool = False, ink: str = "1F2933") -> str:
    """Words in one look; a sign in a font that has it."""
    pieces: list[str] = []
    for letter in words:
        if pieces and (letter in SIGNS) == (pieces[-1][-1] in SIGNS):
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return "".join(_piece(piece, size_pt, bold, ink) for piece in pieces)


def _piece(words: str, size_pt: float, bold: bool, ink: str) -> str:
    face = SIGN_FONT if words[:1] in SIGNS else FONT
    return (
        f'<a:r><a:rPr lang="vi-VN" sz="{round(size_pt * 100)}" b="{int(bold)}" dirty="0">'
        f'<a:solidFill><a:srgbClr val="{ink}"/></a:solidFill><a:latin typeface="{face}"/><a:ea typeface="{face}"/>'
        f'<a:cs typeface="{face}"/></a:rPr><a:t>{escape(words)}</a:t></a:r>'
    )


def _tc(
    runs: str,
    side: str,
    fill: str = "FFFFFF",
    *,
    across: int = 1,
    down: int = 1,
    hidden: str = "",
    hatched: bool = False,
) -> str:
    span = (f' gridSpan="{across}"' if across > 1 else "") + (f' rowSpan="{down}"' if down > 1 else "")
    span += f' {hidden}="1"' if hidden else ""
    edge = '<a:solidFill><a:srgbClr val="9AA5B1"/></a:solidFill>'
    edges = "".join(f'<a:{name} w="6350">{edge}</a:{name}>' for name in ("lnL", "lnR", "lnT", "lnB"))
    paint = f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill>'
    if hatched:
        paint = (
            '<a:pattFill prst="ltUpDiag"><a:fgClr><a:srgbClr val="C4CAD0"/></a:fgClr>'
            '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>'
        )
    end = '<a:endParaRPr lang="vi-VN" sz="800"/>' if not runs else ""
    return (
        f'<a:tc{span}><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="{side}"/>{runs}{end}</a:p></a:txBody>'
        f'<a:tcPr marL="28800" marR="28800" marT="28800" marB="28800" anchor="ctr">{edges}{paint}</a:tcPr></a:tc>'
    )


def _row(cells: str, height_mm: float) -> str:
    return f'<a:tr h="{emu(height_mm)}">{cells}</a:tr>'
