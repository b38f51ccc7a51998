"""Several files at once come to what they come to one by one: only the reading runs ahead."""

from pathlib import Path

import pytest

from accounts.model import CONSOLE
from etl.register import default_register
from etl.store import Store
from indicators.catalogue import plan as plan_of
from returns.batch import Incoming, file_uploads
from returns.filing import file_upload
from returns.sample import create
from returns.sample.schedule import schedule
from returns.sample.writer import SAMPLE_PLAN, sample_rounds, write_sample

TABLES = ("return_", "return_sheet", "return_issue", "fact", "fact_text", "audit")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """One small district in three rounds, the first corrected once: each is compared with the one before."""
    plan, register = plan_of(SAMPLE_PLAN), default_register()
    folder = tmp_path_factory.mktemp("files")
    chosen = [f for f in schedule(sample_rounds(plan), register) if f.unit.code == "399"][:4]
    return [write_sample(folder, filing, plan, register) for filing in chosen]


@pytest.fixture(scope="module")
def created(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bytes of an empty store."""
    store = Store(tmp_path_factory.mktemp("empty") / "danvan.duckdb")
    create(store)
    store.close()
    return store.path


@pytest.fixture
def store(created: Path, tmp_path: Path) -> Store:
    return copied(created, tmp_path / "one")


def test_a_batch_leaves_what_single_filings_leave(
    created: Path, store: Store, files: list[Path], tmp_path: Path
) -> None:
    other = copied(created, tmp_path / "other")
    single = [file_upload(other, file.read_bytes(), file.name, by=CONSOLE) for file in files]
    batch = list(file_uploads(store, [Incoming(file.name, file.read_bytes) for file in files], by=CONSOLE))
    assert all(answer.accepted for answer in single)
    assert batch == single
    assert any(answer.checked.issues for answer in batch), "compared with the round before"
    assert counted(store) == counted(other)
    assert not logs(store), "folded into the file"


def test_what_was_accepted_before_a_fault_stays_and_is_folded(store: Store, files: list[Path]) -> None:
    def gone() -> bytes:
        raise FileNotFoundError("gone")

    incoming = [Incoming("a.xlsx", files[0].read_bytes), Incoming("b.xlsx", gone), Incoming("c.xlsx", gone)]
    answers = file_uploads(store, incoming, by=CONSOLE)
    assert next(answers).accepted
    with pytest.raises(FileNotFoundError):
        next(answers)
    assert counted(store)["return_"] == 1
    assert not logs(store)


def test_a_file_that_cannot_be_read_and_one_sent_twice_are_told_in_their_turn(store: Store, files: list[Path]) -> None:
    rubbish = Incoming("x.xlsx", lambda: b"not a workbook")
    good = Incoming(files[0].name, files[0].read_bytes)
    refused, accepted, twice = file_uploads(store, [rubbish, good, good], by=CONSOLE)
    assert refused.refused and refused.checked.issues and refused.checked.file == "x.xlsx"
    assert accepted.accepted
    assert twice.duplicate and twice.revision == 1


def copied(created: Path, folder: Path) -> Store:
    folder.mkdir()
    store = Store(folder / "danvan.duckdb", wait_s=2.0)
    store.path.write_bytes(created.read_bytes())
    return store


def counted(store: Store) -> dict[str, int]:
    with store.reading() as cursor:
        return {t: int(cursor.execute(f"select count(*) from {t}").fetchall()[0][0]) for t in TABLES}


def logs(store: Store) -> list[Path]:
    return [log for log in store.path.parent.glob("*.wal*") if log.stat().st_size]
