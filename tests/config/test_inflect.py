"""The forms of English verbs and nouns, in British and American print."""

from __future__ import annotations

import pytest

from config.inflect import noun_forms, verb_forms


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("stop", "stop stops stopped stopping"),
        ("carry", "carry carries carried carrying"),
        ("die", "die dies died dying"),
        ("patrol", "patrol patrols patrolled patrolling"),
        ("control", "control controls controlled controlling"),
        ("travel", "travel travels traveled travelled traveling travelling"),
        ("cancel", "cancel cancels canceled cancelled canceling cancelling"),
        ("reveal", "reveal reveals revealed revealing"),
        ("offer", "offer offers offered offering"),
    ],
)
def test_verb_forms(verb: str, forms: str) -> None:
    assert set(verb_forms(verb, {})) == set(forms.split())


def test_an_irregular_verb_keeps_its_own_past() -> None:
    assert verb_forms("ride", {"ride": ("rode", "ridden")}) == {
        "ride": "base",
        "rides": "s",
        "riding": "ing",
        "rode": "past",
        "ridden": "participle",
    }


@pytest.mark.parametrize(("noun", "plural"), [("army", "armies"), ("line of contact", "lines of contact")])
def test_the_noun_before_of_is_bent(noun: str, plural: str) -> None:
    assert noun_forms(noun) == (noun, plural)
