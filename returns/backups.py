"""The running store and its originals into one verified file, when asked or when it is time, and the last one told."""

import json
import shutil
import time
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from accounts import audit
from accounts.clock import utc_now
from accounts.model import Actor
from accounts.permissions import Action, require_of
from etl.store import BackupFault, Cursor, Store
from etl.store.bundle import MANIFEST, PART, VIETNAM, WORK, stamped, write_backup
from etl.store.durable import INCOMING, sha256_of
from etl.store.manifest import DATABASE, Manifest
from etl.store.schema import NEW, meta, set_meta
from returns.safety.events import BackupMade

LAST, LAST_FAULT = "backup.last", "backup.fault"
OLD_AFTER = timedelta(days=7)
LEFT_AFTER_S = 24 * 3600.0
RESTORING = ".restore-"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupInfo:
    """A backup that was read back and put in place. `made_at` is UTC; `faults` as in `Manifest`."""

    path: str
    made_at: datetime
    size_bytes: int
    sha256: str
    originals: int
    returns: int
    audit_seq: int
    audit_hash: str
    by: str
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BackupFailure:
    """The last attempt that failed since the last good backup: when (UTC) and what was said."""

    at: datetime
    message: str


def backup(store: Store, out: Path, *, by: Actor, now: datetime | None = None) -> BackupInfo:
    """Write a verified backup to `out` (a folder: under a name with the moment) while the program runs.

    Raises Forbidden, BackupFault, StoreFault; then nothing was put in place and an earlier file is as it was.
    """
    require_of(by, Action.KEEP_BACKUPS)
    at = now or utc_now()
    target = _target(store, out, at)
    _clear_leftovers(store, target)
    try:
        manifest = write_backup(store, target, made_at=at, look=_chain_faults)
        made = info_of(manifest, target, by)
    except OSError as fault:
        raise BackupFault(
            f"Không ghi được bản sao lưu {target} ({fault.strerror}). Kho số liệu không bị ảnh hưởng; "
            "hãy kiểm tra ổ đĩa và quyền ghi rồi sao lưu lại."
        ) from fault
    store.transact(lambda cursor: _remember(cursor, made, by=by, at=at))
    store.checkpoint()
    return made


def last_backup(store: Store, *, by: Actor) -> BackupInfo | None:
    """The last good backup, as the store remembers it; None when there never was one. Raises Forbidden."""
    require_of(by, Action.KEEP_BACKUPS)
    with store.reading() as cursor:
        text = meta(cursor, LAST)
    if text is None:
        return None
    read: dict[str, Any] = json.loads(text)
    return BackupInfo(**{**read, "made_at": datetime.fromisoformat(read["made_at"]), "faults": tuple(read["faults"])})


def last_failure(store: Store, *, by: Actor) -> BackupFailure | None:
    """The failure of the last scheduled attempt; None when a backup succeeded since. Raises Forbidden."""
    require_of(by, Action.KEEP_BACKUPS)
    with store.reading() as cursor:
        text = meta(cursor, LAST_FAULT)
    if not text:
        return None
    read = json.loads(text)
    return BackupFailure(datetime.fromisoformat(read["at"]), str(read["message"]))


def warning(last: BackupInfo | None, *, now: datetime | None = None) -> str | None:
    """A sentence when there is no good backup or it is older than 7 days, else None."""
    if last is None:
        return "Chưa có bản sao lưu nào. Hãy sao lưu ngay: python manage.py backup <tệp>, hoặc đặt DANVAN_BACKUP_DIR."
    age = (now or utc_now()) - last.made_at
    if age > OLD_AFTER:
        return (
            f"Bản sao lưu gần nhất đã {age.days} ngày ({last.made_at + VIETNAM:%d/%m/%Y %H:%M}). "
            "Hãy sao lưu ngay và kiểm tra lịch sao lưu tự động."
        )
    return None


def remember_failure(store: Store, message: str, *, at: datetime) -> None:
    """Keep what went wrong for the screen, until a backup succeeds."""
    text = json.dumps({"at": at.isoformat(), "message": message}, ensure_ascii=False)
    store.transact(lambda cursor: set_meta(cursor, LAST_FAULT, text))


def remember(cursor: Cursor, made: BackupInfo) -> None:
    """Make this the last good backup, inside the caller's transaction."""
    kept = {**asdict(made), "made_at": made.made_at.isoformat()}
    set_meta(cursor, LAST, json.dumps(kept, ensure_ascii=False))
    set_meta(cursor, LAST_FAULT, "")


def info_of(manifest: Manifest, path: Path, by: Actor) -> BackupInfo:
    """What a backup file is, from its list and its bytes. Raises OSError."""
    tables: Mapping[str, int] = dict(manifest.tables)
    return BackupInfo(
        path=str(path.resolve()),
        made_at=manifest.made_at,
        size_bytes=path.stat().st_size,
        sha256=sha256_of(path),
        originals=sum(file.name != DATABASE for file in manifest.files),
        returns=tables.get("return_", 0),
        audit_seq=manifest.audit_seq,
        audit_hash=manifest.audit_hash,
        by=by.login,
        faults=manifest.faults,
    )


def _remember(cursor: Cursor, made: BackupInfo, *, by: Actor, at: datetime) -> None:
    remember(cursor, made)
    event = BackupMade(
        by=by,
        file=Path(made.path).name,
        backup_sha256=made.sha256,
        size_bytes=made.size_bytes,
        originals=made.originals,
        head_seq=made.audit_seq,
        head_hash=made.audit_hash,
        faults=made.faults[:20],
    )
    audit.write(cursor, event, at=at)


def _chain_faults(copy: Cursor) -> tuple[str, ...]:
    broken = audit.verify(copy).broken
    return (f"audit {broken.seq}",) if broken else ()


def _target(store: Store, out: Path, at: datetime) -> Path:
    target = out / stamped(store.path.stem, at) if out.is_dir() else out
    if not target.parent.is_dir():
        raise BackupFault(f"Không có thư mục {target.parent}. Hãy tạo thư mục đó hoặc chọn nơi khác.")
    place, archive = target.resolve(), store.archive.resolve()
    if archive in place.parents:
        raise BackupFault("Không đặt bản sao lưu trong thư mục tệp gốc của kho. Hãy chọn nơi khác, tốt nhất là ổ khác.")
    if target.exists() and not _is_backup(target):
        raise BackupFault(f"{target} đã có và không phải là một bản sao lưu; không ghi đè. Hãy chọn tên khác.")
    return target


def _is_backup(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as pack:
            return {MANIFEST, DATABASE} <= set(pack.namelist())
    except (zipfile.BadZipFile, OSError):
        return False


def _clear_leftovers(store: Store, target: Path) -> None:
    """What killed processes left half made: nothing that is still being made is a day old."""
    half_made = [
        *(path for start in (WORK, NEW, RESTORING) for path in store.path.parent.glob(f"{start}*")),
        *target.parent.glob(f"{PART}*"),
        *store.archive.glob(f"*/{INCOMING}*"),
    ]
    for path in half_made:
        with suppress(FileNotFoundError):
            if time.time() - path.stat().st_mtime < LEFT_AFTER_S:
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink()
