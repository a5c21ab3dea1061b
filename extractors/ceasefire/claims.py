"""Tells a bare report from a rival's charge and a denial, by whose word an act is (codebook questions 23 and 25).

Knows no tense: it starts from the status that the wording gave.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.ceasefire.actors import ActorHit
from extractors.ceasefire.attribution import Attribution
from extractors.ceasefire.candidates import Candidate
from extractors.ceasefire.patterns import GUESS
from extractors.ceasefire.roles import Roles
from extractors.ceasefire.spans import Span
from extractors.ceasefire.tokens import Words
from extractors.ceasefire.type_sets import FOUGHT, HOSTILE
from extractors.records import Mention

# A reason that one side gives for what it does: "ordered strikes, saying Iran had fired missiles".
_SAYING = re.compile(
    r",\s+(?:saying|claiming|alleging|complaining|charging|arguing) (?:that )?"
    r"(?!(?:its|it|they|their|he|his|she|her|we|our)\b)(?:(?!(?:they|it|which|that|who)\b)[\w.'’-]+ ){1,4}?"
    r"(?:had|has|have|was|were) (?:\w+ ){0,2}$"
)
# Acts that a rival charges the other with; everything else is done openly.
_DISOWNED = HOSTILE | {"ceasefire_agreed", "ceasefire_ended"}
_NEUTRAL = frozenset({"body"})
_WITNESS = ("observer", "monitor", "mediator", "witness")
_SIDE_SAYS = re.compile(
    r"\b(?:[Ff]ighters|[Aa]uthorities|[Oo]fficials|[Rr]ebels|[Ss]eparatists|[Mm]ilitia|[Ii]nsurgents|[Gg]uerrillas|[Mm]ilitants"
    r"|[Vv]illagers|[Rr]esidents|camps|sides)(?: (?:in|of) (?:[a-z]+ )?[A-Z][\w-]+| in the \w+)?"
    r" (?:say|said|reported?|alleged?|claimed?|spoke of|speak of|told of|heard|complain\w*)\b"
    r"(?: (?:on|late on|in) [A-Z]\w+(?: \d{1,2})?)?(?: that)?"
)
# Those of them who may tell of their own side's deeds too.
_STATES = frozenset(
    {"army", "military", "ministry", "government", "junta", "official", "officials", "command", "governor"}
)
_OWN = re.compile(r" (?:its|it|they|their|his|he|she|her|we|our)\b")
_SUFFERED = frozenset({"came", "come", "coming", "comes", "were", "was", "been", "died", "dies", "perished"})
_REACH = 12
# Whose word closes the sentence, where no list names them: ", the rebels said", ", the ministry reported".
_TAIL = re.compile(
    r",\s+(?:the\s+|an?\s+|its\s+|local\s+)?(?:[\w.'’-]+\s+){0,4}?(?P<who>mayor|defenders|rebels|guerrillas|separatists"
    r"|insurgents|army|military|ministry|government|junta|militia|officials?|command|governor)(?:['’]s)?\s+(?:spokes\w+\s+)?"
    r"(?:said|says|reported|claimed|charged|announced)\b|,\s+(?:[\w.'’-]+\s+){1,5}?(?:charged|complained|alleged)\b"
)
# A victim's own men and words: at the joint centre that hears complaints, in a bulletin, of "the enemy".
_VICTIM = re.compile(
    r",\s+(?:the|an?)\s+(?:[\w.'’-]+\s+){0,6}?(?:mission|office)\s+(?:[\w.'’-]+\s+){0,6}?to the (?:[Jj]oint|JCCC)\b"
    r"|,\s+(?:the\s+)?(?:[\w.'’-]+\s+){0,4}?(?:[Mm]inistry|it|headquarters|sources)\s+(?:specified|added|said|stressed)\b"
    r"|\baccording to (?:the |an? )?(?:[\w-]+ ){0,3}(?:council|authorities|officials|mayor|governor|sources|government"
    r"|army|military|ministry|rebels|opposition|activists|residents)\b"
    r"|\b[Ii]n the words of\b|\b[Tt]he enemy\b|\bblamed on\b",
)


_DENYING = re.compile(r",\s+denying\s+(?:[\w'’-]+\s+){0,4}?(?:report|claim|charge|accusation|allegation)s?\b")
_EACH_BLAMED = re.compile(
    r"\b(?:[Ee]ach|[Bb]oth|[Tt]he two)\b(?: \w+)? (?:blamed|blames?|accused?|accuses)\b[^;.]{0,40}? "
    r"(?:after|for|over|when) [^;.]*$"
    r"|\b(?:[Ee]ach|[Bb]oth)\b[^;.]{0,30}? (?:said|saying|says?|claim\w*)\b[^;.]{0,20}? the other [^;.]*$"
    r"|\b[Tt]raded (?:blame|accusations)\b[^;.]{0,30}? (?:after|for|over|when) [^;.]*$"
)
_CALLED = re.compile(
    r"\b(?:called|calls|described|describes|branded|denounced|labell?ed|termed) "
    r"(?:\S+ ){1,7}?(?:as )?an? (?:[\w-]+ ){0,3}$"
)
_CLAIMED = re.compile(r"\bclaim(?:s|ed|ing)? (?:\w+ \w+ )?to have\b")
# The dead of those who tell of it.
_LOSS = re.compile(
    r"\b(?:was|were|been|had|have|has) (?:been )?(?:\w+ly )?(?:killed|wounded|injured|hit|struck)\b"
    r"|\bdied\b|\b(?:killed|wounded) by\b"
)
# A count kept by observers, or by no one named: "two violations were recorded".
_NOTED = re.compile(
    r"\b(?:was|were|been) (?:\w+ly )?(?:recorded|noted|registered|logged|detected|counted|documented)\b"
    r"|\b(?:commission|mission|command|cent(?:er|re)|monitors|observers|peacekeepers) (?:\w+ )?"
    r"(?:recorded|noted|registered|logged|detected|counted|documented)\b"
)
# A joint commission counts for both, whichever side of it does so.
_JOINTLY = re.compile(
    r"\bcommission\b(?: (?!that\b|and\b)[\w.'’-]+){0,7} (?:record|not|regist|logg|detect|count|document)(?:er)?ed\b"
)
# Words that lay a breach at someone's door, and the classes of those who may do so without taking a side.
_BLAMING = frozenset({"violation.violate", "violation.anaphor", "violation.strains"})
_WITNESSES = frozenset({"MONITORS", "BODY", "PEACEKEEPERS"})


# A count or a word of violence in the mouth of one side: "Dushanbe spoke of shelling", "put the number of raids at 26".
_SPOKEN_OF = re.compile(
    r"(?<!was )(?<!were )(?<!been )\b(?:spoke of|speaks? of|speaking of|told of|tells of"
    r"|complain(?:s|ed|ing)? (?:of|about)"
    r"|report(?:s|ed|ing)|count(?:s|ed)|list(?:s|ed)|logged|cit(?:es|ed|ing)|recorded|noted"
    r"|put the (?:number|count|tally|total) of)(?! by\b) "
    r"(?:(?!(?:that|to|and|but|said|was|were|had|has|its|their|no|of its|who|which)\b)[\w'’-]+ ){0,7}$"
)
_BYSTANDER = re.compile(
    r"\b(?:[Ww]itness\w*|[Rr]eporters?|[Jj]ournalists?|[Cc]orrespondents?|[Aa]gency|[Tt]elevision)\b"
)


_BARE_LAND = re.compile(
    r"\b(?:(?:square|sq\.?) ?(?:kilomet|mile|km)"
    r"|(?:kilomet(?:er|re)s?|km|miles)(?!\)? (?:\([^)]*\) )?(?:to the )?(?:from|north|south|east|west|away|off|outside"
    r"|inside|beyond|behind|deep|along|down|up|inland))|hectares|acres"
    r"|(?:a|several|some|two|three|four|five|\d+) (?:\w+ ){0,2}(?:hills?|heights?|ridges?|posts?|positions?|pastures?)"
    r"|the (?:heights|ridge)|(?:its|[A-Z]\w+) (?:sovereign )?(?:land|soil|territory))\b"
)


# What closes a charge in words of any kind: ", a claim the rebels rubbished", "; Kyiv said it was abiding by the deal".
_RETORT = re.compile(
    r"[,;]\s+(?:but |while |though |although |and |whereas )?"
    r"(?P<quote>(?:which|(?:an?|the) (?:charge|claim|account|allegation|report|accusation|version)s?(?: that| which)?)"
    r" (?:[\w.'’-]+ ){1,5}?(?:den(?:ies|ied|y)|disput\w+|reject\w*|rubbish\w+"
    r"|dismiss\w*|contest\w*|brush\w+|shrug\w+|label\w+|brand\w*|wav\w+|refut\w+|scorn\w*|ridicul\w+|mock\w*"
    r"|puts? (?:\w+ )?down to|laugh\w*|explain\w* away)[^.;]*"
    r"|(?:an?|the) (?:charge|claim|account|allegation|report|accusation|version)s?(?: that| which)?"
    r" (?:[\w.'’-]+ ){1,5}?(?:call\w*|describ\w*|term\w*|dubb\w*)[^.;]*"
    r"|(?:[\w.'’-]+ ){1,5}?(?:says?|said|insist\w*|counter\w*|repl\w+|retort\w*|maintain\w*|assert\w*|stress\w*"
    r"|declare[sd]?|protest\w*|swore|claim(?:s|ed)?) (?:that )?"
    r"(?!it (?:is|was) (?:\w+ )?(?:aware|clear|certain|sure|possible|likely|ready|open|willing|prepared)\b)"
    r"(?:(?:it|they|(?:all )?its (?:own )?\w+|(?:all )?their (?:own )?\w+)"
    r" (?:(?:is|are|was|were|had|has|have|never|only|merely|not|been) ){1,3}[^.;]*"
    r"|(?:no|none of (?:its|their)|not (?:a|one)) (?:[\w-]+ ){1,4}?(?:had|has|have|was|were) [^.;]*"
    r"|(?:that|this) (?:was|is) (?:not so|not true|untrue|false|a lie|nonsense|wrong)[^.;]*))"
)


# The narrator leaves the word to one side: "over what it called 54 breaches", "land it says their troops seized".
_WHAT_IT_CALLS = re.compile(
    r"\b(?:what|(?:an?|the) (?:move|act|action|step|raid|incident|operation)(?: (?:that|which))?)"
    r" (?:[\w.'’-]+ ){1,4}?(?:calls?|called|says?|said|describe[ds]?|termed?|denounced?|branded) "
    r"(?:(?:[\w-]+ ){0,3}and [A-Z]\w+ )?(?:as |is |was |were )?(?:an? )?(?:[\w-]+ ){0,3}$"
    r"|\b(?:it|they) (?:say|says|said|claims?|claimed) (?:[\w-]+ ){0,3}$"
)


# A rival's word named by a noun, before it is answered: "in reply to Yerevan's statement that soldiers had crossed".
_CHARGE_THAT = re.compile(
    r"['’]s? (?:[\w-]+ ){0,2}(?:statement|claim|report|allegation|charge|assertion|complaint|accusation)s? that"
    r" [^,;]{0,60}$"
)


def is_victims_word(words: Words) -> bool:
    """Tell whether a sentence that tells of a breach is the word of its victim, by the way it is put."""
    return _VICTIM.search(words.text, words.span.start, words.span.end) is not None


def is_alleged(
    words: Words,
    candidate: Candidate,
    said: Sequence[Attribution],
    hits: Sequence[ActorHit],
    roles: Roles,
    is_passive: bool,
    parties: Sequence[str] = (),
) -> bool:
    """Tell whether a hostile act is a charge: accused in so many words, or told by another side than the doer.

    Of an act in the passive ("its posts were fired on") the speaker is taken for the victim. A state that has no foe
    among `parties`, the sides of the document's conflict, is no rival.
    """
    if candidate.type not in HOSTILE:
        return False
    left = range(max(candidate.begin, candidate.match.first - _REACH), candidate.match.trigger.last + 1)
    if any("ACCUSE" in words.begin[at] for at in left) or "violation.blame" in candidate.rules:
        return True
    clause = words.text[words.starts[candidate.begin] : words.ends[candidate.end]]
    if _JOINTLY.search(clause) or (not roles.source_actors and _NOTED.search(clause)):
        return False
    if _is_left_to_a_side(words, candidate):
        return True
    if not _BLAMING.isdisjoint(candidate.rules) and "SAY" in words.classes and words.classes.isdisjoint(_WITNESSES):
        return True
    over = _speeches(words, candidate, said)
    if any(one.act in ("accuses", "claims", "alleges") for one in over):
        return True
    is_group = any(hit.kind == "armed_group" and hit.actor_id in roles.source_actors for hit in hits)
    if not over and (_is_told_by_a_side(words, candidate) or _is_closed_by_a_side(words, candidate, is_group)):
        return True
    if candidate.type in FOUGHT and _is_spoken_of(words, candidate):
        return True
    if candidate.type == "territory_capture" and not _is_of_bare_land(words, candidate):
        return False  # both sides tell of a town that fell: only a word of doubt makes it a charge
    speakers = [one.attributed_to for one in over] or ([roles.attributed_to] if roles.attributed_to else [])
    is_attack = candidate.match.rule.id.startswith(("clash.", "violation.told", "violation.strains", GUESS))
    is_victim = is_attack and (is_passive or words.lowers[candidate.match.trigger.first] in _SUFFERED)
    speakers = [one for one in speakers if not _is_outsider(one, hits, parties)]
    return any(_is_rival(speaker, hits, () if is_victim else roles.source_actors) for speaker in speakers)


def _is_of_bare_land(words: Words, candidate: Candidate) -> bool:
    """Tell whether what was taken is a strip of land, which its loser charges and its taker will not own to."""
    return _BARE_LAND.search(words.text, words.starts[candidate.match.first], words.ends[candidate.end]) is not None


def _is_spoken_of(words: Words, candidate: Candidate) -> bool:
    """Tell whether violence is named, not told, and by no observer: "residents spoke of bursts of fire"."""
    trigger = candidate.match.trigger
    if trigger.form not in ("noun", "word", "ing") or not words.classes.isdisjoint(_WITNESSES):
        return False
    left = words.text[words.starts[candidate.begin] : words.starts[trigger.first]]
    return _SPOKEN_OF.search(left) is not None and _BYSTANDER.search(left) is None


def _is_left_to_a_side(words: Words, candidate: Candidate) -> bool:
    """Tell whether the words of the act are put as one side's: "claimed to have", "what it called", "the enemy"."""
    start = words.starts[candidate.match.first]
    if _EACH_BLAMED.search(words.text, words.span.start, start):
        return True
    is_breach = candidate.type == "ceasefire_violation" and words.classes.isdisjoint(_WITNESSES)
    if is_breach and _CALLED.search(words.text, words.span.start, words.starts[candidate.match.trigger.first]):
        return True
    if _CLAIMED.search(words.text, words.starts[candidate.begin], words.starts[candidate.match.trigger.last]):
        return True
    if candidate.type in FOUGHT and _SAYING.search(
        words.text, max(words.span.start, start - 90), words.starts[candidate.match.trigger.first]
    ):
        return True
    if _CHARGE_THAT.search(words.text, max(words.span.start, start - 90), start):
        return True
    if _WHAT_IT_CALLS.search(words.text, max(words.span.start, start - 80), start):
        return True
    return candidate.type == "ceasefire_violation" and is_victims_word(words)


