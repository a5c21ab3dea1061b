"""Reads the files of config/ into frozen records, with an error that names file, key and what is allowed.

Knows no environment: the directory that overrides the shipped files is an argument. A file found there replaces the
shipped one of that name as a whole.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from config.errors import ConfigError
from config.schema import Actor, Conflict, Place, Settings, Source

SHIPPED = Path(__file__).parent
T = TypeVar("T")


def find_file(name: str, override: Path | None) -> Path:
    """Give the file `name` from the override directory if it is there, else the shipped one."""
    if override is not None and (override / name).is_file():
        return override / name
    return SHIPPED / name


def read_settings(override: Path | None, overrides: Mapping[str, str]) -> Settings:
    """Read settings.toml; `overrides` (strings, by key) win over it. Raises ConfigError."""
    path = find_file("settings.toml", override)
    return _checked(Settings, {**_toml(path), **overrides}, path, strict=False)


def read_sources(override: Path | None = None) -> tuple[Source, ...]:
    """Read sources.toml: every outlet with its feeds, in file order. Raises ConfigError."""
    path = find_file("sources.toml", override)
    return _checked(tuple[Source, ...], _toml(path).get("source", ()), path)


def read_places(override: Path | None = None) -> tuple[Place, ...]:
    """Read places.csv, the gazetteer. Lists in a cell are separated by `|`. Raises ConfigError."""
    path = find_file("places.csv", override)
    return _checked(tuple[Place, ...], _csv(path, lists=("names", "conflicts")), path, strict=False)


def read_actors(override: Path | None = None) -> tuple[Actor, ...]:
    """Read actors.csv, the parties. Lists in a cell are separated by `|`. Raises ConfigError."""
    path = find_file("actors.csv", override)
    return _checked(
        tuple[Actor, ...], _csv(path, lists=("names", "demonyms", "metonyms", "offices")), path, strict=False
    )


def read_conflicts(override: Path | None = None) -> tuple[Conflict, ...]:
    """Read conflicts/*.toml, one conflict a file, in order of their names. Raises ConfigError."""
    folder = (
        override / "conflicts" if override is not None and (override / "conflicts").is_dir() else SHIPPED / "conflicts"
    )
    return tuple(_checked(Conflict, _toml(path), path) for path in sorted(folder.glob("*.toml")))


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not TOML: {error}") from None


def _csv(path: Path, lists: tuple[str, ...]) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [_cells(row, lists) for row in csv.DictReader(lines)]


def _cells(row: Mapping[str, str], lists: tuple[str, ...]) -> dict[str, Any]:
    split = {key: tuple(part for part in row[key].split("|") if part) for key in lists if key in row}
    return {**{key: value for key, value in row.items() if value != ""}, **split}


def _checked(kind: type[T], value: object, path: Path, strict: bool = False) -> T:
    try:
        return TypeAdapter(kind).validate_python(value, strict=strict)
    except ValidationError as error:
        raise ConfigError(f"{path}: {_first_fault(error)}") from None


def _first_fault(error: ValidationError) -> str:
    fault = error.errors()[0]
    key = ".".join(str(part) for part in fault["loc"])
    return f"key {key}: {fault['msg']} (got {str(fault['input'])[:80]!r})"
