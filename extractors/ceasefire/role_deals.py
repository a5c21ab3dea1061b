"""Who makes, prolongs or keeps a truce, and who talks: the acts that several parties do together.

Knows no act of one side against another; role_rules.py has those.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.ceasefire.actors import ActorHit
from extractors.ceasefire.role_asides import is_mediator
from extractors.ceasefire.role_event import OWN, SIDES, Event, Sides, group, last_group, owns_sides, subject

_PLAN = re.compile(r"\.?(?:['’]s)?\s+(?:[\w-]+\s+)?(?:proposals?|plan|draft|offer|terms)\b")
_PLAN_OF = re.compile(
    r"\b(?:proposals?|plan|draft|offer|terms)\s+(?:put\s+forward\s+)?(?:from|by|of)\s+(?:[\w,.]+\s+){0,4}$"
)
_ACCEPTS = re.compile(r"\b(?:accept\w*|approv\w+|ready\s+for|agreed\s+to|sign\w*|consent\w*)\b")
# A deal that is only referred to has no one before its verb: "a truce signed in Kalba".
_MADE_BEFORE = re.compile(
    r"\b(?:truces?|cease-?fires?|armistices?|deal|accords?|agreements?|pact|protocol|understanding)\s+(?:\w+ly\s+)?"
    r"(?:signed|agreed|accepted|approved)\b"
)
_SIGNS = re.compile(r"\b(?:sign\w*|signatures?|put\s+(?:his|her|their)\s+names?)\b")
_WITH = re.compile(r"\b(?:truce|cease-?fire|armistice|deal|accord|agreement|pact)\s+with\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\b")
_CALLS_ON = re.compile(
    r"\b(?:urg(?:ed|es|ing)|call(?:ed|s|ing)\s+(?:on|upon)|told|ask(?:ed|s)|press(?:ed|es)|appeal\w*\s+to|invit\w+|wants?"
    r"|pushed|exhort\w*|implor\w+|encourag\w+)\b"
)
_TALKS_WITH = re.compile(
    r"\b(?:talks|call|meeting|negotiations|consultations|conversation|contacts)\s+with\b", re.IGNORECASE
)
# Who speaks has met whom he names so: "after five hours with Bo Bel", "told Bo Bel by phone".
_MET = re.compile(
    r"\b(?:hours|minutes|session|lunch|dinner|face\s+to\s+face|sat\s+down|spoken?)\s+(?:\w+\s+){0,2}with\s+$"
)
_WITH_WHOM = re.compile(r"\b(?:with|meet|see|to)\s+(?:the\s+)?(?:[\w-]+\s+)?$")
# Who alone announces a halt keeps it: "Aland declared a truce from midnight".
_DECLARES = re.compile(r"(?!.*\b(?:between|with|agree\w*|accord|deal)\b).*\b(?:declar|announc|proclaim|order)\w*\b")
_KEEPS = re.compile(
    r"\b(?:observ\w+|committed|compl(?:y|ied|ying)|abid\w+|ke(?:ep|pt|eping)|hold\s+(?:their|its)\s+fire)\b"
)
# A truce that only dates another act is no one's.
_DATES = re.compile(r"\b(?:since|after|before|when|until|into|breach\s+of|under)\b", re.IGNORECASE)
# Who stands after these words makes the deal with who stands before it.
_PARTNER = re.compile(r"\b(?:with|between|by|and)\s+(?:the\s+)?(?:[\w-]+\s+){0,3}$")


def talks(event: Event) -> Sides:
    """Who meets; talks refused are an act of one side towards the other, and who only calls for talks is no part."""
    left, right = event.left(), event.right()
    if event.status == "negated" and left and right and not _BETWEEN.search(event.words):
        refuser = event.ids(left)
        return refuser, [each for each in event.ids(right) if each not in refuser]
    if event.status == "negated" and not left and event.speakers and OWN.search(event.words):
        refuser = event.ids(event.speakers)
        partners = event.ids(hit for hit in right if _WITH_WHOM.search(event.before(hit)))
        return refuser, [each for each in partners if each not in refuser]
    called = _CALLS_ON.search(event.words) if event.status == "hypothetical" else None
    after = [hit for hit in event.parties if called and hit.start >= event.clause.start + called.end()]
    if len(after) > 1:
        return event.ids(after), []
    people = event.ids(event.parties)
    if event.parties and all(is_mediator(event, hit) for hit in event.parties):
        return [*event.focus.parties, *people], []
    if len(people) == 1 and not left and (_TALKS_WITH.search(event.words) or _MET.search(event.before(right[0]))):
        hosts = [each for each in event.ids(event.speakers or event.earlier[-1:]) if each not in people]
        return [*(hosts or event.foe_of(people)), *people], []
    both = _both_sides(event, event.parties) or people
    if both:
        return both, []
    met = event.ids(last_group(event, event.earlier))
    return (met if len(met) > 1 else event.two_sides()), []


def _both_sides(event: Event, hits: Sequence[ActorHit]) -> list[str]:
    """Give both sides of the conflict where the words say "both sides", and at most their country or one is named."""
    if SIDES.search(event.words) and (len(event.ids(hits)) < 2 or any(owns_sides(event, hit) for hit in hits)):
        return event.two_sides()
    return []


def agreed(event: Event) -> Sides:
    """Who makes a truce: leaders in person, else all who are named; who is named alone makes it with its foe."""
    makers = _makers(event)
    leaders = [hit for hit in (*event.earlier, *event.parties) if hit.kind == "person"]
    alone = [hit.actor_id for hit in (*makers, *event.speakers) if hit.kind == "person"]
    if len(alone) == 1 and len(makers) <= 1 and _SIGNS.search(event.words):
        return alone, []
    if len(leaders) > 1 and _SIGNS.search(event.words):
        return list(dict.fromkeys(hit.actor_id for hit in leaders)), []
    if len(makers) > 1 and all(hit.kind == "person" for hit in makers):
        return list(dict.fromkeys(hit.actor_id for hit in makers)), []
    both, people = _both_sides(event, makers), _without_outsider(event, event.ids(makers))
    if both or len(people) > 1:
        return both or people, []
    if not people and _ACCEPTS.search(event.words) and not (event.is_passive or _MADE_BEFORE.search(event.words)):
        people = event.ids(event.speakers or event.earlier[-1:])
        is_joint = event.status != "hypothetical" and len(people) == 1 and _SIGNS.search(event.words)
        return [*people, *(event.foe_of(people) if is_joint else [])], []
    rival = event.rival_of(people) if people and event.status != "hypothetical" else None
    return ([*people, rival] if rival else people or event.two_sides()), []


def _makers(event: Event) -> list[ActorHit]:
    """Give who makes the deal: not whose plan it is, nor who stands in what it says ("to let peacekeepers in")."""
    right = event.right()
    if event.left():
        right = [hit for hit in right if _PARTNER.search(event.before(hit))]
    return [hit for hit in (*event.left(), *right) if not is_author(event, hit)]


def is_author(event: Event, hit: ActorHit) -> bool:
    """Whether the plan that others accept is his ("a U.S. proposal", "a plan from Egypt and Qatar")."""
    last = group(event, [one for one in event.parties if one.start >= hit.start])[-1]
    return _PLAN.match(event.text, last.end) is not None or _PLAN_OF.search(event.before(hit)) is not None


def _without_outsider(event: Event, people: list[str]) -> list[str]:
    """Leave out who is named alone beside a conflict of two others: he hopes for the truce or tells of it."""
    named = [hit for hit in event.parties if {hit.actor_id, hit.state} & set(people)]
    if len(people) != 1 or len(event.focus.parties) != 2 or any(hit.kind == "body" for hit in named):
        return people
    return people if {*people, *(hit.state for hit in named)} & set(event.focus.parties) else []


def extended(event: Event) -> Sides:
    """Who prolongs a truce: who is named, the side that tells of it, else both sides."""
    people = event.ids(event.parties)
    both = _both_sides(event, event.parties)
    if both or people:
        return both or people, []
    told = [hit for hit in event.speakers if {hit.actor_id, hit.state} & set(event.focus.parties)]
    return event.ids(told) or event.two_sides(), []


# "Shelled the town despite a truce that began on Sunday".
_BROKEN = re.compile(
    r"\b(?:despite|in (?:violation|breach|defiance|spite) of|violat\w+|breach\w+|broke|broken|breaking)\b[^;,.]{0,40}?"
    r"\b(?:truce|cease-?fire|halt|lull|pause|armistice)\b[^;,.]{0,30}\b(?:that|which) $"
)


def in_effect(event: Event) -> Sides:
    """Who keeps a truce: who is named, who agreed to it in a clause before, else both sides where the words say so."""
    named = (hit for hit in event.parties if hit.kind != "body" and "peacekeep" not in hit.actor_id)
    people = _without_outsider(event, event.ids(hit for hit in named if not owns_sides(event, hit)))
    if not people and _KEEPS.search(event.words):
        return subject(event), []
    if len(people) == 1 and _BROKEN.search(event.text, event.sentence.start, event.trigger.start):
        return [], []  # who broke it keeps it no more than the other
    if people:
        partner = event.rival_of(people) if len(people) == 1 and _WITH.search(event.words) else None
        return [*people, partner] if partner else people, []
    told = last_group(event, event.earlier)
    agreed = event.ids(told)
    is_own = bool(agreed) and _DECLARES.match(event.text, told[-1].end, event.clause.start) is not None
    if len(agreed) > 1 or (is_own and told[-1].kind != "body" and told[-1].state != "United Nations"):
        return agreed, []
    said = event.text[event.sentence.start : event.clause.end]
    sides = event.two_sides()
    heard = {hit.state or hit.actor_id for hit in (*event.earlier, *event.speakers)}
    lead = event.text[max(event.sentence.start, event.clause.start - 25) : event.trigger.start]
    is_named = bool(sides) and heard >= set(sides) and not (_DATES.search(lead) or _WITH.search(said))
    return (sides if is_named or SIDES.search(said) else []), []
