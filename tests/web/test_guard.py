"""The guard over a stand-in for Streamlit: who reaches it, as whom, and what never does."""

import time
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from accounts import directory, sessions
from accounts.model import CONSOLE, Actor, Role
from etl.store import Store, StoreBusy
from pages.ui import session
from tests.accounts.people import added, signed
from web import gatekeeper, uploads, wire
from web.gatekeeper import Gatekeeper
from web.guard import PUBLIC, Guard
from web.owners import Owners
from web.uploads import UploadQuota

HOST = "http://so.test"
STREAM = "ws://so.test/_stcore/stream"
PAGE = {"accept": "text/html"}
SECRET = "0123456789abcdef" * 4
GUARDED = [
    "/", "/theo-huyen", "/tai-khoan", "/dang-xuat", "/khong-co", "/media/" + SECRET + ".xlsx", "/_stcore/metrics",
    "/_stcore/stream", "/_stcore/upload_file/a/b", "/_stcore/bidi-components/x", "/component/x", "/_stcore/health/",
    "/_stcore/health;x", "/dang-nhap/x", "/healthz/", "/DANG-NHAP",
]  # fmt: skip


class House:
    """The guard with its parts, over an application that tells what reached it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.gate = Gatekeeper(store)
        self.held: set[tuple[str, str]] = set()
        self.owners = Owners(lambda session_id, media_id: (session_id, media_id) in self.held)
        self.uploads = UploadQuota()
        self.heard: list[str] = []
        methods = ["GET", "POST", "PUT", "DELETE", "OPTIONS"]
        routes = [
            WebSocketRoute("/{path:path}", self.socket),
            Route("/{path:path}", self.page, methods=methods),
        ]
        guard = Middleware(Guard, gate=self.gate, owners=self.owners, uploads=self.uploads)
        self.app = Starlette(routes=routes, middleware=[guard])

    async def page(self, request: Request) -> JSONResponse:
        """What reached it."""
        told = {name: value for name, value in request.headers.items() if name.startswith("x-danvan-")}
        return JSONResponse({"headers": told, "signed": bool(request.state.signed)})

    async def socket(self, websocket: WebSocket) -> None:
        """Like Streamlit: accept, tell the session's id, then hear what comes."""
        await websocket.accept(subprotocol="streamlit")
        login = websocket.headers["x-danvan-login"]
        await websocket.send_bytes(new_session(f"session-of-{login}"))
        try:
            while True:
                back = BackMsg.FromString(await websocket.receive_bytes())
                self.heard.append(back.WhichOneof("type"))
                await websocket.send_bytes(text_of(f"heard {self.heard[-1]}"))
        except WebSocketDisconnect:
            self.heard.append("disconnect")

    def client(self, token: str = "") -> TestClient:
        """A browser, signed in with this token."""
        client = TestClient(self.app, base_url=HOST, follow_redirects=False)
        if token:
            client.cookies.set("danvan", token)
        return client


@pytest.fixture
def house(store: Store) -> House:
    """A guarded application over an empty real store."""
    return House(store)


def person(house: House, role: Role = Role.FILER, *, scope_key: str = "38@0", **more: Any) -> tuple[Actor, TestClient]:
    """Somebody signed in."""
    by = added(house.store, role.value, role, scope_key, **more)
    return by, house.client(signed(house.store, by))


def new_session(session_id: str) -> bytes:
    """Streamlit's first message."""
    message = ForwardMsg()
    message.new_session.initialize.session_id = session_id
    return bytes(message.SerializeToString())


def text_of(text: str) -> bytes:
    """A message that draws some text."""
    message = ForwardMsg()
    message.delta.new_element.text.body = text
    return bytes(message.SerializeToString())


def back(kind: str, **fields: Any) -> bytes:
    """A message of a browser."""
    message = BackMsg()
    if kind == "rerun_script":
        message.rerun_script.query_string = fields.get("query", "")
        message.rerun_script.is_auto_rerun = fields.get("auto", False)
    elif kind == "deferred_file":
        message.backend_operation_request.deferred_file.file_id = fields["file_id"]
    elif kind == "install_skills":
        message.backend_operation_request.install_skills.SetInParent()
    else:
        setattr(message, kind, True)
    return bytes(message.SerializeToString())


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """The timers of seconds as tenths."""
    monkeypatch.setattr(gatekeeper, "FRESH_S", 0.05)
    monkeypatch.setattr(gatekeeper, "LATE_S", 0.05)
    monkeypatch.setattr(gatekeeper, "SWEEP_S", 0.1)


@pytest.mark.parametrize("path", GUARDED)
def test_a_stranger_reaches_nothing(house: House, path: str) -> None:
    for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS"):
        answer = house.client().request(method, path)
        assert answer.status_code in {401, 404}, method
        assert "headers" not in answer.text


