"""Remembers, sentence by sentence, whether a halt is in force, so that an armed act is read as its breach.

Knows one document and no pinned truce. The rule is codebook question 12: after it took effect and before it ended, by
a side bound by it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from extractors.ceasefire.tokens import Words, word_set
from extractors.records import Mention

_AFTER = re.compile(
    r"\b(?:still|hours? (?:after|later)|by (?:noon|evening|midday|dusk|nightfall|dawn|midnight|daybreak|morning)|later"
    r"|afternoon|again|since|minutes|until (?:morning|dawn|dusk|daybreak|nightfall|noon)|within (?:an? |the )?hours?"
    r"|(?:went|gone|going|kept|carried|carrying) on|as it (?:came|took|went|began|set|kicked)|regardless|all the same"
    r"|an hour (?:in|past|on))\b",
    re.IGNORECASE,
)
# An undated look back at the war that the halt stopped: "air strikes had killed 90 people", "the clashes left 49 dead",
# "it launched its campaign after the raid".
_LOOKS_BACK = re.compile(
    r"\bhad (?:been |also |already |never )?[a-z]{2,}(?:ed|en|t|d|ght|ung|ought|uck|aken)\b"
    r"|^(?:After |In |During )?(?:The|the) (?:\w+ )?(?:fighting|clashes|violence|hostilities|conflict|war|battles"
    r"|bloodshed"
    r"|exchanges?|campaign|offensive|air strikes|raids) (?:[\w'’-]+ ){0,6}?(?:left|killed|cost|claimed|displaced|drove"
    r"|forced|destroyed|began|started|erupted|broke out|followed|was the|were the|lasted|spread)\b"
    r"|\b(?:launched|began|started) (?:its|their|the) (?:[\w-]+ ){0,3}?(?:campaign|offensive|operation|war|invasion)\b"
)
REPORTED = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|report\w*|told|claim\w*|add(?:ed|ing)|accus\w+|alleg\w+|according|announc\w+|wrote"
    r"|stat(?:ed|ing)"
    r"|complain\w*|insist\w*|charg\w+|not(?:ed|ing)|confirm\w*|den(?:y|ied|ies)|count\w*|record\w*|acknowledg\w*)\b"
)
_SHATTERED = re.compile(
    r"shatter|put an end to|f[ea]ll apart|unravel|collaps|c[ao]me to an end|in tatters|crumbl|br[eo]ke down"
)
_BEGINS = frozenset(
    {"ceasefire_in_effect", "ceasefire_agreed", "ceasefire_declared", "ceasefire_extended", "ceasefire_violation"}
)
_OF_ALL = frozenset({"ceasefire_agreed", "ceasefire_violation"})


@dataclass(slots=True)
class TruceState:
    """Since when a halt is in force in the story; `since` is None while none is. `has_breach`: one was told. `bound`
    are those who declared it alone; nobody where it binds all. `is_guess`: no more is known than that it was broken on
    that day, so that it began before."""

    since: date | None = None
    bound: tuple[str, ...] = ()
    is_broken: bool = False
    has_breach: bool = False
    is_guess: bool = False

    def read(self, mention: Mention) -> None:
        """Take note of what one mention says of the halt."""
        if mention.is_background:
            return
        if mention.event_date is not None and _is_kept(mention) and self.since is None and not self.is_broken:
            self.since = mention.event_date - timedelta(days=1)
            return
        if mention.status in ("hypothetical", "denied", "negated"):
            return
        if mention.type == "ceasefire_ended" and mention.status == "actual":
            self.since, self.is_broken = None, True
            return
        self.has_breach = self.has_breach or mention.type == "ceasefire_violation"
        if (
            mention.type == "ceasefire_in_effect"
            and mention.status == "scheduled"
            and self.since
            and mention.event_date
        ):
            self.since = max(self.since, mention.event_date)  # made, but yet to begin
        if mention.type in _BEGINS and mention.status in ("actual", "alleged") and not self.is_broken:
            day = mention.event_date
            if mention.type == "ceasefire_declared" and self.since is None:
                self.bound = mention.source_actors
            elif mention.type in _OF_ALL:
                self.bound = ()
            is_new = self.since is None or mention.type == "ceasefire_in_effect"
            if day is not None and (is_new or (self.is_guess and day < (self.since or day))):
                self.since, self.is_guess = day, mention.type == "ceasefire_violation"

    def is_breach(self, mention: Mention, sentence: str) -> bool:
        """Tell whether an armed clash came while the halt was in force; on its first day only a cue tells."""
        if self.since is None or mention.is_background or mention.event_date is None:
            return False
        first = mention.event_date
        if mention.type != "armed_clash" or mention.date_basis == "none":
            return False
        if self.bound and mention.source_actors and set(self.bound).isdisjoint(mention.source_actors):
            return False  # a halt of one side alone binds no one else
        if self.is_guess and any(count.kind == "violations" for count in mention.counts):
            return True  # so many since a day before the charge
        return first > self.since or (first == self.since and (self.has_breach or bool(_AFTER.search(sentence))))


def looks_back(mention: Mention, sentence: str) -> bool:
    """Tell whether an undated act, in the narrator's own words, is one of the war before the halt."""
    if mention.date_basis not in ("publication", "dateline") or mention.attributed_to or mention.status != "actual":
        return False
    if _AFTER.search(sentence) or _LOOKS_BACK.search(mention.quote) is None:
        return False
    return REPORTED.search(sentence) is None


