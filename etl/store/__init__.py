"""The one door to DuckDB: open late, close early, one transaction per change."""

from etl.store.connection import Cursor, Store
from etl.store.faults import (
    BackupFault,
    NotUpgraded,
    StoreBusy,
    StoreDamaged,
    StoreFault,
    StoreFull,
    StoreMissing,
    StoreNewer,
    StoreOlder,
    StoreShut,
)

__all__ = [
    "BackupFault",
    "Cursor",
    "NotUpgraded",
    "Store",
    "StoreBusy",
    "StoreDamaged",
    "StoreFault",
    "StoreFull",
    "StoreMissing",
    "StoreNewer",
    "StoreOlder",
    "StoreShut",
]
