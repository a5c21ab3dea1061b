"""Reads the mood of an act from its own verb group: may, will, must, should, and what an infinitive hangs on.

Knows no verb of wish, promise or order that governs it: governors.py reads those first.
"""

from __future__ import annotations

import re

from extractors.ceasefire import awaited, brought_about, deal_texts, gapped_mood, loose_mood
from extractors.ceasefire.clauses import is_finite
from extractors.ceasefire.patterns import Match
from extractors.ceasefire.status_scene import Scene, before
from extractors.ceasefire.tokens import word_set
from extractors.ceasefire.type_sets import FATE_OF_HALT, HOSTILE, MANDATED, TERMS
from extractors.ceasefire.verb_group import (
    ADVERBS,
    BE,
    FUTURE,
    MAY,
    MUST,
    NEGATIONS,
    START,
    Chain,
    after_noun,
    before_verb,
)

Found = tuple[str, str] | None

_OBJECT_REACH, _SETTING_REACH, _PROMISED_TO = 7, 6, 5
_SETTING = word_set("after following during at in despite")
_MET_FIRST = word_set("after since following while")
_RESOLVED = word_set("voted votes resolved opted chose")
# Acts that are under way once someone is sent or meets for them.
_FOR_A_PURPOSE = frozenset({"peace_talks", "ceasefire_monitoring", "mine_clearance", "displaced_return"})
_LETTING = word_set("let allow permit enable")
_RANKED = re.compile(r"\b(?:first|second|third|fourth|fifth|sixth|last|latest|only)\b[^,;.]{0,80}$")
_WAS_RANKED = re.compile(r"\b(?:was|were|became|become)\b[^,;.]{0,60}$")
# What was done is ranked after it: "were let in on Monday, the first supplies to be let in for weeks".
_RANKED_AFTER = re.compile(
    r"^(?!.*\b(?:will|would|may|can|could|must|is to|are to)\b)"
    r".*\b(?:was|were|has|have|had|[a-z]{3,}ed|went|came|left|took|got|fell|began"
    r"|saw|met|held|gave|drove|flew|ran|broke|brought|made|sent|set|put|let|hit|stood)\b.*, "
    r"(?:the|its|their) (?:first|second|third|fourth|fifth|sixth|last|latest)\b[^,;.]{0,60} to be$"
)
_GIVEN_TIME = re.compile(
    r"\b(?:(?:giv(?:e|es|en|ing)|gave|grant\w*)\b[^.;]{0,60}?|(?:has|have|had)\b[^.;]{0,25}?)"
    r"(?<!-)\b(?:days?|weeks?|months?|years?|hours?|until|deadline|clock)\b"
    r"|\b(?:deadline|clock|countdown|timetable|time limit|duty|obligation)\b"
)
# What a paper that was signed binds to: "signed a plan to withdraw", "initialled a protocol on how to free".
_SIGNED_TO = re.compile(
    r"\b(?:signed|initial+ed|concluded|sealed|inked|clinched|struck|reached|adopted|approved|endorsed) "
    r"(?:an?|the|their|its) (?:[\w-]+ ){0,3}(?:plan|protocol|document|memorandum|accord|agreement|deal|pact|road ?map"
    r"|timetable|schedule|arrangement|understanding|declaration|decree)"
    r"(?: (?:in|on|at|with|between|of|late|early|last) [^,;]{1,40}?)? to(?: be)?$"
)
_DATED = TERMS | {"peace_talks", "ceasefire_ended"}


