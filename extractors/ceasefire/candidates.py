"""Picks the events of one sentence from all pattern matches: one of each type a clause, the most specific type first.

Knows no status: two readings of the same words are told apart by type and confidence alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractors.ceasefire import bare_talks, clauses, one_act, papers
from extractors.ceasefire.attribution import Attribution
from extractors.ceasefire.patterns import Match
from extractors.ceasefire.spans import Span
from extractors.ceasefire.tokens import Words

# A type on the left takes the place of those on the right when both read the same words (codebook, rules of choice).
_BEATS = {
    "ceasefire_violation": {"armed_clash", "territory_capture"},
    "territory_transfer": {"territory_capture", "troop_withdrawal"},
    "peacekeeper_deployment": {"troop_withdrawal", "territory_transfer"},
    "ceasefire_monitoring": {"peacekeeper_deployment", "peace_talks"},
    "prisoner_exchange": {"territory_transfer", "troop_withdrawal", "displaced_return"},
    "ceasefire_rejected": {"ceasefire_agreed", "ceasefire_declared"},
    "ceasefire_extended": {"ceasefire_agreed", "ceasefire_in_effect", "ceasefire_proposed", "ceasefire_declared"},
    "ceasefire_ended": {"ceasefire_in_effect", "troop_withdrawal"},
    "ceasefire_declared": {"ceasefire_in_effect", "ceasefire_proposed"},
    "ceasefire_proposed": {"ceasefire_agreed", "ceasefire_declared", "ceasefire_in_effect"},
    "humanitarian_access": {"transport_unblocking", "peace_talks", "diplomatic_reaction"},
    "mine_clearance": {"territory_transfer"},
    "displaced_return": {"troop_withdrawal"},
    "territory_capture": {"armed_clash"},
    "diplomatic_reaction": {"peace_talks", "armed_clash"},
}


LOOSE = "violation.told_in_force"  # reads any violence: it gives way to a clearer telling
ANSWERED = "clash.provoked"
BUSED = "withdrawal.bused"  # the families of fighters leave with them
START = "in_effect.start_time"  # a time of its own is an event of its own, whatever the clause says besides
_MADE = frozenset({"ceasefire_agreed", "ceasefire_declared"})  # halts that are made, and may be given their hour
_FROM = frozenset(["starting", "beginning", "effective"])
_TO_THE_END = frozenset(["until", "till", "by", "to"])
_MARGIN = 0.02
_AHEAD = frozenset(["will", "would"])
_UNITS = frozenset(["hours", "minutes", "days", "day", "weeks", "week"])
# What ends a war makes a halt, in the words of one that ends: "the war ended in 1994 with a truce".
_ENDINGS = {"ceasefire_agreed", "ceasefire_ended"}
_SAME_WORD = frozenset({"ceasefire_ended", "ceasefire_declared"})  # these win only where the trigger is the same word
# These win over the types on the right anywhere in one clause, whatever words they read.
_BEATS_IN_CLAUSE = {
    "ceasefire_violation": {"armed_clash", "territory_capture"},
    "ceasefire_extended": {"ceasefire_agreed", "ceasefire_rejected", "ceasefire_proposed"},
    "ceasefire_rejected": {"ceasefire_agreed", "ceasefire_in_effect"},
    "ceasefire_agreed": {"ceasefire_declared"},
    "mine_clearance": {"armed_clash"},
}

_VIOLENCE = r"(?:clash|fight|violence|hostilit|skirmish|shelling|bloodshed|escalation|attack|incident|combat)"
_KEPT_OFF = re.compile(
    r"\b(?:prevent|avoid|avert|forestall|preclud|deter|head(?:ed|ing)? off|ward(?:ed|ing)? off)\w*"
    rf" (?:(?:any|new|further|more|fresh|other|the|possible|renewed|armed|a|repeat|of|border) ){{0,3}}{_VIOLENCE}\w*"
)
# What is only to stop or not to come: "renounced attacks", "told its men not to shoot", "a halt to cross-border raids".
_UNDONE = re.compile(
    r"\b(?:(?:would|will|shall|must|should) not|not to|no longer|no more|renounc\w+|refrain\w* from|desist\w* from"
    r"|halt(?:ed|ing|s)?(?: to)?|end(?:ed|ing|s)?|stop(?:ped|ping|s)?|ceas(?:ed|ing|es?)|suspend\w*"
    r"|moratorium on|ban on|bann(?:ed|ing)|bans|(?:an end|a stop|a pause) (?:to|in))"
    r" (?:(?:any|all|its|their|the|his|new|more|further|(?:cross-)?border|armed|anti-\w+|military|out|carry) ){0,3}"
    r"(?:(?:an?|the|[\w-]+) (?:[\w-]+ )?(?:hours?|days?|weeks?|months?|years?|decades?) of (?:[\w-]+ )?)?$"
)
# Who "had not stopped shelling the town" goes on with it.
_NOT = re.compile(r"\b(?:had|has|have|did|does|do)(?: not|n't| never|n’t)(?: yet| even)? $")
_MEN, _CAPTURED = frozenset(["FORCES", "SEIZED_MEN", "CAPTIVES", "MAN"]), frozenset(["captured", "seized", "taken"])
_WAYS = frozenset(["road", "route", "link", "railway", "lifeline", "access", "highway", "corridor"])
_HELD = frozenset(["CAPTIVES", "SEIZED_MEN"])
_WHERE = frozenset(["at", "in", "near", "during", "by", "on", "when", "last"])


@dataclass(frozen=True, slots=True)
class Candidate:
    """A match with its clause (word numbers, both included), its quote and the ids of all rules that agree."""

    match: Match
    begin: int
    end: int
    quote: Span
    rules: tuple[str, ...]

    @property
    def type(self) -> str:
        """The event type of the rule."""
        return self.match.rule.type


def pick(
    words: Words, marks: Sequence[bool], matches: Iterable[Match], attributions: Sequence[Attribution]
) -> tuple[Candidate, ...]:
    """Give the events of a sentence in order of their place."""
    kept: list[Candidate] = []
    told = [bare_talks.from_absence(each) for each in matches]
    for match in sorted((one_act.past_antecedent(marks, each, told) for each in told), key=_rank):
        candidate = _candidate(words, marks, match)
        same = next((at for at, other in enumerate(kept) if _is_same(words, candidate, other)), None)
        if same is None:
            quote = clauses.quote(words, marks, match.first, match.last, attributions)
            kept.append(Candidate(match, candidate.begin, candidate.end, quote, candidate.rules))
        elif match.rule.id not in kept[same].rules:
            first = match if one_act.is_told_before(words, match, kept[same].match) else kept[same].match
            kept[same] = replace(kept[same], match=first, rules=(*kept[same].rules, match.rule.id))
    left: list[Candidate] = []
    for each in sorted(kept, key=lambda one: _rank(one.match)):
        if not _is_adjunct(words, each) and not _is_beaten(words, each, left):
            left = [*(one for one in left if not _is_beaten(words, one, [each])), each]
    return tuple(sorted(_apart(words, left), key=lambda each: each.quote))


def are_rivals(one: str, other: str) -> bool:
    """Tell whether two types may be two readings of one act, or are one type."""
    pairs = ((one, other), (other, one))
    return {one, other} in ({one}, _ENDINGS) or any(
        b in beaten.get(a, ()) for a, b in pairs for beaten in (_BEATS, _BEATS_IN_CLAUSE)
    )


def _rank(match: Match) -> tuple[float, int, int, str]:
    return -match.rule.confidence, match.first, -match.last, match.rule.id


def _candidate(words: Words, marks: Sequence[bool], match: Match) -> Candidate:
    """Give a match with its clause; its quote is cut where it is kept, which most are not."""
    begin, end = clauses.around(words, marks, match.first, match.last)
    return Candidate(match, begin, end, words.span, (match.rule.id,))


def _is_same(words: Words, one: Candidate, other: Candidate) -> bool:
    if one.type != other.type or one.match.rule.polarity != other.match.rule.polarity or not _share_clause(one, other):
        return False
    if one_act.is_dated_list(words, one.match, other.match) or bare_talks.is_absence(one.match, other.match):
        return False
    return not _is_next_step(words, one, other) and not _is_answer_to(one, other)


def _is_answer_to(one: Candidate, other: Candidate) -> bool:
    """Tell whether one is the act that the other answers: "shelled the port in reply to a rocket attack"."""
    is_apart = one.match.first > other.match.last or other.match.first > one.match.last
    return is_apart and ANSWERED in (one.match.rule.id, other.match.rule.id)


def _is_next_step(words: Words, one: Candidate, other: Candidate) -> bool:
    """Tell whether one is done and the other still ahead: "was suspended on Wednesday and will resume in May"."""
    left, right = (one, other) if one.match.first <= other.match.first else (other, one)
    if not _AHEAD.isdisjoint(words.lowers[left.begin : left.match.trigger.first]):
        return False
    gap = range(left.match.trigger.last + 1, right.match.trigger.first - 1)
    return any(words.lowers[at] in ("and", "but") and words.lowers[at + 1] in _AHEAD for at in gap)


def _apart(words: Words, kept: Sequence[Candidate]) -> list[Candidate]:
    """Cut the quotes of list items, which share a clause, where one item ends and the next begins."""
    found = sorted(kept, key=lambda each: each.match.first)
    for at, left in enumerate(found):
        for to in range(at + 1, len(found)):
            right = found[to]
            if right.type != left.type or right.match.first <= left.match.last or not left.quote.overlaps(right.quote):
                continue
            marks = [i for i in range(left.match.last + 1, right.match.first) if words.lowers[i] in (",", "and")]
            cut = marks[-1] if marks else right.match.first - 1
            while cut - 1 > left.match.last and words.lowers[cut - 1] in (",", "and"):
                cut -= 1
            found[at] = left = replace(left, quote=Span(left.quote.start, words.ends[cut - 1]))
            found[to] = replace(right, quote=Span(words.starts[min(cut + 1, right.match.first)], right.quote.end))
    return found


def _is_kept_off(words: Words, one: Candidate) -> bool:
    """Tell whether violence is what does not come: "the aim was to prevent further clashes"."""
    start, end = words.starts[one.begin], words.ends[one.match.last]
    return _KEPT_OFF.search(words.text, start, end) is not None


def _is_of_captives(words: Words, one: Candidate) -> bool:
    """Tell whether men were captured, not a place: "commanders captured at Azovstal", "exchanged captured soldiers"."""
    at, last = one.match.trigger.first, one.match.trigger.last
    if words.lowers[at] not in _CAPTURED or last + 1 >= len(words):
        return False
    if any(hit.last > at for name, hit in words.begin[at].items() if name in _HELD):
        return True  # the bare word is a noun too: "captured soldiers", but "captured the town"
    is_after_men = at > 0 and not _MEN.isdisjoint(words.finish[at - 1]) and words.lowers[last + 1] in _WHERE
    return is_after_men or not _MEN.isdisjoint(words.begin[last + 1])


def _is_of_a_way(words: Words, one: Candidate) -> bool:
    """Tell whether a road was lost, and not what it leads to: "lost its only road to Armenia"."""
    hit = one.match.trigger
    return words.lowers[hit.first].startswith("los") and not _WAYS.isdisjoint(words.lowers[hit.first : hit.last + 2])


def _is_undone(words: Words, one: Candidate) -> bool:
    """Tell whether an attack is only what someone is to leave off: "to stop attacks at sea"."""
    start = words.starts[one.match.trigger.first]
    found = _UNDONE.search(words.text, max(words.span.start, start - 60), start)
    return found is not None and _NOT.search(words.text, words.span.start, found.start()) is None


def _is_adjunct(words: Words, one: Candidate) -> bool:
    """Tell whether what matched is no act of its own, type by type: talks that are a means, men taken and no place,
    violence that is to stop, a halt that only dates another act, "since the fighting stopped" (settled question 1)."""
    if papers.tells_nothing(words, one.match):
        return True
    if one.type == "peace_talks":
        return bare_talks.is_bare(words, one.match.trigger)
    if one.type == "ceasefire_monitoring":
        return bare_talks.is_sitting(words, one.match, range(one.begin, one.end + 1))
    if one.type == "territory_capture":
        return _is_of_captives(words, one) or _is_of_a_way(words, one)
    if one.type == "armed_clash":
        if _is_kept_off(words, one):
            return True
        return one.match.trigger.word_class != "WAR" and _is_undone(words, one)
    if one.type != "ceasefire_in_effect" or words.lowers[one.begin] not in ("since", "after", "until"):
        return False
    if one.begin and words.lowers[one.begin - 1] in _UNITS:
        return False
    trigger = one.match.trigger
    is_formal = trigger.word_class == "TAKE_EFFECT" and "TAKE_FORCE" in words.begin[trigger.first]
    if is_formal and words.lowers[one.begin] != "until":
        return False  # "since the truce took effect" tells that it did
    comma = next((at for at in range(one.match.last + 1, one.end + 1) if words.lowers[at] == ","), one.end + 1)
    has_party = any("STATE" in words.begin[at] or "ARMED" in words.begin[at] for at in range(one.begin, comma))
    inside = range(one.begin, one.end + 1)
    return not has_party and not any("CLOCK" in words.begin[at] or "MONTH" in words.begin[at] for at in inside)


def _is_taken_besides(words: Words, one: Candidate, other: Candidate) -> bool:
    """Tell whether a town was taken and the truce broken in a verb of its own: "seized the town, breaking a truce";
    "seized it in breach of the truce" is one act."""
    if one.type != "territory_capture" or other.type != "ceasefire_violation":
        return False
    left, right = sorted((one.match.trigger.first, other.match.trigger.first))
    return words.lowers[other.match.trigger.first - 1] != "in" and "," in words.lowers[left:right]


def _is_beaten(words: Words, one: Candidate, kept: Sequence[Candidate]) -> bool:
    """Tell whether another type of higher rank reads the words that `one` hangs on."""
    if one.type == "humanitarian_access" and any(BUSED in other.rules and _share_clause(one, other) for other in kept):
        return True
    if any(
        one.type in _BEATS_IN_CLAUSE.get(other.type, ())
        and other.match.rule.id != LOOSE
        and START not in one.rules
        and _share_clause(one, other)
        and not _is_taken_besides(words, one, other)
        and not (other.type == "ceasefire_rejected" and _is_told_of_it(words, one, other))
        for other in kept
    ):
        return True
    if START in one.rules and any(_ends_from_then(words, one, other) for other in kept):
        return True
    if _has_hour(words, one) and any(_is_made_besides(words, one, other) for other in kept):
        return False
    return any(
        one.type in _BEATS.get(other.type, ())
        and other.match.rule.confidence >= one.match.rule.confidence - _MARGIN
        and (_holds(other, one) or (_holds(one, other) and _reads_same(one, other)))
        and (other.type not in _SAME_WORD or _reads_same(one, other))
        and not _is_of_whose_plan(one, other)
        for other in kept
        if other is not one
    )


def _is_of_whose_plan(one: Candidate, other: Candidate) -> bool:
    """Tell whether a halt is told to be in force before it is said who drew it up: "the first day of a truce drawn up
    by Cairo"."""
    is_pair = (one.type, other.type) == ("ceasefire_in_effect", "ceasefire_proposed")
    return is_pair and one.match.first < other.match.first <= one.match.last < other.match.trigger.first


