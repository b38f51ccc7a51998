"""The first administrator of an empty real store: the code from the terminal, a name, a password."""

import anyio
import anyio.to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from accounts import first_admin, identity
from accounts.model import LOGIN_RULE, AccountFault
from accounts.passwords import MIN_LENGTH
from web import cookies, forms, markup
from web.guard import address_of
from web.house import House

THROTTLE_LOGIN = "#thiet-lap"


class SetUp:
    """The routes of the set-up page, over one house. They exist only while nobody can sign in yet."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def page(self, request: Request) -> Response:
        """GET: the form, or on to sign-in once there is an administrator."""
        if not await anyio.to_thread.run_sync(self._needed):
            return RedirectResponse(identity.SIGN_IN_PATH, 303)
        return self._show(request, {})

    async def post(self, request: Request) -> Response:
        """POST: make the administrator."""
        given: dict[str, str] = {}
        try:
            given = await forms.fields(request)
            forms.check_token(request, given)
            if given.get("new", "") != given.get("again", ""):
                raise forms.FormFault("Hai lần gõ mật khẩu chưa giống nhau.")
            self._ask_turn(request)
            await anyio.to_thread.run_sync(self._make, given, address_of(request.scope))
        except (forms.FormFault, AccountFault) as fault:
            return self._show(request, given, fault=str(fault))
        self._house.preparation.set_up_code = ""
        return RedirectResponse(identity.SIGN_IN_PATH, 303)

    def _ask_turn(self, request: Request) -> None:
        turn = self._house.throttle.turn(THROTTLE_LOGIN, address=address_of(request.scope))
        if turn.refused_for_s > 0:
            raise AccountFault(f"Đã thử nhiều lần. Hãy chờ {max(1, round(turn.refused_for_s))} giây rồi thử lại.")

    def _needed(self) -> bool:
        with self._house.store.reading() as cursor:
            return first_admin.needed(cursor)

    def _make(self, given: dict[str, str], address: str) -> None:
        first_admin.make(
            self._house.store,
            code=given.get("code", ""),
            expected=self._house.preparation.set_up_code,
            address=address,
            login=given.get("login", ""),
            name=given.get("name", ""),
            password=given.get("new", ""),
        )

    def _show(self, request: Request, given: dict[str, str], *, fault: str = "") -> Response:
        token = forms.new_token(request)
        parts = [
            markup.field(
                "code",
                "Mã thiết lập",
                value=given.get("code", ""),
                hint="Được in trong cửa sổ dòng lệnh đang chạy chương trình; chỉ dùng được một lần.",
                focus=True,
            ),
            markup.field("name", "Họ và tên", value=given.get("name", ""), complete="name"),
            markup.field("login", "Tên đăng nhập", value=given.get("login", ""), complete="username", hint=LOGIN_RULE),
            markup.field(
                "new",
                "Mật khẩu",
                kind="password",
                complete="new-password",
                hint=f"Từ {MIN_LENGTH} ký tự, khó đoán; nên ghép vài từ không liên quan với nhau.",
            ),
            markup.field("again", "Gõ lại mật khẩu", kind="password", complete="new-password"),
        ]
        made = markup.form(identity.SET_UP_PATH, parts, hidden={forms.TOKEN: token}, submit="Tạo quản trị viên")
        main = (
            "<h1>Thiết lập lần đầu</h1><p>Kho số liệu chưa có tài khoản nào. Người giữ máy chủ tạo quản trị viên đầu "
            f"tiên tại đây.</p>{markup.fault(fault)}{made}"
        )
        page = markup.Page(title="Thiết lập lần đầu", main=main)
        answer = markup.answer(page, 403 if fault else 200)
        cookies.put(answer, request, cookies.FORM, token, same_site="strict")
        return answer
