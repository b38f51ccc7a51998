"""`backup`, `restore` and `audit`: a copy that was read back, a store put in an empty place, proof of what was done."""

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from accounts import audit as trail
from accounts.clock import utc_now
from accounts.model import CONSOLE
from commands.options import REFUSED, AsJson, Today, day_of, err, out, print_json, told
from etl.issues import Severity
from etl.store import Store
from etl.store.bundle import VIETNAM
from returns.backups import BackupInfo
from returns.backups import backup as back_up
from returns.safety import inspect
from returns.safety.findings import Finding
from returns.safety.restore import restore as put_back
from returns.safety.trail import LIMIT, Asked, read_trail, words_of

DayFrom = Annotated[
    date | None, typer.Option("--from", parser=day_of, metavar="YYYY-MM-DD", help="Từ ngày (giờ Việt Nam).")
]
DayTo = Annotated[
    date | None, typer.Option("--to", parser=day_of, metavar="YYYY-MM-DD", help="Đến hết ngày (giờ Việt Nam).")
]


def backup(
    to: Annotated[Path, typer.Argument(metavar="OUT", help="Tệp .zip sẽ ghi, hoặc thư mục chứa nó.")],
    as_json: AsJson = False,
    today: Today = None,
) -> None:
    """Sao lưu kho và mọi tệp gốc vào một tệp, trong khi chương trình vẫn chạy; đọc lại rồi mới đặt tên."""
    with told():
        made = back_up(Store.default(), to, by=CONSOLE, now=_now(today))
        if as_json:
            print_json(_backup_row(made))
            return
        out.print(f"Đã sao lưu vào {made.path}", markup=False)
        out.print(f"  {made.returns} báo cáo, {made.originals} tệp gốc, {made.size_bytes / (1 << 20):.1f} MB")
        out.print(f"  SHA-256 của tệp: {made.sha256}")
        out.print(f"  Đầu sổ nhật ký: dòng {made.audit_seq}, {made.audit_hash}")
        _show_backup_faults(made)


def restore(
    file: Annotated[Path, typer.Argument(help="Tệp sao lưu .zip.")],
    as_json: AsJson = False,
    today: Today = None,
) -> None:
    """Phục hồi kho từ một bản sao lưu, chỉ vào một nơi còn trống (đặt nơi đó bằng DANVAN_STORE)."""
    with told():
        store = Store.default()
        done = put_back(store, file, by=CONSOLE, now=_now(today))
        found = inspect(store, by=CONSOLE)
        if as_json:
            print_json({**_backup_row(done.backup), "store": str(store.path), **_checked(done.verdict, found)})
        else:
            out.print(f"Đã phục hồi vào {store.path}", markup=False)
            out.print(
                f"  {done.backup.returns} báo cáo, {done.backup.originals} tệp gốc; mọi phiên cũ đã hết hiệu lực."
            )
            _show_backup_faults(done.backup)
            _show_chain(done.verdict)
            _show_findings(found)


def audit(
    verify: Annotated[bool, typer.Option("--verify", help="Kiểm tra chuỗi nhật ký, kho và mọi tệp gốc.")] = False,
    since: DayFrom = None,
    until: DayTo = None,
    login: Annotated[str | None, typer.Option("--login", help="Ai làm; #may-chu là lệnh trên máy chủ.")] = None,
    action: Annotated[str | None, typer.Option("--action", help="Mã việc hoặc phần đầu, ví dụ return.")] = None,
    unit: Annotated[str | None, typer.Option("--unit", help="Khóa đơn vị, ví dụ 399@0.")] = None,
    round_code: Annotated[str | None, typer.Option("--round", help="Mã kỳ báo cáo.")] = None,
    sha256: Annotated[str | None, typer.Option("--sha256", help="Mã của một tệp.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Số dòng nhiều nhất, mới nhất trước.")] = LIMIT,
    as_json: AsJson = False,
    today: Today = None,
) -> None:
    """Nhật ký: ai làm gì, lúc nào; --verify chứng minh không dòng nào bị sửa, bỏ hay đổi chỗ."""
    with told():
        store = Store.default()
        if verify:
            _verify(store, as_json=as_json)
            return
        asked = Asked(
            since=_start(since),
            until=_start(until + timedelta(days=1) if until else None),
            login=login,
            action=action,
            unit_key=unit,
            round_code=round_code,
            sha256=sha256,
            limit=limit,
        )
        with store.reading() as cursor:
            rows = read_trail(cursor, asked, by=CONSOLE)
        if as_json:
            print_json([_trail_row(row) for row in rows])
            return
        table = Table("Dòng", "Lúc", "Ai", "Việc", "Về", "Chi tiết", show_lines=True)
        for row in rows:
            moment = f"{row.at_utc + VIETNAM:%d/%m/%Y %H:%M:%S}"
            who = f"{row.login} ({row.address})" if row.address else row.login
            about = "\n".join(name for name in (row.unit_key, row.round) if name)
            cells = (who, words_of(row.action), about, _details(row))
            table.add_row(str(row.seq), moment, *(escape(cell) for cell in cells))
        out.print(table)


