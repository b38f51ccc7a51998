"""Tổng quan in Chromium: reload to the last chart against an empty Streamlit page, and the first visit on a slow line.

`python -m bench.overview_browser [--store FOLDER] [--runs 5] [--chromium PATH]`: FOLDER holds a whole sample store.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from accounts.demo import DEMO
from accounts.model import Role
from bench.measuring import Pair, ended, seconds, told, told_limit
from bench.sample_store import ALL_ROUNDS, sample_store
from pages.ui.navigation import FIRST_PATH
from tests.web.boot import Running, browser, free_port, running

ALLOWED_RATIO, ALLOWED_FIRST_S = 2.0, 4.0
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
LINE = {"offline": False, "latency": 40, "downloadThroughput": 10e6 / 8, "uploadThroughput": 10e6 / 8}

EMPTY_SCRIPT = "import streamlit as st\nst.html('<p class=\"end\">.</p>')\n"
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
LAST_OF_EMPTY, LAST_CHART = ".end", ".heat tbody tr:last-child td:last-child, .js-plotly-plot .main-svg"
WATCH = """
const look = () => {
  const found = [...document.querySelectorAll(%r)], last = found.at(-1), idle = document.querySelector(%r);
  if (last && idle && last.getBoundingClientRect().height > 0) window.drawn_ms = performance.now();
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


def main() -> None:
    """Reload both pages turn about, then visit Tổng quan with an empty cache on the slow line."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="bench-browser-") as folder, sync_playwright() as playwright:
        store = sample_store(Path(folder) / "store", ALL_ROUNDS, options.store)
        chromium = playwright.chromium.launch(executable_path=options.chromium, args=FLAGS)
        with running(store.path, Path(folder)) as program, empty_program(Path(folder)) as empty:
            cookies = signed_in(program)
            cold = first_visit(chromium, program, cookies)
            pair = reloads(chromium, program, empty, cookies, runs=options.runs)
            first = [first_visit(chromium, program, cookies) for _ in range(options.runs)]
            bare = [first_visit(chromium, empty, []) for _ in range(options.runs)]
        chromium.close()
    good = told(
        "Reload of Tổng quan to its last chart",
        pair,
        allowed=ALLOWED_RATIO,
        floor_is="reload of an empty page of plain Streamlit",
        subject_is="reload of Tổng quan until its last chart is drawn and the script is done",
    )
    print("First visit at 10 Mbit/s and 40 ms latency, nothing cached in the browser")
    print(f"  Tổng quan {seconds([v.took_s for v in first])}, {first[-1].sent_mb:.2f} MB by HTTP")
    print(f"  the very first after the program's start {cold.took_s:.3f} s")
    print(f"  empty page of plain Streamlit {seconds([v.took_s for v in bare])}, {bare[-1].sent_mb:.2f} MB by HTTP")
    quick = told_limit("first visit", statistics.median(v.took_s for v in first), allowed=ALLOWED_FIRST_S, unit="s")
    ended(good, quick)


def reloads(chromium: Browser, program: Running, empty: Running, cookies: list[Any], *, runs: int) -> Pair:
    """Warm caches of browser and server."""
    own, bare = context_of(chromium, LAST_CHART, cookies), context_of(chromium, LAST_OF_EMPTY, [])
    pages = own.new_page(), bare.new_page()
    pages[0].goto(program.base + FIRST_PATH)
    pages[1].goto(empty.base)
    pair = Pair()
    for run in range(runs + 2):
        times = [drawn_s(page, lambda page=page: page.reload(wait_until="commit")) for page in reversed(pages)]
        if run >= 2:
            pair.floor_s.append(times[0])
            pair.subject_s.append(times[1])
    own.close()
    bare.close()
    return pair


@dataclass(frozen=True, slots=True)
class Visit:
    """Seconds until the last chart, and megabytes that came over the line."""

    took_s: float
    sent_mb: float


def first_visit(chromium: Browser, program: Running, cookies: list[Any]) -> Visit:
    """With an empty cache, over the slow line."""
    context = context_of(chromium, LAST_CHART if cookies else LAST_OF_EMPTY, cookies)
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)
    sent: list[float] = []
    line.on("Network.loadingFinished", lambda event: sent.append(event["encodedDataLength"]))
    took_s = drawn_s(page, lambda: page.goto(program.base + (FIRST_PATH if cookies else ""), wait_until="commit"))
    context.close()
    return Visit(took_s, sum(sent) / 1e6)


def drawn_s(page: Page, go: object) -> float:
    """Seconds from the navigation until what is watched for stands on the page."""
    assert callable(go)
    go()
    until = time.monotonic() + 60
    while time.monotonic() < until:  # not wait_for_function: the program's own policy forbids what that does
        drawn_ms = page.evaluate("window.drawn_ms ?? null")
        if drawn_ms is not None:
            return float(drawn_ms) / 1000
        page.wait_for_timeout(20)
    raise RuntimeError(f"nothing drawn at {page.url}: {page.inner_text('body')[:400]}")


def context_of(chromium: Browser, last: str, cookies: list[Any]) -> BrowserContext:
    """A browser with an empty cache that notes when the last thing is drawn."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="vi-VN")
    context.add_init_script(WATCH % (last, IDLE))
    if cookies:
        context.add_cookies(cookies)
    return context


def signed_in(program: Running) -> list[Any]:
    """The cookies of an officer who has signed in."""
    demo = next(d for d in DEMO if d.account.role is Role.OFFICER)
    client = browser(program, demo.account.login, demo.password)
    return [{"name": c.name, "value": c.value or "", "url": program.base} for c in client.cookies.jar]


@contextmanager
def empty_program(folder: Path) -> Iterator[Running]:
    """Plain Streamlit with its own settings and a page of one empty paragraph."""
    (folder / "empty").mkdir()
    script = folder / "empty" / "page.py"
    script.write_text(EMPTY_SCRIPT, encoding="utf-8")
    port, log = free_port(), folder / "empty.log"
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    command += ["--server.headless", "true", "--browser.gatherUsageStats", "false", "--server.address", "localhost"]
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=script.parent, env=os.environ, stdout=out, stderr=subprocess.STDOUT)
    program = Running(base=f"http://localhost:{port}", process=process, log=log)
    try:
        _until_up(program)
        yield program
    finally:
        process.terminate()
        process.wait(10)


def _until_up(program: Running) -> None:
    until = time.monotonic() + 40
    while time.monotonic() < until:
        try:
            if httpx.get(f"{program.base}/_stcore/health", timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise RuntimeError(program.log.read_text(encoding="utf-8"))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path, help="a folder with a whole sample store")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--chromium", default=shutil.which("chromium") or "/usr/bin/chromium")
    return parser.parse_args()


if __name__ == "__main__":
    main()
