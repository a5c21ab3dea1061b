"""Remembers how far a replay is, so that one that was cut goes on there; a newer code or another stretch begins anew.

Knows no page: a position is a time and an id.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

import config
import extractors
from config.settings import config_dir
from flows.outfile import replaced
from warehouse.replay import Stretch

_READ = (".py", ".toml", ".csv", ".gz")


@dataclass(frozen=True, slots=True)
class _Kept:
    stage: str
    code: str
    stretch: Stretch


_FORM = TypeAdapter(_Kept)


def position_file(data_dir: Path) -> Path:
    """Give where the position lies."""
    return data_dir / "pipeline" / "reprocess.json"


def go_on(data_dir: Path, stage: str, stretch: Stretch) -> Stretch:
    """Give the stretch from where the last run of it, with the same code, was cut; else from its start."""
    try:
        kept = _FORM.validate_json(position_file(data_dir).read_bytes())
    except (FileNotFoundError, ValidationError):
        return stretch
    is_same = (kept.stage, kept.code, replace(kept.stretch, after_at=None, after_id="")) == (stage, code(), stretch)
    return kept.stretch if is_same else stretch


def keep(data_dir: Path, stage: str, stretch: Stretch, after_at: datetime, after_id: str) -> Stretch:
    """Note that all up to (after_at, after_id) is done; give the stretch that is left."""
    left = replace(stretch, after_at=after_at, after_id=after_id)
    with replaced(position_file(data_dir)) as temporary:
        temporary.write_bytes(_FORM.dump_json(_Kept(stage, code(), left)))
    return left


def forget(data_dir: Path) -> None:
    """Note that nothing is left to be done."""
    position_file(data_dir).unlink(missing_ok=True)


def code() -> str:
    """Give a digest of what reads and tags: the files of extractors, the model's too, of config and of its override."""
    found = sha256()
    override = config_dir()
    rooms = [Path(next(iter(room.__path__))) for room in (extractors, config)]
    for folder in (*rooms, *([override] if override else [])):
        for path in sorted(folder.rglob("*")):
            if path.suffix in _READ:
                found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()
