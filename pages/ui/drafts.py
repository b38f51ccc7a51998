"""An uploaded file into a checked draft of this browser's session: handled once, known again by its content."""

import tempfile
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import streamlit as st

from accounts.clock import utc_now
from accounts.model import Actor
from etl.checking import CheckedReturn
from etl.marking import write_marked
from etl.store import Store
from returns.filing import FilingAnswer, accept
from returns.intake import check_upload

DRAFT = "filing.draft"
RECEIPT = "filing.receipt"
TURN = "filing.turn"
IN_ADDRESS = "tep"
SHOWN_DIGITS = 12


class Uploaded(Protocol):
    """What the upload box hands over."""

    name: str

    def getvalue(self) -> bytes:
        """The bytes of the file."""
        ...


@dataclass(frozen=True, slots=True)
class Draft:
    """One file as it was sent, and what the check found. Nothing of it is recorded yet."""

    sha256: str
    file_name: str
    data: bytes
    checked: CheckedReturn


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a filed draft, and when (UTC)."""

    answer: FilingAnswer
    at: datetime


def upload_key() -> str:
    """The key of the upload box: a new one, so an empty box, after every filing."""
    return f"filing.upload.{st.session_state.get(TURN, 0)}"


def taken(store: Store, upload: Uploaded | None, *, by: Actor) -> Draft | None:
    """The draft of the file in the box; checked only when its content is new. Raises Forbidden, StoreFault.

    The address carries the beginning of the file's hash: when a connection drops, Streamlit forgets the file while
    the box still shows its name, and `is_lost` can tell.
    """
    if upload is None:
        if st.session_state.pop(DRAFT, None) is not None:
            st.query_params.pop(IN_ADDRESS, None)
        return None
    data = upload.getvalue()
    digest = sha256(data).hexdigest()
    known = st.session_state.get(DRAFT)
    if not isinstance(known, Draft) or known.sha256 != digest or known.file_name != upload.name:
        known = Draft(digest, upload.name, data, check_upload(store, data, upload.name, by=by))
        st.session_state[DRAFT] = known
        st.session_state.pop(RECEIPT, None)
    st.query_params[IN_ADDRESS] = digest[:SHOWN_DIGITS]
    return known


def is_lost() -> bool:
    """Whether the address speaks of a file that this session does not have: it was lost with the connection."""
    return IN_ADDRESS in st.query_params and DRAFT not in st.session_state


def file_draft(store: Store, by: Actor) -> None:
    """File the draft of this session, once: for the confirm button. Raises Forbidden, StoreFault."""
    draft = st.session_state.get(DRAFT)
    if not isinstance(draft, Draft):
        return
    now = utc_now()
    st.session_state[RECEIPT] = Receipt(accept(store, draft.checked, draft.data, by=by, now=now), now)
    del st.session_state[DRAFT]
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    st.query_params.pop(IN_ADDRESS, None)


def receipt() -> Receipt | None:
    """What became of the last file, until another one is chosen."""
    found = st.session_state.get(RECEIPT)
    return found if isinstance(found, Receipt) else None


def marked_name(draft: Draft) -> str:
    """The file name of the marked workbook."""
    return f"Đã đánh dấu lỗi - {Path(draft.file_name.replace(chr(92), '/')).stem[:80]}.xlsx"


def marked_workbook(draft: Draft) -> bytes:
    """The sender's workbook with every fault at its cell, or a list of faults where it cannot be marked."""
    with tempfile.TemporaryDirectory(prefix="danvan-") as folder:
        original, out = Path(folder) / "original.xlsx", Path(folder) / "marked.xlsx"
        original.write_bytes(draft.data)
        write_marked(original, draft.checked, out)
        return out.read_bytes()
