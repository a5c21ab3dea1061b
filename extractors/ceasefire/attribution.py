"""Finds whose word a stretch of text is: "X said", "according to X", "X accused Y of".

Knows no event: it gives the speaker, the act of speech and the stretch that is the speaker's word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractors.ceasefire.spans import Span, holds_any

if TYPE_CHECKING:
    from extractors.ceasefire.actors import ActorHit

_ACTS = {
    "says": "said|says|say|told|tells|noted|notes|added|adds|stressed|stresses|stated|states|insisted|insists|insist"
    "|wrote|writes|believes|believe|argued|argues|explained|pointed out|specified|emphasized|emphasised|replied"
    "|maintains|maintained|posted|tweeted|reads|read|commented|saying|adding|complaining|insisting|stressing|noting",
    "accuses": "accused|accuses|accuse|blamed|blames|blame|blaming|accusing",
    "claims": "claimed|claims|claim|alleged|alleges|allege|claiming",
    "denies": "denied|denies|deny|denying|dismissed|dismisses|refuted|refutes|scoffed|rejects",
    "confirms": "confirmed|confirms|acknowledged|conceded|admitted",
    "orders": "ordered|orders",
    "calls": "called for|called on|urged|urges|demanded|demands|appealed|wants|want|asked|offered|proposed|suggested"
    "|expected",
    "promises": "promised|promises|pledged|vowed|vows|undertook",
    "warns": "warned|warns|threatened",
    "reports": "reported|reports|announced|announces|announcing|declared|declares|recorded|counted|estimated|showed"
    "|shows|revealed",
}
_ACT_OF = {verb: act for act, verbs in _ACTS.items() for verb in verbs.split("|")}
_LONGEST_FIRST = sorted(_ACT_OF, key=len, reverse=True)
# By first letters, which the engine can skip to; a search for a word's edge tries every character.
_LETTERS = dict.fromkeys(verb[0] for verb in _LONGEST_FIRST)
_BY_LETTER = {first: "|".join(verb[1:] for verb in _LONGEST_FIRST if verb[0] == first) for first in _LETTERS}
_VERBS = "|".join(rf"{first}(?<!\w\w)(?:{rest})" for first, rest in _BY_LETTER.items())
_VERB = re.compile(rf"(?P<verb>{_VERBS})\b")
_BY = re.compile(
    r"\b(?:according\s+to|in\s+the\s+words\s+of|by\s+the\s+account\s+of|told\s+by"
    r"|(?:reported|reports|said|wrote)\b[^.;,]{0,30},\s+(?:citing|quoting))\s+(?:the\s+)?",
    re.IGNORECASE,
)
_BY_CUES = ("according", "words", "account", "told", "citing", "quoting")
_CUES = (
    *("said", "say", "alleg", "blam", "urge", "told", "wrote", "insist", "ccording", "deny", "denies", "claim"),
    *("report", "warn", "vow", "believe"),
)
_ENDS = re.compile(r"ted\b|ced\b|ded\b|sed\b|red\b|reads?\b")

# What may stand between a speaker and the verb: a title, an apposition, a place, a day; never another clause.
_BETWEEN = re.compile(
    r"(?:['’]s?)?(?:[\s,]+(?!(?:that|which|while|but|after|as|when|and\s+the|has|had|will|would|was|were|is|are|have)\b)"
    r"[\w.'’-]+){0,9}[\s,]*$"
)
_SPEAKERS = re.compile(
    r"\b(?P<who>residents?|villagers|two\s+sources|sources|two\s+diplomats|diplomats|mediators?|monitors|(?:local\s+)?officials"
    r"|observers|witnesses|aid\s+workers|rescuers|prosecutors|medics|analysts)\s*$",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r";|,\s+(?:while|whereas|but|though|although)\b|\s+(?:while|whereas|but|though|although)\s+|\.\s+[A-Z\"]"
)
# Who declares a truce over, or orders a halt, says nothing of what the next clause tells.
_DONE_BY_SAYING = frozenset(
    {"declared", "declares", "announced", "announces", "announcing", "ordered", "orders", "offered", "proposed"}
)
_NEXT_ACT = re.compile(
    r",?\s+(?:and|as|when)\s+(?:[^\s,;]+\s+){1,8}?(?:was|were|had|has|have|[a-z]{2,}ed|fell|flew|hit|shot|struck)\b"
)
_CLAUSE_SAID = re.compile(r"\b(?:that|had|has|have|was|were|would|will|is|are)\b")
# No one's word is followed further than this.
_REACH = 1000
_AND = re.compile(r",?\s+and\s+(?:the\s+)?|,\s+")
_WHICH = re.compile(r",\s+(?:which|who|whose)\b")
# An aide of a leader speaks for the government, not as the leader.
_AIDE = re.compile(r"\b(?:aide|advis[eo]r|assistant)s?\s+(?:to|of)\s+(?:the\s+|[A-Z]\w+\s+){0,3}$")
_SPOKESMAN = re.compile(r"(?:['’]s)?\s+(?:[Ss]poke\w+|press\s+secretary)\s+")
# What leads to a speaker who closes a quote: ", the Azerbaijani Defense Ministry", ", presidential aide".
_LEAD_IN = re.compile(
    r"[,\"”]\s+(?:(?!(?:while|and|but|as|after|which|who|that|when|where|with|whereas|though|although|because|since)\b)"
    r"[\w.'’-]+\s+){0,6}$|\s--\s+(?:the\s+)?$"
)
_THAT = re.compile(
    r"\s+(?:(?:on|in)\s+(?:[\w.]+\s+){1,4})?(?:that|its|it|he|she|they|there|no|[A-Z]\w+\s+(?:had|has|was|were|will|would))\b"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """One act of speech. `act` is says, accuses, claims, denies, confirms, orders, calls, promises, warns, reports."""

    attributed_to: str
    act: str
    start: int
    end: int
    scope_start: int
    scope_end: int


def find(text: str, sentence: Span, hits: Sequence[ActorHit]) -> tuple[Attribution, ...]:
    """Give the acts of speech in the sentence, in order, each with the stretch it covers.

    `start` and `end` span speaker and verb; the scope is the speaker's word, without the two.
    """
    part = text[sentence.start : sentence.end]
    if not holds_any(part, _CUES) and not _ENDS.search(part):
        return ()
    inside = [hit for hit in hits if sentence.start <= hit.start and hit.end <= sentence.end]
    found = sorted([*_verbs(text, sentence, inside), *_accounts(text, sentence, inside)], key=lambda each: each.start)
    return tuple(_cut(each, found[n + 1 : n + 8]) for n, each in enumerate(found))


def _cut(each: Attribution, later: Sequence[Attribution]) -> Attribution:
    """End a speaker's word where the next speaker begins ("X said A, and Y replied B")."""
    following = next((other for other in later if each.end < other.start < each.scope_end), None)
    if following is None or following.scope_start < following.start or each.scope_start < each.start:
        return each
    return replace(each, scope_end=following.start)


