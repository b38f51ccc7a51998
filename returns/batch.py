"""Several workbooks into answers, in their order: the next is read while this one is checked and accepted."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from accounts.model import Actor
from etl.reading import RawBook
from etl.store import Store
from returns.filing import FilingAnswer, accept
from returns.intake import check_upload, read_ahead

AHEAD = 2


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file: its sender's name for it, and how to get its bytes when its turn to be read has come."""

    file_name: str
    data: Callable[[], bytes]


def file_uploads(
    store: Store, files: Sequence[Incoming], *, by: Actor, now: datetime | None = None
) -> Iterator[FilingAnswer]:
    """Check and accept each file as `returns.filing.file_upload` does, each in a transaction of its own.

    Only the reading runs ahead: what a check compares with is what the files before it have left in the store. The
    log is folded into the store's file once, at the end, also when it ends early. Raises Forbidden, StoreFault and
    what `data` raises, in the turn of the file that they are about.
    """
    accepted = False
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="read-ahead") as reader:
        ahead = deque(reader.submit(_read, file) for file in files[:AHEAD])
        try:
            for place, file in enumerate(files):
                data, book = ahead.popleft().result()
                ahead.extend(reader.submit(_read, later) for later in files[place + AHEAD : place + AHEAD + 1])
                checked = check_upload(store, data, file.file_name, by=by, book=book)
                answer = accept(store, checked, data, by=by, now=now, fold=False)
                accepted = accepted or answer.accepted
                yield answer
        finally:
            if accepted:
                store.checkpoint()


def _read(file: Incoming) -> tuple[bytes, RawBook | None]:
    data = file.data()
    return data, read_ahead(data, file.file_name)
