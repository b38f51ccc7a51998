"""An order for documents into files: the tables chosen, in a layout, in a format."""

from dataclasses import dataclass
from enum import StrEnum

from reports.documents.csv import write_csv
from reports.documents.deck import deck_of
from reports.documents.docx import write_docx
from reports.documents.layouts import LayoutName, LayoutSettings, frame_of
from reports.documents.pdf import write_pdf
from reports.documents.pptx import write_pptx
from reports.documents.words_report import Voices, write_report
from reports.documents.xlsx import sheet_names, write_xlsx
from reports.tables import ALL_TABLES, tables_about
from reports.tables.about import Subject
from reports.tables.model import Table


class FileFormat(StrEnum):
    """What kind of file. REPORT is the report in words, a Word file."""

    XLSX = "xlsx"
    DOCX = "docx"
    PDF = "pdf"
    PPTX = "pptx"
    CSV = "csv"
    REPORT = "report"


FORMAT_NAMES = {
    FileFormat.XLSX: "Excel",
    FileFormat.DOCX: "Word",
    FileFormat.PDF: "PDF",
    FileFormat.PPTX: "PowerPoint",
    FileFormat.CSV: "CSV (cho máy)",
    FileFormat.REPORT: "Báo cáo bằng lời (Word)",
}
SUFFIXES = {kind: f".{kind.value}" for kind in FileFormat} | {FileFormat.REPORT: ".docx"}
_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES = {
    FileFormat.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    FileFormat.DOCX: f"{_OFFICE}.wordprocessingml.document",
    FileFormat.PDF: "application/pdf",
    FileFormat.PPTX: f"{_OFFICE}.presentationml.presentation",
    FileFormat.CSV: "text/csv; charset=utf-8",
    FileFormat.REPORT: f"{_OFFICE}.wordprocessingml.document",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is wanted. `numbers` are Biểu 1..6; `unit_keys` name districts for Biểu 6 and for slides of their own."""

    format: FileFormat
    layout: LayoutName
    settings: LayoutSettings | None = None
    numbers: tuple[int, ...] = ALL_TABLES
    unit_keys: tuple[str, ...] = ()
    voices: Voices | None = None
    template: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeFile:
    """One file. `label` tells several of one order apart ("Biểu 1"); "" for the only one."""

    label: str
    content: bytes
    suffix: str
    media_type: str


def make(subject: Subject, order: Order) -> tuple[MadeFile, ...]:
    """The files of an order: one, but a CSV per table.

    Raises LookupError for an unknown table or district, TemplateFault for a faulty template of the report.
    """
    if order.format is FileFormat.REPORT:
        frame = frame_of(order.layout, order.settings, subject.heading.day)
        content = write_report(subject, frame, voices=order.voices, template=order.template)
        return (_file(order, content),)
    return make_from(tables_about(subject, numbers=order.numbers, unit_keys=order.unit_keys), subject, order)


def make_from(tables: tuple[Table, ...], subject: Subject, order: Order) -> tuple[MadeFile, ...]:
    """The same from tables that are at hand already, for an order of several formats."""
    frame = frame_of(order.layout, order.settings, subject.heading.day)
    match order.format:
        case FileFormat.CSV:
            names = sheet_names(tables)
            several = len(tables) > 1
            return tuple(
                _file(order, write_csv(table), name if several else "")
                for table, name in zip(tables, names, strict=True)
            )
        case FileFormat.XLSX:
            content = write_xlsx(tables, frame)
        case FileFormat.DOCX:
            content = write_docx(tables, frame)
        case FileFormat.PDF:
            content = write_pdf(tables, frame)
        case _:
            own = tuple(d for d in subject.districts if d.key in order.unit_keys)
            deck = deck_of(subject, tables=tables, districts=own, body=frame.body, story=1 in order.numbers)
            content = write_pptx(deck)
    return (_file(order, content),)


def _file(order: Order, content: bytes, label: str = "") -> MadeFile:
    return MadeFile(label=label, content=content, suffix=SUFFIXES[order.format], media_type=MEDIA_TYPES[order.format])