def _ends_from_then(words: Words, one: Candidate, other: Candidate) -> bool:
    """Tell whether the hour given is that of a halt's end: "will suspend its truce with the rebels from Monday"."""
    is_end = other.type == "ceasefire_ended" and other.match.trigger.first < one.match.first
    is_same = is_end and one.match.first <= other.match.last
    return is_same and one_act.RELATIVES.isdisjoint(words.lowers[one.match.first : one.match.last])


def _is_told_of_it(words: Words, one: Candidate, other: Candidate) -> bool:
    """Tell whether a relative clause tells `one` of what `other` is done to: "refused a truce that Cairo brokered"."""
    gap = range(other.match.trigger.last + 1, one.match.trigger.first)
    return any(words.lowers[at] in one_act.RELATIVES for at in gap)


def _has_hour(words: Words, one: Candidate) -> bool:
    """Tell whether a halt is given the hour it begins at, which is told apart from its being agreed or declared."""
    told = range(one.match.first, min(one.match.last + 3, len(words)))
    return START in one.rules and any(
        "CLOCK" in words.begin[at] or words.lowers[at] in _FROM or words.lowers[at : at + 2] == ("as", "of")
        for at in told
    )


def _is_made_besides(words: Words, one: Candidate, other: Candidate) -> bool:
    """Tell whether the same clause tells that the halt was made, or by another word that it was prolonged."""
    if not _share_clause(one, other):
        return False
    if other.type != "ceasefire_extended" or _reads_same(one, other):
        return other.type in _MADE
    return _TO_THE_END.isdisjoint(words.lowers[one.match.trigger.last + 1 : one.match.last + 1])


def _share_clause(one: Candidate, other: Candidate) -> bool:
    return one.begin <= other.end and other.begin <= one.end


def _holds(one: Candidate, other: Candidate) -> bool:
    return one.match.first <= other.match.trigger.first <= one.match.last


def _reads_same(one: Candidate, other: Candidate) -> bool:
    return one.match.trigger.first == other.match.trigger.first
