"""A posted form into its fields: small, once, and only from a page of ours."""

import hmac
import secrets
from urllib.parse import parse_qsl

from starlette.requests import Request

from web import cookies

MAX_BYTES = 16 * 1024
MAX_FIELDS = 20
TOKEN = "phieu"


class FormFault(Exception):  # noqa: N818 (this house says fault)
    """The form cannot be taken; the message is Vietnamese and may be shown."""


async def fields(request: Request) -> dict[str, str]:
    """The fields of an ordinary form post. Raises FormFault when it is too big or of another kind."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise FormFault("Biểu mẫu gửi sai kiểu.")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BYTES:
            raise FormFault("Biểu mẫu quá dài.")
    try:
        pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=MAX_FIELDS)
    except ValueError as fault:
        raise FormFault("Biểu mẫu không đọc được.") from fault
    return dict(pairs)


def new_token(request: Request) -> str:
    """The token a stranger's form carries: the one of the cookie, or a new one."""
    return cookies.read(request, cookies.FORM) or secrets.token_urlsafe(24)


def check_token(request: Request, given: dict[str, str]) -> None:
    """Double submit: the form must carry what the cookie holds. Raises FormFault."""
    known = cookies.read(request, cookies.FORM)
    if not known or not hmac.compare_digest(known.encode(), given.get(TOKEN, "").encode()):
        raise FormFault("Trang đã mở quá lâu hoặc trình duyệt không nhận cookie. Hãy thử lại.")


def check_proof(given: dict[str, str], expected: str) -> None:
    """A signed-in person's form must carry the proof of this session. Raises FormFault."""
    if not hmac.compare_digest(expected.encode(), given.get(TOKEN, "").encode()):
        raise FormFault("Trang đã mở quá lâu. Hãy thử lại.")
