"""Looks outside the clause for what dates its event: a date fronted, shared or reported, a bare time of day.

Knows no default: where no words date the event it gives None.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from extractors.ceasefire import date_cues, date_deals, date_others, dates_times
from extractors.ceasefire.date_asked import HEAD, Asked, dateline_end, is_day_of_deal, words_before
from extractors.ceasefire.date_choose import DEADLINE, days_of, has_sense, is_reference, looks_ahead
from extractors.ceasefire.date_settle import Days, settle
from extractors.ceasefire.date_words import DateWords
from extractors.ceasefire.days import last_of_month, shift
from extractors.ceasefire.type_sets import FOUGHT

# Talks and a truce in force are not over when what follows them comes.
_STANDING = ("peace_talks", "ceasefire_in_effect")
_ASIDE_REACH = 15
# "At midnight" and "at 2 a.m.", said during the day, are of the next.
_DAYBREAK = 6
# What an older deal led to is history (codebook section 3).
_OLD = timedelta(days=30)
_SINCE = re.compile(r"\s*since\s")
_PREPOSITION = re.compile(r"\s+(?:on|in|late|early|last)\s+$")
# The words between "a day after" and the verb of its clause.
_LED = re.compile(r"(?!.*\band\b)[^,;]{0,60}")
# How far a clause may go on after its quote was cut.
_CUT = 60
_LETS = re.compile(r",?\s+(?:to|so|while)\s[^,;]{0,60}")
_FRONT = re.compile(
    r"(?:In|On|At|After|During|Following|Under|By|Late|Early|Before|Since|From|As of)\b[^,;]*$", re.IGNORECASE
)

_IN_RETURN = re.compile(
    r",? (?:and|while) (?:[\w.'’-]+ ){1,8}?(?:released|freed|handed|returned|received|got|turned|transferred|gave|sent"
    r"|repatriated|delivered)\b[^;,]{0,80}"
)


def linked(asked: Asked) -> Days | None:
    """Read "on DATE, a day after CLAUSE" and "a day after CLAUSE, ...": the clause lies a day from the date."""
    if is_reference(asked):
        return None
    for word in asked.words:
        if word.kind != "link" or not (_opens(asked, word) or _leads_to(asked, word)):
            continue
        others = [other for other in asked.words if other.is_explicit or other.kind in ("weekday", "near")]
        others = [other for other in others if other.end <= word.start or not asked.is_inside(other)]
        before = [other for other in others if other.end <= word.start and _is_reached(asked, other)]
        told = before[-1:] or [other for other in others if other.start > word.end]
        days = _as_told(asked, told[0]) if told else Days(asked.base_on)
        if days is None:
            return None
        day = shift(days.first_on, -word.n, word.unit)
        if word.unit == "year":
            return Days(date(day.year, 1, 1), date(day.year, 12, 31), "year", "relative")
        if word.unit == "month" and abs(word.n) > 1:
            return Days(day.replace(day=1), last_of_month(day), "month", "relative")
        return Days(day, basis="relative")
    return None


def _is_reached(asked: Asked, word: DateWords) -> bool:
    """Whether a date is told as a day that has come; so is the end of a term that was kept: "had gone by DATE"."""
    if word.lead not in ("since", *DEADLINE):
        return True
    days = settle(word, base_on=asked.base_on, is_ahead=False) if word.lead == "by" else None
    return days is not None and asked.status == "actual" and days.first_on <= asked.base_on


def _opens(asked: Asked, word: DateWords) -> bool:
    return -12 <= asked.clause.start - word.start <= word.end - word.start + 6


def is_led(asked: Asked, word: DateWords) -> bool:
    """Whether the act lies a day from a date: "lifted the siege on DATE, a day after tearing up the truce"."""
    return any(word.end <= link.start and _leads_to(asked, link) for link in asked.words if link.kind == "link")


def _leads_to(asked: Asked, word: DateWords) -> bool:
    """Whether "a day after" stands in the clause, right before the words of its act."""
    if asked.trigger is None or word.kind != "link" or not asked.is_inside(word) or word.end > asked.trigger.start:
        return False
    return _LED.fullmatch(asked.text, word.end, asked.trigger.start) is not None


def _as_told(asked: Asked, word: DateWords) -> Days | None:
    """Settle a date of another clause by that clause's own tense."""
    return settle(word, base_on=asked.base_on, is_ahead=looks_ahead(asked.text, asked.sentence, word))


def counted(asked: Asked) -> Days | None:
    """Read "three days after CLAUSE on DATE, the act" and "the act, three days after CLAUSE on DATE"."""
    for word in asked.words if asked.status != "scheduled" else ():
        is_before = word.end <= asked.clause.start
        if word.kind != "link" or not (is_before or -3 <= word.start - asked.clause.end <= 3 or asked.is_inside(word)):
            continue
        stop = asked.clause.start if is_before else asked.sentence.end
        told = [other for other in asked.words if word.end <= other.start and other.end <= stop and _is_plain(other)]
        days = days_of(asked, told[0]) if told else None
        if days and days.precision == "day":
            return Days(shift(days.first_on, word.n, word.unit), basis="relative")
    return None


