"""Finds date words in a sentence and says on which day the event of one clause lies.

Knows no time zone: a day is the day the outlet writes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from extractors.ceasefire import datelines
from extractors.ceasefire.date_collect import collect
from extractors.ceasefire.date_settle import Days, settle
from extractors.ceasefire.date_words import DateWords
from extractors.ceasefire.dates_relative import delay
from extractors.ceasefire.days import shift
from extractors.ceasefire.spans import Span

# Types whose own act is an act of speech: "agreed on Friday" dates them, but not a withdrawal agreed on Friday.
_SPOKEN = frozenset(
    "ceasefire_proposed ceasefire_rejected ceasefire_agreed ceasefire_declared ceasefire_extended ceasefire_ended"
    " peace_talks diplomatic_reaction".split()
)
_AHEAD = frozenset({"scheduled", "postponed", "hypothetical"})
# Types that go on: "since May" is when they began; the others sum up what was done from then to now.
_LASTING = frozenset("ceasefire_in_effect peacekeeper_deployment ceasefire_monitoring peace_talks".split())

_SPEECH = re.compile(
    r"\b(?:said|says|told|agreed|announced|signed|pledged|promised|vowed|decided|ordered|approved|voted|reported|warned"
    r"|declared|claimed|accused|confirmed|denied|insisted|stressed|noted|added|urged|called|demanded|offered|proposed"
    r"|wrote|tweeted|alleged|stated|asked|backed|blamed|met|spoke|memorandum|statement)"
    r"(?:\s+(?:it|late|early|him|her|them|in\s+[A-Z]\w+|a\s+\w+|reporters|journalists|TASS|Reuters))?"
    r"(?:\s+(?:on|late|early|late\s+on|in\s+a\s+statement\s+on))?\s*$"
)
_SPEECH_AFTER = re.compile(
    r"\s*,?\s*(?:said|told|agreed|announced|signed|pledged|promised|vowed|ordered|approved|reported|warned|claimed|accused"
    r"|confirmed|denied|insisted|urged|called|demanded|dismissed|gave|blamed|condemned|welcomed)\b"
)
_AHEAD_CUE = re.compile(
    r"\b(?:due|set\s+(?:for|to|down)|slated|scheduled|planned|expected|will|would|shall|should|to\s+(?!\w+ed\b)[a-z]+"
    r"|by|until|till|before|no\s+later\s+than|deadline|next|ahead\s+of)\s+(?:\w+\s+){0,4}$"
)
_REFERENCE = re.compile(
    r"(?:(?:the|a|an|this|that|its|their|his|another|last|one|two)\s+|under\s+(?:the|a)\s+)?(?:[\w'.-]+\s+){0,4}?"
    r"(?:deal|truces?|accord|pact|agreement|armistices?|statement|cease-?fires?|understanding|plan|proposal|offer"
    r"|arrangement|declaration|announcement|memorandum|roadmap|settlement)\s+"
    r"(?:that|which|who|under|signed|reached|brokered|mediated|struck|agreed|announced|of|for|between|to|it|he|they"
    r"|\w+ed\b)",
    re.IGNORECASE,
)
_SHARED_SUBJECT = re.compile(
    r"(?:and\s+)?(?:then\s+)?(?:was|were|is|has|had|have|went|took|broke|fell|\w+ed)\b|(?:both|the\s+two)\s+sides\b"
)
_HANGS_ON = re.compile(r"\b(?:with|when|as|while|where|once|after|before|in\s+which|during\s+which)\s*$", re.IGNORECASE)
_BREAK = re.compile(r"[;:]|,\s+(?:and|but|while|which|who|as|though)\b|\b(?:but|while|although|though)\b")


@dataclass(frozen=True, slots=True)
class DateRef:
    """One expression of time: its place in the text and the days it covers."""

    start: int
    end: int
    first_on: date | None
    last_on: date | None
    precision: str
    basis: str


@dataclass(frozen=True, slots=True)
class DateReading:
    """When an event lies (codebook section 4). `date_basis` is explicit, relative, dateline, publication or none."""

    event_date: date | None = None
    event_date_end: date | None = None
    date_precision: str = "none"
    date_basis: str = "none"
    original_date: date | None = None
    event_time: str | None = None


_NO_DATE = DateReading()


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one call of `resolve` is about; offsets of `words` count in `text`."""

    text: str
    sentence: Span
    clause: Span
    words: tuple[DateWords, ...]
    event_type: str
    status: str
    is_ahead: bool
    is_background: bool
    base_on: date

    def is_inside(self, word: DateWords) -> bool:
        return self.clause.start <= word.start and word.end <= self.clause.end


def find(text: str, sentence: Span, published_on: date) -> tuple[DateRef, ...]:
    """Give the expressions of time in the sentence, in order, read as past; a dateline's date is none of them."""
    refs = []
    for word in _words(text, sentence):
        days = settle(word, base_on=published_on, is_ahead=_looks_ahead(text, sentence, word, False))
        refs.append(
            DateRef(word.start, word.end, days.first_on, days.last_on, days.precision, days.basis)
            if days
            else DateRef(word.start, word.end, None, None, "none", "none")
        )
    return tuple(refs)


