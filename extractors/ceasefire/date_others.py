"""The words by which a date is known to be of another thing than the verb: of men captured in May, of the town it lost.

Knows no date: every function answers a question about the words around one.
"""

from __future__ import annotations

import re

_CLOSED = re.compile(r",\s+(?:who|which|whose)\b[^,;]*$|,\s+(?:[a-z]+ed|cut|shut|held|lost)\b[^,;]*\bsince\b[^,;]*$")
_DID = (
    r"(?:[a-z]+ed|was|were|had|has|have|had\s+[a-z]+(?:en|wn|ught)|left|came|went|took|taken|broke|fell|began|begun|held|seized|struck|sent|set|shot"
    r"|met|won|lost|drove|driven|given|fled|flew|rose|hit|put|quit|brought|caught|made)"
)
# The words of a clause within the subject, up to a date: "convoys that left on", "men killed in".
_REDUCED = re.compile(
    r"\b(?:[a-z]+ed|taken|driven|given|begun|held|seized|struck|sent|put|shot|brought|caught|won|lost|made|set)\b[^,;]{0,40}$"
)
_RELATED = re.compile(rf"\b(?:who|which|that)\s+(?:[\w'’-]+\s+){{0,2}}?{_DID}\b[^,;]{{0,60}}$")
_DIRECTLY = re.compile(
    r"\s+(?:(?:then|also|finally|since|now|have|has|had|were|was|will|would|be|been|are|is)\s+){0,4}"
)
# What an act that the subject names did is of the act's own day: "shelling that began on Monday shattered the truce".
_ACT = re.compile(
    r"\b(?:fighting|clash(?:es)?|shelling|attacks?|strikes?|raids?|violence|fire|assault|offensive|blast|bombing)\s+"
    r"(?:that|which|[a-z]+ed)\b[^,;]*$",
    re.IGNORECASE,
)
_SET_OFF = re.compile(r",\s+(?:which|who|whose|where|whom)\b[^,;]*,")
# "The statement of November 9", "a truce reached in Doha on Friday": the day of the deal, not of what it brought; what
# goes on since then began with it.
_DAY_OF_DEAL = re.compile(
    r"(?<!\bsince )(?<!\bsince the )(?<!\bsince a )\b(?:[\w-]+\s+)?(?:statement|agreement|accord|deal|pact|truce"
    r"|cease-?fire|memorandum|protocol|declaration|armistice|document|measures|understanding)s?\s+"
    r"(?:of|dated|from|(?:(?:that|which)\s+(?:was|were)\s+)?(?:signed|reached|concluded|agreed|struck|adopted|brokered"
    r"|initiall?ed|sealed|announced)(?:\s+(?:in|at|by|between|with)\s[^,;]{0,40}?)?)\s+"
    r"(?:(?:on|late|early|in|last)\s+){0,2}$"
)
# A participle that says what had become of the thing before it: ", blown up by shellfire in".
_BECAME = re.compile(
    r",\s+(?:[a-z]+ed|cut|shut|held|lost|blown|taken|driven|(?:re)?built|laid|sown|seized|struck|hit|torn)"
    r"(?:\s+(?:up|off|down|out|away))?\s+(?:(?:in|by|since|from|during|after|on|at|for|over)\s+)[^,;]*$"
)
_MOST = r"worst|(?:deadli|heavi|larg|bigg|fierc|bloodi|strong|great|wid|long|high|low)est"
_RANKED = re.compile(rf"\b(?:{_MOST})\b[^,;]*$")
_HAS_LASTED = re.compile(
    r"\b(?:that|which|it|they)\b[^,;]{0,60}\bfor\s+(?:[\w-]+\s+){1,3}(?:weeks|months|years|decades)\b"
)
_TALKS = re.compile(r"\s+(?:[\w-]+\s+)?(?:talks|meeting|round|session|summit|negotiations|conference|call)\b")
_OVER = re.compile(r"[^;.]{0,50}?(?:\bdid not|\bdidn['’]t|\bnever|\bfailed to|\bcame and went)\b")
_SAME_YEAR = re.compile(r"(?:\s+\d{1,2})?,?\s+(?:of\s+)?(?:the\s+same|that)\s+year\b")
# "By that June", "was shelled that June.", and no "said that June raids".
_BY_THAT = re.compile(
    r"(?:\b(?:[Ii]n|[Bb]y|until|till|[Ss]ince|of|on|from|before|after|early|late|later|mid)[ -]that"
    r"|(?:^|[.;,\n] ?)[Tt]hat) $"
)
_THAT = re.compile(r"\bthat $")
_CLOSES = re.compile(
    r"(?: \d{1,2})?(?:[.,;:)]|$| (?:and|but|when|as|after|before|in|at|on|near|by|with|from|to|for)\b)"
)
_FOLLOWED = re.compile(r",?\s+(?:after\s+which|whereupon|when|upon\s+which)\b")
_IN_NUMBER = re.compile(r"(?<=\d),(?=\d)")
_NO_VERB = r"(?!said|says|told|added|reported|announced|claimed|confirmed|warned|denied|insisted|was|were|had|has|have)"
_PREPOSITION = (
    r"(?:near|in|of|to|from|at|around|with|by|on|for|into|over|under|through|across|between|outside|the|an?|its|their)"
)
_COUNTING = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundreds?|thousands?|dozens?|several|some"
    r"|all|many|few|both|other|newly|recently|last|first|remaining"
)
_JOINED = r"(?!.*\b(?:and|as|when|while|after|before|once|until|if|that|which|who)\b)"
# "Positions it occupied in", "the truce the rebels had declared on": a clause on a noun, with no word to join it.
_CONTACT = re.compile(
    rf"{_JOINED}[^,;]*\b(?!{_PREPOSITION}\b)[a-z]+\s+(?:it|they|he|she|the\s+[a-z-]+|[A-Z]\w+)"
    rf"\s+(?:had\s+)?(?:themselves\s+|itself\s+)?{_NO_VERB}{_DID}\b[^,;]*$"
)
_THING_DONE = re.compile(
    rf"{_JOINED}[^,;]*\b(?!(?:{_PREPOSITION}|{_COUNTING}|another|others|more|be|was|were|been|being|is|are|has|have|had)\b)[a-z-]+\s+"
    r"(?:killed|captured|taken|laid|reached|agreed|signed|brokered|declared|seized|held|deployed|driven|displaced|wounded"
    r"|lost|abducted|promised|struck|given|made|imposed|ceded|occupied|concluded|detained|announced|set|introduced|proclaimed"
    r"|established|dating|dated)\s+"
    r"(?:[\w'’-]+\s+){0,4}$"
)
_HALT_DONE = re.compile(
    rf"{_JOINED}[^,;]*\b(?:truce|cease-?fire|deal|accord|pact|agreement|armistice|lull|pause|halt|plan|statement|memorandum)\s+"
    r"(?!(?:ended|expired|collapsed|lapsed|started|entered|failed|crumbled|unravel\w+|resumed|elapsed)\b)"
    r"(?:[a-z]+ed|struck|made|put|set|drawn|given|worked|thrashed)\s+(?:[\w'’-]+\s+){0,4}$"
)
_FIRST_SINCE = re.compile(
    rf"\b(?:(?:first|{_MOST})\b[^;]*|only\b(?:(?!\b(?:has|have|had|was|were|is|are)\b)[^;])*)\bsince\b"
)
_NOT_FINITE = re.compile(r"(?:without|not|never|in|to|under|despite|\w+ing)\b")
_GOES_FINITE = re.compile(
    r"\s+(?:was|were|is|are|has|have|had|will|would|ran|took|went|came|fell|broke|expired|collapsed|lapsed|ended)\b"
)
_OWN_RELATIVE = re.compile(r"\s*(?:(?:for|of|in|on|to|between)\s+[\w\s'’-]{0,30}?)?,?\s*(?:that|which|who)\b")
_THAT_DID = re.compile(
    r"(?:\s+of\s+(?:[\w'’-]+\s+)?[\w'’-]+)?\s+(?:that|which)\s+(?:[a-z]+ed|broke|began|left|took|went|came|rang|hit|shook|was|were|has|have|had"
    r"|(?:is|are|will|would|could|may|was|were)\s+(?:to\s+|due\s+to\s+)?(?:start|begin|take|come|open|run|last|end|go|enter)"
    r")\b"
)


