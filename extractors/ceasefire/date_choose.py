"""Chooses which of a sentence's date words date the event of one clause.

Knows no default: where no words date the event it gives None.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from extractors.ceasefire import date_cues, date_deals, date_others, date_years, deadlines
from extractors.ceasefire.date_asked import Asked, is_day_of_deal, is_day_of_its_deal, words_before
from extractors.ceasefire.date_settle import Days, settle
from extractors.ceasefire.date_words import DateWords
from extractors.ceasefire.days import day_of
from extractors.ceasefire.spans import Span
from extractors.ceasefire.type_sets import TERMS

DEADLINE = ("by", "until", "till", "before", "no later than")
# "By November 15", ten days later, is still that November; "by February 1" in March is a year ahead.
_JUST_PAST = 30
_EFFECT = ("from", "beyond", "until", "till", "to", "as of", "starting", "beginning", "effective", "for")
_TERM_LEADS = (*DEADLINE, "through", "to")
# A date further than this from the event's verb is another one's.
_FAR = 500
# The day that talks were missed on outweighs the one on which they were called off.
_MISSED = 20
# The day something was said is that of the act where no other is told, whatever stands between.
_SAID_DAY = 1
_DAY_HOURS = 24
_STARTS = ("from", "as of", "as from", "starting", "beginning", "effective")
# A start told by its weekday lies ahead where the last such day is further off.
_SOON = 3
# What is met for on a day has no day of its own: "flew to Doha on Monday to discuss the release".
_TO_DO = re.compile(r"(?:\s+(?:morning|afternoon|evening|night))?,?\s+(?:to|for talks on)\s")


def own(asked: Asked) -> DateWords | None:
    """Choose among the date words inside the clause the ones that date its event."""
    inside = [
        word
        for word in asked.words
        if asked.is_inside(word) and asked.distance(word) <= _FAR and has_sense(asked, word)
    ]
    held = _held_on(asked, inside) if len(inside) > 1 and asked.status == "actual" else None
    if held is not None:
        return held
    is_referred = bool(inside) and asked.trigger is not None and is_reference(asked)
    scored = [(_score(asked, word, is_referred), -asked.distance(word), word) for word in inside]
    scored = [item for item in scored if item[0] > 0]
    if not scored:
        return None
    best = _finer(asked, max(scored, key=lambda item: item[:2])[2], [word for *_, word in scored])
    return _spanned(asked, best, [word for *_, word in scored])


def _held_on(asked: Asked, words: list[DateWords]) -> DateWords | None:
    """Give the day on which a plan of another day was done: "the swap due on Saturday took place on Monday"."""
    for planned, word in pairwise(words):
        is_held = date_cues.is_held(asked.text[planned.end : word.start])
        if is_held and date_cues.was_due(words_before(asked, planned)) and not word.is_modifier:
            return word
    return None


def _finer(asked: Asked, best: DateWords, words: list[DateWords]) -> DateWords:
    """Give the day within a week or month told beside it: "a fourth body this week, late on Thursday"."""
    whole = days_of(asked, best)
    if whole is None or whole.precision not in ("week", "month") or whole.last_on is None or best.until:
        return best
    for word in words:
        days = None if word.is_modifier or word.lead in DEADLINE else days_of(asked, word)
        if days and days.precision == "day" and whole.first_on <= days.first_on <= whole.last_on:
            return word
    return best


def _spanned(asked: Asked, best: DateWords, words: list[DateWords]) -> DateWords:
    """Join "in 2022 and for Christmas in 2023": two years, or two months, of one mention are one span (README 28)."""
    if best.kind not in ("years", "month") or best.until or best.is_modifier:
        return best
    later = [word for word in words if word.kind == best.kind and word.start > best.end and not word.is_modifier]
    if not later or date_cues.is_told_again(asked.text[best.end : later[0].start]):
        return best
    return replace(best, until=later[-1])


def _score(asked: Asked, word: DateWords, is_referred: bool) -> int:
    if _is_missed_day(asked, word):
        return _MISSED
    barred = _barred(asked, word, is_referred)
    if barred is None:
        return 0
    score = _score_words(asked, word)
    return score if score == _SAID_DAY else max(0, score - barred)


def _is_missed_day(asked: Asked, word: DateWords) -> bool:
    """Whether talks that were not held had been due on the day; it is theirs (the development set's decision 21)."""
    is_missed = asked.event_type == "peace_talks" and asked.status == "negated" and not word.is_modifier
    return is_missed and date_cues.was_due(words_before(asked, word))


def _barred(asked: Asked, word: DateWords, is_referred: bool) -> int | None:
    """Give how much stands between a date and the verb it should date; None where it belongs to other words."""
    if is_day_of_deal(asked, word):
        return None
    if asked.trigger is None or (asked.trigger.start <= word.start and word.end <= asked.trigger.end):
        return 0
    if _is_of_past_aside(asked, asked.trigger, word):
        return None
    is_span = word.kind == "period" and word.unit == "year"
    if is_span and asked.event_type in ("ceasefire_proposed", "ceasefire_rejected"):
        return None
    if is_span and date_others.is_ranked(asked.text[asked.clause.start : word.start]):
        return None
    if word.start >= asked.trigger.end:
        return _barred_after(asked, asked.trigger, word, is_referred)
    return _barred_before(asked, asked.trigger, word, is_referred)


def _is_of_past_aside(asked: Asked, trigger: Span, word: DateWords) -> bool:
    """Whether a date of the past tells what became of a thing before: "the bridge, blown up in 2015, was opened"."""
    if word.kind not in ("years", "month") or asked.event_type in date_cues.REFERRED:
        return False
    start = date_others.aside_before(asked.text, asked.sentence.start, word.start)
    return start is not None and not start <= trigger.start < word.end


def _barred_after(asked: Asked, trigger: Span, word: DateWords, is_referred: bool) -> int | None:
    between = date_others.without_asides(asked.text[trigger.end : word.start])
    if is_referred and _is_offer(asked) and word.kind not in ("month", "years"):
        return None
    if is_referred or date_others.has_own_relative(between):
        between = date_others.past_relative(between)
    if date_others.is_last_time(asked.text[max(asked.clause.start, trigger.start - 30) : word.start]):
        return None
    if date_others.is_of_another(between, is_deal=asked.event_type in date_cues.REFERRED):
        return None
    if asked.event_type == "peace_talks" and date_others.are_talks(asked.text, word.end):
        return 0
    if _is_overstayed(asked, word):
        return 0
    if word.is_modifier and (word.kind == "weekday" or asked.event_type not in date_cues.REFERRED):
        return None
    return None if date_cues.is_barred(between) else 3 * date_cues.is_hindered(between)


def _barred_before(asked: Asked, trigger: Span, word: DateWords, is_referred: bool) -> int | None:
    between = date_others.without_asides(asked.text[word.end : trigger.start])
    is_wish = asked.status == "hypothetical" and word.kind in ("weekday", "day")
    if is_wish and _TO_DO.match(between) and not date_cues.is_planned(words_before(asked, word)):
        return None
    if (word.kind == "hence" and " and " in between) or date_others.is_last_time(words_before(asked, word)):
        return None
    if (
        is_referred
        or _is_closed(asked, word, between)
        or is_day_of_its_deal(asked, word)
        or (asked.status in ("scheduled", "hypothetical") and date_cues.is_barred(between))
    ):
        return None
    return 3 * (" and " in between or date_cues.is_barred(between) or date_cues.is_hindered(between))


def _is_closed(asked: Asked, word: DateWords, between: str) -> bool:
    verb = asked.text[asked.trigger.start : asked.trigger.end] if asked.trigger else ""
    return not word.is_modifier and date_others.is_closed(words_before(asked, word), between, verb)


def _score_words(asked: Asked, word: DateWords) -> int:
    if word.is_modifier and word.lead == "since":
        return 0
    if word.is_modifier and word.kind == "years":
        is_deal = asked.event_type in date_cues.REFERRED and word.start - asked.clause.start < 30
        return 3 if is_deal else 0
    if asked.status in ("scheduled", "hypothetical"):
        return _score_ahead(asked, word)
    if asked.status == "actual" and _is_term_decided(asked, word):
        return 0
    score = 10 - 4 * word.is_modifier
    if asked.event_type in date_cues.SPOKEN:
        days = days_of(asked, word)
        is_ahead = days is not None and days.first_on > asked.base_on
        if asked.status == "actual" and is_ahead and asked.event_type != "peace_talks":
            return 0
        is_effect = (
            word.lead in _EFFECT
            and not (word.lead == "for" and days is not None and _is_set_for(asked, word, days))
            and asked.event_type != "peace_talks"
            and (not asked.is_background or len(asked.words) > 1)
        )
        return 0 if is_effect and asked.event_type != "ceasefire_ended" else score + _lead_score(asked, word)
    if date_cues.is_said(words_before(asked, word), asked.text, word.end, asked.sentence.end):
        return _SAID_DAY
    return max(_SAID_DAY, score + _lead_score(asked, word))


def _is_set_for(asked: Asked, word: DateWords, days: Days) -> bool:
    """Whether a halt was arranged for a day that has come: "a truce, called for 8 p.m. on Thursday, soon broke"."""
    return (
        days.precision == "day" and days.first_on <= asked.base_on and date_deals.is_arranged(words_before(asked, word))
    )


def _is_term_decided(asked: Asked, word: DateWords) -> bool:
    """Whether a day ahead is the end of a term that was decided on: "prolonged the mandate until 2027"."""
    if word.lead not in _TERM_LEADS:
        return False
    days = days_of(asked, word)
    is_ahead = days is not None and days.first_on > asked.base_on
    return is_ahead and date_cues.is_decided(asked.text[asked.clause.start : word.start])


def _score_ahead(asked: Asked, word: DateWords) -> int:
    days = days_of(asked, word)
    if days is None:
        return 0
    is_due = word.lead in (*DEADLINE, *_STARTS) or word.time is not None
    is_due = is_due or date_cues.is_planned(words_before(asked, word))
    is_past = (days.last_on or days.first_on) < asked.base_on
    is_told = asked.is_background or date_cues.is_past_plan(asked.text[asked.clause.start : word.start])
    if is_past and not is_told and not deadlines.is_past(asked.sentence.of(asked.text)):
        return 0
    if word.lead == "beyond" or (not is_due and days.first_on <= asked.base_on and _is_told_before(asked, word)):
        return 0
    if asked.event_type not in date_cues.SPOKEN and not is_due:
        before = asked.text[max(asked.clause.start, word.start - 200) : word.start]
        if date_cues.is_spoken(words_before(asked, word), asked.text, word.end, asked.sentence.end):
            return 0
        if days.first_on <= asked.base_on and date_cues.speaks(before):
            return 0
    return 10 + is_due - (8 if word.lead == "after" else 0) - 4 * word.is_modifier


def _is_told_before(asked: Asked, word: DateWords) -> bool:
    """Whether a day that is not ahead stands before the verb of a plan: it is the day of the word given on it, unless
    it opens the sentence."""
    if asked.trigger is None or asked.is_background or word.end > asked.trigger.start:
        return False
    lead_in = asked.text[asked.sentence.start : word.start].split()
    return len(lead_in) > 2 or date_cues.speaks(asked.text[word.end : asked.trigger.start])


def _lead_score(asked: Asked, word: DateWords) -> int:
    if word.lead in ("after", "before", "until", "till"):
        return -5
    if word.lead == "since":
        return -3
    before = asked.text[max(asked.clause.start, word.start - 60) : word.start]
    return -4 if date_cues.is_planned(before) else 0


def has_sense(asked: Asked, word: DateWords) -> bool:
    """Whether "in three days" is a day ahead and no duration, and "a day later" has a day to lean on."""
    if word.kind == "hence":
        return word.n < 0 or (asked.status == "scheduled" and word.unit != "year")
    if word.kind == "shift":
        return (
            word.part == "whole"
            or word.unit in ("day", "night", "week")
            or (word.unit in ("hour", "minute") and abs(word.n) < _DAY_HOURS)
            or word.n == 0
            or (word.unit == "year" and asked.is_background)
            or (word.unit == "month" and asked.status == "actual" and _anchor(asked, word) is not None)
        )
    if word.kind == "near" and word.part == "told":
        return asked.status not in ("scheduled", "hypothetical") and len(asked.words) == 1
    return word.kind not in ("link", "grace")


def looks_ahead(text: str, sentence: Span, word: DateWords) -> bool:
    """Whether the words before a date make it a planned one."""
    before = text[max(sentence.start, word.start - 60) : word.start]
    if word.part in ("next", "ahead"):
        return True
    return not word.is_modifier and date_cues.is_planned(before) and not date_cues.is_done(before)


def days_of(asked: Asked, word: DateWords) -> Days | None:
    """Settle date words as this clause reads them."""
    is_planned = looks_ahead(asked.text, asked.sentence, word) or _is_start_ahead(asked, word)
    is_told = asked.status == "actual" and asked.event_type in date_cues.SPOKEN
    is_told = is_told and (word.kind == "month" or _is_day_of_speech(asked, word))
    if word.kind == "weekday" and date_cues.is_said(
        words_before(asked, word), asked.text, word.end, asked.sentence.end
    ):
        is_ahead = False  # nobody has said yet what he will say
    elif is_planned and asked.status not in ("scheduled", "hypothetical"):
        is_planned = _is_still_ahead(asked, word)
        is_ahead = is_planned
    else:
        is_open = not word.is_modifier or _is_overstayed(asked, word)
        is_ahead = is_planned or (asked.is_ahead and is_open and not is_told)
    days = settle(
        word, base_on=asked.base_on, is_ahead=is_ahead, anchor_on=_anchor(asked, word), year=date_years.of(asked, word)
    )
    is_due = asked.status in ("scheduled", "hypothetical") and not asked.is_background
    if days and is_due and word.kind == "day" and not word.year and word.lead in DEADLINE:
        return _rolled(days, asked.base_on)
    return days


def _is_overstayed(asked: Asked, word: DateWords) -> bool:
    """Whether the day is a deadline that forces let pass: "will stay beyond Sunday's deadline"."""
    if not word.is_modifier or asked.status != "negated" or asked.event_type not in TERMS:
        return False
    return deadlines.is_overstayed(words_before(asked, word), asked.text[word.end : asked.sentence.end])


def _is_day_of_speech(asked: Asked, word: DateWords) -> bool:
    """Whether a weekday is the one on which a promise was made: "said on Monday they would stop shooting"."""
    return word.kind == "weekday" and date_cues.is_said(words_before(asked, word), "", 0, 0)


def _is_start_ahead(asked: Asked, word: DateWords) -> bool:
    """Whether a halt is told to run from a weekday close ahead: "two months without fighting from Saturday"."""
    if asked.event_type != "ceasefire_in_effect" or word.kind != "weekday" or word.part or word.is_modifier:
        return False
    return word.lead in _STARTS and 0 < (word.n - asked.base_on.weekday()) % 7 <= _SOON


def _is_still_ahead(asked: Asked, word: DateWords) -> bool:
    """Whether a weekday or month that was planned for, in news that it did not or will not be, is yet to come."""
    if date_others.is_over(asked.text, word.end, asked.sentence.end):
        return False
    if word.kind == "month":
        return (word.month - asked.base_on.month) % 12 <= 6
    n_ahead = (word.n - asked.base_on.weekday()) % 7
    return n_ahead <= 3 if date_cues.was_planned(words_before(asked, word)) else n_ahead < 6


def _rolled(days: Days, base_on: date) -> Days:
    if days.first_on >= base_on - timedelta(days=_JUST_PAST) or days.last_on is not None:
        return days
    return replace(
        days, first_on=day_of(days.first_on.year + 1, days.first_on.month, days.first_on.day) or days.first_on
    )


def _anchor(asked: Asked, word: DateWords) -> date | None:
    """Give the date before it in the sentence that "a day later" leans on, and the one "within a week" was said on."""
    if word.kind == "hence" and word.n > 0:
        told = (other for other in asked.words if _is_day_of_word(asked, other))
        days = next((settle(other, base_on=asked.base_on, is_ahead=False) for other in told), None)
        return days.first_on if days else None
    if word.kind != "shift":
        return None
    for other in reversed(asked.words):
        if other.start < word.start and other.kind not in ("shift", "link", "hence"):
            days = settle(other, base_on=asked.base_on, is_ahead=False)
            return days.first_on if days else None
    return None


def _is_day_of_word(asked: Asked, word: DateWords) -> bool:
    """Whether a day just past is the one on which the plan was told or signed."""
    if word.kind != "day" or word.is_modifier or looks_ahead(asked.text, asked.sentence, word):
        return False
    days = settle(word, base_on=asked.base_on, is_ahead=False)
    is_recent = days is not None and timedelta() <= asked.base_on - days.first_on <= timedelta(days=_JUST_PAST)
    return is_recent and date_cues.speaks(words_before(asked, word))


def is_reference(asked: Asked) -> bool:
    """Whether the event is only referred to ("under the deal that ended the fighting"); settled questions 1 and 2."""
    if asked.event_type not in date_cues.REFERRED or asked.status == "negated":
        return False
    if asked.trigger is None:
        return date_cues.is_reference(asked.clause_text)
    # "The pause, which began on Monday, has been lengthened" tells of more than what is set off by commas.
    plain = date_others.without_asides(asked.clause_text)
    is_in_plain = asked.text[asked.trigger.start : asked.trigger.end] in plain
    if date_cues.is_reference(plain if is_in_plain else asked.clause_text):
        return True
    before = asked.text[max(asked.sentence.start, asked.trigger.start - 70) : asked.trigger.start]
    if date_deals.is_deal_modified(before, asked.text[asked.trigger.start : asked.trigger.end]):
        return True
    return is_named_only(asked) or date_cues.is_referred(asked.clause_text, asked.trigger.start - asked.clause.start)


def _is_offer(asked: Asked) -> bool:
    return asked.event_type == "ceasefire_proposed"


def is_named_only(asked: Asked) -> bool:
    """Whether a call, an offer or a halt of one side is only named, not told of."""
    if asked.trigger is None or asked.event_type not in ("ceasefire_proposed", "ceasefire_declared"):
        return False
    start, end = asked.trigger.start, asked.trigger.end
    before = asked.text[max(asked.sentence.start, start - 90) : start]
    trigger = asked.text[start:end]
    if asked.event_type == "ceasefire_proposed" and date_cues.is_offer(
        before, trigger, asked.text[end : asked.sentence.end]
    ):
        return True
    return date_deals.is_halt_modified(before, trigger)
