"""A machine without a store into one that is ready, in the background, while the browser is told how far it is."""

import logging
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from html import escape

from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from accounts import demo, first_admin, identity
from accounts.model import AccountFault
from etl.store import Store, StoreFault
from web import markup

LOG = logging.getLogger("danvan.start")
AGAIN_S = 10
AT_ONCE: Callable[[str], None] = partial(print, flush=True)
"""Past the buffer: into a pipe or a journal the one-time code would otherwise come out when the program ends."""
OPEN_BELOW = ("/static/", "/app/static/", "/_stcore/health", "/_stcore/host-config", "/favicon.png")


@dataclass(frozen=True, slots=True)
class Stage:
    """How far it is: a share from 0 to 1 with words; `fault` when it cannot go on, with the id it was logged under."""

    ready: bool = False
    share: float = 0.0
    words: str = ""
    fault: str = ""
    code: str = ""


class Preparation:
    """Runs once, in a thread of its own. `stage` may be read from anywhere."""

    def __init__(self, store: Store, tell: Callable[[str], None] = AT_ONCE) -> None:
        self._store = store
        self._tell = tell
        self._told = -1
        self.stage = Stage()
        self.set_up_code = ""

    def start(self) -> threading.Thread:
        """Begin. The thread ends once the store is ready; a fault is tried again.

        A process killed meanwhile finds the half-made sample at its next start and makes it anew.
        """
        thread = threading.Thread(target=self.run, name="prepare-store", daemon=True)
        thread.start()
        return thread

    def run(self) -> None:
        """Make the store ready and say so; whatever goes wrong is shown and logged, never hidden."""
        try:
            while not self.stage.ready:
                self._try()
        finally:
            if not self.stage.ready and not self.stage.fault:
                self.stage = Stage(fault="Lỗi ngoài dự kiến khi chuẩn bị kho số liệu; xem nhật ký của máy chủ.")

    def _try(self) -> None:
        from returns.sample import ensure_store

        try:
            ensure_store(self._progress, self._store)
            self._people()
        except (StoreFault, AccountFault, OSError) as fault:
            code = secrets.token_hex(4).upper()
            LOG.exception("store not ready", extra={"error_id": code})
            self.stage = Stage(fault=str(fault), code=code)
            time.sleep(AGAIN_S)
            return
        self.stage = Stage(ready=True, share=1.0)

    def _people(self) -> None:
        with self._store.reading() as cursor:
            sample, set_up = demo.is_sample(cursor), first_admin.needed(cursor)
        if sample:
            demo.ensure(self._store)
        if set_up:
            self.set_up_code = first_admin.new_code()
            self._tell(
                f"\n  Kho số liệu chưa có tài khoản. Mở {identity.SET_UP_PATH} trong trình duyệt và nhập mã thiết lập:"
                f"\n\n      {self.set_up_code}\n"
            )

    def _progress(self, share: float, words: str) -> None:
        self.stage = Stage(share=share, words=words)
        percent = int(share * 100)
        if percent // 5 > self._told // 5 or self._told < 0:
            self._told = percent
            self._tell(f"  Đang chuẩn bị số liệu minh họa… {percent}%  {words}")


class UntilReady:
    """The layer that answers while the store is not ready yet; afterwards it passes everything."""

    def __init__(self, app: ASGIApp, *, preparation: Preparation) -> None:
        self._app = app
        self._preparation = preparation

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI entry."""
        stage = self._preparation.stage
        open_anyway = scope["type"] not in {"http", "websocket"} or scope["path"].startswith(OPEN_BELOW)
        if stage.ready or open_anyway:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1013})
        elif scope["path"] == "/healthz":
            await JSONResponse(_health(stage), 503)(scope, receive, send)
        else:
            await _page(stage)(scope, receive, send)


def _health(stage: Stage) -> dict[str, str | float]:
    return {"state": "failed" if stage.fault else "preparing", "share": round(stage.share, 3)}


def _page(stage: Stage) -> Response:
    if stage.fault:
        page = markup.message_page("Chưa mở được kho số liệu", stage.fault, retry_s=AGAIN_S, code=stage.code)
        return markup.answer(page, 503)
    percent = int(stage.share * 100)
    main = (
        f"<h1>Đang chuẩn bị số liệu minh họa… {percent}%</h1>"
        f'<progress max="100" value="{percent}">{percent}%</progress>'
        f'<p class="hint">{escape(stage.words)}</p>'
        "<p>Lần đầu mở, chương trình tự tạo các kỳ báo cáo mẫu và nạp chúng như báo cáo thật. "
        "Trang này tự mở tiếp khi xong.</p>"
    )
    return markup.answer(markup.Page(title=f"Đang chuẩn bị {percent}%", main=main, again_s=2), 503)
