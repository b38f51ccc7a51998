"""A running program into its answer times: `python bench/fifty_viewers.py` lets 50 viewers walk while 27 files come in.

The real server, on two cores that it shares with the viewers (headless websockets, one account and one walk each)
and with the uploads: real workbooks with one changed figure, each by a `manage.py load` of its own (the start of an
interpreter and the store's change of hands come on top of what an upload at the screen costs), or with `--inside` by
a thread of the server, as an upload at the screen is. Everything is on localhost and ends by itself.

A page run is from asking for a page to the end of the script. Every viewer's walk is drawn from a seed of its own, so
that two runs of this ask for the same pages. A mean pause of 5 s is a hard case: whoever reads a page of tables takes
longer. Ends with 1 where p95 is 1 s or more, a run fails, an upload is refused, or fewer pages than viewers were seen.
What other programs took of the two cores is printed: it is in the times; where they took much, the processor time a
run is the figure to compare. `--profile FILE` samples the server's script threads and writes where they stood.
"""

import argparse
import asyncio
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil
from websockets.asyncio.client import ClientConnection, connect

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from measuring import MEGABYTE, ended, resident_bytes, told_limit  # noqa: E402
from streamlit.proto.BackMsg_pb2 import BackMsg  # noqa: E402
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg  # noqa: E402
from workbooks import rounds, workbooks  # noqa: E402

from accounts import directory  # noqa: E402
from accounts.demo import PROVINCE_KEY  # noqa: E402
from accounts.model import CONSOLE, Role  # noqa: E402
from etl.register import default_register  # noqa: E402
from etl.store import Store  # noqa: E402
from indicators.catalogue import plan as plan_of  # noqa: E402
from returns.filing import file_upload  # noqa: E402
from returns.sample import make_sample  # noqa: E402
from returns.sample.writer import SAMPLE_PLAN  # noqa: E402
from tests.web.boot import Running, browser, command, free_port, until_ready  # noqa: E402

PASSWORD = "bon-tu-khong-lien-quan-7"
ALLOWED_MS = 1000.0
RUN_WITHIN_S = 60.0
FAULT_WORDS = "Mã lỗi".encode()
GO, DONE = "go", "done"
PROFILE, FILES, WITHIN = "BENCH_PROFILE", "BENCH_FILES", "BENCH_WITHIN_S"


@dataclass(slots=True)
class Seen:
    """What all viewers met: per page the milliseconds of every run, and what went wrong."""

    first_ms: list[float] = field(default_factory=list)
    page_ms: dict[str, list[float]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tab:
    """One open tab: its websocket, and the pages its menu offers, by address."""

    wire: ClientConnection
    pages: Mapping[str, str]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--viewers", type=int, default=50)
    options.add_argument("--uploads", type=int, default=27)
    options.add_argument("--seconds", type=float, default=120.0)
    options.add_argument("--think", type=float, default=5.0, help="mean seconds between two clicks of one viewer")
    options.add_argument("--inside", action="store_true", help="let the server itself load the files")
    options.add_argument("--profile", type=Path, help="write samples of the server's script threads here")
    options.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.serve:
        serve(chosen.serve)
        return
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:2]))
    with tempfile.TemporaryDirectory(prefix="fifty-") as folder:
        ended(*measure(Path(folder), chosen))


def measure(folder: Path, chosen: argparse.Namespace) -> list[bool]:
    """Make the store, the accounts and the files, start the server, let everybody walk, tell."""
    store = Store(folder / "danvan.duckdb")
    make_sample(store, lambda share, line: None)
    logins = viewers_in(store, chosen.viewers)
    store.close()
    files = changed_files(folder, chosen.uploads)
    with (folder / "server.log").open("wb") as log:
        port = free_port()
        server = subprocess.Popen(start(port, chosen), cwd=ROOT, env=settings(store, chosen, folder), stdout=log)
        try:
            program = Running(f"http://localhost:{port}", server, folder / "server.log")
            until_ready(program)
            return walked(program, store, logins, files, chosen)
        finally:
            server.terminate()
            server.wait(20)


