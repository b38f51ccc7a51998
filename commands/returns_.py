"""`template`, `check` and `load`: the blank workbook out, the filled one in."""

from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from accounts import directory
from accounts.clock import utc_now
from accounts.model import CONSOLE, Actor
from commands.options import REFUSED, AsJson, Today, err, out, print_json_line, refuse, told
from commands.rounds_ import RoundCode
from etl.checking import CheckedReturn
from etl.issues import Issue, Severity
from etl.marking.workbook import write_marked
from etl.store import Store
from returns.batch import Incoming, file_uploads
from returns.blank import blank_workbook
from returns.filing import FilingAnswer
from returns.intake import check_upload

Account = Annotated[str | None, typer.Option("--as", help="Nộp với tư cách tài khoản này.")]


def template(
    round_code: RoundCode,
    unit: Annotated[str, typer.Option("--unit", help="Khóa, mã hoặc tên đầy đủ của đơn vị nộp.")],
    to: Annotated[Path, typer.Option("--out", help="Tệp .xlsx sẽ ghi.")],
    today: Today = None,
) -> None:
    """Tệp mẫu trống của một đơn vị cho một kỳ."""
    with told():
        data = blank_workbook(Store.default(), round_code, unit, by=CONSOLE, today=today or date.today())
        try:
            to.write_bytes(data)
        except OSError as fault:
            refuse(f"Không ghi được tệp {to}: {fault.strerror}.")
        out.print(f"Đã ghi {to}")


def check(
    file: Annotated[Path, typer.Argument(help="Tệp báo cáo cần kiểm tra.")],
    marked: Annotated[Path | None, typer.Option("--marked", help="Ghi bản có đánh dấu lỗi ra tệp này.")] = None,
    as_json: AsJson = False,
    today: Today = None,
) -> None:
    """Đọc và kiểm tra một tệp, không thay đổi gì."""
    with told():
        data = _bytes_of(file)
        checked = check_upload(Store.default(), data, file.name, by=CONSOLE)
        if marked is not None:
            write_marked(file, checked, marked)
        answer = FilingAnswer(checked=checked, accepted=False, duplicate=False)
        blocked = any(i.severity is Severity.ERROR for i in checked.issues)
        _show([(file, answer)], as_json=as_json, accepted=not blocked, checking=True)
        raise typer.Exit(REFUSED if blocked else 0)


def load(
    files: Annotated[list[Path], typer.Argument(help="Một hay nhiều tệp báo cáo.")],
    as_account: Account = None,
    as_json: AsJson = False,
    today: Today = None,
) -> None:
    """Kiểm tra và nhận báo cáo nếu không có lỗi nào chặn."""
    with told():
        store = Store.default()
        by = _actor(store, as_account)
        now = datetime.combine(today, utc_now().time()) if today else utc_now()
        answers: list[tuple[Path, FilingAnswer]] = []
        with Progress(console=err, transient=True, disable=len(files) < 2) as progress:
            task = progress.add_task("Đang nhận báo cáo", total=len(files))
            incoming = [Incoming(file.name, partial(_bytes_of, file)) for file in files]
            for file, answer in zip(files, file_uploads(store, incoming, by=by, now=now), strict=True):
                answers.append((file, answer))
                progress.advance(task)
        _show(answers, as_json=as_json)
        raise typer.Exit(REFUSED if any(answer.refused for _, answer in answers) else 0)


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except IsADirectoryError:
        refuse(f"{file} là một thư mục, không phải tệp báo cáo.")
    except FileNotFoundError:
        refuse(f"Không tìm thấy tệp {file}.")
    except OSError as fault:
        refuse(f"Không mở được tệp {file}: {fault.strerror}.")


def _actor(store: Store, login: str | None) -> Actor:
    if login is None:
        return CONSOLE
    with store.reading() as cursor:
        account = directory.existing(cursor, login)
    return Actor(account=account, address="console")


def _show(
    answers: list[tuple[Path, FilingAnswer]],
    *,
    as_json: bool,
    accepted: bool | None = None,
    checking: bool = False,
) -> None:
    if as_json:
        for file, answer in answers:
            print_json_line(_row(file, answer, accepted))
        return
    for file, answer in answers:
        out.print(f"[bold]{file.name}[/bold]: {_verdict(answer, accepted, checking)}")
        for found in answer.checked.issues:
            place = f"{found.sheet or ''} {found.cell or ''}".strip()
            mark = "LỖI" if found.severity is Severity.ERROR else "Lưu ý"
            out.print(f"  {mark} [{found.code}] {place}: {found.message} {found.fix}", markup=False)
    if len(answers) > 1:
        done = sum(answer.accepted for _, answer in answers)
        again = sum(answer.duplicate for _, answer in answers)
        out.print(
            f"Nhận {done}, đã có từ trước {again}, từ chối {len(answers) - done - again} trong {len(answers)} tệp."
        )


def _verdict(answer: FilingAnswer, accepted: bool | None, checking: bool) -> str:
    checked = answer.checked
    words = f", {len(checked.texts)} mục lời kèm theo" if checked.texts else ""
    scope = f"{checked.values} giá trị của {checked.units} xã{words}"
    if answer.duplicate:
        return "đã có từ trước, không thay đổi gì"
    if checking:
        return f"đọc được {scope}, có thể nộp" if accepted else f"chưa nộp được ({scope})"
    return f"đã nhận, lần {answer.revision}, {scope}" if answer.accepted else "TỪ CHỐI, không thay đổi gì"


def _row(file: Path, answer: FilingAnswer, accepted: bool | None) -> dict[str, object]:
    checked: CheckedReturn = answer.checked
    return {
        "file": str(file),
        "sha256": checked.sha256,
        "accepted": answer.accepted if accepted is None else accepted,
        "duplicate": answer.duplicate,
        "round": checked.round.code if checked.round else None,
        "unit": checked.filing_unit.key if checked.filing_unit else None,
        "revision": answer.revision,
        "matched_by": {sheet.sheet: sheet.by for sheet in checked.matched_sheets},
        "units": checked.units,
        "values": checked.values,
        "issues": [_issue_row(found) for found in checked.issues],
    }


def _issue_row(found: Issue) -> dict[str, object]:
    return {
        "severity": found.severity.value,
        "code": found.code,
        "sheet": found.sheet,
        "cell": found.cell,
        "unit": found.unit,
        "item": found.item,
        "value": found.value,
        "message": found.message,
        "fix": found.fix,
    }
