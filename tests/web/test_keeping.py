"""The server looks after its store: what is wrong is logged at start, and backups are made when it is time."""

import json
import logging
import threading
from pathlib import Path

import pytest

from accounts.model import CONSOLE, Actor
from accounts.permissions import Forbidden
from etl.store import Store, StoreBusy
from returns.safety import latest as safety_latest
from tests.web.boot import running, until_ready
from web import keeping
from web.keeping import Keeper
from web.preparing import Preparation, Stage


def keeper_of(store: Store, *, ready: bool = True) -> Keeper:
    preparation = Preparation(store, tell=lambda _: None)
    preparation.stage = Stage(ready=ready)
    return Keeper(store, preparation)


def test_a_missing_original_is_logged_by_code_and_kept_for_the_administrator(
    own_sample_store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    lost = next(path for path in own_sample_store.archive.rglob("*") if path.is_file())
    lost.unlink()
    with caplog.at_level(logging.INFO, logger="danvan.keeping"):
        keeper_of(own_sample_store).run()
    told = [(r.levelname, getattr(r, "reason", ""), getattr(r, "count", 0)) for r in caplog.records]
    assert ("ERROR", "original_missing", 1) in told
    assert lost.name not in caplog.text
    kept = safety_latest.latest(own_sample_store, by=CONSOLE)
    assert kept is not None and lost.name in kept.findings[0].about[0]
    with pytest.raises(Forbidden):
        safety_latest.latest(own_sample_store, by=Actor(account=None))


def test_a_sound_store_is_said_to_be_sound(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="danvan.keeping"):
        keeper_of(store).run()
    assert [getattr(r, "reason", "") for r in caplog.records if r.levelname != "WARNING"] == ["sound"]


def test_a_busy_store_is_asked_again(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    answers = [StoreBusy("bận"), None]

    def once_busy(asked: Store, *, by: Actor) -> safety_latest.Inspection:
        if fault := answers.pop(0):
            raise fault
        return safety_latest.Inspection(at=keeping_now(), findings=())

    from accounts.clock import utc_now as keeping_now

    monkeypatch.setattr(safety_latest, "inspect_and_keep", once_busy)
    monkeypatch.setattr(keeping, "AGAIN_S", 0.01)
    with caplog.at_level(logging.INFO, logger="danvan.keeping"):
        keeper_of(store).run()
    assert not answers and "store inspected" in caplog.text


def test_nothing_is_done_before_the_store_is_ready_and_it_ends_when_told(store: Store) -> None:
    keeper = keeper_of(store, ready=False)
    thread: threading.Thread = keeper.start()
    keeper.stop()
    thread.join(5)
    assert not thread.is_alive()


def test_a_wrong_setting_is_said_and_stops_no_server(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("DANVAN_BACKUP_DIR", "/khong/co")
    monkeypatch.setenv("DANVAN_BACKUP_HOURS", "mỗi ngày")
    keeper_of(store).run()
    assert "DANVAN_BACKUP_HOURS" in caplog.text


@pytest.mark.slow
def test_the_running_program_makes_the_backup_that_is_due(
    own_sample_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    monkeypatch.setenv("DANVAN_BACKUP_DIR", str(folder))
    own_sample_store.close()
    with running(own_sample_store.path, tmp_path) as program:
        until_ready(program)
        waited = threading.Event()
        for _ in range(200):
            if "backup made" in program.log.read_text(encoding="utf-8"):
                break
            waited.wait(0.1)
    assert len(list(folder.glob("danvan-*.zip"))) == 1
    lines = [json.loads(line) for line in program.log.read_text(encoding="utf-8").splitlines() if line[:1] == "{"]
    assert {"store inspected", "backup made"} <= {line["what"] for line in lines}