# A plan of the act that is only spoken of: "a swap is being discussed", "its pullout was made conditional on".
_MOOTED = re.compile(
    r"[^,;.]{0,60}?\b(?:is|are|was|were|being|been|made) (?:being |still |also |under )?"
    r"(?:discuss|consider|debat|weigh|mull|stud(?:y|i)"
    r"|negotiat|explor|float|moot|propos|demand|suggest|review|examin)"
    r"|[^,;.]{0,60}? (?:an?|the|its|their|his) (?:pre)?condition\b"
    r"|[^,;.]{0,60}?\b(?:conditional|contingent|dependent) (?:up)?on\b"
)
_BEGIN = word_set("begin begins start starts")
_BEGINS = re.compile(
    r"[^,;.]{0,30}? (?:begins|begin|starts|start|opens|open|resumes|resume|follows|takes place|comes)\b"
)
# Whoever wants or may see a thing done has not seen it: "wants a force sent", "might see the captives freed".
_WANTED = re.compile(
    r"\b(?:wants?|wanted|would like|seeks?|sought|(?:trying|tries|tried|hopes?|hoped) to (?:get|see|have)"
    r"|(?:may|might|could) (?:see|have|mean|bring|get)|would [^.;]{0,60}\bsee)\b[^,.;]{0,60}$"
)
# A demand in the mouth of one side, and the words by which a deal or a day makes it a duty.
_SAID_MUST = re.compile(r"\b(?:said|says|saying|told|telling|insist\w*|wrote|warn\w*|stress\w*|demand\w*)\b")
_MUST_SAID = re.compile(r", (?:[\w.'’-]+ ){0,8}(?:said|says|insist\w*|wrote|warn\w*|stress\w*|demand\w*|told)\b")
_BY_RULE = re.compile(r"\b(?:under|by|within|deal|agreement|accord|truce|statement|resolution|until)\b")
_BY_A_DAY = re.compile(
    r"\bby (?:then\b|that (?:date|day|time|deadline)|the end|early|mid|late|[A-Z]\w+|\d)"
    r"|\bwithin \w+ (?:hours|days|weeks|months)\b"
)
# The hour of a thing to come, told in the present tense: "the sides meet again on Thursday".
_HOUR = re.compile(
    r"[^;]{0,80}?\b(?:(?:on|by|from|this|next|late on|early on) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|in (?:the )?(?:spring|summer|autumn|winter)|tomorrow|tonight"
    r"|next (?:week|month|year)|(?:over|at) the weekend|later (?:this|on)|in the coming"
    r"|(?:in|by|from|on) (?:early |mid-|late |the end of )?"
    r"(?:Janu|Febru|March|April|May\b|June|July|Aug|Septem|Octo|Novem|Decem)"
    r"|(?:within|over) (?:the (?:next|coming) )?[\w-]+ (?:hours|days|weeks|months)"
    r"|in (?:\w+ )?(?:stages|phases|batches)"
    r"|at (?:midnight|dawn|noon|sunset|daybreak|\d{1,2}(?::\d\d)? ?[ap]\.?m))"
)
_FROM_DAY = re.compile(
    r"\b[Ff]rom (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Jan|Feb|Mar|Apr|May\b|June|July|Aug|Sep|Oct|Nov|Dec|tomorrow)"
)


def modal(scene: Scene) -> Found:
    """Give the status that the auxiliaries of the act lend it, or None."""
    chain, words = scene.chain, scene.words
    if is_setting(scene) or chain.is_pair(word_set("had"), "to"):
        return None
    if scene.is_noun and _MOOTED.match(words.text, words.ends[scene.match.last], words.ends[scene.end]):
        return "hypothetical", "mooted"
    if not chain.words:
        chain = _of_another_verb(scene)
    if scene.type == "ceasefire_in_effect" and scene.match.trigger.form == "ing" and not chain.words:
        chain = Chain(tuple(sorted(_coming(scene))), scene.trigger)
    if chain.words[:1] == ("be",):
        return _told_to_be(scene)
    if chain.has(MAY):
        return _possible(scene, chain)
    if chain.has(FUTURE, MUST) or chain.is_bound:
        return _due(scene, chain)
    if not scene.is_noun and chain.is_infinitive:
        return None if "able" in chain.words else _infinitive(scene)
    return _by_the_words_around(scene)


def _coming(scene: Scene) -> set[str]:
    """Give the auxiliary of time to come before "starting": "a pause will be in force every day, starting Tuesday"."""
    return scene.lowers(range(scene.begin, scene.trigger)) & (FUTURE - {"would"})


