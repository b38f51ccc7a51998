"""Files that survive a crash: hashed, synced, put in place whole, and only where there is room."""

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from etl.store.faults import StoreFull

CHUNK_BYTES = 1 << 20
SPARE_BYTES = 64 << 20
INCOMING = ".incoming-"


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in lower-case hexadecimal. Raises OSError."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def sync_folder(folder: Path) -> None:
    """Make a rename in this folder survive a power cut; Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def put_in_place(target: Path, *, prefix: str = INCOMING) -> Iterator[BinaryIO]:
    """A file to write into, readable by its owner only, that takes the target's name once it is whole and synced.

    On any error nothing is left and the target is as it was. Raises OSError.
    """
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=prefix)
    try:
        with os.fdopen(handle, "w+b") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def need_room(folder: Path, wanted_bytes: int) -> None:
    """Raise StoreFull unless the disk of `folder` holds `wanted_bytes` and a reserve, before anything is begun."""
    free = shutil.disk_usage(folder).free
    if free < wanted_bytes + SPARE_BYTES:
        raise StoreFull(
            f"Ổ đĩa chứa {folder} chỉ còn {_megabytes(free)}, cần ít nhất {_megabytes(wanted_bytes + SPARE_BYTES)}. "
            "Chưa ghi gì cả; các báo cáo đã nhận vẫn an toàn. Hãy giải phóng chỗ trống rồi làm lại."
        )


def _megabytes(size_bytes: int) -> str:
    return f"{max(0, size_bytes) / (1 << 20):.0f} MB"
