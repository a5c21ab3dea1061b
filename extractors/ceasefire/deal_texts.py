"""Tells an act that a deal lays down, or a draft only offers, from one that is done: "a pact that hands the town over".

Knows no auxiliaries but "would", which moods.py and governors.py hand it.
"""

from __future__ import annotations

import re

from extractors.ceasefire.status_scene import Scene, before
from extractors.ceasefire.tokens import word_set

_DEAL_WORD = (
    r"(?:deal|agreement|accord|pact|document|statement|understanding|arrangement|memorandum|protocol|timetable|truce"
    r"|cease-?fire|armistice|paper|communique|declaration|treaty|settlement|(?:package of )?measures|charter|compact)s?"
)
_DEAL = rf"\b{_DEAL_WORD}"
_OFFERED = r"\b(?:plan|proposal|draft|offer|blueprint|text|initiative|formula|idea)"
# What may stand between such a text and its verb: where, when and between whom it was made.
_OF_IT = (
    r"(?: (?:of|on|in|between [A-Z]\w+ and|signed|reached|agreed|brokered|mediated|drafted|by|with|for|from|the|last"
    r"|month|week|year|[A-Z\d][\w.,-]*)){0,9}"
)
_THAT = r"(?:,? (?:that|which))?"
_WHEREBY = r"\b(?:under which|according to which|whereby|by which|under whose terms)\b"
_SAYS = rf"{_THAT}(?: (?:says|stipulates|provides|foresees|envisages|states|specifies)(?: that\b[^.;]{{0,80}})?)? ?$"
_HOLDS = (
    rf"{_THAT} (?:also )?(?:includes?|including|entails?|involves?|covers?|contains?|sees?|foresees?|envisages?"
    r"|(?:calls?|provides?|provided) for|stipulate[sd]?|envisaged|foresaw|entailed)\b"
    r"(?:(?!\b(?:was|were|has|had|said|says|told)\b)[^;.]){0,110}$"
)
_BY_DEAL = re.compile(rf"{_WHEREBY}[^;.]{{0,60}}$|{_DEAL}{_OF_IT}{_SAYS}")
_BY_WHICH = re.compile(rf"{_WHEREBY}[^;.]{{0,140}}$")
_BY_DRAFT = re.compile(rf"{_OFFERED}s?{_OF_IT}{_SAYS}")
# What may part a deal from "that": "agreed a deal on Thursday after all-night talks that foresees".
_WHICH_HOLDS = re.compile(
    rf"{_DEAL}\b[^.;]{{0,60}}? (?:that|which) (?:also )?(?:foresees?|envisages?|stipulates?|includes?|calls? for"
    r"|provides? for)\b"
    r"(?:(?!\b(?:was|were|has|had|said|says|told)\b)[^;.]){0,90}$"
)
_NOT_STATED = r"(?!(?:is|was|has|does|says|remains|stays|holds|ends|covers)\b)"
# A second thing that a deal does: "a pact that shelves the question and takes the brigades home".
_AND_DOES = re.compile(
    rf"{_DEAL}{_OF_IT}(?:,? (?:that|which))? (?:also )?(?!(?:is|was|has|does|says|ends|holds|remains)\b)[a-z]+s\b"
    r"(?:(?!\b(?:was|were|had|has|said|says|told|who|while)\b)(?:[^;.]|(?<=[A-Z])\.)){0,110}(?:\band|,) $"
)
_DEAL_THAT = re.compile(rf"{_DEAL}{_OF_IT},? (?:that|which) (?:also )?$")
# A deal in the present tense, whoever signed it where: "a paper that the generals signed on Friday gives it back".
_SIGNED = (
    r"(?:,? (?:that |which )?(?:[\w.'’-]+ ){0,6}?(?:signed|agreed|initial+ed|concluded|reached|struck|sealed|inked)"
    r"(?: (?:on|in|at|by|last|this|late|early|with|between|under|after|and|the|[A-Z\d][\w.,'’-]*)){0,9},?)"
)
_PAPER_DOES = re.compile(rf"{_DEAL}{_OF_IT}{_SIGNED} $")
# The second thing that it does: "gives the town back and thins out both armies".
_PAPER_ALSO = re.compile(
    rf"(?:\b[Tt]he|\b[Aa]n?|\b[Tt]heir|\b[Ii]ts) (?:[\w'’-]+ ){{0,3}}{_DEAL_WORD}{_OF_IT}{_SIGNED}? "
    rf"{_NOT_STATED}[a-z]+s\b(?:(?!\b(?:was|were|had|has|said|says|told|who|while|but)\b)[^.;]){{0,110}}(?:,|,? and) $"
)
# A deal named before, of which "it" tells: "a truce took hold; it lets ships into the port".
_IT_DOES = re.compile(
    rf"{_DEAL}\b[^.;]{{0,110}}(?:;|,? and) (?:it|this)(?: also)?"
    r"(?P<holds> (?:includes?|involves?|covers?|foresees?|envisages?|stipulates?|obliges?|commits?|requires?"
    r"|(?:calls?|provides?) for)\b(?:(?!\b(?:was|were|has|had|said|says|told)\b)[^;.]){0,110})? ?$"
)
_UNDER_IT = re.compile(
    r"[^;.,]{0,60}? (?:under|by|according to|in line with) (?:the|an?|its|their|that|this) (?:[\w-]+ ){0,3}?"
    rf"{_DEAL_WORD}\b"
)
_ITS_POINTS = re.compile(
    r"[^;.]{0,60}? (?:being|are|is|were|was|among)(?: \w+){0,2} (?:its|the|their)(?: \w+){0,3} (?:points?|terms"
    r"|provisions|clauses?|conditions|planks?|elements|items|obligations)\b"
)
_DOES = re.compile(rf"(?:(?:and|but) )?(?:it|which) (?:also )?{_NOT_STATED}[a-z]+s\b")
_DEAL_BEFORE = re.compile(rf"{_DEAL}\b[^.]{{0,120}}$")
_DEAL_DOES = re.compile(rf"{_DEAL}{_OF_IT},? (?:that|which) (?:also )?{_NOT_STATED}[a-z]+s\b")
# What a truce lets happen, and what is agreed on with one: "agreed on a truce and on the return of captives".
_LETTING = word_set("allowing letting permitting enabling")
_LET_BY_TRUCE = re.compile(r"\b(?:truce|cease-?fire|deal|agreement|pact|accord|pause)\b[^;]*, ?$")
_OBLIGES = re.compile(
    r"\b(?:oblig(?:es?|ing)|requir(?:es?|ing)|commit(?:s|ting)?|bind(?:s|ing)?|calls? (?:on|for)"
    r"|entitl(?:es?|ing)) [^,;.]{1,60} ?$"
)
_AGREED_AND = re.compile(
    r"\b(?:agree(?:d|s)?|arrived at|reached|settled on|signed|struck|concluded|sealed)\b[^.;]{0,80}"
    r"\b(?:truce|cease-?fire|halt|pause|armistice)\b[^.;,]{0,50} and (?:(?:at|on|to|for) )?(?:(?:the|an?|its|their) )?"
    r"(?:\w+ )?$"
)
_UNDER_DEAL = re.compile(rf"^(?:Under|According to) (?:the|its|their|a) (?:[\w.-]+ ){{0,4}}?{_DEAL}\b[^;]*$")
_DRAFT_HOLDS = re.compile(
    rf"{_OFFERED}s?\b[^.;,]{{0,50}}? (?:that |which )?(?:also )?(?:foresees?|envisages?|stipulates?|includes?"
    r"|including|(?:calls?|provides?) for)\b(?:(?!\b(?:was|were|has|had|said|says|told)\b)[^;.]){0,90}$"
)
_IN_DEAL, _IN_DRAFT = re.compile(rf"{_DEAL}{_OF_IT}{_HOLDS}"), re.compile(rf"{_OFFERED}{_OF_IT}{_HOLDS}")
_WOULD_BY_DRAFT = re.compile(
    r"\b(?:draft|plans?|proposals?|ideas?|formula|blueprint|offer|text|bill|scheme|resolution|scenario|package)\b"
    r"[^.;]{0,80}$|\b(?:[Aa]n?|[Aa]ny) (?:[\w-]+ ){0,3}(?:truce|cease-?fire|pause|deal|agreement|accord|halt|lull) $"
)
_UNDER_DRAFT = re.compile(
    r"\b[Uu]nder (?:the|an?|his|its|[A-Z]\w+['’]s) (?:[\w.-]+ ){0,3}"
    r"(?:draft|proposal|plan|offer|blueprint|initiative|idea|scheme)\b"
)