def walked(
    program: Running, store: Store, logins: Sequence[str], files: Sequence[Path], chosen: argparse.Namespace
) -> list[bool]:
    """The measured part over a server that is ready."""
    process, seen = psutil.Process(program.process.pid), Seen()
    cookies = [signed_in(program, login) for login in logins]
    asyncio.run(everybody(program, cookies[:1], Seen(), seconds=8.0, think_s=0.1))
    empty_bytes, cpu = resident_bytes(process), cpu_of(process)
    machine, own, began_s = psutil.cpu_times(), psutil.Process().cpu_times(), time.monotonic()
    refused: list[str] = []
    within_s = chosen.seconds * 0.8
    loader = threading.Thread(target=load, args=(settings(store, None, None), files, within_s, refused))
    if chosen.inside:
        (store.path.parent / GO).touch()
    else:
        loader.start()
    asyncio.run(everybody(program, cookies, seen, seconds=chosen.seconds, think_s=chosen.think))
    full_bytes, used_s = resident_bytes(process), cpu_of(process) - cpu
    took_s = time.monotonic() - began_s
    others = share_of_others(machine, own, used_s, took_s)
    if chosen.inside:
        refused += not_loaded(store.path.parent, len(files), until_s=time.monotonic() + within_s / 2)
    else:
        loader.join()
    return told(seen, refused, full_bytes - empty_bytes, empty_bytes, used_s, took_s, others, chosen)


def told(
    seen: Seen, refused: list[str], grown_bytes: int, empty_bytes: int, used_s: float, took_s: float, others: float,
    chosen: argparse.Namespace,
) -> list[bool]:  # fmt: skip
    """Print every figure; whether each limit was kept."""
    every = sorted(ms for page in seen.page_ms.values() for ms in page)
    if len(every) < chosen.viewers:
        print(f"only {len(every)} pages were seen", *seen.faults[:10], sep="\n  ")
        return [False]
    pace = f"a click every {chosen.think:g} s each"
    print(f"{chosen.viewers} viewers, {pace}, {chosen.uploads} uploads, {took_s:.0f} s, {len(every)} page runs")
    print(f"  first page of a tab     p50 {cut(seen.first_ms, 50):6.0f} ms   p95 {cut(seen.first_ms, 95):6.0f} ms")
    for name, runs in sorted(seen.page_ms.items(), key=lambda one: -cut(one[1], 95)):
        print(f"  {name:<22}  p50 {cut(runs, 50):6.0f} ms   p95 {cut(runs, 95):6.0f} ms   max {max(runs):6.0f} ms")
    whole = f"p50 {cut(every, 50):6.0f} ms   p95 {cut(every, 95):6.0f} ms   max {every[-1]:6.0f} ms"
    print(f"  every page              {whole}")
    print(f"  server's processor time {1000 * used_s / len(every):.0f} ms a run, {used_s / took_s:.2f} cores")
    before, grown = empty_bytes / MEGABYTE, grown_bytes / MEGABYTE
    print(f"  memory                  {before:.0f} MB before, {grown:+.0f} MB at the end")
    print(f"                          = {grown / chosen.viewers:.1f} MB a session, caches included")
    print(f"  other programs          {others:.2f} of the machine's cores; load {os.getloadavg()[0]:.1f}")
    for line in [*seen.faults[:10], *refused[:10]]:
        print(f"  FAULT {line}")
    faults = told_limit("errors", len(seen.faults) + len(refused), allowed=1, unit="")
    return [told_limit("p95 of a page run", cut(every, 95), allowed=ALLOWED_MS, unit="ms"), faults]


def viewers_in(store: Store, count: int) -> list[str]:
    """Accounts that see the whole province, past their first change of password."""
    logins = [f"nguoixem{place:02}" for place in range(count)]
    for login in logins:
        directory.add(store, CONSOLE, login=login, name=f"Người xem {login[-2:]}", role=Role.VIEWER,
                      scope_key=PROVINCE_KEY, password=PASSWORD)  # fmt: skip
    store.transact(lambda cursor: cursor.execute("update account set must_change = false where not demo").fetchall())
    return logins


def changed_files(folder: Path, count: int) -> list[Path]:
    """One workbook per filing unit of the last round, each with one figure other than in the store."""
    made = workbooks(folder, default_register(), units=count, variants=2)
    return [path for _, variant, path in made if variant == 1]


def load(environment: Mapping[str, str], files: Sequence[Path], within_s: float, refused: list[str]) -> None:
    """Let the files come in evenly, one after another, each by a process of its own; late ones are not begun."""
    began_s = time.monotonic()
    for place, path in enumerate(files):
        time.sleep(max(0.0, began_s + place * within_s / len(files) - time.monotonic()))
        if time.monotonic() > began_s + 1.5 * within_s:
            refused.append(f"{len(files) - place} files were not loaded in time")
            return
        loading = [sys.executable, "manage.py", "load", str(path)]
        done = subprocess.run(loading, cwd=ROOT, env=environment, capture_output=True, timeout=120)
        if done.returncode:
            refused.append(f"{path.name}: {done.stdout.decode()[-300:]} {done.stderr.decode()[-300:]}")


