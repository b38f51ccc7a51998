"""A PDF searched for whatever could act by itself: scripts, programs, attachments, forms that send.

A name may be written with escapes (/J#61vaScript) and an object may hide in a packed stream, so the whole file is read
with its escapes undone, and every stream that unpacks is read too.
"""

import re
import zlib
from collections.abc import Iterator

from returns.faults import EvidenceRefused

ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"stream\r?\n?")
ACTIVE = {
    rb"/JavaScript": "mã JavaScript",
    rb"/Launch": "lệnh mở chương trình",
    rb"/EmbeddedFile": "tệp đính kèm bên trong",
    rb"/RichMedia": "nội dung đa phương tiện",
    rb"/SubmitForm": "biểu mẫu tự gửi dữ liệu",
    rb"/ImportData": "lệnh nạp dữ liệu",
    rb"/XFA": "biểu mẫu động XFA",
    rb"/GoToE": "liên kết tới tệp nhúng",
}
END = rb"(?=[\x00\t\n\f\r ()<>\[\]{}/%]|$)"
ACTIVE_NAME = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|XFA|GoToE)" + END)
OTHER_FILTERS = re.compile(rb"/(?:ASCIIHexDecode|ASCII85Decode|LZWDecode|RunLengthDecode)" + END)
PACKED_OBJECTS = re.compile(rb"/ObjStm" + END)
LOCKED = re.compile(rb"/Encrypt" + END)
MOST_UNPACKED, MOST_PIECE = 400 * 1024 * 1024, 1024 * 1024
PIECE, OVERLAP = 16 * 1024, 64
TAIL = 4096


def check_pdf(data: bytes) -> None:
    """Raises EvidenceRefused naming what was found."""
    if not re.match(rb"%PDF-[12]\.\d", data):
        raise EvidenceRefused("Tệp PDF bị hỏng phần đầu.")
    if b"%%EOF" not in data[-TAIL:] or b"startxref" not in data[-TAIL:]:
        raise EvidenceRefused("Tệp PDF bị cụt; hãy xuất lại rồi gửi.")
    plain = _unescaped(data)
    if LOCKED.search(plain):
        raise EvidenceRefused("Tệp PDF có mật khẩu hoặc bị hạn chế; hãy bỏ mật khẩu rồi gửi lại.")
    _refuse_active(plain)
    if not PACKED_OBJECTS.search(plain):
        return
    if OTHER_FILTERS.search(plain):
        raise EvidenceRefused("Tệp PDF nén theo cách không kiểm tra được; hãy in lại thành PDF rồi gửi.")
    for content in _unpacked(data):
        _refuse_active(_unescaped(content))


def _refuse_active(plain: bytes) -> None:
    found = ACTIVE_NAME.search(plain)
    if found:
        name = found[0].removesuffix(b"s") if found[0].startswith(b"/EmbeddedFile") else found[0]
        raise EvidenceRefused(f"Tệp PDF có {ACTIVE[name]} nên không được nhận; hãy in lại thành PDF thường rồi gửi.")


def _unescaped(data: bytes) -> bytes:
    return ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), data) if b"#" in data else data


def _unpacked(data: bytes) -> Iterator[bytes]:
    """Every stream that is packed with deflate, in pieces that overlap, so that no name falls between two.

    Objects are packed that way only, now that no other filter is there.
    """
    total = 0
    for found in STREAM.finditer(data):
        before = b""
        for piece in _inflated(data, found.end()):
            total += len(piece)
            if total > MOST_UNPACKED:
                raise EvidenceRefused("Tệp PDF mở ra quá lớn nên không kiểm tra được.")
            yield before + piece
            before = piece[-OVERLAP:]


def _inflated(data: bytes, place: int) -> Iterator[bytes]:
    """What unpacks from this place on, up to its own end or its damage."""
    unpacking = zlib.decompressobj()
    waiting = b""
    while not unpacking.eof:
        if not waiting:
            waiting = data[place : place + PIECE]
            place += PIECE
        if not waiting:
            return
        try:
            piece = unpacking.decompress(waiting, MOST_PIECE)
        except zlib.error:
            return
        waiting = unpacking.unconsumed_tail
        if piece:
            yield piece
