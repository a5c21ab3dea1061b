"""Settles what the mentions of halts in one sentence leave to each other, once their status is read.

A halt that is only called for is a proposal (codebook question 20), one that a party refuses is a refusal. Knows one
sentence; whether a halt was in force is the work of breaches.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from extractors.ceasefire.date_words import MONTH, WEEKDAY
from extractors.ceasefire.patterns import GUESS
from extractors.records import Mention

_PROPOSED, _REJECTED, _AGREED = "ceasefire_proposed", "ceasefire_rejected", "ceasefire_agreed"
_IN_EFFECT, _VIOLATION = "ceasefire_in_effect", "ceasefire_violation"
_EXTENDED, _ENDED = "ceasefire_extended", "ceasefire_ended"
# What the sides do themselves: called for, it is a proposal; refused, a refusal.
_OWN_ACTS = frozenset(
    {"in_effect.ceased", "in_effect.guns_silent", "agreed.sign_stop", "declared.hold_fire", "declared.suspend_war"}
)
_DECLARED = "ceasefire_declared"
_MADE = frozenset({_AGREED, _DECLARED, _PROPOSED})
_REFUSABLE = _OWN_ACTS - {"in_effect.guns_silent"}
# A halt that one side declares; told of two, they agreed on it.
_BY_ONE = frozenset({"declared.hold_fire", "declared.suspend_war", "declared.will_observe"})
_CALLED_FOR = frozenset({_AGREED, "ceasefire_declared"})
# A document with none of these tells of no war: its halts are of exports, rents or hearings.
_OF_WAR = frozenset(
    {"CONFLICT", "THEATRE", "TRUCE", "ARMED", "FORCES", "FIGHTING", "GUNS", "HOLD_FIRE", "PEACE_DEAL", "LAY_DOWN"}
    | {"WARFARE", "VIOLENT", "FALL_SILENT", "SILENCE", "PEACEKEEPERS", "MONITORS", "CAPTIVES"}
)
_OF_TRADE = re.compile(
    r"\b(?:halt|pause|standstill|freeze|stop|break|respite|lull|stoppage) (?:to|in|on|of|from) [a-z]"
)
_GO_BETWEEN = re.compile(r"\b(?:envoys?|mediators?|go-betweens?|intermediaries|peacemakers?|facilitators?)\b")
# A text that one side alone will not sign.
_UNSIGNED = re.compile(
    r"\b(?:refus\w+|declin\w+|balk\w+|baulk\w+|unwilling|(?:would|will|did|does|had|has) not|without|never)\b"
    r"[^,;]{0,25}?\b(?:sign|put|initial|ink|accept|endors|append|affix)(?:t?ing|e|e?d)?\b"
)
# A call to keep what is in force already.
_CONDITIONS = ("once ", "until ", "if ", "provided ", "as long as ", "as soon as ")
_KEEP_IT = re.compile(
    r"\b(?:to|for|on|and|must|should) (?:\w+ly |strict )?"
    r"(?:respect\w*|observ\w+|honou?r\w*|abid\w+ by|stick\w* (?:to|by)|compl(?:y|iance) with|uphold\w*|adher\w+ to"
    r"|keep\w* to|maintain\w*|preserv\w+) (?:the|their|this|its|that) [\w -]{0,25}?"
    r"(?:truce|cease-?fire|armistice|halt)\b"
)
_BOTH = re.compile(
    r"\b(?:[Bb]oth|[Tt]wo|[Ss]ides|[Nn]either|[Pp]arties)\b|^(?:[Tt]he )?[A-Z]\S*(?: \S+){0,2} and (?:the )?[A-Z]"
)
_THE_TWO = re.compile(
    r"\b(?:both|(?:the|their) (?:two|rival|warring)) (?:\w+ )?(?:sides|governments|armies|parties|camps|capitals"
    r"|leaders|presidents|countries|neighbou?rs|generals|militaries|administrations)\b|\bjointly\b"
)
# What another sets a time for is asked of one: "have until midnight to stop shelling the town or face strikes".
_ULTIMATUM = re.compile(
    r"\b(?:has|have|had) until\b|\bg(?:ave|iven|iving) (?:[\w'’-]+ ){1,3}?until\b|\bor (?:else )?face\b"
)
_UNRENEWED = re.compile(r"\b(?:with|without)\b[\w ]{0,25}\b(?:renewal|extension|prolongation)\b")
_ALONE = re.compile(r"\b(?:unilateral\w*|of (?:its|their|his) own|one-sided)\b")
_HOUR = re.compile(r"\b(?:midnight|noon|midday|dawn|dusk|[ap]\.m|hours later|\d\d:\d\d|\d{4} GMT|(?:from|effect) )")
_OFFER = r"(?:appeal|offer|plea|call|proposal|plan|bid|idea|initiative|demand|suggestion|overture|scheme|road ?map)s?"
# The maker of an offer stands before it as owner or as an adjective with a capital, or after it.
_OF_SOMEONE = re.compile(
    rf"(?:['’]s?|\s(?!(?:{WEEKDAY}|{MONTH})\b)[A-Z][\w.]+(?:-\w+)?) (?:[\w-]+ ){{0,3}}{_OFFER}\b"
    rf"|\b{_OFFER} (?:[\w-]+ ){{0,3}}(?:by|from|of its)\b"
)
_OF_NO_ONE = re.compile(
    rf"(?:the|a|an) (?:(?:latest|last|new|newest|revised|updated|amended|fresh|current|final) )?{_OFFER} (?:for|on|to"
    rf"|of)\b"
    r"(?![^,;]*\b(?:by|from)\b)"
)
_NO_LONGER_MADE = re.compile(
    r"\b(?:end|ending|termination|suspension|cancell?ation|collapse|abolition|breakdown|expiry|revocation)"
    r" (?:of|to) (?:(?!and\b|for\b|under\b|in\b)[\w'’-]+ ){0,4}?(?:truce|cease-?fire|armistice)s?\b"
    r"(?! (?:violations?|breaches|talks))"
    r"|\b(?:declared|proclaimed|pronounced) (?:dead|void|null|finished|at an end|over\b(?! (?:the|its|their|all)\b))"
)
# What is agreed is only to ask for a halt: by two mediators, by the vote of a council.
_TO_ASK = re.compile(
    r"\bagree(?:d|s|ing)?\b(?: (?!and\b|truce|cease|halt|stop)[\w'’,-]+){0,8}? to (?:propose|call (?:for|on)|seek|press"
    r"|push|work (?:for|towards?)|demand|ask|urge|appeal|request|recommend)\b"
    r"|\b(?:adopt|approv|pass)\w* (?:[\w-]+ ){0,5}?(?:resolution|motion|draft)\b[^;]{0,60}?\b(?:call|demand|urg"
    r"|seek)\w*"
)
_PAPER_CALLS = re.compile(
    r"\b(?:accord|deal|pact|agreement|treaty|protocol|document|text|declaration) (?:that |which )?call(?:s|ed"
    r"|ing)? for\b"
)
# A count of breaches is dated by these words, not the halt.
_COUNTED = re.compile(
    r"\bsince the (?:start|beginning) of\b|\b(?:breach(?:es)?|violations?) of [^;,]*? (?:observ|record)"
)
_HAND_PUT = re.compile(
    r"\b(?:signed|initiall?ed|inked|put (?:his|her|its|their) (?:names?|signatures?|hands?) (?:to|under"
    r"|on)) [^,;]{0,40}?"
    r"\b(?:plan|blueprint|proposal|draft|roadmap)\b"
)
_TRUCE_TALKS = re.compile(r"\b(?:truce|cease-?fire|armistice) (?:talks|negotiations|consultations)\b")


@dataclass(frozen=True, slots=True)
class Standing:
    """How the actors of a document stand to its conflict: `outsiders` are no side of it, `sides` gives the side of each
    who is on one."""

    outsiders: frozenset[str]
    sides: Mapping[str, str]


def settle(built: Sequence[Mention], standing: Standing) -> list[Mention]:
    """Give the mentions of a sentence with calls and refusals as such, and without what another one tells better."""
    found = [_as_call_or_refusal(each, standing) for each in built]
    return [each for at, each in enumerate(found) if not _is_told_by_another(each, found[:at], found[at + 1 :])]


def is_of_no_war(mention: Mention, around: Set[str]) -> bool:
    """Tell whether a halt stands in a document, whose word classes are `around`, that has no other word of war. What
    begins, goes on or ends may still be a lull, unless it says of what."""
    is_halt = mention.type.startswith("ceasefire_") and mention.type != "ceasefire_monitoring"
    if not is_halt or mention.rules[0].startswith(GUESS):
        return False
    is_of_course = mention.type in (_IN_EFFECT, _EXTENDED, _ENDED)
    return _OF_WAR.isdisjoint(around) and (not is_of_course or _OF_TRADE.search(mention.quote) is not None)


def _as_call_or_refusal(mention: Mention, standing: Standing) -> Mention:
    cue, rule = mention.rules[-1], mention.rules[0]
    if cue == "status.call" and (mention.type in _CALLED_FOR or rule in _OWN_ACTS):
        return _turned(mention, _PROPOSED)
    if rule in _REFUSABLE and mention.status == "negated" and cue in ("status.refuse", "status.no"):
        return _turned(mention, _REJECTED)
    if mention.type == _PROPOSED and _KEEP_IT.search(mention.quote):
        return replace(mention, type=_IN_EFFECT, status="hypothetical")
    if mention.type == _DECLARED and _NO_LONGER_MADE.search(mention.quote):
        return _turned(mention, _ENDED)
    if mention.type == _DECLARED:
        return _as_declared(mention, standing)
    return _as_answered(mention) if mention.type == _AGREED else mention


def _as_declared(mention: Mention, standing: Standing) -> Mention:
    """Give what seems declared by one side as agreed where both keep it, as asked for where another sets it."""
    rule = mention.rules[0]
    if rule in _BY_ONE and len(mention.source_actors) > 1:
        return _turned(mention, _AGREED)
    if rule == "declared.declare_truce" and _is_of_both(mention, standing):
        return _turned(mention, _AGREED)
    is_asked = rule == "declared.order_own" and _is_by_outsiders(mention, standing.outsiders)
    return _turned(mention, _PROPOSED) if is_asked or _ULTIMATUM.search(mention.quote) else mention


def _is_of_both(mention: Mention, standing: Standing) -> bool:
    """Tell whether both sides keep a halt that is announced: by a go-between, by an outsider, by the two of them."""
    if _ALONE.search(mention.quote):
        return False
    if _GO_BETWEEN.search(mention.quote) or _THE_TWO.search(mention.quote):
        return True
    if _is_by_outsiders(mention, standing.outsiders):
        return True
    sides = {standing.sides[actor] for actor in mention.source_actors if actor in standing.sides}
    return len(sides) > 1


def _as_answered(mention: Mention) -> Mention:
    """Give what one side will not sign as its refusal, a plan that both accepted as a deal that is made, and a halt
    that it was agreed to ask for as asked for."""
    if _TO_ASK.search(mention.quote):
        return _turned(mention, _PROPOSED)
    is_one = _BOTH.search(mention.quote) is None
    if is_one and mention.source_actors and mention.status == "negated" and _UNSIGNED.search(mention.quote):
        return _turned(mention, _REJECTED)
    if not is_one and mention.rules[0] == "agreed.accept" and mention.rules[-1] == "status.rule":
        return replace(mention, status="actual")
    return mention


def _is_by_outsiders(mention: Mention, outsiders: frozenset[str]) -> bool:
    """Tell whether neither side announces a halt, which both then agreed on: "a truce announced by Trump"."""
    return bool(mention.source_actors) and outsiders.issuperset(mention.source_actors)


def _turned(mention: Mention, event_type: str) -> Mention:
    return replace(mention, type=event_type, status="actual")


def _is_told_by_another(one: Mention, before: Sequence[Mention], after: Sequence[Mention]) -> bool:
    others = (*before, *after)
    if any(each.type == one.type and (_overlaps(each, one) or _is_meanwhile(one, each)) for each in before):
        return True
    if one.type == _IN_EFFECT and one.status == "hypothetical" and one.quote.startswith(_CONDITIONS):
        return bool(others)  # what another act waits for
    if one.type == _IN_EFFECT and one.status == "negated":
        return any(each.type == _VIOLATION and _overlaps(each, one) for each in others)
    if _is_part_of(one, [each for each in others if _overlaps(each, one)]):
        return True
    if one.type == _PROPOSED and not one.source_actors:
        return any(each.type == _REJECTED for each in others) and not _OF_SOMEONE.search(one.quote)
    is_open = one.status in ("scheduled", "hypothetical")
    if one.rules[0] == "in_effect.guns_silent" and is_open and not _HOUR.search(one.quote):
        return any(each.type == _DECLARED and _overlaps(each, one) for each in others)
    if one.rules[0] == "in_effect.ceased" and is_open and not _HOUR.search(one.quote):
        return any(each.type in _MADE and (each.type == _AGREED or _overlaps(each, one)) for each in others)
    if one.type == _EXTENDED and one.status == "negated" and _UNRENEWED.search(one.quote):
        return any(each.type == _ENDED for each in others)  # how it ended
    if one.type == _ENDED:
        is_blame = any(each.rules[0] == "violation.blame" and _overlaps(each, one) for each in others)
        is_sequel = one.rules[0] == "ended.war_resumes" and any(each.type == _ENDED for each in others)
        return is_blame or is_sequel or (is_open and any(each.type == _EXTENDED for each in others))
    return False


def _is_part_of(one: Mention, others: Sequence[Mention]) -> bool:
    """Tell whether a mention is only a part of one of those that share words with it: the plan that is accepted, the
    halt whose breaches are counted, the talks on a halt."""
    types = {each.type for each in others}
    if one.type == _PROPOSED and any(_is_made_of_plan(each) for each in others):
        return True
    if one.type == _PROPOSED and _AGREED in types:
        is_accepted = any(each.rules[0] == "agreed.accept" for each in others)
        return (is_accepted and _OF_NO_ONE.match(one.quote) is not None) or _PAPER_CALLS.search(one.quote) is not None
    if one.type == _ENDED:
        return "peace_talks" in types and _TRUCE_TALKS.search(one.quote) is not None
    if one.type == _IN_EFFECT and _VIOLATION in types:
        return one.rules[0] == "in_effect.takes_effect" and _COUNTED.search(one.quote) is not None
    return False


def _is_made_of_plan(other: Mention) -> bool:
    """Tell whether a plan is no longer one: it took effect, or a hand was put to it."""
    if other.status != "actual" or other.is_background:
        return False
    if other.type == _IN_EFFECT:
        return other.rules[0] == "in_effect.takes_effect"
    return other.type == _AGREED and _HAND_PUT.search(other.quote) is not None


def _is_meanwhile(one: Mention, other: Mention) -> bool:
    """Tell whether the same start is told twice: "the guns fell silent as the truce took effect"."""
    is_start = one.type == _IN_EFFECT and one.status == other.status
    return is_start and other.quote_start < one.quote_start and one.quote.startswith(("as ", "when "))


def _overlaps(one: Mention, other: Mention) -> bool:
    return one.quote_start < other.quote_end and other.quote_start < one.quote_end
