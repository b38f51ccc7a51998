"""The real program in a process of its own, and a browser's websocket to it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from tests.web.gated import token_in

ROOT = Path(__file__).resolve().parents[2]
STARTED_S = 40.0


@dataclass(frozen=True, slots=True)
class Running:
    """A running program."""

    base: str
    process: "subprocess.Popen[bytes]"
    log: Path

    @property
    def host(self) -> str:
        """Host and port."""
        return self.base.removeprefix("http://")


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(way: str, port: int) -> Sequence[str]:
    """One of the three ways to start."""
    python = sys.executable
    return {
        "streamlit": [python, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
        "uvicorn": [python, "-m", "uvicorn", "app:app", "--port", str(port), "--log-level", "warning"],
        "python": [python, "-c", f"import app; app.app.run(config={{'server.port': {port}}})"],
    }[way]


@contextmanager
def running(store: Path, folder: Path, *, way: str = "streamlit", wait: bool = True) -> Iterator[Running]:
    """Start the program over a store and stop it again."""
    port = free_port()
    log = folder / f"{way}.log"
    settings = {**os.environ, "DANVAN_STORE": str(store)}
    settings.pop("PYTHONUNBUFFERED", None)  # what it says must come out without the reader's help
    with log.open("wb") as out:
        process = subprocess.Popen(command(way, port), cwd=ROOT, env=settings, stdout=out, stderr=subprocess.STDOUT)
    try:
        program = Running(base=f"http://localhost:{port}", process=process, log=log)
        if wait:
            until_ready(program)
        yield program
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)


def until_ready(program: Running) -> None:
    """Wait until the program answers that it is ready."""
    deadline = time.monotonic() + STARTED_S
    while time.monotonic() < deadline and program.process.poll() is None:
        try:
            if httpx.get(f"{program.base}/healthz", timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"not ready: {program.log.read_text(encoding='utf-8')[-3000:]}")


def browser(program: Running, login: str = "", password: str = "") -> httpx.Client:
    """A browser, signed in when a login is given."""
    client = httpx.Client(base_url=program.base, timeout=15)
    if login:
        token = token_in(client.get("/dang-nhap").text)
        fields = {"phieu": token, "next": "/", "login": login, "password": password}
        assert client.post("/dang-nhap", data=fields).status_code == 303
    return client


@contextmanager
def screen(
    program: Running, client: httpx.Client, *, forged: str = "", resumed: str = ""
) -> Iterator[ClientConnection]:
    """The websocket of one tab, with its first run asked for; `resumed` names the Streamlit session to go on with."""
    xsrf = client.get("/_stcore/health").cookies.get("_streamlit_xsrf") or client.cookies.get("_streamlit_xsrf") or ""
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in client.cookies.items())}
    if forged:
        headers["X-Danvan-Login"] = forged
    with connect(
        f"ws://{program.host}/_stcore/stream",
        origin=program.base,  # type: ignore[arg-type]
        subprotocols=["streamlit", xsrf.strip('"') or "x", *([resumed] if resumed else [])],  # type: ignore[list-item]
        additional_headers=headers,
        max_size=None,
    ) as opened:
        yield opened


def run(opened: ClientConnection, *, query: str = "", page: str = "") -> None:
    """Ask for a run of the script."""
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.page_name = page
    opened.send(message.SerializeToString())


def heard(opened: ClientConnection, *, until: str, within_s: float = 20.0) -> list[ForwardMsg]:
    """Every message up to the first of a kind."""
    messages: list[ForwardMsg] = []
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        data = opened.recv(timeout=max(0.1, deadline - time.monotonic()))
        assert isinstance(data, bytes)
        messages.append(ForwardMsg.FromString(data))
        if messages[-1].WhichOneof("type") == until:
            return messages
    raise AssertionError(f"no {until}: {[m.WhichOneof('type') for m in messages]}")
