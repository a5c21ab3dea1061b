"""Reads an infinitive that tells what was done and not only what it was for: "got both sides to sign a truce".

Knows no verb of wish, promise or order: governors.py reads those. What only may come of it is left to moods.py.
"""

from __future__ import annotations

import re

from extractors.ceasefire.status_scene import Scene, before
from extractors.ceasefire.tokens import word_set
from extractors.ceasefire.type_sets import FATE_OF_HALT

# Whoever got another to do a thing has seen it done; whoever tried to, has not.
_PERSUADED = re.compile(
    r"\b(?:persuaded|prevailed (?:up)?on|induced|convinced|coaxed|cajoled|forced|compelled|shook hands"
    r"|(?:managed|succeeded)\b[^,;]{0,25}? (?:get|getting|persuade|persuading))\b[^;]*$"
)
# These take a thing as well ("brought a plan to", "got permission to"): only with a body after them was it done.
_BROUGHT = re.compile(r"\b(?:got|brought|led|prompted)\b(?! to\b)[^;]*$")
_BODIES = ("PARTY", "FORCES", "TWO", "PEOPLE")
_THEM = word_set("him her them")
_PREPOSITIONS = word_set("of by from for to with in on")
_NOT_SO = re.compile(
    r"\b(?:not|n['’]t|never|nobody|nothing|neither|no (?:one|[a-z]+)|to (?:be )?|would|could|might|may|will|tried"
    r"|trying|failed) ?$",
    re.IGNORECASE,
)
# What is voted, or told by telephone, is done by the vote and the call.
_TOLD_BY = re.compile(
    r"\b(?:voted?|telephoned|phoned|rang|called|wrote|cabled|met|gathered|rallied|flew|went|travell?ed)\b"
    r"(?!.*\b(?:against|down|refused|declined|failed)\b)[^;]*$"
)
_DECISION = re.compile(r"\bdecision\b(?: (?:of|by|on|in|from)\b[^,;]*)?\s*$")
_UNDECIDED = re.compile(
    r"\b(?:await\w*|wait\w*|pending|put(?:ting)? off|delay\w*|postpon\w*|defer\w*|expect\w*|before|until|no|any|yet"
    r"|will|would|may|might|could|must|should|if|possible)\b"
)
_OWN_MEN = re.compile(
    r"\b(?:told|ordered|instructed|directed|commanded) (?:(?:all|both) )?(?:its|his|her|their)(?: [\w'’-]+){1,3}\s*$"
)
_FOUND = re.compile(r"\b(?:declared|found|confirmed|pronounced|certified)\b(?: [\w'’-]+){0,3}\s*$")
_HALT_MADE = re.compile(
    r"\b(?:agree(?:d|s)? (?:to|on|up)|signed|sealed|concluded|clinched|struck|reached|declared|announced|proclaimed"
    r"|ordered|decreed|called|brokered|negotiated|accepted|put forward|put to)\b.*\S\s*$",
    re.DOTALL,
)
# Who crosses a border to return is on the way home.
_CROSSED = re.compile(r"(?<!to have )(?<!not )\bcrossed\b[^,;]*$")
_STARTING = word_set("take come go enter begin start run last apply")


def of_infinitive(scene: Scene) -> tuple[str, str] | None:
    """Give the status of an act told as an infinitive that something brought about or set a time for, or None."""
    left = before(scene)
    if _is_brought(scene, left):
        return "actual", "brought"
    if scene.type == "diplomatic_reaction" and _TOLD_BY.search(left):
        return "actual", "told"
    if scene.type in FATE_OF_HALT and _DECISION.search(left) and _UNDECIDED.search(left):
        return "hypothetical", "undecided"
    if scene.type in FATE_OF_HALT and (_is_decided(left) or _OWN_MEN.search(left)):
        return "actual", "decision"
    if "be" in (*scene.chain.words[-1:], scene.words.lowers[scene.trigger]) and _FOUND.search(left):
        return "actual", "found"
    if scene.type == "displaced_return" and _CROSSED.search(left):
        return "actual", "crossed"
    is_start = scene.type == "ceasefire_in_effect" and scene.words.lowers[scene.trigger] in _STARTING
    return ("scheduled", "is to") if is_start and _HALT_MADE.search(left) else None


def _is_brought(scene: Scene, left: str) -> bool:
    brought = _PERSUADED.search(left) or _BROUGHT.search(left)
    if brought is None or _NOT_SO.search(left[: brought.start()]):
        return False
    return brought.re is _PERSUADED or _governs_a_body(scene, brought.start())


def _governs_a_body(scene: Scene, verb_start: int) -> bool:
    """Tell whether the verb, so far into the clause, has somebody for its object: "got them", not "a plan by them"."""
    words = scene.words
    verb = words.starts[scene.begin] + verb_start
    after = [at for at in range(scene.begin, scene.chain.first) if words.starts[at] > verb]
    body = next((at for at in after if any(scene.any(each, (at,)) for each in _BODIES) or words.lowers[at] in _THEM), 0)
    return body > 0 and not scene.lowers(range(after[0], body)) & _PREPOSITIONS


def _is_decided(left: str) -> bool:
    return _DECISION.search(left) is not None and _UNDECIDED.search(left) is None
