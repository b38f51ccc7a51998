"""The signed-in person's own page: change the password, sign out of every device."""

from html import escape

import anyio
import anyio.to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from accounts import directory, identity, sessions
from accounts.model import AccountFault, Actor
from accounts.passwords import MIN_LENGTH
from web import cookies, forms, markup
from web.guard import address_of
from web.house import House

PASSWORD_PATH = f"{identity.ACCOUNT_PATH}/mat-khau"
EVERYWHERE_PATH = f"{identity.ACCOUNT_PATH}/dang-xuat-moi-noi"


class AccountPage:
    """The routes of the page, over one house."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def page(self, request: Request) -> Response:
        """GET: who is signed in, and the two forms."""
        return self._show(request, note="Đã đổi mật khẩu." if "da-doi" in request.query_params else "")

    async def change_password(self, request: Request) -> Response:
        """POST: old password, new password twice."""
        signed = request.state.signed
        try:
            given = await forms.fields(request)
            forms.check_proof(given, self._proof(request))
            if given.get("new", "") != given.get("again", ""):
                raise forms.FormFault("Hai lần gõ mật khẩu mới chưa giống nhau.")
            self._ask_turn(request)
            await anyio.to_thread.run_sync(
                lambda: directory.change_own_password(
                    self._house.store,
                    self._actor(request),
                    old=given.get("old", ""),
                    new=given.get("new", ""),
                    keep_session=signed.token_hash,
                )
            )
        except (forms.FormFault, AccountFault) as fault:
            return self._show(request, fault=str(fault), status=403)
        self._house.throttle.passed(_guessing(signed.account.login), address=address_of(request.scope))
        self._house.gate.forget_account(signed.account.login, keep=signed.token_hash)
        return RedirectResponse("/" if signed.account.must_change else f"{identity.ACCOUNT_PATH}?da-doi=1", 303)

    async def leave_everywhere(self, request: Request) -> Response:
        """POST: end every session of this account, this one too."""
        signed = request.state.signed
        try:
            forms.check_proof(await forms.fields(request), self._proof(request))
        except forms.FormFault as fault:
            return self._show(request, fault=str(fault), status=403)
        by = self._actor(request)
        await anyio.to_thread.run_sync(
            lambda: self._house.store.transact(lambda cursor: sessions.end_all(cursor, by, signed.account.login))
        )
        self._house.gate.forget_account(signed.account.login)
        answer = RedirectResponse(f"{identity.SIGN_IN_PATH}?da-ra=1", 303)
        cookies.drop(answer, request, cookies.SESSION)
        return answer

    def _ask_turn(self, request: Request) -> None:
        """Whoever sits down at somebody's open screen must not be able to guess the old password there."""
        login = request.state.signed.account.login
        turn = self._house.throttle.turn(_guessing(login), address=address_of(request.scope))
        if turn.refused_for_s > 0:
            raise forms.FormFault(f"Đã thử nhiều lần. Hãy chờ {max(1, round(turn.refused_for_s))} giây rồi thử lại.")

    def _show(self, request: Request, *, note: str = "", fault: str = "", status: int = 200) -> Response:
        account = request.state.signed.account
        hidden = {forms.TOKEN: self._proof(request)}
        first = "Hãy đổi mật khẩu được cấp trước khi làm việc." if account.must_change else ""
        parts = [
            markup.known_login(account.login),
            markup.field("old", "Mật khẩu hiện tại", kind="password", complete="current-password", focus=True),
            markup.field(
                "new",
                "Mật khẩu mới",
                kind="password",
                complete="new-password",
                hint=f"Từ {MIN_LENGTH} ký tự, khó đoán; nên ghép vài từ không liên quan với nhau.",
            ),
            markup.field("again", "Gõ lại mật khẩu mới", kind="password", complete="new-password"),
        ]
        change = markup.form(PASSWORD_PATH, parts, hidden=hidden, submit="Đổi mật khẩu")
        rest = "" if account.must_change else _rest(hidden)
        main = (
            f"<h1>Tài khoản</h1><p><strong>{escape(account.name)}</strong><br>{account.role_name}, tên đăng nhập "
            f"<strong>{account.login}</strong></p>"
            f"{markup.note(note or first)}{markup.fault(fault)}<h2>Đổi mật khẩu</h2>{change}{rest}"
        )
        return markup.answer(markup.Page(title="Tài khoản", main=main), status)

    def _actor(self, request: Request) -> Actor:
        return Actor(account=request.state.signed.account, address=address_of(request.scope))

    def _proof(self, request: Request) -> str:
        return identity.proof(request.state.token, identity.ACCOUNT_PATH)


def _guessing(login: str) -> str:
    return f"#doi-mat-khau {login}"


def _rest(hidden: dict[str, str]) -> str:
    everywhere = markup.form(EVERYWHERE_PATH, [], hidden=hidden, submit="Đăng xuất khỏi mọi thiết bị", quiet=True)
    return (
        "<h2>Các thiết bị</h2><p>Nếu đã đăng nhập ở máy khác hoặc nghi có người dùng nhờ, hãy kết thúc tất cả các "
        f'phiên.</p>{everywhere}<p class="ways"><a href="/">Quay lại làm việc</a></p>'
    )
