"""Gives the figures of codebook section 9 for a gold directory as one flat mapping, name to value between 0 and 1.

Knows no file but the gold set's. False alarms are per 100 empty sentences; all other figures are shares.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from extractors.ceasefire.event_scoring import score_events, score_found_events
from extractors.ceasefire.events import EventMaker
from extractors.ceasefire.scoring import ATTRIBUTES, FAMILIES, Score, Tags, family_types, score
from extractors.errors import InputError

HEADLINES = (
    "truce_and_terms_f1",
    "all_f1",
    *ATTRIBUTES,
    "false_alarms_per_100",
    "events_b_cubed_f1",
    "found_events_b_cubed_f1",
)
EVENT_FIGURES = tuple(
    f"{prefix}_b_cubed_{name}" for prefix in ("events", "found_events") for name in ("precision", "recall", "f1")
)
# The one figure that is better when it is lower.
LOWER_IS_BETTER = "false_alarms_per_100"


def evaluate(gold_dir: Path, tagger: Tags, maker: EventMaker) -> tuple[Score, dict[str, float]]:
    """Score tagger and event grouping on a gold directory. Raises InputError when it holds no gold file."""
    if not any((gold_dir / name).is_file() for name in ("sentences.jsonl", "articles.jsonl")):
        raise InputError(f"{gold_dir}: no sentences.jsonl or articles.jsonl there; name a gold directory")
    result = score(gold_dir, tagger)
    return result, figures(result) | _event_figures(gold_dir, result, maker)


def figures(result: Score) -> dict[str, float]:
    """Give the figures of a score: F1 over families and types, shares of right attributes, false alarms."""
    found = {"truce_and_terms_f1": result.f1(family_types("truce", "terms"))[2]}
    precision, recall, found["all_f1"] = result.f1(tuple(set(result.gold) | set(result.predicted)))
    found |= {"all_precision": precision, "all_recall": recall}
    found |= {f"{family}_f1": result.f1(family_types(family))[2] for family in FAMILIES}
    found |= {f"{name}_f1": result.f1((name,))[2] for family in FAMILIES for name in family_types(family)}
    found |= {name: result.share(name) for name in ATTRIBUTES}
    found[LOWER_IS_BETTER] = result.false_alarms_per_100
    return {name: round(value, 4) for name, value in found.items()}


def _event_figures(gold_dir: Path, result: Score, maker: EventMaker) -> dict[str, float]:
    """Give B-cubed of events made of gold mentions (`events`) and of those the tagger found (`found_events`)."""
    articles = gold_dir / "articles.jsonl"
    if not articles.is_file() or not articles.read_text(encoding="utf-8").strip():
        return {}
    values = (*score_events(gold_dir, maker), *score_found_events(gold_dir, result.pairs, maker))
    return {name: round(value, 4) for name, value in zip(EVENT_FIGURES, values, strict=True)}


def fallen(now: Mapping[str, float], before: Mapping[str, float], by: float = 0.01) -> dict[str, tuple[float, float]]:
    """Give the headline figures that are worse than before by more than `by` (false alarms: by more than one)."""
    worse: dict[str, tuple[float, float]] = {}
    for name in HEADLINES:
        if name in now and name in before:
            drop = before[name] - now[name] if name != LOWER_IS_BETTER else (now[name] - before[name]) / 100
            if drop > by:
                worse[name] = (before[name], now[name])
    return worse
