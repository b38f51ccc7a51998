"""A workbook's bytes into the answer of a limited process that is not this one.

On Linux a small server process, started when first needed, forks one child per workbook; elsewhere each
workbook costs a fresh interpreter. The children get bytes, never a path: no name a sender chose is opened
or seen by them, and they hold no descriptor, environment or memory of this process.
"""

import atexit
import os
import select
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import BoundedSemaphore, Lock

from etl.reading import protocol
from etl.reading.limits import Limits
from etl.reading.raw import Format
from etl.reading.refusals import ReaderDown, RefusalCode, refusal

ROOT = Path(__file__).resolve().parents[2]
AT_ONCE = 4
# What a child may need of the environment; the rest (a store's password, say) stays here.
_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
# A server that has not reported this long after a child's time was up is not going to.
_GRACE_S = 10.0
_OUT_OF_TIME = (signal.Signals.SIGALRM, signal.Signals.SIGXCPU) if sys.platform != "win32" else ()
_OUT_OF_MEMORY = (signal.Signals.SIGKILL, signal.Signals.SIGABRT) if sys.platform != "win32" else ()
_places = BoundedSemaphore(AT_ONCE)


def read_isolated(data: bytes, kind: Format, limits: Limits) -> bytes:
    """The child's packed answer. At most AT_ONCE children run; further callers wait.

    Raises Unreadable when the child ran out of time or memory or died of the file, ReaderDown.
    """
    with _places:
        if sys.platform == "linux":
            return _by_fork(data, kind, limits)
        return by_interpreter(data, kind, limits)


def by_interpreter(data: bytes, kind: Format, limits: Limits) -> bytes:
    """The same with a fresh interpreter, for platforms without fork."""
    command = [sys.executable, "-m", "etl.reading.child"]
    order = protocol.order(kind, limits) + b"\n"
    try:
        done = subprocess.run(
            command,
            input=order + data,
            stdout=subprocess.PIPE,
            timeout=limits.wall_s,
            cwd=ROOT,
            env=_environment(),
        )
    except subprocess.TimeoutExpired as late:
        raise _out_of_time(limits) from late
    _check_ending(done.returncode, limits)
    return done.stdout


def stop() -> None:
    """End the server, if it runs. The next reading starts another."""
    if sys.platform == "linux":
        _server.stop()


def _by_fork(data: bytes, kind: Format, limits: Limits) -> bytes:
    for _attempt in range(2):
        with suppress(_ServerLost):
            return _server.ask(data, kind, limits)
    raise ReaderDown("Bộ phận đọc tệp không khởi động được. Thử lại sau; nếu vẫn lỗi, báo người quản trị.")


class _ServerLost(Exception):
    """The server died, or was never alive; the file has nothing to do with it."""


class _ForkServer:
    """The one server of this process: started lazily, shared by threads, replaced when it dies."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._owner = 0

    def ask(self, data: bytes, kind: Format, limits: Limits) -> bytes:
        """One answer. Raises Unreadable, and _ServerLost after letting go of a server that is no use."""
        control = self._running()
        try:
            return self._answer(control, data, kind, limits)
        except _ServerLost:
            with self._lock:
                # Another thread may have put a new one in its place already.
                if self._control is control:
                    self._let_go()
            raise

    def stop(self) -> None:
        """Let go of the server and wait until it is gone."""
        with self._lock:
            self._let_go()

    def _running(self) -> socket.socket:
        with self._lock:
            if self._control is None or self._owner != os.getpid():
                try:
                    self._control = self._start()
                except OSError as fault:
                    raise _ServerLost from fault
            return self._control

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "etl.reading.server"],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                cwd=ROOT,
                env=_environment(),
                start_new_session=True,
            )
        self._owner = os.getpid()
        atexit.unregister(self.stop)
        atexit.register(self.stop)
        return ours

    def _let_go(self) -> None:
        control, process = self._control, self._process
        self._control = self._process = None
        if control is not None:
            control.close()
        if process is not None and self._owner == os.getpid():
            try:
                process.wait(timeout=2)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _answer(self, control: socket.socket, data: bytes, kind: Format, limits: Limits) -> bytes:
        workbook = os.memfd_create("workbook")
        answer, answer_end = os.pipe()
        report, report_end = os.pipe()
        try:
            try:
                protocol.write_all(workbook, data)
                socket.send_fds(control, [protocol.order(kind, limits)], [workbook, answer_end, report_end])
            except OSError as gone:
                raise _ServerLost from gone
            finally:
                for descriptor in (workbook, answer_end, report_end):
                    os.close(descriptor)
            deadline = time.monotonic() + limits.wall_s + _GRACE_S
            content = _drained(answer, deadline, at_most=limits.answer_bytes)
            if len(content) > limits.answer_bytes:
                raise refusal(RefusalCode.MEMORY_LIMIT)
            ending = _drained(report, deadline, at_most=protocol.ENDING.size)
        finally:
            os.close(answer)
            os.close(report)
        if len(ending) != protocol.ENDING.size:
            raise _ServerLost
        status, overdue = protocol.ENDING.unpack(ending)
        if status == protocol.NOT_STARTED:
            raise _ServerLost
        if overdue:
            raise _out_of_time(limits)
        _check_ending(os.waitstatus_to_exitcode(status), limits)
        return content


_server = _ForkServer()


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}


def _drained(descriptor: int, deadline: float, *, at_most: int) -> bytes:
    """Everything until the other side closes. Raises _ServerLost when it does not in time."""
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    pieces: list[bytes] = []
    taken = 0
    while taken <= at_most:
        if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
            raise _ServerLost
        piece = os.read(descriptor, 1 << 20)
        if not piece:
            break
        pieces.append(piece)
        taken += len(piece)
    return b"".join(pieces)


def _check_ending(code: int, limits: Limits) -> None:
    """Pass a child that ended well; `code` is its exit code, or minus the signal that ended it."""
    if code == 0:
        return
    if -code in _OUT_OF_TIME:
        raise _out_of_time(limits)
    if -code in _OUT_OF_MEMORY:
        # A library that aborts does so because an allocation was refused.
        raise refusal(RefusalCode.MEMORY_LIMIT)
    raise refusal(RefusalCode.DAMAGED)


def _out_of_time(limits: Limits) -> Exception:
    return refusal(RefusalCode.TIME_LIMIT, seconds=str(min(limits.cpu_s, limits.wall_s)))
