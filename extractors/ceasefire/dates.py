"""Finds date words in a sentence and says on which day the event of one clause lies.

Knows no time zone: a day is the day the outlet writes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from extractors.ceasefire import date_cues, date_others, datelines, deadlines
from extractors.ceasefire.date_again import back_to, pointed_to
from extractors.ceasefire.date_asked import Asked, words_of
from extractors.ceasefire.date_borrow import (
    borrowed,
    counted,
    given_time,
    is_earlier_aside,
    is_led,
    is_term_of_old,
    linked,
    only_time,
    spell,
)
from extractors.ceasefire.date_choose import days_of, is_reference, looks_ahead, own
from extractors.ceasefire.date_settle import settle
from extractors.ceasefire.date_words import DateWords
from extractors.ceasefire.dates_postponed import postponed
from extractors.ceasefire.spans import Span
from extractors.ceasefire.type_sets import FOUGHT

AHEAD = frozenset({"scheduled", "postponed", "hypothetical"})


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


def find(text: str, sentence: Span, published_on: date) -> tuple[DateRef, ...]:
    """Give the expressions of time in the sentence, in order, read as past; a dateline's date is none of them."""
    refs: list[DateRef] = []
    told_on: date | None = None
    for word in words_of(text, sentence):
        is_ahead = looks_ahead(text, sentence, word)
        days = settle(word, base_on=published_on, is_ahead=is_ahead, anchor_on=told_on)
        refs.append(
            DateRef(word.start, word.end, days.first_on, days.last_on, days.precision, days.basis)
            if days
            else DateRef(word.start, word.end, None, None, "none", "none")
        )
        told_on = days.first_on if days and word.kind != "hence" else None
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
    trigger: Span | None = None,
) -> DateReading:
    """Say when the event of `clause` lies (codebook sections 4 and 10: 2, 6, 24, 28, 29).

    `tense` is past, present or future, or told: of a promise whose verb is past ("agreed on Monday to"). Without
    `dateline_on` the dateline at the start of `text` is read. With the `trigger` (the event's verb or noun) a date in
    other words of a long clause is not taken for the event's.
    """
    base_on = dateline_on or datelines.day_of(datelines.find(text), published_on) or published_on
    is_ahead = tense == "future" or (status in AHEAD and tense != "told")
    is_ahead = is_ahead and not deadlines.is_past(sentence.of(text))
    words = words_of(text, sentence)
    asked = Asked(text, sentence, clause, words, event_type, status, is_ahead, is_background, base_on, trigger)
    if status == "postponed":
        now, original_on = postponed(asked)
        if now is None:
            return DateReading(original_date=original_on)
        # "Will go ahead over the weekend" is from its first day on.
        is_day = now.precision == "day" and now.basis == "relative"
        return DateReading(now.first_on, None if is_day else now.last_on, now.precision, now.basis, original_on)
    again = pointed_to(asked) or back_to(asked)
    if again is not None:
        return DateReading(again.first_on, None, again.precision, again.basis)
    given = _as_given(asked) if status == "hypothetical" and tense == "past" else asked
    word = own(given)
    word = None if word is not None and is_led(asked, word) else word
    is_lasting = date_cues.is_duration(_up_to_trigger(asked))
    is_fought = event_type in FOUGHT and (is_lasting or date_cues.n_days_of(_up_to_trigger(asked)) is not None)
    if word is not None and not (is_fought and trigger is not None and word.end <= trigger.start):
        return _read(given, word)
    if is_lasting:
        days = spell(asked)
        return DateReading(days.first_on, days.last_on, days.precision, days.basis) if days else DateReading()
    days = spell(asked) or linked(asked) or counted(asked) or given_time(asked) or only_time(asked)
    if days is not None:
        return DateReading(days.first_on, days.last_on, days.precision, days.basis)
    word = borrowed(asked)
    return _read(asked, word) if word is not None else _undated(asked, dateline_on)


def _as_given(asked: Asked) -> Asked:
    """Give the question about one side's yes: it was given on the day told after it; a day of speech before it is that
    of the word, and dates nothing that is still open (settled question 19)."""
    if asked.event_type != "ceasefire_agreed" or asked.trigger is None:
        return asked
    told = tuple(word for word in asked.words if word.start >= asked.trigger.end)
    return replace(asked, words=told, status="actual", is_ahead=False)


def _up_to_trigger(asked: Asked) -> str:
    """Give the words of the sentence up to the end of the event's noun, or the whole clause."""
    return asked.text[asked.sentence.start : asked.trigger.end] if asked.trigger else asked.clause_text


def _read(asked: Asked, word: DateWords) -> DateReading:
    days = days_of(asked, word)
    if days is None:
        return _undated(asked, None)
    last_on = days.last_on
    if word.lead == "since" and word.until is None and days.precision in ("day", "month", "year"):
        is_summed = asked.event_type in date_cues.SUMMED and asked.status == "actual" and not word.has_begun
        is_summed = is_summed and days.precision == "day"
        last_on = asked.base_on if is_summed and not asked.is_background else None
    return DateReading(days.first_on, last_on, days.precision, days.basis, event_time=word.time)


def _undated(asked: Asked, dateline_on: date | None) -> DateReading:
    """Give the dateline day to what is the news itself; none to plans, history, references (settled 2 and 29)."""
    if asked.is_background or asked.status in AHEAD or _is_no_news(asked):
        return DateReading()
    return DateReading(asked.base_on, None, "day", "dateline" if dateline_on else "publication")


def _is_no_news(asked: Asked) -> bool:
    """Whether an undated act is but referred to, a plan denied, or one of an earlier day that no one names."""
    clause = asked.clause_text
    if asked.event_type == "ceasefire_in_effect" and clause.startswith("since "):
        return True
    if asked.event_type == "ceasefire_in_effect" and date_others.has_lasted(clause):
        return True
    if asked.status == "denied":
        return date_cues.is_plan(clause)
    if is_reference(asked) or is_earlier_aside(asked) or is_term_of_old(asked):
        return True
    return asked.event_type in ("ceasefire_ended", "ceasefire_violation") and date_cues.is_earlier(clause)
