"""A real store and a sample store, both empty of people."""

from pathlib import Path

import pytest

from etl.store import Store
from tests.accounts.people import empty_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A real store."""
    return empty_store(tmp_path / "real.duckdb", sample=False)


@pytest.fixture
def sample_store(tmp_path: Path) -> Store:
    """A store whose figures are made up."""
    return empty_store(tmp_path / "sample.duckdb", sample=True)
