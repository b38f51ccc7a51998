"""`account`: who may sign in."""

import getpass
import sys
from typing import Annotated

import typer
from rich.table import Table

from accounts import directory
from accounts.model import CONSOLE, Role
from commands.options import AsJson, Today, out, print_json, told, wrong_use
from etl.store import Store

app = typer.Typer(help="Tài khoản.", no_args_is_help=True)
Login = Annotated[str, typer.Argument(help="Tên đăng nhập.")]
FromInput = Annotated[bool, typer.Option("--password-stdin", help="Đọc mật khẩu từ đầu vào chuẩn, một dòng.")]


@app.command("add")
def add(
    login: Login,
    name: Annotated[str, typer.Option("--name", help="Họ tên, chức danh.")],
    role: Annotated[str, typer.Option("--role", help="admin, officer, leader, filer hoặc viewer.")],
    scope: Annotated[str, typer.Option("--scope", help="Khóa đơn vị, ví dụ 399@0; 38@0 là toàn tỉnh.")] = "",
    password_stdin: FromInput = False,
    today: Today = None,
) -> None:
    """Thêm tài khoản; in ra mật khẩu lần đầu, phải đổi khi đăng nhập."""
    with told():
        if role not in {known.value for known in Role}:
            wrong_use(f"Không có vai trò “{role}”. Các vai trò: {', '.join(r.value for r in Role)}.")
        given = _given(password_stdin)
        first = directory.add(
            Store.default(),
            CONSOLE,
            login=login,
            name=name,
            role=Role(role),
            scope_key=scope,
            password=given,
        )
        out.print(f"Đã thêm tài khoản {login}.")
        if given is None:
            out.print(f"Mật khẩu lần đầu: {first}", markup=False)


@app.command("passwd")
def passwd(login: Login, password_stdin: FromInput = False, today: Today = None) -> None:
    """Đặt lại mật khẩu; người dùng phải đổi khi đăng nhập."""
    with told():
        given = _given(password_stdin)
        first = directory.reset_password(Store.default(), CONSOLE, login, given)
        out.print(f"Đã đặt lại mật khẩu của {login}.")
        if given is None:
            out.print(f"Mật khẩu mới: {first}", markup=False)


@app.command("disable")
def disable(login: Login, today: Today = None) -> None:
    """Khóa tài khoản, đăng xuất khỏi mọi thiết bị."""
    with told():
        directory.disable(Store.default(), CONSOLE, login)
        out.print(f"Đã khóa tài khoản {login}.")


@app.command("list")
def list_(as_json: AsJson = False, today: Today = None) -> None:
    """Các tài khoản."""
    with told():
        with Store.default().reading() as cursor:
            found = directory.everyone(cursor)
        if as_json:
            print_json(
                [
                    {
                        "login": a.login,
                        "name": a.name,
                        "role": a.role.value,
                        "scope": a.scope_key,
                        "active": a.active,
                        "must_change": a.must_change,
                    }
                    for a in found
                ]
            )
            return
        table = Table("Tên đăng nhập", "Họ tên", "Vai trò", "Phạm vi", "Tình trạng")
        for a in found:
            table.add_row(a.login, a.name, a.role_name, a.scope_key or "—", "đang dùng" if a.active else "đã khóa")
        out.print(table)


def _given(from_input: bool) -> str | None:
    if not from_input:
        return None
    return getpass.getpass("Mật khẩu: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
