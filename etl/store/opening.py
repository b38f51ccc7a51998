"""A store file into an open connection that reaches no other file, or into a fault with a sentence for people."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from etl.store import versions
from etl.store.faults import StoreBusy, StoreDamaged, StoreFault, StoreFull, StoreMissing, StoreNewer, StoreShut

SETTINGS: dict[str, str | bool | int | float | list[str]] = {"threads": "2", "memory_limit": "2GB"}
FOREIGN = -1
LOG_ENDINGS = (".wal", ".wal.checkpoint", ".wal.recovery")
"""What DuckDB may leave beside a file whose process was killed; never copy or move the file without them."""

_LOCKED = re.compile(r"could not set lock|conflicting lock|used by another process|already open in", re.IGNORECASE)
_FULL = re.compile(r"no space left|not enough space|disk full|quota exceeded|file too large", re.IGNORECASE)
_SHUT = re.compile(r"permission denied|access is denied|read-only file system|is a directory", re.IGNORECASE)
_NEWER = re.compile(r"version number \d+, but we can only read", re.IGNORECASE)
_LOG = re.compile(r"\bWAL\b|write-ahead log", re.IGNORECASE)


class Locked(Exception):
    """Another process holds the file just now; `holder` is its number where DuckDB says so."""

    def __init__(self, holder: str) -> None:
        super().__init__(holder)
        self.holder = holder


@dataclass(frozen=True, slots=True)
class Opened:
    """An open connection and the store's version: 0 while it has no tables, FOREIGN for another database."""

    connection: duckdb.DuckDBPyConnection
    version: int


def opened(path: Path) -> Opened:
    """Open the file for this process alone; every path but the store's own copy is out of reach (see `copying`).

    Raises Locked, StoreDamaged, StoreFull, StoreShut, StoreNewer.
    """
    try:
        connection = duckdb.connect(str(path), config=SETTINGS)
    except duckdb.Error as fault:
        if _LOCKED.search(str(fault)):
            holder = re.search(r"PID:? (\d+)", str(fault))
            raise Locked(holder.group(1) if holder else "") from fault
        raise told(fault, path) from fault
    try:
        connection.execute(_lock_down(path)).fetchall()
        return Opened(connection, _version(connection))
    except duckdb.Error as fault:
        connection.close()
        raise told(fault, path) from fault


@cache
def made_ready() -> None:
    """Let DuckDB import what it will want, before a file is held: the first bound value makes it import pandas."""
    with duckdb.connect() as beside:
        beside.execute("select ?", [""]).fetchall()


def copy_path(path: Path) -> Path:
    """The one other file that a store's connection may write: where a copy of it is made."""
    return path.with_name(f"{path.stem}.copying.duckdb")


def told(fault: duckdb.Error, path: Path) -> StoreFault:
    """What DuckDB says is wrong, as a sentence for people with what to do."""
    text = str(fault)
    if _FULL.search(text):
        return StoreFull(
            "Ổ đĩa đã đầy nên không ghi được. Các báo cáo đã nhận trước đó vẫn an toàn; "
            "hãy giải phóng chỗ trống rồi làm lại."
        )
    if _SHUT.search(text):
        return StoreShut(
            f"Máy không cho mở kho số liệu {path}: thiếu quyền đọc ghi, hoặc đó không phải là một tệp. "
            "Hãy kiểm tra quyền của tài khoản chạy chương trình và thư mục chứa kho; chưa có gì bị thay đổi."
        )
    if _NEWER.search(text):
        return StoreNewer(
            f"Kho số liệu {path.name} do một bản DuckDB mới hơn ghi. "
            "Hãy cập nhật chương trình rồi mở lại; kho chưa bị thay đổi gì."
        )
    if _LOG.search(text):
        return StoreDamaged(
            f"Nhật ký ghi dở ({path.name}.wal) của kho số liệu bị hỏng hoặc thuộc một kho khác nên không mở kho được. "
            "Đừng xóa tệp nào. Hãy chuyển kho cùng các tệp .wal sang nơi khác, phục hồi bản sao lưu gần nhất "
            "(python manage.py restore <bản sao lưu>), rồi nạp lại các tệp gốc nhận sau bản sao lưu đó."
        )
    return StoreDamaged(
        f"Kho số liệu {path.name} không đọc được (tệp hỏng hoặc không phải kho của chương trình). "
        "Đừng xóa tệp; hãy chuyển nó sang nơi khác rồi phục hồi từ bản sao lưu gần nhất: "
        "python manage.py restore <bản sao lưu>."
    )


def missing(path: Path) -> StoreMissing:
    """There is no store yet."""
    return StoreMissing(f"Chưa có kho số liệu tại {path}. Hãy chạy: python manage.py init (hoặc init --sample).")


def busy(path: Path, holder: str, waited_s: float) -> StoreBusy:
    """Somebody else has the file and did not let go."""
    who = f"tiến trình số {holder}" if holder else "một chương trình khác"
    return StoreBusy(
        f"Kho số liệu {path.name} đang được {who} giữ, đã chờ {waited_s:.0f} giây mà chưa được. "
        "Hãy đóng chương trình đó hoặc thử lại sau ít phút."
    )


def newer(path: Path, version: int) -> StoreNewer:
    """A later program has been here."""
    return StoreNewer(
        f"Kho số liệu {path.name} thuộc phiên bản {version}, chương trình này chỉ đọc được đến phiên bản "
        f"{versions.newest()}. Hãy cập nhật chương trình rồi mở lại; kho chưa bị thay đổi gì."
    )


def foreign(path: Path) -> StoreDamaged:
    """A DuckDB database that is not ours: nothing of ours is written into it."""
    return StoreDamaged(
        f"Tệp {path} là một cơ sở dữ liệu khác, không phải kho số liệu của chương trình; chưa ghi gì vào đó. "
        "Hãy kiểm tra lại DANVAN_STORE."
    )


def _lock_down(path: Path) -> str:
    copies = ", ".join(
        _quoted(copy_path(path).with_name(copy_path(path).name + ending)) for ending in ("", *LOG_ENDINGS)
    )
    return (
        f"set allowed_paths = [{copies}];"
        # copy from database changes this one setting while it runs
        "set allowed_configs = ['current_transaction_invalidation_policy'];"
        "set enable_external_access = false;"
        "set lock_configuration = true"
    )


def _quoted(path: Path) -> str:
    text = str(path).replace("'", "''")
    return f"'{text}'"


def _version(connection: duckdb.DuckDBPyConnection) -> int:
    names = connection.execute(
        "select table_name from duckdb_tables() where database_name = current_database() and not internal"
    ).fetchall()
    if ("meta",) in names:
        rows = connection.execute("select value from meta where key = 'schema_version'").fetchall()
        return int(rows[0][0]) if rows else FOREIGN
    return FOREIGN if names else 0