def _by_the_words_around(scene: Scene) -> Found:
    """Read an act whose own verb group says nothing of its mood."""
    is_done = scene.type == "ceasefire_agreed" and scene.words.lowers[scene.trigger] == "agreed"
    if scene.is_noun and not is_done and scene.any("PLAN", _to_comma(scene)):
        return "scheduled", "plan"
    if scene.type == "ceasefire_agreed" and scene.match.trigger.form == "ing" and scene.chain.has(BE):
        return "hypothetical", "under_way"
    is_bent = (
        not scene.is_noun and ADVERBS.issuperset(scene.chain.words) and scene.match.trigger.form in ("ed", "participle")
    )
    if is_bent and scene.type not in HOSTILE and _WANTED.search(before(scene)):
        return "hypothetical", "wanted"
    told = (gapped_mood.of_list(scene) or awaited.of_scene(scene)) if scene.type in TERMS else None
    if told is not None:
        return told
    if scene.type in _DATED and _is_fixed_for_a_day(scene):
        return "scheduled", "day"
    if scene.type in _DATED and scene.match.is_guess:
        return loose_mood.of_clause(_clause(scene)) or (deal_texts.of_clause(scene) if scene.type in TERMS else None)
    return deal_texts.told_by(scene) if scene.type in TERMS else None


def _to_comma(scene: Scene) -> range:
    """Give the words after the match that may tell of it: not those after ", and", which tell something else."""
    after, lowers = scene.right(7), scene.words.lowers
    return range(after.start, next((at for at in after if lowers[at : at + 2] == (",", "and")), after.stop))


def _is_fixed_for_a_day(scene: Scene) -> bool:
    """Tell whether the present tense gives the act its day: "the last battalion leaves the town on Friday"."""
    words, trigger = scene.words, scene.match.trigger
    end = words.ends[scene.end]
    if scene.match.is_guess:
        return False
    if scene.is_noun:
        begins = _BEGINS.match(words.text, words.ends[scene.match.last], end)
        return begins is not None and _HOUR.match(words.text, begins.end(), end) is not None
    going = scene.chain.words in (("is",), ("are",)) and trigger.form == "ing"
    simple = not scene.chain.words and trigger.form in ("s", "base") and trigger.word_class != "DEEM"
    if scene.chain.words == (START,) and trigger.form in ("ing", "base"):
        simple = words.lowers[scene.chain.first] in _BEGIN
    return (going or simple) and _HOUR.match(words.text, words.ends[trigger.last], end) is not None


def is_setting(scene: Scene) -> bool:
    """Tell whether talks only give the scene of another act: "after two days of talks", "in a call"."""
    if scene.type != "peace_talks":
        return False
    if not scene.is_noun:
        return scene.match.trigger.form == "ing" and bool(_MET_FIRST & scene.lowers(scene.left(1, scene.trigger)))
    return bool(_SETTING & (scene.lowers(scene.left(_SETTING_REACH)) | scene.lowers(scene.left(2, scene.trigger))))


def _told_to_be(scene: Scene) -> Found:
    """Read the bare "be" of what is agreed on, or else asked for: "insisted that all captives be handed back"."""
    is_agreed = any(
        "PROMISE" in scene.words.begin[at] or "ORDER" in scene.words.begin[at] for at in range(scene.trigger)
    )
    return ("scheduled", "promise") if is_agreed else ("hypothetical", "call")


def _possible(scene: Scene, chain: Chain) -> Found:
    """Read may, might, can, could and should: what should be done by a day is due."""
    if "should" not in chain.words:
        is_leave = {"may", "can"} & set(chain.words) and _FROM_DAY.search(_clause(scene))
        return ("scheduled", "from") if is_leave else ("hypothetical", "may")
    is_due = scene.type == "ceasefire_in_effect" or _BY_A_DAY.search(_clause(scene))
    return ("scheduled", "should") if is_due else ("hypothetical", "may")


