"""Every command that takes `--as`, as every role: what the table refuses is refused, and leaves nothing behind."""

from datetime import date
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from accounts.model import CONSOLE, Role
from accounts.permissions import TABLE, Action
from etl.store import Store
from manage import app
from returns.blank import blank_workbook
from tests.accounts.people import added
from tests.doors.houses import OTHER, OWN, PROVINCE, ROLES_AND_SCOPES


def options_of(command: object) -> set[str]:
    return {name for one in getattr(command, "params", ()) for name in one.opts}


def test_only_known_commands_act_for_somebody_else() -> None:
    tree = get_command(app)
    found = set()
    waiting = [("", tree)]
    while waiting:
        name, command = waiting.pop()
        waiting += [(f"{name} {child}".strip(), one) for child, one in getattr(command, "commands", {}).items()]
        if "--as" in options_of(command):
            found.add(name)
    assert found == {"load"}, "a new command with --as needs its walk below"


def counted(store: Store) -> tuple[int, ...]:
    with store.reading() as cursor:
        return tuple(int(cursor.execute(f"select count(*) from {t}").fetchall()[0][0]) for t in ("return_", "fact"))


def last_row(store: Store) -> tuple[str, str]:
    with store.reading() as cursor:
        action, login = cursor.execute("select action, login from audit order by seq desc limit 1").fetchall()[0]
        return str(action), str(login)


@pytest.mark.slow
@pytest.mark.parametrize("state", ["ready", "disabled", "must_change"])
def test_load_as_every_role_follows_the_table(
    own_sample_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    monkeypatch.setenv("DANVAN_STORE", str(own_sample_store.path))
    with own_sample_store.reading() as cursor:
        code = str(cursor.execute("select code from round order by number desc limit 1").fetchall()[0][0])
    file = tmp_path / "nop.xlsx"
    file.write_bytes(blank_workbook(own_sample_store, code, OWN, by=CONSOLE, today=date(2026, 7, 1), with_values=True))
    people = [*ROLES_AND_SCOPES, ("filer.other", Role.FILER, OTHER)]
    for login, role, scope in people:
        added(own_sample_store, login, role, scope, fresh=state == "must_change")
        if state == "disabled":
            with own_sample_store.writing() as cursor:
                cursor.execute("update account set active = false where login = ?", [login]).fetchall()
    before = counted(own_sample_store)
    own_sample_store.close()
    for login, role, scope in people:
        done = CliRunner().invoke(app, ["load", str(file), "--as", login, "--today", "2026-07-01"])
        may = state == "ready" and role in TABLE[Action.FILE_RETURN].roles and scope in (OWN, PROVINCE)
        refused_by_right = "được phép" in done.output or "phạm vi" in done.output or "được giao" in done.output
        refused_by_right = refused_by_right or "bị khóa" in done.output or "đổi mật khẩu" in done.output
        assert refused_by_right is not may, (login, done.output)
        assert may or done.exit_code == 1, (login, done.output)
        if not may:
            assert counted(own_sample_store) == before
            assert ("access.refused", login) == last_row(own_sample_store), login
            own_sample_store.close()
        else:
            before = counted(own_sample_store)
            own_sample_store.close()
    unknown = CliRunner().invoke(app, ["load", str(file), "--as", "khong.co"])
    assert unknown.exit_code == 1 and "Không có tài khoản" in unknown.output
