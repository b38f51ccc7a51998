"""The real program behind its gate: what a stranger, a district and an administrator get from a running server."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from accounts import demo
from pages.ui.navigation import PATHS
from tests.accounts.people import empty_store
from tests.web.boot import Running, browser, heard, run, running, screen, until_ready

PASSWORDS = {one.account.login: one.password for one in demo.DEMO}
PAGE = {"accept": "text/html"}


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The program over a small sample store."""
    folder = tmp_path_factory.mktemp("boot")
    empty_store(folder / "sample.duckdb", sample=True).close()
    with running(folder / "sample.duckdb", folder) as started:
        yield started


def signed_in(program: Running, login: str) -> httpx.Client:
    """A browser signed in with a demo account."""
    return browser(program, login, PASSWORDS[login])


def session_of(messages: list[ForwardMsg]) -> str:
    """The Streamlit session's id."""
    first = next(message for message in messages if message.WhichOneof("type") == "new_session")
    return str(first.new_session.initialize.session_id)


def test_a_stranger_gets_the_sign_in_page_and_nothing_else(program: Running) -> None:
    client = browser(program)
    for path in sorted(PATHS):
        answer = client.get(path, headers=PAGE)
        assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/dang-nhap"), path
    for method, path in (("GET", "/media/x.xlsx"), ("PUT", "/_stcore/upload_file/a/b"), ("GET", "/_stcore/metrics"),
                         ("GET", "/component/x"), ("GET", "/tai-khoan")):  # fmt: skip
        assert client.request(method, path).status_code == 401, path
    for path in ("/_stcore/agent/openapi.json", "/_stcore/agent/interact", "/_stcore/agent/mcp"):
        assert client.get(path).status_code == 404
        assert client.post(path, json={}).status_code == 404
    assert client.get("/_stcore/health").status_code == 200
    assert client.get("/healthz").json() == {"state": "ready", "store": "ok"}


def test_a_stranger_s_websocket_is_sent_to_sign_in_and_closed(program: Running) -> None:
    with screen(program, browser(program), forged="quantri") as opened:
        assert heard(opened, until="auth_redirect")[0].auth_redirect.url == "/dang-nhap?het-han=1"
        with pytest.raises(ConnectionClosed):
            opened.recv(timeout=5)
    with pytest.raises(InvalidStatus), connect(f"ws://{program.host}/_stcore/stream", origin="http://evil.test"):  # type: ignore[arg-type]
        pass


def test_the_page_is_vietnamese_compressed_and_complete(program: Running) -> None:
    client = signed_in(program, "xem")
    page = client.get("/theo-huyen", headers=PAGE)
    assert '<html lang="vi">' in page.text
    addresses = re.findall(r'(?:src|href)="(?:\./|/)([^"]+)"', page.text)
    assert len(addresses) > 20
    for address in addresses:
        answer = client.get(f"/{address}")
        assert answer.status_code == 200, address
        packed = answer.headers.get("content-encoding") == "gzip"
        assert packed is address.split("?")[0].endswith((".js", ".css")), address
    assert client.get("/khong-co-trang-nay", headers=PAGE).status_code == 404


def test_a_signed_in_person_gets_a_run_with_the_store_s_name_for_them(program: Running) -> None:
    with screen(program, signed_in(program, "huyen"), forged="quantri") as opened:
        run(opened)
        messages = heard(opened, until="script_finished")
    drawn = b"".join(message.SerializeToString() for message in messages)
    assert "Cán bộ huyện Hoằng Hóa".encode() in drawn
    assert "Quản trị hệ thống".encode() not in drawn


def menu(program: Running, login: str) -> set[str]:
    """The pages Streamlit offers somebody."""
    with screen(program, signed_in(program, login)) as opened:
        run(opened)
        messages = heard(opened, until="script_finished")
    found = next(m for m in messages if m.WhichOneof("type") == "navigation")
    return {page.url_pathname or page.page_name for page in found.navigation.app_pages}


def test_the_menu_is_the_role_s(program: Running) -> None:
    assert "nop-bao-cao" in menu(program, "huyen")
    assert "nop-bao-cao" not in menu(program, "xem")


def test_an_upload_into_somebody_else_s_session_is_refused(program: Running) -> None:
    owner, other = signed_in(program, "huyen"), signed_in(program, "tinh")
    with screen(program, owner) as opened:
        run(opened)
        session_id = session_of(heard(opened, until="script_finished"))
        address = f"/_stcore/upload_file/{session_id}/tep-1"
        file = {"file": ("x.xlsx", b"PK\x03\x04")}

        def put(client: httpx.Client) -> int:
            client.get("/_stcore/health")
            xsrf = client.cookies["_streamlit_xsrf"].strip('"')
            return client.put(address, files=file, headers={"X-Xsrftoken": xsrf}).status_code

        assert put(owner) == 204
        assert put(other) == 403
        assert owner.put(address, files=file).status_code == 403  # without Streamlit's own token