def resolve(
    text: str,
    sentence: Span,
    clause: Span,
    *,
    event_type: str,
    status: str,
    tense: str,
    published_on: date,
    dateline_on: date | None = None,
    is_background: bool = False,
) -> DateReading:
    """Say when the event of `clause` lies (codebook sections 4 and 10: 2, 6, 24, 28, 29).

    `tense` is past, present or future. Without `dateline_on` the dateline at the start of `text` is read.
    """
    base_on = dateline_on or datelines.read(text).on(published_on) or published_on
    is_ahead = tense == "future" or status in _AHEAD
    words = _words(text, sentence)
    asked = _Asked(text, sentence, clause, words, event_type, status, is_ahead, is_background, base_on)
    if status == "postponed":
        return _postponed(asked)
    word = _own(asked)
    if word is not None:
        return _read(asked, word)
    days = _linked(asked)
    if days is not None:
        return DateReading(days.first_on, days.last_on, days.precision, days.basis)
    word = _borrowed(asked)
    return _read(asked, word) if word is not None else _undated(asked)


def _words(text: str, sentence: Span) -> tuple[DateWords, ...]:
    start = sentence.start
    if start < 100:
        start = max(start, min(datelines.read(text).end, sentence.end))
    return tuple(word.moved(start) for word in collect(text[start : sentence.end]))


def _own(asked: _Asked) -> DateWords | None:
    """Choose among the date words inside the clause the ones that date its event."""
    scored = [(score, -word.start, word) for word in asked.words if (score := _score(asked, word)) > 0]
    if not scored:
        return None
    best = max(scored, key=lambda item: item[:2])[2]
    return _spanned(asked, best, [word for *_, word in scored])


def _spanned(asked: _Asked, best: DateWords, words: list[DateWords]) -> DateWords:
    """Join "in 2022 and for Orthodox Christmas in 2023": two years, or two months, of one mention are one span."""
    if best.kind not in ("years", "month") or best.until or best.is_modifier:
        return best
    later = [word for word in words if word.kind == best.kind and word.start > best.end and not word.is_modifier]
    return replace(best, until=later[-1]) if later else best


def _score(asked: _Asked, word: DateWords) -> int:
    if not asked.is_inside(word) or word.kind == "link":
        return 0
    if word.kind in ("hence", "shift") and not _has_sense(asked, word):
        return 0
    if word.is_modifier and word.kind == "years":
        return 3 if asked.event_type in _SPOKEN and word.start - asked.clause.start < 30 else 0
    score = 10 - 4 * word.is_modifier
    if asked.event_type not in _SPOKEN and _is_speech(asked, word):
        return 0 if asked.status in _AHEAD else 2
    if asked.status in ("scheduled", "hypothetical") and not asked.is_background:
        days = _days(asked, word)
        if days is None or (days.last_on or days.first_on) < asked.base_on:
            return 0
    return max(1, score + _lead_score(asked, word))


def _lead_score(asked: _Asked, word: DateWords) -> int:
    if asked.status in _AHEAD:
        return 1 if word.lead in ("by", "from", "on", "no later than", "as of", "before") else 0
    if word.lead in ("after", "before", "until", "till"):
        return -5
    if word.lead == "since":
        return -3
    return -4 if _AHEAD_CUE.search(asked.text[asked.clause.start : word.start]) and not asked.is_ahead else 0


def _has_sense(asked: _Asked, word: DateWords) -> bool:
    """Whether "in three days" is a day ahead and no duration, and "a day later" has a day to lean on."""
    if word.kind == "hence":
        return word.n < 0 or asked.status in _AHEAD
    return word.unit not in ("hour", "minute", "year", "month", "decade") or word.n == 0


def _is_speech(asked: _Asked, word: DateWords) -> bool:
    before = asked.text[max(asked.sentence.start, word.start - 60) : word.start]
    return bool(_SPEECH.search(before) or _SPEECH_AFTER.match(asked.text, word.end, asked.sentence.end))


def _looks_ahead(text: str, sentence: Span, word: DateWords, is_ahead: bool) -> bool:
    before = text[max(sentence.start, word.start - 60) : word.start]
    return is_ahead or word.part in ("next", "ahead") or _AHEAD_CUE.search(before) is not None


def _days(asked: _Asked, word: DateWords) -> Days | None:
    is_ahead = _looks_ahead(asked.text, asked.sentence, word, asked.is_ahead)
    return settle(
        word, base_on=asked.base_on, is_ahead=is_ahead, anchor_on=_anchor(asked, word), year=_year(asked, word)
    )


def _anchor(asked: _Asked, word: DateWords) -> date | None:
    """Give the date before it in the sentence that "a day later" leans on."""
    if word.kind != "shift":
        return None
    for other in reversed(asked.words):
        if other.start < word.start and other.kind not in ("shift", "link", "hence"):
            days = settle(other, base_on=asked.base_on, is_ahead=False)
            return days.first_on if days else None
    return None


