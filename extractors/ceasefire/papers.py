"""Tells a paper on one term, which ends no fighting, from a deal that does: "signed a plan to withdraw heavy weapons".

Knows no status: that the term is promised is read with the term itself.
"""

from __future__ import annotations

import re

from extractors.ceasefire.patterns import Match
from extractors.ceasefire.tokens import Words

_SIGNING = frozenset({"agreed.sign_deal", "agreed.sign_truce"})
_PAPER = (
    r"(?:plan|protocol|document|memorandum|accord|agreement|deal|pact|road ?map|timetable|schedule|arrangement"
    r"|understanding|paper|text)"
)
_TERM = (
    r"(?:withdraw\w*|pull\w*|disengag\w*|exchang\w*|swap\w*|free(?!dom)\w*|releas\w*|clear\w*|hand\w*|(?:re)?open\w*"
    r"|unblock\w*|return\w*|deliver\w*|de-?min\w*|monitor\w*|observ\w*|verif\w*|cent(?:re|er)|mechanism|hot ?line)"
)
_ON_TERM = re.compile(
    rf"(?: on)? (?:an?|the|their|its) (?:[\w-]+ ){{0,3}}{_PAPER}(?: (?:in|on) [A-Z]\w+)?"
    rf" (?:to|on|for|about|covering|governing) (?:(?!(?:and|or|to|which|that)\b)[\w-]+ ){{0,5}}?{_TERM}\b"
)
_WATCH = r"(?:monitor|observ|verif|overse|supervis|watch)\w*"
# A halt that is only what is watched: "the ceasefire monitoring centre", "a centre to monitor the truce".
_WATCHED = re.compile(
    rf"\b(?:truce|cease-?fire)[ -]{_WATCH}|\b{_WATCH} (?:of |over )?(?:compliance with )?(?:the |a )?"
    rf"(?:truce|cease-?fire)"
)
_HALT = re.compile(
    r"\b(?:truce|cease-?fire|armistice|hostilities|fighting|peace|war|shelling|violence|bloodshed|fire)\b"
)
_BODY = (
    r"(?: (?:team|mission|group|body|cent(?:re|er)|committee|commission|panel|force|unit|members?|chief|head"
    r"|officials?))*"
)
_SPEAKS = re.compile(rf"{_BODY} (?:said|says|reported|told|announced|confirmed|added|noted|stated)\b")
_OPENS = re.compile(r"(?:^|,) (?:(?:an?|the|one|of|members?) )*(?:[\w.'’-]+ ){0,5}$|^(?:An?|The) (?:[\w.'’-]+ ){0,5}$")
_SOURCE = re.compile(
    rf", (?:[\w.'’-]+ ){{0,8}}(?:monitoring|monitors|observers?|verification){_BODY}"
    rf" (?:said|says|reported|told|added)\b[^,;]{{0,30}}$"
)
_SOURCE_FIRST = re.compile(
    rf"(?:An?|The|Its|Their|[A-Z]\w+['’]s) (?:[\w.'’-]+ ){{0,5}}(?:monitoring|verification){_BODY}"
    r" (?:said|reported)\b(?! (?:it|they) )"
)
_AT_WORK = re.compile(r"\b(?:monitor|observ|verif|inspect|mission|patrol)")
_SIGNED = re.compile(r"\b(?:signed|initial+ed|concluded|agreed|reached|struck|sealed|inked)\b")


def tells_nothing(words: Words, match: Match) -> bool:
    """Tell whether what was found is a paper on one term taken for a truce, or observers who are only quoted."""
    if match.rule.type == "ceasefire_monitoring":
        return is_only_quoted(words, match)
    return match.rule.type == "ceasefire_agreed" and is_of_one_term(words, match)


def is_of_one_term(words: Words, match: Match) -> bool:
    """Tell whether a paper that was signed is on a pullout, a swap or the like, and no halt is agreed with it."""
    sentence = words.span.of(words.text)
    if match.is_guess:
        signed = _SIGNED.search(sentence)
        after = sentence[signed.end() :] if signed else ""
    elif match.rule.id in _SIGNING:
        after = words.text[words.ends[match.trigger.last] : words.span.end]
    else:
        return False
    return _ON_TERM.match(after) is not None and not _HALT.search(_WATCHED.sub(" ", after))


def is_only_quoted(words: Words, match: Match) -> bool:
    """Tell whether observers are only whose word it is: "the village was quiet, a monitoring team said"."""
    trigger = match.trigger
    if match.is_guess:
        sentence = words.span.of(words.text)
        told = _SOURCE.search(sentence) or _SOURCE_FIRST.match(sentence)
        return told is not None and not _AT_WORK.search(sentence[: told.start()] + sentence[told.end() :])
    if trigger.form not in ("noun", "word", "ing"):
        return False
    before = words.text[words.span.start : words.starts[trigger.first]]
    after = words.text[words.ends[trigger.last] : words.span.end]
    return _SPEAKS.match(after) is not None and _OPENS.search(before) is not None
