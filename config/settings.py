"""Reads the environment and settings.toml into one frozen Settings; nothing else reads the environment.

Knows no outlet and no conflict. A TRUCEWIRE_ variable it does not know is a ConfigError, so that a typo is heard.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from config.checks import check_files, check_references
from config.errors import ConfigError
from config.load import read_actors, read_conflicts, read_places, read_settings, read_sources
from config.ontology import Ontology, read_ontology
from config.schema import Actor, Conflict, Place, Settings, Source

PREFIX = "TRUCEWIRE_"
VARIABLES = (
    "TRUCEWIRE_CONFIG",
    "TRUCEWIRE_DATA",
    "TRUCEWIRE_CONTACT",
    "TRUCEWIRE_ALLOW_LOOPBACK",
    "TRUCEWIRE_WAREHOUSE",
)
LAKE = "ducklake:postgres:"


def config_dir(environ: Mapping[str, str] = os.environ) -> Path | None:
    """Give the directory whose files override the shipped ones, or None. Raises ConfigError when it is no directory."""
    name = environ.get("TRUCEWIRE_CONFIG", "")
    if not name:
        return None
    if not Path(name).is_dir():
        raise ConfigError(f"TRUCEWIRE_CONFIG={name}: not a directory; name one, or unset it to use the shipped files")
    return Path(name)


def load_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Give the settings: settings.toml, overridden by TRUCEWIRE_ variables. Raises ConfigError."""
    unknown = sorted(key for key in environ if key.startswith(PREFIX) and key not in VARIABLES)
    if unknown:
        raise ConfigError(f"environment: {unknown[0]} is not known; allowed are {', '.join(VARIABLES)}")
    if not (environ.get("TRUCEWIRE_WAREHOUSE") or LAKE).startswith(LAKE):
        raise ConfigError(
            f"TRUCEWIRE_WAREHOUSE: it must begin with {LAKE}, such as '{LAKE}host=127.0.0.1 dbname=trucewire'; "
            "unset it to keep the warehouse in a file"
        )
    overrides = {
        "data_dir": environ.get("TRUCEWIRE_DATA"),
        "contact": environ.get("TRUCEWIRE_CONTACT"),
        "allow_loopback": environ.get("TRUCEWIRE_ALLOW_LOOPBACK"),
    }
    return read_settings(config_dir(environ), {key: value for key, value in overrides.items() if value})


def lake_address(data_dir: Path, environ: Mapping[str, str] = os.environ) -> str | None:
    """Give the address of the lake that holds the warehouse of a data directory, or None where a file does.

    Only the data directory of the settings is in the lake; one made for something else, a rebuild, holds a file.
    Raises ConfigError.
    """
    address = environ.get("TRUCEWIRE_WAREHOUSE", "")
    if not address or data_dir.resolve() != Path(load_settings(environ).data_dir).resolve():
        return None
    return address


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that config/ says, read and checked."""

    settings: Settings
    sources: tuple[Source, ...]
    places: tuple[Place, ...]
    actors: tuple[Actor, ...]
    conflicts: tuple[Conflict, ...]
    ontology: Ontology


def load_config(environ: Mapping[str, str] = os.environ) -> Config:
    """Read every file of config/, or of the directory that overrides it. Raises ConfigError for the first fault."""
    override = config_dir(environ)
    check_files(override)
    config = Config(
        load_settings(environ),
        read_sources(override),
        read_places(override),
        read_actors(override),
        read_conflicts(override),
        read_ontology(override),
    )
    check_references(config.places, config.actors, config.conflicts)
    return config