def is_day_of_deal(before: str) -> bool:
    """Whether the words before a date make it the day of a deal: "the statement of", "a truce signed in Minsk on"."""
    return _DAY_OF_DEAL.search(before) is not None


def aside_before(text: str, start: int, end: int) -> int | None:
    """Give where the aside begins that a date at `end` closes: ", captured in", or None."""
    found = _BECAME.search(text, start, end)
    return found.start() if found else None


def is_ranked(before: str) -> bool:
    """Whether a span of time is what something is the first or the worst of: "the deadliest breach this year"."""
    return _RANKED.search(before) is not None


def without_asides(between: str) -> str:
    """Give the words without the relative clauses that commas set off: ", which cuts the strip in two,"."""
    return _SET_OFF.sub(" ", between) if "," in between else between


def is_closed(before: str, between: str, verb: str) -> bool:
    """Whether a date ends a clause of the subject: "rebels, who came last week, have", "men killed in 2014 were"."""
    if between.startswith(","):
        return _CLOSED.search(before) is not None
    if _DIRECTLY.fullmatch(between) and not _NOT_FINITE.match(verb):
        if _ACT.search(before):
            return False
        return _RELATED.search(before) is not None or _REDUCED.search(before) is not None
    return _REDUCED.search(before) is not None and _GOES_FINITE.match(between) is not None


