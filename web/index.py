"""Streamlit's page into ours: in Vietnamese, with our script first, at the addresses that exist and no others."""

import base64
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from accounts.office import PROGRAM_NAME
from web import markup
from web.front import THEIRS, Files

FIRST_CHARTS = ("PlotlyChart.", "DataFrame.", "Html.")
STREAMLIT_BELOW = ("/_stcore/", "/media/", "/component/")
NO_SCRIPT = (
    '<noscript><p style="font-family:sans-serif;padding:2rem">Chương trình cần JavaScript. Hãy bật JavaScript trong '
    "trình duyệt rồi tải lại trang.</p></noscript>"
)
INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class IndexPage:
    """The page as it is sent, the hashes of its inline scripts for the policy, and what it loads first."""

    body: bytes
    script_hashes: tuple[str, ...]
    first_files: tuple[str, ...]


def index_page(theirs: Path, files: Files) -> IndexPage:
    """Rewrite Streamlit's `index.html`. Raises ValueError when it no longer looks as it did."""
    html = (theirs / "index.html").read_text(encoding="utf-8")
    head = (
        f'<link rel="icon" type="image/png" href="{files.address("favicon.png")}" />'
        f'<script src="{files.address("vi.js")}"></script><script src="{files.address("here.js")}" defer></script>'
    )
    html = _replaced(html, r"<!--.*?-->", "", count=0)
    html = _replaced(html, r'<html lang="en">', '<html lang="vi">')
    html = _replaced(html, r"<title>.*?</title>", f"<title>{PROGRAM_NAME}</title>{head}")
    html = _replaced(html, r'<link rel="shortcut icon"[^>]*>', "")
    html = _replaced(html, r'<link\s+rel="preload"[^>]*as="font"[^>]*>', "")
    html = _replaced(html, r'<link rel="service-desc"[^>]*>', "")
    html = _replaced(html, r"<noscript>.*?</noscript>", NO_SCRIPT)
    loaded = tuple(THEIRS + name for name in re.findall(r'(?:src|href)="\./static/([^"]+)"', html))
    later = tuple(path for path in files.by_path if path.rpartition("/")[2].startswith(FIRST_CHARTS))
    return IndexPage(
        body=html.encode(),
        script_hashes=tuple(_policy_hash(script) for script in INLINE_SCRIPT.findall(html)),
        first_files=loaded + tuple(path for path in later if path.endswith(".js")),
    )


class Index:
    """The layer between the guard and Streamlit: a screen's address gets the page, an unknown one a plain 404."""

    def __init__(
        self, app: ASGIApp, page: IndexPage, *, paths: frozenset[str], first: str, routes: frozenset[str]
    ) -> None:
        self._app = app
        self._page, self._paths, self._first, self._routes = page, paths, first, routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI entry."""
        path = scope.get("path", "")
        if scope["type"] != "http" or path in self._routes or path.startswith(STREAMLIT_BELOW):
            await self._app(scope, receive, send)
            return
        await self._answer(scope, path)(scope, receive, send)

    def _answer(self, scope: Scope, path: str) -> Response:
        if scope["method"] not in {"GET", "HEAD"}:
            return markup.answer(markup.message_page("Không làm được", "Địa chỉ này chỉ để xem."), 405)
        if path in self._paths:
            return Response(self._page.body, media_type="text/html", headers={"Cache-Control": "no-cache"})
        bare = path.rstrip("/")
        if bare in self._paths or bare == self._first:
            return _moved(scope, "/" if bare == self._first else bare)
        words = "Địa chỉ này không có trong chương trình. Có thể đường dẫn đã gõ nhầm hoặc trang đã đổi tên."
        return markup.answer(markup.message_page("Không có trang này", words), 404)


def _moved(scope: Scope, path: str) -> Response:
    query = scope.get("query_string", b"").decode("latin-1")
    return RedirectResponse(path + (f"?{query}" if query else ""), 308)


def _replaced(html: str, pattern: str, by: str, *, count: int = 1) -> str:
    done, times = re.subn(pattern, lambda _: by, html, count=count, flags=re.DOTALL)
    if times == 0:
        raise ValueError(f"Streamlit's index.html has no {pattern!r} any more; adapt web/index.py")
    return done


def _policy_hash(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
