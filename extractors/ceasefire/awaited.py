"""Tells an act that is told in the past, or by a noun, and is still awaited: what another act waits for, what was only
agreed on.

Knows no auxiliaries: moods.py asks it where the act's own verb group says nothing of its mood.
"""

from __future__ import annotations

import re

from extractors.ceasefire.status_scene import Scene

_REACH = 150
# Nothing is done until it: "told evacuees not to return until the mines had been lifted".
_NOT_UNTIL = re.compile(
    r"(?:n['’]t|\b(?:not|no|never|nobody|none|nor|refus\w+|declin\w+|threat\w+|unless|wait\w*|warn\w*|forb\w+|barr\w+"
    r"|clos\w+|shut|halt\w*|suspend\w*|withh[eo]ld\w*|hold(?:s|ing)? (?:back|off)|held (?:back|off)|delay\w*|insist\w*"
    r"|would|will|vow\w*|stay(?:s|ed)?|remain(?:s|ed)?))\b[^;.]{0,110}?(?<!day )(?<!days )(?<!hour )(?<!hours )"
    r"(?<!week )(?<!weeks )(?<!month )(?<!months )(?<!year )(?<!years )(?<!minutes )"
    r"\b(?:until|till|before|unless) (?:[\w'’-]+ ){1,9}$"
)
_ITS_DAY = re.compile(
    r"[^;,.]{0,40}\b(?:on|in|at|since|last|early|late)\b (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\d)"
)
_PAPER = (
    r"(?:[Dd]ocuments?|[Pp]apers?|accords?|agreements?|pacts?|deals?|protocols?|memorand(?:um|a)|treat(?:y|ies)|arrangements?"
    r"|understandings?|roadmaps?|timetables?|plans?|schemes?|terms|modalities|principles|routes?|steps|formula)"
)
# "Papers on the export of grain were signed": what a paper is about is only agreed on.
_ON_PAPER = re.compile(
    rf"\b{_PAPER} (?:on|for|about|covering|governing|regulating|to allow|to permit)(?: [\w'’-]+){{0,4}} $"
)
_IS_MADE = re.compile(
    r"\b(?:signed|agreed|reached|concluded|initial+ed|struck|sealed|adopted|approved|clinched|finali[sz]ed|settled"
    r"|drawn up)\b"
)
# "The captives whose release the two sides settled in Bern", "the swap they agreed in March".
_AGREED_ON = re.compile(
    r"[^;.,]{0,40}? (?:that |which )?(?:(?:the|both|two|its|their) )*(?:[A-Z]\w+|sides|parties|they|leaders|presidents"
    r"|ministers|foes|rivals|it|he)(?: and [A-Z]\w+)? (?:had |have |has |once |last \w+ )?(?:agreed|settled|negotiated"
    r"|promised|pledged|undertook|undertaken|signed up to)\b"
)
# What a paper brings about: "a text that has every soldier out of the land within 90 days".
_BRINGS = re.compile(
    rf"\b(?:text|truce|{_PAPER}) (?:[\w'’-]+ ){{0,4}}?(?:that|which) "
    r"(?:has|sees|puts|gets|takes|brings|sends|sets) (?:[\w'’-]+ ){0,7}$"
)
# "A truce for the exchange of captives": the act a halt is made for has yet to come.
_TRUCE_FOR = re.compile(
    r"\b(?:truce|cease-?fire|pause|lull|armistice|halt|break|respite|silence|corridors?)\b"
    r"(?: (?!and\b|but\b|while\b|after\b)[\w.'’-]+){0,10} for(?: the| an?)? $"
)


def of_scene(scene: Scene) -> tuple[str, str] | None:
    """Give the status that waiting for it, or having only agreed on it, lends an act; None where neither is told."""
    words, text = scene.words, scene.words.text
    if _BRINGS.search(text, words.span.start, words.starts[min(scene.chain.first, scene.trigger)]):
        return "scheduled", "brings"
    at = scene.match.trigger
    start = words.starts[min(scene.chain.first, at.first)]
    left = text[max(words.span.start, start - _REACH) : start]
    if scene.match.is_guess and words.lowers[scene.begin] in ("until", "till", "before"):
        left = text[max(words.span.start, words.starts[scene.begin] - _REACH) : words.ends[scene.begin]]
        return ("hypothetical", "until") if _NOT_UNTIL.search(f"{left} it ") else None
    is_owned = words.lowers[at.first - 1 : at.first] == ("whose",)  # "release" is then no verb
    if not scene.is_noun and not is_owned:
        is_past = scene.is_told or at.form in ("past", "ed", "participle", "s", "base")
        is_dated = _ITS_DAY.match(text, words.ends[at.last], words.span.end) is not None
        return ("hypothetical", "until") if is_past and not is_dated and _NOT_UNTIL.search(left) else None
    if _ON_PAPER.search(left) and _IS_MADE.search(text, words.starts[scene.begin], words.ends[scene.end]):
        return "scheduled", "paper"
    is_named = is_owned or words.lowers[at.first - 1 : at.first] in (("the",), ("a",), ("an",))
    if is_named and _AGREED_ON.match(text, words.ends[at.last], words.span.end):
        return "scheduled", "agreed_on"
    return ("scheduled", "for") if _TRUCE_FOR.search(left) else None
