"""Brings the warehouse to what this version and this configuration say, before anything is read from or loaded into it.

Knows no stage of the journey, and imports none: `trucewire migrate` needs no network and no tagger.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from config.settings import Config
from warehouse import db, lake, load, migrate, move


@dataclass(frozen=True, slots=True)
class Prepared:
    """The names of the migrations applied to a warehouse, and whether what it knows of the world was not up to date."""

    applied: tuple[str, ...]
    is_reference_new: bool


def prepare_warehouse(config: Config, data_dir: Path) -> Prepared:
    """Bring the warehouse to the present schema and reference tables."""
    with db.connected(data_dir) as con:
        applied = move.make(con, data_dir) if lake.is_lake(con) else migrate.migrate(con)
        types = config.ontology.event_type
        loaded = load.load_reference(con, config.sources, config.places, config.actors, config.conflicts, types)
    return Prepared(applied, bool(applied) or loaded.has_changed)
