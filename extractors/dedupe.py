"""Finds revisions with the same words as one that was published before.

Told what is known, knows no database. Knows exact copies only: the same words in the same order, whatever the
dateline, the credit line and the white space do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from extractors.records import Article, Duplicate, digest

_DATELINE = re.compile(r"\A.{0,80}?(?: -- |/TASS/\.\s|\(Reuters\) - )", re.DOTALL)
_CREDITS = re.compile(
    r"\n\s*(?:with reporting by|based on reporting by|\(?(?:additional )?reporting by)[^\n]*\s*\Z", re.IGNORECASE
)
_NOT_WORD = re.compile(r"\W+")


def text_digest(text: str) -> str:
    """Give the digest of the words of an article: without dateline, credit line, case, punctuation and spacing.

    >>> text_digest("BAKU -- It rained.") == text_digest("It  rained")
    True
    """
    bare = _CREDITS.sub("", _DATELINE.sub("", text))
    return digest(_NOT_WORD.sub(" ", bare).strip().casefold())


def exact_duplicates(articles: Iterable[Article], originals: Mapping[str, tuple[str, str]]) -> tuple[Duplicate, ...]:
    """Pair each article with the first revision, of another article, that has its words.

    `originals` maps text_sha256 to (revision_id, article_id) of what the warehouse holds. A batch is gone through in
    order of publication, so that the result does not depend on the order in which pages arrived.
    """
    seen = dict(originals)
    duplicates: list[Duplicate] = []
    for article in sorted(articles, key=_published_first):
        original = seen.setdefault(article.text_sha256, (article.revision_id, article.article_id))
        if original[1] != article.article_id:
            duplicates.append(Duplicate(article.revision_id, original[0], "exact", 1.0))
    return tuple(duplicates)


def _published_first(article: Article) -> tuple[datetime, str]:
    return article.published_at or datetime.max.replace(tzinfo=UTC), article.revision_id