def _is_outsider(speaker: str, hits: Sequence[ActorHit], parties: Sequence[str]) -> bool:
    known = [hit for hit in hits if speaker in (hit.actor_id, hit.state)]
    sides = {side for hit in known for side in (hit.actor_id, hit.state, *hit.rivals)}
    return len(parties) > 1 and bool(known) and sides.isdisjoint(parties)


def _is_told_by_a_side(words: Words, candidate: Candidate) -> bool:
    """Tell whether men of one side, whom no list names, report an act that is not their own."""
    start = words.starts[candidate.match.first]
    told = _SIDE_SAYS.search(words.text, max(words.span.start, start - 120), start)
    return told is not None and not _OWN.match(words.text, told.end())


def is_disowned(words: Words, candidate: Candidate, said: Sequence[Attribution], hits: Sequence[ActorHit]) -> bool:
    """Tell whether a party says of a hostile act that it was not done: "the Kremlin said its forces had not ..."."""
    if candidate.type in _DISOWNED and _DENYING.search(words.text, words.ends[candidate.match.last], words.span.end):
        return True
    speakers = [one.attributed_to for one in _speeches(words, candidate, said)]
    return candidate.type in _DISOWNED and any(_is_rival(speaker, hits, ()) for speaker in speakers)


def _speeches(words: Words, candidate: Candidate, said: Sequence[Attribution]) -> list[Attribution]:
    """Give the acts of speech whose word the candidate is."""
    start = words.chars(candidate.match.first, candidate.match.last).start
    return [one for one in said if one.scope_start <= start < one.scope_end]


