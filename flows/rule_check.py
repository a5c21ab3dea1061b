"""Proves the rules of the ontology in force, shipped or one's own, by the two sentences that each rule brings along.

Knows no text but those sentences; how right the rules are on news is measured by `trucewire evaluate`.
"""

from __future__ import annotations

from collections.abc import Iterator

from config.ontology import Ontology
from extractors.ceasefire.tag import Tagger


def rule_faults(ontology: Ontology, tagger: Tagger) -> Iterator[str]:
    """Give a line for each sentence that its rule reads the wrong way, in order of the file."""
    for rule in ontology.rule:
        if rule.id not in tagger.rules_in(rule.positive):
            yield f"rule {rule.id} does not match its positive: {rule.positive}"
        if rule.id in tagger.rules_in(rule.negative):
            yield f"rule {rule.id} matches its negative: {rule.negative}"
