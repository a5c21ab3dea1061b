"""Says whether two articles share their words, which of them had the words first, and what the later one did with them.

Told two texts, knows no database: which pairs are worth a look is found by extractors.dedupe_signature. What comes out
depends on the two texts alone, so it is the same in whatever order articles arrive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from extractors.dedupe_days import name_other_days
from extractors.dedupe_signature import VERSION, is_long_enough
from extractors.dedupe_words import Words, words_of
from extractors.relations import Duplicate, Wording

# Articles published further apart are not compared: wire copy is reprinted within days.
WINDOW = timedelta(days=14)
# Fixed on one half of tests/extractors/dedupe/pairs.toml, measured on the other: docs/decisions/near-duplicates.md.
MIN_COPY_SHARE = 0.45
MIN_UPDATE_SHARE = 0.4
MIN_SHARED_RUNS = 15
# An outlet that adds paragraphs of its own of this many words to its text has updated it.
MIN_NEW_WORDS = 25
MAX_KNOWN_SHARE = 0.3
# An identical closing paragraph says nothing while it is no more than this part of the shorter text.
MAX_CLOSING_SHARE = 0.6
# Two texts that name other days, this far apart, are two bulletins of one make, not a bulletin and its correction.
MIN_BULLETIN_GAP = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts share of their runs of words: the share of the earlier, of the later, of both together."""

    of_earlier: float
    of_later: float
    jaccard: float
    n_runs: int


def near_duplicates(pairs: Iterable[tuple[Wording, Wording]]) -> Iterator[Duplicate]:
    """Give an edge for each pair that shares enough, in the order of the pairs."""
    yield from filter(None, (compare(first, second) for first, second in pairs))


def compare(first: Wording, second: Wording) -> Duplicate | None:
    """Compare two articles, in either order. None: of one article, too far apart, or each in words of its own."""
    if first.article_id == second.article_id or abs(first.published_at - second.published_at) > WINDOW:
        return None
    original, copy = in_order(first, second)
    earlier, later = without_common_closing(_words(original), _words(copy))
    found = overlap(earlier, later)
    is_longer = original.source_id == copy.source_id and n_new_words(earlier, later) >= MIN_NEW_WORDS
    relation = _relation(found, is_longer)
    if relation is None or _is_another_bulletin(original, copy, earlier, later):
        return None
    score = found.of_later if relation == "copy" else found.of_earlier
    return Duplicate(
        copy.revision_id, original.revision_id, "near", round(score, 4), relation, round(found.jaccard, 4), VERSION
    )


def same_words(wordings: Iterable[Wording]) -> tuple[Duplicate, ...]:
    """Pair each of the wordings, which all have the same words, with the first of them, unless it is of one article."""
    group = list(wordings)
    first = group[0]
    for each in group[1:]:
        first = in_order(first, each)[0]
    return tuple(
        Duplicate(each.revision_id, first.revision_id, "exact", 1.0, version=VERSION)
        for each in sorted(group, key=lambda each: each.revision_id)
        if each.article_id != first.article_id
    )


def in_order(first: Wording, second: Wording) -> tuple[Wording, Wording]:
    """Give the one whose words they are first: the one that the other credits, else the one published before."""
    is_first_credited = first.source_id in second.credited and first.source_id != second.source_id
    is_second_credited = second.source_id in first.credited and first.source_id != second.source_id
    if is_first_credited != is_second_credited:
        return (first, second) if is_first_credited else (second, first)
    before, after = sorted((first, second), key=lambda each: (each.published_at, each.revision_id))
    return before, after


def overlap(earlier: Words, later: Words) -> Overlap:
    """Measure what two texts share."""
    ours, theirs = earlier.all_runs, later.all_runs
    n_shared = len(ours & theirs)
    if not n_shared:
        return Overlap(0.0, 0.0, 0.0, 0)
    return Overlap(
        n_shared / len(ours), n_shared / len(theirs), n_shared / (len(ours) + len(theirs) - n_shared), n_shared
    )


def without_common_closing(first: Words, second: Words) -> tuple[Words, Words]:
    """Drop the last paragraph where both texts close with the same one: standing background, told word for word."""
    closing = first.paragraphs[-1:]
    if len(first.paragraphs) < 2 or len(second.paragraphs) < 2 or closing != second.paragraphs[-1:]:
        return first, second
    if len(closing[0]) > MAX_CLOSING_SHARE * min(first.n_words, second.n_words):
        return first, second
    return first.without_closing, second.without_closing


def n_new_words(earlier: Words, later: Words) -> int:
    """Count the words of the later text's paragraphs that are not taken from the earlier text."""
    known = earlier.all_runs
    paragraphs = zip(later.paragraphs, later.runs, strict=True)
    return sum(len(words) for words, runs in paragraphs if len(runs & known) < MAX_KNOWN_SHARE * len(runs))


def _relation(found: Overlap, is_longer: bool) -> str | None:
    """A copy is mostly made of the earlier text's words; an update carries that text on and adds to it."""
    if found.n_runs < MIN_SHARED_RUNS:
        return None
    if found.of_later >= MIN_COPY_SHARE:
        return "update" if is_longer else "copy"
    return "update" if found.of_earlier >= MIN_UPDATE_SHARE else None


def _is_another_bulletin(original: Wording, copy: Wording, earlier: Words, later: Words) -> bool:
    gap = abs(original.published_at - copy.published_at)
    return gap >= MIN_BULLETIN_GAP and name_other_days(earlier, later)


@lru_cache(maxsize=4096)
def _words(wording: Wording) -> Words:
    words = words_of(wording.text, wording.background_start)
    return words if is_long_enough(words) else Words(())
