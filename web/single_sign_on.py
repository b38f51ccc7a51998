"""The way in by the office's own identity provider: off to it, and back with its word into a session of ours."""

import base64
import binascii
import hmac
import logging
import secrets
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

import anyio
import anyio.to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from accounts import identity
from accounts.model import AccountFault
from accounts.vouched import sign_in_vouched
from web import cookies, markup
from web.device_names import device_name
from web.guard import address_of
from web.house import House
from web.landing import landing
from web.next_path import next_path
from web.oidc import OidcFault, Provider

LOG = logging.getLogger("danvan.sso")
ON_THE_WAY = "danvan_sso"
ON_THE_WAY_S = 600
NEXT_LENGTH = 300
AT_ONCE = 4
NOT_WORKED = "Chưa đăng nhập được bằng tài khoản cơ quan. Hãy thử lại, hoặc dùng tên đăng nhập và mật khẩu."


@dataclass(frozen=True, slots=True)
class Trip:
    """What this browser must bring back: kept in its own cookie, which no script reads."""

    state: str
    nonce: str
    verifier: str
    wanted: str

    def packed(self) -> str:
        """As a cookie's value."""
        return ".".join(
            [self.state, self.nonce, self.verifier, base64.urlsafe_b64encode(self.wanted.encode()).decode()]
        )

    @classmethod
    def unpacked(cls, text: str) -> "Trip | None":
        """From a cookie's value; None where it is none."""
        parts = text.split(".")
        if len(parts) != 4 or not all(parts[:3]):
            return None
        try:
            wanted = base64.urlsafe_b64decode(parts[3]).decode()
        except (binascii.Error, ValueError):
            return None
        return cls(state=parts[0], nonce=parts[1], verifier=parts[2], wanted=next_path(wanted))


class SingleSignOn:
    """The two routes, over one house. Without a provider there is no such page."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._limiter = anyio.CapacityLimiter(AT_ONCE)

    async def leave(self, request: Request) -> Response:
        """GET: send the browser to the provider."""
        provider = self._house.provider
        if provider is None:
            return markup.answer(markup.message_page("Không có trang này", "Chưa đặt cách đăng nhập này."), 404)
        wanted = next_path(request.query_params.get("next", ""))
        trip = Trip(
            state=secrets.token_urlsafe(24),
            nonce=secrets.token_urlsafe(24),
            verifier=secrets.token_urlsafe(48),
            wanted=wanted if len(wanted) <= NEXT_LENGTH else "/",
        )
        try:
            url = await anyio.to_thread.run_sync(
                lambda: provider.sign_in_url(
                    state=trip.state, nonce=trip.nonce, verifier=trip.verifier, back=_back(request)
                ),
                limiter=self._limiter,
            )
        except OidcFault as fault:
            return _failed(request, fault)
        answer = RedirectResponse(url, 303)
        cookies.put(answer, request, ON_THE_WAY, trip.packed(), age_s=ON_THE_WAY_S)
        return answer

    async def come_back(self, request: Request) -> Response:
        """GET: the provider's answer, believed only in the browser that set out."""
        provider = self._house.provider
        if provider is None:
            return markup.answer(markup.message_page("Không có trang này", "Chưa đặt cách đăng nhập này."), 404)
        trip = Trip.unpacked(cookies.read(request, ON_THE_WAY))
        given = request.query_params
        try:
            if trip is None or not hmac.compare_digest(trip.state.encode(), given.get("state", "").encode()):
                raise OidcFault("another state than the one set out with")
            if given.get("iss", provider.settings.issuer) != provider.settings.issuer:
                raise OidcFault("answer of another provider")
            if not given.get("code") or "error" in given:
                raise OidcFault("the provider refused")
            return await self._let_in(request, provider, trip, given["code"])
        except OidcFault as fault:
            return _failed(request, fault)
        except AccountFault as fault:
            return _answer(request, str(fault))

    async def _let_in(self, request: Request, provider: Provider, trip: Trip, code: str) -> Response:
        login = await anyio.to_thread.run_sync(
            lambda: provider.login_of(code=code, nonce=trip.nonce, verifier=trip.verifier, back=_back(request)),
            limiter=self._limiter,
        )
        address, device = address_of(request.scope), device_name(request.headers.get("user-agent", ""))
        account, token = await anyio.to_thread.run_sync(
            lambda: sign_in_vouched(
                self._house.store, self._house.throttle.refusals, login, address=address, device=device
            ),
            limiter=self._limiter,
        )
        first = await anyio.to_thread.run_sync(landing, self._house, account, trip.wanted)
        answer = RedirectResponse(first, 303)
        cookies.put(answer, request, cookies.SESSION, token)
        cookies.put(answer, request, cookies.BY_PROVIDER, "1")
        cookies.drop(answer, request, ON_THE_WAY)
        return answer


async def way_out(house: House, request: Request) -> str:
    """Where a browser that came by the provider signs out there too; "" where it did not, or there is no such page."""
    provider = house.provider
    if provider is None or not cookies.read(request, cookies.BY_PROVIDER):
        return ""
    back = f"{_here(request)}{identity.SIGN_IN_PATH}?da-ra=1"
    try:
        return await anyio.to_thread.run_sync(lambda: provider.sign_out_url(back=back)) or ""
    except OidcFault as fault:
        LOG.warning("no sign-out at the provider", extra={"reason": str(fault)[:200]})
        return ""


def link(house: House, wanted: str) -> str:
    """The way there on the sign-in page, or "" where none is set up."""
    if house.provider is None:
        return ""
    href = identity.SSO_PATH + (f"?next={quote(wanted, safe='')}" if wanted != "/" else "")
    return f'<p class="ways"><a href="{escape(href)}">Đăng nhập bằng tài khoản cơ quan</a></p>'


def _back(request: Request) -> str:
    """This program's own address as the browser knows it; the provider takes only what is registered there."""
    return f"{_here(request)}{identity.SSO_BACK_PATH}"


def _here(request: Request) -> str:
    return f"{request.url.scheme}://{request.headers.get('host', '')}"


def _failed(request: Request, fault: OidcFault) -> Response:
    LOG.warning("single sign-on failed", extra={"reason": str(fault)[:200]})
    return _answer(request, NOT_WORKED)


def _answer(request: Request, words: str) -> Response:
    main = (
        f"<h1>Chưa đăng nhập</h1>{markup.fault(words)}"
        f'<p class="ways"><a href="{identity.SIGN_IN_PATH}">Về trang đăng nhập</a></p>'
    )
    answer = markup.answer(markup.Page(title="Chưa đăng nhập", main=main), 403)
    cookies.drop(answer, request, ON_THE_WAY)
    return answer
