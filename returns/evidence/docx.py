"""A .docx looked through without running anything: a Word document, no macros, no programs, nothing from outside."""

import re
import zipfile
from io import BytesIO

from etl.reading.archive import ZIP_FAULTS
from returns.faults import EvidenceRefused

DOCUMENT, TYPES = "word/document.xml", "[Content_Types].xml"
MOST_PARTS, MOST_PART_BYTES, MOST_TOTAL_BYTES, MOST_RATIO = 2000, 64 << 20, 200 << 20, 200
RATIO_FROM_BYTES = 1 << 20
FORBIDDEN = re.compile(
    r"vbaproject|vbadata|\.bin$|/embeddings/|/activex/|\.(?:exe|dll|js|vbs|bat|cmd|scr|lnk|hta)$", re.I
)
OUTSIDE = re.compile(rb"<Relationship\b[^>]*>", re.I)
HYPERLINK = re.compile(rb'Type\s*=\s*["\'][^"\']*/hyperlink["\']', re.I)
EXTERNAL = re.compile(rb'TargetMode\s*=\s*["\']External["\']', re.I)
OBJECT = re.compile(rb"/(?:oleObject|vbaProject|control|activeXControlBinary)[\"']", re.I)
FIELDS = re.compile(rb"(?:instrText[^>]*>[^<]*|w:instr\s*=\s*[\"'][^\"']*)\bDDE(?:AUTO)?\b", re.I)


def check_docx(data: bytes) -> None:
    """Raises EvidenceRefused with what was found."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            members = package.infolist()
            _check_members(members)
            names = {member.filename for member in members}
            if DOCUMENT not in names or TYPES not in names:
                raise EvidenceRefused("Tệp nén này không phải văn bản Word .docx.")
            _check_types(_part(package, TYPES))
            for name in sorted(names):
                if name.endswith(".rels"):
                    _check_relations(_part(package, name))
                elif name.startswith("word/") and name.endswith(".xml"):
                    _check_part(_part(package, name))
    except ZIP_FAULTS as fault:
        raise EvidenceRefused("Tệp .docx bị hỏng; hãy mở bằng Word, lưu lại rồi gửi.") from fault


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_PARTS:
        raise EvidenceRefused("Tệp .docx có quá nhiều thành phần.")
    if sum(member.file_size for member in members) > MOST_TOTAL_BYTES:
        raise EvidenceRefused("Tệp .docx mở ra quá lớn.")
    for member in members:
        name = member.orig_filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or name[1:2] == ":":
            raise EvidenceRefused("Tệp .docx có thành phần mang tên không an toàn.")
        if member.flag_bits & 0x1:
            raise EvidenceRefused("Tệp .docx có mật khẩu; hãy bỏ mật khẩu rồi gửi lại.")
        big = member.file_size > RATIO_FROM_BYTES
        if member.file_size > MOST_PART_BYTES or (big and member.file_size > MOST_RATIO * max(1, member.compress_size)):
            raise EvidenceRefused("Tệp .docx nén bất thường.")
        if FORBIDDEN.search(name):
            raise EvidenceRefused("Văn bản Word có macro hoặc tệp nhúng; hãy lưu thành .docx thường hoặc PDF rồi gửi.")


def _check_types(content: bytes) -> None:
    if b"macroenabled" in content.lower():
        raise EvidenceRefused("Văn bản Word có macro; hãy lưu thành .docx thường hoặc PDF rồi gửi.")
    if b"wordprocessingml.document.main+xml" not in content:
        raise EvidenceRefused("Tệp nén này không phải văn bản Word .docx.")


def _check_relations(content: bytes) -> None:
    """Only links that a reader clicks on may lead outside; templates, frames and pictures may not."""
    if OBJECT.search(content):
        raise EvidenceRefused("Văn bản Word có macro hoặc tệp nhúng; hãy lưu thành .docx thường hoặc PDF rồi gửi.")
    for found in OUTSIDE.findall(content):
        if EXTERNAL.search(found) and not HYPERLINK.search(found):
            raise EvidenceRefused("Văn bản Word lấy nội dung từ nơi khác; hãy lưu thành PDF rồi gửi.")


def _check_part(content: bytes) -> None:
    if b"<!ENTITY" in content or b"<!DOCTYPE" in content:
        raise EvidenceRefused("Văn bản Word có khai báo không được phép.")
    if FIELDS.search(content):
        raise EvidenceRefused("Văn bản Word có trường DDE gọi chương trình khác.")


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    """A part in UTF-8; in another encoding what is searched for could not be seen."""
    with package.open(name) as part:
        content = part.read(MOST_PART_BYTES + 1)
    if len(content) > MOST_PART_BYTES:
        raise EvidenceRefused("Tệp .docx mở ra quá lớn.")
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in content:
        raise EvidenceRefused("Tệp .docx dùng bảng mã lạ; hãy mở bằng Word, lưu lại rồi gửi.")
    return content
