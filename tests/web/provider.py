"""A small identity provider on this machine, with real keys and a real socket; a test may make it lie."""

import base64
import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import uvicorn
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.web.boot import free_port

CLIENT, SECRET = "danvan", "bí mật: 100%"


@dataclass
class IdentityProvider:
    """What it will say next. `lies` are claims put over the true ones (None: left out)."""

    issuer: str
    key: Any = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "k1", "use": "sig"}))
    shown_keys: list[Any] = field(default_factory=list)
    algorithm: str = "RS256"
    signing_key: Any = None
    lies: dict[str, Any] = field(default_factory=dict)
    said_issuer: str = ""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    ends_sessions: bool = True

    def answer(self, url: str, login: str) -> str:
        """Somebody signs in there: the query with which the browser comes back."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        assert query["response_type"] == "code" and query["code_challenge_method"] == "S256"
        code = f"code-{len(self.codes)}"
        self.codes[code] = {**query, "login": login}
        return f"code={code}&state={query['state']}"

    async def metadata(self, request: Request) -> JSONResponse:
        self.asked.append("metadata")
        return JSONResponse(
            {
                "issuer": self.said_issuer or self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                **({"end_session_endpoint": f"{self.issuer}/logout"} if self.ends_sessions else {}),
            }
        )

    async def authorize(self, request: Request) -> Response:
        """The page where a person signs in there: a name, and back."""
        login = request.query_params.get("as", "")
        if login:
            url = str(request.url)
            return RedirectResponse(f"{request.query_params['redirect_uri']}?{self.answer(url, login)}", 303)
        kept = "".join(f'<input type="hidden" name="{k}" value="{escape(v)}">' for k, v in request.query_params.items())
        form = f'<form>{kept}<label>Tên <input name="as"></label><button>Vào</button></form>'
        return HTMLResponse(f"<!doctype html><title>Cơ quan</title>{form}")

    async def logout(self, request: Request) -> Response:
        """The end of a session there."""
        self.asked.append("logout")
        assert request.query_params["client_id"] == CLIENT
        return RedirectResponse(request.query_params["post_logout_redirect_uri"], 303)

    async def keys(self, request: Request) -> JSONResponse:
        self.asked.append("keys")
        return JSONResponse({"keys": [key.as_dict(private=False) for key in self.shown_keys or [self.key]]})

    async def token(self, request: Request) -> JSONResponse:
        self.asked.append("token")
        form = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        given = self.codes.pop(form.get("code", ""), None)
        kind, _, pair = request.headers.get("authorization", "").partition(" ")
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        right = (
            given is not None
            and kind == "Basic"
            and [unquote(part) for part in base64.b64decode(pair).decode().split(":")] == [CLIENT, SECRET]
            and challenge.rstrip(b"=").decode() == given["code_challenge"]
            and form.get("redirect_uri") == given["redirect_uri"]
        )
        if not right or given is None:
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "1",
            "exp": now + 300,
            "iat": now,
            "nonce": given["nonce"],
            "preferred_username": given["login"],
            "email": f"{given['login']}@tinh.test",
            "email_verified": True,
        }
        claims = {name: value for name, value in {**claims, **self.lies}.items() if value is not None}
        header = {"alg": self.algorithm, "kid": "k1"}
        token = jwt.encode(header, claims, self.signing_key or self.key, algorithms=[self.algorithm])
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "id_token": token})


def other_keys() -> dict[str, Any]:
    """Keys of other kinds, by algorithm."""
    return {
        "ES256": ECKey.generate_key("P-256", {"kid": "k1"}),
        "HS256": OctKey.import_key("0" * 64, {"kid": "k1"}),
    }


@contextmanager
def provider() -> Iterator[IdentityProvider]:
    """It runs on a port of its own."""
    port = free_port()
    made = IdentityProvider(issuer=f"http://127.0.0.1:{port}")
    routes = [
        Route("/.well-known/openid-configuration", made.metadata),
        Route("/authorize", made.authorize),
        Route("/logout", made.logout),
        Route("/keys", made.keys),
        Route("/token", made.token, methods=["POST"]),
    ]
    server = uvicorn.Server(
        uvicorn.Config(Starlette(routes=routes), host="127.0.0.1", port=port, log_level="error", lifespan="off")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 10
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.01)
    try:
        yield made
    finally:
        server.should_exit = True
        thread.join(5)
