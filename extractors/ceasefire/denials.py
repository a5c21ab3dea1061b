"""Tells an act that its teller denies: a report called false, a deed flatly disowned, a paper that does not exist.

Knows no speaker: whether a party's "not" is a denial is decided in claims.py, with the actors.
"""

from __future__ import annotations

import re

from extractors.ceasefire.candidates import Candidate
from extractors.ceasefire.spans import holds_any
from extractors.ceasefire.tokens import Words, word_set
from extractors.ceasefire.type_sets import FATE_OF_HALT, HOSTILE, UTTERED

# What nobody plans who says so: of anything else "no plans to" is a refusal.
_FLATLY = HOSTILE | {"territory_transfer"}
_REACH = 24

# A report of any kind turned down by a verb of any kind, before the act it is about.
_BRUSHED_OFF = re.compile(
    r"\b(?:(?:dismiss|reject|rubbish|brush|shrug|scoff|play(?!er)|scotch|quash|refut|ridicul|mock|laugh|rebuff)\w*"
    r"|wav(?:ed|es|ing)|pour(?:ed|s|ing) (?:cold|scorn)"
    r"|(?<!the )(?<!\ba )(?:contest(?:s|ed|ing)|disput(?:es|ed|ing)))\b"  # no "disputed enclave"
    r"[^.;]{0,40}?\b(?:reports?|claims?|charges?|accusations?|allegations?|talk|rumou?rs?|suggestions?|accounts?|assertions?"
    r"|stor(?:y|ies)|speculation)\b"
)
_NOT_SO = re.compile(
    r"\b(?:d(?:id|o|oes) not (?:match|correspond|square|fit|hold)|(?:not|never) borne out|no basis"
    r"|far from (?:true|the truth|accurate|certain|clear|so))\b"
    r"|\b(?:wrong|incorrect|inaccurate|premature|propaganda|misinformation|rumou?rs|nonsense|fake)\b"
)
# "Reports that the bridge has been given up are invented": what they told is denied.
_REPORT_IS_FALSE = re.compile(
    r"\b(?:[Rr]eports?|[Cc]laims?|[Ii]nformation|[Nn]ews|[Tt]alk|[Rr]umou?rs?|[Ss]tatements?|[Aa]llegations?|[Ss]tor(?:y|ies)"
    r"|[Ss]uggestions?|[Aa]ssertions?|[Ww]ord|[Aa]ccounts?) (?:that|of|about) [^;.]{5,160}? "
    r"(?:is|are|was|were) (?!not (?!true\b))(?:\w+ ){0,2}?(?:invent\w+|fabricat\w+"
    r"|(?:an? )?(?:fabrication|invention|lie|fiction|fake|hoax|falsehood)s?"
    r"|false|untrue|fake|baseless|groundless|unfounded|disinformation|nonsense|made up|concocted|not true|wrong|fantasy"
    r"|propaganda)\b"
    r"|\b(?:[Rr]eports?|[Cc]laims?|[Nn]ews|[Tt]alk|[Rr]umou?rs?|[Aa]llegations?|[Ss]tor(?:y|ies)|[Ss]peculation|[Ww]ord)"
    r" (?:that|of|about) [^;.]{5,160}? (?:ha[sd]|have|bears?|bore|is|are|was|were|remains?) (?:\w+ )?"
    r"(?:(?:nothing to do with|no relation to|no resemblance to|far from|at odds with) (?:the )?"
    r"(?:reality|truth|facts?|true)"
    r"|no (?:basis|foundation))\b"
)
_FALSE_CUES = (
    *("invent", "fabricat", "lie", "fiction", "fake", "hoax", "false", "untrue", "baseless", "groundless", "unfounded"),
    *("disinformation", "nonsense", "made up", "concocted", "not true", "wrong", "fantasy", "propaganda", "nothing to"),
    *("no relation", "no resemblance", "far from", "at odds", "no basis", "no foundation"),
)
# A deed or a plan flatly disowned by whoever is asked of it.
_NO_SUCH = re.compile(
    r"\b(?:no such|(?:know|knew|known|knows) of no|no question of|no plans? (?:to|for)|no intention of"
    r"|signed (?:up to )?nothing|not a word of truth|made no (?:such )?promise)\b"
    r"|\b(?:[Tt]here (?:is|was|are|were) no|contains? no|no) (?:\w+ )?"
    r"(?:clause|provision|paragraph|article|annex)(?:s|es)? (?:on|of|about|to) "
)
_NO_PAPER = re.compile(
    r"\b[Nn]o (?:\w+ )?(?:document|paper|text|agreement|deal|clause|point|plan|map|order)s? (?:on|of|about|to|for) "
    r"[^;.]{3,80}? (?:exists?|existed|is on the table|was (?:ever )?(?:signed|discussed|considered))\b"
)
_DISMISSING = re.compile(
    r",\s+(?:dismissing|rejecting|refuting|rebutting|brushing (?:off|aside))\s+(?:[\w'’-]+\s+){0,4}?"
    r"(?:report|claim|charge|accusation"
    r"|allegation|rumou?r|suggestion|statement|assertion|version)s?\b"
    r"|\bcontrary to (?:[\w-]+ ){0,3}(?:reports|claims)\b"
)
_WHEN = word_set("after since before when once until while")
_TURNING_DOWN = ("dismiss", "reject", "rebuff", "spurn")
_REPORTS = (
    "report",
    "claim",
    "allegation",
    "charge",
    "accusation",
    "assertion",
    "suggestion",
    "rumor",
    "rumour",
    "statement",
)


