"""A file takes its name whole or not at all, and nothing is begun where there is no room."""

import stat
import sys
from pathlib import Path

import pytest

from etl.store import StoreFull, durable
from etl.store.durable import need_room, put_in_place, sha256_of


def test_a_file_takes_its_name_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "f"
    with put_in_place(target) as out:
        out.write(b"abc")
        assert not target.exists()
    assert target.read_bytes() == b"abc"
    if sys.platform != "win32":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_an_error_leaves_the_file_as_it_was_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "f"
    target.write_bytes(b"before")
    with pytest.raises(RuntimeError), put_in_place(target) as out:
        out.write(b"half")
        raise RuntimeError
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("f", b"before")]


def test_the_sum_is_of_all_bytes(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"abc")
    assert sha256_of(tmp_path / "f").startswith("ba7816bf")


def test_room_is_asked_for_with_a_reserve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    free = durable.shutil.disk_usage(tmp_path).free
    monkeypatch.setattr(durable, "SPARE_BYTES", free // 2)
    need_room(tmp_path, 1)
    with pytest.raises(StoreFull, match=r"cần ít nhất \d+ MB"):
        need_room(tmp_path, free)