def _verbs(text: str, sentence: Span, hits: Sequence[ActorHit]) -> Iterator[Attribution]:
    last: tuple[str, int] | None = None
    for verb in _VERB.finditer(text, sentence.start, sentence.end):
        speaker = _speaker(text, sentence, hits, verb)
        if speaker is None and _goes_on(text, sentence, verb):
            first = hits[0] if hits and hits[0].end <= verb.start() else None
            speaker = last or ((speaker_id(first), first.start) if first else None)
            speaker = (speaker[0], verb.start()) if speaker else None
        if speaker is None:
            continue
        last = speaker
        name, start = speaker
        scope = _scope(text, sentence, start, verb)
        act = _ACT_OF.get(verb["verb"], "accuses")
        yield Attribution(name, act, min(start, verb.start()), max(verb.end(), start), scope.start, scope.end)


def _goes_on(text: str, sentence: Span, verb: re.Match[str]) -> bool:
    """Whether the verb has its subject from before: "..., saying that" and "... and denied that"."""
    before = text[max(sentence.start, verb.start() - 6) : verb.start()]
    return verb["verb"].endswith("ing") or before.endswith(" and ")


def _accounts(text: str, sentence: Span, hits: Sequence[ActorHit]) -> Iterator[Attribution]:
    if not holds_any(sentence.of(text).lower(), _BY_CUES):
        return
    for found in _BY.finditer(text, sentence.start, sentence.end):
        at = max(0, bisect_left(hits, found.end(), key=lambda hit: hit.start) - 1)
        after = [hit for hit in hits[at : at + 3] if hit.end > found.end() and hit.start - found.end() < 30]
        if after and not text[found.end() : after[0].start].rstrip().endswith((",", "council")):
            yield Attribution(speaker_id(after[0]), "says", found.start(), after[0].end, sentence.start, sentence.end)


