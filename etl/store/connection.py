"""A store path into cursors: reading, writing in one transaction, retried when two writers meet."""

import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import duckdb

from etl.store.root import WAIT_S, root_of

Cursor = duckdb.DuckDBPyConnection
Result = TypeVar("Result")

DEFAULT_PATH = Path(__file__).resolve().parents[2] / "data" / "danvan.duckdb"
ATTEMPTS = 12
CONFLICTS = (duckdb.TransactionException, duckdb.ConstraintException)


@dataclass(frozen=True, slots=True)
class Store:
    """The database at `path`. Cheap to make; opens only inside `reading`, `writing` or `transact`."""

    path: Path
    wait_s: float = WAIT_S

    @classmethod
    def default(cls) -> "Store":
        """The store named by DANVAN_STORE, else data/danvan.duckdb beside the program."""
        named = os.environ.get("DANVAN_STORE", "")
        return cls(Path(named) if named else DEFAULT_PATH)

    @property
    def archive(self) -> Path:
        """The folder of the original files, named by their content."""
        return self.path.with_name(self.path.stem + "-archive")

    def exists(self) -> bool:
        """Whether there is a file to open."""
        return self.path.exists()

    @contextmanager
    def reading(self) -> Iterator[Cursor]:
        """A cursor to read with: one consistent snapshot, nothing may be changed through it."""
        with root_of(self.path).cursor(wait_s=self.wait_s) as cursor:
            cursor.execute("begin transaction")
            try:
                yield cursor
            finally:
                rolled_back(cursor)

    @contextmanager
    def writing(self, *, create: bool = False) -> Iterator[Cursor]:
        """A cursor inside one transaction: committed at the end, rolled back on any error."""
        with root_of(self.path).cursor(wait_s=self.wait_s, create=create) as cursor:
            cursor.execute("begin transaction")
            try:
                yield cursor
            except BaseException:
                rolled_back(cursor)
                raise
            cursor.execute("commit")

    def transact(self, work: Callable[[Cursor], Result]) -> Result:
        """Run `work` in a transaction; run it again when another writer was faster. It must be repeatable."""
        for attempt in range(ATTEMPTS):
            try:
                with self.writing() as cursor:
                    return work(cursor)
            except CONFLICTS:
                if attempt == ATTEMPTS - 1:
                    raise
                time.sleep(random.uniform(0.005, 0.03) * (attempt + 1))
        raise AssertionError("unreachable")

    def checkpoint(self) -> None:
        """Fold the log into the file, so that a copy of the file alone is complete (DESIGN §4)."""
        with root_of(self.path).cursor(wait_s=self.wait_s) as cursor:
            try:
                cursor.execute("checkpoint").fetchall()
            except duckdb.TransactionException:
                return  # another transaction is running; the next accepted return folds both

    def close(self) -> None:
        """Let go of the file in this process."""
        root_of(self.path).close()


def rolled_back(cursor: Cursor) -> None:
    """End the transaction without keeping anything; a dead connection has nothing to keep."""
    try:
        cursor.execute("rollback")
    except duckdb.Error:
        return
