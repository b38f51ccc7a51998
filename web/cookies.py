"""The cookies of the gate: names, how they are read, and the attributes they are set with.

Behind TLS every name carries `__Host-` and the cookie is Secure, so that neither a page of another host nor one
without TLS can plant it; over plain HTTP (an office PC at localhost) browsers accept neither.
"""

from collections.abc import Mapping
from typing import Literal

from starlette.requests import HTTPConnection
from starlette.responses import Response

SESSION = "danvan"
FORM = "danvan_form"
DEVICE = "danvan_may"
BY_PROVIDER = "danvan_sso_vao"
DEVICE_AGE_S = 180 * 24 * 3600
DEVICES_KEPT = 5
MAX_LENGTH = 1000


def is_tls(connection: HTTPConnection) -> bool:
    """Whether the browser came over TLS; uvicorn believes the proxy's word only from the proxy's address."""
    return connection.scope["scheme"] in {"https", "wss"}


def read(connection: HTTPConnection, name: str) -> str:
    """The value of one of our cookies, or ""."""
    cookies: Mapping[str, str] = connection.cookies
    value = cookies.get(_full(name, tls=is_tls(connection)), "")
    return value if len(value) <= MAX_LENGTH else ""


def put(
    response: Response,
    connection: HTTPConnection,
    name: str,
    value: str,
    *,
    age_s: int | None = None,
    same_site: Literal["lax", "strict"] = "lax",
) -> None:
    """Set a cookie that scripts cannot read. Without `age_s` it ends with the browser."""
    tls = is_tls(connection)
    response.set_cookie(
        _full(name, tls=tls), value, max_age=age_s, path="/", secure=tls, httponly=True, samesite=same_site
    )


def drop(response: Response, connection: HTTPConnection, name: str) -> None:
    """Make the browser forget a cookie."""
    tls = is_tls(connection)
    response.delete_cookie(_full(name, tls=tls), path="/", secure=tls, httponly=True, samesite="lax")


def with_device(marks: str, mark: str) -> str:
    """The device's marks with a new one in front; a shared office PC keeps those of a few people."""
    return "~".join([mark, *[old for old in marks.split("~") if old]][:DEVICES_KEPT])


def _full(name: str, *, tls: bool) -> str:
    return f"__Host-{name}" if tls else name
