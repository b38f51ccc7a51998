"""Originals are kept by their content, whole, before anything names them."""

import errno
from pathlib import Path

import pytest

from etl import archive
from etl.store import Store, StoreFull, durable


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "danvan.duckdb")


def test_a_file_is_named_by_its_content_and_kept_once(store: Store) -> None:
    digest = archive.keep(store, b"abc")
    assert archive.keep(store, b"abc") == digest
    assert archive.original(store, digest) == b"abc"
    assert [p.name for p in store.archive.rglob("*") if p.is_file()] == [digest]


def test_a_file_that_was_damaged_since_is_made_whole_when_it_comes_again(store: Store) -> None:
    digest = archive.keep(store, b"abc")
    archive.path_of(store, digest).write_bytes(b"ab")
    assert not archive.is_whole(store, digest)
    archive.keep(store, b"abc")
    assert archive.is_whole(store, digest)


def test_without_room_nothing_is_begun(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "SPARE_BYTES", 1 << 60)
    with pytest.raises(StoreFull, match="giải phóng chỗ trống"):
        archive.keep(store, b"abc")
    assert not store.archive.exists()


def test_a_disk_that_fills_up_on_the_way_leaves_nothing_half(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(durable.os, "fsync", full)
    monkeypatch.setattr(archive, "sync_folder", lambda folder: None)
    with pytest.raises(StoreFull, match="chưa được nhận"):
        archive.keep(store, b"abc")
    assert [p for p in store.archive.rglob("*") if p.is_file()] == []


@pytest.mark.parametrize("name", ["../x", "ABC", "", "g" * 64, "a" * 63])
def test_only_a_sum_names_a_file(store: Store, name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        archive.path_of(store, name)
