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
    r"|the (?:other|remaining|last|next|first|second|third|final|same) "
    rf"(?:{_NUMBER}|batch|group|convoy|stage|team|phase)?s?\b"
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
_ELSE = (
    r"(?:of(?! \d)|talks?|rounds?|elections?|votes?|summits?|meetings?|hearings?|trials?|payments?|match|games?"
    r"|visits?)\b"
)
_HOPED = re.compile(r"\b(?:hop(?:e[sd]?|ing)|wish(?:e[sd]|ing)?|want(?:s|ed)?|offer(?:s|ed)?|able|ready|willing) $")
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
# Who arrived is to go on from there; told with a place, for "will continue to patrol" is another matter.
_ONWARD = re.compile(
    r"(?<=\b(?:and|but) )(?:then )?(?P<go>(?:will|would|(?:is|are|was|were) (?:due |expected |set |scheduled )?to)"
    r" (?:also |then |later )?(?:proceed|move on|continue(?: on)?|go on|travel on|head|drive on|fly on|sail on))"
    r" (?:to|towards?|for|into) (?:the (?:\w+ )?)?[A-Z]"
)
# So many of them so far: a bare number that the act before it is told of.
_DONE = (
    r"(?:left|gone|crossed|returned|come (?:back|home|out)|followed|moved|been (?:freed|released|handed over"
    r"|sent home|allowed (?:in|out|through|home|to (?:dock|leave|enter|cross|return))))"
)
_SO_FAR = re.compile(
    r"(?:(?<=\band )|(?<=\bbut )|(?<=\bwhile )|(?<=\bthough )|(?<=\bwhich ))"
    rf"(?:(?:about |some |only |nearly |almost |just |barely )?(?:{_NUMBER}|one)|none|neither)(?: of them)?"
    rf" (?P<go>(?:had|have|has)(?: since| already| so far| yet)? {_DONE})\b"
)
# "... and would free 7,000 more without conditions": what is done to the rest.
_TO_THE_REST = re.compile(
    r"(?P<go>\b(?:(?:will|would|to|may|must|should|can) (?:not )?)?(?:(?:free|release|return|send|bring|take|pull"
    r"|withdraw|move|clear|deliver|exchange|swap|receive|hand over)(?:ed|d|s)?|sent|brought|took|withdrew"
    r"|handed over)) (?:home |back |out |over )?(?:the (?:rest|others|remainder)"
    rf"|(?:another|a further|the (?:other|remaining)) {_NUMBER}|{_NUMBER} (?:more|others))"
    r"(?= (?:by|on|in|before|after|without|within|once|when|if|next|this|later|to|home|out|back|from|at|as|over"
    r"|tomorrow|through)\b|[,.;])"
)
_OTHER_WAY = re.compile(
    r"(?P<go>\b(?:were|was|had been) (?:driven|taken|sent|flown|led|handed over|brought)"
    r"|\b(?:went|came|crossed|passed|travelled))"
    r" (?:in the opposite direction|the other way|in the other direction)\b"
)
# Another's count of the same: "recorded nine breaches, while Turkey reported two".
_OTHERS_COUNT = re.compile(
    r"(?:(?<=\bwhile )|(?<=\band )|(?<=, ))(?:the )?[A-Z][\w'’-]+(?: [\w'’-]+){0,3}?"
    r" (?P<go>(?:reported|recorded|counted|registered|logged|noted|detected)) (?:only |just |about |some |another )?"
    rf"(?:{_NUMBER}|one|none)(?=[,.;]|$| on\b| in\b)"
)
_COUNT_WORDS = word_set("reported recorded counted registered logged noted detected")
_COUNTED = frozenset({"ceasefire_violation"})
_WAY_WORDS = word_set("direction way")
_SINCE = word_set("had have has")
_ONWARD_WORDS = word_set("proceed move continue go travel head drive fly sail")
_WORDS = word_set(
    "another further other others remaining rest remainder more same equal many whom which them next first second third"
    " fourth fifth final last"
)
_PARTS = (
    (_WORDS, _SEQUEL, _CARRIED),
    (_WORDS, _TO_THE_REST, _CARRIED),
    (_ONWARD_WORDS, _ONWARD, _CARRIED),
    (_SINCE, _SO_FAR, _CARRIED),
    (_WAY_WORDS, _OTHER_WAY, _CARRIED),
    (_COUNT_WORDS, _OTHERS_COUNT, _COUNTED),
)
_VERBS = frozenset(["base", "s", "past", "participle", "ed", "ing"])


def may_begin(words: Words) -> bool:
    """Tell whether a sentence may begin with such a clause."""
    return not _WORDS.isdisjoint(words.lowers[:3])


def find(
    words: Words,
    marks: Sequence[bool],
    picked: Sequence[Candidate],
    said: Sequence[Attribution],
    before: Sequence[Mention],
) -> list[Candidate]:
    """Give the candidate of what follows, where the clause that tells it tells nothing else."""
    told, carried = _told(words, bool(picked))
    if told is None:
        return []
    first, last = _word_at(words, told.start()), _word_at(words, told.end("go") - 1)
    begin, end = clauses.around(words, marks, first, last)
    act = _act_before(words, first, picked, before, carried)
    others = [each for each in picked if act is None or each.type != act.type or not each.match.is_guess]
    if act is None or any(first <= each.match.trigger.first <= end for each in others):
        return []
    status: Status | None = "hypothetical" if _HOPED.search(told.string[: told.start()]) else _ahead(told["go"])
    rule = Rule(RULE, act.type, (), "", "", confidence=0.5, status=status, direction=direction_of(act))
    readings = (hit for hit in words.begin[last].values() if hit.form in _VERBS and hit.first == hit.last)
    match = Match(rule, next(readings, Hit("", last, last, "word")), first, last)
    quote = clauses.quote(words, marks, first, last, said)
    return [Candidate(match, max(begin, first), end, Span(max(quote.start, words.starts[first]), quote.end), (RULE,))]


def added(picked: Sequence[Candidate], parts: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Give the acts of a sentence with its second parts, each in the place of what the model guesses of its words."""
    kept = (each for each in picked if not (each.match.is_guess and any(each.quote.overlaps(p.quote) for p in parts)))
    return (*kept, *parts)


def _told(words: Words, has_act: bool) -> tuple[re.Match[str] | None, frozenset[str]]:
    """Find the words of the second part, and say of which types the act before it must be."""
    dead = _MORE_DEAD.match(words.text, words.span.start, words.span.end)
    if dead:
        return dead, FOUGHT
    for asked, pattern, carried in _PARTS if has_act else _PARTS[:1]:
        if not asked.isdisjoint(words.lowers):
            found = pattern.search(words.text, words.span.start, words.span.end)
            if found:
                return found, carried
    return None, _CARRIED


def _ahead(go: str) -> Status | None:
    return "scheduled" if _AHEAD.search(go) else None


def direction_of(act: Rule | Mention) -> Literal["in", "out"] | None:
    """Give whether an act brings men or goods in or out; None where neither is told."""
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