def resumed(program: Running, before: httpx.Client, after: httpx.Client) -> tuple[str, str]:
    """The Streamlit session of a tab that was closed, and the one the next tab gets when it asks for it."""
    with screen(program, before) as opened:
        run(opened)
        first = session_of(heard(opened, until="script_finished"))
    time.sleep(0.3)
    with screen(program, after, resumed=first) as opened:
        run(opened)
        return first, session_of(heard(opened, until="script_finished"))


def test_a_tab_goes_on_with_its_own_session_and_never_with_somebody_else_s(program: Running) -> None:
    owner, other = signed_in(program, "huyen"), signed_in(program, "xem")
    first, again = resumed(program, owner, owner)
    assert first == again
    first, theirs = resumed(program, owner, other)
    assert first != theirs


def test_metrics_are_the_administrator_s(program: Running) -> None:
    assert signed_in(program, "quantri").get("/_stcore/metrics").status_code == 200
    assert signed_in(program, "huyen").get("/_stcore/metrics").status_code == 403


def test_signing_out_in_one_tab_sends_the_other_to_sign_in_within_five_seconds(program: Running) -> None:
    client = signed_in(program, "huyen")
    with screen(program, client) as opened:
        run(opened)
        heard(opened, until="script_finished")
        began_s = time.monotonic()
        token = re.search(r'name="phieu" value="(\w+)"', client.get("/dang-xuat").text)
        assert client.post("/dang-xuat", data={"phieu": token.group(1) if token else ""}).status_code == 303
        assert heard(opened, until="auth_redirect")[-1].auth_redirect.url == "/dang-nhap?het-han=1"
        assert time.monotonic() - began_s < 5.0


@pytest.mark.parametrize("way", ["streamlit", "uvicorn", "python"])
def test_every_way_to_start_has_the_same_gate(tmp_path: Path, way: str) -> None:
    empty_store(tmp_path / "sample.duckdb", sample=True).close()
    with running(tmp_path / "sample.duckdb", tmp_path, way=way) as program:
        assert browser(program).get("/", headers=PAGE).status_code == 303
        time.sleep(1.1)  # the server puts its headers together once a second
        assert "server" not in browser(program).get("/healthz").headers
        with screen(program, signed_in(program, "huyen")) as opened:
            run(opened)
            heard(opened, until="script_finished")


def test_a_session_survives_a_restart(tmp_path: Path) -> None:
    empty_store(tmp_path / "sample.duckdb", sample=True).close()
    with running(tmp_path / "sample.duckdb", tmp_path) as program:
        cookies = dict(signed_in(program, "huyen").cookies)
    with running(tmp_path / "sample.duckdb", tmp_path) as program:
        client = browser(program)
        client.cookies.update(cookies)
        assert client.get("/", headers=PAGE).status_code == 200


def test_a_cold_page_s_address_right_after_a_restart_runs_nothing_of_another_role(tmp_path: Path) -> None:
    empty_store(tmp_path / "sample.duckdb", sample=True).close()
    with running(tmp_path / "sample.duckdb", tmp_path) as program:
        with screen(program, signed_in(program, "xem")) as opened:
            run(opened, page="nop_bao_cao")
            first = heard(opened, until="script_finished")
        with screen(program, signed_in(program, "xem")) as opened:
            run(opened, page="nop-bao-cao")
            second = heard(opened, until="script_finished")
    for messages in (first, second):
        names = {
            p.url_pathname for m in messages if m.WhichOneof("type") == "navigation" for p in m.navigation.app_pages
        }
        assert names
        assert "nop-bao-cao" not in names
        assert any(m.WhichOneof("type") == "page_not_found" for m in messages)


def test_an_empty_real_store_prints_the_code_and_asks_for_it(tmp_path: Path) -> None:
    empty_store(tmp_path / "real.duckdb", sample=False).close()
    with running(tmp_path / "real.duckdb", tmp_path) as program:
        until_ready(program)
        assert browser(program).get("/dang-nhap").headers["location"] == "/thiet-lap"
        assert re.search(r"\b[A-Z2-9]{4}(-[A-Z2-9]{4}){5}\b", program.log.read_text(encoding="utf-8"))
