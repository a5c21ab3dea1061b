"""Turns armed acts into breaches of a halt: by the words of the sentence, the story so far, a young pinned truce.

Knows one sentence at a time; what the story told before is in truce_state, the pinned truces in young_truce.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from extractors.ceasefire import claims
from extractors.ceasefire.bound import names_unbound
from extractors.ceasefire.candidates import LOOSE
from extractors.ceasefire.patterns import GUESS
from extractors.ceasefire.tokens import Words
from extractors.ceasefire.truce_state import TruceState, looks_back, shatters
from extractors.ceasefire.type_sets import HOSTILE
from extractors.ceasefire.young_truce import YoungTruces
from extractors.records import Mention

_VIOLATION = "ceasefire_violation"
_GUESS = f"{GUESS}{_VIOLATION}"  # the model adds it where the rules read no breach, before a clash is turned into one
# A truce that the text dates is young for two months; a pinned one, which is sure, for three (young_truce.py).
_YOUNG, _CLOSE = timedelta(days=60), 30
_LATER = re.compile(
    r"\b(?:until|till|before|hours ahead of)\b[^.;]{0,60}\b(?:truce|cease-?fire|armistice|halt|pause|lull|cessation)\b"
)
_NO_HALT = frozenset({"ceasefire_proposed", "ceasefire_rejected"})
# Charges beside these words are of a breach.
_HALTS = frozenset({"ANYHALT", "CALM", "PULLBACK"})
# A whole war, or what came before the halt, is no breach of it. Of words in small letters.
_WAR = re.compile(
    r"^(?:after|following)\b|\b(?:wars?|conflict|before|until|ahead of|up to the last|bodies|remains)\b"
    r"|\b(?:days|weeks|months|years) of (?:[\w-]+ ){0,4}(?:fighting|hostilities|clashes|combat|bloodshed|raids|war\b"
    r"|(?:artillery|rocket|mortar|tank|cross-border) fire|gunfire|violence|battles|duels|exchanges"
    r"|(?:air ?)?strikes|shelling|bombing|bombardment|attacks)\b"
    r"|\b(?:fighting|hostilities|clashes|combat) (?:that|which) (?:was |were |had )?(?:ended|stopped|halted|raged)\b"
    r"|\bsince (?:the )?(?:\w+ )?(?:fighting|hostilities|clashes|violence|shelling|crisis) (?:broke|began|start|erupt"
    r"|flare)\w*"
    r"|(?:\b(?:fighting|clashes|hostilities|violence),? the|\bthe) (?:heavi|wor|deadli|bloodi|fierc)e?st\b[^.;]{0,60}?"
    r"\b(?:in|for) (?:more than |almost |nearly |over |at least )?(?:an? |\w+ )?(?:years?|decades?|generation)\b"
    r"|\b(?:in|during) the (?:fighting|clashes|hostilities)\b(?! (?:on|late|early|overnight|today|\w+day)\b)",
)

_SPELL = re.compile(r"\b(?:days|weeks|months|years) of (?:\w+ )?$")
# A halt that had run out, or been given up, before the guns spoke: "fighting after the expiry of the truce".
_RUN_OUT = r"(?:expire[sd]?|lapse[sd]?|r[au]n out|(?:is|was|were|be|being) over|came to its end)"
_HALT_OVER = rf"(?:{_RUN_OUT}|renounced|scrapped|tore up|torn up|called off|pulled out of|withdrew from|suspended)"
_GAVE_UP = (
    r"(?:renounced|scrapped|tore up|called off|pulled out of|withdrew from|annulled|abrogated|revoked|terminated|quit"
    r"|ditched|abandoned|cancell?ed|walked (?:away from|out (?:of|on))|broke off|suspended|ended)"
)
_PAST_END = re.compile(
    r"\b(?:after|since|following|upon|with|on) (?:the )?(?:\w+ )?(?:expiry|expiration|end|lapse|ending|expiring)"
    r" of (?:[\w'’-]+ ){0,6}?(?:truce|cease-?fire|armistice|pause|halt|lull|calm)\b"
    r"|\b(?:after|since|when|once|as) (?:the|a|an|its|their) [^;.,]{0,60}?(?:truce|cease-?fire|armistice|pause|lull)\b"
    rf"[^;.,]{{0,40}}?\b{_HALT_OVER}\b"
    rf"|\b(?:after|since|when|once|as) it (?:had )?{_RUN_OUT}\b"
    rf"|\b(?:after|since|once) (?:[\w'’]+ ){{1,4}}?{_GAVE_UP} (?:the|its|their|an?) [\w -]{{0,30}}?"
    r"(?:truce|cease-?fire|armistice)\b"
    rf"|\b{_HALT_OVER}\b[^;.]{{0,60}}?(?:,| and|;|:)[^;.]{{0,20}}?\b(?:within (?:hours|minutes|a day|\w+ hours)"
    r"|(?:hours|minutes|days|a day|an hour) later|soon after|at once|by (?:dawn|nightfall|evening|noon|then))\b"
)
# Fighting that came once a halt had fallen apart, and did not bring that about.
_APART = r"(?:collapsed|broken? down|f[ea]ll(?:en)? apart|unravell?ed|crumbled|came apart|disintegrated|failed)"
_PAST_COLLAPSE = re.compile(
    r"\b(?:[Aa]fter|[Ss]ince|[Ff]ollowing|[Oo]nce) (?:the|a|an|its|their) [^;.,]{0,60}?\b(?:truce|cease-?fire"
    r"|armistice|pause|lull)\b"
    rf"[^;.,]{{0,40}}?\b{_APART}\b"
    r"|\b(?:[Aa]fter|[Ss]ince|[Ff]ollowing) (?:the|a|its) (?:\w+ )?(?:collapse|breakdown|unravell?ing|demise|failure"
    r"|rupture) of"
    r" [^;.,]{0,50}?\b(?:truce|cease-?fire|armistice|pause|lull)\b"
    rf"|\b{_APART}\b[^;.]{{0,40}}\band\b[^;.]{{0,60}}\bsince\b"
)
# What follows "after" is then the shot that was answered.
_ANSWER = re.compile(
    r"\b(?:countermeasures?|retaliat\w+|respond\w*|return(?:ed|ing) fire|fir(?:ed|ing) back|hit back|answer\w*)"
)
_REMARK = re.compile(
    r"(?:It|This|That) (?:was|is|became|marked) (?:only )?(?:the|their|its) "
    r"(?:(?:first|second|third|fourth|fifth|sixth|latest|worst|most|gravest|deadliest|biggest|only|last) )"
)
# A breach that someone is to find, whoever may make it.
_LOOKED_OUT_FOR = re.compile(
    r"\b(?:actions?|acts?|steps|moves|cases|incidents|anything|activities|measures) (?:that|which)"
    r" (?:(?:may|might|could|would) )?(?:violat|breach|break|infring|contraven)"
)


_HALT = r"(?:truce|cease-?fire|armistice|halt|pause|lull|cessation|calm|quiet|moratorium)s?"
# What was done against a halt was not the war before it, though it be "the heaviest shelling in a year". Small letters.
_AGAINST_HALT = re.compile(
    r"\b(?:despite|in spite of|notwithstanding|in (?:breach|defiance|violation) of) (?:(?!calls?\b|efforts?\b|talks?\b"
    rf"|hopes?\b|pleas?\b|appeals?\b|offers?\b|plans?\b)[\w'’-]+ ){{0,4}}?{_HALT}\b"
    r"(?! (?:talks|calls?|efforts?|offers?))"
)
# Fighting that ended a halt: what leads from the end to the act.
_ENDED_BY = re.compile(r"\b(?:when|with|as|in|by|amid|under)(?: (?!and\b|but\b)[\w'’-]+){0,3} ?$")
# A halt that was given up by word, before the shot.
_BY_WORD = re.compile(r"\b(?:statement|announc\w+|declar\w+|notice|proclaim\w+|communiqu\w+)\b")
# How long a halt held till the act: "held for barely an hour before shells fell".
_HELD_TILL = re.compile(
    r"\b(?:held|lasted|survived|endured|stood|lived|h[oe]ld up|kept) (?:for )?(?:[\w'’-]+ ){0,4}?"
    r"(?:minutes?|hours?|days?|nights?|weeks?|moments?|noon|dawn|midnight|evening|\w+day) (?:before|until|when|till)\b"
    r"[^;.]{0,12}$"
)
_RAN_OUT = re.compile(r"\b(?:expir|laps|elaps)|\br[au]n (?:out|its course)\b")
_AFTER_IT = re.compile(r"\bafter (?:[\w'’-]+ ){0,2}$")
# A halt of one side alone binds no one else.
_OWN_HALT = re.compile(
    r"\b(?:unilateral|one-sided|(?:its|their) (?:own|(?:unilateral )?(?:truce|cease-?fire)\b(?! with)))\b"
)
_ENDS_IT = re.compile(
    r"\b(?:put(?:ting)? paid to|put(?:ting)? an end to|br(?:ought|inging) an end to|end(?:ed|s|ing)|wreck(?:ed|ing)"
    r"|bur(?:ied|ying)|kill(?:ed|ing) off|bl(?:ew|owing) apart|br(?:ought|inging) down|shatter(?:ed|ing)"
    rf"|t(?:ore|earing) (?:up|apart)|finish(?:ed|ing) off|sank|sinking|torpedo(?:ed|ing)|shredd(?:ed|ing))"
    rf" (?:[\w'’-]+ ){{0,5}}{_HALT}"
)
# A halt that held, but for the act.
_BUT = re.compile(
    r"\b(?:but|although|though|despite|notwithstanding|apart from|aside from|except|save for|barring|even as)\b"
)
# An act done although a halt was made: "has gone on shelling the town even though it declared a truce".
_THOUGH = re.compile(r"\b(?:although|though|despite having)\b")
# What sets the act, told before the halt was made, after that; and what does so where the halt is told first.
_ONCE_MADE = re.compile(
    r"^[^;]{0,40}\b(?:since|(?:minutes?|hours?|days?|nights?|weeks?) (?:after|into))\b"
    r"(?! (?:it|they|he|she) (?:broke|ended))"
)
_GOES_ON = re.compile(
    r"\b(?:(?:minutes?|hours?|days?|moments|morning|night|evening) later"
    r"|(?:minutes?|hours?|moments) after the (?:deadline|hour|start)|later (?:that|in the|on|the same)"
    r"|since(?! (?:\d|the [A-Z]|independence))|fresh|again|anew|afresh|renewed|regardless"
    r"|anyway|all the same|nonetheless|nevertheless|even so|ha(?:s|ve|d) gone on"
    r"|went on|carried on|kept on|within (?:minutes|hours|an hour|the hour)"
    r"|by (?:evening|nightfall|dusk|dawn|daybreak|noon|midday|morning|mid\w+|early \w+|late \w+))\b"
)
# The time of a halt had run out, or had begun to run.
_PAST_TIME = re.compile(r"\bafter (?:the|its|that) (?:deadline|expiry|expiration|cut-?off|time)\b")
_DESPITE = re.compile(r"\b(?:[Dd]espite|[Nn]otwithstanding|in spite of|though|although)\b")
_BREACH_OF = r"\b(?:defiance|breach|violation|contravention|disregard) of\b"
_DEFYING = re.compile(rf"{_BREACH_OF}|\b(?:ignoring|defying|flouting|only to|tearing (?:a |new )?holes? in)\b")
# What was agreed and is broken, by whatever name: "in violation of the Vance plan".
_OF_ACCORD = re.compile(
    rf"{_BREACH_OF} (?:(?!international\b|human\b)[\w'’.-]+ ){{0,5}}?"
    r"(?:accords?|agreements?|plan|pledges?|deal|pacts?|understandings?|memorandum|protocol|commitments?|promises?"
    r"|undertakings?|guarantees?|settlement|demilitari[sz]ed zone|buffer zone|exclusion zone|ceasefire line)\b"
)
_CALLED_BREACH = re.compile(
    r"\b(?:call\w*|describ\w+|denounc\w+|condemn\w*|term\w*|brand\w*|deem\w*|regard\w*|as|constitut\w+|amount\w*)\b"
    r"[^.;]{0,40}\b(?:violation|breach|infringement|contravention|contrary to)\b(?! of (?:[\w-]+ ){0,2}(?:law|rights?"
    r"|airspace|sovereignty|conventions?|territor\w+|borders?|charter|waters))"
)


def is_looked_out_for(mention: Mention, words: Words) -> bool:
    """Tell whether no breach is told, only the duty to find one: "will verify actions that violate the deal"."""
    if mention.type != _VIOLATION or "ACCUSE" in words.classes:
        return False
    is_duty = mention.status == "scheduled" and "violation.count" in mention.rules
    return is_duty or _LOOKED_OUT_FOR.search(mention.quote) is not None


def of_told_breach(mention: Mention, before: Sequence[Mention]) -> Mention:
    """Give a remark on the breach told last ("It was the first violation") the day, parties and places of that one."""
    told = next((one for one in reversed(before) if one.type == _VIOLATION), None)
    if mention.type != _VIOLATION or mention.source_actors or told is None or not _REMARK.match(mention.quote):
        return mention
    return replace(
        mention,
        event_date=told.event_date,
        event_date_end=told.event_date_end,
        date_precision=told.date_precision,
        date_basis="relative" if told.event_date else "none",
        is_background=told.is_background,
        source_actors=told.source_actors,
        target_actors=told.target_actors,
        context_places=told.places or told.context_places,
    )


def with_breaches(
    built: Sequence[Mention],
    words: Words,
    state: TruceState,
    young: YoungTruces,
    parties: Sequence[str] = (),
) -> list[Mention]:
    """Give the mentions of a sentence, the clashes among them that break a halt turned into breaches. `parties` are
    the sides of the document's conflict."""
    if all(each.type not in HOSTILE for each in built):
        return list(built)  # no other type is made a breach, or left out
    text, is_force = words.span.of(words.text), "FORCE_TOLD" in words.classes
    is_broken = shatters(built) and _PAST_TIME.search(text) is None
    has_end = any(each.type == "ceasefire_ended" for each in built)
    if names_unbound(text) or (_PAST_COLLAPSE if is_broken else _PAST_END).search(text):
        return [each for each in built if each.rules[0] != LOOSE]
    is_charge = not has_end and not words.classes.isdisjoint(_HALTS) and not _is_halt_unmade(built)
    found = [
        _as_breach(each, words)
        if _is_breach(each, built, is_broken, is_force, is_charge, text, state)
        or (
            not has_end
            and each.type == "armed_clash"
            and not _is_of_the_war(each, text)
            and not _LATER.search(words.text, each.quote_start, words.span.end)
            and not looks_back(each, text)
            and young.is_broken_by(each, parties)
        )
        or _is_breach_by_context(each, built, words)
        else each
        for each in built
    ]
    found = [each for each in found if each.rules[0] != LOOSE or not _is_of_the_war(each, text)]
    guesses = [each for each in found if each.type == _VIOLATION and each.rules[0] in (LOOSE, _GUESS)]
    if any(each.type == _VIOLATION and each not in guesses for each in found):
        return [each for each in found if each not in guesses]
    return found


