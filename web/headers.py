"""Security headers onto every answer; what an answer has set itself stays."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-permitted-cross-domain-policies": "none",
    "cache-control": "no-store",
}
TLS_ONLY = {"strict-transport-security": "max-age=31536000"}
CSP = "content-security-policy"


def screen_policy(script_hashes: tuple[str, ...]) -> str:
    """What Streamlit's page may load: itself, and nothing that makes text into code.

    `unsafe-inline` is for styles only (Streamlit writes its look into the page). Pictures come from here alone, so
    a picture in somebody's text cannot tell anybody that it was read. A screen with its own component (`blob:`
    scripts) would need a wider policy; there is none.
    """
    scripts = " ".join(["'self'", *(f"'{one}'" for one in script_hashes)])
    return (
        f"default-src 'self'; script-src {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
        " font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none';"
        " frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
    )


GATE_POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self';"
    " frame-ancestors 'none'; base-uri 'none'; script-src 'self'; connect-src 'self'"
)


class SecurityHeaders:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp, *, policy: str) -> None:
        self._app = app
        self._policy = policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI entry."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                add_to(headers, policy=self._policy, tls=scope["scheme"] == "https")
            await send(message)

        await self._app(scope, receive, sent)


def add_to(headers: MutableHeaders, *, policy: str, tls: bool) -> None:
    """Set what is not set yet."""
    for name, value in {**ALWAYS, **(TLS_ONLY if tls else {}), CSP: policy}.items():
        headers.setdefault(name, value)
