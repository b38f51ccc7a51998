"""The sign-in page: a login and a password into a session cookie, and back to the page that was wanted."""

from collections import Counter
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

import anyio
import anyio.to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from accounts import demo, first_admin, identity
from accounts.office import SAMPLE_WORDS
from accounts.signing_in import Attempt, SignInRefusedFault, Welcome, sign_in, turned
from accounts.throttle import network
from web import cookies, forms, markup, single_sign_on
from web.device_names import device_name
from web.guard import address_of
from web.house import House
from web.landing import landing
from web.next_path import next_path

CROWD_WAITING = 10
WELCOMES = {
    "het-han": "Phiên làm việc đã kết thúc. Hãy đăng nhập lại.",
    "da-ra": "Đã đăng xuất.",
    "doi-mat-khau": "Đã đổi mật khẩu. Hãy đăng nhập lại.",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What the store says about signing in: whether nobody can yet, and the demo accounts to offer."""

    set_up: bool
    offered: tuple[demo.DemoAccount, ...]


class SignIn:
    """The routes of signing in, over one house."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._hashing = anyio.CapacityLimiter(2)
        self._waiting: Counter[str] = Counter()

    async def page(self, request: Request) -> Response:
        """GET: the form, or straight on for somebody who is signed in."""
        wanted = next_path(request.query_params.get("next", "") or _came_from(request))
        if request.state.signed:
            return RedirectResponse(wanted, 303)
        standing = await anyio.to_thread.run_sync(self._standing)
        if standing.set_up:
            return RedirectResponse(identity.SET_UP_PATH, 303)
        words = next((told for key, told in WELCOMES.items() if key in request.query_params), "")
        return self._form(request, standing, wanted=wanted, note=words)

    async def post(self, request: Request) -> Response:
        """POST: try to sign in."""
        standing = await anyio.to_thread.run_sync(self._standing)
        login, wanted = "", "/"
        try:
            given = await forms.fields(request)
            wanted = next_path(given.get("next", ""))
            login = given.get("login", "")[:80]
            forms.check_token(request, given)
            welcome = await self._tried(request, *_chosen(given, standing))
        except (forms.FormFault, SignInRefusedFault) as fault:
            wait_s = getattr(fault, "wait_s", 0.0)
            return self._form(request, standing, wanted=wanted, login=login, fault=str(fault), wait_s=wait_s)
        first = await anyio.to_thread.run_sync(landing, self._house, welcome.account, wanted)
        answer = RedirectResponse(first, 303)
        marks = cookies.with_device(cookies.read(request, cookies.DEVICE), welcome.device_mark)
        cookies.put(answer, request, cookies.SESSION, welcome.token)
        cookies.put(answer, request, cookies.DEVICE, marks, age_s=cookies.DEVICE_AGE_S, same_site="strict")
        cookies.drop(answer, request, cookies.FORM)
        if cookies.read(request, cookies.BY_PROVIDER):
            cookies.drop(answer, request, cookies.BY_PROVIDER)
        return answer

    async def _tried(self, request: Request, login: str, password: str) -> Welcome:
        attempt = Attempt(
            login=login,
            password=password,
            address=address_of(request.scope),
            device_mark=cookies.read(request, cookies.DEVICE),
            device_name=device_name(request.headers.get("user-agent", "")),
        )
        house = self._house
        turn = await anyio.to_thread.run_sync(turned, house.store, house.throttle, attempt)
        if turn.delay_s:
            await self._wait_in_crowd(network(attempt.address), turn.delay_s)
        return await anyio.to_thread.run_sync(
            sign_in, house.store, house.throttle, attempt, turn, limiter=self._hashing
        )

    async def _wait_in_crowd(self, origin: str, delay_s: float) -> None:
        """Let one address that fails all the time have only so many tries under way."""
        if self._waiting[origin] >= CROWD_WAITING:
            raise SignInRefusedFault("Mạng này đang thử đăng nhập quá nhiều. Hãy chờ ít giây.", wait_s=delay_s)
        self._waiting[origin] += 1
        try:
            await anyio.sleep(delay_s)
        finally:
            self._waiting[origin] -= 1
            self._waiting += Counter()

    def _standing(self) -> Standing:
        with self._house.store.reading() as cursor:
            return Standing(set_up=first_admin.needed(cursor), offered=demo.offered(cursor))

    def _form(
        self,
        request: Request,
        standing: Standing,
        *,
        wanted: str,
        login: str = "",
        fault: str = "",
        note: str = "",
        wait_s: float = 0.0,
    ) -> Response:
        token = forms.new_token(request)
        hidden = {forms.TOKEN: token, "next": wanted}
        parts = [
            markup.field("login", "Tên đăng nhập", value=login, complete="username", focus=not login),
            markup.field("password", "Mật khẩu", kind="password", complete="current-password", focus=bool(login)),
        ]
        main = (
            f"<h1>Đăng nhập</h1>{markup.note(note)}{markup.fault(fault)}"
            f"{markup.form(identity.SIGN_IN_PATH, parts, hidden=hidden, submit='Đăng nhập')}"
            f"{single_sign_on.link(self._house, wanted)}"
            '<p class="hint after">Quên mật khẩu? Quản trị viên của Ban đặt lại được.</p>'
            f"{_demo_part(standing.offered, hidden)}"
        )
        page = markup.Page(title="Đăng nhập", main=main, prefetch=self._house.index.first_files)
        status = 429 if wait_s else (403 if fault else 200)
        retry = {"Retry-After": str(max(1, round(wait_s)))} if wait_s else {}
        answer = markup.answer(page, status, headers=retry)
        cookies.put(answer, request, cookies.FORM, token, same_site="strict")
        return answer


def _chosen(given: dict[str, str], standing: Standing) -> tuple[str, str]:
    """What was typed, or the demo account whose button was pressed (none is offered in a real store)."""
    for one in standing.offered:
        if given.get("demo") == one.account.login:
            return one.account.login, one.password
    return given.get("login", ""), given.get("password", "")


def _demo_part(offered: tuple[demo.DemoAccount, ...], hidden: dict[str, str]) -> str:
    if not offered:
        return ""
    kept = "".join(f'<input type="hidden" name="{k}" value="{escape(v)}">' for k, v in hidden.items())
    buttons = "".join(
        f'<button type="submit" name="demo" value="{one.account.login}">'
        f'<span class="who">{escape(one.account.name)}</span>'
        f'<span class="what">{escape(one.line)}</span>'
        f'<span class="keys">{one.account.login} / {escape(one.password)}</span></button>'
        for one in offered
    )
    return (
        f'<section class="demo" aria-labelledby="demo-title"><h2 id="demo-title">{SAMPLE_WORDS}</h2>'
        "<p>Kho này chỉ chứa số liệu do chương trình tự tạo. Bấm để vào thử với một vai:</p>"
        f'<form method="post" action="{identity.SIGN_IN_PATH}" class="roles">{kept}{buttons}</form></section>'
    )


def _came_from(request: Request) -> str:
    """The page a browser was sent here from by the websocket, told by its Referer."""
    came = urlsplit(request.headers.get("referer", ""))
    if came.netloc != request.headers.get("host") or came.path in {
        identity.ACCOUNT_PATH,
        identity.SET_UP_PATH,
        identity.SSO_PATH,
        identity.SSO_BACK_PATH,
    }:
        return ""
    return came.path + (f"?{came.query}" if came.query else "")
