"""Takes patterns away from a tagger and asks what that costs: a needed one its mentions, an idle one nothing."""

from __future__ import annotations

from config.ontology import read_ontology
from extractors.ceasefire.scoring import Item
from extractors.records import Document
from tests.gold.ablation import HIT, Trial, matched
from tests.gold.train import tagger_with

TEXT = "The rebels freed 20 prisoners of war."
ITEM = Item(
    Document("s", TEXT), ({"type": "prisoner_exchange", "quote_start": 0, "quote_end": len(TEXT) - 1},), (), False
)


def test_a_pattern_is_missed_by_what_it_alone_finds_and_by_nothing_else() -> None:
    ontology, tagger = read_ontology(None), tagger_with(None)
    where = matched(ontology, tagger, [ITEM])
    needed = sorted(where)
    idle = next((rule.id, line) for rule in ontology.rule for line in rule.patterns if (rule.id, line) not in where)
    trial = Trial([ITEM], [tagger] * 5, ontology)
    trial.worth = [trial.value(0)]

    assert trial.lost_without(idle, [0]) == 0
    assert [trial.lost_without(line, [0]) for line in needed] == [*(0.0 for _ in needed[1:]), HIT]
    assert trial.away == {idle, *needed[:-1]}
