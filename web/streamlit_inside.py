"""The few things the guard must ask of Streamlit's inside, in one place: they have no public name yet.

Pinned with `streamlit==1.67.0`; the tests fail when a new version moves them.
"""

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