def _year(asked: _Asked, word: DateWords) -> int:
    """Give the year of the sentence's dated neighbour, for a bare day beside it that is not news."""
    if word.kind not in ("day", "month") or word.year or asked.is_ahead:
        return 0
    return next((other.year for other in asked.words if other.year and other.kind in ("day", "month")), 0)


def _read(asked: _Asked, word: DateWords) -> DateReading:
    days = _days(asked, word)
    if days is None:
        return _undated(asked)
    last_on = days.last_on
    if word.lead == "since" and word.until is None and asked.status not in _AHEAD:
        last_on = None if asked.event_type in _LASTING else asked.base_on
    return DateReading(days.first_on, last_on, days.precision, days.basis, event_time=word.time)


def _linked(asked: _Asked) -> Days | None:
    """Read "on DATE, a day after CLAUSE" and "a day after CLAUSE, ...": the clause lies a day from the date."""
    for word in asked.words:
        gap = asked.clause.start - word.end
        opens = word.start <= asked.clause.start + 12 and word.end <= asked.clause.end and gap < 25
        if word.kind != "link" or not opens or _BREAK.search(asked.text, word.end, max(word.end, asked.clause.start)):
            continue
        others = [other for other in asked.words if other.is_explicit or other.kind in ("weekday", "near")]
        others = [other for other in others if not asked.is_inside(other)]
        days = _days(asked, others[0]) if others else Days(asked.base_on)
        if days is None:
            return None
        return Days(shift(days.first_on, -word.n, word.unit), basis="relative")
    return None


def _borrowed(asked: _Asked) -> DateWords | None:
    """Choose date words outside the clause that date it all the same: fronted, shared, or of the act denied."""
    usable = [word for word in asked.words if _is_plain(asked, word)]
    if asked.status in _AHEAD:
        return None
    if _is_reference(asked):
        return None
    before = [word for word in usable if word.end <= asked.clause.start]
    if asked.status == "denied":
        return (before or usable or [None])[0]
    fronted = [word for word in before if _is_fronted(asked, word)]
    if fronted:
        return fronted[0]
    if before and _shares(asked):
        return before[-1]
    if asked.is_background:
        return None
    return next((word for word in usable if _is_speech(asked, word) and not asked.is_inside(word)), None)


def _is_plain(asked: _Asked, word: DateWords) -> bool:
    return (word.is_explicit or word.kind in ("weekday", "near")) and not word.is_modifier


def _is_fronted(asked: _Asked, word: DateWords) -> bool:
    lead_in = asked.text[asked.sentence.start : word.start]
    opens = len(lead_in.split()) <= 2 or asked.text[asked.sentence.start : word.start].rstrip().endswith("--")
    return opens and word.lead not in ("after", "before", "until")


def _shares(asked: _Asked) -> bool:
    head = asked.text[asked.clause.start : asked.clause.start + 40]
    before = asked.text[max(asked.sentence.start, asked.clause.start - 20) : asked.clause.start]
    return bool(_SHARED_SUBJECT.match(head) or _HANGS_ON.search(before))


def _is_reference(asked: _Asked) -> bool:
    """Whether the clause only refers to a deal or an offer ("the deal that ended six weeks of fighting")."""
    if asked.event_type not in _SPOKEN:
        return False
    return _REFERENCE.match(asked.text, asked.clause.start, asked.clause.end) is not None


def _undated(asked: _Asked) -> DateReading:
    if asked.is_background or asked.status in _AHEAD or _is_reference(asked):
        return _NO_DATE
    return DateReading(asked.base_on, None, "day", "publication")


def _postponed(asked: _Asked) -> DateReading:
    """Read the date that was and the date that is now, where the words give them."""
    words = [word for word in asked.words if asked.is_inside(word) and word.kind not in ("link", "hence")]
    plain = [word for word in words if word.kind != "shift" and not word.is_modifier]
    settled = [(word, days) for word in plain if (days := _days(asked, word)) is not None]
    moved = delay(asked.text[asked.clause.start : asked.clause.end])
    if len(settled) >= 2:
        (first, original), (second, now) = settled[0], settled[1]
        if first.lead in ("to", "until", "till") and second.lead not in ("to", "until", "till"):
            original, now = now, original
        return DateReading(now.first_on, None, now.precision, now.basis, original.first_on)
    if not settled:
        return _NO_DATE
    word, days = settled[0]
    later = next((other for other in words if other.kind == "shift"), None)
    if later is not None and later.n:
        return DateReading(shift(days.first_on, later.n, later.unit), None, "day", "relative", days.first_on)
    if moved is None:
        return DateReading(original_date=days.first_on)
    if word.lead in ("to", "until", "till"):
        return DateReading(days.first_on, None, "day", days.basis, shift(days.first_on, -moved[0], moved[1]))
    return DateReading(shift(days.first_on, *moved), None, "day", "relative", days.first_on)


