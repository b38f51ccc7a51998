"""The one door to DuckDB: open late, close early, one transaction per change."""

from etl.store.connection import Cursor, Store
from etl.store.faults import StoreBusy, StoreDamaged, StoreFault, StoreFull, StoreMissing, StoreNewer

__all__ = ["Cursor", "Store", "StoreBusy", "StoreDamaged", "StoreFault", "StoreFull", "StoreMissing", "StoreNewer"]
