"""What goes wrong into a sentence for people and an id in the log: on a screen, and outside of screens."""

import logging
import secrets

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response

from accounts.model import AccountFault
from etl.store import StoreFault
from web import markup

LOG = logging.getLogger("danvan.fault")


def new_id() -> str:
    """Short enough to be read out over the telephone."""
    return secrets.token_hex(4).upper()


def on_script_error(fault: Exception) -> bool:
    """Show a sentence instead of a trace. A refusal or a busy store says itself what to do; a bug gets an id."""
    if isinstance(fault, (AccountFault, StoreFault)):
        st.error(str(fault))
        return True
    code = new_id()
    LOG.error("screen failed", exc_info=fault, extra={"error_id": code})
    st.error(
        f"Trang này gặp lỗi ngoài dự kiến. Số liệu đã lưu không bị ảnh hưởng. Mã lỗi **{code}**: hãy gửi mã này cho "
        "quản trị viên, rồi tải lại trang."
    )
    return True


async def on_store_fault(_request: Request, fault: Exception) -> Response:
    """The store cannot be asked just now: say why and try again."""
    return markup.answer(markup.message_page("Kho số liệu chưa dùng được", str(fault), retry_s=5), 503)


async def on_fault(_request: Request, fault: Exception) -> Response:
    """A bug outside of screens; Starlette raises it again, so the server logs its trace too."""
    code = new_id()
    LOG.error("request failed", exc_info=fault, extra={"error_id": code})
    words = "Chương trình gặp lỗi ngoài dự kiến. Số liệu đã lưu không bị ảnh hưởng."
    return markup.answer(markup.message_page("Có lỗi", words, code=code), 500)
