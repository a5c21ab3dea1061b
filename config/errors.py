"""The root of all trucewire errors, and the error of this room.

Knows no other room; the whole tree is drawn in extractors/errors.py.
"""


class TrucewireError(Exception):
    """An error made on purpose, with a message for the user that says what to do."""


class ConfigError(TrucewireError):
    """A configuration file or setting is wrong: the message names file, key and what is allowed."""
