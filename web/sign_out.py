"""The way out: this browser's session ended, when the click came from one of its own pages."""

import hmac
from html import escape

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from accounts import identity, sessions
from accounts.model import Actor
from web import cookies, forms, markup, single_sign_on
from web.guard import address_of
from web.house import House


class SignOut:
    """The route of signing out, over one house."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def leave(self, request: Request) -> Response:
        """GET with the session's proof, or POST with it in a form: sign this browser out. Without it: ask."""
        signed, token = request.state.signed, request.state.token
        expected = identity.proof(token, identity.SIGN_OUT_PATH)
        given = await forms.fields(request) if request.method == "POST" else dict(request.query_params)
        if not hmac.compare_digest(expected.encode(), given.get(forms.TOKEN, "").encode()):
            return markup.answer(_ask_to_leave(signed.account.name, expected))
        by = Actor(account=signed.account, address=address_of(request.scope))
        await anyio.to_thread.run_sync(
            lambda: self._house.store.transact(lambda cursor: sessions.end(cursor, by, token_hash=signed.token_hash))
        )
        self._house.gate.forget(signed.token_hash)
        there = await single_sign_on.way_out(self._house, request)
        answer: Response
        if there and request.method == "POST":  # our own policy sends no form's answer to another host
            answer = markup.answer(_left_here(there))
        else:
            answer = RedirectResponse(there or f"{identity.SIGN_IN_PATH}?da-ra=1", 303)
        cookies.drop(answer, request, cookies.SESSION)
        cookies.drop(answer, request, cookies.BY_PROVIDER)
        return answer


def _left_here(there: str) -> markup.Page:
    main = (
        "<h1>Đã đăng xuất khỏi chương trình</h1><p>Máy này có thể vẫn đang đăng nhập ở máy chủ của cơ quan.</p>"
        f'<p class="ways"><a class="button" href="{escape(there)}">Đăng xuất cả tài khoản cơ quan</a></p>'
        f'<p class="ways"><a href="{identity.SIGN_IN_PATH}">Về trang đăng nhập</a></p>'
    )
    return markup.Page(title="Đã đăng xuất", main=main)


def _ask_to_leave(name: str, proof: str) -> markup.Page:
    ask = markup.form(identity.SIGN_OUT_PATH, [], hidden={forms.TOKEN: proof}, submit="Đăng xuất")
    main = (
        f"<h1>Đăng xuất?</h1><p>Đang làm việc với tên <strong>{escape(name)}</strong>.</p>{ask}"
        '<p class="ways"><a href="/">Quay lại làm việc</a></p>'
    )
    return markup.Page(title="Đăng xuất", main=main)
