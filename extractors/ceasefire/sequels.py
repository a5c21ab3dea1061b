"""Finds the second part of an act that is told without its noun: "and a further 200 are to follow next month".

Knows wording only: what follows is of the type told last before it, in the sentence or in the one before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from config.ontology import Rule, Status
from extractors.ceasefire import clauses
from extractors.ceasefire.attribution import Attribution
from extractors.ceasefire.candidates import Candidate
from extractors.ceasefire.patterns import Match
from extractors.ceasefire.spans import Span
from extractors.ceasefire.tokens import Hit, Words, word_set
from extractors.ceasefire.type_sets import FOUGHT
from extractors.records import Mention

RULE = "sequels.part"
_AHEAD = re.compile(r"\b(?:to|will|would|should|due|expected|set|scheduled|awaited|planned)\b")
_CARRIED = frozenset(
    {"territory_transfer", "troop_withdrawal", "peacekeeper_deployment", "ceasefire_monitoring", "prisoner_exchange"}
    | {"mine_clearance", "displaced_return", "humanitarian_access"}
)
_NUMBER = r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands)"
_MORE = (
    rf"(?:(?:a|another) (?:further|second|third|fourth|fifth|final|last) (?:{_NUMBER}\b)?"
    rf"|another (?:{_NUMBER}\b)?|an equal \w+|as many(?: again)?\b"
    rf"|the (?:other|remaining|last|next|first|same) (?:{_NUMBER}|batch|group|convoy|stage|team|phase)?s?\b"
    rf"|the (?:rest|remainder|others)\b|{_NUMBER} (?:of (?:whom|which|them)|more|others)\b)"
)
_GO = (
    r"(?:(?:is|are|was|were) (?:still )?(?:to (?!be (?:killed|tried))|(?:due|expected|scheduled|awaited|planned)\b"
    r"|set (?:to|for)\b)"
    r"|(?:will|would|should) (?:follow|move on|go|come|leave|land|arrive|be (?:home|out|back|gone|next))\b"
    r"|(?:due|expected|set|scheduled) (?:to (?:follow|come|leave|go|arrive)|by|on|in|within)\b"
    r"|to follow\b|follow(?:ed|s)?\b"
    r"|(?:has|have|had) (?:gone|followed|left|crossed|been (?:taken|brought|sent))\b)"
)
# What comes next, too, but is another matter.
_ELSE = r"(?:of|talks?|rounds?|elections?|votes?|summits?|meetings?|hearings?|trials?|payments?|match|games?|visits?)\b"
_SEQUEL = re.compile(
    rf"\b{_MORE}(?:(?<! )[ ])?(?:(?!{_ELSE})[\w'’-]+ ){{0,5}}?(?P<go>{_GO})",
    re.IGNORECASE,
)
# More dead of the fighting told in the sentence before.
_MORE_DEAD = re.compile(
    rf"(?:{_NUMBER} (?:more|others?)|another {_NUMBER})(?: (?!and|but)[\w'’-]+){{0,3}}"
    r" (?P<go>(?:was|were|had been|have been) (?:killed|wounded|injured|hurt|shot)|died)\b",
    re.IGNORECASE,
)
_WORDS = word_set("another further other others remaining rest remainder more same equal many whom which next second")
_VERBS = frozenset(["base", "s", "past", "participle", "ed", "ing"])


def may_begin(words: Words) -> bool:
    """Tell whether a sentence may begin with such a clause."""
    return not _WORDS.isdisjoint(words.lowers[:2])


def find(
    words: Words,
    marks: Sequence[bool],
    picked: Sequence[Candidate],
    said: Sequence[Attribution],
    before: Sequence[Mention],
) -> list[Candidate]:
    """Give the candidate of what follows, where the clause that tells it tells nothing else."""
    if _WORDS.isdisjoint(words.lowers):
        return []
    told = _SEQUEL.search(words.text, words.span.start, words.span.end)
    dead = _MORE_DEAD.match(words.text, words.span.start, words.span.end)
    told, carried = (dead, FOUGHT) if dead else (told, _CARRIED)
    if told is None:
        return []
    first, last = _word_at(words, told.start()), _word_at(words, told.end("go") - 1)
    begin, end = clauses.around(words, marks, first, last)
    act = _act_before(words, first, picked, before, carried)
    if act is None or any(first <= each.match.trigger.first <= end for each in picked):
        return []
    status = _ahead(told["go"])
    rule = Rule(RULE, act.type, (), "", "", confidence=0.5, status=status, direction=_direction(act))
    readings = (hit for hit in words.begin[last].values() if hit.form in _VERBS and hit.first == hit.last)
    match = Match(rule, next(readings, Hit("", last, last, "word")), first, last)
    quote = clauses.quote(words, marks, first, last, said)
    return [Candidate(match, max(begin, first), end, Span(max(quote.start, words.starts[first]), quote.end), (RULE,))]


def _ahead(go: str) -> Status | None:
    return "scheduled" if _AHEAD.search(go) else None


def _direction(act: Rule | Mention) -> Literal["in", "out"] | None:
    return "in" if act.direction == "in" else "out" if act.direction == "out" else None


def _word_at(words: Words, offset: int) -> int:
    return next(at for at, end in enumerate(words.ends) if end > offset)


def _act_before(
    words: Words, first: int, picked: Sequence[Candidate], before: Sequence[Mention], carried: frozenset[str]
) -> Rule | Mention | None:
    """Give the act told last before word `first`, if its kind of act comes in parts."""
    here = [each for each in picked if each.match.trigger.first < first]
    act: Rule | Mention | None = None
    if here:
        act = max(here, key=lambda each: each.match.trigger.first).match.rule
    elif first <= 1:
        near = (each for each in reversed(before) if words.span.start - each.sentence_end in (0, 1, 2))
        act = next((each for each in near if each.type in carried), None)
    return act if act is not None and act.type in carried else None