async def everybody(
    program: Running, cookies: Sequence[httpx.Cookies], seen: Seen, *, seconds: float, think_s: float
) -> None:
    """All viewers at once, each starting somewhere within the first seconds."""
    until_s = time.monotonic() + seconds
    walks = [walk(program, one, seen, place, until_s, think_s) for place, one in enumerate(cookies)]
    await asyncio.gather(*walks)


async def walk(
    program: Running, cookies: httpx.Cookies, seen: Seen, place: int, until_s: float, think_s: float
) -> None:
    """One viewer: open a tab, then page after page with a pause in between, until the time is over."""
    draw = random.Random(place)
    await asyncio.sleep(draw.uniform(0.0, think_s * 2))
    wire = connect(
        f"ws://{program.host}/_stcore/stream",
        origin=program.base,  # type: ignore[arg-type]
        subprotocols=["streamlit", "x"],  # type: ignore[list-item]
        additional_headers={"Cookie": "; ".join(f"{one.name}={one.value}" for one in cookies.jar)},
        max_size=None,
        open_timeout=RUN_WITHIN_S,
    )
    try:
        async with wire as opened:
            tab, took_ms = await first_page(opened, seen)
            seen.first_ms.append(took_ms)
            while time.monotonic() < until_s:
                await asyncio.sleep(draw.expovariate(1.0 / think_s))
                address = draw.choice(sorted(tab.pages))
                began_s = time.monotonic()
                await asked(opened, page=tab.pages[address], query=query_for(address, draw), seen=seen, name=address)
                seen.page_ms.setdefault(address, []).append(1000 * (time.monotonic() - began_s))
    except (OSError, TimeoutError, StopAsyncIteration) as fault:
        seen.faults.append(f"viewer {place}: {type(fault).__name__} {fault}")


async def first_page(opened: ClientConnection, seen: Seen) -> tuple[Tab, float]:
    """The first run of a tab, and the menu that came with it."""
    began_s = time.monotonic()
    messages = await asked(opened, page="", query="", seen=seen, name="first page")
    menu = next(one.navigation for one in messages if one.WhichOneof("type") == "navigation")
    pages = {one.url_pathname or one.page_name: one.page_script_hash for one in menu.app_pages}
    return Tab(opened, pages), 1000 * (time.monotonic() - began_s)


async def asked(opened: ClientConnection, *, page: str, query: str, seen: Seen, name: str) -> list[ForwardMsg]:
    """Ask for one run and hear it to its end; a script that starts anew by itself belongs to the same run."""
    message = BackMsg()
    message.rerun_script.page_script_hash, message.rerun_script.query_string = page, query
    await opened.send(message.SerializeToString())
    messages: list[ForwardMsg] = []
    async with asyncio.timeout(RUN_WITHIN_S):
        while True:
            data = await opened.recv()
            assert isinstance(data, bytes)
            messages.append(ForwardMsg.FromString(data))
            kind = messages[-1].WhichOneof("type")
            if b"exception" in data[:40] or FAULT_WORDS in data or kind == "auth_redirect":
                seen.faults.append(f"{name} {query}: {kind} {data[:200]!r}")
            if kind == "script_finished" and messages[-1].script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return messages


def query_for(address: str, draw: random.Random) -> str:
    """What somebody would choose on this page: mostly the last round, sometimes an older one."""
    round_ = rounds()[-1] if draw.random() < 0.7 else draw.choice(rounds())
    districts = default_register().districts_on(round_.data_to)
    district = draw.choice(districts)
    parts = {"ky": round_.code}
    if address in {"theo-huyen", "xa", "giai-trinh"}:
        parts["huyen"] = district.key
    if address == "xa":
        parts["xa"] = draw.choice(default_register().communes_of(district.key, round_.data_to)).key
    if address in {"theo-chi-tieu", "khung-chi-tieu"}:
        parts["chi_tieu"] = draw.choice(plan_of(SAMPLE_PLAN).indicator).code
    return "&".join(f"{name}={value}" for name, value in parts.items())


def signed_in(program: Running, login: str) -> httpx.Cookies:
    """The cookies of a browser that has signed in."""
    client = browser(program, login, PASSWORD)
    try:
        return client.cookies
    finally:
        client.close()


