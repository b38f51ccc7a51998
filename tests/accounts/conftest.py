"""A small store with three units, empty of people."""

from pathlib import Path

import pytest

from etl.store import Store
from etl.store.schema import prepare, set_meta

UNITS = [
    (1, "38@0", "38", "province", "Tỉnh", "Thanh Hóa", "Tỉnh Thanh Hóa", None),
    (2, "399@0", "399", "district", "Huyện", "Hoằng Hóa", "Huyện Hoằng Hóa", "38@0"),
    (3, "384@0", "384", "district", "Huyện", "Mường Lát", "Huyện Mường Lát", "38@0"),
]


def empty_store(path: Path, *, sample: bool) -> Store:
    """A store as `init` leaves it: units, no accounts."""
    store = Store(path)
    prepare(store)
    with store.writing() as cursor:
        for number, key, code, level, type_name, name, full_name, parent in UNITS:
            values = [number, key, code, level, type_name, name, full_name, parent]
            cursor.execute("insert into unit values (?,?,?,?,?,?,?,?,null,null,null,null,null,null)", values)
        set_meta(cursor, "sample", "true" if sample else "false")
    return store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A real store."""
    return empty_store(tmp_path / "real.duckdb", sample=False)


@pytest.fixture
def sample_store(tmp_path: Path) -> Store:
    """A store whose figures are made up."""
    return empty_store(tmp_path / "sample.duckdb", sample=True)
