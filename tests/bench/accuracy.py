"""How right the tagger is on each gold collection that is at hand (codebook section 9)."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from config.settings import load_config
from extractors.ceasefire.evaluation import HEADLINES, evaluate
from extractors.ceasefire.events import EventMaker
from extractors.ceasefire.tag import TAGGER_VERSION, tagger_of

ROOT = Path(__file__).resolve().parents[2]
COLLECTIONS = {
    "dev": ROOT.parent / "shared" / "gold" / "dev",
    "tune": ROOT / "tests" / "gold" / "tune",
    "held": ROOT / "tests" / "gold" / "held",
}
BASELINE = ROOT / "tests" / "gold" / "accuracy.json"
PAGE = ROOT / "docs" / "accuracy.md"
Rows = list[tuple[str, str, float]]


def measure() -> dict[str, dict[str, float]]:
    """Give the figures of every collection that is there, by its name."""
    config = load_config({})
    tagger = tagger_of(config.ontology, config.places, config.actors, config.conflicts)
    maker = EventMaker(config.actors, config.places, config.conflicts)
    return {name: evaluate(folder, tagger, maker)[1] for name, folder in COLLECTIONS.items() if folder.is_dir()}


def bench() -> Rows:
    """Give the headline figures of every collection."""
    return [
        (f"{collection}: {name}", "", figures[name]) for collection, figures in measure().items() for name in HEADLINES
    ]


def write(measured: dict[str, dict[str, float]]) -> None:
    """Write the figures as the baseline that CI holds, and as the table in docs/accuracy.md."""
    BASELINE.write_text(json.dumps({"tagger_version": TAGGER_VERSION, **measured}, indent=1) + "\n", "utf-8")
    names = list(next(iter(measured.values())))
    rows = [
        f"| {name} | " + " | ".join(f"{figures[name]:.3f}" for figures in measured.values()) + " |" for name in names
    ]
    head = f"| figure | {' | '.join(measured)} |\n|---|{'---|' * len(measured)}\n"
    before, _, after = PAGE.read_text("utf-8").partition("<!-- figures -->")
    after = after.partition("<!-- end of figures -->")[2]
    table = f"Tagger version {TAGGER_VERSION}.\n\n{head}" + "\n".join(rows)
    PAGE.write_text(f"{before}<!-- figures -->\n\n{table}\n\n<!-- end of figures -->{after}", "utf-8")


def _row(name: str, values: list[float]) -> str:
    return f"| {name} | {' | '.join(f'{value:.3f}' for value in values)} |"


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("python -m tests.bench.accuracy --write: measure and write docs/accuracy.md and its baseline")
    write(measure())