# An hour is given to what is settled, not to a draft: "said a halt would begin at 2 a.m.".
_HOUR_GIVEN = re.compile(r"\b(?:at|from) (?:\d{1,2}(?::\d\d)?\b|midnight|noon|dawn|sunset)")


def told_by(scene: Scene) -> tuple[str, str] | None:
    """Read an act that a deal or a draft tells in the present tense, or names among its contents."""
    left = before(scene)
    if scene.chain.is_infinitive and _OBLIGES.search(left):
        return "scheduled", "deal"
    if _LET_BY_TRUCE.search(left) and scene.words.lowers[scene.trigger] in _LETTING:
        return "scheduled", "deal"
    if scene.is_noun and _AGREED_AND.search(left):
        return "scheduled", "deal"
    text, span = scene.words.text, scene.words.span
    it_does = _IT_DOES.search(text, span.start, scene.words.starts[min(scene.chain.first, scene.trigger)])
    if (it_does and it_does["holds"]) or (
        scene.is_noun and _ITS_POINTS.match(text, scene.words.ends[scene.match.last])
    ):
        return "scheduled", "deal"
    if scene.is_noun:
        return _noun_told_by(left)
    is_done_to = scene.chain.words in (("is",), ("are",)) and scene.match.trigger.form in ("ed", "participle")
    if is_done_to and _BY_WHICH.search(text[span.start : scene.words.starts[scene.chain.first]]):
        return "scheduled", "deal"
    if (scene.match.trigger.form != "s" and not scene.is_bare) or scene.chain.words:
        return None
    return ("scheduled", "deal") if it_does else _verb_told_by(scene, left)


