"""Reads what a verb or noun before an act makes of it: "agreed to", "refused to", "called for", "would let".

Knows no auxiliaries of the act itself but those that show it is governed.
"""

from __future__ import annotations

import re

from extractors.ceasefire import deal_texts
from extractors.ceasefire.clauses import is_finite
from extractors.ceasefire.status_scene import PAST, Scene, before
from extractors.ceasefire.tokens import Hit, word_set
from extractors.ceasefire.type_sets import MANDATED, TERMS
from extractors.ceasefire.verb_group import ADVERBS, BE, FUTURE, MAY, MUST, NEGATIONS, START, Chain, before_verb

_REACH, _NOUN_REACH, _JOINED_REACH = 14, 5, 4
_STATUS = {
    "PROMISE": "scheduled",
    "PLAN": "scheduled",
    "ORDER": "scheduled",
    "REFUSE": "negated",
    "CALL": "hypothetical",
    "WISH": "hypothetical",
    "OFFER": "hypothetical",
    "POSSIBLE": "hypothetical",
    "FEAR": "hypothetical",
    "ALLOW": "actual",
}
# Acts that are done when they are agreed: "agreed to extend the truce" extends it.
_DONE_BY_WORD = frozenset({"ceasefire_extended", "ceasefire_agreed", "ceasefire_declared"})
_STILL_TO_SIGN = word_set("conclude reach sign negotiate finalise finalize strike")
# An offer that was taken up binds: "accepted a proposal to halt hostilities from noon".
_ACCEPTED = word_set("accepted accept accepts approved backed endorsed")
_KEPT = TERMS | {"ceasefire_in_effect"}
_DEALS = tuple((word,) for word in ("deal", "agreement", "accord", "pact", "truce", "ceasefire", "protocol"))
# Words by which a council prolongs what it sent.
_KEEPING = frozenset({"MANDATE", "KEEP_FORCE"})
_HAVE = word_set("has have")
_DONE = word_set("gone taken given driven flown come begun sent left met set put made brought held lost let moved")
# A text that was voted is the reaction, whatever it calls for: "adopted a resolution urging the king to recognise".
_VOTED = re.compile(
    r"\b(?:adopt|pass|approv|endors|back|vote|sign|issu)\w*\b[^.;]{0,40}"
    r"\b(?:resolution|motion|declaration|statement|bill)\b"
)
# A deal that is still to be made: "hurdles in the way of a deal to free", "talks on an agreement to".
_NO_DEAL_YET = re.compile(
    r"\b(?:in the way of|close to|closer to|nearer|near|towards?|talks (?:on|about|over)|prospects? (?:of|for)"
    r"|hopes? (?:of|for)|seek\w*|negotiat\w+|discuss\w*|bargain\w* over|push\w* for|work\w* on|draft\w*"
    r"|to (?:reach|clinch|strike|secure|broker|mediate|conclude|sign))"
    r"(?: on| over| about)? (?:an?|any|some) (?:[\w-]+ ){0,3}$"
)
# What was agreed on is to think of the act: "agreed to consider a swap", "undertook to look into a pullback".
_ONLY_WEIGHED = re.compile(
    r" (?:\w+ )?to (?:\w+ly )?(?:consider|study|examine|explore|review|weigh|debate|discuss|look (?:at|into)"
    r"|think about|talk (?:about|over)|work (?:on|towards?)|negotiate) "
)
_RELATIVES = word_set("which who whom whose")
# What opens a second promise, which the "not" of the first does not deny: "agreed not to attack and to allow".
_ANEW = (("and", "to"), ("but", "to"))
# What opens the list of things agreed on: "an agreement on a truce and on the release of captives".
_LISTED = word_set("on for covering including about")


def governed(scene: Scene) -> tuple[str, str] | None:
    """Give the status that the nearest governor lends the act, with its name, or None."""
    trigger = scene.trigger
    edge = scene.match.first if scene.match.trigger.form == "word" else trigger
    edge = edge if scene.is_noun else min(edge, scene.chain.first)
    for at in range(edge - 1, max(scene.begin - 1, edge - _REACH), -1):
        for name, hit in scene.words.begin[at].items():
            if name not in _STATUS or hit.last >= trigger or _is_perfect(scene, hit):
                continue
            if _governs(scene, hit):
                found = _by_governor(scene, hit, name)
                if found is not None:
                    return found
    return None