def _is_kept(mention: Mention) -> bool:
    """Tell whether a halt was in force before the day it is told of: one that is observed, or that no one broke."""
    if mention.type == "ceasefire_violation":
        return mention.status == "negated"
    is_told = mention.type == "ceasefire_in_effect" and mention.status == "actual"
    return is_told and mention.date_basis == "publication" and "in_effect.observe" in mention.rules


def shatters(mentions: Sequence[Mention]) -> bool:
    """Tell whether a mention of the sentence says that fighting broke a halt (settled question 7)."""
    return any(each.type == "ceasefire_ended" and _SHATTERED.search(each.quote) for each in mentions)


# Before the halt: what says by itself that it was in force, and what does so only with a length of time beside it.
_AGAINST = word_set(
    "despite notwithstanding defiance violation breach contravention disregard spite flouting mocking ignoring defying "
    "contempt contrary"
)
_ALTHOUGH = word_set("though although while")
_WITHIN = word_set("since during throughout")
_TIMED = word_set("into after of")
_AGES = word_set("minute minutes hour hours day days night week weeks month months")
_NTH = word_set("first second third fourth fifth sixth seventh last same whole entire latest")
_IS = word_set("is was are were be been now declared pronounced deemed officially")
_SAID_OVER = word_set("declared declares declaring pronounced pronouncing considered")
_SHAKY = word_set("fragile shaky uneasy tenuous brittle nominal supposed existing current")
_PAST_IT = word_set(
    "expiry expiration end ended ending lapse lapsed collapse collapsed breakdown demise die died dies quit ahead"
)
_BEGUN = frozenset({"TAKE_EFFECT", "TAKE_FORCE", "SIGNED", "SIGN", "DECLARE", "EXTEND"})
_YEARS = frozenset({"YEAR"})
_FORCED = frozenset({"TAKE_EFFECT", "TAKE_FORCE"})
_WANTED = frozenset({"PROPOSE", "PROPOSAL", "CALL", "TALKS", "TALKS_ONLY", "WISH"})
_ENDED = frozenset({"END_ITSELF", "OVER"})
_HOLDS = frozenset({"TAKE_EFFECT", "OBSERVE", "STILL_VALID"})
_HALTS = frozenset({"ANYHALT", "DEAL"})
_LEFT, _FAR, _RIGHT, _NEAR = 7, 20, 6, 3
# The age of a halt that its sentence names: "an hour after it was to have set in", "days into the pact".
_ITS_AGE = re.compile(
    r"\b(?:minutes?|hours?|days?|nights?|weeks?|moments)"
    r" (?:into (?:it|its|the (?:deal|accord|agreement|pact|understanding))\b"
    r"|after (?:it|they|the (?:deal|accord|agreement|pact|understanding))"
    r" (?:(?:had|was|were|supposed|meant|due|to|have|officially|formally) ){0,5}"
    r"(?:sets? in|(?:took|takes?|taken) (?:effect|hold|force)|c[ao]me into|went into|gone into|start"
    r"|beg[aiu]n|enter|kick|signed|announced|declared|agreed))"
    r"|\bwith (?:the|its|their) (?:\w+ )?(?:truce|cease-?fire|pause|halt) (?:\w+ ){1,3}(?:hour|day|week|month)s? old\b"
)