def _due(scene: Scene, chain: Chain) -> Found:
    """Read will, would and must: what a mere draft would do is only possible."""
    if _is_given_by_word(scene.match):
        return ("hypothetical", "may") if "expected" in chain.words else ("actual", "word")
    if chain.is_pair(FUTURE | MAY, "have") and "would" in chain.words:
        return ("hypothetical", "may") if chain.is_pair(word_set("have"), "to") else ("negated", "would have")
    if "would" in chain.words and deal_texts.is_only_drafted(scene):
        return "hypothetical", "draft"
    if "must" in chain.words and _is_wanted_by_word(scene):
        return "hypothetical", "must"
    return "scheduled", "will"


def _is_wanted_by_word(scene: Scene) -> bool:
    """Tell whether what must be done is one side's word, not a deal's: "the minister said they must leave"."""
    left = scene.words.text[scene.words.span.start : scene.words.starts[scene.trigger]]
    is_said = _SAID_MUST.search(left) or _MUST_SAID.search(scene.words.text, scene.words.ends[scene.match.last])
    return is_said is not None and not _BY_RULE.search(_clause(scene))


def _infinitive(scene: Scene) -> Found:
    """Read an infinitive that no verb of wish, promise or order governs."""
    left = before(scene)
    if scene.chain.is_pair(word_set("to"), "have"):
        return "actual", "perfect"
    if "allowed" in scene.chain.words:
        return "actual", "allow"
    if _is_voted(scene):
        return "actual", "vote"
    done = brought_about.of_infinitive(scene) or _purpose(scene)
    if done is not None:
        return done
    told = left + " ".join(scene.chain.words)
    if _is_ranked(scene, left, told):
        return "actual", "ranked"
    is_asked = scene.any("CALL", range(scene.begin, scene.trigger))
    if _SIGNED_TO.search(told):
        return "scheduled", "signed"
    if _has_no_verb(scene) or ("be" in scene.chain.words and not is_asked) or _GIVEN_TIME.search(left):
        return "scheduled", "is to"
    if _is_promised_too(scene):
        return "scheduled", "promise"
    return _for_letting(scene) or ("hypothetical", "to")


def _is_ranked(scene: Scene, left: str, told: str) -> bool:
    """Tell whether the act is done, as the first or last of its kind: "the third town to fall"."""
    if _RANKED.search(told) and ("be" not in scene.chain.words or _WAS_RANKED.search(left)):
        return True
    return told.endswith("to be") and _RANKED_AFTER.search(told) is not None


def _is_promised_too(scene: Scene) -> bool:
    """Tell whether a second thing was promised with a first, further back: "undertook to X by March and to leave"."""
    words, first = scene.words, scene.chain.first
    if first < 1 or words.lowers[first - 1] not in ("and", ","):
        return False
    for at in range(first - 2, 0, -1):
        names = words.begin[at].keys()
        if "PROMISE" in names and words.begin[at]["PROMISE"].form != "noun":
            after = words.lowers[words.begin[at]["PROMISE"].last + 1 : first][:_PROMISED_TO]
            if "to" in after and not {",", "that", "and"} & set(after[: after.index("to")]):
                return True
        if names & {"CALL", "WISH", "OFFER", "REFUSE", "POSSIBLE", "FEAR"} or words.lowers[at] == ";":
            return False
    return False


def _clause(scene: Scene) -> str:
    return scene.words.chars(scene.begin, scene.end).of(scene.words.text)


def _for_letting(scene: Scene) -> Found:
    """Read what another act lets happen from that act: "opened the gate to let lorries through"."""
    if scene.words.lowers[scene.chain.first + 1 : scene.chain.first + 2] and not _LETTING & scene.lowers(
        range(scene.chain.first, scene.trigger + 1)
    ):
        return None
    for at in range(scene.chain.first - 1, scene.begin - 1, -1):
        if is_finite(scene.words, at):
            chain = before_verb(scene.words, at + 1, scene.begin)
            is_asked = scene.words.lowers[scene.chain.first - 1] in ("and", ",") and (
                scene.any("CALL", range(scene.begin, at + 2)) or scene.any("ORDER", range(scene.begin, at + 2))
            )
            if chain.has(MAY, NEGATIONS) or "to" in chain.words or is_asked:
                return None
            return ("scheduled", "will") if chain.has(FUTURE, MUST) else ("actual", "purpose")
    return None


