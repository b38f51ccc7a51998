"""A deck into a PowerPoint file: native charts and tables that can be edited, 16:9, Vietnamese throughout."""

from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.util import Emu, Pt

from reports.documents.layouts import SAMPLE_WORDS
from reports.documents.parts import Panel, panels_of
from reports.documents.pptx_charts import add_chart, rgb
from reports.documents.pptx_xml import FONT, emu, header_mm, pages_of, row_mm, table
from reports.documents.slides import ChartSlide, Deck, TableSlide, TextSlide, TitleSlide
from reports.tables.model import Row, Table

WIDE_MM, HIGH_MM, SIDE_MM = 338.67, 190.5, 14.0
TOP_MM, FOOT_MM = 38.0, 178.0
NAVY, INK, GREY = "1F3A5F", "1F2933", "6B7280"
TITLE_ONLY = 5
Shown = Any


def write_pptx(deck: Deck) -> bytes:
    """The presentation as bytes."""
    book = Presentation()
    book.slide_width, book.slide_height = Emu(emu(WIDE_MM)), Emu(emu(HIGH_MM))
    for slide in deck.slides:
        match slide:
            case TitleSlide():
                _title(book, deck, slide)
            case ChartSlide():
                _chart(book, deck, slide)
            case TextSlide():
                _text(book, deck, slide)
            case TableSlide():
                _tables(book, deck, slide)
    first = deck.slides[0]
    book.core_properties.title = first.title
    book.core_properties.author = ""
    book.core_properties.language = "vi-VN"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _new(book: Shown, deck: Deck, title: str, *, size_pt: float = 26) -> Shown:
    """A slide with its title, foot, number, and what it says of samples."""
    slide = book.slides.add_slide(book.slide_layouts[TITLE_ONLY])
    shape = slide.shapes.title
    shape.left, shape.top = Emu(emu(SIDE_MM)), Emu(emu(8))
    shape.width, shape.height = Emu(emu(WIDE_MM - 2 * SIDE_MM)), Emu(emu(18))
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    fitted = size_pt if len(title) < 70 else size_pt - 4 if len(title) < 100 else size_pt - 8
    _words(frame.paragraphs[0], title, fitted, bold=True, colour=NAVY)
    rule = slide.shapes.add_shape(1, Emu(emu(SIDE_MM)), Emu(emu(27)), Emu(emu(WIDE_MM - 2 * SIDE_MM)), Emu(emu(0.7)))
    rule.fill.solid()
    rule.fill.fore_color.rgb = rgb(NAVY)
    rule.line.fill.background()
    rule.shadow.inherit = False
    number = len(book.slides)
    _box(slide, SIDE_MM, FOOT_MM + 3, WIDE_MM - 2 * SIDE_MM - 20, 7, f"{deck.foot}", 10, colour=GREY)
    _box(slide, WIDE_MM - SIDE_MM - 20, FOOT_MM + 3, 20, 7, str(number), 10, colour=GREY, align=PP_ALIGN.RIGHT)
    if deck.sample:
        _box(
            slide,
            WIDE_MM - SIDE_MM - 60,
            1.5,
            60,
            6,
            SAMPLE_WORDS,
            11,
            bold=True,
            colour=INK,
            align=PP_ALIGN.RIGHT,
        )
    return slide


def _title(book: Shown, deck: Deck, slide: TitleSlide) -> None:
    """Large, white on navy: the first slide, or the one before the annex."""
    shown = book.slides.add_slide(book.slide_layouts[TITLE_ONLY])
    shown.background.fill.solid()
    shown.background.fill.fore_color.rgb = rgb(NAVY)
    shape = shown.shapes.title
    shape.left, shape.top = Emu(emu(SIDE_MM * 1.5)), Emu(emu(38))
    shape.width, shape.height = Emu(emu(WIDE_MM - 3 * SIDE_MM)), Emu(emu(26))
    shape.text_frame.word_wrap, shape.text_frame.vertical_anchor = True, MSO_ANCHOR.BOTTOM
    _words(shape.text_frame.paragraphs[0], slide.title, 38, bold=True, colour="FFFFFF")
    size = 20 if len(slide.lines) < 6 else 14
    box = _box(shown, SIDE_MM * 1.5 + 2.5, 72, WIDE_MM - 3 * SIDE_MM, 60, slide.lines[0], size, colour="FFFFFF")
    for line in slide.lines[1:]:
        added = box.add_paragraph()
        added.space_before = Pt(8)
        _words(added, line, size, colour="FFFFFF")
    if deck.sample:
        _box(shown, SIDE_MM * 1.5 + 2.5, 20, 120, 8, SAMPLE_WORDS, 16, bold=True, colour="FFFFFF")


