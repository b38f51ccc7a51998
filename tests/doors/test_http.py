"""Every HTTP route the program really has, Streamlit's own too: as nobody and as every role."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator

import httpx
import pytest

from accounts import demo
from accounts.model import Role
from accounts.permissions import TABLE, Action
from pages.ui.navigation import FIRST, SCREENS
from tests.accounts.people import empty_store
from tests.web.boot import ROOT, Running, browser, heard, run, running, screen

LIST = """
import json, app
def flat(routes, above=""):
    for one in routes:
        path = above + getattr(one, "path", "")
        if getattr(one, "routes", None):
            yield from flat(one.routes, path)
        elif type(one).__name__ == "WebSocketRoute":
            continue
        else:
            yield [path, sorted(getattr(one, "methods", None) or ["GET"])]
print("ROUTES" + json.dumps(list(flat(app.app._build_starlette_app().routes))))
"""
OPEN = {
    ("GET", "/dang-nhap"), ("POST", "/dang-nhap"), ("GET", "/thiet-lap"), ("POST", "/thiet-lap"), ("GET", "/healthz"),
    ("GET", "/_stcore/health"), ("GET", "/_stcore/host-config"),
}  # fmt: skip
FILES = ("/app/static/", "/static/")
SHUT = {400, 401, 403, 404, 405}
NEVER = ("/_stcore/agent", "/_stcore/script-health-check", "/auth/", "/oauth2callback")
PAGE = {"accept": "text/html"}
PASSWORDS = {one.account.login: one.password for one in demo.DEMO}
LOGINS = {one.account.role: one.account.login for one in demo.DEMO}


@pytest.fixture(scope="module")
def doors() -> list[tuple[str, str]]:
    """Method and path of every route, its parameters filled in."""
    told = subprocess.run(
        [sys.executable, "-c", LIST], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    line = next(one for one in told.stdout.splitlines() if one.startswith("ROUTES"))
    found = {
        (method, re.sub(r"\{[^}]*\}", "abc123", path) or "/")
        for path, methods in json.loads(line.removeprefix("ROUTES"))
        for method in methods
    }
    return sorted((method, path) for method, path in found if method != "HEAD")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("http")
    empty_store(folder / "sample.duckdb", sample=True).close()
    with running(folder / "sample.duckdb", folder) as started:
        yield started


@pytest.fixture(scope="module")
def clients(program: Running) -> dict[Role, httpx.Client]:
    return {role: browser(program, login, PASSWORDS[login]) for role, login in LOGINS.items()}


def test_the_walk_knows_the_routes_it_is_about(doors: list[tuple[str, str]]) -> None:
    paths = {path for _, path in doors}
    assert {"/tai-khoan", "/_stcore/metrics", "/_stcore/health", "/dang-nhap/sso/ve"} <= paths
    assert any(path.startswith("/media/") for path in paths)
    assert any(path.startswith("/_stcore/upload_file/") for path in paths)
    assert len(doors) > 20


def test_a_stranger_finds_only_what_is_meant_for_strangers(program: Running, doors: list[tuple[str, str]]) -> None:
    stranger = browser(program)
    for method, path in doors:
        answer = stranger.request(method, path, headers={"X-Danvan-Login": "quantri"})
        if (method, path) in OPEN or (path.startswith(FILES) and answer.status_code == 404) or method == "OPTIONS":
            continue
        sent_away = answer.status_code == 303 and answer.headers["location"].startswith("/dang-nhap")
        assert sent_away or answer.status_code in SHUT, (method, path, answer.status_code)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_finds_what_the_table_says(
    program: Running, clients: dict[Role, httpx.Client], doors: list[tuple[str, str]], role: Role
) -> None:
    client = clients[role]
    for method, path in doors:
        if path.startswith("/_stcore/metrics") and method == "GET":
            assert (client.get(path).status_code == 200) is (role in TABLE[Action.SEE_METRICS].roles), path
        elif path.startswith(NEVER):
            assert client.request(method, path).status_code == 404, path
        elif path.startswith(("/media/", "/_stcore/upload_file/")) and method != "OPTIONS":
            assert client.request(method, path).status_code in SHUT, path


@pytest.mark.slow
@pytest.mark.parametrize("role", list(Role))
def test_every_screen_s_address_right_after_a_restart_is_the_role_s_or_not_found(
    program: Running, clients: dict[Role, httpx.Client], role: Role
) -> None:
    """Over the websocket, each in a session of its own, also by the names of the modules."""
    for one in SCREENS:
        may = role in TABLE[one.action].roles
        address = "" if one is FIRST else one.url_path
        for name in dict.fromkeys((address, one.module)):
            with screen(program, clients[role]) as opened:
                run(opened, page=name, query="huyen=384@0&xa=14845@0&bao_cao=1&phieu=1")
                messages = heard(opened, until="script_finished")
            offered = {
                p.url_pathname for m in messages if m.WhichOneof("type") == "navigation" for p in m.navigation.app_pages
            }
            lost = any(m.WhichOneof("type") == "page_not_found" for m in messages)
            assert (address in offered) is may, (role, name)
            assert lost is not (may and name == address), (role, name)
