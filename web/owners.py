"""What passes over a websocket into who owns it: a Streamlit session's uploads, and the files it was given.

Streamlit guards `/media` and uploads by names nobody can guess, not by whose they are. The guard reads them off the
messages it passes on: the session's id from the first one, and the address of every file that Streamlit itself has
registered for that session. A file is then served to the accounts that were given it, and to nobody else.
"""

import re
from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

KEPT = 20_000
MEDIA = re.compile(rb"/media/([0-9a-f]{32,128})\b")
MEDIA_PATH = re.compile(r"/media/([0-9a-f]{32,128})(?:\.[A-Za-z0-9]{1,10})?")

Holds = Callable[[str, str], bool]
Key = TypeVar("Key")
Value = TypeVar("Value")


class Owners:
    """Bindings of this process; the oldest are forgotten first, which refuses, never allows."""

    def __init__(self, holds: Holds) -> None:
        """`holds(session_id, media_id)`: whether Streamlit has registered the file for the session."""
        self.holds = holds
        self._sessions: OrderedDict[str, str] = OrderedDict()
        self._media: OrderedDict[tuple[str, str], None] = OrderedDict()

    def owns_session(self, session_id: str, login: str) -> bool:
        """Whether the Streamlit session belongs to the account."""
        return self._sessions.get(session_id) == login

    def owns_media(self, path: str, login: str) -> bool:
        """Whether the file behind `/media/…` was given to the account."""
        found = MEDIA_PATH.fullmatch(path)
        return found is not None and (found.group(1), login) in self._media

    def note(self, message: bytes, login: str, session_id: str) -> str:
        """Read one message on its way to the browser of `login`; returns the session's id once it is known."""
        has_media = b"/media/" in message
        if session_id and not has_media:
            return session_id
        forward = ForwardMsg.FromString(message)
        kind = forward.WhichOneof("type")
        if kind == "new_session" and forward.new_session.initialize.session_id:
            session_id = forward.new_session.initialize.session_id
            _bind(self._sessions, session_id, login)
        if has_media:
            self._note_media(message, login, session_id, from_script=kind == "delta")
        return session_id

    def _note_media(self, message: bytes, login: str, session_id: str, *, from_script: bool) -> None:
        for found in MEDIA.finditer(message):
            media_id = found.group(1).decode()
            if not from_script or self.holds(session_id, media_id):
                _bind(self._media, (media_id, login), None)


def _bind(kept: OrderedDict[Key, Value], key: Key, value: Value) -> None:
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > KEPT:
        kept.popitem(last=False)
