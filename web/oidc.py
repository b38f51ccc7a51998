"""An identity provider's answer into one verified claim: OpenID Connect, authorization code with PKCE.

Off unless DANVAN_OIDC_ISSUER is set; only then does a request leave this machine, and only to that provider.
After OpenID Connect Core 1.0 §3.1 and RFC 7636 (PKCE, S256), RFC 9207 (`iss` in the answer).
"""

import base64
import hashlib
import json
import os
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

ISSUER, CLIENT_ID, CLIENT_SECRET = "DANVAN_OIDC_ISSUER", "DANVAN_OIDC_CLIENT_ID", "DANVAN_OIDC_CLIENT_SECRET"
CLAIM, DOMAIN = "DANVAN_OIDC_CLAIM", "DANVAN_OIDC_DOMAIN"
CLAIMS = ("preferred_username", "email")
ALGORITHMS = ("RS256", "PS256", "ES256")
LEEWAY_S = 60
TIMEOUT_S = 10.0
MOST_BYTES = 256 * 1024
KEPT_S = 600.0
KEYS_AGAIN_S = 30.0
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})

Fetch = Callable[[urllib.request.Request], Mapping[str, Any]]


class OidcFault(Exception):  # noqa: N818 (this house says fault)
    """The provider cannot be used, or its answer is not believed; the message is for the log, not for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OidcSettings:
    """Which provider, who we are there, and which claim names the login. `domain` only with the claim `email`."""

    issuer: str
    client_id: str
    client_secret: str
    claim: str = CLAIMS[0]
    domain: str = ""

    @classmethod
    def of(cls, settings: Mapping[str, str] | None = None) -> "OidcSettings | None":
        """From the environment; None without DANVAN_OIDC_ISSUER. Raises OidcFault where it is half set."""
        given = os.environ if settings is None else settings
        issuer = given.get(ISSUER, "").strip()
        if not issuer:
            return None
        made = cls(
            issuer=issuer,
            client_id=given.get(CLIENT_ID, "").strip(),
            client_secret=given.get(CLIENT_SECRET, "").strip(),
            claim=given.get(CLAIM, "").strip() or CLAIMS[0],
            domain=given.get(DOMAIN, "").strip().lower(),
        )
        _check_address(issuer)
        if not made.client_id or not made.client_secret:
            raise OidcFault(f"{CLIENT_ID} and {CLIENT_SECRET} must be set")
        if made.claim not in CLAIMS:
            raise OidcFault(f"{CLAIM} must be one of {', '.join(CLAIMS)}")
        if made.claim == "email" and not made.domain:
            raise OidcFault(f"{DOMAIN} must be set with the claim email: the part before @ becomes the login")
        return made


class Provider:
    """One provider. Its addresses and keys are asked for when first needed and kept for ten minutes."""

    def __init__(self, settings: OidcSettings, fetch: Fetch | None = None) -> None:
        self.settings = settings
        self._fetch = fetch or fetched
        self._lock = threading.Lock()
        self._known: dict[str, tuple[float, Mapping[str, Any]]] = {}

    def sign_in_url(self, *, state: str, nonce: str, verifier: str, back: str) -> str:
        """Where the browser goes; it comes back to `back` with a code. Raises OidcFault."""
        address = self._address("authorization_endpoint")
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        scope = "openid email" if self.settings.claim == "email" else "openid profile"
        asked = {
            "response_type": "code",
            "client_id": self.settings.client_id,
            "redirect_uri": back,
            "scope": scope,
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"

    def sign_out_url(self, *, back: str) -> str | None:
        """Where the browser ends its session at the provider too, to come back to `back`; None where there is no such.

        After OpenID Connect RP-Initiated Logout 1.0 §2. The ID token is not kept here, so the provider is told only
        which client asks, and may ask the person once more. Raises OidcFault.
        """
        if not self._metadata().get("end_session_endpoint"):
            return None
        address = self._address("end_session_endpoint")
        asked = {"client_id": self.settings.client_id, "post_logout_redirect_uri": back}
        return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"

    def login_of(self, *, code: str, nonce: str, verifier: str, back: str) -> str:
        """The login that the provider vouches for, in small letters. Raises OidcFault."""
        return self._login(self._claims(self._exchanged(code, verifier, back), nonce))

    def _exchanged(self, code: str, verifier: str, back: str) -> str:
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
        pair = f"{quote(self.settings.client_id, safe='')}:{quote(self.settings.client_secret, safe='')}"
        request = urllib.request.Request(
            self._address("token_endpoint"),
            data=urlencode(form).encode(),
            headers={
                "Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}",
                "Accept": "application/json",
            },
        )
        token = self._fetch(request).get("id_token")
        if not isinstance(token, str):
            raise OidcFault("no id_token in the answer")
        return token

    def _claims(self, token: str, nonce: str) -> Mapping[str, Any]:
        from joserfc import jwt
        from joserfc.errors import JoseError

        for again in (False, True):
            try:
                claims = jwt.decode(token, self._keys(again=again), algorithms=list(ALGORITHMS)).claims
                break
            except (JoseError, ValueError) as fault:
                if again:
                    raise OidcFault(f"id_token not believed: {type(fault).__name__}") from fault
        rules = jwt.JWTClaimsRegistry(
            leeway=LEEWAY_S,
            iss={"essential": True, "value": self.settings.issuer},
            aud={"essential": True, "value": self.settings.client_id},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        try:
            rules.validate(claims)
        except JoseError as fault:
            raise OidcFault(f"claim not believed: {fault}") from fault
        audiences = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
        if claims.get("azp", self.settings.client_id if len(audiences) == 1 else "") != self.settings.client_id:
            raise OidcFault("issued to another client")
        return claims

    def _login(self, claims: Mapping[str, Any]) -> str:
        value = claims.get(self.settings.claim)
        if not isinstance(value, str) or not value:
            raise OidcFault(f"no claim {self.settings.claim}")
        login = value.strip().lower()
        if self.settings.claim != "email":
            return login
        name, _, domain = login.rpartition("@")
        if claims.get("email_verified") is not True or domain != self.settings.domain:
            raise OidcFault("address not verified, or of another domain")
        return name

    def _keys(self, *, again: bool) -> Any:
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        told = self._asked(self._address("jwks_uri"), keep_s=KEYS_AGAIN_S if again else KEPT_S)
        keys = [key for key in told.get("keys", ()) if isinstance(key, dict) and key.get("kty") in ("RSA", "EC")]
        try:
            return KeySet.import_key_set({"keys": [key for key in keys if key.get("use", "sig") == "sig"]})
        except (JoseError, ValueError) as fault:
            raise OidcFault("keys cannot be read") from fault

    def _metadata(self) -> Mapping[str, Any]:
        told = self._asked(f"{self.settings.issuer.rstrip('/')}/.well-known/openid-configuration")
        if told.get("issuer") != self.settings.issuer:
            raise OidcFault("the provider calls itself otherwise")
        return told

    def _address(self, name: str) -> str:
        address = self._metadata().get(name)
        if not isinstance(address, str):
            raise OidcFault(f"no {name}")
        _check_address(address)
        return address

    def _asked(self, address: str, *, keep_s: float = KEPT_S) -> Mapping[str, Any]:
        with self._lock:
            known = self._known.get(address)
            if known and time.monotonic() - known[0] < keep_s:
                return known[1]
        told = self._fetch(urllib.request.Request(address, headers={"Accept": "application/json"}))
        with self._lock:
            self._known[address] = (time.monotonic(), told)
        return told


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """A provider answers where it said it would, or not at all."""


def fetched(request: urllib.request.Request) -> Mapping[str, Any]:
    """A small JSON object from the provider. Raises OidcFault."""
    try:
        with urllib.request.build_opener(_NoRedirect()).open(request, timeout=TIMEOUT_S) as answer:
            body = answer.read(MOST_BYTES + 1)
        if len(body) > MOST_BYTES:
            raise OidcFault("answer too long")
        told = json.loads(body)
    except (urllib.error.URLError, OSError, ValueError) as fault:
        raise OidcFault(f"provider not reached: {type(fault).__name__}") from fault
    if not isinstance(told, dict):
        raise OidcFault("answer is no object")
    return told


def _check_address(address: str) -> None:
    """Only over TLS, except to this very machine."""
    parts = urlsplit(address)
    secure = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL_HOSTS)
    if not secure or not parts.hostname:
        raise OidcFault(f"not an https address: {address}")