def _is_halt_unmade(built: Sequence[Mention]) -> bool:
    """Tell whether the only halt of the sentence is asked for, refused or still ahead: a charge beside it is of no
    breach."""
    told = [each for each in built if each.type.startswith("ceasefire_")]
    return bool(told) and all(each.type in _NO_HALT or each.status in ("scheduled", "hypothetical") for each in told)


def _is_breach_by_context(mention: Mention, others: Sequence[Mention], words: Words) -> bool:
    """Tell whether the rest of the sentence says that a clash broke a halt: it ended one, one held but for it, one was
    agreed before it, or it is called a breach."""
    is_told = mention.status in ("actual", "alleged") and not mention.is_background
    text = words.text
    near = text[mention.sentence_start : min(words.span.end, mention.quote_end + _CLOSE)]
    if "ANYHALT" in words.classes and is_told and _DEFYING.search(near):
        return mention.type in ("territory_capture", "armed_clash")
    if mention.type == "armed_clash" and is_told and _OF_ACCORD.search(near):
        return True
    if mention.type == "territory_capture" and is_told and "FORCE_TOLD" in words.classes:
        return _DESPITE.search(near) is not None
    if mention.type != "armed_clash" or not is_told or any(each.type == "ceasefire_rejected" for each in others):
        return False  # who refused the halt is not bound by it
    if "ANYHALT" in words.classes and _CALLED_BREACH.search(text, mention.quote_start, words.span.end):
        return True
    return any(_makes_it_breach(each, mention, text) for each in others)


