"""Who attacks whom: breaches, clashes and captures, told, charged or denied (settled question 25).

Knows no deal and no talks; role_deals.py has those.
"""

from __future__ import annotations

import re

from extractors.ceasefire.role_event import OWN, SIDES, Event, Sides, group, last_group, subject

_TO = re.compile(r"\b(?:to|into)\s+(?:the\s+)?$")
_EACH = re.compile(
    r"\beach\s+(?:other|side|camp|accus\w+|blam\w+|of)|\bone\s+another|\bboth\s+(?:sides|camps|armies)|\btrad(?:ed|ing)\b"
    r"|\bmutual|\beach\b.*\bthe\s+other\b",
    re.IGNORECASE,
)
# Who records breaches has not made them.
_COUNTS = re.compile(
    r"\b(?:record|regist|logg|count|report|document|observ)\w*\s+(?:\w+\s+){0,4}(?:violation|breach|instance|case)"
)
_LOSES = re.compile(r"\b(?:lost|loses|losing|fell\s+to|fall(?:s|en)?\s+to)\b")
_DONE_ITSELF = re.compile(r"\b(?:having|it\s+had|its\s+(?:troops|forces|men|army))\b")
_MUTUAL = re.compile(
    r"^(?:wars?|fighting|clash(?:es)?|skirmish(?:es)?|firefights?|battles?|hostilities|exchanges?\s+of\s+fire"
    r"|gun\s+battles?|.*\bconfrontation)$",
    re.IGNORECASE,
)
# What only dates another act is told of no one: "since the war of 2008".
_SINCE = re.compile(r"\b(?:since|before|during|in\s+the|after\s+the)\s+(?:[\w-]+\s+){0,5}$", re.IGNORECASE)
_FROM_THE_AIR = re.compile(r"\b(?:jets|warplanes|aircraft|air\s*strikes?|air\s+raids?|helicopters)\b", re.IGNORECASE)
# Who stands before these words, with no one named as the doer after them, was hit and hit no one.
_AGENT = re.compile(r"\bby\s+(?:the\s+|an?\s+)?(?:[\w-]+\s+){0,2}$")
# "Fired at a post in breach of the truce", "in clear violation of".
_ADJUNCT = re.compile(r"\bin (?:\w+ )?$")
_SUFFERS = re.compile(
    r"(?:(?:was|were)\s+)?(?:killed|wounded|injured|hurt|maimed|shot\s+dead|died|came\s+under\s+\w+)\b(?=\s*(?:$|[,.;]|(?:on|in|when|while|near|at|during|after|since|as)\b))"
)


_CHARGED = re.compile(r"\b(?:accus\w+|blam\w+|charg(?:ed|es|ing))\s+(?:the\s+)?(?:[\w-]+\s+)?$", re.IGNORECASE)
# Who tells what its own men have done: "Aland said its jets had downed".
_OWN_MEN = re.compile(
    r"\b(?:its|his|their|our)\s+(?:own\s+)?(?:[\w-]+\s+){0,2}?(?:jets|troops|forces|army|soldiers|men|units?|aircraft|air\s+force"
    r"|warplanes|fighters|gunners|navy|pilots|drones|artillery|servicemen|military|commandos|marines|snipers)\s+"
    r"(?:(?:had|have|has)\s+)?(?:[a-z]+ly\s+)?$",
)
# Whose breaches they are: "94 Alandic air violations".
_BREACHES = re.compile(r"\s+(?:(?!in\b)[a-z-]+\s+){0,2}(?:violations?|breach(?:es)?)\b")
_OF_IT = re.compile(r"(?:['’]s)?(?:\s+[\w-]+){0,3}\s+(?:of|for|with)\b")
# Whose fire it is: "came under Alandic artillery fire".
_UNDER = re.compile(r"\b(?:came|come|comes|coming|was|were)\s+under\s+(?:\w+\s+)?$")
_ENEMY = re.compile(r"\bthe enemy\b", re.IGNORECASE)
_OTHER = re.compile(r"\bother\b|\btrad|\bone another\b")
_CHARGES = frozenset({"violated", "broken", "breached", "accused", "blamed", "recorded", "registered"})


def hostile(event: Event) -> Sides:
    """Doer and victim: in an accusation the accused and the accuser; a denial turns on who denies."""
    if _EACH.search(event.said):
        return _each_other(event)
    if event.status == "denied":
        return _denial(event)
    plain = _told_plainly(event)
    if plain is not None:
        return plain
    if _is_hit(event):
        victims = event.ids(last_group(event, event.left()))
        return event.foe_of(victims), victims
    speakers, named = event.ids(event.speakers), event.ids(event.parties)
    if _ENEMY.search(event.words) and speakers:
        return event.foe_of(speakers), speakers
    source = [] if _COUNTS.search(event.words) and not event.is_passive else _in_breach(event) or subject(event)
    if source == speakers[:1] and not named and not OWN.search(event.words):
        source = []  # who only reports shelling has not shelled
    if event.event_type == "territory_capture" and _LOSES.search(event.words):
        return _loss(event, source)
    rest = [each for each in (*event.ids(event.left()), *event.ids(event.right())) if each not in source]
    accuser = speakers[:1] if event.status == "alleged" and _is_side(event) else []
    if accuser and (not source or source == accuser):
        return rest[:1] or event.foe_of(accuser), accuser
    is_outsiders = event.event_type == "ceasefire_violation" and bool(speakers) and not _is_side(event)
    return source, accuser or rest[:1] or ([] if is_outsiders else event.foe_of(source))


