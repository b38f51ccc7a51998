"""A file's bytes and name into its format, or a refusal, before anything of it is opened."""

from dataclasses import dataclass
from pathlib import PurePath

from etl.reading import archive, ole
from etl.reading.limits import Limits
from etl.reading.raw import Format
from etl.reading.refusals import RefusalCode, refusal
from etl.reading.sizes import megabytes

ZIP_MAGIC = b"PK\x03\x04"
EMPTY_ZIP_MAGIC = b"PK\x05\x06"
OLD_BIFF_MAGIC = tuple(bytes((9, version, length, 0)) for version, length in ((0, 4), (2, 6), (4, 6), (8, 8), (8, 16)))

EXTENSIONS = {
    Format.XLSX: (".xlsx", ".xlsm"),
    Format.XLS: (".xls",),
    Format.ODS: (".ods",),
}
FORMAT_WORDS = {
    Format.XLSX: "bảng tính Excel kiểu mới (.xlsx)",
    Format.XLS: "bảng tính Excel kiểu 97-2003 (.xls)",
    Format.ODS: "bảng tính OpenDocument (.ods)",
}
OTHER_MAGIC = (
    (b"%PDF", "tài liệu PDF"),
    (b"{\\rtf", "văn bản RTF"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf", "tệp nén 7-Zip"),
    (b"\x1f\x8b", "tệp nén gzip"),
    (b"\x89PNG", "ảnh PNG"),
    (b"\xff\xd8\xff", "ảnh JPEG"),
    (b"MZ", "chương trình Windows"),
)


@dataclass(frozen=True, slots=True)
class Inspection:
    """What the pre-check found: the format by content, and whether the book refers to other files."""

    format: Format
    external_links: bool = False


def inspect(data: bytes, *, name: str, limits: Limits) -> Inspection:
    """Look at a file without reading its cells; takes a few milliseconds for an honest one.

    `name` is the sender's name of the file, used for its extension only. Raises Unreadable.
    """
    if not data:
        raise refusal(RefusalCode.EMPTY_FILE)
    if len(data) > limits.file_bytes:
        raise too_big(len(data), limits)
    extension = PurePath(name).suffix.casefold()
    if data.startswith(ZIP_MAGIC):
        found = archive.inspect(data, limits=limits)
        inspection = Inspection(found.format, found.external_links)
    elif data.startswith(EMPTY_ZIP_MAGIC):
        raise refusal(RefusalCode.NOT_A_WORKBOOK, found="tệp nén trống")
    elif data.startswith(ole.MAGIC):
        ole.inspect(data)
        inspection = Inspection(Format.XLS)
    else:
        raise _not_a_workbook(data)
    if extension and extension not in EXTENSIONS[inspection.format]:
        found_words = FORMAT_WORDS[inspection.format]
        raise refusal(RefusalCode.WRONG_EXTENSION, extension=extension[:12], found=found_words)
    return inspection


def too_big(size: int, limits: Limits) -> Exception:
    """The refusal of a file above the bound on its size."""
    return refusal(RefusalCode.TOO_BIG, size=megabytes(size), most=megabytes(limits.file_bytes))


def _not_a_workbook(data: bytes) -> Exception:
    if data.startswith(OLD_BIFF_MAGIC):
        return refusal(RefusalCode.UNSUPPORTED_FORMAT, found="Excel đời cũ (trước Excel 97)")
    for magic, words in OTHER_MAGIC:
        if data.startswith(magic):
            return refusal(RefusalCode.NOT_A_WORKBOOK, found=words)
    return refusal(RefusalCode.NOT_A_WORKBOOK, found=_kind_of_text(data[:4096]))


def _kind_of_text(head: bytes) -> str:
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in text:
        return "tệp XML (Excel 2003 XML)"
    if text.startswith(b"<?xml"):
        return "tệp XML"
    if text.startswith(b"<"):
        return "trang web (HTML)"
    printable = sum(byte >= 0x20 or byte in b"\t\r\n" for byte in head)
    if b"\0" not in head and printable == len(head):
        return "văn bản thường (CSV hoặc TXT)"
    return "dữ liệu không nhận ra được"