@pytest.mark.parametrize("cookie", ["", "x", "' or 1=1 --", "0" * 5000, "tên"])
def test_a_wrong_cookie_is_a_stranger(house: House, cookie: str) -> None:
    person(house)
    answer = house.client().get("/", headers={"cookie": f"danvan={cookie}".encode()})  # type: ignore[dict-item]
    assert answer.status_code == 401


def test_a_stranger_s_page_leads_to_sign_in_and_back(house: House) -> None:
    answer = house.client().get("/theo-huyen?huyen=399@0&ky=a", headers=PAGE)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/dang-nhap?next=%2Ftheo-huyen%3Fhuyen%3D399%400%26ky%3Da"
    assert house.client().get("/", headers=PAGE).headers["location"] == "/dang-nhap"


def test_what_is_public_is_exactly_this_and_carries_no_identity(house: House) -> None:
    single_sign_on = {"/dang-nhap/sso", "/dang-nhap/sso/ve"}
    own = {"/dang-nhap", "/thiet-lap", "/healthz", "/_stcore/health", "/_stcore/host-config"}
    assert own | single_sign_on == PUBLIC
    for path in PUBLIC:
        assert house.client().get(path).json() == {"headers": {}, "signed": False}


@pytest.mark.parametrize("path", ["/_stcore/agent/mcp", "/_stcore/agent", "/_stcore/script-health-check", "/auth/login",
                                  "/oauth2callback", "/theo-huyen/_stcore/health"])  # fmt: skip
def test_streamlit_s_other_doors_are_shut_for_everybody(house: House, path: str) -> None:
    _, client = person(house, Role.ADMIN)
    for method in ("GET", "POST"):
        assert client.request(method, path).status_code == 404
        assert house.client().request(method, path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/static/..%2f..%2fetc", "/%2e%2e/x", "/a//b", "/a%5cb", "/a%00b", "/%2e/media/x", "//x"]
)
def test_an_odd_path_is_refused_before_anything_else(house: House, path: str) -> None:
    _, client = person(house)
    sent = client.build_request("GET", f"{HOST}/")
    sent.url = sent.url.copy_with(raw_path=path.encode())
    assert client.send(sent).status_code == 400


def test_identity_headers_from_outside_are_stripped(house: House) -> None:
    by, client = person(house)
    forged = {"X-Danvan-Login": "admin", "x-danvan-role": "admin", "X-DANVAN-ADDRESS": "1.1.1.1"}
    told = client.get("/", headers=forged).json()["headers"]
    assert told["x-danvan-login"] == by.login
    assert told["x-danvan-address"] == "testclient"
    assert set(told) == {"x-danvan-login", "x-danvan-address", "x-danvan-sign-out"}
    assert house.client().get("/healthz", headers=forged).json()["headers"] == {}


