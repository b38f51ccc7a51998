"""What can go wrong with the store, each with a sentence for people and what to do."""


class StoreFault(Exception):
    """Base: the message is Vietnamese and may be shown as it is."""


class StoreMissing(StoreFault):
    """No store at the path: it has to be created first."""


class StoreBusy(StoreFault):
    """Another process holds the store and did not let go within the waiting time."""


class StoreDamaged(StoreFault):
    """The file cannot be read as a store: damaged, truncated or something else."""


class StoreFull(StoreFault):
    """No space left while writing; what was accepted before is safe."""


class StoreNewer(StoreFault):
    """The store was written by a newer version of the program."""
