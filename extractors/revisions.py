"""Says how one wording of an article differs from the one before it: what kind of change, how much, and the diff.

Knows no outlet and no event: a change of figures, days or negations in an otherwise equal text is a correction whatever
it is about, and so is one that says of itself that it corrects.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher, unified_diff
from itertools import groupby, pairwise

from extractors.ceasefire.sentences import split
from extractors.relations import RevisionChange, RevisionText

# Above this share of common words, a change is one of detail.
MIN_MINOR_RATIO = 0.95
# Down to this share, changed figures still stand in the same report; below it, the report is another.
MIN_CORRECTION_RATIO = 0.75
# A sentence longer than this is not compared word by word with another.
_MAX_ALIGNED_WORDS = 600
_WORD = re.compile(r"\w+(?:[.,]\d+)*")
# Words that say how many, when and whether: where these change, the report does.
_TELLING = re.compile(
    r"\d|^(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|\w+day|january|february|march|april|june|july"
    r"|august|september|october|november|december|no|not|never|none|nobody|nor|neither|without|den(?:y|ies|ied))$"
)
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
    sentences = sentences_of(before.text), sentences_of(now.text)
    added, removed, n_same = _words_changed(*sentences)
    n_both = 2 * n_same + added.total() + removed.total()
    ratio = round(2 * n_same / n_both, 4) if n_both else 1.0
    return RevisionChange(
        now.revision_id,
        now.article_id,
        before.revision_id,
        kind_of(before, now, ratio, added, removed),
        ratio,
        added.total(),
        removed.total(),
        diff(before, now),
    )


def kind_of(before: RevisionText, now: RevisionText, ratio: float, added: Counter[str], removed: Counter[str]) -> str:
    """Name the change: correction, major, title or minor (the first that holds). Title and standfirst are one here."""
    if _says_it_corrects(before, now) or (ratio >= MIN_CORRECTION_RATIO and _figures_differ(added, removed)):
        return "correction"
    if ratio < MIN_MINOR_RATIO:
        return "major"
    is_retitled = _bare(before.title) != _bare(now.title) or _bare(before.standfirst) != _bare(now.standfirst)
    return "title" if is_retitled else "minor"


def _says_it_corrects(before: RevisionText, now: RevisionText) -> bool:
    known = set(sentences_of(before.text))
    fresh = [sentence for sentence in (now.title, *sentences_of(now.text)) if sentence not in known]
    return any(_NOTE.search(sentence) and _OWN_WORDS.search(sentence) for sentence in fresh)


def _figures_differ(added: Counter[str], removed: Counter[str]) -> bool:
    """Say whether figures, days or negations gave way to others: what only came is news, what only went is a cut."""
    return bool(_telling(added - removed)) and bool(_telling(removed - added))


def _telling(words: Counter[str]) -> set[str]:
    return {word for word in words if _TELLING.search(word)}


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


def _words_changed(before: tuple[str, ...], now: tuple[str, ...]) -> tuple[Counter[str], Counter[str], int]:
    """Give the words that came, the words that went, and how many stayed: sentences first, words within the changed."""
    added: Counter[str] = Counter()
    removed: Counter[str] = Counter()
    n_same = 0
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, now).get_opcodes():
        old, new = _words(before[i1:i2]), _words(now[j1:j2])
        if tag == "equal":
            n_same += len(old)
            continue
        for is_same, went, came in _aligned(old, new):
            n_same += len(went) if is_same else 0
            removed.update(() if is_same else went)
            added.update(() if is_same else came)
    return added, removed, n_same


def _aligned(old: list[str], new: list[str]) -> Iterator[tuple[bool, list[str], list[str]]]:
    """Give the equal and the different stretches of two lists of words; very long ones are taken as all different."""
    if len(old) > _MAX_ALIGNED_WORDS or len(new) > _MAX_ALIGNED_WORDS:
        common = Counter(old) & Counter(new)
        kept = list(common.elements())
        yield True, kept, kept
        yield False, list((Counter(old) - common).elements()), list((Counter(new) - common).elements())
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield tag == "equal", old[i1:i2], new[j1:j2]


def _words(sentences: Iterable[str]) -> list[str]:
    return [word for sentence in sentences for word in _WORD.findall(sentence.casefold())]


def _bare(text: str | None) -> list[str]:
    return _WORD.findall((text or "").casefold())
