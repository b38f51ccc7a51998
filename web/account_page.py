"""The signed-in person's own page: what was changed about the account, the password, the devices signed in."""

import anyio
import anyio.to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from accounts import directory, identity, notices, sessions
from accounts.model import AccountFault, Actor
from accounts.notices import Notice
from accounts.own_sessions import OwnSession, end_own, own_sessions
from web import account_parts, cookies, forms, markup
from web import account_words as words
from web.guard import address_of
from web.house import House
from web.next_path import next_path

PASSWORD_PATH = f"{identity.ACCOUNT_PATH}/mat-khau"
EVERYWHERE_PATH = f"{identity.ACCOUNT_PATH}/dang-xuat-moi-noi"
DEVICE_PATH = f"{identity.ACCOUNT_PATH}/dang-xuat-thiet-bi"
READ_PATH = f"{identity.ACCOUNT_PATH}/da-doc"
NOTES = {"da-doi": words.CHANGED, "da-ra": words.ENDED_ONE}
READ_UP_TO = "den_dong"


class AccountPage:
    """The routes of the page, over one house."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def page(self, request: Request) -> Response:
        """GET: who is signed in, what is new about the account, the forms."""
        note = next((told for key, told in NOTES.items() if key in request.query_params), "")
        return await self._show(request, note=note)

    async def change_password(self, request: Request) -> Response:
        """POST: old password, new password twice."""
        signed = request.state.signed
        try:
            given = await self._given(request)
            if given.get("new", "") != given.get("again", ""):
                raise forms.FormFault(words.NOT_SAME)
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
            return await self._show(request, fault=str(fault), status=403)
        self._house.throttle.passed(_guessing(signed.account.login), address=address_of(request.scope))
        self._house.gate.forget_account(signed.account.login, keep=signed.token_hash)
        if not signed.account.must_change:
            return RedirectResponse(f"{identity.ACCOUNT_PATH}?da-doi=1", 303)
        await self._mark_read(request, given)
        return RedirectResponse(self._onwards(request, given), 303)

    async def read(self, request: Request) -> Response:
        """POST: the notices were read; on to work."""
        try:
            given = await self._given(request)
        except forms.FormFault as fault:
            return await self._show(request, fault=str(fault), status=403)
        await self._mark_read(request, given)
        return RedirectResponse(self._onwards(request, given), 303)

    async def leave_device(self, request: Request) -> Response:
        """POST: end one other session of this account."""
        try:
            given = await self._given(request)
            ended = await anyio.to_thread.run_sync(
                lambda: end_own(self._house.store, self._actor(request), given.get("phien", ""))
            )
        except (forms.FormFault, AccountFault) as fault:
            return await self._show(request, fault=str(fault), status=403)
        self._house.gate.forget(ended)
        return RedirectResponse(f"{identity.ACCOUNT_PATH}?da-ra=1", 303)

    async def leave_everywhere(self, request: Request) -> Response:
        """POST: end every session of this account, this one too."""
        signed = request.state.signed
        try:
            await self._given(request)
        except forms.FormFault as fault:
            return await self._show(request, fault=str(fault), status=403)
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
            raise forms.FormFault(words.WAIT.format(seconds=max(1, round(turn.refused_for_s))))

    async def _given(self, request: Request) -> dict[str, str]:
        given = await forms.fields(request)
        forms.check_proof(given, self._proof(request))
        return given

    async def _mark_read(self, request: Request, given: dict[str, str]) -> None:
        seq = given.get(READ_UP_TO, "")
        if seq.isdecimal() and len(seq) < 16:
            by = self._actor(request)
            await anyio.to_thread.run_sync(lambda: notices.mark_read(self._house.store, by, int(seq)))

    def _onwards(self, request: Request, given: dict[str, str]) -> str:
        return self._house.landing(request.state.signed.account.role, next_path(given.get("next", "")))

    async def _show(self, request: Request, *, note: str = "", fault: str = "", status: int = 200) -> Response:
        account = request.state.signed.account
        told, known = await anyio.to_thread.run_sync(self._found, request)
        proof = {forms.TOKEN: self._proof(request)}
        onwards = {**proof, "next": next_path(request.query_params.get("next", ""))}
        onwards |= {READ_UP_TO: str(told[-1].seq)} if told else {}
        main = account_parts.who(account)
        main += markup.note(words.FIRST_CHANGE if account.must_change else note) + markup.fault(fault)
        main += account_parts.notices(told, READ_PATH, onwards, button=not account.must_change)
        main += account_parts.password(account, PASSWORD_PATH, onwards, focus=not told)
        if not account.must_change:
            main += account_parts.devices(known, DEVICE_PATH, EVERYWHERE_PATH, proof)
        return markup.answer(markup.Page(title=words.TITLE, main=main), status)

    def _found(self, request: Request) -> tuple[tuple[Notice, ...], tuple[OwnSession, ...]]:
        signed = request.state.signed
        with self._house.store.reading() as cursor:
            told = notices.unread(cursor, signed.account.login)
        return told, own_sessions(self._house.store, self._actor(request), token_hash=signed.token_hash)

    def _actor(self, request: Request) -> Actor:
        return Actor(account=request.state.signed.account, address=address_of(request.scope))

    def _proof(self, request: Request) -> str:
        return identity.proof(request.state.token, identity.ACCOUNT_PATH)


def _guessing(login: str) -> str:
    return f"#doi-mat-khau {login}"