def _came_after(clash: Mention, halt: Mention) -> bool:
    """Tell whether the sentence dates both and the clash is the later, by no more than a truce is young."""
    is_dated = not {clash.date_basis, halt.date_basis} - {"explicit", "relative"}
    if clash.event_date is None or halt.event_date is None or not is_dated or halt.date_precision != "day":
        return False
    return timedelta(0) < clash.event_date - halt.event_date < _YOUNG


def _past_lead(clash: Mention) -> int:
    """Give where the words of a clash begin, past the conjunction that its quote may begin with."""
    lead = clash.quote.partition(" ")[0]
    return clash.quote_start + (len(lead) + 1 if lead in ("before", "until", "when", "till") else 0)


def _past_after(clash: Mention) -> int:
    """Give where the words of a clash begin, past the "after" that its quote may begin with."""
    return clash.quote_start + (len("after ") if clash.quote.lower().startswith("after ") else 0)


def _makes_it_breach(other: Mention, clash: Mention, text: str) -> bool:
    if other.is_background:
        return False
    if other.type == _VIOLATION and other.status in ("denied", "negated") and clash.status == "alleged":
        return True  # the charge that is answered
    if other.type in ("ceasefire_ended", "ceasefire_extended") and _is_what_it_followed(other, clash, text):
        return True
    if other.status != "actual":
        return False
    if other.type == "ceasefire_ended" and _PAST_TIME.search(text, clash.quote_start, clash.quote_end):
        return False
    if other.type == "ceasefire_ended":
        return _ENDS_IT.search(text, clash.quote_start, clash.sentence_end) is not None or _is_end_by(
            other, clash, text
        )
    if other.type in ("ceasefire_agreed", "ceasefire_declared"):
        return _is_despite_it(other, clash, text)
    if other.type in ("ceasefire_in_effect", "ceasefire_extended"):
        if _HELD_TILL.search(text[other.quote_start : _past_lead(clash)]) or _goes_on_past(other, clash, text):
            return True
        return _BUT.search(text, clash.sentence_start, clash.quote_end) is not None
    return False