# The act that began the halt, where it has no name: "the first clash since the two sides silenced their guns".
_STOPS = frozenset({"HOLD_FIRE", "LAY_DOWN", "CEASED", "FALL_SILENT"})
_SINCE_THEN = re.compile(
    r"\b(?:since|despite|(?:hours?|days?|weeks?|months?|minutes?) after) (?:[\w'’-]+ ){1,6}?(?:silenced|laid down"
    r"|(?:stopped|ceased) (?:fire|firing|shooting|fighting|shelling)|held their|put down|fell silent|stood down)\b"
)


def tells_of_force(words: Words) -> bool:
    """Tell whether the sentence itself says that a halt was in force: "despite the truce", "a day into the pause"."""
    if "IN_FORCE" in words.classes:
        return True
    if not words.classes.isdisjoint(_STOPS) and _SINCE_THEN.search(words.text, words.span.start, words.span.end):
        return True
    if words.classes.isdisjoint(_HALTS):
        return False
    if "ANYHALT" in words.classes and _ITS_AGE.search(words.text, words.span.start, words.span.end):
        return True
    return any(
        _is_in_force(words, at, hit.last)
        for at, hits in enumerate(words.begin)
        for hit in (hits.get("ANYHALT") or hits.get("DEAL"),)
        if hit is not None
    )


def _is_in_force(words: Words, first: int, last: int) -> bool:
    """Tell whether words to the left of a halt, or its age, put it in force, and none to the right says it is over."""
    after = range(last + 1, min(len(words), last + 1 + _RIGHT))
    if any(_says_over(words, at) for at in after) or _reads(words, after[:1], _WANTED):
        return False
    if first and last > first and words.lowers[first] in _AGES and _is_one_of_many(words.lowers[first - 1]):
        return True
    return _by_what_stands_before(words, first, after)


def _by_what_stands_before(words: Words, first: int, after: range) -> bool:
    """Tell whether words to the left of a halt put it in force."""
    for at in range(first - 1, max(-1, first - 1 - _FAR), -1):
        word, between = words.lowers[at], range(at + 1, first)
        if len(between) > _LEFT and not (word == "after" and _reads(words, between, _BEGUN)):
            continue
        if _reads(words, between, _WANTED) or word in ("before", "until", ";", "no", "ending"):
            return False
        if word in _AGAINST or word in _SHAKY or (word.endswith("-old") and at == first - 1):
            return True
        if word in _ALTHOUGH and len(between) <= _NEAR and "ANYHALT" in words.begin[first]:
            return _reads(words, after, _HOLDS if word == "while" else _HOLDS | _BEGUN)
        if word in _WITHIN and _reads(words, between, _YEARS):
            return False
        if word in _WITHIN or (word == "after" and at and words.lowers[at - 1] not in _AGES):
            is_told = word != "after" or _reads(words, after, _BEGUN) or _reads(words, between, _BEGUN)
            is_halt = "ANYHALT" in words.begin[first] or (word == "since" and _reads(words, after, _FORCED))
            return is_told and is_halt
        is_over = not _PAST_IT.isdisjoint(words.lowers[at + 1 : first])
        if word in _TIMED and not _AGES.isdisjoint(words.lowers[max(0, at - 3) : at]):
            return not is_over
        if "STRAIN" in words.begin[at]:
            return "ANYHALT" in words.begin[first]
    return False


def _says_over(words: Words, at: int) -> bool:
    """Tell whether a word says that the halt is over; in "a truce they argued over" it does not."""
    hits = words.begin[at]
    if words.lowers[at - 1] in _IS:
        return not _ENDED.isdisjoint(hits)
    is_said = not _SAID_OVER.isdisjoint(words.lowers[max(0, at - _LEFT) : at])
    is_mere = words.lowers[at] == "over" and not is_said and "END_ITSELF" not in hits
    return not is_mere and not _ENDED.isdisjoint(hits)


def _is_one_of_many(word: str) -> bool:
    """Tell whether a day of a halt is counted or weighed against its others: "the third", "the bloodiest day of it"."""
    return word in _NTH or (word.endswith("est") and len(word) > len("best"))


def _reads(words: Words, where: range, classes: frozenset[str]) -> bool:
    return any(not classes.isdisjoint(words.begin[at]) for at in where)
