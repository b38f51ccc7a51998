"""A store with two revisions of one return, made once and copied for each test that may damage it."""

import atexit
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from etl.register import default_register
from etl.store import Store
from returns.rounds import round_of
from returns.sample import create
from tests.returns.conftest import BIM_SON, ROUND, Filing


def filed_store(folder: Path) -> Filing:
    """The unit that filed twice, with its own copy of the store in `folder`."""
    made = _made()
    shutil.copytree(made.store.path.parent, folder, dirs_exist_ok=True)
    return replace(made, store=Store(folder / made.store.path.name, wait_s=2.0))


@cache
def _made() -> Filing:
    folder = Path(mkdtemp(prefix="danvan-filed-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    store = Store(folder / "danvan.duckdb", wait_s=2.0)
    create(store)
    register = default_register()
    with store.reading() as cursor:
        round_ = round_of(cursor, ROUND)
    unit = Filing(store, round_, register.get(BIM_SON), register.communes_of(BIM_SON, round_.data_to))
    assert unit.file(unit.values()).accepted
    assert unit.file(unit.values({"TH-1.2a": "Không"})).accepted
    store.close()
    return unit
