"""What a backup holds, in words a later program can check: files with their sums, rows of tables, head of the audit."""

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from etl.store.faults import BackupFault

FORMAT = 1
DATABASE = "store.duckdb"
ARCHIVE = "archive/"
PART = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,120}")
SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Packed:
    """One file of the backup: its name in it, its size and its SHA-256."""

    name: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The contents list. `made_at` is UTC; `faults` names originals that were missing or altered when it was made."""

    made_at: datetime
    schema_version: int
    store_id: str
    sample: bool
    audit_seq: int
    audit_hash: str
    tables: tuple[tuple[str, int], ...]
    files: tuple[Packed, ...]
    faults: tuple[str, ...] = ()

    @property
    def size_bytes(self) -> int:
        """What the unpacked files need."""
        return sum(file.size_bytes for file in self.files)

    def text(self) -> str:
        """The list as JSON, sealed so that a changed list is noticed."""
        content = {"format": FORMAT, **asdict(self), "made_at": self.made_at.isoformat()}
        return json.dumps({**content, "seal": _seal(content)}, ensure_ascii=False, indent=1)


def read_manifest(text: str) -> Manifest:
    """The list read back. Raises BackupFault when it is not ours, from a later program, or changed."""
    try:
        content: dict[str, Any] = json.loads(text)
        seal = content.pop("seal")
        if content.pop("format") > FORMAT:
            raise BackupFault("Bản sao lưu do một bản chương trình mới hơn tạo. Hãy cập nhật chương trình trước.")
        if seal != _seal({"format": FORMAT, **content}):
            raise BackupFault("Danh mục của bản sao lưu đã bị sửa; không phục hồi từ bản này. Hãy dùng bản khác.")
        content["made_at"] = datetime.fromisoformat(content["made_at"])
        content["tables"] = tuple((str(name), int(rows)) for name, rows in content["tables"])
        content["files"] = tuple(Packed(**file) for file in content["files"])
        content["faults"] = tuple(content["faults"])
        manifest = Manifest(**content)
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise BackupFault("Đây không phải là bản sao lưu của chương trình, hoặc danh mục của nó đã hỏng.") from fault
    for file in manifest.files:
        _check(file)
    return manifest


def _check(file: Packed) -> None:
    inside = file.name.removeprefix(ARCHIVE)
    fits = file.name == DATABASE or (
        file.name.startswith(ARCHIVE) and all(PART.fullmatch(part) for part in inside.split("/"))
    )
    if not fits or not SHA256.fullmatch(file.sha256) or file.size_bytes < 0:
        raise BackupFault(f"Bản sao lưu ghi một tên tệp không hợp lệ: {file.name[:80]!r}. Không phục hồi gì cả.")


def _seal(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True, default=list).encode()).hexdigest()
