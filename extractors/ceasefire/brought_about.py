"""Reads an infinitive that tells what was done and not only what it was for: "got both sides to sign a truce".

Knows no verb of wish, promise or order: governors.py reads those. What only may come of it is left to moods.py.
"""

from __future__ import annotations

import re

from extractors.ceasefire.status_scene import Scene, before
from extractors.ceasefire.tokens import word_set
from extractors.ceasefire.type_sets import FATE_OF_HALT

# Whoever got another to do a thing has seen it done; whoever tried to, has not.
_BROUGHT = re.compile(
    r"\b(?:got|brought|led|persuaded|prevailed (?:up)?on|induced|convinced|coaxed|cajoled|forced|compelled|prompted"
    r"|(?:managed|succeeded)\b[^,;]{0,25}? (?:get|getting|persuade|persuading)|shook hands)\b[^;]*$"
)
_NOT_SO = re.compile(r"\b(?:not|n['’]t|never|nobody|to (?:be )?|would|could|might|may|will|tried|trying|failed) ?$")
# What is voted, or told by telephone, is done by the vote and the call.
_TOLD_BY = re.compile(
    r"\b(?:voted?|telephoned|phoned|rang|called|wrote|cabled|met|gathered|rallied|flew|went|travell?ed)\b"
    r"(?!.*\b(?:against|down|refused|declined|failed)\b)[^;]*$"
)
_DECISION = re.compile(r"(?<!no )(?<!await )(?<!awaiting )\bdecision\b(?: (?:of|by|on|in|from)\b[^,;]*)?\s*$")
_OWN_MEN = re.compile(
    r"\b(?:told|ordered|instructed|directed|commanded) (?:(?:all|both) )?(?:its|his|her|their)(?: [\w'’-]+){1,3}\s*$"
)
_FOUND = re.compile(r"\b(?:declared|found|confirmed|pronounced|certified)\b(?: [\w'’-]+){0,3}\s*$")
_HALT_MADE = re.compile(
    r"\b(?:agree(?:d|s)? (?:to|on|up)|signed|sealed|concluded|clinched|struck|reached|declared|announced|proclaimed"
    r"|ordered|decreed|called|brokered|negotiated|accepted|put forward|put to)\b.*\S\s*$",
    re.DOTALL,
)
_STARTING = word_set("take come go enter begin start run last apply")


def of_infinitive(scene: Scene) -> tuple[str, str] | None:
    """Give the status of an act told as an infinitive that something brought about or set a time for, or None."""
    left = before(scene)
    if _is_brought(left):
        return "actual", "brought"
    if scene.type == "diplomatic_reaction" and _TOLD_BY.search(left):
        return "actual", "told"
    if scene.type in FATE_OF_HALT and (_DECISION.search(left) or _OWN_MEN.search(left)):
        return "actual", "decision"
    if "be" in (*scene.chain.words[-1:], scene.words.lowers[scene.trigger]) and _FOUND.search(left):
        return "actual", "found"
    is_start = scene.type == "ceasefire_in_effect" and scene.words.lowers[scene.trigger] in _STARTING
    return ("scheduled", "is to") if is_start and _HALT_MADE.search(left) else None


def _is_brought(left: str) -> bool:
    brought = _BROUGHT.search(left)
    return brought is not None and not _NOT_SO.search(left[: brought.start()])
