"""A PNG or JPEG walked part by part: whole, of a sane size, with nothing hung on behind; never decoded here."""

import re
import struct
import zlib
from collections.abc import Iterator

from returns.faults import EvidenceRefused

MOST_PIXELS = 120_000_000
LONGEST_SIDE = 30_000
TRAILING = 1024 * 1024
FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
BARE = frozenset({0x01, *range(0xD0, 0xD8)})
SCAN = 0xDA
NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
BEHIND = (b"pk\x03\x04", b"pk\x05\x06", b"rar!", b"7z\xbc\xaf\x27\x1c", b"mz\x90\x00", b"%pdf-", b"<script", b"<html")


def check_png(data: bytes) -> None:
    """Raises EvidenceRefused unless every chunk is whole and the file ends with the last one."""
    kinds: list[bytes] = []
    end = 8
    for kind, content in _chunks(data):
        if not kinds:
            if kind != b"IHDR" or len(content) != 13:
                raise EvidenceRefused("Ảnh PNG bị hỏng phần đầu.")
            _check_size(*struct.unpack(">II", content[:8]))
        kinds.append(kind)
        end += 12 + len(content)
        if kind == b"IEND":
            break
    if not kinds or kinds[-1] != b"IEND" or b"IDAT" not in kinds:
        raise EvidenceRefused("Ảnh PNG bị cụt.")
    if end != len(data):
        raise EvidenceRefused("Sau ảnh PNG còn dữ liệu khác; hãy lưu lại ảnh rồi gửi.")


def check_jpeg(data: bytes) -> None:
    """Raises EvidenceRefused unless the segments lead to a picture and its end.

    Cameras hang small things behind a picture; nothing that looks like an archive, program or script may be there.
    """
    sized = False
    end = 0
    for marker, start, end in _segments(data):
        if marker in FRAMES:
            if end - start < 5:
                raise EvidenceRefused("Ảnh JPG bị hỏng.")
            height, width = struct.unpack(">HH", data[start + 1 : start + 5])
            _check_size(width, height)
            sized = True
    behind = data[end:]
    if not sized:
        raise EvidenceRefused("Ảnh JPG bị cụt.")
    if len(behind) > TRAILING or any(mark in behind.lower() for mark in BEHIND):
        raise EvidenceRefused("Sau ảnh JPG còn dữ liệu khác; hãy lưu lại ảnh rồi gửi.")


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, start and end of every segment's content; the last one is the picture's end. Scans are stepped over."""
    place = 2
    while True:
        if place + 2 > len(data) or data[place] != 0xFF:
            raise EvidenceRefused("Ảnh JPG bị cụt hoặc hỏng.")
        marker = data[place + 1]
        if marker == 0xD9:
            yield marker, place + 2, place + 2
            return
        if marker == 0xFF or marker in BARE:
            place += 1 if marker == 0xFF else 2
            continue
        end = place + 2 + int.from_bytes(data[place + 2 : place + 4], "big")
        if end < place + 4 or end > len(data):
            raise EvidenceRefused("Ảnh JPG bị cụt hoặc hỏng.")
        yield marker, place + 4, end
        place = end
        if marker == SCAN:
            after = NEXT_MARKER.search(data, end)
            if after is None:
                raise EvidenceRefused("Ảnh JPG bị cụt.")
            place = after.start()


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 8
    while place + 12 <= len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        kind, content = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        end = place + 12 + length
        if end > len(data) or zlib.crc32(kind + content) != int.from_bytes(data[end - 4 : end], "big"):
            raise EvidenceRefused("Ảnh PNG bị hỏng.")
        yield kind, content
        place = end


def _check_size(width: int, height: int) -> None:
    if not (0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE and width * height <= MOST_PIXELS):
        raise EvidenceRefused(f"Ảnh {width} × {height} điểm là quá lớn hoặc không có thật.")
