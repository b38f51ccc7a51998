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
from etl.marking.workbook import write_marked
from etl.store import Store
from returns.filing import Confirmation, FilingAnswer, accept
from returns.intake import check_upload

DRAFT = "filing.draft"
RECEIPT = "filing.receipt"
TURN = "filing.turn"
IN_ADDRESS = "tep"
SHOWN_DIGITS = 12
NOT_SAID = frozenset({"round_missing", "unit_missing"})


class Uploaded(Protocol):
    """What the upload box hands over."""

    name: str

    def getvalue(self) -> bytes:
        """The bytes of the file."""
        ...


@dataclass(frozen=True, slots=True)
class Draft:
    """One file as it was sent, and what the check found. Nothing of it is recorded yet.

    `handed`: it came from another screen, so the upload box is empty and yet it is there.
    """

    sha256: str
    file_name: str
    data: bytes
    checked: CheckedReturn
    handed: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a filed draft, and when (UTC)."""

    answer: FilingAnswer
    at: datetime


def upload_key() -> str:
    """The key of the upload box: a new one, so an empty box, after every filing."""
    return f"filing.upload.{st.session_state.get(TURN, 0)}"


def taken(
    store: Store, upload: Uploaded | None, *, by: Actor, round_code: str | None = None, unit_key: str | None = None
) -> Draft | None:
    """The draft of the file in the box; checked only when its content is new. Raises Forbidden, StoreFault.

    `round_code` and `unit_key` are what is chosen on screen: they count where the file itself does not say.

    The address carries the beginning of the file's hash: when a connection drops, Streamlit forgets the file while
    the box still shows its name, and `is_lost` can tell.
    """
    if upload is None:
        handed = current()
        if handed is not None and handed.handed:
            return handed
        if st.session_state.pop(DRAFT, None) is not None:
            st.query_params.pop(IN_ADDRESS, None)
        return None
    data = upload.getvalue()
    digest = sha256(data).hexdigest()
    known = st.session_state.get(DRAFT)
    if not isinstance(known, Draft) or known.sha256 != digest or known.file_name != upload.name:
        checked = check_upload(store, data, upload.name, by=by)
        if round_code and any(found.code in NOT_SAID for found in checked.issues):
            checked = check_upload(store, data, upload.name, by=by, round_code=round_code, unit=unit_key)
        known = Draft(digest, upload.name, data, checked)
        st.session_state[DRAFT] = known
        st.session_state.pop(RECEIPT, None)
    st.query_params[IN_ADDRESS] = digest[:SHOWN_DIGITS]
    return known


def current() -> Draft | None:
    """The draft of this session."""
    found = st.session_state.get(DRAFT)
    return found if isinstance(found, Draft) else None


def hand_over(store: Store, data: bytes, file_name: str, *, by: Actor, round_code: str, unit_key: str) -> None:
    """Make a file of another screen the draft, checked for this round and unit. Raises Forbidden, StoreFault."""
    checked = check_upload(store, data, file_name, by=by, round_code=round_code, unit=unit_key)
    st.session_state[DRAFT] = Draft(sha256(data).hexdigest(), file_name, data, checked, handed=True)
    st.session_state.pop(RECEIPT, None)
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1


def is_foreign(draft: Draft) -> bool:
    """Whether a file that cannot be filed is no workbook of ours, so that mapping its table may help."""
    asked = {"no_table", "column_unclear", "row_unclear", "row_ambiguous", "column_ignored", "sheet_ignored"}
    return draft.checked.template_version is None and any(one.code in asked for one in draft.checked.issues)


def is_lost() -> bool:
    """Whether the address speaks of a file that this session does not have: it was lost with the connection."""
    return IN_ADDRESS in st.query_params and DRAFT not in st.session_state


def file_draft(store: Store, by: Actor, confirmed: Confirmation | None = None) -> None:
    """File the draft of this session, once, with what its sender adds. Raises Forbidden, StoreFault, ReturnsFault."""
    draft = st.session_state.get(DRAFT)
    if not isinstance(draft, Draft):
        return
    now = utc_now()
    answer = accept(store, draft.checked, draft.data, by=by, now=now, confirmed=confirmed)
    st.session_state[RECEIPT] = Receipt(answer, now)
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