def spell(asked: Asked) -> Days | None:
    """Read "a truce ended five days of fighting": the days up to the dated act, or up to the news."""
    if asked.trigger is None or asked.is_background or asked.status not in ("actual", "alleged"):
        return None
    if asked.event_type not in FOUGHT:
        return None
    n_days = date_cues.n_days_of(asked.text[asked.sentence.start : asked.trigger.end])
    if n_days is None:
        return None
    told = [word for word in asked.words if _is_plain(word) and word.lead != "since" and not word.until]
    days = [found for word in told if (found := days_of(asked, word)) and found.precision == "day"]
    end_on = next((found.first_on for found in days if found.first_on <= asked.base_on), asked.base_on)
    return Days(end_on - timedelta(days=n_days), end_on, basis="relative")


def only_time(asked: Asked) -> Days | None:
    """Read "is to start at midnight": with no day named the time is the next to come."""
    if asked.status != "scheduled" or asked.is_background:
        return None
    times = list(dates_times.find(asked.clause_text))
    if not times:
        return None
    told = [
        days
        for word in asked.words
        if _is_plain(word) and word.end <= asked.clause.start and (days := _as_told(asked, word))
    ]
    base_on = max((days.first_on for days in told if days.first_on <= asked.base_on), default=asked.base_on)
    base_on = base_on if asked.base_on - base_on <= timedelta(days=2) else asked.base_on
    return Days(base_on + timedelta(days=int(times[0][2][:2]) < _DAYBREAK), basis="relative")


def given_time(asked: Asked) -> Days | None:
    """Read "will hold its fire for five days to let X leave": X has until the days are over."""
    if asked.status != "scheduled" or asked.is_background or asked.trigger is None:
        return None
    for word in asked.words:
        if word.kind == "grace" and _LETS.fullmatch(asked.text, word.end, max(word.end, asked.trigger.start)):
            return Days(shift(asked.base_on, word.n, word.unit), basis="relative")
    return None


def borrowed(asked: Asked) -> DateWords | None:
    """Choose date words outside the clause that date it all the same: fronted, shared, or of the act denied."""
    if is_reference(asked):
        return None
    if asked.status in ("scheduled", "hypothetical"):
        return next((word for word in asked.words if _goes_on(asked, word) and _is_due(asked, word)), None)
    if date_cues.is_now(asked.clause_text):
        return None
    usable = [word for word in asked.words if _is_plain(word) and not _is_of_deal(asked, word)]
    before = [word for word in usable if word.end <= asked.clause.start and word.lead not in DEADLINE]
    if asked.status == "denied":
        return _of_the_denied(asked, before or usable)
    close = [word for word in usable if _goes_on(asked, word)]
    if close:
        return close[0]
    begun = _since(asked, usable)
    if begun is not None:
        return begun
    if before and date_others.opens_clause(asked.text[before[-1].end : asked.clause.start], asked.clause_text):
        return before[-1]
    fronted = [word for word in asked.words if _is_outside(asked, word) and _is_fronted(asked, word)]
    if fronted:
        return fronted[0]
    if before and (_shares(asked, before[-1]) or _goes_on_in_year(asked, before[-1])):
        return before[-1]
    return None if asked.is_background else _of_return(asked, usable) or _reported(asked, usable)


def _is_of_deal(asked: Asked, word: DateWords) -> bool:
    """Whether a day is that of the deal: of its terms, or of a halt that goes on: "a truce agreed in May | holds"."""
    is_halt = asked.event_type == "ceasefire_in_effect" and word.end <= asked.clause.start
    return is_day_of_deal(asked, word) or (
        is_halt and date_deals.is_signed(f"{_without_lead(words_before(asked, word))} ")
    )


def _without_lead(before: str) -> str:
    return _PREPOSITION.sub("", before)


def is_earlier_aside(asked: Asked) -> bool:
    """Whether an act is told with "after" or "since" beside a dated one: it lies before that, and no one says when."""
    start = max(asked.sentence.start, asked.clause.start - _ASIDE_REACH)
    is_aside = date_cues.is_aside(asked.text[start : asked.clause.start], asked.clause_text)
    if not is_aside or asked.event_type in _STANDING:
        return False
    outside = [word for word in asked.words if _is_plain(word) and not asked.is_inside(word)]
    return any(
        not date_cues.is_said(words_before(asked, word), asked.text, word.end, asked.sentence.end) for word in outside
    )


def is_term_of_old(asked: Asked) -> bool:
    """Whether an undated act is what an old deal led to: "under the statement of November 9, 2020, troops came in"."""
    if (
        not asked.words
        and asked.trigger
        and date_cues.is_term_told(asked.text[asked.sentence.start : asked.trigger.end])
    ):
        return True
    return any(
        (days := days_of(asked, word)) is not None and (days.last_on or days.first_on) < asked.base_on - _OLD
        for word in asked.words
        if word.is_explicit and (_is_ground(asked, word) or _is_deal_before(asked, word))
    )


