"""A store path into cursors: reading, writing in one transaction, retried when two writers meet."""

import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import duckdb

from etl.store import journal, versions
from etl.store.faults import StoreOlder
from etl.store.root import WAIT_S, Root, root_of

Cursor = duckdb.DuckDBPyConnection
Result = TypeVar("Result")

DEFAULT_PATH = Path(__file__).resolve().parents[2] / "data" / "danvan.duckdb"
ATTEMPTS = 12
CONFLICTS = (duckdb.TransactionException, duckdb.ConstraintException)


@dataclass(frozen=True, slots=True)
class Store:
    """The database at `path`. Cheap to make; opens only inside `reading`, `writing` or `transact`.

    `any_version` lets an older store be read and written as it is: for backups, restores and migrations.
    """

    path: Path
    wait_s: float = WAIT_S
    any_version: bool = False

    @classmethod
    def default(cls) -> "Store":
        """The store named by DANVAN_STORE, else data/danvan.duckdb beside the program."""
        named = os.environ.get("DANVAN_STORE", "")
        return cls(Path(named) if named else DEFAULT_PATH)

    @property
    def archive(self) -> Path:
        """The folder of the original files, named by their content."""
        return self.path.with_name(self.path.stem + "-archive")

    @property
    def journal(self) -> Path:
        """What was committed, told outside the database (see `journal`)."""
        return self.path.with_name(self.path.stem + "-journal.jsonl")

    def exists(self) -> bool:
        """Whether there is a file to open."""
        return self.path.exists()

    @contextmanager
    def reading(self) -> Iterator[Cursor]:
        """A cursor to read with: one consistent snapshot, nothing may be changed through it."""
        root = root_of(self.path)
        with root.cursor(wait_s=self.wait_s) as cursor:
            cursor.execute("begin transaction read only")
            try:
                yield cursor
            except (duckdb.CatalogException, duckdb.BinderException) as fault:
                self._refuse_older(root, fault)
                raise
            finally:
                rolled_back(cursor)

    @property
    def commits(self) -> int:
        """How often this process has changed the store: what is kept of it is out of date when this has grown."""
        return root_of(self.path).commits

    @contextmanager
    def writing(self, *, create: bool = False, unseen: bool = False) -> Iterator[Cursor]:
        """A cursor inside one transaction: committed at the end, rolled back on any error.

        `unseen`: nothing changes that a screen shows, so `commits` stays. Raises StoreOlder where the store waits
        for a migration: nothing is written into an older layout.
        """
        root = root_of(self.path)
        with root.cursor(wait_s=self.wait_s, create=create) as cursor:
            if not create:
                self._refuse_older(root)
            cursor.execute("begin transaction")
            try:
                yield cursor
            except BaseException:
                rolled_back(cursor)
                raise
            cursor.execute("commit")
            if not unseen:
                root.note_commit()
            journal.note(cursor, self.journal)

    def transact(self, work: Callable[[Cursor], Result], *, unseen: bool = False) -> Result:
        """Run `work` in a transaction; run it again when another writer was faster. It must be repeatable."""
        return again_when_beaten(lambda: self._once(work, unseen=unseen))

    def _once(self, work: Callable[[Cursor], Result], *, unseen: bool) -> Result:
        with self.writing(unseen=unseen) as cursor:
            return work(cursor)

    def checkpoint(self) -> None:
        """Fold the log into the file, so that a copy of the file alone is complete (DESIGN §4)."""
        with root_of(self.path).cursor(wait_s=self.wait_s) as cursor, suppress(duckdb.TransactionException):
            # still refused after several tries: other writers are at it, and the last of them folds for all
            again_when_beaten(lambda: cursor.execute("checkpoint").fetchall())

    def close(self) -> None:
        """Let go of the file in this process."""
        root_of(self.path).close()

    def _refuse_older(self, root: Root, fault: duckdb.Error | None = None) -> None:
        if not self.any_version and root.version < versions.newest():
            raise older(self.path, root.version) from fault


def again_when_beaten(act: Callable[[], Result]) -> Result:
    """What `act` gives, after at most ATTEMPTS tries when another transaction was faster."""
    for attempt in range(1, ATTEMPTS):
        try:
            return act()
        except CONFLICTS:
            time.sleep(random.uniform(0.005, 0.03) * attempt)
    return act()


def older(path: Path, version: int) -> StoreOlder:
    """The store has to be migrated first."""
    if version == 0:
        return StoreOlder(f"Kho số liệu {path} chưa được tạo xong. Hãy chạy: python manage.py init.")
    return StoreOlder(
        f"Kho số liệu {path.name} thuộc phiên bản {version}, chương trình này cần phiên bản {versions.newest()}. "
        "Hãy chạy: python manage.py init (tự sao lưu rồi nâng cấp), hoặc khởi động lại bảng theo dõi."
    )


def rolled_back(cursor: Cursor) -> None:
    """End the transaction without keeping anything; a dead connection has nothing to keep."""
    try:
        cursor.execute("rollback")
    except duckdb.Error:
        return