@pytest.mark.parametrize(
    ("headers", "passes"),
    [
        ({"origin": HOST}, True),
        ({}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"origin": "http://evil.test"}, False),
        ({"origin": "null"}, False),
        ({"origin": f"{HOST}.evil.test"}, False),
        ({"origin": f"{HOST}:81"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
    ],
)
def test_a_change_must_come_from_our_own_page(house: House, headers: dict[str, str], passes: bool) -> None:
    _, client = person(house)
    for path in ("/tai-khoan/mat-khau", "/dang-nhap"):
        assert (client.post(path, headers=headers).status_code == 200) is passes


@pytest.mark.parametrize("role", list(Role))
def test_metrics_are_the_administrator_s(house: House, role: Role) -> None:
    _, client = person(house, role)
    assert (client.get("/_stcore/metrics").status_code == 200) is (role is Role.ADMIN)


def test_who_must_change_the_password_reaches_only_that_page(house: House) -> None:
    _, client = person(house, fresh=True)
    assert client.get("/", headers=PAGE).headers["location"] == "/tai-khoan"
    assert client.get("/media/x").status_code == 403
    assert client.get("/tai-khoan").status_code == 200
    assert client.post("/tai-khoan/mat-khau").status_code == 200
    assert client.post("/tai-khoan/dang-xuat-moi-noi").status_code == 403
    assert sent_away(client) == "/tai-khoan"


def socket(client: TestClient, **more: str) -> Any:
    """Open the websocket as Streamlit's page does."""
    headers = {"origin": HOST, **more}
    return client.websocket_connect(STREAM, subprotocols=["streamlit", "xsrf"], headers=headers)


def sent_away(client: TestClient) -> str:
    """Where a websocket that is not let in sends the browser; it must then be closed."""
    with socket(client) as opened:
        url = str(ForwardMsg.FromString(opened.receive_bytes()).auth_redirect.url)
        with pytest.raises(WebSocketDisconnect) as closed:
            opened.receive_bytes()
    assert closed.value.code == wire.CLOSE_SIGNED_OUT
    return url


def test_a_stranger_s_websocket_never_reaches_streamlit(house: House) -> None:
    assert sent_away(house.client()) == "/dang-nhap?het-han=1"
    assert sent_away(house.client("gia-mao")) == "/dang-nhap?het-han=1"
    assert house.heard == []


@pytest.mark.parametrize("origin", ["http://evil.test", "null", "", None])
def test_a_websocket_from_elsewhere_is_refused_before_it_opens(house: House, origin: str | None) -> None:
    _, client = person(house)
    headers = {} if origin is None else {"origin": origin}
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(STREAM, headers=headers):
        pass
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("ws://so.test/khac", headers={"origin": HOST}):
        pass


def test_a_websocket_passes_what_a_screen_needs_and_nothing_else(house: House) -> None:
    _, client = person(house)
    house.held.add(("session-of-filer", "cua-toi"))
    with socket(client) as opened:
        opened.receive_bytes()
        for message in (
            back("clear_cache"),
            back("set_run_on_save"),
            back("load_git_info"),
            back("debug_shutdown_runtime"),
            back("install_skills"),
            back("deferred_file", file_id="cua-nguoi-khac"),
            back("deferred_file", file_id="cua-toi"),
            back("rerun_script"),
        ):
            opened.send_bytes(message)
        opened.receive_bytes()
        opened.receive_bytes()
        assert house.heard == ["backend_operation_request", "rerun_script"]


@pytest.mark.usefixtures("fast")
def test_an_idle_websocket_is_sent_to_sign_in_when_its_session_ends_elsewhere(house: House) -> None:
    by, client = person(house)
    with socket(client) as opened:
        opened.receive_bytes()
        directory.disable(house.store, CONSOLE, by.login)
        began_s = time.monotonic()
        away = ForwardMsg.FromString(opened.receive_bytes())
        assert away.auth_redirect.url == "/dang-nhap?het-han=1"
        assert time.monotonic() - began_s < 2.0
    assert house.heard == ["disconnect"]


@pytest.mark.usefixtures("fast")
def test_a_message_after_the_session_ended_is_not_heard(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gatekeeper, "SWEEP_S", 60)
    by, client = person(house)
    with socket(client) as opened:
        opened.receive_bytes()
        house.store.transact(lambda c: sessions.end_all(c, by, by.login))
        time.sleep(0.1)
        opened.send_bytes(back("rerun_script"))
        assert ForwardMsg.FromString(opened.receive_bytes()).auth_redirect.url
    assert house.heard == ["disconnect"]


def test_revocation_is_seen_within_five_seconds_as_configured() -> None:
    assert gatekeeper.FRESH_S <= 2.0
    assert gatekeeper.LATE_S < session.AT_THE_DOOR_S <= 5.0
    assert gatekeeper.SWEEP_S + gatekeeper.FRESH_S <= 5.0


def seen_at(house: House) -> list[Any]:
    """When each session was last used, as the store has it."""
    with house.store.reading() as cursor:
        return [row[0] for row in cursor.execute("select seen_at from account_session").fetchall()]


@pytest.mark.usefixtures("fast")
@pytest.mark.parametrize(
    ("message", "keeps"),
    [(back("app_heartbeat"), False), (back("rerun_script", auto=True), False), (back("rerun_script"), True)],
)
def test_only_what_a_person_does_keeps_a_session_alive(
    house: House, monkeypatch: pytest.MonkeyPatch, message: bytes, keeps: bool
) -> None:
    by, client = person(house)
    with socket(client) as opened:
        opened.receive_bytes()
        monkeypatch.setattr(gatekeeper, "TOUCH_S", 0.0)
        before = seen_at(house)
        opened.send_bytes(message)
        opened.receive_bytes()
        opened.send_bytes(message)
        opened.receive_bytes()
        assert (seen_at(house) != before) is keeps


def put(client: TestClient, session_id: str, data: bytes = b"PK", method: str = "PUT") -> int:
    """Send a file the way Streamlit's uploader does."""
    return client.request(method, f"/_stcore/upload_file/{session_id}/file-1", content=data).status_code


def test_an_upload_goes_only_into_one_s_own_session(house: House) -> None:
    _, filer = person(house)
    _, officer = person(house, Role.OFFICER)
    with socket(filer) as one, socket(officer) as other:
        one.receive_bytes()
        other.receive_bytes()
        assert put(filer, "session-of-filer") == 200
        for method in ("PUT", "DELETE"):
            assert put(officer, "session-of-filer", method=method) == 403
            assert put(filer, "session-of-officer", method=method) == 403
            assert put(filer, "khong-biet", method=method) == 403
        assert put(filer, "session-of-filer", method="DELETE") == 200


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("scope_key", ["399@0", ""])
def test_who_has_nothing_to_send_uploads_nothing(house: House, role: Role, scope_key: str) -> None:
    """A leader or viewer may send a Word template of their own; an administrator, or who sees nothing, may not."""
    _, client = person(house, role, scope_key=scope_key)
    with socket(client) as opened:
        opened.receive_bytes()
        may = role is not Role.ADMIN and scope_key != ""
        assert put(client, f"session-of-{role.value}") == (200 if may else 403)


def test_a_viewer_s_uploads_have_the_same_quota(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "FILES", 1)
    _, client = person(house, Role.VIEWER)
    with socket(client) as opened:
        opened.receive_bytes()
        assert [put(client, "session-of-viewer"), put(client, "session-of-viewer")] == [200, 429]


def test_uploads_have_a_quota_in_files_and_in_bytes(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "FILES", 3)
    monkeypatch.setattr(uploads, "BYTES", 100)
    _, client = person(house)
    with socket(client) as opened:
        opened.receive_bytes()
        answers = [put(client, "session-of-filer", b"x" * size) for size in (10, 200, 10, 10, 10)]
    assert answers == [200, 429, 200, 200, 429]
    now_s = [0.0]
    quota = UploadQuota(now_s=lambda: now_s[0])
    assert [quota.take("an", 90), quota.take("an", 90), quota.take("binh", 90)] == [True, False, True]
    now_s[0] = uploads.WINDOW_S + 1
    assert quota.take("an", 90)


def media_message(media_id: str) -> bytes:
    """A message that offers a file."""
    message = ForwardMsg()
    message.delta.new_element.download_button.url = f"/media/{media_id}.xlsx"
    return bytes(message.SerializeToString())


def test_a_file_is_served_to_the_account_that_was_given_it_and_to_nobody_else(house: House) -> None:
    _, filer = person(house)
    _, officer = person(house, Role.OFFICER)
    path = f"/media/{SECRET}.xlsx"
    assert filer.get(path).status_code == 404
    house.held.add(("s1", SECRET))
    house.owners.note(media_message(SECRET), "filer", "s1")
    assert filer.get(path).status_code == 200
    assert officer.get(path).status_code == 404
    assert house.client().get(path).status_code == 401


def test_an_address_merely_shown_as_text_gives_nothing(house: House) -> None:
    house.owners.note(text_of(f"/media/{SECRET}.xlsx"), "filer", "s1")
    assert not house.owners.owns_media(f"/media/{SECRET}.xlsx", "filer")


def test_a_download_made_on_the_click_is_the_clicker_s(house: House) -> None:
    message = ForwardMsg()
    message.backend_operation_response.deferred_file.url = f"/media/{SECRET}.xlsx"
    house.owners.note(message.SerializeToString(), "filer", "s1")
    assert house.owners.owns_media(f"/media/{SECRET}.xlsx", "filer")
    assert not house.owners.owns_media(f"/media/{SECRET}.xlsx/../x", "filer")


class Busy(Store):
    """A store that somebody else holds."""

    def reading(self) -> Any:
        raise StoreBusy("Kho số liệu đang được chương trình khác giữ.")


def test_while_the_store_is_busy_a_known_session_works_on_and_an_unknown_one_waits(house: House) -> None:
    by, client = person(house)
    stranger = house.client(signed(house.store, by))
    now_s = [100.0]
    house.gate._now_s = lambda: now_s[0]
    assert client.get("/").status_code == 200
    house.gate._store = Busy(house.store.path)
    now_s[0] += gatekeeper.FRESH_S + 1
    assert client.get("/").status_code == 200
    answer = stranger.get("/", headers=PAGE)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert "đang được chương trình khác giữ" in answer.text
    now_s[0] += gatekeeper.STALE_S + 1
    assert client.get("/").status_code == 503


def test_a_known_session_is_not_kept_waiting_by_a_slow_store_but_not_for_long(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    by, client = person(house)
    now_s = [100.0]
    house.gate._now_s = lambda: now_s[0]
    assert client.get("/").status_code == 200
    house.store.transact(lambda c: sessions.end_all(c, by, by.login))
    monkeypatch.setattr(gatekeeper, "PATIENCE_S", 0.02)
    monkeypatch.setattr(house.gate, "_read", lambda hashes, read=house.gate._read: time.sleep(0.2) or read(hashes))
    now_s[0] += gatekeeper.FRESH_S + 0.1
    assert client.get("/").status_code == 200, "the store has not said otherwise yet"
    now_s[0] += gatekeeper.LATE_S
    assert client.get("/").status_code == 401


def test_one_look_at_the_store_serves_many_requests(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    _, client = person(house)
    asked: list[list[str]] = []
    monkeypatch.setattr(house.gate, "_read", lambda hashes, read=house.gate._read: asked.append(hashes) or read(hashes))
    for _ in range(20):
        assert client.get("/").status_code == 200
    assert len(asked) <= 2