def settings(store: Store, chosen: argparse.Namespace | None, folder: Path | None) -> dict[str, str]:
    """The environment of the server, and without more of the uploads."""
    told = {"DANVAN_STORE": str(store.path)}
    if chosen and chosen.profile:
        told[PROFILE] = str(chosen.profile.resolve())
    if chosen and chosen.inside:
        told |= {FILES: str(folder), WITHIN: str(chosen.seconds * 0.8)}
    return {**os.environ, **told}


def start(port: int, chosen: argparse.Namespace) -> Sequence[str]:
    """How the server is started: as always, or with a sampler or the uploads in it."""
    own = chosen.profile or chosen.inside
    return [sys.executable, __file__, "--serve", str(port)] if own else command("streamlit", port)


def serve(port: int) -> None:
    """The server in this process, beside a thread that samples it, one that loads the files, or both."""
    from streamlit.web import cli

    if PROFILE in os.environ:
        threading.Thread(target=sample_for_ever, args=(Path(os.environ[PROFILE]),), daemon=True).start()
    if FILES in os.environ:
        within_s = float(os.environ[WITHIN])
        threading.Thread(target=load_inside, args=(Path(os.environ[FILES]), within_s), daemon=True).start()
    cli.main(["run", str(ROOT / "app.py"), "--server.port", str(port)], standalone_mode=False)


def load_inside(folder: Path, within_s: float) -> None:
    """Once told to go, file every changed workbook evenly in the time; say so when all are in."""
    while not (folder / GO).exists():
        time.sleep(0.1)
    began_s = time.monotonic()
    files = sorted(folder.glob("*_0001.xlsx"))
    for place, path in enumerate(files):
        time.sleep(max(0.0, began_s + place * within_s / len(files) - time.monotonic()))
        answer = file_upload(Store.default(), path.read_bytes(), path.name, by=CONSOLE)
        with (folder / DONE).open("a", encoding="utf-8") as done:
            done.write("" if answer.accepted else f"{path.name}: {answer.checked.issues[:1]}")
            done.write("\n")


def not_loaded(folder: Path, count: int, *, until_s: float) -> list[str]:
    """What the server did not load: one line a file that was refused, and how many are still to come."""
    while True:
        lines = (folder / DONE).read_text(encoding="utf-8").splitlines() if (folder / DONE).exists() else []
        if len(lines) >= count or time.monotonic() > until_s:
            waiting = [f"{count - len(lines)} files were not loaded in time"] if len(lines) < count else []
            return [line for line in lines if line] + waiting
        time.sleep(0.5)


def sample_for_ever(target: Path) -> None:
    """Stacks of script threads, counted, written out every few seconds: one line a stack, innermost last."""
    stacks: Counter[str] = Counter()
    for turn in range(1, sys.maxsize):
        time.sleep(0.01)
        names = {one.ident: one.name for one in threading.enumerate()}
        for ident, frame in sys._current_frames().items():
            if not names.get(ident, "").startswith("ScriptRunner"):
                continue
            lines = []
            while frame is not None:
                code = frame.f_code
                lines.append(f"{Path(code.co_filename).parent.name}/{Path(code.co_filename).name}:{code.co_name}")
                frame = frame.f_back  # type: ignore[assignment]
            stacks[";".join(reversed(lines))] += 1
        if turn % 500 == 0:
            target.write_text("\n".join(f"{count} {stack}" for stack, count in stacks.most_common()))


def share_of_others(machine: object, own: object, server_s: float, took_s: float) -> float:
    """Cores that neither the server, this process nor its finished children used, on average."""
    before, after = psutil.cpu_times()._asdict(), 0.0
    idle = {"idle", "iowait", "guest", "guest_nice"}
    busy = sum(value - getattr(machine, name) for name, value in before.items() if name not in idle)
    now = psutil.Process().cpu_times()
    after = sum(
        getattr(now, name) - getattr(own, name, 0.0) for name in ("user", "system", "children_user", "children_system")
    )
    return max(0.0, busy - after - server_s) / took_s


def cpu_of(process: psutil.Process) -> float:
    """Processor seconds of a process and what lives below it."""
    every = [process, *process.children(recursive=True)]
    return sum(one.cpu_times().user + one.cpu_times().system for one in every)


def cut(runs: Sequence[float], percent: int) -> float:
    """A percentile."""
    return statistics.quantiles(runs, n=100, method="inclusive")[percent - 1] if len(runs) > 1 else runs[0]


if __name__ == "__main__":
    main()
