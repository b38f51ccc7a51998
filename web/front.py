"""Streamlit's browser files and ours into ready answers: compressed once and cached for good.

Streamlit sends its JavaScript as it is (7.4 MB for the first chart); compressed it is a third. A file is found in a
list made at start, so no address can lead outside it.
"""

import gzip
import hashlib
import threading
from dataclasses import dataclass, field
from pathlib import Path

import anyio.to_thread
from starlette.datastructures import Headers
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

OURS, THEIRS, FAVICON = "/app/static/", "/static/", "/favicon.png"
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".png": "image/png",
    ".gif": "image/gif",
    ".woff2": "font/woff2",
}
COMPRESSED = frozenset({".js", ".css", ".json", ".svg", ".txt"})
FOREVER = "public, max-age=31536000, immutable"
A_WHILE = "public, max-age=300"
LEVEL = 7
VERSION_LENGTH = 10


@dataclass(slots=True)
class Files:
    """The files that may be served, by address, and their compressed bytes once made."""

    by_path: dict[str, Path]
    _gzipped: dict[str, bytes] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def of(cls, *, ours: Path, theirs: Path) -> "Files":
        """Every servable file of our static folder and of Streamlit's."""
        found = {**_listed(ours, OURS), **_listed(theirs / "static", THEIRS)}
        if OURS + "favicon.png" in found:
            found[FAVICON] = found[OURS + "favicon.png"]
        return cls(by_path=found)

    def gzipped(self, path: str) -> bytes:
        """The compressed bytes of a file, made at the first call (the biggest takes 0.2 s)."""
        with self._lock:
            if path not in self._gzipped:
                self._gzipped[path] = gzip.compress(self.by_path[path].read_bytes(), LEVEL, mtime=0)
            return self._gzipped[path]

    def address(self, name: str) -> str:
        """The address of one of our own files, with its content's version, so that it may be cached for good."""
        path = OURS + name
        version = hashlib.sha256(self.by_path[path].read_bytes()).hexdigest()[:VERSION_LENGTH]
        return f"{path}?v={version}"

    def warm(self, paths: tuple[str, ...]) -> None:
        """Compress what the first visit will ask for, before it does."""
        for path in paths:
            if path in self.by_path and self.by_path[path].suffix in COMPRESSED:
                self.gzipped(path)


class Front:
    """The layer that answers for files; everything else passes through. Files are the same for everybody."""

    def __init__(self, app: ASGIApp, *, files: Files) -> None:
        self._app = app
        self._files = files

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI entry."""
        path = scope.get("path", "")
        if scope["type"] != "http" or not (path.startswith((OURS, THEIRS)) or path == FAVICON):
            await self._app(scope, receive, send)
            return
        await (await self._answer(scope, path))(scope, receive, send)

    async def _answer(self, scope: Scope, path: str) -> Response:
        file = self._files.by_path.get(path)
        if file is None:
            return PlainTextResponse("Không có tệp này.", 404)
        if scope["method"] not in {"GET", "HEAD"}:
            return PlainTextResponse("Chỉ đọc.", 405)
        hashed = path.startswith((THEIRS, OURS + "fonts/")) or b"v=" in scope.get("query_string", b"")
        headers = {"Cache-Control": FOREVER if hashed else A_WHILE, "Vary": "Accept-Encoding"}
        media_type = TYPES[file.suffix]
        if file.suffix in COMPRESSED and "gzip" in Headers(scope=scope).get("accept-encoding", ""):
            body = await anyio.to_thread.run_sync(self._files.gzipped, path)
            return Response(body, media_type=media_type, headers={**headers, "Content-Encoding": "gzip"})
        return FileResponse(file, media_type=media_type, headers=headers)


def _listed(folder: Path, prefix: str) -> dict[str, Path]:
    return {
        prefix + file.relative_to(folder).as_posix(): file
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.suffix in TYPES
    }
