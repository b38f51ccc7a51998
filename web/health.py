"""`/healthz`: whether the program can work, for a monitor that knows nobody's password."""

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from etl.store import StoreFault
from web.house import House


class Health:
    """The route, over one house. It says only what anybody may know."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def page(self, _request: Request) -> Response:
        """GET: 200 when the store answers, else 503 with the kind of fault."""
        try:
            await anyio.to_thread.run_sync(self._ask)
        except StoreFault as fault:
            return JSONResponse({"state": "failed", "store": type(fault).__name__}, 503)
        return JSONResponse({"state": "ready", "store": "ok"})

    def _ask(self) -> None:
        with self._house.store.reading() as cursor:
            cursor.execute("select 1").fetchall()
