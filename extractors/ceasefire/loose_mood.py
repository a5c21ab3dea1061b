"""Reads the mood of a clause that no rule has read, from the words in it: must, will, could, not, nothing.

Knows no verb of the act: such a clause was found by the model, which does not say which word tells it.
"""

from __future__ import annotations

import re

_COULD = re.compile(r"\b(?:can|could|may|might|should|whether|if|unless)\b")
_MUST = re.compile(r"\bmust\b")
_WILL = re.compile(r"\b(?:will|would|shall|(?:is|are|was|were) (?:to|due to|set to))\b(?! have\b)|['’]ll\b")
_NOT = re.compile(
    r"\b(?:not|never|nothing|nobody|none|neither|cannot)\b|n['’]t\b|\b(?:has|have|had) yet to\b"
    r"|\b(?:remain|remains|remained|stay|stays|stayed|kept|is|are|was|were) (?:\w+ly )?"
    r"(?:shut|closed|sealed|blocked|cut off)\b"
    r"|\bcame and went\b|\b(?:slip|slipped|go|went) by\b"
)


def of_clause(clause: str) -> tuple[str, str] | None:
    """Give the status that the words of a clause lend its act, with the cue, or None where it is plainly told."""
    if _NOT.search(clause):
        return "negated", "not"
    if _COULD.search(clause):
        return "hypothetical", "may"
    if _MUST.search(clause):
        return "hypothetical", "must"
    return ("scheduled", "will") if _WILL.search(clause) else None
