"""Finds the numbers that a sentence ties to an event: dead, freed, breaches, troops (codebook section 6, settled 30).

Does no arithmetic: what the text does not say as a number is kept verbatim, without low and high.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.ceasefire.days import NUMBER_WORDS
from extractors.ceasefire.spans import Span, small
from extractors.ceasefire.type_sets import HOSTILE
from extractors.records import Count

_WORDS = {word: number for word, number in NUMBER_WORDS.items() if word not in ("a", "an", "hundred")}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|(?:"
    + "|".join(_WORDS)
    + r")(?:-(?:"
    + "|".join(_WORDS)
    + r"))?|an?(?=\s+(?:hundred|"
    r"thousand|million)\b))(?:\s+(?:hundred|thousand|million)\b)?"
)
# "Handed over four" is no bound of four.
_NO_OVER = "".join(rf"(?<!\b{verb}\s)" for verb in ("hand", "hands", "handed", "handing", "turn", "turned", "turning"))
# Of text in small letters.
_QUANTITY = re.compile(
    rf"(?<![\w$€£.,:'’/-])(?P<verbatim>(?P<bound>(?:(?:more|fewer|less)\s+than|{_NO_OVER}over|at\s+least|as\s+many\s+as|up\s+to|nearly|almost"
    r"|close\s+to|about|some|around|roughly|approximately|an\s+estimated|all|another|only|just|no\s+fewer\s+than)\s+)?"
    rf"(?:(?P<low>{_NUMBER})(?:\s*(?:-|–|to)\s*(?P<high>{_NUMBER}))?"
    r"|(?P<vague>(?:tens|hundreds)\s+of\s+thousands|dozens|scores|hundreds|thousands|several\s+hundred|several)))"
    r"(?![\w%:]|,\d|\.\d|-(?!strong)|\s*(?:%|percent|a\.m|p\.m|gmt|km|kilomet|miles?|years?\b|days?\b|weeks?\b|months?\b"
    r"|hours?\b|minutes?\b|decades?\b|sides?\b|parties\b|countries\b|armies\b|armed\s+forces|leaders\b|votes?\b|o['’]clock))",
)
_TWICE = re.compile(r"\b(?:twice|once)\b(?!\s+(?:the|a|an|more|as|again))", re.IGNORECASE)
_MONTH_BEFORE = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s+(?:\d{1,2}\s+(?:and|to|or)\s+)?$"
)
_MONTH_AFTER = re.compile(r"\s+(?:Jan|Feb|Mar|Apr|May\b|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
_IN_YEAR = re.compile(r"\b(?:in|since|of|from|by|until|late|early|mid|the|between|and)[\s-]+$", re.IGNORECASE)

_PEOPLE = (
    r"people|persons?|civilians?|soldiers?|servicem[ae]n|servicewomen|fighters?|troops|personnel|hostages?|captives?|prisoners?"
    r"|POWs|detainees?|wom[ae]n|m[ae]n|children|residents|refugees|returnees|militants|rebels|police|officers?|conscripts?"
    r"|marines|peacekeepers|observers|displaced|internees|pilots?|medics|crew|combatants|guerrillas|[A-Z][a-z]+(?:ans|ians|is"
    r"|ese|eds|ners|ers|ines)|of\s+(?:them|its|his|their|her)"
)
_NOUNS = tuple(
    (name, re.compile(rf"(?:^|\s)((?:{nouns})\b)"))
    for name, nouns in (
        ("killed", r"dead|lives|deaths|fatalities"),
        ("bodies", r"bod(?:y|ies)|remains|corpses|coffins|boxes"),
        ("hectares", r"hectares?"),
        ("mines", r"mines?|landmines?|munitions?|ordnance|explosives?|shells|devices|bombs|items"),
        (
            "vehicles",
            r"trucks?|lorr(?:y|ies)|vehicles?|carriers?|buses|tanks?|wagons?|APCs|ambulances?|cars?|a\s+day",
        ),
        (
            "violations",
            (
                r"violations?|breach(?:es)?|instances?|times|attacks?|strikes?|incidents?|cases?|assaults?|bombardments?|raids?"
                r"|explosions?|shellings?|infringements?|launches"
            ),
        ),
        ("people", _PEOPLE),
        ("none", r"famil(?:y|ies)|villages?|towns?|districts?|posts?|points?|houses?|crossings?|hilltops?"),
    )
)
_STOP = re.compile(r"[,;.]|\b(?:in|on|at|from|to|with|was|were|who|that|and\s+\w+\s+(?:people|women))\b")
_KILLED_BEFORE = re.compile(
    r"\b(?:kill\w*|killing\s+of|left|claim\w*|took|shot\s+dead|death\s+of|dead\s+at|murder\w*|cost)\s+(?:\w+\s+){0,2}$"
)
_KILLED_AFTER = re.compile(r"[^.;]{0,45}?\b(?:killed|dead|died|lives|dying|deaths)\b")
_HURT_BEFORE = re.compile(r"\b(?:wound\w*|injur\w*|maim\w*)\s+(?:\w+\s+){0,2}$")
_HURT_AFTER = re.compile(r"[^.;,]{0,40}?\b(?:wounded|injured|hurt)\b")
_CAPTIVE = re.compile(r"[^.;,]{0,20}?\b(?:captive|captured|prisoner\b|hostage\b)")
_CROSSED = re.compile(r"[^.;]{0,40}(?:crossed|strayed|entered)\b")
_HOME = re.compile(r"\b(?:return\w*|back|home|moved\s+in(?:to)?|resettle\w*|bound\s+for)\b")
_AWAY = re.compile(r"\b(?:not\s+been\s+able|fled\s+to|leav\w+|crossed\s+into|go\s+to|depart\w*)\b")
_COSTS_LIVES = HOSTILE | {"ceasefire_ended"}
_FORCES = frozenset({"peacekeeper_deployment", "troop_withdrawal"})


def find(text: str, sentence: Span, clause: Span, event_type: str) -> tuple[Count, ...]:
    """Give the counts of the clause, in order; a casualty count beside it counts where the clause has none."""
    found = tuple(_counts(text, clause, event_type))
    if found or event_type not in _COSTS_LIVES or clause == sentence:
        return found
    beside = _counts(text, sentence, event_type)
    return (
        tuple(count for count in beside if count.kind in ("killed", "wounded"))[:2] if _is_deadly(text, clause) else ()
    )


def _is_deadly(text: str, clause: Span) -> bool:
    return (
        re.search(
            r"\b(?:missile|shell|blast|strike|attack|fire[ds]?\b|rocket|drone)", text[clause.start : clause.end], re.I
        )
        is not None
    )


def _counts(text: str, clause: Span, event_type: str) -> Iterator[Count]:
    taken: str | None = None
    for found in _QUANTITY.finditer(small(text), clause.start, clause.end):
        if _is_date(text, found) or (taken and _is_part(text, found)):
            continue
        noun, end = _noun(text, found.end(), clause.end)
        kind = _kind(text, clause, found, noun, event_type, taken)
        if kind is not None:
            taken = kind
            low, high = (None, None) if noun == "none" else _bounds(found)
            yield Count(kind, low, high, text[found.start() : end].strip())
    if event_type == "ceasefire_violation":
        for found in _TWICE.finditer(text, clause.start, clause.end):
            n = 2 if found[0].lower() == "twice" else 1
            if n == 2:
                yield Count("violations", n, n, found[0])


def _is_part(text: str, found: re.Match[str]) -> bool:
    """Whether the number belongs to one already counted: "13 of them", "four of the 28 bodies"."""
    return text.startswith(" of them", found.end()) or text[: found.start()].endswith(" of the ")


def _is_date(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - 16) : found.start()]
    if _MONTH_BEFORE.search(before) or _MONTH_AFTER.match(text, found.end()):
        return True
    digits = (found["low"] or "").strip()
    return len(digits) == 4 and digits.isdigit() and digits[:2] in ("19", "20") and bool(_IN_YEAR.search(before))


def _noun(text: str, start: int, limit: int) -> tuple[str | None, int]:
    """Give what is counted and where it ends: the first word of a known sort within a few words."""
    window = text[start : min(limit, start + 60)]
    stop = _STOP.search(window)
    window = window[: stop.start()] if stop else window
    best: tuple[int, int, str] | None = None
    for name, pattern in _NOUNS:
        found = pattern.search(window)
        if found and (best is None or found.start(1) < best[0]):
            best = (found.start(1), found.end(1), name)
    return (best[2], start + best[1]) if best else (None, start)


def _kind(
    text: str, clause: Span, found: re.Match[str], noun: str | None, event_type: str, taken: str | None
) -> str | None:
    if event_type in _COSTS_LIVES:
        return _casualties(text, clause, found, noun, event_type)
    if noun in ("hectares", "mines"):
        return noun if event_type == "mine_clearance" else None
    if event_type == "mine_clearance":
        return (
            "mines"
            if noun is None and re.match(r"\s+(?:handed|cleared|destroyed|defused)", text[found.end() :])
            else None
        )
    if event_type == "prisoner_exchange":
        if noun == "bodies" or (
            noun == "people" and re.search(r"\b(?:remains|bodies)\s+of\s+$", text[: found.start()][-20:])
        ):
            return "returned"
        return "released" if noun == "people" or (noun is None and taken and found["low"]) else None
    if event_type == "displaced_return":
        return _moved(text, clause, noun, found)
    if event_type == "humanitarian_access":
        return noun if noun == "vehicles" else None
    if event_type in _FORCES:
        return {"people": "troops", "vehicles": "vehicles"}.get(noun or "")
    return None


def _moved(text: str, clause: Span, noun: str | None, found: re.Match[str]) -> str | None:
    is_vague_crowd = noun is None and found["vague"] is not None
    is_family = noun == "none" and re.match(r"\s+(?:\w+\s+)?famil", text[found.end() :]) is not None
    if noun != "people" and not is_vague_crowd and not is_family:
        return None
    words = text[clause.start : clause.end]
    return "returned" if _HOME.search(words) and not _AWAY.search(words) else "displaced"


def _casualties(text: str, clause: Span, found: re.Match[str], noun: str | None, event_type: str) -> str | None:
    if noun == "violations":
        return "violations" if _is_breach(text, found, event_type) else None
    if noun == "killed":
        return "killed"
    if noun not in ("people", None):
        return None
    before = text[max(clause.start, found.start() - 40) : found.start()]
    if _HURT_BEFORE.search(before):
        return "wounded"
    if noun == "people" and _CAPTIVE.match(text, found.end(), clause.end):
        return "captured"
    if _KILLED_BEFORE.search(before):
        return "killed" if noun == "people" or found["vague"] is None else None
    if noun is None and not found["vague"]:
        return "captured" if _CAPTIVE.match(text, found.end(), clause.end) else None
    return _by_what_follows(text, clause, found.end(), event_type)


def _by_what_follows(text: str, clause: Span, end: int, event_type: str) -> str | None:
    patterns = (("captured", _CAPTIVE), ("wounded", _HURT_AFTER), ("killed", _KILLED_AFTER))
    kind = next((kind for kind, pattern in patterns if pattern.match(text, end, clause.end)), None)
    if kind is None and event_type == "ceasefire_violation" and _CROSSED.match(text, end, clause.end):
        return "troops"
    return kind


def _is_breach(text: str, found: re.Match[str], event_type: str) -> bool:
    return event_type == "ceasefire_violation" or text[found.end() :].lstrip().startswith("times")


def _bounds(found: re.Match[str]) -> tuple[int | None, int | None]:
    """Give low and high as settled question 30 says: nearly N is 0.95 N to N, more than N has no upper bound."""
    if found["vague"]:
        return None, None
    low = _value(found["low"])
    high = _value(found["high"]) if found["high"] else low
    bound = " ".join((found["bound"] or "").lower().split())
    if bound in ("more than", "over", "at least", "no fewer than"):
        return low, None
    if bound in ("nearly", "almost", "close to"):
        return round(low * 0.95), low
    if bound in ("up to", "fewer than", "less than"):
        return None, high
    return low, high


def _value(words: str) -> int:
    number, _, scale = words.lower().replace(",", "").partition(" ")
    factor = _SCALES.get(scale.strip(), 1)
    if number in ("a", "an"):
        return factor
    if number[0].isdigit():
        return round(float(number) * factor)
    return sum(_WORDS[part] for part in number.split("-")) * factor
