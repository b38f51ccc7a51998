"""The settings of the machine and the age of the last backup into a backup when it is time, and old ones removed."""

import logging
import os
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from accounts.clock import utc_now
from accounts.model import CONSOLE
from etl.store import BackupFault, Store, StoreFault
from etl.store.bundle import VIETNAM
from returns.backups import BackupInfo, backup, remember_failure

LOG = logging.getLogger("danvan.backup")
FOLDER, HOURS, KEEP = "DANVAN_BACKUP_DIR", "DANVAN_BACKUP_HOURS", "DANVAN_BACKUP_KEEP"
LOOK_EVERY_S = 600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Where scheduled backups go, how often, and how many are kept."""

    folder: Path
    every: timedelta = timedelta(hours=24)
    keep: int = 14

    @classmethod
    def of(cls, settings: Mapping[str, str] | None = None) -> "Schedule | None":
        """From the environment: None without DANVAN_BACKUP_DIR. Raises BackupFault where a number is none."""
        given = os.environ if settings is None else settings
        folder = given.get(FOLDER, "").strip()
        if not folder:
            return None
        return cls(folder=Path(folder), every=timedelta(hours=_number(given, HOURS, 24)), keep=_number(given, KEEP, 14))


def due(schedule: Schedule, store: Store, now: datetime) -> bool:
    """Whether it is time: the folder holds no scheduled backup of this store that is younger than `every`."""
    there = made_by(schedule, store)
    return not there or now - _moment(there[0]) >= schedule.every


def run_if_due(store: Store, schedule: Schedule, *, now: datetime | None = None) -> BackupInfo | None:
    """Make a backup when it is time and remove those beyond `keep`; what was made, or None.

    A failure is remembered for the screen and raised: StoreFault, BackupFault.
    """
    at = now or utc_now()
    if not due(schedule, store, at):
        return None
    try:
        if not schedule.folder.is_dir():
            raise BackupFault(f"Không có thư mục sao lưu {schedule.folder} (ổ đĩa chưa gắn?). Chưa sao lưu được.")
        made = backup(store, schedule.folder, by=CONSOLE, now=at)
    except StoreFault as fault:
        remember_failure(store, str(fault), at=at)
        raise
    for old in made_by(schedule, store)[schedule.keep :]:
        old.unlink(missing_ok=True)
    return made


def made_by(schedule: Schedule, store: Store) -> list[Path]:
    """The scheduled backups in the folder, newest first: only names that `backup` itself gives."""
    named = re.compile(rf"{re.escape(store.path.stem)}-\d{{8}}-\d{{6}}\.zip")
    if not schedule.folder.is_dir():
        return []
    return sorted((p for p in schedule.folder.iterdir() if named.fullmatch(p.name)), key=_moment, reverse=True)


def keep_backing_up(store: Store, stop: threading.Event, schedule: Schedule | None = None) -> None:
    """Until `stop` is set: look every ten minutes whether it is time. For a background thread of the server.

    Faults are logged and remembered; the next look tries again.
    """
    chosen = schedule or Schedule.of()
    while chosen is not None:
        try:
            made = run_if_due(store, chosen)
            if made:
                LOG.info("backup made", extra={"size_bytes": made.size_bytes, "originals": made.originals})
        except (StoreFault, OSError):
            LOG.exception("backup failed")
        if stop.wait(LOOK_EVERY_S):
            return


def _moment(path: Path) -> datetime:
    try:
        return datetime.strptime(path.stem[-15:], "%Y%m%d-%H%M%S") - VIETNAM
    except ValueError:
        return datetime.min  # named like one of ours, at a time that never was: the first to go


def _number(given: Mapping[str, str], name: str, usual: int) -> int:
    text = given.get(name, "").strip() or str(usual)
    if not text.isdigit() or int(text) < 1:
        raise BackupFault(f"{name} phải là một số nguyên từ 1 trở lên, không phải “{text}”.")
    return int(text)
