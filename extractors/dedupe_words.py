"""Cuts an article down to the words that are its own news, as runs that can be compared.

Left out: dateline, credit lines, the standing background. Knows one text at a time and no threshold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from config.schema import PageRules
from extractors.article_credits import is_credit_line
from extractors.article_dateline import find
from extractors.records import digest

RUN_WORDS = 5
_NO_RULES = PageRules()
_PARAGRAPH = re.compile(r"\n\s*")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Words:
    """The news of a text: its words, paragraph by paragraph, case and punctuation left out."""

    paragraphs: tuple[tuple[str, ...], ...]

    @cached_property
    def runs(self) -> tuple[frozenset[str], ...]:
        """The distinct runs of five words of each paragraph; a shorter paragraph is one run."""
        return tuple(map(runs_of, self.paragraphs))

    @cached_property
    def all_runs(self) -> frozenset[str]:
        """The distinct runs of all paragraphs."""
        return frozenset().union(*self.runs)

    @cached_property
    def n_words(self) -> int:
        """How many words there are."""
        return sum(map(len, self.paragraphs))

    @cached_property
    def without_closing(self) -> Words:
        """The same without the last paragraph; kept, for a text is compared with many."""
        return Words(self.paragraphs[:-1])

    @property
    def digest(self) -> str:
        """The id of the words in their order, whatever paragraphs they stand in."""
        return digest(" ".join(" ".join(paragraph) for paragraph in self.paragraphs))


def words_of(text: str, background_start: int | None = None) -> Words:
    """Give the words that are an article's own news. `background_start` is Article.background_start."""
    story = text if background_start is None else text[:background_start]
    paragraphs = [paragraph for paragraph in _PARAGRAPH.split(story.strip()) if paragraph.strip()]
    if paragraphs:
        dateline = find(paragraphs[0], _NO_RULES)
        if dateline is not None:
            paragraphs[0] = paragraphs[0].removeprefix(dateline.text)
    while len(paragraphs) > 1 and is_credit_line(paragraphs[-1], ()):
        paragraphs.pop()
    return Words(tuple(filter(None, (tuple(_WORD.findall(paragraph.casefold())) for paragraph in paragraphs))))


def runs_of(words: tuple[str, ...]) -> frozenset[str]:
    """Give the distinct runs of five words (w-shingles: Broder 1997)."""
    if len(words) <= RUN_WORDS:
        return frozenset({" ".join(words)})
    return frozenset(" ".join(words[at : at + RUN_WORDS]) for at in range(len(words) - RUN_WORDS + 1))
