"""The labelled pairs, through look-up and comparison: thresholds were fixed on the half `tune`, `held` is the proof."""

from __future__ import annotations

from collections import Counter

import pytest

from extractors.dedupe import compare
from extractors.dedupe_signature import are_candidates, sign
from tests.extractors.dedupe.pairs import Pair, load_pairs

HALVES = ("tune", "held")


def judged(pair: Pair) -> str:
    """Give what the pipeline says of a pair: what is no candidate is never compared."""
    ours, theirs = sign([pair.first, pair.second])
    if not are_candidates(ours, theirs):
        return "none"
    found = compare(pair.first, pair.second)
    return found.relation if found else "none"


def test_there_are_at_least_150_pairs_and_every_kind_stands_in_both_halves() -> None:
    kinds = {half: Counter(pair.kind for pair in load_pairs() if pair.half == half) for half in HALVES}
    assert len(load_pairs()) >= 150
    assert set(kinds["tune"]) == set(kinds["held"])
    assert len({pair.name for pair in load_pairs()}) == len(load_pairs())


@pytest.mark.parametrize("half", HALVES)
def test_precision_is_at_least_97_and_recall_95_in_100(half: str) -> None:
    pairs = [pair for pair in load_pairs() if pair.half == half]
    found = [pair for pair in pairs if judged(pair) != "none"]
    right = [pair for pair in found if pair.relation != "none"]
    assert len(right) / len(found) >= 0.97, [pair.name for pair in found if pair.relation == "none"]
    n_related = sum(pair.relation != "none" for pair in pairs)
    missed = [pair.name for pair in pairs if pair.relation != "none" and pair not in found]
    assert len(right) / n_related >= 0.95, missed


def test_copies_and_updates_are_told_apart() -> None:
    related = [pair for pair in load_pairs() if pair.relation != "none"]
    wrong = [pair.name for pair in related if judged(pair) not in ("none", pair.relation)]
    assert len(wrong) <= 0.05 * len(related), wrong


@pytest.mark.parametrize("pair", load_pairs(), ids=lambda pair: pair.name)
def test_a_pair_is_judged_the_same_in_either_order(pair: Pair) -> None:
    assert compare(pair.first, pair.second) == compare(pair.second, pair.first)
