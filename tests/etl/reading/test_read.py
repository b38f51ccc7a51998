"""Files on disk: what is not one, what is too big, names that are no paths."""

import os
from pathlib import Path

import pytest

from etl.reading import Limits, RefusalCode, Unreadable, address, read_bytes, read_workbook
from etl.reading.commands import calls_a_program, calls_dde_function, reads_like_a_command
from tests.etl.reading.packages import good


def code_of(path: Path | str, limits: Limits | None = None) -> RefusalCode:
    with pytest.raises(Unreadable) as refused:
        read_workbook(path, limits=limits)
    return refused.value.code


def test_file_on_disk_is_read_whatever_its_name(tmp_path: Path) -> None:
    for name in ("Báo cáo quý I – huyện A.xlsx", "a; rm -rf ~ $(x) `y`.xlsx", "-rf.xlsx", "khong_duoi", "a\nb.xlsx"):
        path = tmp_path / name
        path.write_bytes(good())
        assert read_workbook(path).sheets
        assert read_workbook(str(path)).sheets


def test_senders_name_decides_not_the_archives(tmp_path: Path) -> None:
    path = tmp_path / "0f3a.bin"
    path.write_bytes(good())
    assert read_workbook(path, name="../../etc/Bao cao.xlsx").sheets
    assert code_of(path) is RefusalCode.WRONG_EXTENSION


def test_what_is_not_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    (tmp_path / "loop.xlsx").symlink_to(tmp_path / "loop.xlsx")
    (tmp_path / "a.txt").write_text("a")
    assert code_of(tmp_path) is RefusalCode.NOT_A_FILE
    assert code_of(tmp_path / "pipe.xlsx") is RefusalCode.NOT_A_FILE
    assert code_of("/dev/zero") is RefusalCode.NOT_A_FILE
    assert code_of(tmp_path / "none.xlsx") is RefusalCode.MISSING_FILE
    assert code_of(tmp_path / "a.txt" / "b.xlsx") is RefusalCode.MISSING_FILE
    assert code_of("a\0b.xlsx") is RefusalCode.MISSING_FILE
    assert code_of(tmp_path / "loop.xlsx") is RefusalCode.NO_ACCESS
    assert code_of(tmp_path / ("x" * 300)) is RefusalCode.NO_ACCESS


def test_size_is_looked_at_before_the_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.xlsx"
    with path.open("wb") as sparse:
        sparse.truncate(50 << 30)
    assert code_of(path) is RefusalCode.TOO_BIG


def test_size_at_the_bound_passes_and_says_so_above() -> None:
    data = good()
    assert read_bytes(data, name="a.xlsx", limits=Limits(file_bytes=len(data))).size == len(data)
    with pytest.raises(Unreadable, match="nặng 10,1 MB, quá mức cho phép là 10 MB"):
        read_bytes(data + bytes((10 << 20) - len(data) + 1), name="a.xlsx")


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [(1, 1, "A1"), (3, 26, "Z3"), (3, 28, "AB3"), (9, 702, "ZZ9"), (1048576, 16384, "XFD1048576")],
)
def test_address(row: int, column: int, expected: str) -> None:
    assert address(row, column) == expected


@pytest.mark.parametrize(
    "text",
    ["=cmd|'/C calc'!A0", " +cmd|' /C calc'!A0", "-cmd|'/C'!A", "@SUM(1+9)*cmd|'/C calc'!A0", '=-(cmd|"/C"!A0)'],
)
def test_commands_are_known(text: str) -> None:
    assert calls_a_program(text.strip().lstrip("=+-@"))
    assert reads_like_a_command(text) or text.startswith("@SUM")


@pytest.mark.parametrize(
    "text",
    ["- Có | không", "=A1", "Đạt|chưa đạt", "+84|37", "-", "=|", "= 'a'!b", "=\"cmd|'x'!a\"", "cmd|'/C calc'!A0"],
)
def test_honest_text_is_no_command(text: str) -> None:
    assert not reads_like_a_command(text)


def test_dde_function_is_known_by_its_call_only() -> None:
    assert calls_dde_function('of:=1+dde ("a";"b";"c")')
    assert not calls_dde_function('of:=SUM({1;2|3;4})+[.DDE1]&"DDE(1)"')