def _is_despite_it(halt: Mention, clash: Mention, text: str) -> bool:
    """Tell whether the act came although the halt was made, or after it was."""
    if _THOUGH.search(text, clash.quote_start, max(clash.quote_start, halt.quote_start)):
        return True
    if _goes_on_past(halt, clash, text):
        return True
    return _came_after(clash, halt) and not _LATER.search(text, clash.sentence_start, clash.sentence_end)


def _goes_on_past(halt: Mention, clash: Mention, text: str) -> bool:
    """Tell whether the act is put after the halt was made: "shells fell hours after they signed"."""
    if clash.quote_start < halt.quote_start:
        return _ONCE_MADE.search(text[min(clash.quote_end, halt.quote_start) : halt.quote_end]) is not None
    if clash.quote.startswith(("after ", "following ")) or _LATER.search(text, halt.quote_start, clash.quote_end):
        return False
    return _GOES_ON.search(text, clash.quote_start, min(clash.sentence_end, clash.quote_end + _CLOSE)) is not None


def _is_end_by(end: Mention, clash: Mention, text: str) -> bool:
    """Tell whether a halt did not run its time but came to its end in a clash: "shattered by a wave of raids"."""
    if clash.quote_start <= end.quote_start or _RAN_OUT.search(end.quote) or _BY_WORD.search(end.quote):
        return False
    lead = clash.quote_start + len(clash.quote.partition(" ")[0]) + 1
    return any(_ENDED_BY.search(text, end.quote_start, at) for at in (clash.quote_start, lead))


