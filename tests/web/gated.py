"""The whole web side of the program over a stand-in for Streamlit, for tests that need no browser."""

import re
from pathlib import Path

from httpx import Response
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from etl.store import Store
from web.assembly import handlers, middleware, routes
from web.house import House
from web.preparing import Stage

STATIC = Path(__file__).resolve().parents[2] / "pages" / "ui" / "static"
PATHS = frozenset({"/", "/theo-huyen"})
FORM = re.compile(r'name="phieu" value="([^"]+)"')


def house_of(store: Store, *, ready: bool = True) -> House:
    """A house over this store."""
    house = House(ours=STATIC, page_paths=PATHS, first_path="/tong-quan", store=store)
    if ready:
        house.preparation.stage = Stage(ready=True)
    return house


def client_of(house: House, *, address: str = "10.0.0.1", base_url: str = "http://so.test") -> TestClient:
    """A browser at this address."""
    inside = [Route("/{path:path}", streamlit_inside, methods=["GET", "POST", "PUT"])]
    app = Starlette(routes=[*routes(house), *inside], middleware=middleware(house), exception_handlers=handlers())
    return TestClient(app, base_url=base_url, follow_redirects=False, client=(address, 40000))


async def streamlit_inside(request: Request) -> PlainTextResponse:
    """What only Streamlit would answer."""
    return PlainTextResponse(f"streamlit {request.url.path} {request.headers.get('x-danvan-login')}")


def token_in(text: str) -> str:
    """The form's token."""
    found = FORM.search(text)
    assert found, text[:400]
    return found.group(1)


def sign_in(client: TestClient, login: str, password: str, *, wanted: str = "/", **more: str) -> Response:
    """Open the page and send the form, as a browser does."""
    token = token_in(client.get("/dang-nhap").text)
    fields = {"phieu": token, "next": wanted, "login": login, "password": password, **more}
    return client.post("/dang-nhap", data=fields)
