"""What can happen to the store as a whole, one typed audit event each."""

from dataclasses import dataclass
from typing import ClassVar

from accounts.audit import Event


@dataclass(frozen=True, kw_only=True)
class BackupMade(Event):
    """A verified backup was put in place; `head` is the last row of the audit trail inside it."""

    code: ClassVar[str] = "store.backup"
    words: ClassVar[str] = "Sao lưu"
    file: str
    backup_sha256: str
    size_bytes: int
    originals: int
    head_seq: int
    head_hash: str
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StoreRestored(Event):
    """This store was put in place from a backup; every session of that time was ended."""

    code: ClassVar[str] = "store.restored"
    words: ClassVar[str] = "Phục hồi từ bản sao lưu"
    file: str
    backup_sha256: str
    made_at: str
    head_seq: int
    head_hash: str


@dataclass(frozen=True, kw_only=True)
class TrailTaken(Event):
    """Rows of the audit trail left the program as a file: so many, from the newest to the oldest number."""

    code: ClassVar[str] = "audit.taken"
    words: ClassVar[str] = "Tải nhật ký"
    rows: int
    newest: int
    oldest: int
