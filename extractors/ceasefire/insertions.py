"""Finds what stands between commas after a subject and before its verb: "The truce, signed by A, B and C, took effect".

Knows no parse tree: a comma, no verb with tense before it in its clause, and a later comma right before such a verb.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.ceasefire.clauses import is_finite
from extractors.ceasefire.tokens import Words

_LONGEST = 40  # words; a subject that is cut off for longer is a list, or a sentence read wrongly


def insertions(words: Words, barriers: Sequence[bool]) -> dict[int, int]:
    """Give for the word number of each comma that opens an insertion that of the comma which closes it."""
    found: dict[int, int] = {}
    if words.lowers.count(",") < 2:
        return found
    opened: int | None = None
    has_verb = False
    for index, word in enumerate(words.lowers[:-1]):
        if barriers[index]:
            opened, has_verb = None, False
        if word == "," and opened is None and not has_verb:
            opened = index
        elif word == "," and opened is not None and is_finite(words, index + 1):
            if index - opened <= _LONGEST:
                found[opened] = index
            opened, has_verb = None, True
        elif opened is None:
            has_verb = has_verb or is_finite(words, index)
    return found
