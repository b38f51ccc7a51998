"""A zip's bytes into the kind of workbook it is, or a refusal, without unpacking more than heads of parts."""

import stat
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from etl.reading import xml_stream
from etl.reading.limits import Limits
from etl.reading.raw import Format
from etl.reading.refusals import RefusalCode, Unreadable, refusal
from etl.reading.sizes import megabytes, whole

# What zipfile raises on damaged input, beside its own BadZipFile.
ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)
CONTENT_TYPES = "[Content_Types].xml"
_END_OF_DIRECTORY = b"PK\x05\x06"
_END_BYTES = 22
_DIRECTORY_ENTRY = b"PK\x01\x02"
_ARCHIVE_MAGIC = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"Rar!",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b\x08",
    b"BZh",
    b"\xfd7zXZ",
)
_XLSX_TYPES = (b"spreadsheetml.sheet.main", b"excel.sheet.macroenabled.main")
_OTHER_TYPES = (
    (b"sheet.binary.macroenabled.main", RefusalCode.UNSUPPORTED_FORMAT, "Excel nhị phân (.xlsb)"),
    (b"spreadsheetml.template.main", RefusalCode.UNSUPPORTED_FORMAT, "mẫu Excel (.xltx)"),
    (b"excel.template.macroenabled", RefusalCode.UNSUPPORTED_FORMAT, "mẫu Excel có macro (.xltm)"),
    (b"wordprocessingml", RefusalCode.NOT_A_WORKBOOK, "văn bản Word (.docx)"),
    (b"presentationml", RefusalCode.NOT_A_WORKBOOK, "bản trình chiếu PowerPoint (.pptx)"),
)
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


@dataclass(frozen=True, slots=True)
class Found:
    """The kind of workbook in an archive, and whether it refers to other files."""

    format: Format
    external_links: bool


def inspect(data: bytes, *, limits: Limits) -> Found:
    """Check members, sizes, names and heads of an archive. Raises Unreadable."""
    end = data.rfind(_END_OF_DIRECTORY)
    if end < 0 or end + _END_BYTES > len(data):
        raise refusal(RefusalCode.TRUNCATED)
    if data.count(_DIRECTORY_ENTRY) > limits.members:
        raise refusal(RefusalCode.TOO_MANY_PARTS, most=whole(limits.members))
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            members = package.infolist()
            _check_names(members)
            _check_sizes(members, limits)
            _check_heads(package, members, limits)
            kind = _kind(package, limits)
            _check_macros(package, members, limits)
            return Found(kind, _external_links(package, members, kind))
    except ZIP_FAULTS as fault:
        raise refusal(RefusalCode.DAMAGED) from fault


def _check_names(members: Sequence[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for member in members:
        name = member.orig_filename.replace("\\", "/")
        unsafe = (
            name.startswith("/")
            or name[1:2] == ":"
            or ".." in name.split("/")
            or any(character < " " for character in name)
            or stat.S_ISLNK(member.external_attr >> 16)
            or name.casefold() in seen
        )
        if unsafe:
            raise refusal(RefusalCode.UNSAFE_NAMES)
        seen.add(name.casefold())


def _check_sizes(members: Sequence[zipfile.ZipInfo], limits: Limits) -> None:
    for member in members:
        if member.flag_bits & 0x1:
            raise refusal(RefusalCode.ENCRYPTED)
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise refusal(RefusalCode.UNSUPPORTED_FORMAT, found="tệp nén theo cách Excel không dùng")
        if member.file_size > limits.part_bytes:
            raise _too_big_unpacked(member.file_size, limits.part_bytes)
        big = member.file_size > limits.ratio_from_bytes
        if big and member.file_size > limits.ratio * max(member.compress_size, 1):
            raise refusal(RefusalCode.BOMB, ratio=str(limits.ratio))
    total = sum(member.file_size for member in members)
    if total > limits.total_bytes:
        raise _too_big_unpacked(total, limits.total_bytes)


def _too_big_unpacked(size: int, most: int) -> Unreadable:
    return refusal(RefusalCode.TOO_BIG_UNPACKED, size=megabytes(size), most=megabytes(most))


def _check_heads(package: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo], limits: Limits) -> None:
    for member in members:
        if member.is_dir():
            continue
        with package.open(member) as part:
            head = part.read(1024)
            if head.startswith(_ARCHIVE_MAGIC):
                raise refusal(RefusalCode.NESTED_ARCHIVE)
            # Pictures are never parsed here, and a drawn one (SVG) may carry a doctype in all honesty.
            if not member.filename.casefold().startswith(("xl/media/", "pictures/")):
                xml_stream.check_prolog(head, part, at_most=limits.prolog_bytes)


def _kind(package: zipfile.ZipFile, limits: Limits) -> Format:
    names = set(package.namelist())
    if "mimetype" in names and _head(package, "mimetype", limits).strip() == _ODS_TYPE:
        if b"encryption-data" in _head(package, "META-INF/manifest.xml", limits):
            raise refusal(RefusalCode.ENCRYPTED)
        return Format.ODS
    types = _head(package, CONTENT_TYPES, limits) if CONTENT_TYPES in names else b""
    if any(kind in types for kind in _XLSX_TYPES):
        return Format.XLSX
    for kind, code, words in _OTHER_TYPES:
        if kind in types:
            raise refusal(code, found=words)
    raise refusal(RefusalCode.NOT_A_WORKBOOK, found="tệp nén (zip)")


def _check_macros(package: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo], limits: Limits) -> None:
    names = [member.filename.casefold() for member in members]
    in_names = any("vbaproject" in name or name.startswith("xl/macrosheets/") for name in names)
    basic = any(_is_basic_module(name) for name in names)
    types = _head(package, CONTENT_TYPES, limits) if CONTENT_TYPES.casefold() in names else b""
    if in_names or basic or b"vbaproject" in types or b"macrosheet" in types:
        raise refusal(RefusalCode.MACROS)


def _is_basic_module(name: str) -> bool:
    """Macros of an OpenDocument file: Basic/<library>/<module>.xml, or anything under Scripts/."""
    index = name.endswith(("/script-lb.xml", "/script-lc.xml", "/dialog-lb.xml", "/dialog-lc.xml", "/"))
    return name.startswith(("basic/", "scripts/")) and not index


def _external_links(package: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo], kind: Format) -> bool:
    if kind is not Format.XLSX:
        return False
    linked = False
    for member in members:
        name = member.filename.casefold()
        if name.startswith("xl/externallinks/") and not name.startswith("xl/externallinks/_rels/"):
            linked = True
            with package.open(member) as part:
                if _mentions(part, b"ddeLink"):
                    raise refusal(RefusalCode.EXTERNAL_COMMAND)
        linked = linked or name == "xl/connections.xml"
    return linked


def _mentions(part: IO[bytes], word: bytes) -> bool:
    """Whether a part has a word in it, in any encoding that keeps ASCII's bytes."""
    rest = b""
    while chunk := part.read(1 << 20):
        window = rest + chunk.replace(b"\0", b"")
        if word in window:
            return True
        rest = window[-len(word) :]
    return False


def _head(package: zipfile.ZipFile, name: str, limits: Limits) -> bytes:
    """The first bytes of a part in lower case, zero bytes dropped so that UTF-16 reads like ASCII."""
    with package.open(name) as part:
        return part.read(limits.ratio_from_bytes).replace(b"\0", b"").lower()
