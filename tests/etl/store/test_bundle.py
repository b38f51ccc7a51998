"""A backup file is read back before it gets its name, and every changed byte is found before anything is unpacked."""

import io
import json
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from etl import archive
from etl.store import BackupFault, Store, StoreFull, bundle, durable
from etl.store.bundle import MANIFEST, stamped, unpack_backup, verify_backup, write_backup
from etl.store.manifest import DATABASE, Manifest, Packed, read_manifest
from etl.store.schema import prepare

NOON = datetime(2026, 11, 21, 5, 0, 0)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    (tmp_path / "place").mkdir()
    made = Store(tmp_path / "place/danvan.duckdb", wait_s=2.0)
    prepare(made)
    for content in (b"one", b"two"):
        archive.keep(made, content)
    return made


@pytest.fixture
def saved(store: Store, tmp_path: Path) -> Path:
    write_backup(store, tmp_path / "b.zip", made_at=NOON)
    return tmp_path / "b.zip"


def test_a_backup_holds_the_database_and_every_original(store: Store, saved: Path, tmp_path: Path) -> None:
    with saved.open("rb") as source:
        manifest = unpack_backup(source, tmp_path / "out")
    assert len(manifest.files) == 3
    assert {p.read_bytes() for p in (tmp_path / "out/archive").rglob("*") if p.is_file()} == {b"one", b"two"}
    assert dict(manifest.tables)["meta"] == 3
    assert (manifest.made_at, manifest.audit_seq, manifest.faults) == (NOON, 0, ())


def test_what_is_half_written_is_left_out(store: Store, tmp_path: Path) -> None:
    (store.archive / ".incoming-x").write_bytes(b"half")
    manifest = write_backup(store, tmp_path / "b.zip", made_at=NOON)
    assert len(manifest.files) == 3


def test_an_altered_original_is_listed_not_hidden(store: Store, tmp_path: Path) -> None:
    digest = archive.keep(store, b"one")
    with store.writing() as cursor:
        cursor.execute(
            "insert into return_ values"
            f" (1, 'r', 'u', 1, '{digest}', 'c', 'f', 3, '1', 'keys', now(), 'x', 1, 0, 0, 'accepted'),"
            f" (2, 'r', 'u', 2, '{'0' * 64}', 'd', 'f', 3, '1', 'keys', now(), 'x', 1, 0, 0, 'accepted')"
        ).fetchall()
    archive.path_of(store, digest).write_bytes(b"changed")
    manifest = write_backup(store, tmp_path / "b.zip", made_at=NOON)
    assert manifest.faults == (f"missing {'0' * 64}", f"altered {digest}")


def test_every_flipped_byte_of_the_contents_is_found(saved: Path) -> None:
    whole = saved.read_bytes()
    for place in range(0, len(whole), len(whole) // 60):
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        try:
            manifest = verify_backup(io.BytesIO(bytes(damaged)))
        except BackupFault:
            continue
        # a byte that no file's content depends on: the contents are as they were
        assert manifest == verify_backup(io.BytesIO(whole))


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_a_cut_off_backup_is_refused(saved: Path, tmp_path: Path, share: float) -> None:
    whole = saved.read_bytes()
    with pytest.raises(BackupFault):
        unpack_backup(io.BytesIO(whole[: int(len(whole) * share)]), tmp_path / "out")


def test_members_that_the_list_does_not_name_are_refused(saved: Path) -> None:
    with zipfile.ZipFile(saved, "a") as pack:
        pack.writestr("archive/extra", b"x")
    with saved.open("rb") as source, pytest.raises(BackupFault, match="thừa"):
        verify_backup(source)


def test_a_list_that_was_changed_is_refused(saved: Path) -> None:
    with zipfile.ZipFile(saved) as pack:
        content = json.loads(pack.read(MANIFEST))
    content["audit_hash"] = "f" * 64
    with pytest.raises(BackupFault, match="đã bị sửa"):
        read_manifest(json.dumps(content))


def test_a_list_from_a_later_program_is_refused(saved: Path) -> None:
    with zipfile.ZipFile(saved) as pack:
        content = json.loads(pack.read(MANIFEST))
    with pytest.raises(BackupFault, match="Hãy cập nhật"):
        read_manifest(json.dumps({**content, "format": 2}))


@pytest.mark.parametrize("name", ["archive/../../etc/x", "/etc/x", "archive//x", "archive/.hidden", "other.duckdb"])
def test_names_that_lead_elsewhere_are_refused(name: str) -> None:
    listed = Manifest(
        made_at=NOON, schema_version=1, store_id="i", sample=False, audit_seq=0, audit_hash="", tables=(),
        files=(Packed(name, 1, "0" * 64),),
    )  # fmt: skip
    with pytest.raises(BackupFault, match="không hợp lệ"):
        read_manifest(listed.text())


def test_a_list_read_back_is_the_same(saved: Path) -> None:
    with saved.open("rb") as source:
        manifest = verify_backup(source)
    assert read_manifest(manifest.text()) == manifest
    assert DATABASE in {file.name for file in manifest.files}


def test_a_backup_that_fails_leaves_the_one_before(
    store: Store, saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = saved.read_bytes()
    damaged = BackupFault("read back wrong")

    def fail(source: object) -> Manifest:
        raise damaged

    monkeypatch.setattr(bundle, "verify_backup", fail)
    with pytest.raises(BackupFault, match="read back wrong"):
        write_backup(store, saved, made_at=NOON)
    assert saved.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.zip", "place"]
    assert not list(store.path.parent.glob(".backup-work-*"))


def test_no_backup_is_begun_without_room(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "SPARE_BYTES", 1 << 60)
    with pytest.raises(StoreFull):
        write_backup(store, tmp_path / "b.zip", made_at=NOON)
    assert not (tmp_path / "b.zip").exists()


def test_names_carry_the_time_in_vietnam() -> None:
    assert stamped("danvan", NOON) == "danvan-20261121-120000.zip"
