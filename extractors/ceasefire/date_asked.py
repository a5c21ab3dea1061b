"""Holds one question for a date: the clause, its event, and the date words of the sentence around it.

Knows no calendar: which of the words date the event is chosen in date_choose.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from extractors.ceasefire import date_cues, date_others, datelines
from extractors.ceasefire.date_collect import collect
from extractors.ceasefire.date_words import DateWords
from extractors.ceasefire.spans import Span
from extractors.ceasefire.type_sets import TERMS

# A dateline is never longer than this.
HEAD = 120


@dataclass(frozen=True, slots=True)
class Asked:
    """What one question for a date is about; offsets of `words` count in `text`."""

    text: str
    sentence: Span
    clause: Span
    words: tuple[DateWords, ...]
    event_type: str
    status: str
    is_ahead: bool
    is_background: bool
    base_on: date
    trigger: Span | None = None

    def is_inside(self, word: DateWords) -> bool:
        """Whether the words stand in the clause."""
        return self.clause.start <= word.start and word.end <= self.clause.end

    def distance(self, word: DateWords) -> int:
        """Give how far the words stand from the event's verb, in characters; from the clause's start without one."""
        if self.trigger is None:
            return word.start - self.clause.start
        return max(word.start - self.trigger.end, self.trigger.start - word.end, 0)

    @property
    def clause_text(self) -> str:
        """The clause as a string."""
        return self.text[self.clause.start : self.clause.end]


def words_of(text: str, sentence: Span) -> tuple[DateWords, ...]:
    """Give the date words of the sentence, without those of a dateline; offsets count in `text`."""
    start = sentence.start
    if start < HEAD:
        start = max(start, min(dateline_end(text[:HEAD]), sentence.end))
    return _moved(text[start : sentence.end], start)


@lru_cache(maxsize=64)
def _moved(sentence: str, start: int) -> tuple[DateWords, ...]:
    return tuple(word.moved(start) for word in collect(sentence))


@lru_cache(maxsize=64)
def dateline_end(head: str) -> int:
    """Give where the dateline of a text that begins so ends; 0 without one."""
    dateline = datelines.find(head)
    return dateline.end if dateline else 0


def words_before(asked: Asked, word: DateWords) -> str:
    """Give what stands right before the words, in their sentence."""
    return asked.text[max(asked.sentence.start, word.start - 60) : word.start]


def is_day_of_deal(asked: Asked, word: DateWords) -> bool:
    """Whether a date is that of a deal, where the event is one of its terms: "the statement of November 9 returned"."""
    if asked.event_type not in TERMS or word.lead in ("since", "after") or not word.is_explicit:
        return False
    if date_others.is_followed(asked.text, word.end):
        return False
    return date_others.is_day_of_deal(asked.text[max(asked.sentence.start, word.start - 90) : word.start])


def is_day_of_its_deal(asked: Asked, word: DateWords) -> bool:
    """Whether a date is that of the deal under which the act was done ("Under the pact of DATE, ...")."""
    start = max(asked.sentence.start, asked.clause.start)
    return word.is_explicit and (
        date_cues.is_under(asked.text, start, word.start) or date_cues.is_name_of_deal(asked.text, word.start, word.end)
    )