def is_of_another(between: str, *, is_deal: bool) -> bool:
    """Whether the words between a verb and a date tell a thing's own past: "men killed in", "the town it lost in"."""
    between = _IN_NUMBER.sub("", between)
    if _CONTACT.match(between):
        return True
    return not is_deal and (_THING_DONE.match(between) or _HALT_DONE.match(between)) is not None


def is_last_time(before: str) -> bool:
    """Whether what follows is the last time before this one: "the first since", "for the first time since"."""
    return _FIRST_SINCE.search(before) is not None


def has_own_relative(between: str) -> bool:
    """Whether a noun goes on "that flared", "which killed": what its relative clause tells is the event itself."""
    return _THAT_DID.match(between) is not None


def past_relative(between: str) -> str:
    """Give the words after the "that" of "the deal that silenced the guns on ...": they speak of the deal itself."""
    found = _OWN_RELATIVE.match(between)
    return between[found.end() :] if found else between


def opens_clause(gap: str, clause: str) -> bool:
    """Whether a date stands right before a clause with a subject of its own: "on November 9 a statement was signed"."""
    return gap == " " and _GOES_FINITE.match(gap + clause) is None


def has_lasted(clause: str) -> bool:
    """Whether a halt is only said to have held for long: "a calm that both have kept to for 21 months"."""
    return _HAS_LASTED.search(clause) is not None


def are_talks(text: str, end: int) -> bool:
    """Whether talks follow a date at `end`, which is theirs: "stayed away from Tuesday's talks"."""
    return _TALKS.match(text, end) is not None


def is_over(text: str, end: int, sentence_end: int) -> bool:
    """Whether the planned day at `end` is told to have gone by: "due on Monday did not take place"."""
    return _OVER.match(text, end, sentence_end) is not None


def is_of_same_year(text: str, start: int, end: int) -> bool:
    """Whether a month is one of a year told before: "October of the same year", "that June"."""
    if _SAME_YEAR.match(text, end) or _BY_THAT.search(text, max(0, start - 16), start):
        return True
    return _THAT.search(text, max(0, start - 6), start) is not None and _CLOSES.match(text, end) is not None


def is_followed(text: str, end: int) -> bool:
    """Whether what comes after a date at `end` happened then: "the pact of June 1999, after which"."""
    return _FOLLOWED.match(text, end) is not None