def _verify(store: Store, *, as_json: bool) -> None:
    with store.reading() as cursor:
        verdict = trail.verify(cursor)
    found = inspect(store, by=CONSOLE)
    if as_json:
        print_json(_checked(verdict, found))
    else:
        _show_chain(verdict)
        _show_findings(found)
    if verdict.broken or any(one.severity is Severity.ERROR for one in found):
        raise typer.Exit(REFUSED)


def _show_chain(verdict: trail.Verdict) -> None:
    if verdict.broken:
        err.print(f"Nhật ký ĐỨT ở dòng {verdict.broken.seq}: {verdict.broken.why}", style="red", markup=False)
        return
    out.print(f"Nhật ký nguyên vẹn: {verdict.rows} dòng, đầu sổ {verdict.head_hash or '(trống)'}")


def _show_findings(found: tuple[Finding, ...]) -> None:
    for one in found:
        mark = "LỖI" if one.severity is Severity.ERROR else "Lưu ý"
        err.print(f"{mark} [{one.code.value}] {one.what}", markup=False)
        for name in one.about:
            err.print(f"    {name}", markup=False)
        err.print(f"  Cần làm: {one.todo}", markup=False)
    if not found:
        out.print("Kho số liệu và các tệp gốc khớp nhau.")


def _show_backup_faults(made: BackupInfo) -> None:
    for fault in made.faults:
        err.print(f"Lưu ý: lúc sao lưu đã thấy {fault}; chạy python manage.py audit --verify.", markup=False)


def _checked(verdict: trail.Verdict, found: tuple[Finding, ...]) -> dict[str, object]:
    broken = {"seq": verdict.broken.seq, "why": verdict.broken.why} if verdict.broken else None
    return {
        "rows": verdict.rows,
        "head_hash": verdict.head_hash,
        "broken": broken,
        "findings": [
            {
                "code": one.code.value,
                "severity": one.severity.value,
                "message": one.what,
                "fix": one.todo,
                "about": list(one.about),
            }
            for one in found
        ],
    }


def _backup_row(made: BackupInfo) -> dict[str, object]:
    return {
        "file": made.path,
        "sha256": made.sha256,
        "size_bytes": made.size_bytes,
        "made_at": made.made_at.isoformat() + "Z",
        "returns": made.returns,
        "originals": made.originals,
        "audit_seq": made.audit_seq,
        "audit_hash": made.audit_hash,
        "faults": list(made.faults),
    }


def _trail_row(row: trail.Row) -> dict[str, object]:
    return {
        "seq": row.seq,
        "at": row.at_utc.isoformat() + "Z",
        "login": row.login,
        "address": row.address,
        "action": row.action,
        "action_name": words_of(row.action),
        "unit": row.unit_key,
        "round": row.round,
        "return_number": row.return_number,
        "sha256": row.file_sha256,
        "details": row.details,
        "hash": row.hash,
    }


def _details(row: trail.Row) -> str:
    kept: dict[str, object] = json.loads(row.details)
    return "; ".join(f"{name}: {value}" for name, value in kept.items() if value not in (None, "", []))


def _start(day: date | None) -> datetime | None:
    return datetime.combine(day, time()) - VIETNAM if day else None


def _now(today: date | None) -> datetime:
    return datetime.combine(today, utc_now().time()) if today else utc_now()
