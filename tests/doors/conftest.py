"""The houses, made once for all tests of doors."""

from pathlib import Path

import pytest

from tests.doors.houses import Houses, built


@pytest.fixture(scope="session")
def houses(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Houses:
    """Four stores and eleven people."""
    return built(sample_folder, tmp_path_factory.mktemp("doors"))
