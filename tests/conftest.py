"""What many tests share: a prepared store, and once per run the sample store that the program makes itself."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.store import Store
from returns.sample import create, make_sample


def _say_nothing(share: float, line: str) -> None:
    """No progress in tests."""


@pytest.fixture
def seeded_store(tmp_path: Path) -> Iterator[Store]:
    """A real store as `init` leaves it: register, items and rounds, no returns."""
    store = Store(tmp_path / "danvan.duckdb", wait_s=2.0)
    create(store)
    yield store
    store.close()


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample store; read it, never write it."""
    folder = tmp_path_factory.mktemp("sample")
    store = Store(folder / "danvan.duckdb")
    make_sample(store, _say_nothing)
    store.close()
    return folder


@pytest.fixture(scope="session")
def sample_rounds_store(sample_folder: Path) -> Store:
    """The sample store of this run, for reading."""
    return Store(sample_folder / "danvan.duckdb")


@pytest.fixture
def own_sample_store(sample_folder: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of the sample store that a test may change."""
    folder = tmp_path / "copy"
    shutil.copytree(sample_folder, folder)
    store = Store(folder / "danvan.duckdb", wait_s=2.0)
    yield store
    store.close()