def _by_governor(scene: Scene, hit: Hit, name: str) -> tuple[str, str] | None:
    status, by = _STATUS[name], name.lower()
    if name == "CALL" and _is_of_a_deal(scene, hit):
        return "scheduled", "deal"
    if name == "CALL" and scene.type == "diplomatic_reaction" and _VOTED.search(before(scene)):
        return "actual", "voted"
    left = range(max(scene.begin, hit.first - 5), hit.first)
    if _is_refused(scene, left):
        return "negated", "refuse"
    if hit.form == "noun" and status == "hypothetical" and scene.type in _KEPT and _ACCEPTED & scene.lowers(left):
        return "scheduled", "accepted"
    if name == "ALLOW":
        is_deal = hit.form == "s" and deal_texts.is_told_of_deal(scene, hit.first)
        return ("scheduled", "deal") if is_deal else _allowed(before_verb(scene.words, hit.first, scene.begin))
    return _by_promise(scene, hit, name) or (status, by)


def _is_refused(scene: Scene, left: range) -> bool:
    """Tell whether what governs the act is itself denied or refused: "refused to agree to"."""
    head = scene.words.lowers[scene.begin]
    joined = next((at for at in reversed(left) if scene.words.lowers[at : at + 2] in _ANEW), left.start)
    denied = scene.lowers(range(joined, left.stop)) & {"no", "not", "never"} or head in ("neither", "none")
    return bool(denied) or scene.any("REFUSE", left)


def _by_promise(scene: Scene, hit: Hit, name: str) -> tuple[str, str] | None:
    """Read what was promised or planned from the words around the promise."""
    status = _STATUS[name]
    if status == "scheduled" and hit.first and scene.words.lowers[hit.first - 1] in MAY | {"would"}:
        return "hypothetical", "may"
    if (
        name == "PROMISE"
        and "would" in scene.words.lowers[hit.first : hit.last + 1]
        and deal_texts.is_only_drafted(scene)
    ):
        return "hypothetical", "draft"
    weighed = scene.words.text[scene.words.ends[hit.last] : scene.words.starts[scene.trigger]]
    if name == "PROMISE" and _ONLY_WEIGHED.match(weighed) and " and to " not in weighed:
        return "hypothetical", "weighed"
    if name == "PROMISE" and _NO_DEAL_YET.search(
        scene.words.text[scene.words.starts[scene.begin] : scene.words.starts[hit.first]]
    ):
        return "hypothetical", "no_deal"
    if name == "PROMISE" and scene.type in _DONE_BY_WORD and scene.words.lowers[scene.trigger] not in _STILL_TO_SIGN:
        return "actual", "agreed"
    is_vote = name == "PROMISE" and scene.type in MANDATED and scene.match.trigger.word_class in _KEEPING
    if is_vote and is_of_council(scene, hit.first):
        return "actual", "vote"
    return None


def is_of_council(scene: Scene, at: int) -> bool:
    """Tell whether a council, whose word is the mandate, is named before the word `at`."""
    return any("BODY" in scene.words.begin[word] or scene.words.lowers[word] == "council" for word in range(at))


def _is_perfect(scene: Scene, hit: Hit) -> bool:
    """Tell whether the "have" of "have ~ to" only helps another verb: "sappers have gone to a town to clear mines"."""
    following = scene.words.lowers[hit.first + 1]
    if hit.last == hit.first or scene.words.lowers[hit.first] not in _HAVE or following == "to":
        return False
    is_helped = following in BE | ADVERBS | _DONE or following.endswith("ed")
    return is_helped or any(each.form in ("participle", "ed") for each in scene.words.begin[hit.first + 1].values())


def _is_of_a_deal(scene: Scene, hit: Hit) -> bool:
    """Tell whether a deal that is made is what calls for the act: "the agreement calls for the release"."""
    before = scene.words.lowers[max(scene.begin, hit.first - 3) : hit.first]
    return before[-1:] in _DEALS or (
        before[-1:] in (("which",), ("that",)) and any((word,) in _DEALS for word in before)
    )