def _is_voted(scene: Scene) -> bool:
    """Tell whether a mandate, or the fate of a halt, is voted, which is an act of its day (settled question 22)."""
    left = scene.lowers(range(scene.begin, scene.trigger))
    if scene.type in MANDATED:
        return bool(left & {"voted", "votes"})
    return scene.type in FATE_OF_HALT and not _RESOLVED.isdisjoint(left)


def _has_no_verb(scene: Scene) -> bool:
    """Tell whether no verb stands before "to": "Armenia to hand over", ", with troops to leave by May"."""
    left = range(scene.begin, scene.chain.first)
    return bool(left) and not any(is_finite(scene.words, at) for at in left)


def _purpose(scene: Scene) -> Found:
    """Read what another act is for from that act: "flew to Doha to discuss", "will meet in Doha to discuss"."""
    if scene.type not in _FOR_A_PURPOSE:
        return None
    for at in range(scene.chain.first - 1, scene.begin - 1, -1):
        hit = scene.words.begin[at].get("DONE_FOR")
        if hit is not None and hit.last < scene.trigger:
            own = before_verb(scene.words, hit.first, scene.begin)
            if own.has(MAY, NEGATIONS):
                return None
            if {"no", "none", "neither", "nobody"} & scene.lowers(range(scene.begin, own.first)):
                return "negated", "no"
            if own.has(FUTURE, MUST) or own.is_bound:
                return ("scheduled", "purpose") if scene.type == "peace_talks" else None
            return None if "to" in own.words else ("actual", "purpose")
        if is_finite(scene.words, at) and scene.words.lowers[at] not in FUTURE | MAY | MUST | BE:
            return None
    return None


def _of_another_verb(scene: Scene) -> Chain:
    """Give the auxiliary that an act has from a verb beside it: as its object, or where the trigger only describes the
    doer ("a committee led by a general will rule") or holds the auxiliary itself ("will monitor")."""
    trigger, words = scene.match.trigger, scene.words
    if trigger.form == "word":
        inside = next((at for at in range(trigger.first, trigger.last) if words.lowers[at] in FUTURE | MAY | MUST), -1)
        if inside >= 0:
            return Chain((words.lowers[inside],), inside)
    if scene.is_noun or trigger.form == "ing":
        return _of_object(scene)
    if trigger.form in ("ed", "participle") and words.lowers[trigger.last + 1 : trigger.last + 2] == ("by",):
        return after_noun(words, trigger.last, scene.end)
    return scene.chain


def _of_object(scene: Scene) -> Chain:
    """Give the auxiliary of the verb that a noun is the object of: "arrangements that will lead to a pullback"."""
    for at in range(scene.trigger - 1, max(scene.begin, scene.trigger - _OBJECT_REACH) - 1, -1):
        if scene.words.lowers[at] in FUTURE | MAY | MUST:
            return Chain((scene.words.lowers[at],), at)
        is_governed = scene.words.lowers[at - 1] in FUTURE | MAY | MUST or (
            scene.words.lowers[at] == "given" and scene.words.lowers[at - 1] == "be"
        )
        is_adjective = at == scene.trigger - 1 and scene.words.lowers[at].endswith("ed")
        if (is_finite(scene.words, at) and not (is_governed or is_adjective)) or scene.words.lowers[at] == ",":
            break
    return scene.chain


def _is_given_by_word(match: Match) -> bool:
    """Tell whether the word makes the act: a halt one side will keep is declared, one that will go on prolonged."""
    return match.rule.type == "ceasefire_declared" or match.trigger.word_class == "GO_ON"
