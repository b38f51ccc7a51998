"""One websocket between a browser and Streamlit: every message checked on its way, closed when the session ends."""

import asyncio

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]  # ships no types
from starlette.types import Message, Receive, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from accounts.identity import SIGN_IN_PATH
from etl.store import StoreFault
from web.gatekeeper import Gatekeeper
from web.owners import Owners
from web.streamlit_inside import redirect_message

CLOSE_SIGNED_OUT = 4401
CLOSE_TRY_AGAIN = 1013
EXPIRED_URL = f"{SIGN_IN_PATH}?het-han=1"
PASSED = frozenset({"rerun_script", "stop_script", "file_urls_request", "app_heartbeat"})


class Wire:
    """Wraps `receive` and `send` of one accepted websocket of `login`."""

    def __init__(
        self, receive: Receive, send: Send, *, gate: Gatekeeper, owners: Owners, token: str, login: str
    ) -> None:
        self._receive, self._send = receive, send
        self._gate, self._owners = gate, owners
        self._token, self._login = token, login
        self._watch = gate.watch(token)
        self._over = asyncio.create_task(self._watch.over.wait())
        self._next: asyncio.Task[Message] | None = None
        self._session_id = ""
        self._closed = False

    async def receive(self) -> Message:
        """The next message Streamlit may see; a disconnect as soon as the session has ended."""
        while True:
            message = await self._next_message()
            if message is None:
                return await self._close()
            if message["type"] != "websocket.receive":
                return message
            wanted, used = self._judge(message.get("bytes") or b"")
            if not await self._still_signed_in(used=used):
                return await self._close()
            if wanted:
                return message

    async def send(self, message: Message) -> None:
        """Pass a message on to the browser and note what it hands out; nothing passes after the end."""
        if self._closed:
            return
        if message["type"] == "websocket.send" and message.get("bytes"):
            self._session_id = self._owners.note(message["bytes"], self._login, self._session_id)
        await self._send(message)

    def end(self) -> None:
        """Let go of everything; called when Streamlit has left the websocket."""
        self._gate.unwatch(self._watch)
        for task in (self._over, self._next):
            if task is not None and task.done() and not task.cancelled():
                task.exception()  # seen: nobody waits for it any more
            elif task is not None:
                task.cancel()

    async def _next_message(self) -> Message | None:
        if self._next is None:
            self._next = asyncio.ensure_future(self._received())
        await asyncio.wait({self._next, self._over}, return_when=asyncio.FIRST_COMPLETED)
        if self._over.done():
            return None
        message, self._next = self._next.result(), None
        return message

    async def _received(self) -> Message:
        return await self._receive()

    async def _still_signed_in(self, *, used: bool) -> bool:
        try:
            signed = await self._gate.who(self._token, used=used)
        except StoreFault:
            self._watch.unsure = True
            return False
        return signed is not None and signed.account.login == self._login and not signed.account.must_change

    def _judge(self, data: bytes) -> tuple[bool, bool]:
        """Whether Streamlit may see it, and whether a person did it (a heartbeat must not keep a session alive).

        Only what a screen needs passes: no clearing of everybody's cache, no developer's tools, and a download
        only where this very session was offered it. What cannot be read is left to Streamlit, which closes.
        """
        try:
            back = BackMsg.FromString(data)
        except DecodeError:
            return True, False
        kind = back.WhichOneof("type")
        used = not (kind == "app_heartbeat" or (kind == "rerun_script" and back.rerun_script.is_auto_rerun))
        if kind == "backend_operation_request":
            asked = back.backend_operation_request
            payload = asked.WhichOneof("payload")
            offered = payload == "deferred_file" and self._owners.holds(self._session_id, asked.deferred_file.file_id)
            return offered or payload == "dataframe_chunk", used
        return kind in PASSED, used

    async def _close(self) -> Message:
        if not self._closed:
            self._closed = True
            code = CLOSE_TRY_AGAIN if self._watch.unsure else CLOSE_SIGNED_OUT
            if not self._watch.unsure:
                await self._send({"type": "websocket.send", "bytes": redirect_message(EXPIRED_URL)})
            await self._send({"type": "websocket.close", "code": code})
        return {"type": "websocket.disconnect", "code": CLOSE_SIGNED_OUT}