def _noun_told_by(left: str) -> tuple[str, str] | None:
    if _IN_DEAL.search(left) or _WHICH_HOLDS.search(left):
        return "scheduled", "deal"
    return ("hypothetical", "draft") if _IN_DRAFT.search(left) or _DRAFT_HOLDS.search(left) else None


def _verb_told_by(scene: Scene, left: str) -> tuple[str, str] | None:
    if _UNDER_DEAL.search(left) or _AND_DOES.search(left) or _BY_DEAL.search(left):
        return "scheduled", "deal"
    if scene.match.trigger.form == "s" and (_DEAL_THAT.search(left) or _is_done_by_paper(scene)):
        return "scheduled", "deal"
    after = scene.words.ends[scene.match.trigger.last]
    if scene.match.trigger.form == "s" and _UNDER_IT.match(scene.words.text, after, scene.words.span.end):
        return "scheduled", "deal"
    return ("hypothetical", "draft") if _BY_DRAFT.search(left) else None


def _is_done_by_paper(scene: Scene) -> bool:
    words, edge = scene.words, scene.words.starts[scene.trigger]
    left = words.text[words.span.start : edge]
    return _PAPER_DOES.search(left) is not None or _PAPER_ALSO.search(left) is not None


def of_clause(scene: Scene) -> tuple[str, str] | None:
    """Read a clause whose own verb no rule has named: "it lets ships in", "a paper that takes the brigades home"."""
    text, span = scene.words.text, scene.words.span
    start, end = scene.words.starts[scene.begin], scene.words.ends[scene.end]
    does = _DOES.match(text, start, end)
    if does is not None and _DEAL_BEFORE.search(text, span.start, start):
        return "scheduled", "deal"
    return ("scheduled", "deal") if _DEAL_DOES.search(text, start, end) else None


def is_told_of_deal(scene: Scene, at: int) -> bool:
    """Tell whether the verb at word `at` is that of a deal: "the accord lets", "an understanding that lets"."""
    words = scene.words
    start, end = words.starts[scene.begin], words.starts[at]
    return any(told.search(words.text, start, end) for told in (_BY_DEAL, _DEAL_THAT, _AND_DOES))


def is_only_drafted(scene: Scene) -> bool:
    """Tell whether a draft is what would bring the act about: "a draft that would let a force in"."""
    clause = scene.words.chars(scene.begin, scene.end).of(scene.words.text)
    if _HOUR_GIVEN.search(clause):
        return False
    return _WOULD_BY_DRAFT.search(before(scene)) is not None or _UNDER_DRAFT.search(clause) is not None