def _allowed(chain: Chain) -> tuple[str, str] | None:
    """Read what is let happen from the letting (settled question 21): has let, will let; "to let" hangs on its own."""
    if chain.has(NEGATIONS) or "no" in chain.words:
        return "negated", "not"
    if chain.has(MAY):
        return "hypothetical", "may"
    if chain.has(FUTURE, MUST) or chain.is_bound:
        return "scheduled", "will"
    return None if chain.is_infinitive else ("actual", "allow")


def _governs(scene: Scene, hit: Hit) -> bool:
    """Tell whether nothing cuts the governor from the act: "to" for a verb, no finite verb of the act's own."""
    between = range(hit.last + 1, scene.trigger)
    if scene.is_noun:
        return _governs_noun(scene, between)
    chain, lowers = scene.chain, scene.words.lowers[hit.last + 1 : scene.trigger]
    if hit.form == "ing" and hit.first == scene.begin and "," in lowers:
        return False  # "Fearing reprisals, they fled before seeing the town": what leads in ends at its comma
    if chain.has(PAST, _HAVE) and not chain.is_bound and "to" not in chain.words:
        return False
    if chain.words[:1] == (START,) or _stands_beside(scene, hit) or _is_own_plan(scene):
        return False
    if chain.has(FUTURE, MAY) and "FEAR" in scene.words.begin[hit.first]:
        return not any(is_finite(scene.words, at) for at in between if at < chain.first)
    if chain.is_infinitive or chain.words == ("be",) or scene.match.trigger.form == "ing" or scene.is_bare:
        return True
    # "A truce that began": what is told in the past is no part of what was agreed.
    return (
        hit.form != "noun"
        and not scene.is_told
        and "that" in lowers
        and not _RELATIVES & set(lowers[lowers.index("that") :])
    )


def _stands_beside(scene: Scene, hit: Hit) -> bool:
    """Tell whether the act is promised beside the verb, not by it: "agreed not to seek gains and to let aid in"."""
    lowers, first = scene.words.lowers, scene.chain.first
    if hit.first < 1 or lowers[hit.first - 1] != "to" or scene.chain.words[:1] != ("to",):
        return False
    return lowers[first - 1] in ("and", "but") and "to" not in lowers[hit.last + 1 : first]


def _is_own_plan(scene: Scene) -> bool:
    """Tell whether the act is promised by its own verb: "do not intend to seize the town and would leave the port"."""
    chain = scene.chain
    is_future = bool(chain.words) and chain.words[0] in FUTURE
    return is_future and chain.first > 0 and scene.words.lowers[chain.first - 1] in ("and", "but")


def _governs_noun(scene: Scene, between: range) -> bool:
    lowers = scene.lowers(between)
    if _is_second_object(scene, between):
        return True
    is_list = len(between) > 1 and scene.words.lowers[between[0]] in _LISTED
    if len(between) > (_REACH if "to" in lowers or is_list else _NOUN_REACH) or lowers & _RELATIVES:
        return False
    if lowers & {",", "and"} and not is_list:
        return False
    return not any(_is_told(scene, at) for at in between if at + 1 < scene.trigger)


def _is_second_object(scene: Scene, between: range) -> bool:
    """Tell whether the noun is joined to what the verb before governs: "called for a truce and the release of"."""
    hits = scene.words.finish[between.start - 1] if between else ()
    if "CALL" not in hits and "OFFER" not in hits:
        return False
    last = next((at for at in reversed(between) if scene.words.lowers[at] in ("and", ",")), -1)
    is_anew = last >= 0 and scene.words.lowers[last + 1] == "to"
    if last < 0 or is_anew or scene.trigger - last > _JOINED_REACH or any(is_finite(scene.words, at) for at in between):
        return False
    return not (_RELATIVES & scene.lowers(between) or scene.chain.words)


def _is_told(scene: Scene, at: int) -> bool:
    """Tell whether a verb with tense stands at a word, not one after "to"."""
    return is_finite(scene.words, at) and scene.words.lowers[at - 1] != "to"
