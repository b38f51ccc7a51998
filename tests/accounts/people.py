"""Small stores and the people in them, for the tests of accounts and of the web layers."""

from pathlib import Path

from accounts import directory, sessions
from accounts.model import CONSOLE, Actor, Role
from etl.store import Store
from etl.store.schema import prepare, set_meta

GOOD = "trâu-vàng-qua-cầu-7"
UNITS = [
    (1, "38@0", "38", "province", "Tỉnh", "Thanh Hóa", "Tỉnh Thanh Hóa", None),
    (2, "399@0", "399", "district", "Huyện", "Hoằng Hóa", "Huyện Hoằng Hóa", "38@0"),
    (3, "384@0", "384", "district", "Huyện", "Mường Lát", "Huyện Mường Lát", "38@0"),
]


def empty_store(path: Path, *, sample: bool) -> Store:
    """A store as `init` leaves it: a few units, no accounts."""
    store = Store(path)
    prepare(store)
    with store.writing() as cursor:
        for unit in UNITS:
            cursor.execute("insert into unit values (?,?,?,?,?,?,?,?,null,null,null,null,null,null)", list(unit))
        set_meta(cursor, "sample", "true" if sample else "false")
        set_meta(cursor, "sample_complete", "true")
    return store


def added(
    store: Store, login: str = "hoanghoa", role: Role = Role.FILER, scope_key: str = "399@0", *, fresh: bool = False
) -> Actor:
    """An account made from the console; ready to work unless `fresh` (then its password must be changed)."""
    directory.add(store, CONSOLE, login=login, name="Cán bộ thử", role=role, scope_key=scope_key, password=GOOD)
    with store.writing() as cursor:
        cursor.execute("update account set must_change = ? where login = ?", [fresh, login]).fetchall()
        account = directory.existing(cursor, login)
    return Actor(account=account, address="10.0.0.9")


def signed(store: Store, by: Actor) -> str:
    """The token of a new session."""
    return store.transact(lambda cursor: sessions.begin(cursor, by, device="thử"))
