"""A running store and its originals into one verified backup file, and such a file back into an empty place."""

import hashlib
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from etl.store.connection import Cursor, Store
from etl.store.copying import Content, copy_database
from etl.store.durable import CHUNK_BYTES, need_room, put_in_place
from etl.store.faults import BackupFault
from etl.store.manifest import ARCHIVE, DATABASE, Manifest, Packed, read_manifest

MANIFEST = "manifest.json"
MANIFEST_MAX_BYTES = 64 << 20
WORK = ".backup-work-"
PART = ".backup-part-"
VIETNAM = timedelta(hours=7)


def stamped(stem: str, at: datetime) -> str:
    """The file name of a backup made at this moment (UTC); names carry the time in Vietnam."""
    return f"{stem}-{at + VIETNAM:%Y%m%d-%H%M%S}.zip"


def no_more_faults(_copy: Cursor) -> tuple[str, ...]:
    """Nothing else is looked for."""
    return ()


def write_backup(
    store: Store,
    target: Path,
    *,
    made_at: datetime,
    look: Callable[[Cursor], tuple[str, ...]] = no_more_faults,
) -> Manifest:
    """Write the backup file, read all of it back, and only then give it its name (`target`, replaced if there).

    The database first, the originals after it: every original is older than the row that names it. `look` may
    find more faults in the copy; faults are listed in the backup, they do not prevent it.
    Raises StoreFault, BackupFault, OSError; on any of them `target` is as it was.
    """
    with tempfile.TemporaryDirectory(dir=store.path.parent, prefix=WORK) as folder:
        copy = Store(Path(folder) / DATABASE, any_version=True)
        content = copy_database(store, copy.path)
        originals = tuple(original_files(store.archive))
        need_room(target.parent, sum(f.stat().st_size for f in (copy.path, *originals)))
        with put_in_place(target, prefix=PART) as out:
            manifest = _pack(out, store, copy, originals, content, made_at, look)
            out.seek(0)
            verify_backup(out)
    return manifest


