"""Reads the auxiliary that a participle shares with one told before it: "guns are to be pulled back, mines lifted and
captives freed".

Knows no verb group: it looks only where the act has no auxiliary of its own.
"""

from __future__ import annotations

import re

from extractors.ceasefire.status_scene import Scene

_REACH = 160
# What opens a list of things to be done, up to the act, with no verb of another tense between.
_LIST = re.compile(
    r"\b(?P<mood>(?:will|would|shall|must|may|might|could|should|can)(?: \w+ly| now| first| all| then| not)?"
    r"|(?:is|are|was|were)(?: now| also| all| both)? (?:to|due to|set to)|to)"
    r" (?:be|see|have|get|let)\b(?P<list>(?:(?!\b(?:was|were|has|had|is|are|said|says|told|while|but|after|because|when"
    r"|who|whom|whose|although|though|since|as)\b)[^;:.])*)$"
)
_POSSIBLE = frozenset({"may", "might", "could", "should", "can"})
_JOINED = re.compile(r"(?:,| and) [^,]*$")


def of_list(scene: Scene) -> tuple[str, str] | None:
    """Give the status that the first act of a list lends a later one, or None."""
    trigger, words = scene.match.trigger, scene.words
    if scene.is_noun or scene.chain.words or trigger.form not in ("ed", "participle"):
        return None
    start = words.starts[trigger.first]
    told = _LIST.search(words.text, max(words.span.start, start - _REACH), start)
    if told is None or not _JOINED.search(told["list"]):
        return None
    if told["mood"].endswith(" not"):
        return "negated", "not"
    mood = told["mood"].split()[0]
    if mood in _POSSIBLE:
        return "hypothetical", "may"
    return None if mood == "to" else ("scheduled", "will")  # what a bare infinitive hangs on is read elsewhere
