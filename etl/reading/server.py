"""Requests on a socket into limited children, one per workbook: the long-lived process behind every reading.

Started by `isolation` as `python -m etl.reading.server` with the socket as its stdin; ends when that closes.
It imports the readers once and never touches a workbook itself. Linux only.

A request is an order with three descriptors: the workbook, where the answer goes, and where the server
reports how the child ended.
"""

import gc
import os
import select
import signal
import socket
import sys
import time
import traceback
from dataclasses import dataclass

from etl.reading import child, protocol

DESCRIPTORS = 3


@dataclass(slots=True)
class _Running:
    report: int
    deadline: float
    overdue: bool = False


def main() -> None:
    """Serve the socket that is this process's stdin."""
    control = socket.socket(fileno=os.dup(0))
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    gc.collect()
    gc.freeze()
    _Server(control).serve()


class _Server:
    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._running: dict[int, _Running] = {}
        self._waker, self._wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)

    def serve(self) -> None:
        """Fork for every request until the parent is gone; then leave no child behind."""
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._wake, warn_on_full_buffer=False)
        poll = select.poll()
        poll.register(self._control, select.POLLIN)
        poll.register(self._waker, select.POLLIN)
        parent_lives = True
        while parent_lives:
            ready = {descriptor for descriptor, _ in poll.poll(self._patience_ms())}
            if self._waker in ready:
                os.read(self._waker, 4096)
            self._reap()
            self._kill_overdue()
            if self._control.fileno() in ready:
                parent_lives = self._take()
        for pid in self._running:
            os.kill(pid, signal.SIGKILL)

    def _patience_ms(self) -> int | None:
        deadlines = [running.deadline for running in self._running.values() if not running.overdue]
        if not deadlines:
            return None
        return max(0, round((min(deadlines) - time.monotonic()) * 1000)) + 1

    def _take(self) -> bool:
        """Start a child for the next request; False when there is none and will be none."""
        order, descriptors, _, _ = socket.recv_fds(self._control, protocol.ORDER_BYTES, DESCRIPTORS)
        if len(descriptors) != DESCRIPTORS:
            for descriptor in descriptors:
                os.close(descriptor)
            return bool(order)
        workbook, answer, report = descriptors
        _, limits = protocol.parsed(order)
        try:
            pid = os.fork()
        except OSError:
            _report(report, protocol.NOT_STARTED, overdue=False)
        else:
            if pid == 0:
                self._be_the_child(order, workbook, answer, report)
            self._running[pid] = _Running(report, time.monotonic() + limits.wall_s)
        os.close(workbook)
        os.close(answer)
        return True

    def _be_the_child(self, order: bytes, workbook: int, answer: int, report: int) -> None:
        """Never returns: whatever happens, this copy of the server ends here."""
        code = 1
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self._control.close()
            for descriptor in (
                self._waker,
                self._wake,
                report,
                *(at.report for at in self._running.values()),
            ):
                os.close(descriptor)
            kind, limits = protocol.parsed(order)
            child.prefer_for_killing()
            child.confine(limits)
            protocol.write_all(answer, child.answer(protocol.read_all(workbook), kind, limits))
            code = 0
        finally:
            if code and not isinstance(sys.exc_info()[1], BrokenPipeError):
                traceback.print_exc()
            os._exit(code)

    def _reap(self) -> None:
        while self._running:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            ended = self._running.pop(pid)
            _report(ended.report, status, overdue=ended.overdue)

    def _kill_overdue(self) -> None:
        now = time.monotonic()
        for pid, running in self._running.items():
            if now >= running.deadline and not running.overdue:
                running.overdue = True
                os.kill(pid, signal.SIGKILL)


def _report(descriptor: int, status: int, *, overdue: bool) -> None:
    try:
        os.write(descriptor, protocol.ENDING.pack(status, overdue))
    except BrokenPipeError:
        # Whoever asked has stopped waiting.
        pass
    finally:
        os.close(descriptor)


if __name__ == "__main__":
    main()
