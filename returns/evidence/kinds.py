"""The bytes of a piece of evidence into its kind: told by what is in them, never by the name; else refused with why."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from returns.evidence.docx import check_docx
from returns.evidence.images import check_jpeg, check_png
from returns.evidence.pdf import check_pdf
from returns.faults import EvidenceRefused

MOST_BYTES = 10 * 1024 * 1024
LONGEST_NAME = 120


class EvidenceKind(StrEnum):
    """What a piece of evidence may be."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpg"
    DOCX = "docx"


CONTENT_TYPES: Mapping[EvidenceKind, str] = {
    EvidenceKind.PDF: "application/pdf",
    EvidenceKind.PNG: "image/png",
    EvidenceKind.JPEG: "image/jpeg",
    EvidenceKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
TAKEN_WORDS = "Chỉ nhận tệp PDF, ảnh PNG hoặc JPG, văn bản Word .docx, mỗi tệp không quá 10 MB."


@dataclass(frozen=True, slots=True)
class Scanned:
    """A file that may be kept: its kind, and a name to show with that kind's ending."""

    kind: EvidenceKind
    file_name: str


def scanned(data: bytes, file_name: str) -> Scanned:
    """Look through the whole file. Raises EvidenceRefused with a sentence for people."""
    if not data:
        raise EvidenceRefused("Tệp rỗng.")
    if len(data) > MOST_BYTES:
        raise EvidenceRefused(f"Tệp nặng {len(data) / 1024 / 1024:.1f} MB. {TAKEN_WORDS}".replace(".", ",", 1))
    kind = _kind(data)
    match kind:
        case EvidenceKind.PDF:
            check_pdf(data)
        case EvidenceKind.PNG:
            check_png(data)
        case EvidenceKind.JPEG:
            check_jpeg(data)
        case EvidenceKind.DOCX:
            check_docx(data)
    return Scanned(kind, shown_name(file_name, kind))


def _kind(data: bytes) -> EvidenceKind:
    if data.startswith(b"%PDF-"):
        return EvidenceKind.PDF
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return EvidenceKind.PNG
    if data.startswith(b"\xff\xd8\xff"):
        return EvidenceKind.JPEG
    if data.startswith(b"PK\x03\x04"):
        return EvidenceKind.DOCX
    raise EvidenceRefused(f"Nội dung tệp không phải loại được nhận. {TAKEN_WORDS}")


def shown_name(file_name: str, kind: EvidenceKind) -> str:
    """The sender's name for the file without folders and control characters, ending as its content does."""
    last = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    bare = "".join(c for c in last if c.isprintable() and c not in '<>:"|?*;')
    stem, dot, ending = bare.rpartition(".")
    known = {"pdf", "png", "jpg", "jpeg", "docx"}
    base = stem if dot and ending.lower() in known else bare
    return f"{base.strip(' .')[:LONGEST_NAME] or 'minh-chung'}.{kind}"
