"""Tables and a frame into a Word document: head, annexes, tables with repeated headers, notes, signatures."""

from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt

from reports.documents.docx_xml import FONT, W, columns_of, hairline, lines, paragraph, run, table
from reports.documents.layouts import A4_MM, SAMPLE_WORDS, Frame, capitals
from reports.documents.opening import about_words, opening_of
from reports.documents.parts import Part, parts_of
from reports.tables.model import Table

SHORT_NOTES = 1500
"""Notes of fewer letters stay on one page with the signatures and the last rows."""


def write_docx(tables: tuple[Table, ...], frame: Frame) -> bytes:
    """The document as bytes. One table stands under the head; several are annexes behind a page with the head."""
    document = blank_document(frame, title=about_words(tables) if len(tables) > 1 else tables[0].title)
    sample = any(table.sample for table in tables)
    parts = parts_of(tables, frame)
    page_of(document.sections[0], frame, landscape=len(parts) == 1 and parts[0].landscape, first=True)
    headers_of(document.sections[0], frame, sample=sample)
    body = Body(document)
    if len(parts) > 1:
        body.append(_cover(tables, frame))
    for part in parts:
        if len(parts) > 1:
            page_of(document.add_section(WD_SECTION.NEW_PAGE), frame, landscape=part.landscape, first=False)
        body.append(_part(part, frame, alone=len(parts) == 1))
    _shrink_breaks(document)
    return body.finish()


def blank_document(frame: Frame, *, title: str) -> WordDocument:
    """An empty document in Times New Roman 14, Vietnamese, with its properties."""
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(14)
    fonts = normal.element.rPr.rFonts
    for kind in ("w:eastAsia", "w:cs", "w:hAnsi"):
        fonts.set(qn(kind), FONT)
    language = parse_xml(f'<w:lang xmlns:w="{W}" w:val="vi-VN" w:eastAsia="vi-VN"/>')
    normal.element.rPr.append(language)
    normal.paragraph_format.space_after = Pt(0)
    document.core_properties.title = title
    document.core_properties.author = frame.left[1].words
    document.core_properties.language = "vi-VN"
    document.core_properties.comments = ""
    return document


class Body:
    """The finished pieces of a document, set in where they belong in one go: lxml moves big trees slowly."""

    def __init__(self, document: WordDocument) -> None:
        self.document, self._pieces = document, list[str]()

    def append(self, piece: str) -> None:
        """Put finished paragraphs and tables at the end of the document so far."""
        self.document.add_paragraph(self._mark(len(self._pieces)))
        self._pieces.append(piece)

    def finish(self) -> bytes:
        """The document with every piece in its place."""
        xml = serialize_part_xml(self.document.part.element).decode()
        for place, piece in enumerate(self._pieces):
            xml = xml.replace(f"<w:p><w:r><w:t>{self._mark(place)}</w:t></w:r></w:p>", piece, 1)
        self.document.part._element = parse_xml(xml.encode())
        out = BytesIO()
        self.document.save(out)
        return out.getvalue()

    @staticmethod
    def _mark(place: int) -> str:
        return f"danvan-piece-{place}-"


def page_of(section: Section, frame: Frame, *, landscape: bool, first: bool) -> None:
    """A4, upright or across, with the margins and page numbers of the layout."""
    short, long = (Mm(side) for side in A4_MM)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    margins = frame.margins
    section.top_margin, section.bottom_margin = Mm(margins.top), Mm(margins.bottom)
    section.left_margin, section.right_margin = Mm(margins.left), Mm(margins.right)
    section.header_distance = section.footer_distance = Mm(8)
    section.different_first_page_header_footer = first or frame.restart_pages
    if frame.restart_pages:
        # The schema has its order: the numbering comes right after the margins.
        section._sectPr.find(qn("w:pgMar")).addnext(parse_xml(f'<w:pgNumType xmlns:w="{W}" w:start="1"/>'))


def headers_of(section: Section, frame: Frame, *, sample: bool) -> None:
    """The page number in the middle of the top margin, but on no first page; samples say so on every page."""
    mark = ""
    if sample:
        mark = paragraph(run(f"[{SAMPLE_WORDS}]", size_pt=10, bold=True))
    number = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    _fill(section.first_page_header, mark or paragraph(""))
    _fill(section.header, mark + paragraph(number, align="center"))


