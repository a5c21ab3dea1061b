"""Turns one spelling of a name into the others that newswire prints: plain letters, plain apostrophes, hyphen or space.

Knows no gazetteer: strings in, strings out.
"""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        "ə": "a", "Ə": "A", "ǝ": "a", "ı": "i", "İ": "I", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D",
        "ð": "d", "ħ": "h", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "n", "ʼ": "'", "ʻ": "'", "’": "'",
        "‘": "'", "`": "'", "ʹ": "'", "ʺ": "'", "ʿ": "'", "ʾ": "'", "´": "'", "–": "-", "—": "-",
    }
)  # fmt: skip
_ARTICLE = re.compile(r"^(al|el)[- ](?=\w)", re.IGNORECASE)


def to_ascii(name: str) -> str:
    """Write `name` with the letters and signs of ASCII only ("Kəlbəcər" -> "Kalbacar")."""
    split = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    return "".join(char for char in split if char.isascii()).strip()


def key(name: str) -> str:
    """Make the key under which two spellings count as one name: lower case, letters and digits only."""
    return re.sub(r"[^a-z0-9]", "", to_ascii(name).lower())


def variants(name: str) -> list[str]:
    """List `name` and its mechanical variants, the given one first, none twice."""
    found = [name, name.replace("’", "'").replace("‘", "'"), to_ascii(name)]
    found += [text.replace("'", "") for text in found if "'" in text]
    found += [text.replace("-", " ") for text in found if "-" in text and not _ARTICLE.match(text)]
    found += [form for text in found if _ARTICLE.match(text) for form in _articles(text)]
    return list(dict.fromkeys(text for text in found if text))


def _articles(name: str) -> list[str]:
    article, rest = name[:2], name[3:]
    return [f"{word}{sign}{rest}" for word in (article.lower(), article.title()) for sign in ("-", " ")]
