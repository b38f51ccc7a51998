"""Original files, kept by their content beside the store, written before the transaction that names them."""

import errno
from hashlib import sha256
from pathlib import Path

from etl.store import Store, StoreFull
from etl.store.durable import need_room, put_in_place, sha256_of, sync_folder

GROWTH = 16
"""Room a load may need per byte of its workbook: the sample takes 6 in the store, as much for a while in its log."""


def keep(store: Store, data: bytes) -> str:
    """Write the bytes into the archive unless they are there already, whole; the SHA-256 that names them.

    Raises StoreFull, before anything is begun, when the disk does not hold the file and what a load makes of it.
    """
    digest = sha256(data).hexdigest()
    target = path_of(store, digest)
    need_room(store.path.parent, GROWTH * len(data))
    if is_whole(store, digest):
        return digest
    try:
        if not target.parent.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            sync_folder(store.archive)
            sync_folder(store.archive.parent)
        with put_in_place(target) as out:
            out.write(data)
    except OSError as fault:
        if fault.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StoreFull(
                "Ổ đĩa đã đầy nên không giữ được tệp gốc; báo cáo này chưa được nhận. "
                "Các báo cáo đã nhận trước đó vẫn an toàn; hãy giải phóng chỗ trống rồi nộp lại."
            ) from fault
        raise
    return digest


def is_whole(store: Store, digest: str) -> bool:
    """Whether the archive holds the file and its content is what its name says."""
    try:
        return sha256_of(path_of(store, digest)) == digest
    except FileNotFoundError:
        return False


def original(store: Store, digest: str) -> bytes:
    """The original bytes of a return. Raises FileNotFoundError when the archive does not hold them."""
    return path_of(store, digest).read_bytes()


def path_of(store: Store, digest: str) -> Path:
    """Where a file of this content lies; `digest` comes from the store, never from a user."""
    if not (len(digest) == 64 and all(c in "0123456789abcdef" for c in digest)):
        raise ValueError("not a SHA-256")
    return store.archive / digest[:2] / digest
