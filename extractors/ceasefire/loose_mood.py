"""Reads the mood of a clause that no rule has read, from the words in it: must, will, could, not, nothing.

Knows no verb of the act: such a clause was found by the model, which does not say which word tells it.
"""

from __future__ import annotations

import re

_COULD = re.compile(r"\b(?:can|could|may|might|should|whether|if|unless)\b")
# How and by whom a thing is to be done, while that is still talked over.
_HOW = re.compile(
    r"\b(?:work out|settle|discuss|decide|thrash out|talk about|consider|explore|haggle over)"
    r" (?:how|who|whether|what|where)\b"
)
# What was agreed on is only to think of it: "agreed to consider steps to thin out their troops".
_WEIGHED = re.compile(
    r"\bto (?:\w+ly )?(?:consider|study|examine|explore|weigh|look (?:at|into)|think about)"
    r" (?:(?:the|an?|any|some|further|possible|more|other|new)? ?(?:ways?|steps?|measures|moves?|proposals?|options?"
    r"|means)|\w+ing)\b"
)
_PROMISED = re.compile(
    r"\b(?:agree[sd]?|promise[sd]?|pledge[sd]?|vow(?:s|ed)?|undertake[sn]?|undertook|committed|ordered|decided|accepted)"
    r" (?:[\w'’-]+ ){0,3}?to (?!the\b|an?\b|its\b|their\b)[a-z]+"
)
_WANTED = re.compile(
    r"\b(?:offer(?:s|ed)?|hopes?|hoped|wants?|wanted|urge[sd]?|asked|called on|ready|willing|prepared|proposed?)"
    r" (?:[\w'’-]+ ){0,3}?to (?!the\b|an?\b|its\b|their\b)[a-z]+"
)
_MUST = re.compile(r"\bmust\b")
_WILL = re.compile(
    r"\b(?:will|would|shall|(?:is|are|was|were) (?:to|due to|set to))\b(?! have\b)|['’]ll\b"
    r"|\b(?:is|are) (?:now |still )?(?:expected|due|awaited|slated|scheduled)\b"
)
_NOT = re.compile(
    r"\b(?:not|never|nothing|nobody|none|neither|cannot)\b|n['’]t\b|\b(?:has|have|had) yet to\b"
    r"|\bturned (?:back|away|a?round)\b|\bmade no (?:headway|progress)\b"
    r"|\bcame and went\b|\b(?:slip|slipped|go|went) by\b"
)
# What something was told not to be, beside what it is: "gunfire, not rockets, lit the sky".
_CONTRAST = re.compile(r", (?:and )?not (?!(?:yet|been|until|before|since|\w+ed)\b)[^,;]{1,40},")
_SHUT = re.compile(
    r"\b(?:remain|remains|remained|stay|stays|stayed|kept|is|are|was|were|(?:has|have|had) been) (?:\w+ly |still )?"
    r"(?:shut|closed|sealed|blocked|cut off|barred)\b"
)
_OPENED = re.compile(r"\b(?:re-?open|open|resum|lift|unblock|restor|let)(?!\w*\s+fire\b)\w*\b")


def of_clause(clause: str) -> tuple[str, str] | None:
    """Give the status that the words of a clause lend its act, with the cue, or None where it is plainly told."""
    clause = _CONTRAST.sub(",", clause)
    if _NOT.search(clause) or (_SHUT.search(clause) and not _OPENED.search(clause)):
        return "negated", "not"
    if _COULD.search(clause) or _HOW.search(clause) or _WEIGHED.search(clause):
        return "hypothetical", "may"
    if _MUST.search(clause):
        return "hypothetical", "must"
    if _WANTED.search(clause):
        return "hypothetical", "wish"
    return ("scheduled", "will") if _WILL.search(clause) or _PROMISED.search(clause) else None