def _text(book: Shown, deck: Deck, slide: TextSlide) -> None:
    shown = _new(book, deck, slide.title)
    box = shown.shapes.add_textbox(
        Emu(emu(SIDE_MM)), Emu(emu(32)), Emu(emu(WIDE_MM - 2 * SIDE_MM)), Emu(emu(FOOT_MM - 34))
    )
    frame = box.text_frame
    frame.word_wrap = True
    for place, (head, words) in enumerate(slide.points):
        first = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        first.space_before = Pt(10 if place else 0)
        _words(first, head, 18, bold=True, colour=NAVY)
        if words:
            _words(frame.add_paragraph(), words, 16)


def _chart(book: Shown, deck: Deck, slide: ChartSlide) -> None:
    shown = _new(book, deck, slide.title)
    _box(shown, SIDE_MM, 29, WIDE_MM - 2 * SIDE_MM, 8, slide.lead, 14, colour=GREY)
    add_chart(shown, slide, (SIDE_MM, TOP_MM, WIDE_MM - 2 * SIDE_MM, FOOT_MM - TOP_MM))


def _tables(book: Shown, deck: Deck, slide: TableSlide) -> None:
    wide = WIDE_MM - 2 * SIDE_MM
    for panel in panels_of(slide.table, wide):
        size = _type_pt(slide.table)
        pages = pages_of(panel, size, FOOT_MM - TOP_MM - 2)
        for number, rows in enumerate(pages, 1):
            more = f" ({number}/{len(pages)})" if len(pages) > 1 else ""
            shown = _new(book, deck, f"{slide.title}{more}", size_pt=24)
            _box(shown, SIDE_MM, 29, wide, 8, slide.lead, 13, colour=GREY)
            _place(shown, panel, rows, size)
    if slide.table.notes and slide.table.number:
        _notes(book, deck, slide)


def _type_pt(table_: Table) -> float:
    if table_.grouped:
        return 8.5
    if len(table_.rows) > 30:
        return 9.0
    return 11.0 if len(table_.columns) > 8 or len(table_.rows) > 6 else 13.0


def _place(shown: Shown, panel: Panel, rows: list[Row], size_pt: float) -> None:
    high = header_mm(panel, size_pt) + sum(row_mm(panel, row, size_pt) for row in rows)
    width = sum(panel.widths_mm)
    frame = shown.shapes.add_table(
        1, 1, Emu(emu((WIDE_MM - width) / 2)), Emu(emu(TOP_MM)), Emu(emu(width)), Emu(emu(high))
    )
    old = frame._element.graphic.graphicData.tbl
    old.getparent().replace(old, parse_xml(table(panel, rows, size_pt)))


def _notes(book: Shown, deck: Deck, slide: TableSlide) -> None:
    """The table's notes on the notes page of its last slide, to be read and not shown."""
    book.slides[-1].notes_slide.notes_text_frame.text = "\n".join(slide.table.notes)


def _box(
    shown: Shown,
    left: float,
    top: float,
    width: float,
    height: float,
    words: str,
    size_pt: float,
    *,
    bold: bool = False,
    colour: str = INK,
    align: Shown = PP_ALIGN.LEFT,
) -> Shown:
    """A line of words at a place, in millimetres; gives back the frame it stands in."""
    box = shown.shapes.add_textbox(Emu(emu(left)), Emu(emu(top)), Emu(emu(width)), Emu(emu(height)))
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.paragraphs[0].alignment = align
    _words(frame.paragraphs[0], words, size_pt, bold=bold, colour=colour)
    return frame


def _words(paragraph: Shown, words: str, size_pt: float, *, bold: bool = False, colour: str = INK) -> None:
    made = paragraph.add_run()
    made.text = words
    made.font.size, made.font.bold, made.font.name = Pt(size_pt), bold, FONT
    made.font.color.rgb = rgb(colour)
    if paragraph.alignment is None:
        paragraph.alignment = PP_ALIGN.LEFT
