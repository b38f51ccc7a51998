"""An OLE compound file's sectors into one of its streams ([MS-CFB]; runs in the limited child only)."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

ENTRY_BYTES = 128
_MINI_SECTOR_BYTES = 64
_CUTOFF_BYTES = 4096
_SPECIAL = 0xFFFFFFFA
_HEADER = struct.Struct("<30xH16xI8xI4xI4x109I")
_PLACE = struct.Struct("<II")


def stream_named(data: bytes, name: str) -> bytes:
    """A stream's content. Raises ValueError when there is none or its chain of sectors is broken."""
    file = _opened(data)
    wanted = name.encode("utf-16-le") + b"\0\0"
    for at in range(0, len(file.directory), ENTRY_BYTES):
        entry = file.directory[at : at + ENTRY_BYTES]
        if entry.startswith(wanted) and int.from_bytes(entry[64:66], "little") == len(wanted):
            start, size = _PLACE.unpack_from(entry, 116)
            if size >= _CUTOFF_BYTES:
                return _chain(data, file.sector_bytes, file.next_sector, start)[:size]
            return _small(file, start)[:size]
    raise ValueError("no such stream")


@dataclass(frozen=True, slots=True)
class _File:
    data: bytes
    sector_bytes: int
    next_sector: Sequence[int]
    directory: bytes
    first_mini_table: int


def _opened(data: bytes) -> _File:
    if len(data) < 512:
        raise ValueError("no header")
    shift, directory, mini_table, further, *numbers = _HEADER.unpack_from(data)
    if shift not in (9, 12):
        raise ValueError("sector size")
    sector_bytes = 1 << shift
    table = _allocation(data, sector_bytes, numbers, further)
    return _File(data, sector_bytes, table, _chain(data, sector_bytes, table, directory), mini_table)


def _allocation(data: bytes, sector_bytes: int, numbers: Sequence[int], further: int) -> Sequence[int]:
    """For every sector the one that follows it, gathered from the sectors that say so."""
    most = len(data) // sector_bytes + 1
    where = list(numbers)
    while further < _SPECIAL and len(where) <= most:
        *more, further = _numbers(_sector(data, sector_bytes, further))
        where.extend(more)
    table: list[int] = []
    for number in where:
        if number < _SPECIAL and len(table) <= most:
            table.extend(_numbers(_sector(data, sector_bytes, number)))
    return table


def _small(file: _File, start: int) -> bytes:
    """A stream below the cutoff: its mini sectors lie inside of the root entry's stream."""
    root, _ = _PLACE.unpack_from(file.directory, 116)
    container = _chain(file.data, file.sector_bytes, file.next_sector, root)
    table = _numbers(_chain(file.data, file.sector_bytes, file.next_sector, file.first_mini_table))
    # The first mini sector has number 0 and no header before it, so one is put there.
    return _chain(bytes(_MINI_SECTOR_BYTES) + container, _MINI_SECTOR_BYTES, table, start)


def _chain(data: bytes, sector_bytes: int, table: Sequence[int], sector: int) -> bytes:
    pieces: list[bytes] = []
    while sector < _SPECIAL:
        if sector >= len(table) or len(pieces) * sector_bytes > len(data):
            raise ValueError("a chain of sectors")
        pieces.append(_sector(data, sector_bytes, sector))
        sector = table[sector]
    return b"".join(pieces)


def _sector(data: bytes, sector_bytes: int, number: int) -> bytes:
    at = (number + 1) * sector_bytes
    if at >= len(data):
        raise ValueError("a sector outside of the file")
    # The last sector of a file may be cut short by writers that save space.
    return data[at : at + sector_bytes].ljust(sector_bytes, b"\0")


def _numbers(content: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(content) // 4}I", content)
