"""The errors trucewire raises on purpose.

    TrucewireError
    ├── ConfigError        a file of config/ or a setting is wrong; the message names file, key and what is allowed
    ├── InputError         a file or argument the user named cannot be used; exit 2 or 1, nothing written
    ├── BusyError          another run holds the warehouse; exit 75, try again later
    ├── WarehouseError     the warehouse cannot be used as it is; the message says what to do
    │   ├── NewerWarehouseError   it was made by a newer trucewire
    │   └── ConflictError         another program changed the same rows of the lake; nothing was stored, try again
    └── StorageError       the disk refused: full, read-only, gone; `outcome` names it (disk_full, ...)

Knows nothing of the feeds: what a feed or a page does is a value (`records.Outcome`), not an error.
ConfigError lives in config.errors, in the rightmost room, and is shown here so that the tree is read in one place.
"""

from config.errors import ConfigError, TrucewireError

__all__ = [
    "BusyError",
    "ConflictError",
    "ConfigError",
    "InputError",
    "NewerWarehouseError",
    "StorageError",
    "TrucewireError",
    "WarehouseError",
]


class InputError(TrucewireError):
    """A file or argument that the user named cannot be used."""


class BusyError(TrucewireError):
    """Another run holds the warehouse."""


class WarehouseError(TrucewireError):
    """The warehouse cannot be used as it is."""


class NewerWarehouseError(WarehouseError):
    """The warehouse was made by a newer trucewire."""


class ConflictError(WarehouseError):
    """Another program changed the same rows of the lake first; nothing was stored."""


class StorageError(TrucewireError):
    """The disk refused a write."""