def _speaker(text: str, sentence: Span, hits: Sequence[ActorHit], verb: re.Match[str]) -> tuple[str, int] | None:
    at = bisect_left(hits, verb.start(), key=lambda hit: hit.start)
    before = [hit for hit in hits[max(0, at - 8) : at] if hit.end <= verb.start()]
    if len(before) > 1 and _is_ground(text, before[-1]):
        before = before[:-1]
    if before and _BETWEEN.match(text[before[-1].end : verb.start()]):
        subject = _subject(text, _without_relative(text, before, verb.start()))
        if _AIDE.search(text, sentence.start, subject[0].start):
            return subject[0].state or subject[0].actor_id, subject[0].start
        return "; ".join(dict.fromkeys(speaker_id(hit) for hit in subject)), subject[0].start
    named = _SPEAKERS.search(text, max(sentence.start, verb.start() - 40), verb.start())
    if named:
        return " ".join(named["who"].lower().split()), named.start()
    after = next((hit for hit in hits[at : at + 2] if 0 <= hit.start - verb.end() <= 12), None)
    if after is not None and text[max(0, verb.start() - 4) : verb.start()].rstrip().endswith((",", '"', "”")):
        return speaker_id(after), after.end
    return None


def _is_ground(text: str, hit: ActorHit) -> bool:
    """Whether a country is only where the speaker is: "the commission on the truce in Aland recorded"."""
    return hit.kind == "state" and hit.form == "name" and text.endswith(" in ", 0, hit.start)


def _without_relative(text: str, before: Sequence[ActorHit], verb: int) -> Sequence[ActorHit]:
    """Leave out who stands in a relative clause of the speaker ("Turkey, which armed Baku and cheered, says")."""
    for n, hit in enumerate(before[:-1]):
        if _WHICH.match(text, hit.end) and text[before[-1].end : verb].rstrip().endswith(","):
            return before[: n + 1]
    return before


def _subject(text: str, before: Sequence[ActorHit]) -> list[ActorHit]:
    """Give the namings that are one subject: "France and Germany"; a spokeswoman speaks for her ministry."""
    subject = [before[-1]]
    for hit in reversed(before[:-1]):
        gap = text[hit.end : subject[0].start]
        if _AND.fullmatch(gap) and hit.kind == subject[0].kind:
            subject.insert(0, hit)
        elif _SPOKESMAN.fullmatch(gap) and subject[0].kind == "person" and len(subject) == 1:
            return [hit]
        else:
            break
    return subject


def speaker_id(hit: ActorHit) -> str:
    """Give whose word it is: the office, body or person; a government or an army speaks for its state."""
    own = hit.kind == "government" and hit.actor_id.endswith(" government")
    own = own or (hit.kind == "force" and hit.actor_id.endswith(" armed forces"))
    return hit.state if own and hit.state else hit.actor_id


def _scope(text: str, sentence: Span, start: int, verb: re.Match[str]) -> Span:
    """Give the stretch that is said: what follows the verb, or, where the speaker closes it, what stands before."""
    after = text[verb.end() : min(sentence.end, verb.end() + _REACH)]
    lead = _LEAD_IN.search(text, max(sentence.start, start - 60), start)
    is_denial = _ACT_OF.get(verb["verb"]) == "denies"
    if (
        lead is not None
        and not is_denial
        and len(text[max(sentence.start, lead.start() - 60) : lead.start()].split()) > 2
        and not _THAT.match(after)
    ):
        return Span(_start_of_words(text, sentence, lead.start()), lead.start())
    broken = _BREAK.search(after)
    told = _NEXT_ACT.search(after) if verb["verb"] in _DONE_BY_SAYING else None
    if told is not None and not _CLAUSE_SAID.search(after, 0, told.start()):
        return Span(verb.end(), verb.end() + told.start())
    return Span(verb.end(), verb.end() + broken.start() if broken else sentence.end)


def _start_of_words(text: str, sentence: Span, end: int) -> int:
    start = max(sentence.start, end - _REACH)
    for found in _BREAK.finditer(text, start, end):
        start = found.end() - (1 if found[0].startswith(".") else 0)
    return start