def _is_closed_by_a_side(words: Words, candidate: Candidate, is_group: bool) -> bool:
    """Tell whether an act is the word of a side that no list names and that is not the doer: ", the rebels said".

    `is_group` says that the doer is an armed group: then an army that tells of it is its foe.
    """
    last = words.ends[candidate.match.last]
    tail = _TAIL.search(words.text, last, words.span.end)
    if tail is None:
        return False
    is_loss = _LOSS.search(words.text, words.starts[candidate.begin], words.ends[candidate.end]) is not None
    if candidate.type != "ceasefire_violation" and tail.group("who") in _STATES and not (is_group or is_loss):
        return False
    doer = words.text[words.starts[candidate.begin] : last].lower()
    return not (tail.group("who") and tail.group("who") in doer)


def _is_rival(speaker: str, hits: Sequence[ActorHit], doers: Sequence[str]) -> bool:
    known = [hit for hit in hits if hit.actor_id == speaker or hit.state == speaker]
    if any(hit.kind in _NEUTRAL for hit in known):
        return False
    sides = {speaker, *(hit.state for hit in known if hit.state)}
    if sides & set(doers):
        return False
    return not speaker.lower().startswith(_WITNESS)


def charge_of(words: Words, found: Sequence[Mention], before: Sequence[Mention]) -> Mention | None:
    """Give what a denial is about: the charge told last, else the hostile act that its sentence tells and disowns."""
    charges = (each for each in (*reversed(found), *before[-1:]) if each.status == "alleged")
    told = (each for each in reversed(found) if each.type in HOSTILE and each.status == "actual")
    return next(charges, None) or (next(told, None) if "DENY" in words.classes else None)


def denial_clause(words: Words, marks: Sequence[bool], taken: Sequence[Candidate]) -> Span | None:
    """Give the clause that denies what another clause charges, if it holds no event of its own."""
    for at, hits in enumerate(words.begin):
        if "DENY" not in hits:
            continue
        begin, end = at, hits["DENY"].last
        while begin > 0 and not marks[begin] and words.lowers[begin - 1] not in (",", ";"):
            begin -= 1
        while end + 1 < len(words) and not marks[end + 1] and words.lowers[end + 1] not in (",", ";", "."):
            end += 1
        span = words.chars(begin, end)
        if "confirm nor" in span.of(words.text):
            return None
        if end - begin >= 2 and not any(span.overlaps(_core(words, each)) for each in taken):
            skip = words.lowers[begin] in ("but", "while", "and", "whereas", ",", ";")
            return words.chars(begin + skip, end)
    told = _RETORT.search(words.text, words.span.start, words.span.end)
    retort = Span(*told.span("quote")) if told else None
    return None if retort is None or any(retort.overlaps(_core(words, each)) for each in taken) else retort


def _core(words: Words, candidate: Candidate) -> Span:
    return words.chars(candidate.match.first, candidate.match.last)