def _fill(header: object, body: str) -> None:
    element = header._element  # type: ignore[attr-defined]
    for old in list(element):
        element.remove(old)
    for new in list(parse_xml(f'<w:hdr xmlns:w="{W}">{body}</w:hdr>')):
        element.append(new)


def head(frame: Frame, width_mm: float) -> str:
    """The two columns of the head."""
    left, right = width_mm * 5 / 12, width_mm * 7 / 12
    return columns_of((left, right), lines(frame.left, left), lines(frame.right, right)) + paragraph("", after_pt=4)


def signature(frame: Frame, width_mm: float, left: str) -> str:
    """The signatory on the right; what stands on the left is given."""
    half = width_mm / 2
    right = lines(frame.signer, half) + _room() + _name(frame.signatory)
    return columns_of((half, half), left, right)


def _room() -> str:
    return "".join(paragraph("", align="center") for _ in range(4))


def _name(words: str) -> str:
    return paragraph(run(words, size_pt=14, bold=True), align="center")


def recipients(frame: Frame) -> str:
    """Nơi nhận."""
    line = frame.recipients_head
    words = run(line.words, size_pt=line.size_pt, bold=line.bold, italic=line.italic, underline=bool(line.rule))
    size = 11 if frame.restart_pages else 12
    return paragraph(words) + "".join(paragraph(run(name, size_pt=size)) for name in frame.recipients)


def _cover(tables: tuple[Table, ...], frame: Frame) -> str:
    width = A4_MM[0] - frame.margins.left - frame.margins.right
    opening = (
        paragraph(run(words, size_pt=14), align="both", after_pt=6, first_line_mm=10)
        for words in opening_of(tables, frame)
    )
    return (
        head(frame, width)
        + paragraph(run(frame.title, size_pt=14, bold=True), align="center", before_pt=6)
        + paragraph(run(about_words(tables), size_pt=14, bold=True), align="center", after_pt=10)
        + "".join(opening)
        + paragraph("", after_pt=6)
        + signature(frame, width, recipients(frame))
        + hairline()
    )


def _part(part: Part, frame: Frame, *, alone: bool) -> str:
    page = A4_MM[1 if part.landscape else 0]
    width = page - frame.margins.left - frame.margins.right
    panels = []
    short = sum(map(len, part.table.notes)) < SHORT_NOTES
    for place, panel in enumerate(part.panels):
        if place:
            panels.append(hairline(new_page=True))
        panels.append(table(panel, part.size_pt, keep_last=short and place == len(part.panels) - 1))
    preparer = paragraph(run("NGƯỜI LẬP BIỂU", size_pt=14, bold=True), align="center") + _room() + _name(frame.preparer)
    return (
        (head(frame, width) if alone else "")
        + _titles(part, frame)
        + "".join(panels)
        + _notes(part.table.notes)
        + signature(frame, width, preparer)
        + (paragraph("") + recipients(frame) if alone else hairline())
    )


def _titles(part: Part, frame: Frame) -> str:
    def middle(words: str, size_pt: float, *, bold: bool = False, italic: bool = False, after_pt: float = 0) -> str:
        made = run(words, size_pt=size_pt, bold=bold, italic=italic)
        return paragraph(made, align="center", after_pt=after_pt, keep=True)

    unit = run(part.table.unit_line, size_pt=11, italic=True)
    return (
        (middle(part.annex, 14, bold=True) if part.annex else "")
        + middle(capitals(part.table.title), 14, bold=True)
        + (middle(frame.attached_words, 14, italic=True) if part.annex else "")
        + middle(part.table.subtitle, 13, italic=True, after_pt=4)
        + (paragraph(unit, align="right", keep=True) if part.table.unit_line else "")
    )


def _notes(notes: tuple[str, ...]) -> str:
    first = paragraph(run("Ghi chú:", size_pt=10.5, bold=True, italic=True), before_pt=6, keep=True)
    rest = (paragraph(run(f"– {words}", size_pt=10.5), align="both", keep=True) for words in notes)
    return first + "".join(rest) + paragraph(run("", size_pt=6), keep=True)


def _shrink_breaks(document: WordDocument) -> None:
    """The paragraphs that end a section take no room, so that none of them opens a page."""
    for mark in document.element.body.iterfind(f"{{{W}}}p/{{{W}}}pPr/{{{W}}}sectPr"):
        spacing = parse_xml(f'<w:spacing xmlns:w="{W}" w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>')
        mark.addprevious(spacing)