def _in_breach(event: Event) -> list[str]:
    """Give who did what is said to be in breach of a truce: the subject of the clause, not whom it hit."""
    left, told = event.left(), event.text[event.trigger.start : event.trigger.end]
    before = event.text[max(event.clause.start, event.trigger.start - 20) : event.trigger.start]
    if len(left) < 2 or not (_ADJUNCT.search(before) or told.startswith("in ")):
        return []
    agents = [hit for hit in left if _AGENT.search(event.before(hit))]
    return event.ids(agents[:1] or group(event, left))


def _told_plainly(event: Event) -> Sides | None:
    """Give doer and victim where a word says who they are: the accused, whose fire it is, whose own men did it."""
    accused = _accused(event)
    if accused:
        accuser = [name for name in event.ids(event.speakers or event.earlier[-1:])[:1] if name not in accused]
        if accuser:
            return accused, accuser if _is_side(event) else []
        return accused, event.foe_of(accused)
    breakers = event.ids(hit for hit in event.parties if hit.form == "demonym" and _BREACHES.match(event.text, hit.end))
    if len(breakers) == 1:
        sufferer = [name for name in event.ids(event.speakers)[:1] if name not in breakers]
        return breakers, sufferer if sufferer and _is_side(event) else []
    shooters = event.ids(hit for hit in event.right() if _UNDER.search(event.before(hit)))[:1]
    hit_ones = event.ids(last_group(event, event.left()))
    if not shooters and not event.is_passive and _OWN_MEN.search(event.text, event.clause.start, event.trigger.start):
        shooters, hit_ones = event.ids(event.speakers)[:1], event.ids(event.parties)
    if not shooters:
        return None
    return shooters, [name for name in hit_ones if name not in shooters][:1] or event.foe_of(shooters)


def _accused(event: Event) -> list[str]:
    """Give who is charged with it in so many words: "accused Aland of shelling", "blames rebels for the raid"."""
    near = [hit for hit in event.parties if _CHARGED.search(event.text, max(0, hit.start - 40), hit.start)]
    return event.ids(near[:1]) if near and _OF_IT.match(event.text, near[0].end) else []


def _each_other(event: Event) -> Sides:
    """Both sides, each against the other; a truce that both broke was broken against no one."""
    both = list(dict.fromkeys(event.ids([*event.speakers, *event.left(), *event.right()])))
    pair = both[:2] if len(both) >= 2 else event.two_sides()
    is_charge = event.status == "alleged" or event.event_type == "armed_clash" or _OTHER.search(event.said)
    return pair, pair[::-1] if is_charge else []


def _denial(event: Event) -> Sides:
    """Who denies has done it, says the charge; a town is denied lost by who would have lost it."""
    denier = event.ids(event.speakers) or event.ids(group(event, event.parties)) or event.ids(event.earlier[-1:])
    is_loser = event.event_type == "territory_capture" and not _DONE_ITSELF.search(event.words)
    is_loser = is_loser and not set(event.ids(event.speakers)) & set(event.ids(event.left()))
    doer, victim = denier[:1], event.foe_of(denier[:1])
    return (victim, doer) if is_loser else (doer, victim)


def _is_hit(event: Event) -> bool:
    """Whether who stands before the verb suffers it: "three men were killed", "its posts came under fire"."""
    is_told = event.is_passive and event.text[event.trigger.start : event.trigger.end].lower() not in _CHARGES
    is_victim = is_told or _SUFFERS.match(event.text, event.trigger.start) is not None
    return is_victim and bool(event.left()) and not any(_AGENT.search(event.before(hit)) for hit in event.right())


def _is_side(event: Event) -> bool:
    """Whether the speaker is at odds with a party to the conflict: an outsider who tells of a breach is no victim."""
    parties = event.focus.parties
    return len(parties) < 2 or any(rival in parties for hit in event.speakers for rival in hit.rivals)


def _loss(event: Event, source: list[str]) -> Sides:
    """Who takes what another loses: "Alder lost the town to Birch", "the town fell to Birch"."""
    takers = event.ids(hit for hit in event.parties if _TO.search(event.before(hit)))[:1]
    losers = [each for each in source if each not in takers][:1]
    return takers or event.foe_of(losers), losers or event.foe_of(takers)


def clash(event: Event) -> Sides:
    """Who fights: both sides of a war or a skirmish, who flies where one side alone has jets, else doer and victim."""
    people = event.ids(event.parties)
    if len(people) == 2 and re.search(r"\b(?:between|fought|war|clash\w*|exchang\w+)\b", event.words):
        return people, []
    if not people and event.status == "actual" and SIDES.search(event.words):
        return event.two_sides(), []
    trigger = event.text[event.trigger.start : event.trigger.end]
    if event.status == "actual" and len(people) < 2 and _MUTUAL.search(trigger):
        is_aside = _SINCE.search(event.text, max(event.sentence.start, event.trigger.start - 50), event.trigger.start)
        named = event.ids(last_group(event, event.earlier))
        both = event.focus.parties or (named if len(named) > 1 else ())
        return ([] if is_aside else list(both)), []
    if not people and _FROM_THE_AIR.search(event.words) and len(event.focus.captors) == 1 and event.status == "actual":
        captors = list(event.focus.captors)
        return [party for party in event.focus.parties if party not in captors], captors
    return hostile(event)
