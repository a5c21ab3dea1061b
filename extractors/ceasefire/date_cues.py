"""The words by which a date is known to belong to an act, to a report of it, to a plan or to a mere reference.

Knows no date: every function answers a question about the words around one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.ceasefire.days import number

# Types whose own act is an act of speech: "agreed on Friday" dates them, but not a withdrawal agreed on Friday.
SPOKEN = frozenset(
    [
        "ceasefire_proposed",
        "ceasefire_rejected",
        "ceasefire_agreed",
        "ceasefire_declared",
        "ceasefire_extended",
        "ceasefire_ended",
        "peace_talks",
        "diplomatic_reaction",
    ]
)
# Types a text refers back to without dating them ("the deal that ended six weeks of fighting").
REFERRED = frozenset({"ceasefire_agreed", "ceasefire_proposed", "ceasefire_declared", "ceasefire_extended"})
# Types that sum up what was done from a day to now; the others go on, and "since May" is when they began.
SUMMED = frozenset(
    {"mine_clearance", "prisoner_exchange", "displaced_return", "humanitarian_access", "ceasefire_violation"}
)

_SAID = (
    r"said|says|told|announced|reported|warned|claimed|accused|confirmed|denied|insisted|stressed|noted|added|wrote"
    r"|tweeted|alleged|stated|blamed|declared|specified|posted|conceded|acknowledged|admitted|charged|complained"
)
_DECIDED = (
    r"agreed|signed|pledged|promised|vowed|decided|ordered|approved|voted|urged|called|demanded|offered|proposed|asked"
    r"|backed|met|spoke|initialled|initialed|memorandum|statement|decree"
)
_BESIDE = (
    r"(?:\s+(?:it|late|early|[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+)?|him|her|them|in\s+[A-Z]\w+|a\s+\w+|the\s+\w+|reporters|journalists|lawmakers|parliament|TASS|Reuters"
    r"|(?:an?|the|its|their)\s+(?:[\w-]+\s+){0,3}(?:agreement|accord|deal|pact|memorandum|protocol|document|plan|resolution|decree"
    r"|declaration|statement|communique|treaty|order|bill|law)))?"
    r"(?:\s+(?:at|in)\s+(?:an?|the|its|his|her|their)\s+(?:[\w-]+\s+){0,3}(?:conference|briefing|statement|interview|address"
    r"|speech|message|communique)(?:\s+in\s+[A-Z]\w+)?)?"
    r"(?:\s+(?:on|late|early|late\s+on|early\s+on|in\s+an?\s+\w+\s+on))?\s*$"
)
_SAID_ON = re.compile(rf"\b(?:{_SAID}){_BESIDE}")
_SPOKEN_ON = re.compile(rf"\b(?:{_SAID}|{_DECIDED}){_BESIDE}")
_ON_SAID = re.compile(rf"\s*,?\s*(?:{_SAID}|dismissed|rejected|condemned)\b")
_ON_SPOKEN = re.compile(
    rf"\s*,?\s*(?:{_SAID}|{_DECIDED}|dismissed|gave|condemned|welcomed)\b(?!\s+(?:by|in|between)\b)"
)
_TERM_GIVEN = re.compile(
    r"\b(?:extend|prolong|renew|lengthen|authori[sz]|approv|mandat|vot|decid|endors|bless|sanction|rolled over)\w*\b"
)
_SPEAKS = re.compile(rf"\b(?:{_SAID}|{_DECIDED}|concluded|reached|sealed|struck|undertook)\b")
_PLANNED = re.compile(
    r"\b(?:due|to\s+(?:begin|start)|set\s+(?:for|to|down)|slated|scheduled|planned|expected|foreseen|will|would|shall|should|next|ahead\s+of"
    r"|pencill?ed\s+in|earmarked|booked|(?:is|are|was|were|had)\s+to(?:\s+have)?\s+[a-z]+)\s+(?:[\w:.]+\s+){0,8}$"
    r"|\b(?:by|until|till|before|no\s+later\s+than)\s+(?:\w+\s+)?$"
)
_WAS_PLANNED = re.compile(r"\b(?:had|was|were|should)\b(?![^,;]*\b(?:will|would|now)\b)[^,;]*$")
_WAS_DUE = re.compile(
    r"\b(?:due|scheduled|slated|planned|set|billed|earmarked|pencilled\s+in"
    r"|(?:was|were)\s+to\s+(?:have\s+)?[a-z]+|should\s+have\s+[a-z]+)\s+[^,;]{0,40}$"
)
_TOOK_PLACE = re.compile(
    r"\b(?:took\s+place|went\s+ahead|got\s+under\s*way|(?:was|were)\s+(?:held|completed|carried\s+out))\b[^,;]{0,30}$"
)
_HELD = re.compile(
    r"\s*,?\s*(?:finally\s+|at\s+last\s+)?(?:took\s+place|went\s+ahead|got\s+under\s*way|began|started|opened|ended"
    r"|(?:was|were)\s+(?:finally\s+|at\s+last\s+)?(?:held|completed|carried\s+out))\b[^,;]{0,30}$"
)
_PAST_PLAN = re.compile(
    r"\b(?:was|were|had\s+been)\s+(?:\w+ly\s+|first\s+)?(?:due|scheduled|slated|planned|set|supposed|meant|expected|to)\b"
    r"[^,;:]{0,80}$"
)
_PLAN = re.compile(
    r"\b(?:about\s+to|will|would|plans?|is\s+to|are\s+to|going\s+to|(?:has|have)\s+any|recent|no\s+date|no\s+question"
    r"|(?:agreed|consented|promised|pledged|undertaken)\s+to|put\s+off"
    r"|(?:was|were)\s+(?:\w+ly\s+)?\w+ing)\b"
)
_PLAIN_WORD = r"(?!\w+(?:ed|ing|[^su'’.\W]s)\b|(?:to|of|in|and|on|for|has|was|is|a|an|the)\b)[\w.]+"
_EPITHET = rf"(?:[\w.]+['’]s?|[\w.]+-[\w.-]+['’]?|{_PLAIN_WORD})\s+"
_REFERENCE = re.compile(
    r"(?:(?:under|after|following)\s+)?"
    rf"(?:(?:the|a|an|this|that|its|their|his|her|another|last|all|some|any|separate|one|two|three|several|both"
    rf"|[\w.]+(?:['’]s?|-led))\s+(?:{_EPITHET}){{0,4}}?|(?:{_EPITHET})?)"
    r"(?:deals?|truces?|accords?|pacts?|agreements?|armistices?|statement|cease-?fires?|understandings?|plans?"
    r"|proposals?|offers?|appeals?|calls?|terms|halt|pause|arrangement|declaration|announcement|memorandum|roadmap"
    r"|settlement|initiative)(?:\s+(?P<next>[\w-]+)|[\s,.]*$)",
    re.IGNORECASE,
)
# "A truce agreed by the two armies": no verb of its own.
_AGREED_BY = re.compile(r"agreed\s+(?:by|between|among|with)\b")
_RELATIVE = frozenset(["that", "which", "who", "under", "whose", "it", "he", "they", "she"])
_FINITE = re.compile(r"\b(?:was|were|is|are|has|have|had|will|would|came|took|went|ended|collapsed|said|agreed)\b")
_WHO = re.compile(r"\b(?:that|which|who|whose|[A-Z]\w+\s+(?:had|has)\s+(?!been\b)\w+)\b")
_PARTICIPLE = re.compile(r"(?:proposed|put\s+forward|brokered|mediated|signed|reached|offered|sponsored)\s+(?:by|in)\b")
_EARLIER = re.compile(
    r"(?:(?:the|an?|both|several|some|all|two|three|four|\w+\s+of\s+the)\s+)?(?:earlier|previous|past|former)\s+"
    r"(?:\w+\s+)?(?:truce|cease|deal|accord|pact|agreement|lull|pause|halt)",
    re.IGNORECASE,
)
_STRIFE = "war fighting conflict battle battles clashes violence bloodshed campaign hostilities shelling"
_STRIFES = tuple(_STRIFE.split())
_DURATION = re.compile(
    r"(?:\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+|several|some|nearly|almost)\s+(?:[\w-]+\s+)?"
    r"(?:hours?|days?|weeks?|months?|years?|decades?)\s+of\s+(?:[\w-]+\s+){0,2}|\b[\w-]+-year\s+(?:[\w-]+\s+){0,1})"
    rf"(?:{_STRIFE.replace(' ', '|')})$",
    re.IGNORECASE,
)
# A spell of fighting that has just come to its end; longer ones are no date (codebook section 4).
_SPELL = re.compile(
    r"\b(?:after|following|followed|ended|ends|ending|halted|stopped|stilled|end to|close)\s+"
    r"(?:more\s+than\s+|nearly\s+)?"
    r"(?P<n>two|three|four|five|six|seven|eight|nine|ten)\s+days\s+"
    r"(?:of\s+(?:[\w-]+\s+){0,10}|in\s+which\s+(?:[\w-]+\s+){1,12})[\w-]+$"
)
_SHARED_SUBJECT = re.compile(r"(?:then\s+)?(?:was|were|has|had|have|went|took|broke|fell|\w+ed)\b")
_JOINS = re.compile(r"(?:,|\band|\bthen|\bbut)\s*$")
_HANGS_ON = re.compile(
    r"\b(?:(?:replied|responded|answered|retorted|countered)\s+that|with|when|as|without|though|where|once|after|before|in\s+(?:return|exchange)\s+for|(?:in|during|after)\s+which)\s*$",
    re.IGNORECASE,
)
_HANGING = re.compile(
    r"(?:when|with|where|as|(?:in|during|after)\s+which|whereupon|after\s[^,;]*\bhad|after\s+what"
    r"|(?-i:[A-Z])[\w.’-]*(?:\s+[\w.'’-]+){0,3}\s+having)\s",
    re.IGNORECASE,
)
_CHAIN = re.compile(r"(?:,\s+after\s+which|,?\s+(?:when|as))\b[^;]*\band\s+$")
# Two sides that answer each other speak of one day.
_EACH_OTHER = re.compile(
    r"\b(?:each|both|either)\b[^,;]*\b(?:other|another)\b|\b(?:trad|exchang|swapp)\w+\s+(?:blame|accusations|charges)"
    r"|\bthe\s+(?:charge|accusation|blame)s?\b",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\s*,?\s+(?:and|but|yet)\s+(?:(?:the|an?|its|their|by\s+[a-z]+|within\s+hours)\s+)?$|;\s+(?:(?:with)?in\s+hours|hours\s+later)\s+$"
)
_NOT_NARRATED = re.compile(
    r"\b(?:is|are|has|have|says?|said|reported|insists?|refuses?|denie[sd]|remains?|stays?|claimed|accused|will)\b"
)
_BARRIER = re.compile(
    r"\b(?:that(?!\s*$)|which|who|whom|whose|where|unless|because|whereas|although|though|but|while)\b|;|\bunder\s+(?:the|an?)\s"
    r"|(?<!said\s)\b(?:it|they|he|she)\s+(?:had|has|have)\b|\bin\s+(?:breach|violation|spite|line)\b|,\s+(?:keeping|starting(?!\s+(?:(?:on|from|at|late|early)\s+)*$)|opening|completing|shattering|citing)\b"
    r"|\band\s+(?:that|told|set|again|closed|urged)\b"
)
_HINDRANCE = re.compile(r"\b(?:until|once|after|before|when|as|since|if)\b|,\s+(?:and|with)\b")
_LEADS = re.compile(r"\s*(?:(?:late|early|on|in|since|at|by|from|of|during|until|the)\s+){0,3}", re.IGNORECASE)
_AGAIN = re.compile(r"\b(?:again|when|after|then|closed|ended|until|(?:up|down)\s+from|than|compared)\b|;")
_DETERMINER = re.compile(r"\b(?:the|an?|its|their|his|this|that|another|[A-Z][\w.]*['’]s|U\.S\.)\s", re.IGNORECASE)
_GOVERNS = re.compile(
    r"\b(?:under|with|by|of|on|off|down|behind|after|despite|hails?|hailed|welcom\w+|accept\w*|reject\w*|dismiss\w*|spurn\w*"
    r"|as\s+\w+|told\s+of|through|than|for|beyond|praised|backed|from)\s+(?:\w+\s+on\s+\w+\s+)?$",
    re.IGNORECASE,
)
# A plan, call or offer told by a noun is only referred to, unless the clause says that it was made.
_OFFER = re.compile(
    r"(?:draft\s+resolution|offers?|pleas?|calls?|appeals?|demands?|proposals?|plans?|blueprints?|outlines?|initiatives?"
    r"|terms|ideas?|overtures?|roadmaps?|resolutions?|drafts?|requests?|bids?|suggestions?|formulas?)\b"
)
_NOUN_BEFORE = re.compile(
    r"\b(?:the|an?|its|their|his|her|another|own|[\w.]+['’]s?|U\.?[NS]\.?)\s+(?:[\w.’'-]+\s+){0,3}$", re.IGNORECASE
)
_BARE_OFFER = re.compile(r"(?:offers|pleas|calls|appeals|demands|proposals)\s+(?:from|by)\b")
_MADE = re.compile(
    r"\b(?:made|making|makes?|issu|launch|present|float|tabl|unveil|renew|repeat|reiterat|submit|adopt|sent|gave|voic|join"
    r"|led|offer|announc|publish|circulat|draft|set\s+out|laid\s+out|outlin|hand|deliver|put\s+forward|came|c[oa]me\s+up|arriv"
    r"|threw|put\s+on\s+paper|back|endors|approv|pass|support|broke|propos)\w*\b"
)
_ASIDE = re.compile(r"(?:(?:days|weeks)\s+)?(?:after|before|since)\s+(?!which\b|what\b)", re.IGNORECASE)
# "Since the road is still being cleared" gives a reason of today.
_STILL = re.compile(r"\b(?:is|are)\s+(?:still|now|not|yet)\b|\b(?:is|are)\s+being\b")
_AFTER = re.compile(r"(?<!hours\s)(?<!minutes\s)\b(?:after|before|since)\s+$", re.IGNORECASE)
_TERM_TOLD = re.compile(
    r"(?:Under|In line with|In accordance with|As part of) the (?:[\w-]+ ){0,2}"
    r"(?:deal|accord|agreement|statement|pact|memorandum)(?: of the [\w-]+ \w+)?, [^;]*\b(?:was|were) [^,;]*$"
)
_UNDER_WHICH = re.compile(r",?\s+under\s+which\b")
_GOES_ON = re.compile(r"[^,;:()\"“”]*")
_VERB = re.compile(
    r"\b(?:and|said|says|has|have|had|was|were|is|are|be|will|would|to\s+[a-z]+|under|(?!\w+eed\b)[a-z]+ed)\b"
)
_UNDER = re.compile(
    r"(?:Under|In\s+line\s+with|In\s+accordance\s+with|In\s+keeping\s+with|As\s+part\s+of)\s+(?:[\w.'’-]+\s+){1,5}?"
    r"(?:deal|accord|agreement|statement|truce|pact|cease-?fire|terms|memorandum|protocol|plan|declaration|armistice)"
    r"(?:\s+(?:[a-z]+ed|struck|made|by|in|at|between|with|and|of|on|late|early|last|the|[A-Z][\w.'’-]*))*\s*"
)
_UNDER_THE = re.compile(
    r"\b(?:under|in\s+line\s+with|in\s+accordance\s+with|in\s+keeping\s+with|as\s+part\s+of)\s+(?:the|that|a|its|their)\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_DEAL = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}(?:deal|accord|agreement|statement|truce|pact|cease-?fire|memorandum|protocol|armistice)\b"
)


def is_said(before: str, text: str, end: int, sentence_end: int) -> bool:
    """Whether the date after `before`, ending at `end`, is when someone reported something."""
    return bool(_SAID_ON.search(before) or _ON_SAID.match(text, end, sentence_end))


def is_spoken(before: str, text: str, end: int, sentence_end: int) -> bool:
    """Whether it is when someone reported, agreed or decided something."""
    return bool(_SPOKEN_ON.search(before) or _ON_SPOKEN.match(text, end, sentence_end))


def is_decided(words: str) -> bool:
    """Whether a term was given or prolonged in `words`: "extended the mandate"."""
    return _TERM_GIVEN.search(words) is not None


def speaks(words: str) -> bool:
    """Whether a verb of speech or decision stands in `words`."""
    return _SPEAKS.search(words) is not None


@lru_cache(maxsize=16)  # several questions on one date follow each other
def is_planned(before: str) -> bool:
    """Whether the words before a date make it a planned one ("due in Granada on ...")."""
    return _PLANNED.search(before) is not None


def was_planned(before: str) -> bool:
    """Whether it is a plan told in the past ("had been due on ..."), which may lie on either side of the telling."""
    return _WAS_PLANNED.search(before) is not None


def is_done(before: str) -> bool:
    """Whether what a plan before a date was for is told as done on it: "the swap due on Saturday took place on"."""
    return _TOOK_PLACE.search(before) is not None


def is_held(between: str) -> bool:
    """Whether the words between two days tell that what was planned for the first was done on the second."""
    return _HELD.match(between) is not None


def was_due(before: str) -> bool:
    """Whether the words before a date say that something had been due on it."""
    return _WAS_DUE.search(before) is not None


def is_past_plan(before: str) -> bool:
    """Whether the words before a date tell of what was still to come on it: "was to have been handed over by"."""
    return _PAST_PLAN.search(before) is not None


def is_plan(clause: str) -> bool:
    """Whether what a denial denies is a plan or a standing state, not an act."""
    return _PLAN.search(clause) is not None


def is_reference(clause: str) -> bool:
    """Whether a clause only refers to a deal, offer or earlier truce, without telling of its making."""
    if _PARTICIPLE.match(clause) or _EARLIER.match(clause):
        return True
    found = _REFERENCE.match(clause)
    if found is None:
        return False
    following = found["next"]
    if following is None or following.lower() in _RELATIVE:
        return True
    agreed_by = _AGREED_BY.match(clause, found.start("next"))
    start = agreed_by.end() if agreed_by else found.start("next")
    relative = _WHO.search(clause, start)
    return not _FINITE.search(clause, start, relative.start() if relative else len(clause))


def is_referred(clause: str, at: int) -> bool:
    """Whether the noun phrase around offset `at` is governed by other words and only refers to a deal or an offer."""
    for found in _DETERMINER.finditer(clause, max(0, at - 60), at + 1):
        if (
            found.start()
            and _GOVERNS.search(clause[max(0, found.start() - 40) : found.start()])
            and is_reference(clause[found.start() :])
        ):
            return True
    return False


def is_offer(before: str, trigger: str, after: str) -> bool:
    """Whether a noun names an offer or a call that the clause does not say was made."""
    is_noun = _NOUN_BEFORE.search(before) is not None or _BARE_OFFER.match(trigger + after) is not None
    is_named = _OFFER.match(trigger) is not None and is_noun
    return (
        is_named
        and not _MADE.search(before, before.rfind(",") + 1)
        and not re.match(r"[^,;]*\b(?:was|were|has been) (?:made|put|sent)\b", after)
    )


def is_barred(between: str) -> bool:
    """Whether the words between a verb and a date open another statement, to which the date belongs."""
    return _BARRIER.search(between) is not None


def is_hindered(between: str) -> bool:
    """Whether they may open one."""
    return _HINDRANCE.search(between) is not None


def goes_on(gap: str) -> bool:
    """Whether `gap` is but more words of one clause, with no second verb."""
    return _GOES_ON.fullmatch(gap) is not None and not (is_barred(gap) or is_hindered(gap) or _VERB.search(gap))


def is_preposition(gap: str) -> bool:
    """Whether a gap holds no more than what leads to a date."""
    return _LEADS.fullmatch(gap) is not None


def is_told_again(between: str) -> bool:
    """Whether two dates are two tellings, not the two ends of one."""
    return _AGAIN.search(between) is not None


def is_now(clause: str) -> bool:
    """Whether a clause tells how things stand today: "the road is still being cleared"."""
    return _STILL.search(clause) is not None


def is_earlier(clause: str) -> bool:
    """Whether a clause tells of earlier truces as a whole."""
    return _EARLIER.match(clause) is not None


def is_duration(clause: str) -> bool:
    """Whether words end in "six weeks of fighting"."""
    return clause.lower().endswith(_STRIFES) and _DURATION.search(clause) is not None


def n_days_of(clause: str) -> int | None:
    """Give how many days before its last the fighting began that words end in: 4 for "after five days of fighting"."""
    found = _SPELL.search(clause)
    if found is None:
        return None
    return (number(found["n"]) or 1) - 1


def is_aside(before: str, clause: str) -> bool:
    """Whether a clause opens with "after" or "since", or stands right behind it."""
    if is_now(clause):
        return False
    return _ASIDE.match(clause) is not None or _AFTER.search(before) is not None


def is_term_told(words: str) -> bool:
    """Whether words up to a verb tell in the past what a deal laid down: "Under the pact, the town was returned"."""
    return _TERM_TOLD.match(words) is not None


def is_under(text: str, start: int, end: int) -> bool:
    """Whether `text` from `start` to a date at `end` names the deal that what follows rests on: "Under the pact of"."""
    return _UNDER.fullmatch(text, start, end) is not None


def is_name_of_deal(text: str, start: int, end: int) -> bool:
    """Whether a date is part of the name of such a deal: "under the November 10 truce"."""
    return _UNDER_THE.search(text, max(0, start - 40), start) is not None and _DEAL.match(text, end) is not None


def is_under_which(text: str, end: int) -> bool:
    """Whether the terms of a deal follow its date at `end`: "signed on DATE, under which"."""
    return _UNDER_WHICH.match(text, end) is not None


def shares_date(before: str, gap: str, clause: str) -> bool:
    """Whether a clause goes on from a dated one: shared subject, "when ...", or a plain "and"."""
    if _EACH_OTHER.search(clause):
        return True
    if _HANGS_ON.search(before) or _HANGING.match(clause) or (_JOINS.search(before) and _SHARED_SUBJECT.match(clause)):
        return True
    if _CHAIN.match(gap):
        return True
    return _AND.fullmatch(gap) is not None and not _NOT_NARRATED.search(clause)
