"""A backup file into a store at an empty place: everything checked before anything is put there."""

import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from accounts import audit
from accounts.clock import utc_now
from accounts.model import Actor
from accounts.permissions import Action, require_of
from accounts.sessions import end_all
from etl.store import BackupFault, Cursor, Store
from etl.store.bundle import unpack_backup
from etl.store.copying import contents, database_of
from etl.store.durable import sync_folder
from etl.store.manifest import ARCHIVE, DATABASE, Manifest
from etl.store.opening import LOG_ENDINGS
from etl.store.schema import bring_up_to_date, put_under_its_name
from returns.backups import RESTORING, BackupInfo, info_of, remember
from returns.safety.events import StoreRestored


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put in place: the backup it came from and what the audit trail in it says."""

    backup: BackupInfo
    verdict: audit.Verdict


def restore(store: Store, file: Path, *, by: Actor, now: datetime | None = None) -> Restored:
    """Put the store of a backup where `store` points, with its originals. An older layout is brought up to date.

    Every session of that time is ended: a restored copy must not open doors that were shut since.
    Raises Forbidden, BackupFault (also when the place is not empty), StoreFull, StoreNewer; nothing is changed then.
    """
    require_of(by, Action.KEEP_BACKUPS)
    _need_empty(store)
    at = now or utc_now()
    place = store.path.resolve().parent
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place, prefix=RESTORING) as folder, file.open("rb") as source:
            manifest = unpack_backup(source, Path(folder))
            copy = Store(Path(folder) / DATABASE, any_version=True)
            try:
                verdict = _checked(copy, manifest)
                made = info_of(manifest, file, by)
                _make_ready(copy, made, by=by, at=at)
            finally:
                copy.close()
            _put_in_place(Path(folder), store)
    except OSError as fault:
        raise BackupFault(
            f"Không phục hồi được từ {file} ({fault.strerror or fault}). Chưa có kho nào được đặt vào chỗ."
        ) from fault
    return Restored(made, verdict)


def _need_empty(store: Store) -> None:
    there = [store.path, *(store.path.with_name(store.path.name + ending) for ending in LOG_ENDINGS), store.journal]
    taken = [path for path in there if path.exists()]
    if store.archive.exists() and any(store.archive.iterdir()):
        taken.append(store.archive)
    if taken:
        names = ", ".join(path.name for path in taken)
        raise BackupFault(
            f"Chỉ phục hồi vào một nơi trống, nhưng {store.path.resolve().parent} đã có {names}. "
            "Không có gì bị thay đổi. Hãy chuyển các tệp đó sang nơi khác (đừng xóa), "
            "hoặc đặt DANVAN_STORE sang một thư mục mới rồi phục hồi lại."
        )


def _checked(copy: Store, manifest: Manifest) -> audit.Verdict:
    with copy.reading() as cursor:
        rows = {name: content.rows for name, content in contents(cursor, database_of(cursor)).items()}
        verdict = audit.verify(cursor)
    listed = dict(manifest.tables)
    wrong = sorted(name for name in rows.keys() | listed.keys() if rows.get(name) != listed.get(name))
    if wrong:
        raise BackupFault(f"Bản sao lưu không khớp danh mục ở bảng {', '.join(wrong)}; chưa phục hồi gì.")
    if verdict.broken is None and verdict.head_hash != manifest.audit_hash:
        raise BackupFault("Nhật ký trong bản sao lưu không khớp danh mục; chưa phục hồi gì. Hãy dùng bản khác.")
    return verdict


def _make_ready(copy: Store, made: BackupInfo, *, by: Actor, at: datetime) -> None:
    with copy.writing(create=True) as cursor:
        bring_up_to_date(cursor)
        for login in _signed_in(cursor):
            end_all(cursor, by, login, now=at)
        event = StoreRestored(
            by=by,
            file=Path(made.path).name,
            backup_sha256=made.sha256,
            made_at=made.made_at.isoformat(),
            head_seq=made.audit_seq,
            head_hash=made.audit_hash,
        )
        audit.write(cursor, event, at=at)
        remember(cursor, made)
    copy.checkpoint()


def _signed_in(cursor: Cursor) -> list[str]:
    rows = cursor.execute(
        "select distinct login from account_session where revoked_at is null order by login"
    ).fetchall()
    return [str(row[0]) for row in rows]


def _put_in_place(folder: Path, store: Store) -> None:
    """The originals first: a store that stands under its name is complete."""
    originals = folder / ARCHIVE.rstrip("/")
    if originals.exists():
        if store.archive.exists():
            store.archive.rmdir()
        originals.rename(store.archive)
    journal = Store(folder / DATABASE).journal
    if journal.exists():
        journal.rename(store.journal)
    if not put_under_its_name(folder / DATABASE, store.path):
        raise BackupFault(f"Trong lúc phục hồi, một chương trình khác đã tạo {store.path}; kho đó được giữ nguyên.")
    sync_folder(store.path.parent)
