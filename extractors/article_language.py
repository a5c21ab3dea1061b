"""Tells the language of a text (CLD3) and whether its characters look wrongly decoded (ftfy): alarms, never repairs.

Knows no page and changes no text. Both look at the article as it will be stored; what is too short or too mixed to
tell has no language, and then nothing is suspected.
"""

from __future__ import annotations

import re

import gcld3
from ftfy.badness import is_bad

from extractors.article_text import language_of

# The start of an article tells its language; the cost grows with what is looked at.
_MAX_CHARS = 300
# CLD3 says something of any text, and calls an empty one Japanese; below these it guesses.
_MIN_LETTERS = 100
_MIN_PROBABILITY = 0.9
_OLD_CODES = {"iw": "he", "in": "id", "ji": "yi", "no": "nb"}
# Written so much alike that a detector's word against the page's says nothing.
_ALIKE = (frozenset({"bs", "hr", "sr"}), frozenset({"nb", "nn", "da"}), frozenset({"id", "ms"}))

_DETECTOR = gcld3.NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=4 * _MAX_CHARS)
# UTF-8 read as a one-byte encoding leaves two odd characters side by side, or one before what was a no-break space.
_MAYBE_MOJIBAKE = re.compile(r"[^\x00-\x7f]{2}|[ÂÃ] ")


def detect_language(text: str) -> str | None:
    """Give the ISO 639-1 code of the language a text is mostly in, or None where that cannot be told for certain."""
    start = text[:_MAX_CHARS]
    if sum(map(str.isalpha, start)) < _MIN_LETTERS:
        return None
    # Told script by script; asked for one language of mixed scripts, CLD3 calls Armenian with English Azerbaijani.
    found = _DETECTOR.FindTopNMostFreqLangs(text=start, num_langs=1)[0]
    if not found.is_reliable or found.probability < _MIN_PROBABILITY:
        return None
    return _present(language_of(found.language))


def is_language_suspect(declared: str | None, detected: str | None) -> bool:
    """Say whether a page is in another language than it is declared to be; not where either is unknown."""
    declared, detected = _present(declared), _present(detected)
    if not declared or not detected or declared == detected:
        return False
    return not any(declared in group and detected in group for group in _ALIKE)


def _present(code: str | None) -> str | None:
    return _OLD_CODES.get(code, code) if code else None


def is_encoding_suspect(text: str) -> bool:
    """Say whether a text holds U+FFFD or sequences that only wrongly decoded text has (`â€œ`, `РђР·`)."""
    if text.isascii():
        return False
    lines = (line for line in text.split("\n") if _MAYBE_MOJIBAKE.search(line))
    return "\ufffd" in text or any(map(is_bad, lines))
