"""Reads the files of config/ into frozen records, with an error that names file, entry, key and what is allowed.

Knows no environment: the directory that overrides the shipped files is an argument. A file found there replaces the
shipped one of that name as a whole. What one file says of another is checked in config.checks.
"""

from __future__ import annotations

import csv
import os
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from io import StringIO
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from config.errors import ConfigError
from config.faults import explain
from config.schema import Actor, Conflict, Place, Settings, Source

SHIPPED = Path(__file__).parent
T = TypeVar("T")


def find_file(name: str, override: Path | None) -> Path:
    """Give the file `name` from the override directory if anything of that name is there, else the shipped one."""
    if override is not None and os.path.lexists(override / name):
        return override / name
    return SHIPPED / name


def read_settings(override: Path | None, overrides: Mapping[str, str]) -> Settings:
    """Read settings.toml; `overrides` (strings, by key) win over it. Raises ConfigError."""
    path = find_file("settings.toml", override)
    sheet = read_toml(path)
    stored = _checked(Settings, sheet, path, "settings")
    return _checked(Settings, {**sheet, **overrides}, Path("environment"), "settings") if overrides else stored


def read_sources(override: Path | None = None) -> tuple[Source, ...]:
    """Read sources.toml: every outlet with its feeds, in file order. Raises ConfigError."""
    path = find_file("sources.toml", override)
    sheet = read_toml(path)
    unknown = sorted(set(sheet) - {"source"})
    if unknown or not sheet:
        raise ConfigError(
            f"{path}: key {unknown[0] if unknown else 'source'}: a list of [[source]] is all that stands here"
        )
    sources = _checked(tuple[Source, ...], sheet["source"], path, "source")
    _unique("source", (source.source_id for source in sources), path)
    _unique("feed", (feed.feed_id for source in sources for feed in source.feeds), path)
    _unique("feed url", (feed.url for source in sources for feed in source.feeds), path)
    for source in sources:
        for fault in _source_faults(source):
            raise ConfigError(f'{path}: source "{source.source_id}", {fault}')
    return sources


def read_places(override: Path | None = None) -> tuple[Place, ...]:
    """Read places.csv, the gazetteer. Lists in a cell are separated by `|`. Raises ConfigError."""
    path = find_file("places.csv", override)
    places = _checked(tuple[Place, ...], _csv(path, Place, ("names", "conflicts")), path, "place")
    _unique("place", (place.place_id for place in places), path)
    return places


def read_actors(override: Path | None = None) -> tuple[Actor, ...]:
    """Read actors.csv, the parties. Lists in a cell are separated by `|`. Raises ConfigError."""
    path = find_file("actors.csv", override)
    lists = ("names", "demonyms", "metonyms", "offices")
    actors = _checked(tuple[Actor, ...], _csv(path, Actor, lists), path, "actor")
    _unique("actor", (actor.actor_id for actor in actors), path)
    for actor in actors:
        if actor.from_year and actor.to_year and actor.from_year > actor.to_year:
            raise ConfigError(f'{path}: actor "{actor.actor_id}", key to_year: {actor.to_year} is before from_year')
    return actors


def read_conflicts(override: Path | None = None) -> tuple[Conflict, ...]:
    """Read conflicts/*.toml, one conflict a file, in order of their names. Raises ConfigError."""
    shipped, own = SHIPPED / "conflicts", (override or SHIPPED) / "conflicts"
    if os.path.lexists(own) and not own.is_dir():
        raise ConfigError(f"{own}: not a folder; the conflicts are files in a folder of this name")
    folder = own if own.is_dir() else shipped
    conflicts = tuple(_conflict(path) for path in sorted(folder.glob("*.toml")))
    pinned = (arrangement.arrangement_id for conflict in conflicts for arrangement in conflict.arrangements)
    _unique("arrangement", pinned, folder)
    return conflicts


def _conflict(path: Path) -> Conflict:
    conflict = _checked(Conflict, read_toml(path), path, "conflict")
    if conflict.conflict_id != path.stem:
        raise ConfigError(f"{path}: key conflict_id: must be the name of the file, {path.stem!r}")
    _unique("arrangement", (arrangement.arrangement_id for arrangement in conflict.arrangements), path)
    for arrangement in conflict.arrangements:
        if arrangement.ended_on and arrangement.ended_on < arrangement.declared_on:
            name = arrangement.arrangement_id
            raise ConfigError(
                f'{path}: arrangement "{name}", key ended_on: {arrangement.ended_on} is before declared_on'
            )
    return conflict


def _source_faults(source: Source) -> Iterator[str]:
    if not source.terms:
        yield "key terms: say under which terms the outlet lets its text be used"
    for key, url in (("homepage", source.homepage), *(("archive_sitemaps", url) for url in source.archive_sitemaps)):
        if not _is_of(source, url):
            yield f"key {key}: the host of {url} is not one of hosts"
    for feed in source.feeds:
        named = f'feed "{feed.feed_id}", key'
        if not _is_of(source, feed.url):
            yield f"{named} url: the host of {feed.url} is not one of the source's hosts"
        if not feed.feed_id.startswith(f"{source.source_id}."):
            yield f"{named} feed_id: must begin with {source.source_id + '.'!r}"
        if feed.min_interval_s > feed.max_interval_s:
            yield f"{named} min_interval_s: {feed.min_interval_s} is more than max_interval_s"


def _is_of(source: Source, url: str) -> bool:
    parts = urlsplit(url)
    return parts.hostname in source.hosts or parts.netloc in source.hosts


def _unique(what: str, values: Iterable[str], path: Path) -> None:
    twice = [value for value, count in Counter(values).items() if count > 1]
    if twice:
        raise ConfigError(f'{path}: {what} "{twice[0]}": stands there twice; each must be there once')


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file. Raises ConfigError when it cannot be read."""
    try:
        return tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not TOML: {error}") from None


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")  # spreadsheets and editors on Windows begin a file with a mark
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such file") from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8: {error}") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None


def _csv(path: Path, record: type[Place | Actor], lists: tuple[str, ...]) -> list[dict[str, Any]]:
    table = csv.DictReader(StringIO(_text(path), newline=""), strict=True)
    columns = tuple(field.name for field in fields(record))
    try:
        unknown = [column for column in table.fieldnames or () if column not in columns]
        if unknown:
            raise ConfigError(f"{path}: column {unknown[0]!r}: not known; allowed are {', '.join(columns)}")
        _unique("column", table.fieldnames or (), path)
        return [_cells(row, lists, f"{path}: line {table.line_num}") for row in table]
    except csv.Error as error:
        raise ConfigError(f"{path}: line {table.line_num}: {error}; is a quotation mark left open?") from None


def _cells(row: Mapping[str, Any], lists: tuple[str, ...], where: str) -> dict[str, Any]:
    if None in row or None in row.values():
        raise ConfigError(f"{where}: not as many cells as the first line has columns; quote a cell that holds a comma")
    bare = {key: value.strip() for key, value in row.items()}
    split = {key: tuple(filter(None, map(str.strip, bare[key].split("|")))) for key in lists if key in bare}
    return {**{key: value for key, value in bare.items() if value}, **split}


def _checked(kind: type[T], value: object, path: Path, record: str) -> T:
    try:
        return TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        raise ConfigError(f"{path}: {explain(error, value, record)}") from None
