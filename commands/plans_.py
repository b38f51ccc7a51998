"""`plans check`: every fault of the definitions, with file, key and reason."""

from pathlib import Path
from typing import Annotated

import typer

from commands.options import REFUSED, AsJson, Today, out, print_json
from indicators.catalogue import check_plan, check_plans

app = typer.Typer(help="Khung chỉ tiêu.", no_args_is_help=True)


@app.callback()
def plans() -> None:
    """Khung chỉ tiêu."""


@app.command("check")
def check(
    file: Annotated[Path | None, typer.Argument(help="Tệp .toml; bỏ trống để kiểm tra tất cả.")] = None,
    as_json: AsJson = False,
    today: Today = None,
) -> None:
    """Kiểm tra khung chỉ tiêu: mọi lỗi, kèm tệp, khóa và lý do."""
    faults = check_plan(file) if file else check_plans()
    if as_json:
        rows = [{"file": f.file, "key": f.key, "code": f.code.value, "reason": f.reason} for f in faults]
        print_json(rows)
    else:
        for fault in faults:
            out.print(f"{fault.file} › {fault.key}: {fault.reason}", markup=False)
        out.print("Khung chỉ tiêu không có lỗi." if not faults else f"{len(faults)} lỗi.")
    raise typer.Exit(REFUSED if faults else 0)
