"""A file's path, or its bytes and name, into a RawBook: the one way in."""

import stat
from hashlib import sha256
from pathlib import Path

from etl.reading import guard, wire
from etl.reading.isolation import read_isolated
from etl.reading.limits import Limits
from etl.reading.raw import RawBook
from etl.reading.refusals import RefusalCode, refusal


def read_workbook(path: str | Path, *, name: str | None = None, limits: Limits | None = None) -> RawBook:
    """Read a workbook from disk. `name` is the sender's name of it where the path has another.

    Raises Unreadable (a stable code, Vietnamese sentences), ReaderDown when the machine cannot read now.
    """
    limits = limits or Limits()
    path = Path(path)
    return read_bytes(_bytes(path, limits), name=name or path.name, limits=limits)


def read_bytes(data: bytes, *, name: str, limits: Limits | None = None) -> RawBook:
    """Read a workbook that is in memory, an upload for instance. Raises as `read_workbook`."""
    limits = limits or Limits()
    inspection = guard.inspect(data, name=name, limits=limits)
    answer = read_isolated(data, inspection.format, limits)
    try:
        tables = wire.unpacked(answer)
    except wire.Garbled as fault:
        raise refusal(RefusalCode.DAMAGED) from fault
    return RawBook(
        format=inspection.format,
        sheets=tables.sheets,
        defined_names=tables.defined_names,
        sha256=sha256(data).hexdigest(),
        size=len(data),
        external_links=inspection.external_links or tables.external_links,
    )


def _bytes(path: Path, limits: Limits) -> bytes:
    """The file's bytes, one more than allowed at most. A pipe or device is not even opened."""
    name = path.name[:120]
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise refusal(RefusalCode.NOT_A_FILE, name=name)
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise guard.too_big(size, limits)
        with path.open("rb") as source:
            return source.read(limits.file_bytes + 1)
    except (FileNotFoundError, NotADirectoryError) as fault:
        raise refusal(RefusalCode.MISSING_FILE, name=name) from fault
    except OSError as fault:
        raise refusal(RefusalCode.NO_ACCESS, name=name) from fault
    except ValueError as fault:
        # A zero byte inside of the path.
        raise refusal(RefusalCode.MISSING_FILE, name=name) from fault
