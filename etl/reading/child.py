"""A workbook's bytes on one descriptor into an answer on another, under hard limits, then the end."""

import gc
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from etl.reading import protocol, wire
from etl.reading.archive import ZIP_FAULTS
from etl.reading.limits import Limits
from etl.reading.ods import read_ods
from etl.reading.raw import Format
from etl.reading.refusals import RefusalCode, Unreadable, refusal
from etl.reading.tables import Tables
from etl.reading.xls import XLS_FAULTS, read_xls
from etl.reading.xlsx import read_xlsx

READERS: Mapping[Format, Callable[..., Tables]] = {
    Format.XLSX: read_xlsx,
    Format.XLS: read_xls,
    Format.ODS: read_ods,
}
# A reader raises these for input that is not what it should be; anything else is a fault of ours and
# ends the child with a traceback on stderr.
DAMAGE = (*ZIP_FAULTS, *XLS_FAULTS, zipfile.LargeZipFile, zlib.error, struct.error, IndexError, OSError)
OPEN_FILES = 64


def confine(limits: Limits) -> None:
    """Bind this process to its limits for good, where the platform can (not on Windows)."""
    gc.disable()
    if sys.platform != "win32":
        import resource
        import signal

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
        resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_s, limits.cpu_s + 1))
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
        signal.alarm(limits.wall_s + 1)


def answer(data: bytes, kind: Format, limits: Limits) -> bytes:
    """Read a workbook and pack what it holds, or why it is refused."""
    try:
        return wire.packed(READERS[kind](data, limits=limits))
    except Unreadable as refused:
        return wire.packed_refusal(refused)
    except MemoryError:
        pass
    except DAMAGE:
        return wire.packed_refusal(refusal(RefusalCode.DAMAGED))
    # Outside of the handler: only here what filled the memory has been let go.
    return wire.packed_refusal(refusal(RefusalCode.MEMORY_LIMIT))


def prefer_for_killing() -> None:
    """When the machine runs out of memory, let it end this process rather than one that matters."""
    # Not every container shows /proc; the other limits hold without it.
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


def main() -> None:
    """One workbook per process, for platforms without a fork server: order line and bytes on stdin."""
    order_line, _, data = sys.stdin.buffer.read().partition(b"\n")
    kind, limits = protocol.parsed(order_line)
    confine(limits)
    content = answer(data, kind, limits)
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