def is_denied(words: Words, candidate: Candidate) -> bool:
    """Tell whether a denial governs the act: "denied that its units had quit", "reports that ... are untrue"."""
    if candidate.type in UTTERED:
        return False
    trigger = candidate.match.trigger
    # The trigger of a guess may be the denial itself.
    left = range(candidate.begin, trigger.last + 1 if candidate.match.is_guess else trigger.first)
    right = range(trigger.last + 1, min(len(words), trigger.last + _REACH))
    has_denial = "DENY" in words.classes
    if _is_called_false(words, trigger.first):
        return True
    if has_denial and any("DENY" in words.begin[at] and not _is_turned_down(words, candidate, at) for at in left):
        return True
    if _BRUSHED_OFF.search(words.text, words.starts[candidate.begin], words.starts[trigger.first]):
        return True
    is_report = any(words.lowers[at].startswith(_REPORTS) for at in left)
    after = words.chars(trigger.last, right[-1] if right else trigger.last)
    rest = words.text[after.start : words.span.end]
    is_when = words.lowers[candidate.begin] in _WHEN  # what only dates the deed is not what is denied
    if not is_when and holds_any(rest, ("ing", "contrary")) and _DISMISSING.search(rest):
        return True
    if is_report and _NOT_SO.search(words.text, after.start, after.end):
        return True
    return is_report and has_denial and any("DENY" in words.begin[at] for at in right)


def _is_turned_down(words: Words, candidate: Candidate, at: int) -> bool:
    """Tell whether a halt itself is what the word turns down: "dismissed as a joke a truce announced by the rebels"."""
    if candidate.type not in FATE_OF_HALT or not words.lowers[at].startswith(_TURNING_DOWN):
        return False
    between = words.lowers[at : candidate.match.trigger.first]
    return "that" not in between and not any(word.startswith(_REPORTS) for word in between)


def _is_called_false(words: Words, at: int) -> bool:
    """Tell whether the word stands in a report that the sentence calls false."""
    if not holds_any(words.span.of(words.text), _FALSE_CUES):
        return False
    told = _REPORT_IS_FALSE.search(words.text, words.span.start, words.span.end)
    return told is not None and told.start() <= words.starts[at] < told.end()


def is_flatly_disowned(words: Words, candidate: Candidate) -> bool:
    """Tell whether whoever is asked of an act wants nothing of it: "there was no such attack", "has no plans to"."""
    if candidate.type not in _FLATLY:
        return False
    start, end = words.starts[candidate.begin], words.ends[candidate.match.last]
    if _NO_SUCH.search(words.text, start, end):
        return True
    told = _NO_PAPER.search(words.text, start, words.ends[candidate.end])
    return told is not None and told.start() < words.starts[candidate.match.trigger.first] < told.end()