def original_files(folder: Path) -> Iterator[Path]:
    """Every file of an archive folder, in a fixed order; what is only half written is left out."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield path


def verify_backup(source: IO[bytes]) -> Manifest:
    """Read every byte of a backup and compare it with its list. Raises BackupFault."""
    with _zip(source) as pack:
        manifest = _listed(pack)
        for file in manifest.files:
            for _ in _checked(pack, file):
                pass
    return manifest


def unpack_backup(source: IO[bytes], folder: Path) -> Manifest:
    """Write the files of a backup below `folder`, each compared with the list. Raises StoreFull, BackupFault."""
    with _zip(source) as pack:
        manifest = _listed(pack)
        folder.mkdir(parents=True, exist_ok=True)
        need_room(folder, manifest.size_bytes)
        for file in manifest.files:
            place = folder / file.name
            place.parent.mkdir(parents=True, exist_ok=True)
            with put_in_place(place) as out:
                for chunk in _checked(pack, file):
                    out.write(chunk)
    return manifest


def _pack(
    out: IO[bytes],
    store: Store,
    copy: Store,
    originals: tuple[Path, ...],
    content: Mapping[str, Content],
    made_at: datetime,
    look: Callable[[Cursor], tuple[str, ...]],
) -> Manifest:
    try:
        with copy.reading() as cursor:
            version, store_id, sample, seq, digest = _head(cursor)
            named, more = named_originals(cursor), look(cursor)
    finally:
        copy.close()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED, allowZip64=True) as pack:
        files = [_packed(pack, copy.path, DATABASE, made_at)]
        names = (ARCHIVE + path.relative_to(store.archive).as_posix() for path in originals)
        files += [_packed(pack, path, name, made_at) for path, name in zip(originals, names, strict=True)]
        manifest = Manifest(
            made_at=made_at,
            schema_version=version,
            store_id=store_id,
            sample=sample,
            audit_seq=seq,
            audit_hash=digest,
            tables=tuple((name, found.rows) for name, found in content.items()),
            files=tuple(files),
            faults=(*_faults(named, files), *more),
        )
        pack.writestr(_entry(MANIFEST, made_at), manifest.text())
    return manifest


def _head(cursor: Cursor) -> tuple[int, str, bool, int, str]:
    known = dict(cursor.execute("select key, value from meta").fetchall())
    seq, digest = cursor.execute("select seq, hash from audit_head").fetchall()[0]
    version = int(known["schema_version"])
    return version, str(known.get("store_id", "")), known.get("sample") == "true", int(seq), str(digest)


def named_originals(cursor: Cursor) -> Mapping[str, int]:
    """The SHA-256 and size in bytes of every file that some row names: returns, and evidence where there is any."""
    tables = cursor.execute(
        "select table_name from duckdb_columns() where database_name = current_database() and not internal"
        " and column_name in ('sha256', 'size_bytes') group by table_name having count(*) = 2 order by table_name"
    ).fetchall()
    found: dict[str, int] = {}
    for (table,) in tables:
        found.update(cursor.execute(f'select sha256, size_bytes from "{table}"').fetchall())
    return found


def _faults(named: Mapping[str, int], files: list[Packed]) -> tuple[str, ...]:
    there = {file.name.rsplit("/", 1)[-1]: file for file in files[1:]}
    missing = [f"missing {digest}" for digest in sorted(named) if digest not in there]
    altered = [f"altered {name}" for name, file in sorted(there.items()) if name in named and file.sha256 != name]
    return (*missing, *altered)


def _packed(pack: zipfile.ZipFile, path: Path, name: str, made_at: datetime) -> Packed:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source, pack.open(_entry(name, made_at), "w", force_zip64=True) as out:
        while chunk := source.read(CHUNK_BYTES):
            digest.update(chunk)
            size += len(chunk)
            out.write(chunk)
    return Packed(name, size, digest.hexdigest())


def _entry(name: str, made_at: datetime) -> zipfile.ZipInfo:
    moment = (made_at.year, made_at.month, made_at.day, made_at.hour, made_at.minute, made_at.second)
    entry = zipfile.ZipInfo(name, moment)
    entry.external_attr = 0o600 << 16
    return entry


def _zip(source: IO[bytes]) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(source)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as fault:
        raise BackupFault(
            "Tệp này không phải là bản sao lưu của chương trình, hoặc đã bị cắt cụt. Hãy dùng một bản sao lưu khác."
        ) from fault


def _listed(pack: zipfile.ZipFile) -> Manifest:
    names = pack.namelist()
    if MANIFEST not in names or pack.getinfo(MANIFEST).file_size > MANIFEST_MAX_BYTES:
        raise BackupFault("Tệp này không phải là bản sao lưu của chương trình: không có danh mục.")
    try:
        text = pack.read(MANIFEST).decode()
    except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError, EOFError) as fault:
        raise BackupFault("Danh mục của bản sao lưu đã hỏng. Hãy dùng một bản sao lưu khác.") from fault
    manifest = read_manifest(text)
    listed = [file.name for file in manifest.files]
    if sorted(names) != sorted([MANIFEST, *listed]) or DATABASE not in listed:
        raise BackupFault("Bản sao lưu thiếu hoặc thừa tệp so với danh mục. Hãy dùng một bản sao lưu khác.")
    return manifest


def _checked(pack: zipfile.ZipFile, file: Packed) -> Iterator[bytes]:
    digest, size = hashlib.sha256(), 0
    try:
        with pack.open(file.name) as source:
            while chunk := source.read(CHUNK_BYTES):
                digest.update(chunk)
                size += len(chunk)
                if size > file.size_bytes:
                    break
                yield chunk
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError) as fault:
        raise _damaged(file) from fault
    if size != file.size_bytes or digest.hexdigest() != file.sha256:
        raise _damaged(file)


def _damaged(file: Packed) -> BackupFault:
    return BackupFault(
        f"Bản sao lưu bị hỏng: tệp {file.name} không khớp mã kiểm tra. Chưa phục hồi gì; hãy dùng một bản sao lưu khác."
    )