def _is_deal_before(asked: Asked, word: DateWords) -> bool:
    is_before = asked.trigger is None or word.end <= asked.trigger.start
    return is_before and is_day_of_deal(asked, word)


def _is_ground(asked: Asked, word: DateWords) -> bool:
    is_before = word.end <= asked.clause.start and date_cues.is_under_which(asked.text, word.end)
    return is_before or date_cues.is_under(asked.text, asked.sentence.start, word.start)


def _is_outside(asked: Asked, word: DateWords) -> bool:
    """Whether words stand before the clause, or in it only to name a thing ("Under the 2020 armistice ...")."""
    return word.end <= asked.clause.start or (word.is_modifier and word.kind == "years" and asked.is_inside(word))


def _goes_on(asked: Asked, word: DateWords) -> bool:
    """Whether a clause that was cut short before its date goes on to these words."""
    if word.start < asked.clause.end or word.start - asked.clause.end > _CUT:
        return False
    gap = asked.text[asked.clause.end : word.start]
    return (date_cues.is_preposition(gap) or date_cues.goes_on(gap)) and not _is_cut_off(asked)


def _since(asked: Asked, usable: list[DateWords]) -> DateWords | None:
    """Choose the day of what a standing act has gone on since: "has been shut since X marched in on ..."."""
    found = _SINCE.match(asked.text, asked.clause.end, asked.sentence.end)
    if found is None or _is_cut_off(asked) or date_others.is_last_time(f"{asked.clause_text} since"):
        return None
    word = next((word for word in usable if found.end() <= word.start), None)
    if word is None or not word.is_explicit or word.until or "," in asked.text[found.end() : word.start]:
        return None
    return replace(word, lead="since", has_begun=True)


def _is_cut_off(asked: Asked) -> bool:
    """Whether the clause ends in words of another, so that what follows is no longer its own."""
    return asked.trigger is not None and date_cues.is_barred(asked.text[asked.trigger.end : asked.clause.end])


def _is_due(asked: Asked, word: DateWords) -> bool:
    """Whether the words after a plan say when it is due."""
    if word.is_modifier or word.kind == "link" or not has_sense(asked, word):
        return False
    days = days_of(asked, word)
    return days is not None and (days.last_on or days.first_on) > asked.base_on


def _of_the_denied(asked: Asked, words: list[DateWords]) -> DateWords | None:
    days = [word for word in words if word.kind != "period" and word.lead not in DEADLINE]
    return None if date_cues.is_plan(asked.clause_text) or not days else days[0]


def _is_plain(word: DateWords) -> bool:
    return (word.is_explicit or word.kind in ("weekday", "near", "period")) and not word.is_modifier


def _is_fronted(asked: Asked, word: DateWords) -> bool:
    start = max(asked.sentence.start, asked.text.rfind(";", 0, asked.clause.start) + 1)
    if start < HEAD:
        start = max(start, dateline_end(asked.text[:HEAD]))
    lead_in = asked.text[start : word.start].strip()
    is_of = word.lead == "of" and word.kind != "years"
    if word.lead in ("after", "before", "until") or is_of or word.kind in ("link", "hence") or word.start < start:
        return False
    if word.is_modifier and word.kind != "years":
        return False
    if word.is_modifier and not _FRONT.match(lead_in):
        return False
    is_set_off = asked.text[word.end : word.end + 1] in (",", "") or word.end + 2 > asked.clause.start
    return len(lead_in.split()) <= 2 or (is_set_off and _FRONT.match(lead_in) is not None) or word.is_modifier


def _shares(asked: Asked, word: DateWords) -> bool:
    if word.lead == "from" and word.is_explicit:
        return False
    before = asked.text[max(asked.sentence.start, asked.clause.start - 20) : asked.clause.start]
    gap = asked.text[word.end : asked.clause.start]
    return len(gap) < 120 and date_cues.shares_date(before, gap, asked.clause_text)


def _goes_on_in_year(asked: Asked, word: DateWords) -> bool:
    """Whether a clause goes on with "and" from one of a year long past: "the war in 2020, and troops came in"."""
    if word.kind != "years" or word.lead != "in" or word.unit != "year" or word.year > asked.base_on.year - 2:
        return False
    gap = asked.text[word.end : asked.clause.start]
    return ";" not in gap and gap.rstrip().endswith("and")


def _of_return(asked: Asked, usable: list[DateWords]) -> DateWords | None:
    """Choose the day that both halves of a swap share: "A released four captives and B freed six on Monday"."""
    if asked.event_type != "prisoner_exchange":
        return None
    for word in usable:
        is_after = word.start >= asked.clause.end and _IN_RETURN.fullmatch(asked.text, asked.clause.end, word.start)
        if is_after and not date_cues.is_said(words_before(asked, word), asked.text, word.end, asked.sentence.end):
            return word
    return None


def _reported(asked: Asked, usable: list[DateWords]) -> DateWords | None:
    """Choose the day of the report for the act reported ("said on August 3 that it had")."""
    for word in usable:
        if asked.is_inside(word):
            continue
        if date_cues.is_said(words_before(asked, word), asked.text, word.end, asked.sentence.end):
            return word
    return None
