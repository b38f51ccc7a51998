"""Every request and websocket to the one who is signed in, or to the sign-in page: shut unless opened.

A pure ASGI layer around Streamlit, because only such a layer sees websockets. It strips identity headers that come
from outside, adds its own, checks where a request comes from, and decides by the path alone what a stranger may have.
"""

import logging
import re
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from accounts import identity, refusals
from accounts.model import Actor
from accounts.permissions import Action, may_upload, role_may
from accounts.refusals import Refused
from accounts.sessions import Signed
from etl.store import StoreFault
from web import cookies, markup
from web.gatekeeper import Gatekeeper
from web.owners import Owners
from web.streamlit_inside import redirect_message
from web.uploads import UploadQuota
from web.wire import CLOSE_SIGNED_OUT, CLOSE_TRY_AGAIN, EXPIRED_URL, Wire

PUBLIC = frozenset(
    {
        identity.SIGN_IN_PATH,
        identity.SSO_PATH,
        identity.SSO_BACK_PATH,
        identity.SET_UP_PATH,
        "/healthz",
        "/_stcore/health",
        "/_stcore/host-config",
    }
)
SHUT_BELOW = ("/_stcore/agent", "/_stcore/script-health-check", "/auth/", "/oauth2callback")
PROBED = ("/_stcore/health", "/_stcore/host-config")
NO_PAGES_BELOW = ("/_stcore/", "/media/", "/component/")
MUST_CHANGE = frozenset({identity.ACCOUNT_PATH, f"{identity.ACCOUNT_PATH}/mat-khau", identity.SIGN_OUT_PATH})
STREAM = "/_stcore/stream"
UPLOAD = re.compile(r"/_stcore/upload_file/([^/]+)/([^/]+)")
ODD_PATH = re.compile(r"//|\\|[\x00-\x1f\x7f]|(^|/)\.\.?(/|$)")
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

LOG = logging.getLogger("danvan.gate")


class Guard:
    """The layer itself; wraps the whole Streamlit application."""

    def __init__(self, app: ASGIApp, *, gate: Gatekeeper, owners: Owners, uploads: UploadQuota) -> None:
        self._app = app
        self._gate, self._owners, self._uploads = gate, owners, uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI entry."""
        if scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        elif scope["type"] == "http":
            answer = await self._http(scope)
            if isinstance(answer, Response):
                await answer(scope, receive, send)
            else:
                await self._app(answer, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _http(self, scope: Scope) -> Scope | Response:
        """The scope to pass on, or the answer."""
        path, method = scope["path"], scope["method"]
        if ODD_PATH.search(path):
            return PlainTextResponse("Địa chỉ không hợp lệ.", 400)
        if path.startswith(SHUT_BELOW) or (path.endswith(PROBED) and path not in PUBLIC):
            return PlainTextResponse("Không có trang này.", 404)
        if method not in SAFE_METHODS and not from_here(Headers(scope=scope)):
            return PlainTextResponse("Yêu cầu đến từ trang khác nên bị từ chối.", 403)
        token = cookies.read(HTTPConnection(scope), cookies.SESSION)
        public = path in PUBLIC
        if public and path != identity.SIGN_IN_PATH:
            return passed_on(scope, None, "")
        try:
            signed = await self._gate.who(token) if token else None
        except StoreFault as fault:
            if public:
                return passed_on(scope, None, "")
            return markup.answer(markup.message_page("Kho số liệu đang bận", str(fault), retry_s=5), 503)
        if public:
            return passed_on(scope, signed, token)
        if signed is None:
            return to_sign_in(scope)
        return self._refusal(scope, signed) or passed_on(scope, signed, token)

    def _refusal(self, scope: Scope, signed: Signed) -> Response | None:
        """What even a signed-in person may not have."""
        path, account = scope["path"], signed.account
        if account.must_change and path not in MUST_CHANGE:
            return RedirectResponse(identity.ACCOUNT_PATH, 303) if wants_page(scope) else _plain(403)
        if path.startswith("/_stcore/metrics") and not role_may(account.role, Action.SEE_METRICS):
            return _noted(scope, signed, "metrics", _plain(403))
        if path.startswith("/media/") and not self._owners.owns_media(path, account.login):
            return _noted(scope, signed, "media", _plain(404))
        upload = UPLOAD.match(path)
        if upload and scope["method"] != "OPTIONS":
            return self._upload_refusal(scope, signed, session_id=upload.group(1))
        return None

    def _upload_refusal(self, scope: Scope, signed: Signed, *, session_id: str) -> Response | None:
        account = signed.account
        if not self._owners.owns_session(session_id, account.login):
            return _noted(scope, signed, "upload", _plain(403))
        if scope["method"] != "PUT":
            return None
        if not may_upload(account):
            return _noted(scope, signed, "upload", _plain(403))
        length = Headers(scope=scope).get("content-length", "")
        if not length.isdigit():
            return PlainTextResponse("Thiếu độ dài tệp.", 411)
        if not self._uploads.take(account.login, int(length)):
            LOG.warning("upload quota reached", extra={"login": account.login})
            full = PlainTextResponse("Đã tải lên quá nhiều tệp trong ít phút. Hãy chờ rồi thử lại.", 429)
            return _noted(scope, signed, "quota", full)
        return None

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        if scope["path"] != STREAM or "origin" not in headers or not from_here(headers):
            await send({"type": "websocket.close", "code": 1008})
            return
        token = cookies.read(HTTPConnection(scope), cookies.SESSION)
        try:
            signed = await self._gate.who(token) if token else None
        except StoreFault:
            await send({"type": "websocket.close", "code": CLOSE_TRY_AGAIN})
            return
        if signed is None or signed.account.must_change:
            await _sent_away(scope, receive, send, url=EXPIRED_URL if signed is None else identity.ACCOUNT_PATH)
            return
        wire = Wire(receive, send, gate=self._gate, owners=self._owners, token=token, login=signed.account.login)
        try:
            await self._app(passed_on(scope, signed, token), wire.receive, wire.send)
        finally:
            wire.end()


def from_here(headers: Headers) -> bool:
    """Whether a browser says that the request comes from one of our own pages.

    A browser always names the origin of a websocket and of a POST; what names none is no browser, and carries no
    cookie that somebody else could make it send.
    """
    origin = headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc == headers.get("host")
    return headers.get("sec-fetch-site", "same-origin") in {"same-origin", "none"}


def passed_on(scope: Scope, signed: Signed | None, token: str) -> Scope:
    """The scope with the guard's own identity headers, and none that came from outside."""
    prefix = identity.PREFIX.encode()
    headers = [(name, value) for name, value in scope["headers"] if not name.lower().startswith(prefix)]
    if signed:
        told = {
            identity.LOGIN_HEADER: signed.account.login,
            identity.ADDRESS_HEADER: address_of(scope),
            identity.SIGN_OUT_HEADER: identity.proof(token, identity.SIGN_OUT_PATH),
        }
        headers += [(name.encode(), value.encode("ascii", "replace")) for name, value in told.items()]
    state = {**scope.get("state", {}), "signed": signed, "token": token if signed else ""}
    return {**scope, "headers": headers, "state": state}


