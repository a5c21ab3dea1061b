"""What `trucewire tag` does between its arguments and its printout: the tagger alone, without network and warehouse.

Knows no argument parser.
"""

from __future__ import annotations

from pathlib import Path

from config.load import find_file
from config.settings import config_dir, load_config
from extractors.ceasefire.tag import tagger_of
from flows.rule_check import rule_faults
from flows.tagging import tag_path


def tag(path: Path, output: Path | None, published_at: str | None) -> None:
    """Tag a file with the configured tagger; see `flows.tagging`."""
    config = load_config()
    tag_path(tagger_of(config.ontology, config.places, config.actors, config.conflicts), path, output, published_at)


def check_rules() -> tuple[int, list[str], Path]:
    """Try every rule of the ontology in force on its two sentences; give how many rules, the faults, and the file."""
    config, override = load_config(), config_dir()
    tagger = tagger_of(config.ontology, config.places, config.actors, config.conflicts)
    faults = list(rule_faults(config.ontology, tagger))
    return len(config.ontology.rule), faults, find_file("ontology.toml", override)
