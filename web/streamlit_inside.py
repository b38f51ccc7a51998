"""The few things that must be asked of Streamlit's and its server's inside, in one place: no public name yet.

Pinned with `streamlit==1.67.0`; the tests fail when a new version moves them.
"""

import gc

import uvicorn
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import exists, get_instance


def session_holds(session_id: str, media_id: str) -> bool:
    """Whether a Streamlit session has a file, or a download still to be made, registered under this id."""
    if not exists():
        return False
    manager = get_instance().media_file_mgr
    with manager._lock:
        return media_id in manager._files_by_session_and_coord.get(session_id, {}).values()


def redirect_message(url: str) -> bytes:
    """The message with which Streamlit itself sends a browser away; the page then loads `url`."""
    message = ForwardMsg()
    message.auth_redirect.url = url
    data: bytes = message.SerializeToString()
    return data


def hide_server_name() -> None:
    """Let the running server send no `Server` header. uvicorn's own switch cannot be reached through Streamlit.

    The header list belongs to the server's settings, which are made before our application is loaded; every later
    answer is built from that list. Behind another server nothing is found and nothing happens.
    """
    for one in gc.get_objects():
        if type(one) is uvicorn.Config:
            one.encoded_headers = [pair for pair in one.encoded_headers if pair[0] != b"server"]