def address_of(scope: Scope) -> str:
    """Where the request comes from; behind a proxy the address it reports (uvicorn's `--forwarded-allow-ips`)."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def wants_page(scope: Scope) -> bool:
    """Whether a person is looking at a page, so that a redirect helps more than a bare refusal."""
    accept = Headers(scope=scope).get("accept", "")
    in_pages = not scope["path"].startswith(NO_PAGES_BELOW)
    return scope["method"] in {"GET", "HEAD"} and "text/html" in accept and in_pages


def to_sign_in(scope: Scope) -> Response:
    """A stranger's answer: the sign-in page for a page, 401 for anything else."""
    if not wants_page(scope):
        return _plain(401)
    query = scope.get("query_string", b"").decode("latin-1")
    wanted = scope["path"] + (f"?{query}" if query else "")
    after = "" if wanted == "/" else f"?next={quote(wanted, safe='')}"
    return RedirectResponse(identity.SIGN_IN_PATH + after, 303)


async def _sent_away(scope: Scope, receive: Receive, send: Send, *, url: str) -> None:
    """Accept a websocket only to tell the browser where to go, without ever reaching Streamlit."""
    await receive()
    offered = scope.get("subprotocols") or [None]
    await send({"type": "websocket.accept", "subprotocol": offered[0]})
    await send({"type": "websocket.send", "bytes": redirect_message(url)})
    await send({"type": "websocket.close", "code": CLOSE_SIGNED_OUT})


def _noted(scope: Scope, signed: Signed, door: str, answer: Response) -> Response:
    """The refusal, after it was counted for the trail."""
    by = Actor(account=signed.account, address=address_of(scope))
    refusals.BOOK.note(Refused(login=by.login, what=door), by)
    return answer


def _plain(status: int) -> Response:
    words = {401: "Cần đăng nhập.", 403: "Không được phép.", 404: "Không có tệp này."}
    return PlainTextResponse(words[status], status)
