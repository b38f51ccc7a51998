"""A house into what `st.App` takes: routes, layers in their order, and what happens at start and at the end."""

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit import config

from accounts import identity
from etl.store import StoreFault
from web import logs
from web.account_page import DEVICE_PATH, EVERYWHERE_PATH, PASSWORD_PATH, READ_PATH, AccountPage
from web.faults import on_fault, on_store_fault
from web.front import Front
from web.guard import Guard
from web.headers import SecurityHeaders, screen_policy
from web.health import Health
from web.house import House
from web.index import Index
from web.keeping import Keeper
from web.preparing import UntilReady
from web.refused import RefusedTries
from web.set_up import SetUp
from web.sign_in import SignIn
from web.sign_out import SignOut
from web.single_sign_on import SingleSignOn
from web.streamlit_inside import hide_server_name

READY_AT_ONCE_S = 0.5
Lifespan = Callable[[Any], AbstractAsyncContextManager[dict[str, Any] | None]]


def routes(house: House) -> list[Route]:
    """Every address that is not a screen's. Who may come this far, the guard decides."""
    sign_in, account, set_up, sso = SignIn(house), AccountPage(house), SetUp(house), SingleSignOn(house)
    return [
        Route(identity.SIGN_IN_PATH, sign_in.page, methods=["GET"]),
        Route(identity.SIGN_IN_PATH, sign_in.post, methods=["POST"]),
        Route(identity.SSO_PATH, sso.leave, methods=["GET"]),
        Route(identity.SSO_BACK_PATH, sso.come_back, methods=["GET"]),
        Route(identity.SIGN_OUT_PATH, SignOut(house).leave, methods=["GET", "POST"]),
        Route(identity.ACCOUNT_PATH, account.page, methods=["GET"]),
        Route(PASSWORD_PATH, account.change_password, methods=["POST"]),
        Route(READ_PATH, account.read, methods=["POST"]),
        Route(DEVICE_PATH, account.leave_device, methods=["POST"]),
        Route(EVERYWHERE_PATH, account.leave_everywhere, methods=["POST"]),
        Route(identity.SET_UP_PATH, set_up.page, methods=["GET"]),
        Route(identity.SET_UP_PATH, set_up.post, methods=["POST"]),
        Route("/healthz", Health(house).page, methods=["GET"]),
    ]


def middleware(house: House) -> list[Middleware]:
    """The layers around Streamlit, outermost first. Each is made when the first request comes, not at import."""
    known = frozenset(route.path for route in routes(house))
    return [
        Middleware(lambda app: SecurityHeaders(app, policy=screen_policy(house.index.script_hashes))),
        Middleware(lambda app: Front(app, files=house.files)),
        Middleware(lambda app: UntilReady(app, preparation=house.preparation)),
        Middleware(lambda app: Guard(app, gate=house.gate, owners=house.owners, uploads=house.uploads)),
        Middleware(lambda app: Index(app, house.index, paths=house.page_paths, first=house.first_path, routes=known)),
    ]


def lifespan(house: House) -> Lifespan:
    """Start-up: identity headers, logs, the store made ready and looked after; afterwards it is let go."""

    @asynccontextmanager
    async def living(_app: Any) -> AsyncIterator[None]:
        logs.switch_on()
        hide_server_name()
        config.set_option("server.trustedUserHeaders", {identity.LOGIN_HEADER: identity.USER_KEY})
        house.preparation.start().join(READY_AT_ONCE_S)
        threading.Thread(target=_warm, args=(house,), name="warm", daemon=True).start()
        keeper = Keeper(house.store, house.preparation)
        keeper.start()
        refused = RefusedTries(house.store, house.throttle.refusals)
        refused.start()
        yield
        keeper.stop()
        refused.stop()
        house.store.close()

    return living


def handlers() -> dict[Any, Any]:
    """What answers when a route of ours fails."""
    return {StoreFault: on_store_fault, Exception: on_fault}


def _warm(house: House) -> None:
    """Do now what the first visitor would wait for: compress the first page, import the slow packages."""
    house.files.warm(house.index.first_files)
    import pandas  # noqa: F401
    import plotly.graph_objects  # noqa: F401
