"""Original files, kept by their content beside the store, written before the transaction that names them."""

import os
import tempfile
from hashlib import sha256
from pathlib import Path

from etl.store import Store


def keep(store: Store, data: bytes) -> str:
    """Write the bytes into the archive unless they are there already; the SHA-256 that names them."""
    digest = sha256(data).hexdigest()
    target = path_of(store, digest)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".incoming-")
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.replace(temporary, target)
    return digest


def original(store: Store, digest: str) -> bytes:
    """The original bytes of a return. Raises FileNotFoundError when the archive does not hold them."""
    return path_of(store, digest).read_bytes()


def path_of(store: Store, digest: str) -> Path:
    """Where a file of this content lies; `digest` comes from the store, never from a user."""
    if not (len(digest) == 64 and all(c in "0123456789abcdef" for c in digest)):
        raise ValueError("not a SHA-256")
    return store.archive / digest[:2] / digest
