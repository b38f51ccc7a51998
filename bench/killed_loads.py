"""Workbooks into loads that may be killed at any moment, each told to a file; and what was told against the store."""

import json
import mmap
import os
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from accounts.model import CONSOLE
from etl import archive
from etl.checking import CheckedReturn
from etl.store import Store
from etl.store.bundle import verify_backup
from returns.filing import FilingAnswer, accept, file_upload
from returns.safety import inspect

STAGES = ("between", "reading and checking", "archiving", "transaction", "checkpoint", "telling")
FROM_BYTES = 0.3


@dataclass(frozen=True)
class Loadable:
    """One workbook: its bytes and what the check made of it."""

    name: str
    data: bytes
    checked: CheckedReturn


class Stage:
    """What a worker is doing just now, where the one who kills can read it."""

    def __init__(self, shared: mmap.mmap, place: int) -> None:
        self._shared, self._place = shared, place

    def __call__(self, name: str) -> None:
        self._shared[self._place] = STAGES.index(name)

    def around(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def staged(*given: Any, **named: Any) -> Any:
            self(name)
            try:
                return work(*given, **named)
            finally:
                self("between")

        return staged


def load(store: Store, loadable: list[Loadable], told: Path, stage: Stage, *, times: int = sys.maxsize) -> None:
    archive.keep = stage.around("archiving", archive.keep)
    Store.transact = stage.around("transaction", Store.transact)  # type: ignore[method-assign]
    Store.checkpoint = stage.around("checkpoint", Store.checkpoint)  # type: ignore[method-assign]
    handle = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for _ in range(times):
        one = random.choice(loadable)
        if random.random() < FROM_BYTES:
            stage("reading and checking")
            answer = file_upload(store, one.data, one.name, by=CONSOLE)
        else:
            answer = accept_anew(store, one)
        if answer.refused:
            raise ValueError(f"{one.name} refused: {answer.checked.issues[:3]}")
        stage("telling")
        word = {"number": answer.number, "revision": answer.revision, "new": answer.accepted}
        word |= {"sha256": answer.checked.sha256, "values": answer.checked.values}
        os.write(handle, (json.dumps(word) + "\n").encode())
        os.fsync(handle)
        stage("between")


def accept_anew(store: Store, one: Loadable) -> FilingAnswer:
    """The same return with other bytes behind it and another content: a new revision each time."""
    data = one.data + os.urandom(16)
    fresh = replace(one.checked, sha256=sha256(data).hexdigest(), content_hash=os.urandom(16).hex())
    return accept(store, fresh, data, by=CONSOLE)


def holds(backup: Path) -> bool:
    with backup.open("rb") as source:
        verify_backup(source)
    return True


def check_store(store: Store, told: list[dict[str, Any]]) -> dict[str, list[str]]:
    faults = [f"{found.code}: {found.what} {found.about[:3]}" for found in inspect(store, by=CONSOLE)]
    with store.reading() as cursor:
        rows = cursor.execute("select sha256, number, revision, reported_values from return_").fetchall()
        facts = cursor.execute("select count(*) from fact").fetchall()[0][0]
        trail = cursor.execute("select count(*) from audit").fetchall()[0][0]
    kept = {row[0]: row[1:] for row in rows}
    lost = half = 0
    for word in told:
        there = kept.get(word["sha256"])
        if there is None and word["new"]:
            lost += 1
        elif there is not None and word["new"] and there != (word["number"], word["revision"], word["values"]):
            half += 1
    faults += [f"{lost} acknowledged returns lost"] if lost else []
    faults += [f"{half} acknowledged returns changed"] if half else []
    new = {word["sha256"] for word in told if word["new"]}
    figures = [
        f"returns in the store       {len(kept)} ({len(set(kept) - new)} committed, killed before they were told)",
        f"figures, audit rows        {facts}, {trail}",
        f"acknowledged and lost      {lost}",
        f"half loaded                {half + sum('facts' in fault for fault in faults)}",
    ]
    return {"faults": faults, "figures": figures}
