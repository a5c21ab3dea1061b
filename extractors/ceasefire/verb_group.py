"""Reads the words that carry a verb's tense and mood: "has not yet been", "is due to be", "will".

Knows no meaning of the verb itself. Of a noun it reads the verb it is the subject of.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.ceasefire.tokens import Hit, Words, word_set

BE = word_set("is are was were be been being am 's")
HAVE = word_set("has have had having")
FUTURE = word_set("will would shall 'll won't")
MAY = word_set("may might can could should cannot couldn't")
MUST = word_set("must")
NEGATIONS = word_set(
    "not never n't didn't hasn't haven't hadn't won't wouldn't doesn't don't isn't aren't wasn't cannot couldn't"
)
ADVERBS = word_set(
    "also already now then still ever even all both each just only again once more later soon first finally so far"
    " recently"
)
_OTHERS = word_set("to did do does no longer yet able unable allowed expected due set scheduled supposed meant going")
_CHAIN = BE | HAVE | FUTURE | MAY | MUST | NEGATIONS | ADVERBS | _OTHERS
_BINDS = BE | HAVE | word_set("expected due set scheduled supposed meant going all")
_PAST = word_set("was were did been")
_FINITE = BE | HAVE | FUTURE | MAY | MUST | {"did", "does"}
_ARTICLES = word_set("the a an its his her their this that any no of 's first second third")
_LENGTH, _REACH = 9, 14
_ASIDE = 18
_KEEPING = word_set("keep leave hold throw fling")
START = "START"  # stands in a chain for "begin to", "continue to", "appear to"


@dataclass(frozen=True, slots=True)
class Chain:
    """The words of a verb group in the order of the text, and the number of the first of them."""

    words: tuple[str, ...]
    first: int

    def has(self, *groups: frozenset[str]) -> bool:
        """Tell whether a word of one of the groups is in the chain."""
        return bool(self.words) and not all(group.isdisjoint(self.words) for group in groups)

    def is_pair(self, left: frozenset[str], right: str) -> bool:
        """Tell whether a word of `left` stands right before `right`: "is to", "yet to"."""
        return right in self.words[1:] and any(
            one in left and other == right for one, other in zip(self.words, self.words[1:], strict=False)
        )

    @property
    def is_bound(self) -> bool:
        """Tell whether the group says that the act is due: "is to", "are due to", "has to"."""
        return self.is_pair(_BINDS, "to") and self.has(BE, HAVE)

    @property
    def is_infinitive(self) -> bool:
        """Tell whether the verb hangs on another by "to": "to leave", "to be sent"; not in "began to leave", and not
        in "is said to have left", which tells of a thing done."""
        if self.is_pair(frozenset({"to"}), "have"):
            return False
        bare = [word for word in self.words if word not in ("be", "been", "have")]
        return bare[-1:] == ["to"] and not self.is_pair(frozenset({START}), "to")


def is_nominal(words: Words, trigger: Hit) -> bool:
    """Tell whether the trigger is used as a noun: a noun form, or an -ing form after an article or at the start."""
    if trigger.form in ("noun", "word") or (trigger.form == "s" and trigger.first == trigger.last == 0):
        return True
    before = words.lowers[trigger.first - 1] if trigger.first else ""
    return trigger.form == "ing" and (before in _ARTICLES or trigger.first == 0)


def before_verb(words: Words, first: int, begin: int) -> Chain:
    """Give the auxiliaries left of the verb at word `first`, no further than word `begin`."""
    at, seen = first - 1, list[str]()
    while at >= begin and first - at <= _LENGTH:
        word = words.lowers[at]
        starts = "START" in words.begin[at]
        if not (word in _CHAIN or starts or word.endswith("ly")):
            break
        seen.append(START if starts else word)
        at -= 1
    if not seen and first > begin and words.lowers[first - 1] in ("and", ","):
        return _shared(words, first, begin)
    return Chain(tuple(reversed(seen)), at + 1)


def _shared(words: Words, first: int, begin: int) -> Chain:
    """Give the auxiliary that a coordinated base form shares: "will reopen the road and let aid through"."""
    is_base = words.lowers[first] in _KEEPING or any(hit.form == "base" for hit in words.begin[first].values())
    if not is_base:
        return Chain((), first)
    for at in range(first - 1, begin - 1, -1):
        if words.lowers[at] in FUTURE | MAY | MUST or words.lowers[at] == "to":
            return before_verb(words, at + 1, begin)
    return Chain((), first)


def after_noun(words: Words, last: int, end: int) -> Chain:
    """Give the auxiliaries of the verb that the noun ending at word `last` is the subject of."""
    at, edge = last, min(end + 1, last + 1 + _REACH)
    while (at := at + 1) < edge:
        if words.lowers[at] in _FINITE:
            stop = at
            while stop <= end and (words.lowers[stop] in _CHAIN or words.lowers[stop].endswith("ly")):
                stop += 1
            return Chain(words.lowers[at:stop], at)
        if words.lowers[at] == "," and at > last + 1 and not _FINITE.isdisjoint(words.lowers[at + 1 : at + 2]):
            continue  # an aside closes that opened before the word one looks from
        closing = _after_aside(words, at, end) if words.lowers[at] == "," else -1
        if closing >= 0:
            at, edge = closing, min(end + 1, closing + 1 + _REACH)
        elif words.lowers[at] in ("which", "who", "that", "and", ","):
            break
    return Chain((), last + 1)


def _after_aside(words: Words, comma: int, end: int) -> int:
    """Give the comma that closes an aside which opens at `comma` ("the swap, accepted in March, has"), or -1."""
    if words.lowers[comma + 1 : comma + 2] in (("and",), ("but",), ("or",), ("while",)):
        return -1
    after = range(comma + 2, min(end, comma + _ASIDE))
    closing = next((at for at in after if words.lowers[at] == ","), -1)
    return closing if closing >= 0 and words.lowers[closing + 1] in _FINITE else -1


def tense(trigger: Hit, chain: Chain, is_noun: bool) -> str:
    """Give past, present or future."""
    if chain.has(FUTURE) or chain.is_bound:
        return "future"
    if chain.has(HAVE, _PAST):
        return "past"
    if chain.has(BE):
        return "present"
    if is_noun:
        return "past"
    return "past" if trigger.form in ("past", "ed", "participle") else "present"
