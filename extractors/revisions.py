"""Says how one wording of an article differs from the one before it: what kind of change, how much, and the diff.

Knows no outlet and no event: a change of figures, days or negations in an otherwise equal text is a correction whatever
it is about, and so is one that says of itself that it corrects.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher, unified_diff
from itertools import groupby, pairwise

from extractors.ceasefire.sentences import split
from extractors.relations import RevisionChange, RevisionText

# Above this share of common words, a change is one of detail.
MIN_MINOR_RATIO = 0.95
# Down to this share, a figure that gave way to another is what the change is about.
MIN_CORRECTION_RATIO = 0.85
# A figure is corrected where a stretch of at most so many words takes the place of another.
MAX_CORRECTED_WORDS = 4
# A negation that comes or goes with at most so many words turns a sentence round: "was hit", "was not hit".
MAX_NEGATED_WORDS = 2
# A sentence longer than this is not compared word by word with another.
_MAX_ALIGNED_WORDS = 600
_WORD = re.compile(r"\w+(?:[.,]\d+)*")
# Words that say how many, when and whether: where these change, the report does.
_TELLING = re.compile(
    r"\d|^(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|\w+day|january|february|march|april|may|june|july"
    r"|august|september|october|november|december|no|not|never|none|nobody|nor|neither|without|den(?:y|ies|ied))$"
)
# The last is what is left of "didn't".
_NEGATIONS = frozenset({"no", "not", "never", "nobody", "without", "cannot", "t"})
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_NOTE = re.compile(
    r"\b(?:correct(?:s|ed|ing|ion)|clarifi(?:es|ed|cation)|refil(?:es|ed|ing)|amend(?:s|ed)|an earlier version"
    r"|(?:this|the) (?:story|article|item|headline|report) (?:has been|was) (?:corrected|amended|changed))\b",
    re.IGNORECASE,
)
# What a note of correction is about: the outlet's own words, not somebody's act.
_OWN_WORDS = re.compile(
    r"\b(?:version|story|article|item|headline|statement|spelling|figure|paragraph|report|dateline|typo|name|date|day)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that stand at one place of two texts: the same ones, or those that went and those that came for them."""

    is_same: bool
    went: list[str]
    came: list[str]


def changes_of(revisions: Iterable[RevisionText]) -> tuple[RevisionChange, ...]:
    """Give how each wording differs from the one before it. `revisions` are in order of article and number."""
    return tuple(change for _, group in groupby(revisions, lambda each: each.article_id) for change in _of_one(group))


def _of_one(revisions: Iterable[RevisionText]) -> Iterator[RevisionChange]:
    ordered = list(revisions)
    first = ordered[0]
    yield RevisionChange(first.revision_id, first.article_id, None, "first", 1.0, 0, 0, "")
    for before, now in pairwise(ordered):
        yield change(before, now)


def change(before: RevisionText, now: RevisionText) -> RevisionChange:
    """Compare two wordings of one article."""
    stretches = tuple(_stretches(sentences_of(before.text), sentences_of(now.text)))
    n_same = sum(len(each.went) for each in stretches if each.is_same)
    n_removed = sum(len(each.went) for each in stretches if not each.is_same)
    n_added = sum(len(each.came) for each in stretches if not each.is_same)
    n_both = 2 * n_same + n_added + n_removed
    ratio = round(2 * n_same / n_both, 4) if n_both else 1.0
    kind = kind_of(before, now, ratio, any(map(_is_correction, stretches)))
    return RevisionChange(
        now.revision_id,
        now.article_id,
        before.revision_id,
        kind,
        ratio,
        n_added,
        n_removed,
        diff(before, now),
    )


def kind_of(before: RevisionText, now: RevisionText, ratio: float, has_corrected_figure: bool) -> str:
    """Name the change: correction, major, title or minor (the first that holds). Title and standfirst are one here."""
    if _says_it_corrects(before, now) or (has_corrected_figure and ratio >= MIN_CORRECTION_RATIO):
        return "correction"
    if ratio < MIN_MINOR_RATIO:
        return "major"
    is_retitled = _bare(before.title) != _bare(now.title) or _bare(before.standfirst) != _bare(now.standfirst)
    return "title" if is_retitled else "minor"


def _says_it_corrects(before: RevisionText, now: RevisionText) -> bool:
    known = set(sentences_of(before.text))
    fresh = [sentence for sentence in (now.title, *sentences_of(now.text)) if sentence not in known]
    return any(_NOTE.search(sentence) and _OWN_WORDS.search(sentence) for sentence in fresh)


def _is_correction(stretch: Stretch) -> bool:
    """Say whether figures, days or negations gave way to others: what only came is news, what only went is a cut.

    A negation is the exception: alone, it is neither.
    """
    n_words = max(len(stretch.went), len(stretch.came))
    if stretch.is_same or n_words > MAX_CORRECTED_WORDS:
        return False
    if n_words <= MAX_NEGATED_WORDS and _NEGATIONS.intersection(stretch.went) != _NEGATIONS.intersection(stretch.came):
        return True
    old, new = (list(filter(_TELLING.search, words)) for words in (stretch.went, stretch.came))
    return bool(old) and bool(new) and old != new


def sentences_of(text: str) -> tuple[str, ...]:
    """Give the sentences of a text, each as one line."""
    return tuple(" ".join(text[span.start : span.end].split()) for span in split(text))


def diff(before: RevisionText, now: RevisionText) -> str:
    """Give the unified diff of title, standfirst and text, a sentence a line, one line of context."""
    old, new = f"revision {before.revision_number}", f"revision {now.revision_number}"
    return "\n".join(unified_diff(_lines(before), _lines(now), old, new, n=1, lineterm=""))


def _lines(revision: RevisionText) -> list[str]:
    head = [f"title: {revision.title}", f"standfirst: {revision.standfirst or ''}"]
    return [*head, *sentences_of(revision.text)]


def _stretches(before: tuple[str, ...], now: tuple[str, ...]) -> Iterator[Stretch]:
    """Align two texts: sentences first, then the words within the changed ones."""
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, now).get_opcodes():
        old, new = _words(before[i1:i2]), _words(now[j1:j2])
        if tag == "equal":
            yield Stretch(True, old, new)
        else:
            yield from _aligned(old, new)


def _aligned(old: list[str], new: list[str]) -> Iterator[Stretch]:
    """Give the equal and the different stretches of two lists of words; very long ones are compared without order."""
    if len(old) > _MAX_ALIGNED_WORDS or len(new) > _MAX_ALIGNED_WORDS:
        went, came = Counter(old), Counter(new)
        kept = list((went & came).elements())
        yield Stretch(True, kept, kept)
        yield Stretch(False, list((went - came).elements()), list((came - went).elements()))
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield Stretch(tag == "equal", old[i1:i2], new[j1:j2])


def _words(sentences: Iterable[str]) -> list[str]:
    return [word for sentence in sentences for word in _WORD.findall(_THOUSANDS.sub("", sentence.casefold()))]


def _bare(text: str | None) -> list[str]:
    return _WORD.findall((text or "").casefold())
