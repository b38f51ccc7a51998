"""What can go wrong with the store, each with a sentence for people and what to do."""


class StoreFault(Exception):
    """Base: the message is Vietnamese and may be shown as it is."""


class StoreMissing(StoreFault):
    """No store at the path: it has to be created first."""


class StoreBusy(StoreFault):
    """Another process holds the store and did not let go within the waiting time."""


class StoreDamaged(StoreFault):
    """The file cannot be read as a store: damaged, truncated or something else."""


class StoreShut(StoreFault):
    """The system does not let this program open the file: rights, a folder in its place, a read-only disk."""


class StoreFull(StoreFault):
    """No space left; what was accepted before is safe."""


class StoreNewer(StoreFault):
    """The store was written by a newer version of the program."""


class StoreOlder(StoreFault):
    """The store has to be brought up to date before this program can work with it."""


class NotUpgraded(StoreFault):
    """A migration failed; the store is as it was before."""


class BackupFault(StoreFault):
    """A backup could not be made, read or restored; nothing was put in place."""