def _is_what_it_followed(other: Mention, clash: Mention, text: str) -> bool:
    """Tell whether a halt that bound both was ended, or not prolonged, after a clash: "ended it after a raid"."""
    is_kept_up = other.type == "ceasefire_extended" and other.status == "actual"
    if is_kept_up or other.status not in ("actual", "negated", "scheduled") or _OWN_HALT.search(other.quote):
        return False
    return _AFTER_IT.search(text, other.quote_start, _past_after(clash)) is not None


def _is_breach(
    mention: Mention,
    others: Sequence[Mention],
    is_broken: bool,
    is_force: bool,
    is_charge: bool,
    sentence: str,
    state: TruceState,
) -> bool:
    """Tell whether an armed clash is a breach: of a halt the story told of, or by what else its sentence says."""
    if mention.type not in ("armed_clash", "territory_capture"):
        return False
    if is_broken or mention.type == "territory_capture":
        return is_broken
    if _is_of_the_war(mention, sentence) or _LATER.search(sentence):
        return False
    if is_charge and mention.status in ("alleged", "denied"):
        return True
    is_answer = mention.status in ("denied", "negated") and any(
        each.type in (_VIOLATION, "ceasefire_in_effect") for each in others
    )
    if any(each.type == "ceasefire_rejected" and each.quote_start < mention.quote_start for each in others):
        return is_force  # who refused the halt is not bound by it
    return is_answer or is_force or (state.is_breach(mention, sentence) and not looks_back(mention, sentence))


def _is_of_the_war(mention: Mention, sentence: str) -> bool:
    """Tell whether a clash is the war itself or came before the halt: "halted six weeks of fighting"."""
    quote = mention.quote.lower()
    if _AGAINST_HALT.search(quote):
        return False
    quote = quote.removeprefix("after ") if _ANSWER.search(sentence) else quote
    led_in = sentence[: mention.quote_start - mention.sentence_start]
    return _WAR.search(quote) is not None or _SPELL.search(led_in) is not None


def _as_breach(mention: Mention, words: Words) -> Mention:
    """Give the clash as a breach; a charge of one is laid where its own words say, no earlier words."""
    places, status = mention.places, mention.status
    if status == "actual" and claims.is_victims_word(words):
        status = "alleged"
    if status in ("alleged", "denied"):
        places = tuple(place for place in places if mention.quote_start <= place.start < mention.quote_end)
    rules = (*mention.rules, "truce_state.in_force")
    return replace(mention, type=_VIOLATION, status=status, rules=rules, places=places)
